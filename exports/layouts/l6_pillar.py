"""Build L6, the pillar display: both strands gathered into categories, these into pillars."""

from datetime import date

from exports.layouts.evidence import Appendix
from exports.layouts.joint import Joint, read_joint, written
from exports.layouts.joint_evidence import evidence_of
from exports.layouts.joint_texts import cell, fit_span, lines, place_of
from exports.layouts.joint_written import Part, detail, laid_out, text
from exports.layouts.summaries import joined
from exports.options import Options
from exports.report import Paragraph, Report, Span, TableCell, long_date
from framework.queries.joint_displays import JointRowView, versions_of
from framework.queries.joint_texts import JointText
from framework.study import Session

_STEPS = "Built in four steps: listing, matching, checking, pillar building."


def build(session: Session, options: Options) -> Report:
    """Build the display, a row for each pillar."""
    joint = read_joint(session, options, "L6", "Pillar joint display")
    display = written(joint, "L6")
    behind = evidence_of(session, joint)
    appendix = behind.appendix
    parts = [
        Part("Data", 5, text(joint, appendix, lambda row: row.quantitative), "Delivery"),
        Part("Categories", 4, detail(joint, appendix, "quant_categories"), "Delivery"),
        Part("Pillar", 4.5, lambda row: _pillar(row, joint, appendix)),
        Part("Categories", 4, detail(joint, appendix, "qual_categories"), "Interviews"),
        Part("Codes and quotations", 6, lambda row: _codes(row, joint, appendix), "Interviews"),
    ]
    return laid_out(session, joint, parts, behind, [_STEPS, *_log(session, display.id)])


def _log(session: Session, display_id: int) -> list[str]:
    """Tell how the display came to be, from the versions that were kept of it."""
    said = []
    for version in versions_of(session, display_id):
        day = long_date(date.fromisoformat(version.created[:10]))
        said.append(f"{version.name} ({day}, {version.coder}): {version.reason.rstrip('.')}.")
    return said


def _pillar(row: JointRowView, joint: Joint, appendix: Appendix) -> TableCell:
    """Name the pillar, with the fit of both strands and what is inferred from them."""
    mode = joint.options.mode
    said: list[Paragraph] = [(Span("strong", row.title),)] if row.title else []
    said += lines(row, row.detail_texts.get("pillar", JointText()), appendix, mode)
    if "inference" in joint.definition.show:
        said += [(fit_span(row.fit),)] if row.fit else []
        said += lines(row, row.inference, appendix, mode)
    places = (place_of(row),) if place_of(row) in appendix.places else ()
    return TableCell((joined(said),) if mode == "journal" and said else tuple(said), places)


def _codes(row: JointRowView, joint: Joint, appendix: Appendix) -> TableCell:
    """Give codes and quotations, and the interview finding where one is written."""
    mode = joint.options.mode
    codes = lines(row, row.detail_texts.get("qual_codes", JointText()), appendix, mode)
    found = cell(row, row.qualitative, appendix, mode)
    both = [*codes, *found.paragraphs]
    return TableCell((joined(both),) if mode == "journal" and both else tuple(both))
