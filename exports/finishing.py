"""Finish a report that a layout has built: pseudonyms, comments, the person's own styles."""

from dataclasses import replace

from exports.options import Options
from exports.pseudonyms import pseudonymous, without_names
from exports.report import Block, Evidence, Heading, Report
from framework.study import Session


def finished(report: Report, session: Session, options: Options) -> Report:
    """Give the report as it is asked for."""
    if options.comments:
        entries = [block.entries for block in report.blocks if isinstance(block, Evidence)]
        remarks = tuple(entry for some in entries for entry in some)
        blocks = report.blocks if options.evidence else _without_evidence(report.blocks)
        report = replace(report, remarks=remarks, blocks=blocks)
    if options.names:
        report = without_names(report, options.names)
    if options.pseudonyms:
        report = pseudonymous(report, session, options.pseudonyms)
    return replace(report, template=options.style, author=options.author)


def _without_evidence(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out the appendix and its headings, which stand at the end."""
    tables = [at for at, block in enumerate(blocks) if not isinstance(block, Heading | Evidence)]
    return blocks[: tables[-1] + 1] if tables else ()
