"""Fill the mapping worksheet of a theme, and make its classes an attribute of the cases."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from framework.edits.cells import pair_name
from framework.edits.outline import called, get_theme
from framework.errors import RefusedError
from framework.queries.cases import CaseRow, list_cases
from framework.queries.mapping import classes_of
from framework.schema import Attribute, MappingRow
from framework.study import Study

_NAMED = 6


def map_case(
    study: Study,
    theme_id: int,
    case_id: int,
    elements: str | None = None,
    category: str | None = None,
    class_name: str | None = None,
) -> None:
    """Say what a case shows under a theme: elements, category, class; None keeps what stands.

    A case falls in one class. A row in which nothing is left is taken away.
    """
    given = {"elements": elements, "category": category, "class_name": class_name}
    wanted = {name: _plain(name, text) for name, text in given.items() if text is not None}
    label = f"Map {pair_name(study, case_id, theme_id)}"
    merge = f"map:{theme_id}:{case_id}:{','.join(wanted)}"
    with study.step(label, merge=merge) as session:
        row = session.scalar(
            select(MappingRow).where(MappingRow.theme_id == theme_id, MappingRow.case_id == case_id)
        )
        if row is None and any(wanted.values()):
            session.add(MappingRow(theme_id=theme_id, case_id=case_id, **wanted))
        elif row is not None:
            for name, text in wanted.items():
                setattr(row, name, text)
            if not (row.elements or row.category or row.class_name):
                session.execute(delete(MappingRow).where(MappingRow.id == row.id))


def apply_classes(
    study: Study,
    theme_id: int,
    attribute_name: str,
    *,
    kind: str = "participant",
    partial: bool = False,
    replace: bool = False,
) -> int:
    """Make the class of each case of a kind an attribute of it, as one step; return how many.

    Refused where cases have no class, unless `partial`, and where the attribute holds something
    else already, unless `replace`. A case without a class then loses the attribute.
    """
    name = " ".join(attribute_name.split())
    if not name:
        raise RefusedError("An attribute needs a name; nothing was changed.")
    with study.read() as reading:
        theme = called(get_theme(reading, theme_id))
    with study.step(f"Make the classes of {theme} the attribute {name}") as session:
        cases = list_cases(session, kind)
        classes = classes_of(session, theme_id)
        _refuse_unclassed(cases, classes, theme, partial=partial)
        if not replace:
            _refuse_other_values(cases, classes, name)
        for case in cases:
            _set(session, case, name, classes.get(case.id, ""))
        return sum(case.id in classes for case in cases)


def _refuse_unclassed(
    cases: Sequence[CaseRow], classes: dict[int, str], theme: str, *, partial: bool
) -> None:
    """Refuse classes that do not cover the cases, or that are none at all."""
    without = [case.name for case in cases if case.id not in classes]
    if len(without) == len(cases):
        raise RefusedError(f"No case has a class under {theme} yet; nothing was changed.")
    if without and not partial:
        raise RefusedError(
            f"{_listed(without)} {'has' if len(without) == 1 else 'have'} no class under {theme}; "
            "nothing was changed. The classes of a typology cover all cases: give each one, or "
            "go on without them."
        )


def _refuse_other_values(cases: Sequence[CaseRow], classes: dict[int, str], name: str) -> None:
    """Refuse to write over an attribute that says something other than the classes."""
    other = [
        f"{case.name}: {case.attribute(name)}"
        for case in cases
        if case.attribute(name) not in {"", classes.get(case.id, "")}
    ]
    if other:
        raise RefusedError(
            f"The attribute {name} says something else already ({_listed(other)}); nothing was "
            "changed. Choose another name, or have it replaced."
        )


def _set(session: Session, case: CaseRow, name: str, value: str) -> None:
    """Give a case an attribute, or take it away."""
    here = (Attribute.case_id == case.id, Attribute.name == name)
    kept = session.scalar(select(Attribute).where(*here))
    if kept is not None and value:
        kept.value = value
    elif kept is not None:
        session.execute(delete(Attribute).where(*here))
    elif value:
        session.add(Attribute(case_id=case.id, name=name, value=value))


def _listed(names: Sequence[str]) -> str:
    """Name a few, and count the others."""
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} others"


def _plain(name: str, text: str) -> str:
    """Tidy what was typed; elements may stand on lines of their own."""
    return text.strip() if name == "elements" else " ".join(text.split())
