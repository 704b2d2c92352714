"""Build L15, the time-ordered matrix: components by month, what came on time, late or not."""

from datetime import date
from functools import partial

from exports.layouts.joint import Joint, caption, closing, columns, read_joint, report, room_of
from exports.layouts.parts import letter
from exports.layouts.rows import cases_asked, plural
from exports.layouts.timelines import without_deliveries
from exports.options import Options
from exports.report import Block, Report, Rows, Span, Table, TableCell, TableRow
from framework.errors import NotFoundError, RefusedError
from framework.queries.joint_ordering import ordered_sites
from framework.queries.time_matrix import TimeMatrix, TimeRow, time_matrix
from framework.study import Session

_MONTHS_A_PAGE = 8
_SIGNS = {"late": "◐", "on time": "●", "missing": "○", "mixed": "◐", "delivered": "●"}
_QUIET = ("not due", "n/a", "unknown")


def build(session: Session, options: Options) -> Report:
    """Build the matrix summed over the sites, and below it the same for each site."""
    joint = read_joint(session, options, "L15", "Time-ordered matrix")
    ids = _sites(session, joint)
    with_deliveries = partial(
        time_matrix, session, joint.definition.table, keys=joint.definition.indicators, case_ids=ids
    )
    try:
        whole, each = (with_deliveries(by_site=by_site) for by_site in (False, True))
    except NotFoundError as missing:
        raise without_deliveries(missing) from missing
    if not whole.months:
        raise RefusedError(
            "No indicator measures something by date; nothing was written. Define one that counts "
            "what was delivered or on time."
        )
    blocks: list[Block] = [*_tables(joint, whole, 1), *_tables(joint, each, 2)]
    return report(joint, blocks, _data(whole, each))


def _sites(session: Session, joint: Joint) -> list[int] | None:
    """Give the ids of the sites that are asked for; None for all."""
    if joint.options.cases:
        return [case.id for case in cases_asked(joint.cases, joint.options)]
    if joint.definition.cases:
        return [case.id for case, _text, _value in ordered_sites(session, joint.definition).sites]
    return None


def _tables(joint: Joint, found: TimeMatrix, number: int) -> list[Table]:
    """Lay one matrix out, so many months a table."""
    parts = [
        range(at, min(at + _MONTHS_A_PAGE, len(found.months)))
        for at in range(0, len(found.months), _MONTHS_A_PAGE)
    ]
    return [
        _table(joint, found, number, part, letter(at, len(parts))) for at, part in enumerate(parts)
    ]


def _table(joint: Joint, found: TimeMatrix, number: int, part: range, name: str) -> Table:
    """Make one table."""
    by_site = any(row.case is not None for row in found.rows)
    sites = {row.case.name for row in found.rows if row.case is not None}
    heads = [("Component", 3.6, "")]
    if by_site:
        heads.insert(0, (joint.cases.noun.capitalize(), 1.8, ""))
    heads += [(_month(found.months[at]), 2.6, "") for at in part]
    ordered = sorted(found.rows, key=lambda row: _order(joint, row))
    names = [row.case.name if row.case else "" for row in ordered]
    again = frozenset(at for at in range(1, len(names)) if by_site and names[at] == names[at - 1])
    rows = [
        _row(row, part, "" if at in again else names[at], by_site=by_site)
        for at, row in enumerate(ordered)
    ]
    counted = f"n = {plural(len(sites), joint.cases.noun)}" if sites else "all sites together"
    return Table(
        sheet=f"{'By site' if by_site else 'All sites'} {name}".strip(),
        number=number,
        part=name,
        caption=caption(joint, counted),
        columns=columns(heads, room_of(joint)),
        rows=tuple(rows),
        notes=tuple(_notes(joint, found)),
        # The name of a site stands in its first row alone, so that its rows stay together.
        heads=frozenset(at - 1 for at in again),
    )


def _order(joint: Joint, row: TimeRow) -> int:
    """Sort rows by their sites, in the study's order."""
    names = [site.name for site in joint.cases.sites]
    return names.index(row.case.name) if row.case and row.case.name in names else len(names)


def _row(row: TimeRow, part: range, case: str, *, by_site: bool) -> TableRow:
    """Make the row of a component."""
    cells = [_cell("strong", case)] if by_site else []
    cells.append(_cell("text", row.component))
    for at in part:
        held = row.cells[at]
        if held.kind in _QUIET:
            cells.append(_cell("sign", held.text))
            continue
        sign = _SIGNS.get(held.kind, "")
        cells.append(_cell("text", f"{sign} {held.text}".strip()))
    return tuple(cells)


def _cell(kind: str, text: str) -> TableCell:
    """Put text into a cell."""
    span = Span("strong" if kind == "strong" else "sign" if kind == "sign" else "text", text)
    return TableCell(((span,),)) if text else TableCell()


def _month(text: str) -> str:
    """Print a month: Jun 2021."""
    return f"{date.fromisoformat(f'{text}-01'):%b %Y}"


def _notes(joint: Joint, found: TimeMatrix) -> list[str]:
    """Write the notes."""
    return [
        "● on time or delivered, ◐ late or only in part, ○ due and missing.",
        found.rule,
        *closing(joint, [cell.text for row in found.rows for cell in row.cells]),
    ]


def _data(*matrices: TimeMatrix) -> Rows:
    """Give a row for each site, component and month."""
    rows = tuple(
        (row.case.name if row.case else "All", row.component, month, cell.kind, cell.text)
        for found in matrices for row in found.rows
        for month, cell in zip(found.months, row.cells, strict=True)
    )  # fmt: skip
    return Rows("Time-ordered matrix", ("site", "component", "month", "kind", "text"), rows)
