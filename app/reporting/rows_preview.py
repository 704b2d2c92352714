"""Show plain rows as a table, where an export is data and has no pages."""

from dataclasses import replace

from exports.report import Column, Report, Span, Table, TableCell, text_width

MOST_COLUMNS = 9
MOST_ROWS = 40
MOST_LETTERS = 120


def as_table(report: Report) -> Report:
    """Give a report of plain rows one table for its preview; leave a report with pages alone."""
    if report.blocks:
        return report
    data = report.data
    shown = data.header[:MOST_COLUMNS]
    widths = _widths(report, len(shown))
    notes = [f"{len(data.rows)} rows, {len(data.header)} columns in the file."]
    if len(data.header) > MOST_COLUMNS:
        notes.append(f"Not shown here: {', '.join(data.header[MOST_COLUMNS:])}.")
    if report.synthetic:
        notes.append("Synthetic data.")
    table = Table(
        sheet=data.sheet,
        number=1,
        part="",
        caption=f"{data.sheet}: the first rows",
        columns=tuple(Column(head, wide) for head, wide in zip(shown, widths, strict=True)),
        rows=tuple(
            tuple(_cell(value) for value in row[:MOST_COLUMNS]) for row in data.rows[:MOST_ROWS]
        ),
        notes=tuple(notes),
    )
    return replace(report, blocks=(table,))


def _widths(report: Report, count: int) -> list[float]:
    """Share the width out by how long the values are."""
    rows = report.data.rows[:MOST_ROWS]
    longest = [max((len(str(row[at] or "")) for row in rows), default=0) for at in range(count)]
    weights = [
        min(48, max(8, length, len(head)))
        for length, head in zip(longest, report.data.header, strict=False)
    ]
    room = text_width(report.paper, report.orientation)
    return [room * weight / sum(weights) for weight in weights]


def _cell(value: str | float | None) -> TableCell:
    """Put a value into a cell, shortened."""
    said = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    said = said if len(said) <= MOST_LETTERS else f"{said[:MOST_LETTERS]}…"
    return TableCell(((Span("text", said),),))
