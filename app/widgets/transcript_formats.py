"""Dress the words of a transcript as Qt wants it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from app.widgets.transcript_ink import Ink, ink_labels, ink_stretches, rest_of

if TYPE_CHECKING:
    from app.widgets.transcript_page import TranscriptPage
    from framework.queries.transcripts import ParagraphRow

Range = QTextLayout.FormatRange


class Formats:
    """Turn the ink of a paragraph into Qt's formats."""

    def __init__(self, view: "TranscriptPage") -> None:
        self._view = view

    def of(self, number: int) -> list[Range]:
        """Return the formats of a paragraph, counted from 0."""
        view = self._view
        if number >= len(view.paragraphs):
            return []
        paragraph = view.paragraphs[number]
        begin = view.offsets.to_qt(paragraph.start)
        made = []
        for ink in self._inks(paragraph):
            first, last = view.offsets.to_qt(ink.start), view.offsets.to_qt(ink.end)
            if last > first:
                made.append(self._range(first - begin, last - first, ink.kind))
        return made

    def _inks(self, paragraph: "ParagraphRow") -> list[Ink]:
        """Return the ink of a paragraph; what is coded recedes where the uncoded is looked for."""
        view, dim = self._view, list[Ink]()
        if view.shows == "uncoded":
            dim = ink_stretches(paragraph, rest_of(paragraph, view.uncoded), "dim")
        fixed = [(row.start, row.end) for row in view.corrections]
        role = view.roles.get(paragraph.speaker or "", "")
        return [*dim, *ink_labels(paragraph, role), *ink_stretches(paragraph, fixed, "fixed")]

    def _range(self, start: int, length: int, kind: str) -> Range:
        """Turn ink into Qt's format."""
        look, made, style = self._view.look, Range(), QTextCharFormat()
        made.start, made.length = start, length
        if kind == "fixed":
            style.setUnderlineColor(look.colour("muted"))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        elif kind in ("time", "dim"):
            style.setForeground(look.colour("muted"))
        else:
            style.setFontWeight(QFont.Weight.DemiBold)
            style.setForeground(look.colour("muted" if kind == "interviewer" else "text"))
        made.format = style
        return made
