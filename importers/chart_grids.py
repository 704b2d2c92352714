"""Find in a table that shows a chart its heads and its cells, wherever it comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from framework.drafts import MatrixCellDraft
from importers.tables import fold

_CASE_HEADS = frozenset(
    {
        "case", "cases", "case_id", "participant", "participants", "participant_id", "site",
        "sites", "site_id", "practice", "practices", "interview", "interviewee", "respondent",
        "id", "name", "who", "person",
    }
)  # fmt: skip
_SEARCHED = 12
_BRIEF = 60


class GridRow(NamedTuple):
    """Hold a row: its number in the file, its texts; `goes_on` with the case of the row above."""

    number: int
    values: tuple[str, ...]
    goes_on: bool = False

    def filled(self) -> list[int]:
        """List the columns, but for the first, that hold a text."""
        return [at for at, value in enumerate(self.values) if at and value.strip()]

    def first(self) -> str:
        """Give the text of the first column."""
        return self.values[0].strip() if self.values else ""

    def is_blank(self) -> bool:
        """Tell whether nothing stands in the row."""
        return not self.first() and not self.filled()


@dataclass(frozen=True)
class Grid:
    """Hold a table: how it is called in messages, what stands over it, its rows."""

    name: str
    titles: tuple[str, ...]
    rows: Sequence[GridRow]


@dataclass
class Found:
    """Gather the cells of charts, and what was not read."""

    cells: list[MatrixCellDraft] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class _Heads(NamedTuple):
    """Hold what stands over each column, the nearest first, and the rows that say so."""

    columns: dict[int, tuple[str, ...]]
    until: int


def read_grid(grid: Grid, found: Found) -> None:
    """Gather the cells of one table; rows above its head and notes below it are no cells."""
    heads: _Heads | None = None
    above: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    for block in _blocks(grid.rows):
        own = _heads(block, first=heads is None)
        body = block[own.until :] if own else block
        if own is not None:
            captions = [row.first() for row in block[: own.until] if not row.filled()]
            heads, titles = own, (*reversed(captions), *above, *grid.titles)
            above = ()
        elif heads is None:
            above = (*(row.first() for row in reversed(block) if row.first()), *above)
            continue
        elif not any(row.filled() for row in block):
            _remark(found, grid, "stands below the table", [row.first() for row in block])
            continue
        _read_rows(grid, body, heads, titles, found)


def _blocks(rows: Sequence[GridRow]) -> Iterator[list[GridRow]]:
    """Part rows at those that are blank."""
    block: list[GridRow] = []
    for row in rows:
        if not row.is_blank():
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _heads(block: Sequence[GridRow], *, first: bool) -> _Heads | None:
    """Find the rows of heads in a block: below `Case`, or the first with several texts."""
    named = (
        at for at, row in enumerate(block[:_SEARCHED])
        if fold(row.first()) in _CASE_HEADS and row.filled()
    )  # fmt: skip
    top = next(named, None)
    if top is None:
        if not first:
            return None
        top = next((at for at, row in enumerate(block[:_SEARCHED]) if row.filled()), None)
        if top is None:
            return None
    bottom = top
    if top and not block[top - 1].first() and block[top - 1].filled():
        top -= 1
    elif bottom + 1 < len(block) and _goes_on_below(block[bottom], block[bottom + 1]):
        bottom += 1
    return _Heads(_columns(block[top : bottom + 1]), bottom + 1)


def _goes_on_below(row: GridRow, below: GridRow) -> bool:
    """Tell whether the next row holds heads too, of what the first one spans."""
    filled = set(row.filled())
    spanned = [at for at in below.filled() if at not in filled]
    return not below.first() and bool(spanned)


def _columns(rows: Sequence[GridRow]) -> dict[int, tuple[str, ...]]:
    """Give what stands over each column; a head that spans reaches to the next one."""
    lowest, spanning = rows[-1], rows[0] if len(rows) > 1 else None
    found: dict[int, tuple[str, ...]] = {}
    group = ""
    for at in range(1, max(len(row.values) for row in rows)):
        head = lowest.values[at].strip() if at < len(lowest.values) else ""
        if spanning is not None and at < len(spanning.values):
            group = spanning.values[at].strip() or group
        said = tuple(text for text in (head, group) if text)
        if said and (head or (spanning is not None and spanning.values[at : at + 1] == (group,))):
            found[at] = said
    return found


def _read_rows(
    grid: Grid, rows: Sequence[GridRow], heads: _Heads, titles: tuple[str, ...], found: Found
) -> None:
    """Gather the cells of rows under their heads."""
    case, joined = "", dict[int, int]()
    unheaded: list[str] = []
    for row in rows:
        if row.first() and not row.goes_on:
            case, joined = row.first(), {}
        elif not (row.goes_on and case):
            texts = [row.values[at].strip() for at in row.filled()]
            _remark(found, grid, f"stands in row {row.number}, which names no case", texts)
            continue
        unheaded += [row.values[at].strip() for at in row.filled() if at not in heads.columns]
        for at, over in heads.columns.items():
            text = row.values[at] if at < len(row.values) else ""
            if at in joined:
                before = found.cells[joined[at]]
                both = "\n".join(part for part in (before.text, text) if part.strip())
                found.cells[joined[at]] = before._replace(text=both)
                continue
            joined[at] = len(found.cells)
            where = f"{grid.name}, row {row.number}"
            draft = MatrixCellDraft(case, (*over, *titles), text, where, grid.name)
            found.cells.append(draft)
    if unheaded:
        _remark(found, grid, "stands in a column without a head", unheaded)


def _remark(found: Found, grid: Grid, why: str, texts: Sequence[str]) -> None:
    """Say what was not read."""
    shown = "; ".join(f"“{_brief(text)}”" for text in texts[:3])
    more = f" and {len(texts) - 3} more" if len(texts) > 3 else ""
    found.remarks.append(f"{grid.name}: not read, since it {why}: {shown}{more}.")


def _brief(text: str) -> str:
    """Cut a text short."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _BRIEF else f"{plain[: _BRIEF - 1].rstrip()}…"
