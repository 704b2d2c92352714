"""Read codings from a table, each placed by quotation, by positions or by paragraphs."""

from collections.abc import Mapping
from pathlib import Path

from framework.drafts import CodingDraft
from framework.rules.counts import whole
from importers import tables

_YES = frozenset({"yes", "y", "1", "true", "x", "*", "★"})
_NO = frozenset({"", "no", "n", "0", "false"})


def read_codings(path: Path) -> list[CodingDraft]:
    """Read columns transcript, theme and quote, or start and end, or paragraphs.

    Optional: coder, starred (yes, 1, true, x or *) and memo. Refuses a row without a place.
    """
    table = tables.read(path)
    transcript = table.require("transcript", "transcript", "document", "file")
    theme = table.require("theme", "theme", "code")
    quote = table.column("quote", "quotation", "text", "passage")
    place = table.column("paragraphs", "paragraph", "locator")
    drafts = []
    for number, values in table.records():
        for column in (transcript, theme):
            if not values[column]:
                raise table.refuse(number, f"the column {column} is blank.")
        draft = CodingDraft(
            line=number,
            transcript=values[transcript],
            theme=values[theme],
            quote=values.get(quote, ""),
            span=_span(table, number, values),
            paragraphs=_paragraphs(table, number, values.get(place, "")),
            coder=values.get("coder", ""),
            starred=_starred(table, number, values.get("starred", "")),
            memo=values.get("memo", ""),
        )
        if not draft.quote and draft.span is None and draft.paragraphs is None:
            raise table.refuse(number, "it needs a quote, a start and end, or paragraphs.")
        drafts.append(draft)
    return drafts


def _span(table: tables.Table, number: int, values: Mapping[str, str]) -> tuple[int, int] | None:
    start, end = values.get("start", ""), values.get("end", "")
    if not start and not end:
        return None
    first, last = whole(start), whole(end)
    if first is None or last is None or first >= last:
        raise table.refuse(number, f"“{start[:20]}” to “{end[:20]}” is no start before an end.")
    return first, last


def _paragraphs(table: tables.Table, number: int, typed: str) -> tuple[int, int] | None:
    found = tables.paragraphs(typed) if typed else None
    if typed and found is None:
        raise table.refuse(number, f"“{typed[:20]}” is no paragraph or range such as 43–44.")
    return found


def _starred(table: tables.Table, number: int, typed: str) -> bool:
    if typed.casefold() not in _YES | _NO:
        raise table.refuse(number, f"“{typed}” in the column starred is neither yes nor no.")
    return typed.casefold() in _YES
