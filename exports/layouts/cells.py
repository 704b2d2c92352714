"""Make plain cells of a table, and tell which rows head others."""

from collections.abc import Sequence
from itertools import pairwise

from exports.layouts.summaries import joined
from exports.report import Mode, Paragraph, Span, SpanKind, TableCell
from framework.queries.themes import ThemeRow


def words(text: str, mode: Mode, kind: SpanKind = "text") -> TableCell:
    """Put text into a cell, a paragraph a line; a journal's cell has one paragraph."""
    lines: list[Paragraph] = [
        (Span(kind, line.strip()),) for line in text.splitlines() if line.strip()
    ]
    return paragraphs(lines, mode)


def paragraphs(lines: list[Paragraph], mode: Mode) -> TableCell:
    """Put paragraphs into a cell; a journal's cell has them joined by semicolons."""
    if not lines:
        return TableCell()
    return TableCell((joined(lines),) if mode == "journal" else tuple(lines))


def heads_of(themes: Sequence[ThemeRow]) -> frozenset[int]:
    """Give the places of the themes that the row below them belongs to."""
    return frozenset(
        at for at, (theme, below) in enumerate(pairwise(themes)) if below.depth > theme.depth
    )


def number(value: int) -> TableCell:
    """Put a count into a cell."""
    return TableCell(((Span("text", f"{value:,}"),),), value=value)
