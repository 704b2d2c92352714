"""Ask for cases: the rows of the matrix."""

from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from framework.errors import NotFoundError
from framework.schema import Attribute, CaseParent, StudyCase


class CaseRow(NamedTuple):
    """Describe a participant or a site; `parents` are the sites that a participant belongs to."""

    id: int
    name: str
    kind: str
    label: str
    parents: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]

    def attribute(self, name: str) -> str:
        """Give the value of an attribute, or "" where the case has none."""
        return dict(self.attributes).get(name, "")


def list_cases(session: Session, kind: str | None = None) -> list[CaseRow]:
    """List the cases in the study's order, of one kind or of all."""
    statement = _cases()
    if kind is not None:
        statement = statement.where(StudyCase.kind == kind)
    return _rows(session, statement)


def case_named(session: Session, name: str) -> CaseRow:
    """Give the case of that name; case does not matter. Raise NotFoundError."""
    found = _rows(session, _cases().where(func.lower(StudyCase.name) == name.strip().lower()))
    if not found:
        raise NotFoundError(f"There is no case called “{name}” in this study.")
    return found[0]


def case_by_id(session: Session, case_id: int) -> CaseRow:
    """Give one case. Raise NotFoundError."""
    found = _rows(session, _cases().where(StudyCase.id == case_id))
    if not found:
        raise NotFoundError("That case is no longer in the study; nothing was changed.")
    return found[0]


def case_names(session: Session) -> dict[int, str]:
    """Map the ids of cases to their names."""
    return dict(session.execute(select(StudyCase.id, StudyCase.name)).tuples().all())


def children_of(session: Session) -> dict[int, list[int]]:
    """Map each site to the ids of the cases that belong to it, in the study's order."""
    found: dict[int, list[int]] = {}
    for parent_id, case_id in session.execute(
        select(CaseParent.parent_id, CaseParent.case_id)
        .join(StudyCase, StudyCase.id == CaseParent.case_id)
        .order_by(StudyCase.position)
    ):
        found.setdefault(parent_id, []).append(case_id)
    return found


def _cases() -> Select[Any]:
    """Select cases in order."""
    return select(StudyCase.id, StudyCase.name, StudyCase.kind, StudyCase.label).order_by(
        StudyCase.position, StudyCase.id
    )


def _rows(session: Session, statement: Select[Any]) -> list[CaseRow]:
    """Shape selected cases, with their parents and attributes."""
    rows = session.execute(statement).all()
    parents = _parents(session)
    attributes = _attributes(session, rows)
    return [
        CaseRow(row.id, row.name, row.kind, row.label, tuple(parents.get(row.id, ())),
                tuple(attributes.get(row.id, ())))
        for row in rows
    ]  # fmt: skip


def _parents(session: Session) -> dict[int, list[str]]:
    """Name the parents of each case."""
    parent = aliased(StudyCase)
    found: dict[int, list[str]] = {}
    for case_id, name in session.execute(
        select(CaseParent.case_id, parent.name)
        .join(parent, parent.id == CaseParent.parent_id)
        .order_by(parent.position)
    ):
        found.setdefault(case_id, []).append(name)
    return found


def _attributes(session: Session, rows: list[Row[Any]] | Any) -> dict[int, list[tuple[str, str]]]:  # noqa: ANN401 - SQLAlchemy's Sequence[Row]
    """Give the attributes of each case, in the order in which they came."""
    statement = select(Attribute.case_id, Attribute.name, Attribute.value).order_by(Attribute.id)
    if len(rows) == 1:
        statement = statement.where(Attribute.case_id == rows[0].id)
    found: dict[int, list[tuple[str, str]]] = {}
    for case_id, name, value in session.execute(statement):
        found.setdefault(case_id, []).append((name, value))
    return found
