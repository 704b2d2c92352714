"""Show a transcript with its paragraph numbers, highlights and brackets."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QPlainTextEdit

from app.design.look import Look
from app.widgets.brackets import lanes_of
from app.widgets.offsets import Offsets
from app.widgets.transcript_ink import Ink, ink_codings, ink_labels
from app.widgets.transcript_layout import TranscriptLayout
from app.widgets.transcript_stripes import Brackets, Gutter

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow
    from framework.queries.transcripts import ParagraphRow

MEASURE = 640
GUTTER = 56
MARGIN = 200
NARROW = 120


class TranscriptView(QPlainTextEdit):
    """Read a transcript, select in it, and see how it is coded.

    Places are code points of the text as imported, which is kept here beside what Qt shows.
    """

    selection_moved = Signal()
    coding_activated = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.text = ""
        self.coding_in_hand: int | None = None
        self._offsets = Offsets("")
        self._paragraphs: list[ParagraphRow] = []
        self._starts: list[int] = []
        self._roles: dict[str, str] = {}
        self._codings: list[CodingRow] = []
        self._lanes: dict[int, int] = {}
        self._gutter, self._brackets = Gutter(self), Brackets(self)
        self.setProperty("role", "transcript")
        self.setAccessibleName("Transcript")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._moved)
        self.updateRequest.connect(self._follow)
        look.changed.connect(self._dress)

    def show_transcript(
        self, text: str, paragraphs: "list[ParagraphRow]", roles: dict[str, str] | None = None
    ) -> None:
        """Show a transcript, without codings; `roles` tells each speaker's role by name."""
        self.text, self._offsets = text, Offsets(text)
        self._paragraphs, self._starts = paragraphs, [p.start for p in paragraphs]
        self._roles = roles or {}
        self._codings, self._lanes, self.coding_in_hand = [], {}, None
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self.look.type.font("text"))
        document.setDocumentLayout(TranscriptLayout(document, self.look, self._formats))
        document.setPlainText(text)
        self.setDocument(document)  # Qt deletes the one before: this view is its parent
        self._measure()

    def set_codings(self, codings: "list[CodingRow]") -> None:
        """Show these codings, inking anew only the paragraphs where something differs."""
        before, after = set(self._codings), set(codings)
        self._codings = sorted(codings, key=lambda c: (c.start, -c.end, c.id))
        self._lanes = lanes_of(codings)
        if self.coding_in_hand not in self._lanes:
            self.coding_in_hand = None
        for coding in before ^ after:
            self._forget(coding.start, coding.end)
        self._gutter.update()
        self._brackets.update()

    def take_coding(self, coding_id: int | None) -> None:
        """Take a coding in hand and select its passage."""
        by_id = {coding.id: coding for coding in self._codings}
        for held in (self.coding_in_hand, coding_id):
            if held in by_id:
                self._forget(by_id[held].start, by_id[held].end)
        self.coding_in_hand = coding_id if coding_id in by_id else None
        if coding_id is not None and coding_id in by_id:
            self.select(by_id[coding_id].start, by_id[coding_id].end)
            self.coding_in_hand = coding_id
            self.coding_activated.emit(coding_id)
        self._brackets.update()

    def go_to_paragraph(self, number: int) -> None:
        """Put the cursor at the beginning of a paragraph, and show it with some above it."""
        if self._paragraphs:
            paragraph = self._paragraphs[max(1, min(number, len(self._paragraphs))) - 1]
            self.select(paragraph.start, paragraph.start)

    def select(self, start: int, end: int) -> None:
        """Select `[start, end)` and bring it into sight."""
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_qt(start))
        self.setTextCursor(cursor)
        if not self.viewport().rect().contains(self.cursorRect()) or self._low():
            self.centerCursor()
        cursor.setPosition(self._offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def selection(self) -> tuple[int, int]:
        """Return what is selected as `[start, end)`; both the cursor when nothing is."""
        cursor = self.textCursor()
        start = self._offsets.to_python(cursor.selectionStart())
        return start, self._offsets.to_python(cursor.selectionEnd())

    def paragraph(self) -> int:
        """Return the number of the paragraph where the selection begins, 0 in an empty view."""
        start, _end = self.selection()
        return max(1, bisect_right(self._starts, start)) if self._starts else 0

    def seen_paragraphs(self) -> list[tuple[int, float, float]]:
        """List the paragraphs in sight: number, top of the first line, height of a line."""
        seen = []
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > self.viewport().height():
                break
            lines = max(1, block.layout().lineCount())
            pitch = (box.height() - self.look.type.space(2)) / lines
            number = bisect_right(self._starts, self._offsets.to_python(block.position()))
            seen.append((number, box.top(), pitch))
            block = block.next()
        return seen

    def seen_codings(self) -> "list[tuple[CodingRow, int, float, float]]":
        """List the codings in sight: the coding, its lane, top and bottom."""
        top = self._offsets.to_python(self.firstVisibleBlock().position())
        last = self.cursorForPosition(QPoint(self.viewport().width(), self.viewport().height()))
        bottom = self._offsets.to_python(last.block().position() + last.block().length())
        seen = []
        for coding in self._codings:
            if coding.start >= bottom:
                break
            if coding.end > top:
                where = self._heights(coding)
                seen.append((coding, self._lanes[coding.id], *where))
        return seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stripes their places."""
        super().resizeEvent(event)
        self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection at the line nearest to the mouse."""
        super().mousePressEvent(self._snapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the selection to the line nearest to the mouse."""
        super().mouseMoveEvent(self._snapped(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection at the line nearest to the mouse."""
        super().mouseReleaseEvent(self._snapped(event))

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
        """Move a mouse event off the space between lines, where Qt would take the line's end."""
        offset, place = self.contentOffset(), event.position()
        block = self.firstVisibleBlock()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if place.y() < box.bottom() or not block.next().isValid():
                break
            block = block.next()
        if not block.isValid() or not block.layout().lineCount():
            return event
        layout = block.layout()
        lines = [layout.lineAt(i) for i in range(layout.lineCount())]
        middles = [box.top() + line.y() + line.height() / 2 for line in lines]
        nearest = min(middles, key=lambda middle: abs(middle - place.y()))
        moved = QPointF(place.x(), nearest)
        return QMouseEvent(
            event.type(),
            moved,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    def _heights(self, coding: "CodingRow") -> tuple[float, float]:
        """Return top and bottom of a passage in the viewport; out of sight, just beyond it."""
        top = self._line_top(self._offsets.to_qt(coding.start), end=False)
        bottom = self._line_top(self._offsets.to_qt(max(coding.start, coding.end - 1)), end=True)
        return max(-40.0, top), min(self.viewport().height() + 40.0, bottom)

    def _line_top(self, place: int, *, end: bool) -> float:
        """Return the top, or the bottom, of the line that holds a place."""
        block = self.document().findBlock(place)
        first = self.firstVisibleBlock()
        if block.blockNumber() < first.blockNumber():
            return -40.0
        if block.blockNumber() > first.blockNumber() + 200:
            return self.viewport().height() + 40.0
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        line = block.layout().lineForTextPosition(place - block.position())
        if not line.isValid():
            return box.bottom() if end else box.top()
        return box.top() + line.y() + (line.height() if end else 0)

    def _formats(self, number: int) -> list[QTextLayout.FormatRange]:
        """Return the ink of a paragraph of the document as Qt's formats."""
        if number >= len(self._paragraphs):
            return []
        paragraph = self._paragraphs[number]
        role = self._roles.get(paragraph.speaker or "", "")
        inks = ink_codings(paragraph, self._codings, self.coding_in_hand)
        return [self._format(ink) for ink in [*inks, *ink_labels(paragraph, role)]]

    def _format(self, ink: Ink) -> QTextLayout.FormatRange:
        """Turn ink into Qt's format."""
        made, style = QTextLayout.FormatRange(), QTextCharFormat()
        made.start, made.length = ink.start, ink.length
        if ink.kind == "coded":
            colour = self.look.theme(ink.colour)
            style.setBackground(QColor(colour.soft))
            if ink.in_hand:
                style.setUnderlineColor(QColor(colour.solid))
                style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        elif ink.kind == "time":
            style.setForeground(self.look.colour("muted"))
        else:
            style.setFontWeight(QFont.Weight.DemiBold)
            style.setForeground(self.look.colour("muted" if ink.kind == "interviewer" else "text"))
        made.format = style
        return made

    def _forget(self, start: int, end: int) -> None:
        """Ink anew the paragraphs of a passage."""
        block = self.document().findBlock(self._offsets.to_qt(start))
        last = self._offsets.to_qt(end)
        while block.isValid() and block.position() < last:
            block.setUserState(0)
            block = block.next()
        self.viewport().update()

    def _dress(self) -> None:
        """Take on another palette or text size."""
        self.document().setDefaultFont(self.look.type.font("text"))
        self._forget(0, len(self.text) + 1)
        self._measure()

    def _measure(self) -> None:
        """Keep the text to a readable measure between its stripes."""
        size, room = self.look.type, self.width()
        gutter = size.px(GUTTER)
        margin = min(size.px(MARGIN if room > size.px(MEASURE) else NARROW), room * 3 // 10)
        spare = max(0, room - gutter - margin - size.px(MEASURE))
        left = gutter + min(spare // 4, size.px(80))
        right = margin + max(0, spare - (left - gutter))
        self.setViewportMargins(left, size.space(3), right, 0)
        inside = self.contentsRect()
        top, high = inside.top() + size.space(3), inside.height() - size.space(3)
        bar = self.verticalScrollBar().width() if self.verticalScrollBar().isVisible() else 0
        self._gutter.setGeometry(QRect(inside.left(), top, left, high))
        edge = inside.right() - right + 1 - bar
        self._brackets.setGeometry(QRect(edge, top, min(right, margin + size.px(60)), high))

    def _low(self) -> bool:
        """Say whether the cursor stands at the very bottom, where what follows is not seen."""
        return self.cursorRect().bottom() > self.viewport().height() * 0.85

    def _moved(self) -> None:
        """Follow the cursor: number the paragraph in hand, let go of a coding it has left."""
        held = next((c for c in self._codings if c.id == self.coding_in_hand), None)
        if held is not None and self.selection() != (held.start, held.end):
            self.coding_in_hand = None
            self._forget(held.start, held.end)
        self._gutter.update()
        self._brackets.update()
        self.selection_moved.emit()

    def _follow(self, _rect: QRect, by: int) -> None:
        """Scroll the stripes with the text."""
        if by:
            self._gutter.update()
            self._brackets.update()
