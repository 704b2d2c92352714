"""Build L3 as a joint display defines it: its sites, figures and themes."""

from dataclasses import replace

from exports.layouts import l3_practice_matrix
from exports.layouts.joint import read_joint
from exports.options import Options
from exports.report import Report
from framework.queries.joint_ordering import ordered_sites
from framework.study import Session


def build(session: Session, options: Options) -> Report:
    """Build the matrix; without a joint display as the options themselves say."""
    if not options.display:
        return l3_practice_matrix.build(session, options)
    joint = read_joint(session, options, "L3", "")
    chosen = joint.options
    if joint.definition.cases:
        asked = ordered_sites(session, joint.definition).sites
        chosen = replace(chosen, cases=tuple(case.name for case, _text, _value in asked))
    return replace(l3_practice_matrix.build(session, chosen), title=joint.title)
