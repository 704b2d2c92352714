"""Write the notes below a table: every sign, abbreviation and rule that it uses."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from exports.options import Options
from exports.report import TableRow
from framework.queries.charts import CellView
from framework.queries.indicators import DefinitionRow

_LEGEND = (
    "★ illustrative quotation · “ ” verbatim · { } analyst’s comment · – asked, nothing relevant · "
    "n/a not asked · blank, not yet charted."
)
ABBREVIATIONS = {
    "GP": "general practitioner",
    "IMD": "index of multiple deprivation",
}
_DAYS = re.compile(r"\b\d+(?:–\d+)? d\b")
# In a long text a d after a digit is far quicker to look for than a number before a d.
_MAYBE_DAYS = re.compile(r" d\b(?<=\d d)")
_FLAGS = {
    "quote_differs": "quotation differs from the transcript",
    "no_evidence": "charted without evidence",
    "out_of_date": "evidence changed since the summary was checked",
}


def legend(options: Options) -> list[str]:
    """Explain the signs of summaries and where locators lead."""
    if options.evidence:
        return [
            _LEGEND,
            "¶ paragraph of the transcript; each reference leads to the evidence appendix.",
        ]
    return [_LEGEND, "¶ paragraph of the transcript."]


def abbreviations(
    rows: Iterable[TableRow], known: Mapping[str, str], heads: Iterable[str] = ()
) -> list[str]:
    """Expand the abbreviations that the table brings in; the study's own are `known`."""
    said = [
        "".join([span.text for span in pieces])
        for row in rows for cell in row for pieces in cell.paragraphs
    ]  # fmt: skip
    text = "\n".join([*said, *heads])
    every = {**ABBREVIATIONS, **known}
    used = set(_any_of(tuple(every)).findall(text))
    found = [f"{short}, {words.rstrip('.')}." for short, words in every.items() if short in used]
    in_days = _MAYBE_DAYS.search(text) and _DAYS.search(text)
    return [*found, "d, days."] if in_days else found


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Find any of these words, in the plural too.

    What must not stand before a word is looked at after it, so that the search can skip from one
    first letter to the next.
    """
    longest = map(re.escape, sorted(words, key=len, reverse=True))
    either = "|".join([rf"{word}(?<!\w{word})" for word in longest])
    return re.compile(rf"({either})s?(?!\w)")


def questions(named: Sequence[tuple[str, CellView]]) -> list[str]:
    """Name the cells that need another look before the table leaves the house."""
    said = []
    for flag, words in _FLAGS.items():
        cells = [name for name, view in named if flag in view.flags]
        if cells:
            said.append(f"To check, {words}: {', '.join(cells)}.")
    return said


def closing(*, synthetic: bool) -> list[str]:
    """Say when nothing in the table is real."""
    return ["Synthetic data."] if synthetic else []


def tolerances(definitions: Iterable[DefinitionRow]) -> list[str]:
    """State the rule by which something counts as late, once for each tolerance."""
    found: dict[int, list[str]] = {}
    for row in definitions:
        if row.measure in {"on_time", "late", "days_late"}:
            found.setdefault(row.definition.tolerance, []).append(row.label)
    return [f"{', '.join(labels)}: {_rule(days)}." for days, labels in found.items()]


def _rule(days: int) -> str:
    """Say after how many days something is late."""
    if days == 0:
        return "late when after the date due"
    return f"late when more than {days} {'day' if days == 1 else 'days'} after the date due"
