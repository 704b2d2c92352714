"""Build L10, the delivery summary: a row a component, and the figures as a paragraph of text."""

from collections.abc import Sequence

from exports.layouts import notes
from exports.layouts.joint import Joint, caption, closing, columns, read_joint, report, room_of
from exports.layouts.joint_texts import checks
from exports.layouts.rows import plural
from exports.options import Options
from exports.report import Paragraph, Report, Rows, Span, Table, TableCell, TableRow
from framework.errors import RefusedError
from framework.queries.delivery_summary import SummaryRow, delivery_summary, figures_paragraph
from framework.study import Session

_HEADS = (
    ("Component", 5.0, ""),
    ("Planned", 4.0, ""),
    ("Delivered, n/N (%)", 3.6, ""),
    ("On time, n/N (%)", 3.6, ""),
    ("Range, median", 5.6, ""),
    ("Source", 3.2, ""),
)
_FRACTION = "n/N"


def build(session: Session, options: Options) -> Report:
    """Build the summary; the paragraph stands before the table."""
    joint = read_joint(session, options, "L10", "Delivery summary")
    # Without a display of its own the layout shows what the indicators measure.
    display_id = joint.display.id if joint.display else None
    found = delivery_summary(session, display_id)
    if not found:
        raise RefusedError(
            "The study has no indicators yet; nothing was written. Load delivery data and define "
            "an indicator."
        )
    said = figures_paragraph(session, display_id).plain
    rows, heads = _rows(found)
    sites = len({row.case for row in joint.cases.figures if row.case is not None and row.rows})
    table = Table(
        sheet="Delivery summary",
        number=1,
        part="",
        caption=caption(joint, f"n = {plural(sites, joint.cases.noun)} with delivery data"),
        columns=columns(_HEADS, room_of(joint)),
        rows=rows,
        notes=tuple(_notes(joint, found)),
        heads=heads,
        lead=_paragraphs(said),
    )
    return report(joint, [table], _data(found))


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Set the figures as text; the analyst's own lines stay apart."""
    return tuple((Span("text", line.strip()),) for line in text.splitlines() if line.strip())


def _rows(found: Sequence[SummaryRow]) -> tuple[tuple[TableRow, ...], frozenset[int]]:
    """Make a row for each component, headed by its strand; also say which rows head others."""
    rows: list[TableRow] = []
    heads = set()
    strand = ""
    for row in sorted(found, key=lambda row: [one.strand for one in found].index(row.strand)):
        if row.strand != strand:
            strand = row.strand
            heads.add(len(rows))
            rows.append((TableCell(((Span("strong", strand.capitalize() or "Other"),),)),))
        said = (row.component, row.planned, row.delivered, row.on_time, row.spread, row.source)
        rows.append(tuple(_cell(text) for text in said))
    return tuple(rows), frozenset(heads)


def _cell(text: str) -> TableCell:
    """Put text into a cell."""
    return TableCell(((Span("text", text),),)) if text else TableCell()


def _notes(joint: Joint, found: Sequence[SummaryRow]) -> list[str]:
    """Write the notes: denominators, the rule for late, what holds nothing."""
    used = {at for row in found for at in row.indicator_ids}
    shown = [row for row in joint.definitions if row.id in used]
    said = [f"{_FRACTION}, so many of all that were due; blank, not measured."]
    # The note of a display is the paragraph of figures above the table.
    bare = joint._replace(note="")
    texts = [" ".join(row[:-1]) for row in found]
    return [*said, *notes.tolerances(shown), *checks(bare), *closing(bare, texts)]


def _data(found: Sequence[SummaryRow]) -> Rows:
    """Give the summary as rows."""
    header = ("strand", "component", "planned", "delivered", "on_time", "spread", "source")
    return Rows("Delivery summary", header, tuple(tuple(row[:-1]) for row in found))
