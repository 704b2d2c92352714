"""Code passages, take codings back, star them and write memos about them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from framework.drafts import CodingDraft
from framework.edits.coding_rows import (
    add_to_coding,
    coding_in,
    latest_version,
    same_coding,
    theme_label,
    theme_to_code,
    unite_with_same,
)
from framework.errors import FrameworkError, NotFoundError, RefusedError
from framework.queries.corrections import wording_of
from framework.queries.transcripts import transcript_named
from framework.rules.corrections import Wording
from framework.rules.locators import paragraph_label
from framework.rules.passages import find_quotation
from framework.schema import Coding, Memo, Paragraph, Reread, Theme, new_guid
from framework.study import Study, now


def uncode(study: Study, coding_ids: Sequence[int], source: object | None = None) -> None:
    """Take codings off their passages, with the memos about them."""
    label = "Uncode a passage" if len(coding_ids) == 1 else f"Uncode {len(coding_ids)} passages"
    with study.step(label, source=source) as session:
        session.execute(delete(Coding).where(Coding.id.in_(coding_ids)))


def recode(study: Study, coding_id: int, theme_id: int) -> None:
    """Give a coding another theme; its passage, coder, star and memo stay.

    It is no longer waiting to be read again, and it counts as coded under the latest version. On
    to the very same coding, the two become one.
    """
    with study.step("Recode a passage") as session:
        coding = coding_in(session, coding_id)
        theme_to_code(session, theme_id)
        if coding.theme_id == theme_id:
            return
        coding.theme_id, coding.version_id = theme_id, latest_version(session)
        session.execute(delete(Reread).where(Reread.coding_id == coding_id))
        unite_with_same(session, coding)


def star(study: Study, coding_id: int, *, on: bool) -> None:
    """Mark a coding as an illustrative quotation, or take the star away."""
    with study.step("Star a passage" if on else "Take a star away") as session:
        coding_in(session, coding_id).starred = on


def write_memo(study: Study, coding_id: int, text: str) -> None:
    """Write the memo about a coding; an empty one is taken away."""
    with study.step("Write a memo", merge=f"memo:{coding_id}") as session:
        coding_in(session, coding_id)
        memo = session.scalar(select(Memo).where(Memo.coding_id == coding_id))
        if not text.strip():
            session.execute(delete(Memo).where(Memo.coding_id == coding_id))
        elif memo is None:
            session.add(
                Memo(coding_id=coding_id, coder_id=study.coder_id(session), text=text,
                     created=now())
            )  # fmt: skip
        else:
            memo.text = text


def code_from(study: Study, drafts: Sequence[CodingDraft]) -> int:
    """Add codings from a file as one step, all or none; return how many were new.

    The first line that cannot be placed is named, and nothing is added. A line that repeats a
    coding adds its star and its memo to it.
    """
    with study.step(f"Add {len(drafts)} codings from a file", rows=len(drafts)) as session:
        places, version_id = _Places(session), latest_version(session)
        rows, memos, again = [], [], []
        for draft in drafts:
            row = places.row(draft) | {
                "coder_id": places.coder(study, draft.coder), "starred": draft.starred,
                "guid": new_guid(), "created": now(), "version_id": version_id,
            }  # fmt: skip
            if places.is_new(row):
                rows.append(row)
                memos += [(row, draft.memo)] if draft.memo.strip() else []
            elif draft.starred or draft.memo.strip():
                again.append((row, draft))
        if rows:
            session.execute(insert(Coding), rows)
        _add_memos(session, memos)
        for row, draft in again:
            same = same_coding(session, row)
            if same is not None:
                add_to_coding(session, same, starred=draft.starred, memo=draft.memo)
        return len(rows)


def span_of_paragraphs(
    session: Session, document_id: int, first: int, last: int
) -> tuple[int, int] | None:
    """Give the offsets of the paragraphs `first` to `last`, or None where one is missing."""
    row = session.execute(
        select(func.min(Paragraph.start), func.max(Paragraph.end), func.count()).where(
            Paragraph.document_id == document_id, Paragraph.n.between(first, last)
        )
    ).one()
    return (row[0], row[1]) if row[2] == last - first + 1 else None


class _Places:
    """Find where the lines of a codings file belong, reading each transcript once."""

    def __init__(self, session: Session) -> None:
        """Read the themes and the codings that are there; retired themes are refused if named."""
        self._session = session
        every = session.scalars(select(Theme).order_by(Theme.retired, Theme.id)).all()
        self._themes: dict[str, int] = {}
        self._named: dict[str, list[int]] = {}
        for row in every:
            if row.number:
                self._themes.setdefault(row.number, row.id)
            if not row.retired:
                self._named.setdefault(row.name.casefold(), []).append(row.id)
        self._retired = {row.id: theme_label(row) for row in every if row.retired}
        self._texts: dict[str, tuple[int, int, Wording]] = {}
        self._coders: dict[str, int] = {}
        self._seen = {
            tuple(row)
            for row in session.execute(
                select(Coding.transcript_id, Coding.start, Coding.end, Coding.theme_id,
                       Coding.coder_id)
            )
        }  # fmt: skip

    def row(self, draft: CodingDraft) -> dict[str, object]:
        """Place one line, or raise an error that names it."""
        try:
            transcript_id, document_id, wording = self._transcript(draft.transcript)
            start, end = self._span(draft, document_id, wording)
            return {
                "transcript_id": transcript_id, "start": start, "end": end,
                "theme_id": self._theme(draft.theme),
            }  # fmt: skip
        except FrameworkError as error:
            raise RefusedError(f"Line {draft.line}: {error} No coding was added.") from error

    def coder(self, study: Study, name: str) -> int:
        """Find a coder once."""
        if name not in self._coders:
            self._coders[name] = study.coder_id(self._session, name)
        return self._coders[name]

    def is_new(self, row: dict[str, object]) -> bool:
        """Tell whether this coding is not there yet, and remember it."""
        names = ("transcript_id", "start", "end", "theme_id", "coder_id")
        key = tuple(row[name] for name in names)
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _transcript(self, name: str) -> tuple[int, int, Wording]:
        """Read a transcript once."""
        if name not in self._texts:
            row = transcript_named(self._session, name)
            self._texts[name] = (row.id, row.document_id, wording_of(self._session, row.id))
        return self._texts[name]

    def _theme(self, wanted: str) -> int:
        """Find a theme by number or by a name that only one theme has."""
        by_name = self._named.get(wanted.strip().casefold(), [])
        found = self._themes.get(wanted.strip()) or (by_name[0] if len(by_name) == 1 else None)
        if found is None:
            raise NotFoundError(f"there is no theme “{wanted}” in the framework.")
        if found in self._retired:
            raise RefusedError(f"{self._retired[found]} is retired; bring it back first.")
        return found

    def _span(self, draft: CodingDraft, document_id: int, wording: Wording) -> tuple[int, int]:
        """Find the passage that a line means."""
        body = wording.frozen
        low, high = 0, len(body)
        if draft.paragraphs is not None:
            within = span_of_paragraphs(self._session, document_id, *draft.paragraphs)
            if within is None:
                raise NotFoundError(
                    f"{draft.transcript} has no {paragraph_label(*draft.paragraphs)}."
                )
            low, high = within
        if draft.quote.strip():
            found = _quoted(wording, draft.quote, low, high)
            if len(found) != 1:
                raise NotFoundError(_not_once(draft, len(found)))
            return found[0]
        if draft.span is not None:
            low, high = draft.span
        if not 0 <= low < high <= len(body) or body[low:high].isspace():
            raise RefusedError(f"{low} to {high} is no stretch of {draft.transcript}.")
        return low, high


def _quoted(wording: Wording, quote: str, low: int, high: int) -> list[tuple[int, int]]:
    """List where a quotation stands in `[low, high)`: as the text came, or else as corrected."""
    found = find_quotation(wording.frozen[low:high], quote)
    if found or wording.shown == wording.frozen:
        return [(low + start, low + end) for start, end in found]
    base, end = wording.to_shown(low), wording.to_shown(high)
    return [
        wording.span_to_frozen(base + first, base + last)
        for first, last in find_quotation(wording.shown[base:end], quote)
    ]


def _not_once(draft: CodingDraft, times: int) -> str:
    """Say why a quotation cannot be placed."""
    words = draft.quote if len(draft.quote) <= 60 else draft.quote[:59] + "…"
    if times == 0:
        return f"“{words}” does not stand in {draft.transcript}."
    return f"“{words}” stands {times} times in {draft.transcript}; name the paragraph."


def _add_memos(session: Session, memos: Iterable[tuple[dict[str, object], str]]) -> None:
    """Add the memos of codings just added."""
    rows = []
    for row, text in memos:
        coding_id = session.scalar(select(Coding.id).where(Coding.guid == row["guid"]))
        rows.append(
            {"coding_id": coding_id, "coder_id": row["coder_id"], "text": text, "created": now()}
        )
    if rows:
        session.execute(insert(Memo), rows)
