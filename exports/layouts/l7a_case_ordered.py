"""Build L7a, the case-ordered matrix: sites from most to least by one figure, with summaries."""

from collections.abc import Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.figures import figure_text
from exports.layouts.joint import Joint, caption, closing, columns, read_joint, report, room_of
from exports.layouts.joint_sites import (
    Sites,
    ThemeColumn,
    head_of,
    read_sites,
    summaries,
    theme_columns,
    with_evidence,
)
from exports.layouts.joint_starred import Starred, first_unsaid, quotation, starred_of
from exports.layouts.joint_texts import checks, fit_notes, fit_span, lines, place_of
from exports.layouts.parts import evenly, letter
from exports.layouts.rows import banded, plural
from exports.layouts.summaries import joined
from exports.options import Options
from exports.report import (
    Block,
    Paragraph,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    TableRow,
    plain,
)  # fmt: skip
from framework.queries.cases import CaseRow
from framework.queries.indicators import DefinitionRow, IndicatorRow
from framework.study import Session

_THEMES_A_PAGE = 5
_FIGURES_BESIDE = 4


class Ordering(NamedTuple):
    """Hold what the matrix is made of; `figures` are by case name and indicator.

    `quoted` are the quotations by the case's id and the place of the column.
    """

    joint: Joint
    sites: Sites
    columns: list[ThemeColumn]
    beside: list[DefinitionRow]
    figures: dict[tuple[str | None, str], IndicatorRow]
    quoted: dict[tuple[int, int], Starred]
    ordered_by: str


def build(session: Session, options: Options) -> Report:
    """Build the matrix; with many themes it stands in several tables of the same row order."""
    joint = read_joint(session, options, "L7a", "Case-ordered matrix")
    made = _read(session, joint)
    parts = evenly(made.columns, _THEMES_A_PAGE) or [[]]
    blocks: list[Block] = [
        _table(made, part, letter(at, len(parts)), last=at == len(parts) - 1)
        for at, part in enumerate(parts)
    ]
    blocks += made.sites.appendix.blocks("Evidence appendix", grouped=False)
    return report(joint, blocks, _data(made))


def _read(session: Session, joint: Joint) -> Ordering:
    """Read what the matrix shows."""
    sites = read_sites(session, joint)
    chosen = theme_columns(joint, sites)
    key = joint.definition.order_by
    beside = [row for row in joint.cases.definitions if row.key != key]
    beside = [row for row in beside if row.key in joint.definition.indicators][:_FIGURES_BESIDE]
    figures = {(row.case, row.key): row for row in joint.cases.figures}
    quoted = _quoted(session, joint, sites, chosen)
    sites = with_evidence(session, joint, sites, list(quoted.values()))
    return Ordering(joint, sites, chosen, beside, figures, quoted, joint.ordered_by)


def _quoted(
    session: Session, joint: Joint, sites: Sites, chosen: Sequence[ThemeColumn]
) -> dict[tuple[int, int], Starred]:
    """Choose for each cell a starred passage whose words its summaries do not give already."""
    below = [column.below for column in chosen]
    found = {}
    for (case_id, at), some in starred_of(session, joint, sites.cases, sites.every, below).items():
        said = " ".join(sites.views[case_id, theme.id].text for theme in below[at])
        if one := first_unsaid(some, said):
            found[case_id, at] = one
    return found


def _table(made: Ordering, part: Sequence[ThemeColumn], name: str, *, last: bool) -> Table:
    """Make one table; what is inferred stands in the last."""
    joint = made.joint
    inferred = last and "inference" in joint.definition.show and bool(made.sites.rows)
    rows: list[TableRow] = []
    heads = set()
    for group in made.sites.ordered.groups:
        if group.label:
            heads.add(len(rows))
            rows.append(_divider(head_of(joint, group.label, len(group.sites))))
        rows += [_row(made, part, case, text, inferred) for case, text, _value in group.sites]
    total = "summary" in joint.definition.show and bool(made.ordered_by or made.beside)
    if total:
        rows.append(_whole(made, part, inferred))
    noun = joint.cases.noun if joint.definition.rows == "sites" else "participant"
    counted = f"n = {plural(len(made.sites.cases), noun)}"
    first = "highest first" if joint.definition.descending else "lowest first"
    order = f"in order of {made.ordered_by}, {first}" if made.ordered_by else ""
    return Table(
        sheet=f"Case-ordered {name}".strip(),
        number=1,
        part=name,
        caption=caption(joint, counted, order),
        columns=columns(_heads(made, part, noun, inferred), room_of(joint)),
        rows=tuple(rows),
        notes=tuple(_notes(made, rows)),
        total=total,
        heads=frozenset(heads),
    )


def _divider(text: str) -> TableRow:
    """Head a group of rows."""
    return (TableCell(((Span("strong", text),),)),)


def _heads(
    made: Ordering,
    part: Sequence[ThemeColumn],
    noun: str,
    inferred: bool,  # noqa: FBT001 - see _row
) -> list[tuple[str, float, str]]:
    """Name the columns."""
    heads = [(noun.capitalize(), 3.4, "")]
    if made.ordered_by:
        heads.append((made.ordered_by, 2.0, ""))
    heads += [(row.label, 2.0, "") for row in made.beside]
    heads += [(column.head, 4.4, "") for column in part]
    if inferred:
        heads.append(("Fit and meta-inference", 4.4, ""))
    return heads


def _row(
    made: Ordering,
    part: Sequence[ThemeColumn],
    case: CaseRow,
    text: str,
    inferred: bool,  # noqa: FBT001 - whether the table has that column
) -> TableRow:
    """Make the row of a case."""
    joint = made.joint
    cells = [_case(made, case)]
    if made.ordered_by:
        figure = TableCell(((Span("strong", text),),)) if text else TableCell()
        cells.append(_weighed(made, figure, case, joint.definition.order_by))
    cells += [
        _weighed(made, _figure(made, case.name, row.key), case, row.key) for row in made.beside
    ]
    for column in part:
        said = summaries(joint, made.sites, case, column)
        one = made.quoted.get((case.id, made.columns.index(column)))
        cells.append(_with(said, one, made) if one else said)
    if inferred:
        cells.append(_inferred(made, case))
    return tuple(cells)


def _case(made: Ordering, case: CaseRow) -> TableCell:
    """Name a case, and its bands."""
    about = [part for part in (case.attribute("arm"), *banded(case)) if part]
    if case.kind != "site":
        about = [part for part in (case.label, ", ".join(case.parents)) if part]
    said: list[Paragraph] = [(Span("strong", case.name),), *((Span("muted", x),) for x in about)]
    return TableCell((joined(said),) if made.joint.options.mode == "journal" else tuple(said))


def _figure(made: Ordering, name: str | None, key: str) -> TableCell:
    """Put a figure into a cell."""
    row = made.figures.get((name, key))
    text = figure_text(row) if row else ""
    return TableCell(((Span("text", text),),)) if text else TableCell()


def _weighed(made: Ordering, cell: TableCell, case: CaseRow, key: str) -> TableCell:
    """Let a figure weigh what it is of the greatest of the cases, on a working page.

    Figures that are the same at every case weigh nothing.
    """
    if made.joint.options.mode == "journal":
        return cell
    values = {
        one.name: row.value or 0
        for one in made.sites.cases if (row := made.figures.get((one.name, key))) is not None
    }  # fmt: skip
    most, differ = max(values.values(), default=0), len(set(values.values())) > 1
    weighs = differ and most > 0
    return cell._replace(weight=max(0, values.get(case.name, 0) / most)) if weighs else cell


def _with(cell: TableCell, one: Starred, made: Ordering) -> TableCell:
    """Add a quotation to a cell."""
    appendix, mode = made.sites.appendix, made.joint.options.mode
    every = [*cell.paragraphs, quotation(one, appendix, mode)]
    if mode == "journal":
        every = [joined(every)]
    places = (one.place,) if one.place in appendix.places else ()
    return cell._replace(paragraphs=tuple(every), places=(*cell.places, *places))


def _inferred(made: Ordering, case: CaseRow) -> TableCell:
    """Give the fit of both strands at a site, and what is inferred from them."""
    row = made.sites.rows.get(case.id)
    if row is None:
        return TableCell()
    mode, appendix = made.joint.options.mode, made.sites.appendix
    said: list[Paragraph] = [(fit_span(row.fit),)] if row.fit else []
    said += lines(row, row.inference, appendix, mode)
    places = (place_of(row),) if place_of(row) in appendix.places else ()
    return TableCell((joined(said),) if mode == "journal" and said else tuple(said), places)


def _whole(made: Ordering, part: Sequence[ThemeColumn], inferred: bool) -> TableRow:  # noqa: FBT001 - see _row
    """Make the last row: all sites together."""
    key = made.joint.definition.order_by
    cells = [TableCell(((Span("strong", "All"),),))]
    cells += [_figure(made, None, key)] if made.ordered_by else []
    cells += [_figure(made, None, row.key) for row in made.beside]
    charted = [
        sum(any(made.sites.views[case.id, theme.id].text.strip() for theme in column.below)
            for case in made.sites.cases)
        for column in part
    ]  # fmt: skip
    every = len(made.sites.cases)
    cells += [TableCell(((Span("muted", f"{n} of {every} charted"),),)) for n in charted]
    return (*cells, *([TableCell()] if inferred else []))


def _notes(made: Ordering, rows: Sequence[TableRow]) -> list[str]:
    """Write the notes of a table."""
    joint = made.joint
    ordering = [row for row in joint.definitions if row.key == joint.definition.order_by]
    shown = [*ordering, *made.beside]
    return [
        made.sites.ordered.rule,
        *notes.tolerances(shown),
        *notes.legend(joint.options),
        *fit_notes(joint, [row.fit for row in made.sites.rows.values()]),
        *checks(joint),
        *closing(joint, [plain(cell) for row in rows for cell in row]),
    ]


def _data(made: Ordering) -> Rows:
    """Give the matrix as one wide table of text."""
    below = [theme for column in made.columns for theme in column.below]
    header = (
        "case", "group", made.ordered_by or "order", *(row.label for row in made.beside),
        *(f"{theme.number} {theme.name}" for theme in below), "fit", "meta_inference",
    )  # fmt: skip
    rows = []
    for group in made.sites.ordered.groups:
        for case, text, _value in group.sites:
            row = made.sites.rows.get(case.id)
            rows.append((
                case.name, group.label, text,
                *(plain(_figure(made, case.name, one.key)) for one in made.beside),
                *(made.sites.views[case.id, theme.id].text for theme in below),
                row.fit if row else "", row.inference.plain if row else "",
            ))  # fmt: skip
    return Rows("Case-ordered matrix", header, tuple(rows))
