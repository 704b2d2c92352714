"""Ask for the mapping worksheet of a theme, and whether its classes make a typology."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.cases import list_cases
from framework.queries.charts import cells
from framework.rules.notation import Run
from framework.schema import MappingRow


class WorksheetRow(NamedTuple):
    """Describe a case under a theme: what is charted of it, and what the analyst makes of it."""

    case_id: int
    case: str
    text: str
    runs: tuple[Run, ...]
    elements: str
    category: str
    class_name: str


class MappingCheck(NamedTuple):
    """Test a typology; a case falls in one class only by construction.

    `unclassed` names the cases without a class, `classes` counts the cases of each, `single` gives
    the classes that one case has alone, with its name. `spread` gives the categories whose cases
    fall in several classes, `alike` the classes that differ in case, space or dashes only.
    """

    unclassed: tuple[str, ...]
    classes: tuple[tuple[str, int], ...]
    single: tuple[tuple[str, str], ...]
    spread: tuple[tuple[str, tuple[str, ...]], ...]
    alike: tuple[tuple[str, ...], ...]

    @property
    def exhaustive(self) -> bool:
        """Tell whether every case has a class."""
        return not self.unclassed


def worksheet(session: Session, theme_id: int, kind: str = "participant") -> list[WorksheetRow]:
    """List every case of a kind with its summary and its mapping under a theme, in order."""
    cases = list_cases(session, kind)
    views = cells(session, [case.id for case in cases], [theme_id])
    mapped = {
        row.case_id: (row.elements, row.category, row.class_name)
        for row in session.scalars(select(MappingRow).where(MappingRow.theme_id == theme_id))
    }
    rows = []
    for case in cases:
        view = views[case.id, theme_id]
        said = mapped.get(case.id, ("", "", ""))
        rows.append(WorksheetRow(case.id, case.name, view.text, view.runs, *said))
    return rows


def classes_of(session: Session, theme_id: int) -> dict[int, str]:
    """Map the cases that have a class under a theme to it."""
    rows = session.execute(
        select(MappingRow.case_id, MappingRow.class_name).where(
            MappingRow.theme_id == theme_id, MappingRow.class_name != ""
        )
    )
    return dict(rows.tuples().all())


def check(session: Session, theme_id: int, kind: str = "participant") -> MappingCheck:
    """Test whether the classes under a theme cover the cases, and what is worth a second look."""
    rows = session.execute(
        select(MappingRow.case_id, MappingRow.category).where(MappingRow.theme_id == theme_id)
    )
    categories = dict(rows.tuples().all())
    classes = classes_of(session, theme_id)
    cases = list_cases(session, kind)
    members: dict[str, list[str]] = {}
    spread: dict[str, dict[str, None]] = {}
    for case in cases:
        if case.id in classes:
            members.setdefault(classes[case.id], []).append(case.name)
            spread.setdefault(categories[case.id], {})[classes[case.id]] = None
    return MappingCheck(
        tuple(case.name for case in cases if case.id not in classes),
        tuple((name, len(names)) for name, names in members.items()),
        tuple((name, names[0]) for name, names in members.items() if len(names) == 1),
        _spread(spread),
        _alike(list(members)),
    )


def _spread(spread: Mapping[str, Mapping[str, None]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List the categories whose cases fall in several classes."""
    return tuple(
        (category, tuple(names)) for category, names in spread.items()
        if category and len(names) > 1
    )  # fmt: skip


def _alike(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Gather classes that are likely one and the same."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault("".join(filter(str.isalnum, name.casefold())), []).append(name)
    return tuple(tuple(group) for group in found.values() if len(group) > 1)
