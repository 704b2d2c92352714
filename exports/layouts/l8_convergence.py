"""Build L8, the convergence coding matrix: two coders' own codes, and the one agreed."""

from exports.layouts.evidence import Appendix
from exports.layouts.joint import Joint, read_joint, written
from exports.layouts.joint_evidence import evidence_of
from exports.layouts.joint_texts import cell
from exports.layouts.joint_written import Part, detail, laid_out, text, titled
from exports.layouts.rows import plural
from exports.options import Options
from exports.report import Report, Span, TableCell
from framework.queries.joint_displays import JointRowView, agreements
from framework.rules.fit import LETTERS, VOCABULARIES
from framework.study import Session

_BOTH = 2


def build(session: Session, options: Options) -> Report:
    """Build the matrix, a row for each finding."""
    joint = read_joint(session, options, "L8", "Convergence coding matrix")
    display = written(joint, "L8")
    behind = evidence_of(session, joint)
    appendix = behind.appendix
    parts = [
        Part("Finding", 3.6, titled(joint, appendix)),
        Part("Delivery data", 4.6, text(joint, appendix, lambda row: row.quantitative)),
        Part("Staff interviews", 5.2, lambda row: _staff(row, joint, appendix)),
        Part("Facilitator interviews", 5.2, detail(joint, appendix, "facilitators")),
        *_coders(joint),
        Part("Agreed code", 1.7, lambda row: _letters(row.fit, agreed=True)),
    ]
    if any(row.inference.plain.strip() for row in joint.rows):
        parts.append(Part("Meta-inference", 4.6, text(joint, appendix, lambda row: row.inference)))
    said = _kept_back(joint) or [pair.text for pair in agreements(session, display.id)]
    said = said or ["Agreement is not defined: no row was judged by two coders."]
    return laid_out(session, joint, parts, behind, [_legend(joint), *said])


def _kept_back(joint: Joint) -> list[str]:
    """Say that codes are kept from a coder who has not judged yet."""
    waiting = sum(any(not code for _who, code, _why in row.codes) for row in joint.rows)
    if not waiting:
        return []
    return [
        f"Kept from {joint.options.coder}, who judges apart: what others judged of "
        f"{plural(waiting, 'row')}, and how far coders agree."
    ]


def _legend(joint: Joint) -> str:
    """Explain the letters of the codes."""
    named = (f"{LETTERS[code]} {code}" for code in VOCABULARIES[joint.definition.vocabulary])
    return f"Codes: {', '.join(named)}."


def _staff(row: JointRowView, joint: Joint, appendix: Appendix) -> TableCell:
    """Give what staff said, or what all said where interviews are not told apart."""
    mode = joint.options.mode
    said = row.detail_texts.get("staff")
    return cell(row, said if said and said.plain.strip() else row.qualitative, appendix, mode)


def _coders(joint: Joint) -> list[Part]:
    """Make a column for each coder who judged, at least two."""
    names = list(dict.fromkeys(coder for row in joint.rows for coder, _code, _why in row.codes))
    parts = [_coder(name) for name in names]
    parts += [
        Part(f"Coder {at}", 1.5, lambda _row: TableCell())
        for at in range(len(parts) + 1, _BOTH + 1)
    ]
    return parts


def _coder(name: str) -> Part:
    """Make the column of one coder."""

    def made(row: JointRowView) -> TableCell:
        """Give the coder's own code."""
        return _letters(next((code for who, code, _why in row.codes if who == name), ""))

    return Part(f"Coder {name}", 1.5, made)


def _letters(code: str, *, agreed: bool = False) -> TableCell:
    """Put a code into a cell by its letters."""
    letters = LETTERS.get(code, code)
    return TableCell(((Span("strong" if agreed else "text", letters),),)) if code else TableCell()
