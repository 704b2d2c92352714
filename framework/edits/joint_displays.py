"""Make joint displays, change what they show, and freeze versions of them."""

import json

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from framework.drafts import JointDefinition
from framework.edits.joint_texts import JointDesk, settle
from framework.errors import NotFoundError, RefusedError
from framework.queries.joint_versions import content_of
from framework.rules.fit import VOCABULARIES
from framework.rules.joint_definitions import from_record, written
from framework.rules.joint_layouts import layout_of
from framework.schema import JointCode, JointDisplay, JointRow, JointVersion
from framework.study import Study, now


def add_display(
    study: Study, name: str, layout: str, definition: JointDefinition | None = None
) -> int:
    """Make a joint display; return its id. Refused for a name that is taken."""
    plain = " ".join(name.split())
    with study.step(f"Make the joint display {plain}") as session:
        _refuse_name(session, plain, 0)
        _refuse_layout(layout)
        last = session.scalar(select(func.max(JointDisplay.position))) or 0
        display = JointDisplay(
            name=plain, layout=layout, position=last + 1,
            definition=_checked(definition or JointDefinition()),
        )  # fmt: skip
        session.add(display)
        session.flush()
        return display.id


def define_display(study: Study, display_id: int, definition: JointDefinition) -> None:
    """Change what a joint display shows."""
    name = _name(study, display_id)
    merge = f"joint display:{display_id}"
    with study.step(f"Change what {name} shows", merge=merge) as session:
        get_display(session, display_id).definition = _checked(definition)


def rename_display(study: Study, display_id: int, name: str) -> None:
    """Give a joint display another name. Refused for a name that is taken."""
    plain = " ".join(name.split())
    with study.step(f"Rename the joint display {_name(study, display_id)}") as session:
        _refuse_name(session, plain, display_id)
        get_display(session, display_id).name = plain


def change_layout(study: Study, display_id: int, layout: str) -> None:
    """Lay a joint display out in another way; its rows stay, shown or not."""
    _refuse_layout(layout)
    with study.step(f"Lay {_name(study, display_id)} out as {layout}") as session:
        get_display(session, display_id).layout = layout


def move_display(study: Study, display_id: int, position: int) -> None:
    """Put a joint display at a place, from 0, among the others."""
    with study.step(f"Move {_name(study, display_id)}") as session:
        order = JointDisplay.position, JointDisplay.id
        rows = list(session.scalars(select(JointDisplay).order_by(*order)))
        moved = get_display(session, display_id)
        rows.remove(moved)
        rows.insert(max(0, min(position, len(rows))), moved)
        for place, row in enumerate(rows, start=1):
            row.position = place


def remove_display(study: Study, display_id: int) -> None:
    """Remove a joint display with its rows and versions; undo brings all of it back."""
    with study.step(f"Remove the joint display {_name(study, display_id)}") as session:
        session.execute(delete(JointDisplay).where(JointDisplay.id == display_id))


def freeze_display(study: Study, display_id: int, name: str, reason: str) -> int:
    """Keep a joint display as it stands under a name; return the version's id."""
    plain = " ".join(name.split())
    with study.step(f"Freeze {plain} of {_name(study, display_id)}") as session:
        taken = session.scalars(
            select(JointVersion.name).where(JointVersion.display_id == display_id)
        )
        if not plain or plain.casefold() in {other.casefold() for other in taken}:
            why = f"There is a version {plain} already" if plain else "A version needs a name"
            raise RefusedError(f"{why}; nothing was frozen.")
        version = JointVersion(
            display_id=display_id, name=plain, reason=reason.strip(), created=now(),
            coder_id=study.coder_id(session), content=content_of(session, display_id),
        )  # fmt: skip
        session.add(version)
        session.flush()
        return version.id


def remove_version(study: Study, version_id: int) -> None:
    """Remove a version of a joint display."""
    with study.step("Remove a version of a joint display") as session:
        session.delete(_version(session, version_id))


def bring_back(study: Study, version_id: int, name: str) -> int:
    """Make a joint display of a version, under another name; return its id.

    Its figures are those of today; what they read then stays in the version.
    """
    with study.step(f"Bring back {' '.join(name.split())}") as session:
        content = json.loads(_version(session, version_id).content)
        definition = from_record(content["definition"])
        display_id = add_display(study, name, content["layout"], definition)
        desk = JointDesk(session)
        for place, record in enumerate(content["rows"], start=1):
            row = JointRow(
                display_id=display_id, position=place, title=record["title"], fit=record["fit"],
                case_id=desk.case_id(record["case"]), changed=now(),
                coder_id=study.coder_id(session),
            )  # fmt: skip
            session.add(row)
            session.flush()
            for field, text in record["typed"].items():
                desk.write(row, field, text)
            settle(session, row)
            for coder, code, reason in record["codes"]:
                session.add(JointCode(joint_row_id=row.id, code=code, reason=reason,
                                      coder_id=study.coder_id(session, coder)))  # fmt: skip
        session.flush()
        return display_id


def get_display(session: Session, display_id: int) -> JointDisplay:
    """Find a joint display in a step."""
    display = session.get(JointDisplay, display_id)
    if display is None:
        raise NotFoundError("That joint display is no longer in the study; nothing was changed.")
    return display


def _name(study: Study, display_id: int) -> str:
    """Give the name of a joint display, to name a step after."""
    with study.read() as session:
        return get_display(session, display_id).name


def _version(session: Session, version_id: int) -> JointVersion:
    """Find a version."""
    version = session.get(JointVersion, version_id)
    if version is None:
        raise NotFoundError("That version is no longer in the study; nothing was changed.")
    return version


def _refuse_name(session: Session, name: str, display_id: int) -> None:
    """Refuse a name that is empty or that of another joint display."""
    if not name:
        raise RefusedError("A joint display needs a name; nothing was changed.")
    others = session.scalars(select(JointDisplay.name).where(JointDisplay.id != display_id))
    if name.casefold() in {other.casefold() for other in others}:
        raise RefusedError(
            f"There is a joint display called {name} already; nothing was changed. "
            "Choose another name."
        )


def _refuse_layout(layout: str) -> None:
    """Refuse a layout that there is not."""
    if layout_of(layout) is None:
        raise RefusedError(f"“{layout}” is no layout of joint displays; nothing was changed.")


def _checked(definition: JointDefinition) -> str:
    """Write a definition; refuse a vocabulary that there is not."""
    if definition.vocabulary not in VOCABULARIES:
        raise RefusedError(
            f"“{definition.vocabulary}” is no vocabulary of fit; nothing was changed."
        )
    return written(definition)
