"""Bind the locators of summaries to passages, and check quotations, cell after cell."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from framework.edits.quoting import Quotations
from framework.queries.attributions import transcripts_of_case
from framework.queries.charts import CitedIn, Evidences, citations_of
from framework.rules.locators import Locator, locator_spans, to_stored, tokens_in
from framework.rules.notation import quotations
from framework.schema import (
    Attribution,
    Cell,
    Citation,
    JointRow,
    OwnCell,
    Paragraph,
    StudyCase,
    Synthesis,
    Transcript,
)

Span = tuple[int, int]
Written = Cell | OwnCell | Synthesis | JointRow


class Desk:
    """Hold what writing summaries needs, read once for all the cells of a step."""

    def __init__(self, session: Session, theme_ids: Sequence[int]) -> None:
        """Read the transcripts' names and the evidence under some themes."""
        self._session = session
        self.evidence = Evidences(session, theme_ids)
        self._transcripts = {row.name.lower(): row for row in session.scalars(select(Transcript))}
        self._of_case: dict[str, Transcript | None] = {}
        self._quotations = Quotations(session)

    def write(self, cell: Cell | OwnCell | Synthesis, text: str, *, new: bool = False) -> list[str]:
        """Store what was typed in a cell, an own cell or a synthesis.

        Return its locators that lead nowhere, as typed.
        """
        stored, added = self.bound(cell, text, new=new)
        self.keep(cell, stored, added, new=new)
        return [stored[start:end] for start, end in locator_spans(stored)]

    def bound(
        self, cell: Written, text: str, *, new: bool = False
    ) -> tuple[str, list[dict[str, object]]]:
        """Bind the locators of a text; return it as it is stored, and the citations to add."""
        binder = _Binder(self, cell, new=new)
        return to_stored(text, binder.token), binder.added

    def keep(
        self,
        cell: Cell | OwnCell | Synthesis,
        stored: str,
        added: Sequence[dict[str, object]],
        *,
        new: bool = False,
    ) -> None:
        """Store a text whose locators are bound, with citations to add; drop those it lost."""
        cell.text = stored
        cell_id, kept = cell.id, set(tokens_in(stored))
        if added:
            self._session.execute(insert(Citation), added)
        if not new:
            owner = getattr(Citation, owner_of(cell))
            self._session.execute(
                delete(Citation).where(owner == cell_id, Citation.token.not_in(kept))
            )
        if isinstance(cell, Cell):
            cell.misquoted = self._misquoted(cell)

    def kept(self, cell: Written) -> dict[Locator, list[str]]:
        """Give the tokens that a text has now, by what they print."""
        found: dict[Locator, list[str]] = {}
        cited = citations_of(self._session, [cell.id], quotes=False, of=kind_of(type(cell)))
        for row in cited.values():
            key = Locator(row.transcript, row.first, row.last)
            found.setdefault(key, []).append(row.token)
        return found

    def transcript(self, name: str) -> Transcript | None:
        """Find a transcript by its name, or as the only one of the case of that name."""
        wanted = name.strip().lower()
        return self._transcripts.get(wanted) or self._transcript_of_case(wanted)

    def span(self, transcript: Transcript, cell: Written, locator: Locator) -> Span | None:
        """Find what a locator leads to: its paragraphs, or the one coded passage in just them."""
        rows = self._session.execute(
            select(Paragraph.n, Paragraph.start, Paragraph.end).where(
                Paragraph.document_id == transcript.document_id,
                Paragraph.n.in_((locator.first, locator.last)),
            )
        ).all()
        places = {row.n: (row.start, row.end) for row in rows}
        if locator.first not in places or locator.last not in places:
            return None
        first, last = places[locator.first], places[locator.last]
        if isinstance(cell, Synthesis | JointRow):
            return first[0], last[1]
        coded = {
            (start, end)
            for where, start, end in self.evidence.passages(cell.case_id, cell.theme_id)
            if where == transcript.id and first[0] <= start < first[1] and last[0] < end <= last[1]
        }
        return coded.pop() if len(coded) == 1 else (first[0], last[1])

    def _transcript_of_case(self, name: str) -> Transcript | None:
        """Find the only transcript that is attributed as a whole to the case of a name."""
        if name not in self._of_case:
            found = self._session.scalars(
                select(Transcript)
                .join(Attribution, Attribution.transcript_id == Transcript.id)
                .join(StudyCase, StudyCase.id == Attribution.case_id)
                .where(
                    func.lower(StudyCase.name) == name,
                    Attribution.speaker_id.is_(None),
                    Attribution.start.is_(None),
                )
                .distinct()
            ).all()
            self._of_case[name] = found[0] if len(found) == 1 else None
        return self._of_case[name]

    def _misquoted(self, cell: Cell) -> str:
        """List, as JSON, the quotations that stand in no transcript behind the cell."""
        if not quotations(cell.text):
            return ""
        cited = self._session.scalars(
            select(Citation.transcript_id).where(Citation.cell_id == cell.id).distinct()
        )
        behind = {*cited, *transcripts_of_case(self._session, cell.case_id)}
        return self._quotations.misquoted(cell.text, behind)


def kind_of(table: type[Written]) -> CitedIn:
    """Name what the rows of a table are."""
    kinds: dict[type[Written], CitedIn] = {
        Cell: "cell", OwnCell: "own_cell", Synthesis: "synthesis", JointRow: "joint_row"
    }  # fmt: skip
    return kinds[table]


def owner_of(cell: Written) -> str:
    """Name the column by which a citation says in which text it stands."""
    return f"{kind_of(type(cell))}_id"


class _Binder:
    """Give tokens to the locators of one text, keeping those that it has."""

    def __init__(self, desk: Desk, cell: Written, *, new: bool) -> None:
        """Read what the text cites now."""
        self._desk, self._cell = desk, cell
        self._kept = {} if new else desk.kept(cell)
        self.added: list[dict[str, object]] = []

    def token(self, locator: Locator) -> str | None:
        """Give the token of a locator, or None when it leads nowhere."""
        transcript = self._desk.transcript(locator.name)
        if transcript is None:
            return None
        kept = self._kept.get(locator._replace(name=transcript.name))
        if kept:
            return kept.pop(0)
        span = self._desk.span(transcript, self._cell, locator)
        if span is None:
            return None
        token = uuid4().hex[:16]
        self.added.append(
            {
                owner_of(self._cell): self._cell.id,
                "token": token,
                "transcript_id": transcript.id,
                "start": span[0],
                "end": span[1],
            }
        )
        return token
