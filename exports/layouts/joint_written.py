"""Lay out the joint displays whose rows are written: a part of each row a column."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from exports.layouts.evidence import Appendix
from exports.layouts.joint import Joint, caption, closing, columns, counted, report, room_of
from exports.layouts.joint_evidence import Behind, blocks
from exports.layouts.joint_texts import (
    cell,
    checks,
    cites,
    fit_cell,
    fit_notes,
    locator_note,
    title_cell,
)
from exports.report import Orientation, Report, Rows, Table, TableCell, plain
from framework.queries.joint_displays import JointRowView
from framework.queries.joint_texts import JointText
from framework.study import Session

Made = Callable[[JointRowView], TableCell]


class Part(NamedTuple):
    """Describe a column: its head, its share of the width, what makes its cells, its group."""

    head: str
    share: float
    made: Made
    group: str = ""


def laid_out(
    session: Session, joint: Joint, parts: Sequence[Part], behind: Behind,
    said: Sequence[str], orientation: Orientation = "landscape",
) -> Report:  # fmt: skip
    """Lay the rows out in these columns; `said` are the notes of the layout's own."""
    rows = tuple(tuple(part.made(row) for part in parts) for row in joint.rows)
    room = room_of(joint, orientation)
    heads = columns([(part.head, part.share, part.group) for part in parts], room)
    table = Table(
        sheet=joint.title,
        number=1,
        part="",
        caption=caption(joint, counted(session, joint)),
        columns=heads,
        rows=rows,
        notes=(
            *said,
            *fit_notes(joint, [row.fit for row in joint.rows]),
            *(locator_note(behind.appendix) if cites(joint.rows) else []),
            *checks(joint),
            *closing(joint, [plain(one) for row in rows for one in row]),
        ),
    )
    header = tuple(part.head for part in parts)
    data = Rows("Joint display", header, tuple(tuple(plain(one) for one in row) for row in rows))
    return report(joint, [table, *blocks(behind, joint, room)], data, orientation)


def titled(joint: Joint, appendix: Appendix) -> Made:
    """Make the cell of a row's title."""
    return lambda row: title_cell(row, appendix, joint.options.mode)


def text(joint: Joint, appendix: Appendix, get: Callable[[JointRowView], JointText]) -> Made:
    """Make the cell of one of a row's texts."""
    return lambda row: cell(row, get(row), appendix, joint.options.mode)


def detail(joint: Joint, appendix: Appendix, key: str) -> Made:
    """Make the cell of what a row holds under `key`."""
    return lambda row: cell(
        row, row.detail_texts.get(key, JointText()), appendix, joint.options.mode
    )


def fitted(row: JointRowView) -> TableCell:
    """Make the cell of a row's label of fit."""
    return fit_cell(row.fit)
