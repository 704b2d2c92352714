"""Lay out a transcript's paragraphs: open lines, space between, inked as they come into sight."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

from app.design.look import Look

INKED = 1


class TranscriptLayout(QPlainTextDocumentLayout):
    """Ink and space a paragraph when it is first seen, so that a long transcript opens at once.

    A plain text document knows no line height, so each paragraph's lines are moved apart after
    Qt has broken them; `formats` gives the ink of a paragraph by its number in the document, and
    `room` the height, px, to leave above it.
    """

    def __init__(
        self,
        document: QTextDocument,
        look: Look,
        formats: Callable[[int], list[QTextLayout.FormatRange]],
        room: Callable[[int], float],
    ) -> None:
        super().__init__(document)
        self._look, self._formats, self._room = look, formats, room

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the box of a paragraph, inked and spaced."""
        if not block.isValid():
            return QRectF()
        if block.userState() != INKED:
            block.setUserState(INKED)
            block.clearLayout()
            block.layout().setFormats(self._formats(block.blockNumber()))
        box = super().blockBoundingRect(block)
        layout = block.layout()
        if not layout.lineCount():
            return box
        natural = layout.lineAt(0).height()
        pitch = natural + self._lead(natural)
        above = self._room(block.blockNumber())
        top = above + (pitch - natural) / 2
        if layout.lineAt(0).y() != top:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.setPosition(QPointF(line.x(), top + number * pitch))
        box.setHeight(above + layout.lineCount() * pitch + self._look.type.space(2))
        return box

    def _lead(self, natural: float) -> float:
        """Return the space to add to a line of a natural height."""
        return max(2.0, round(self._look.type.line("text") - natural))
