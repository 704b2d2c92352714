"""Build L5, side by side: what delivery data say, what interviews say, and how both fit."""

from exports.layouts.joint import read_joint, written
from exports.layouts.joint_evidence import evidence_of
from exports.layouts.joint_written import Part, fitted, laid_out, text, titled
from exports.options import Options
from exports.report import Report
from framework.study import Session


def build(session: Session, options: Options) -> Report:
    """Build the display, a row for each component or question."""
    joint = read_joint(session, options, "L5", "Side-by-side joint display")
    written(joint, "L5")
    behind = evidence_of(session, joint)
    appendix = behind.appendix
    parts = [
        Part("Domain", 2.3, titled(joint, appendix)),
        Part("Quantitative finding", 4.1, text(joint, appendix, lambda row: row.quantitative)),
        Part("Qualitative finding", 4.6, text(joint, appendix, lambda row: row.qualitative)),
    ]
    if "inference" in joint.definition.show:
        parts += [
            Part("Fit", 3.8, fitted),
            Part("Meta-inference", 3.8, text(joint, appendix, lambda row: row.inference)),
        ]
    return laid_out(session, joint, parts, behind, [], "portrait")
