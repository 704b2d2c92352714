"""Ask what left the study in files, and whose words those hold."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.schema import Coder, PastExport, StudyCase, Transcript

GONE = "(no longer in the study)"


@dataclass(frozen=True)
class PastExportRow:
    """Describe a file that was written: its layout, its digest, whose words it holds, by name.

    `decision` is what the disclosure check found and what was decided, {} where nobody looked.
    """

    id: int
    layout: str
    file_name: str
    sha256: str
    cases: tuple[str, ...]
    transcripts: tuple[str, ...]
    coder: str
    created: str
    decision: Mapping[str, Any] = field(default_factory=dict)


def list_past_exports(session: Session) -> list[PastExportRow]:
    """List what was written, oldest first."""
    return [_row(session, row, coder) for row, coder in _noted(session)]


def exports_holding(
    session: Session, cases: Collection[str], transcripts: Collection[str]
) -> list[PastExportRow]:
    """List the exports that hold words of any of these cases or transcripts, by guid."""
    found = []
    for row, coder in _noted(session):
        used = json.loads(row.used)
        if not {*cases}.isdisjoint(used["cases"]) or not {*transcripts}.isdisjoint(
            used["transcripts"]
        ):
            found.append(_row(session, row, coder))
    return found


def guids_of(
    session: Session, kind: Literal["case", "transcript"], ids: Collection[int]
) -> list[str]:
    """Give the lasting names of cases or transcripts."""
    table = StudyCase if kind == "case" else Transcript
    return list(session.scalars(select(table.guid).where(table.id.in_(ids))))


def _noted(session: Session) -> Iterable[tuple[PastExport, str]]:
    """Read the notes with the names of those who wrote the files."""
    return session.execute(
        select(PastExport, Coder.name)
        .join(Coder, Coder.id == PastExport.coder_id)
        .order_by(PastExport.id)
    ).tuples()


def _row(session: Session, row: PastExport, coder: str) -> PastExportRow:
    """Shape a note; what is in the study no longer has no name."""
    used = json.loads(row.used)
    return PastExportRow(
        id=row.id,
        layout=row.layout,
        file_name=row.file_name,
        sha256=row.sha256,
        cases=_names(session, StudyCase, used["cases"]),
        transcripts=_names(session, Transcript, used["transcripts"]),
        coder=coder,
        created=row.created,
        decision=json.loads(row.decision) if row.decision else {},
    )


def _names(
    session: Session, table: type[StudyCase] | type[Transcript], guids: Collection[str]
) -> tuple[str, ...]:
    """Name the cases or transcripts of some guids, in the study's order."""
    rows = session.execute(
        select(table.guid, table.name).where(table.guid.in_(guids)).order_by(table.position)
    ).all()
    return (*(row.name for row in rows), *((GONE,) * (len(guids) - len(rows))))
