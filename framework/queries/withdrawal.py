"""Ask what used a participant, before they are withdrawn: everything that would go."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.cases import CaseRow, case_by_id
from framework.queries.codings import all_codings
from framework.queries.delivery import list_tables, rows_of
from framework.queries.past_exports import PastExportRow, exports_holding, guids_of
from framework.queries.placing import Places
from framework.queries.withdrawal_places import PlaceNames
from framework.queries.withdrawal_stretches import Said, refuse_site
from framework.queries.withdrawal_traces import Traces
from framework.rules.locators import Locator, paragraph_label, to_typed
from framework.rules.mentions import Mention
from framework.rules.mentions import to_typed as mentions_typed
from framework.rules.withdrawal import without
from framework.schema import (
    Cell,
    CellReference,
    Citation,
    MappingRow,
    Memo,
    OwnCell,
    StudyCase,
    Synthesis,
    Theme,
    Transcript,
)
from framework.scrubbing import Text, in_json, texts

UsedKind = Literal[
    "transcript", "coding", "cell", "sentence", "memo", "mapping", "delivery", "attribute", "export"
]

USED_KINDS: Mapping[UsedKind, str] = {
    "transcript": "Transcripts",
    "coding": "Coded passages",
    "cell": "Their own cells",
    "sentence": "Sentences elsewhere that use them",
    "memo": "Memos",
    "mapping": "Mapping",
    "delivery": "Delivery rows",
    "attribute": "Attributes",
    "export": "Files that left the study",
}

ANALYSTS: Mapping[str, tuple[str, ...]] = {
    "cell": ("text",),
    "own_cell": ("text",),
    "synthesis": ("text",),
    "memo": ("text",),
    "mapping_row": ("elements", "category", "class_name"),
    "joint_row": ("title", "quantitative", "qualitative", "inference", "details", "words"),
    "joint_code": ("reason",),
    "joint_version": ("reason", "content"),
    "theme": ("definition", "include", "exclude", "origin"),
    "framework_version": ("reason", "content"),
    "reread": ("reason",),
    "study": ("note",),
    "past_export": ("decision",),
}
"""The texts in which sentences may use a participant: those that analysts write."""

_BESIDE = {"words", "decision"}  # repeats what stands elsewhere


class UsedRow(NamedTuple):
    """Name one thing that used a participant: where, what it says, and why it is listed."""

    kind: UsedKind
    where: str
    text: str
    why: str = ""


class PersonRow(NamedTuple):
    """Name a row of a delivery table that is about a participant."""

    table_id: int
    table: str
    dataset_id: int
    n: int
    values: tuple[str, ...]


def used_by(session: Session, case_id: int) -> list[UsedRow]:
    """List everything that used a participant, kind by kind; refuse a site."""
    case = case_by_id(session, case_id)
    refuse_site(case)
    traces = Traces(session, case)
    return [
        *(_transcript(said) for said in traces.said),
        *_codings(session, traces),
        *_cells(session, case),
        *_sentences(session, traces),
        *_memos(session, traces),
        *_mapping(session, case),
        *(UsedRow("delivery", f"{row.table}, row {row.n}", " · ".join(filter(None, row.values)))
          for row in delivery_rows(session, case)),
        *(UsedRow("attribute", name, value) for name, value in case.attributes if value),
        *(_export(row) for row in exports_of(session, traces)),
    ]  # fmt: skip


def delivery_rows(session: Session, case: CaseRow) -> list[PersonRow]:
    """List the rows of delivery tables that are about a participant."""
    return [
        PersonRow(table.id, table.name, table.dataset_id, row.n, row.values)
        for table in list_tables(session)
        if table.site
        for row in rows_of(session, table.id)
        if row.case_id == case.id
    ]


def exports_of(session: Session, traces: Traces) -> list[PastExportRow]:
    """List the files that left the study with words of a participant in them."""
    return exports_holding(
        session,
        guids_of(session, "case", [traces.case.id]),
        guids_of(session, "transcript", [said.transcript_id for said in traces.said]),
    )


def taken_from(traces: Traces, found: Text) -> tuple[str, ...]:
    """List the sentences of a text that use a participant."""
    taken = list[str]()

    def cut(said: str) -> str:
        """Cut a text down, and note what goes."""
        kept = without(said, traces.are_in)
        taken.extend(kept.taken)
        return kept.text

    in_json(found.text, cut)
    return tuple(taken)


def _transcript(said: Said) -> UsedRow:
    """Describe what they said in a transcript."""
    if said.whole:
        return UsedRow("transcript", said.name, "the whole transcript")
    numbers = ", ".join(paragraph_label(*pair) for pair in _ranges(sorted(said.paragraphs)))
    return UsedRow("transcript", said.name, f"their turns: {numbers}", "others speak there too")


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Join numbers that follow one another."""
    found = list[tuple[int, int]]()
    for n in numbers:
        if found and found[-1][1] == n - 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found


def _codings(session: Session, traces: Traces) -> Iterator[UsedRow]:
    """List the coded passages that hold nothing but their words."""
    for row in all_codings(session):
        if row.id in traces.codings:
            place = f"{row.transcript} {paragraph_label(row.first, row.last)}"
            yield UsedRow("coding", f"{place} × {row.number or row.theme}", row.quote)


def _cells(session: Session, case: CaseRow) -> Iterator[UsedRow]:
    """List their own cells, also those charted apart, and their synthesis."""
    readable = Readable(session)
    for table in (Cell, OwnCell):
        rows = session.execute(
            select(table.text, Theme.number)
            .join(Theme, Theme.id == table.theme_id)
            .where(table.case_id == case.id, table.text != "")
            .order_by(Theme.number)
        ).tuples()
        for body, number in rows:
            yield UsedRow("cell", f"{case.name} × {number}", readable.of(body))
    for body in session.scalars(select(Synthesis.text).where(Synthesis.case_id == case.id)):
        yield UsedRow("cell", f"Synthesis of {case.name}", readable.of(body))


def _sentences(session: Session, traces: Traces) -> Iterator[UsedRow]:
    """List the sentences in all that analysts wrote which use them."""
    readable, names = Readable(session), PlaceNames(session)
    for found in texts(session):
        wanted = found.column in ANALYSTS.get(found.table, ()) and found.column not in _BESIDE
        if wanted and not traces.own(found.table, dict(found.row)):
            for sentence in taken_from(traces, found):
                where = names.of(found.table, found.row)
                yield UsedRow("sentence", where, readable.of(sentence), traces.because(sentence))


def _memos(session: Session, traces: Traces) -> Iterator[UsedRow]:
    """List the memos about them and about what they said."""
    names = PlaceNames(session)
    for row in session.scalars(select(Memo).order_by(Memo.id)):
        if row.id in traces.memos or row.case_id == traces.case.id:
            image = {"case_id": row.case_id, "theme_id": row.theme_id, "kind": row.kind}
            yield UsedRow("memo", names.of("memo", image), row.text)


def _mapping(session: Session, case: CaseRow) -> Iterator[UsedRow]:
    """List where they stand in mapping worksheets."""
    for row, number in session.execute(
        select(MappingRow, Theme.number)
        .join(Theme, Theme.id == MappingRow.theme_id)
        .where(MappingRow.case_id == case.id)
    ).tuples():
        held = " · ".join(filter(None, (row.elements, row.category, row.class_name)))
        yield UsedRow("mapping", f"{case.name} × {number}", held)


def _export(row: PastExportRow) -> UsedRow:
    """Describe a file that left the study."""
    return UsedRow("export", row.file_name, f"{row.layout}, {row.created[:10]}, by {row.coder}",
                   f"sha256 {row.sha256}")  # fmt: skip


class Readable:
    """Print stored texts as analysts type them."""

    def __init__(self, session: Session) -> None:
        """Read what all locators and mentions lead to."""
        rows = session.execute(
            select(Citation.token, Transcript.id, Transcript.name, Transcript.document_id,
                   Citation.start, Citation.end)
            .join(Transcript, Transcript.id == Citation.transcript_id)
        ).tuples().all()  # fmt: skip
        places = Places(session, {row[3] for row in rows})
        self._locators = {}
        for token, transcript_id, name, document_id, start, end in rows:
            first, last, _speaker = places.of(transcript_id, document_id, start, end)
            self._locators[token] = Locator(name, first, last)
        mentioned = session.execute(
            select(CellReference.token, StudyCase.name, Theme.number, Theme.name)
            .join(StudyCase, StudyCase.id == CellReference.case_id)
            .join(Theme, Theme.id == CellReference.theme_id)
        ).tuples()
        self._mentions = {
            token: Mention(case, number or name) for token, case, number, name in mentioned
        }

    def of(self, stored: str) -> str:
        """Print one text."""
        return mentions_typed(to_typed(stored, self._locators), self._mentions)
