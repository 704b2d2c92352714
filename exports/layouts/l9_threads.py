"""Build L9, the thread record: what one strand raised and where the other followed it."""

from exports.layouts.joint import read_joint, written
from exports.layouts.joint_evidence import evidence_of
from exports.layouts.joint_written import Part, detail, laid_out, text, titled
from exports.options import Options
from exports.report import Report, Span, TableCell
from framework.queries.joint_displays import JointRowView
from framework.study import Session


def build(session: Session, options: Options) -> Report:
    """Build the record, a row for each thread."""
    joint = read_joint(session, options, "L9", "Threads followed between the strands")
    written(joint, "L9")
    behind = evidence_of(session, joint)
    appendix = behind.appendix
    parts = [
        Part("Thread", 3.6, titled(joint, appendix)),
        Part("Arose in", 3.6, detail(joint, appendix, "arose")),
        Part("Followed into", 3.6, detail(joint, appendix, "followed")),
        Part("What was found", 5.4, detail(joint, appendix, "found")),
        Part("Inference", 5.2, text(joint, appendix, lambda row: row.inference)),
        Part("Date, by", 2.6, _dated),
    ]
    return laid_out(session, joint, parts, behind, [])


def _dated(row: JointRowView) -> TableCell:
    """Say when the thread was followed and by whom."""
    said = ", ".join(
        part for key in ("day", "by") if (part := row.details.get(key, "").strip())
    ) or row.coder  # fmt: skip
    return TableCell(((Span("text", said),),))
