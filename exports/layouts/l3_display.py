"""Build L3 as a joint display defines it: its sites, figures and themes."""

from dataclasses import replace

from exports.layouts import l3_practice_matrix
from exports.layouts.joint import Joint, display_of, read_joint
from exports.options import Options
from exports.report import Report
from framework.queries.joint_ordering import ordered_sites
from framework.study import Session


def build(session: Session, options: Options) -> Report:
    """Build the matrix; without a joint display as the options themselves say."""
    if display_of(session, options, "L3") is None:
        return l3_practice_matrix.build(session, options)
    joint = read_joint(session, options, "L3", "")
    report = l3_practice_matrix.build(session, _arranged(session, joint))
    return replace(report, title=joint.title)


def _arranged(session: Session, joint: Joint) -> Options:
    """Choose the cases of the display, in its order where that is the lowest figure first."""
    chosen, definition = joint.options, joint.definition
    rising = bool(definition.order_by) and not definition.descending
    if not definition.cases and not rising:
        return chosen
    names = tuple(case.name for case, _text, _value in ordered_sites(session, definition).sites)
    if definition.cases and not chosen.cases:
        chosen = replace(chosen, cases=names)
    if rising:
        said = f"in order of {joint.ordered_by}, lowest first"
        chosen = replace(chosen, order=names, ordered=said)
    return chosen
