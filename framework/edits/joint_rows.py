"""Write the rows of joint displays, judge how their findings fit, and check them."""

import json

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from framework.edits.joint_displays import get_display
from framework.edits.joint_texts import JointDesk, settle
from framework.errors import NotFoundError, RefusedError
from framework.queries.joint_behind import RowsBehind
from framework.rules import joint_checks
from framework.rules.fit import read_fit
from framework.rules.joint_layouts import JOINT_LAYOUTS, layout_of
from framework.schema import JointCode, JointRow
from framework.study import Study, now

FIELDS = ("title", "quantitative", "qualitative", "inference")


def add_row(study: Study, display_id: int, *, title: str = "", case_id: int | None = None) -> int:
    """Add a row at the end of a joint display; return its id.

    Where the rows are the study's sites, a row can be written about each of them.
    """
    with study.step("Add a row to a joint display") as session:
        display = get_display(session, display_id)
        layout = layout_of(display.layout)
        about_site = layout is not None and case_id is not None and "order_by" in layout.asks
        if layout is None or not (layout.written or about_site):
            raise RefusedError(
                f"The rows of {display.name} are made from the study itself; no row was added."
            )
        last = session.scalar(
            select(func.max(JointRow.position)).where(JointRow.display_id == display_id)
        )
        row = JointRow(
            display_id=display_id, case_id=case_id, position=(last or 0) + 1,
            title=(plain := " ".join(title.split())), words=plain, changed=now(),
            coder_id=study.coder_id(session),
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


def write_row(
    study: Study, row_id: int, field: str, text: str, *, source: object | None = None
) -> list[str]:
    """Write the title, a finding or the inference of a row.

    Return the figures, mentions and locators that lead nowhere, as typed: they stay in the text
    as they are. A row that was checked is to be checked again; writing what stands there already
    changes nothing.
    """
    if field not in FIELDS:
        raise RefusedError(f"A row has no “{field}”; nothing was written.")
    label, merge = _label(study, row_id, "Write"), f"joint row:{row_id}:{field}"
    with study.step(label, merge=merge, source=source) as session:
        row = _get(session, row_id)
        desk = JointDesk(session)
        if field != "title":
            return _written(study, session, desk, row, field, text)
        plain = " ".join(text.split())
        if row.title != plain:
            row.title = plain
            _touch(study, session, row)
            settle(session, row)
        return []


def set_detail(
    study: Study, row_id: int, key: str, value: str, *, source: object | None = None
) -> list[str]:
    """Write what a layout asks for beside the findings; return what leads nowhere, as typed."""
    label, merge = _label(study, row_id, "Write"), f"joint row:{row_id}:details.{key}"
    with study.step(label, merge=merge, source=source) as session:
        row = _get(session, row_id)
        asked = {name for layout in JOINT_LAYOUTS for name in layout.details}
        if key not in asked | set(json.loads(row.details or "{}")):
            raise RefusedError(f"No row has a “{key}”; nothing was written.")
        return _written(study, session, JointDesk(session), row, f"details.{key}", value)


def set_case(study: Study, row_id: int, case_id: int | None) -> None:
    """Say which site a row is about; None for all."""
    with study.step(_label(study, row_id, "Place")) as session:
        row = _get(session, row_id)
        row.case_id = case_id
        _touch(study, session, row)


def set_fit(study: Study, row_id: int, fit: str) -> None:
    """Say how the findings of a row fit, in the words of either vocabulary; "" takes it back."""
    plain = _fit(fit)
    with study.step(_label(study, row_id, "Label")) as session:
        row = _get(session, row_id)
        if row.fit != plain:
            row.fit = plain
            _touch(study, session, row)


def judge(study: Study, row_id: int, code: str, reason: str = "") -> None:
    """Judge the fit of a row as the coder at work, apart from others; "" takes it back."""
    plain = _fit(code)
    with study.step(_label(study, row_id, "Judge")) as session:
        _get(session, row_id)
        coder_id = study.coder_id(session)
        own = session.scalar(
            select(JointCode).where(
                JointCode.joint_row_id == row_id, JointCode.coder_id == coder_id
            )
        )
        if not plain:
            if own is not None:
                session.delete(own)
        elif own is None:
            session.add(JointCode(joint_row_id=row_id, coder_id=coder_id, code=plain,
                                  reason=reason.strip()))  # fmt: skip
        else:
            own.code, own.reason = plain, reason.strip()


def move_row(study: Study, row_id: int, position: int) -> None:
    """Put a row at a place, from 0, in its joint display."""
    with study.step(_label(study, row_id, "Move")) as session:
        moved = _get(session, row_id)
        rows = list(session.scalars(
            select(JointRow).where(JointRow.display_id == moved.display_id)
            .order_by(JointRow.position, JointRow.id)
        ))  # fmt: skip
        rows.remove(moved)
        rows.insert(max(0, min(position, len(rows))), moved)
        for place, row in enumerate(rows, start=1):
            row.position = place


def remove_row(study: Study, row_id: int) -> None:
    """Remove a row of a joint display; undo brings it back."""
    with study.step(_label(study, row_id, "Remove")) as session:
        session.execute(delete(JointRow).where(JointRow.id == row_id))


def check_row(study: Study, row_id: int) -> None:
    """Confirm a row as it reads now, against the figures and the evidence as they are now."""
    with study.step(_label(study, row_id, "Check")) as session:
        row = _get(session, row_id)
        desk = JointDesk(session)
        desk.take_in_figures(row)
        behind = RowsBehind(session, desk.texts(row)).of(row_id)
        row.checked = joint_checks.fingerprint(behind, study.coder, now())


def uncheck_row(study: Study, row_id: int) -> None:
    """Take the confirmation of a row back."""
    with study.step(_label(study, row_id, "Uncheck")) as session:
        _get(session, row_id).checked = ""


def _written(
    study: Study, session: Session, desk: JointDesk, row: JointRow, field: str, text: str
) -> list[str]:
    """Write one text of a row."""
    before = getattr(row, field, row.details)
    unbound = desk.write(row, field, text)
    if getattr(row, field, row.details) != before:
        _touch(study, session, row)
    return unbound


def _touch(study: Study, session: Session, row: JointRow) -> None:
    """Note who changed a row, which is to be checked again."""
    row.coder_id, row.changed, row.checked = study.coder_id(session), now(), ""


def _get(session: Session, row_id: int) -> JointRow:
    """Find a row in a step."""
    row = session.get(JointRow, row_id)
    if row is None:
        raise NotFoundError("That row is no longer in its joint display; nothing was changed.")
    return row


def _label(study: Study, row_id: int, verb: str) -> str:
    """Name a step after the row that it is about."""
    with study.read() as session:
        row = _get(session, row_id)
        display = get_display(session, row.display_id).name
        return f"{verb} “{row.title}” of {display}" if row.title else f"{verb} a row of {display}"


def _fit(text: str) -> str:
    """Read a label of fit, or refuse it."""
    plain = read_fit(text)
    if plain is None:
        raise RefusedError(f"“{text.strip()}” is no label of fit; nothing was changed.")
    return plain
