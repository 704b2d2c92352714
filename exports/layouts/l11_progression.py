"""Build L11, the progression criteria: their thresholds, what was observed, and the result."""

from exports.layouts.joint import (
    Joint,
    caption,
    closing,
    columns,
    counted,
    read_joint,
    report,
    room_of,
    written,
)  # fmt: skip
from exports.options import Options
from exports.report import Report, Rows, Span, Table, TableCell, TableRow
from framework.queries.progression import CriterionRow, criteria
from framework.study import Session

_HEADS = (
    ("Criterion", 6.0, ""), ("Stop", 2.8, "Threshold"), ("Review", 2.8, "Threshold"),
    ("Go", 2.8, "Threshold"), ("Observed (n/N, %)", 5.0, ""), ("Result", 2.6, ""),
)  # fmt: skip


def build(session: Session, options: Options) -> Report:
    """Build the table, a row for each criterion."""
    joint = read_joint(session, options, "L11", "Progression criteria")
    display = written(joint, "L11")
    found = criteria(session, display.id)
    rows = tuple(_row(row) for row in found)
    table = Table(
        sheet="Progression criteria",
        number=1,
        part="",
        caption=caption(joint, counted(session, joint)),
        columns=columns(_HEADS, room_of(joint)),
        rows=rows,
        notes=tuple(_notes(joint, found)),
    )
    return report(joint, [table], _data(found))


def _row(row: CriterionRow) -> TableRow:
    """Make the row of a criterion."""
    plain = (row.title, row.stop, _review(row), row.go, row.observed)
    result = TableCell(((Span("strong", row.result.capitalize()),),))
    return (*(TableCell(((Span("text", text),),)) if text else TableCell() for text in plain),
            result)  # fmt: skip


def _review(row: CriterionRow) -> str:
    """Give what asks for review: as written, or all between stop and go."""
    return row.review or ("between" if row.stop and row.go else "")


def _notes(joint: Joint, found: list[CriterionRow]) -> list[str]:
    """Write the notes: the rule of each criterion whose result needs words."""
    said = ["Stop, review and go as fixed beforehand; n/N with the percentage of N."]
    said += [
        f"“{row.title}”: {'judged by ' + row.measure + '. ' if _is_told(row) else ''}{row.rule}"
        for row in found
    ]
    return [*said, *closing(joint, [row.title for row in found])]


def _is_told(row: CriterionRow) -> bool:
    """Tell whether a criterion is judged by something other than a percentage."""
    return row.result != "not judged" and row.measure not in {"%", "value"}


def _data(found: list[CriterionRow]) -> Rows:
    """Give the criteria as rows."""
    header = ("criterion", "stop", "review", "go", "observed", "value", "result", "rule")
    rows = tuple(
        (row.title, row.stop, row.review, row.go, row.observed, row.value, row.result, row.rule)
        for row in found
    )
    return Rows("Progression criteria", header, rows)
