"""Gather what written rows rest on: the summaries that they mention, the passages of both."""

from typing import NamedTuple

from exports.layouts.evidence import NO_APPENDIX, Appendix, Cited, gather
from exports.layouts.evidence import place_of as place_of_cell
from exports.layouts.joint import Joint, columns
from exports.layouts.joint_texts import citations_of, cited_by
from exports.layouts.summaries import summary
from exports.report import Block, Evidence, Heading, Span, Table, TableCell
from framework.queries.charts import CellView, CitationRow, charted
from framework.queries.synthesis import MentionRow, mentions_of
from framework.rules.mentions import Mention, label
from framework.study import Session

HEADING = "Evidence appendix"
Mentioned = dict[str, tuple[CellView, dict[str, CitationRow]]]


class Behind(NamedTuple):
    """Hold where locators and mentions lead, and the cells that are mentioned, by name."""

    appendix: Appendix
    cells: dict[str, CellView]


def evidence_of(session: Session, joint: Joint) -> Behind:
    """Gather the passages and summaries that the rows cite, unless they are not wanted."""
    if not joint.shows_evidence:
        return Behind(NO_APPENDIX, {})
    mentioned = mentions_of(session, [row.id for row in joint.rows], of="joint_row")
    found = _cells(session, mentioned) if joint.options.evidence else {}
    cited = [Cited(view, name, place_of_cell(view)) for name, (view, _cites) in found.items()]
    citations = {token: row for _view, cites in found.values() for token, row in cites.items()}
    appendix = gather(
        session, [*cited_by(joint.rows), *cited], {**citations, **citations_of(joint.rows)},
        joint.cases, joint.options,
    )  # fmt: skip
    targets = {
        token: place_of_cell(found[_named(row)][0])
        for token, row in mentioned.items() if _named(row) in found
    }  # fmt: skip
    cells = {name: view for name, (view, _cites) in found.items()}
    return Behind(appendix.mentioning(targets), cells)


def _cells(session: Session, mentioned: dict[str, MentionRow]) -> Mentioned:
    """Read the cells that are mentioned and hold something, by name, with what they cite."""
    found = {}
    for row in mentioned.values():
        views, cites = charted(session, [row.case_id], [row.theme_id])
        view = views[row.case_id, row.theme_id]
        if view.text.strip():
            found[_named(row)] = (view, cites)
    return found


def _named(row: MentionRow) -> str:
    """Name a cell as it is mentioned: P03 × 2.1."""
    return label(Mention(row.case, row.number or row.theme))


def blocks(behind: Behind, joint: Joint, room: float) -> list[Block]:
    """Give the appendix: the summaries that are mentioned, then the passages."""
    passages = behind.appendix.blocks(HEADING, grouped=False)
    if not behind.cells:
        return passages
    mode, appendix = joint.options.mode, behind.appendix
    table = Table(
        sheet="Summaries",
        number=2,
        part="",
        caption="Summaries that the rows mention",
        columns=columns([("Cell", 3, ""), ("Summary", 14, "")], room),
        rows=tuple(
            (
                TableCell(((Span("strong", name),),), (place_of_cell(view),)),
                TableCell(summary(view, appendix.targets, mode)),
            )
            for name, view in sorted(behind.cells.items())
        ),
    )
    heading = Heading(HEADING, new_page=True)
    return [heading, table, *(block for block in passages if isinstance(block, Evidence))]
