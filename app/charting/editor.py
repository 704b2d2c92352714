"""Write a summary: text in the notation, painted as it will be read, that saves itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from app.charting.block import cells_of
from app.charting.citables import Citables
from app.charting.ink import text_format
from app.charting.offers import OfferList
from app.charting.pasting import pasted
from app.charting.units import doomed, step, unit_at
from app.design.look import Look
from app.widgets.fields import TextField
from app.widgets.offsets import Offsets
from framework.rules.figure_tokens import figure_spans
from framework.rules.mentions import mention_spans
from framework.rules.notation import Mark, marks

LINES = 5
TIP = 400


class Highlighter(QSyntaxHighlighter):
    """Paint quotations, comments and locators of a summary while it is typed."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look
        look.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Paint one line."""
        offsets = Offsets(text)
        cited = [*mention_spans(text), *figure_spans(text)]
        found = [*marks(text), *(Mark("locator", *span) for span in cited)]
        for mark in found:
            start, end = offsets.to_qt(mark.start), offsets.to_qt(mark.end)
            made = text_format(mark.kind, self._look)
            if mark.kind == "locator":
                made.setBackground(self._look.colour("accent_soft"))
                made.clearProperty(made.Property.FontPointSize)
            self.setFormat(start, end - start, made)


class SummaryEditor(TextField):
    """Edit the summary of one cell.

    `save` writes the text, and raises where it could not; then the text stays, to be saved again.
    With `citables`, typing `[` offers what can be cited; `unit_opened` asks to open a locator or
    a mention, as typed, `menu_wanted` for a menu at a place of the text and a point of the screen.
    """

    unit_opened = Signal(str)
    menu_wanted = Signal(int, QPoint)

    def __init__(
        self, look: Look, save: Callable[[str], None], citables: Citables | None = None,
        name: str = "Summary",
    ) -> None:  # fmt: skip
        super().__init__(look, name, LINES)
        self._save, self.citables = save, citables
        self._declined = -1
        self._underlined: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self.highlighter = Highlighter(self.document(), look)
        self.offered = OfferList(look, self)
        self.offered.taken.connect(self._take)
        self.cursorPositionChanged.connect(self._offer)
        self.viewport().setMouseTracking(True)
        if citables is not None:
            citables.came.connect(self._offer)

    def commit(self) -> None:
        """Save what was typed; it counts as saved only once it is."""
        self._pause.stop()
        if self._dirty():
            text = self.text()
            self._save(text)
            self._saved = text

    def show_text(self, text: str) -> None:
        """Show the text as the study has it now; what is being typed stays."""
        if not self._dirty() and text != self.text():
            place = self.textCursor().position()
            self._put(text)
            cursor = self.textCursor()
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def settle(self) -> None:
        """Put the cursor after the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def insert_apart(self, text: str) -> None:
        """Insert text at the cursor, with a space between it and the words round it."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        at = cursor.position()
        before = str(self.document().characterAt(at - 1)) if at else " "
        after = str(self.document().characterAt(at))
        gap = "" if before.isspace() or before == "\u2029" else " "
        cursor.insertText(f"{gap}{text}{' ' if after.isalnum() else ''}")
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def wrap(self, opening: str, closing: str) -> None:
        """Put marks round the selection, or round the cursor; taken off where they are there."""
        cursor = self.textCursor()
        chosen = cursor.selectedText()
        if chosen.startswith(opening) and chosen.endswith(closing) and len(chosen) > 1:
            cursor.insertText(chosen[len(opening) : -len(closing)])
            return
        cursor.insertText(f"{opening}{chosen}{closing}")
        if not chosen:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(closing)
            )
            self.setTextCursor(cursor)

    def put(self, start: int, end: int, words: str) -> None:
        """Put words in place of `[start, end)` of the text, in code points."""
        offsets, cursor = Offsets(self.text()), self.textCursor()
        cursor.setPosition(offsets.to_qt(start))
        cursor.setPosition(offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)

    def underline(self, what: str, spans: Sequence[tuple[int, int]], how: QTextCharFormat) -> None:
        """Underline stretches of the text, in code points, apart from what else is underlined."""
        if not spans and not self._underlined.get(what):
            return
        offsets, self._underlined[what] = Offsets(self.text()), []
        for start, end in spans:
            made, cursor = QTextEdit.ExtraSelection(), QTextCursor(self.document())
            cursor.setPosition(offsets.to_qt(start))
            cursor.setPosition(offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
            made.cursor, made.format = cursor, how
            self._underlined[what].append(made)
        self.setExtraSelections([line for lines in self._underlined.values() for line in lines])

    def unit_here(self) -> str:
        """Return the locator or mention that the cursor touches, as typed, or ""."""
        return self._unit(self.textCursor().position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a locator as a whole; let the offers have their keys."""
        if self.offered.is_open and self._offered_key(event):
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.document().isEmpty():
            return  # whoever opens a cell with Enter that is open already wants no empty line
        text, cursor = self.text(), self.textCursor()
        if (gone := doomed(text, cursor, event)) is not None:
            gone.removeSelectedText()
        elif (moved := step(text, self.textCursor(), event)) is not None:
            self.setTextCursor(moved)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the text alone, cells of a table as lines."""
        if source.hasText():
            text = pasted(source.text())
            cells = [cell for row in cells_of(source) for cell in row if cell]
            self.textCursor().insertText("\n".join(cells) or text)
            self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer nothing where nobody types."""
        self.offered.hide()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own name
        """Take the offer in hand with Tab; else go to the next widget."""
        if self.offered.is_open:
            self.offered.take()
            return True
        return super().focusNextPrevChild(next)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the locator that is clicked with Ctrl."""
        super().mouseReleaseEvent(event)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        unit = self._unit(self.cursorForPosition(event.position().toPoint()).position())
        if held and unit:
            self.unit_opened.emit(unit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the mouse, or at the cursor where the key asks for it."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        corner = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_wanted.emit(cursor.position(), corner if by_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the words behind a locator under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            unit = self._unit(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), self.words_of(unit), self)
            return True
        return super().viewportEvent(event)

    def words_of(self, unit: str) -> str:
        """Return the words that a locator leads to, for a tip."""
        if not unit or self.citables is None:
            return ""
        found = self.citables.lead(unit)
        if found is None:
            return "This leads nowhere in the study."
        words = found.words[:TIP] + ("…" if len(found.words) > TIP else "")
        return f"{words or 'Nothing is written there yet.'}\nCtrl+click opens it"

    def _offered_key(self, event: QKeyEvent) -> bool:
        """Go through the offers, take one or close them; say whether the key was theirs."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.offered.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.offered.take()
        elif key == Qt.Key.Key_Escape:
            begun = self._begun()
            self._declined = begun[0] if begun else -1
            self.offered.hide()
        else:
            return False
        return True

    def _offer(self) -> None:
        """Offer what can be cited while a bracket is open before the cursor."""
        begun = self._begun()
        if begun is None:
            self._declined = -1
        if begun is None or begun[0] == self._declined or not self.hasFocus():
            self.offered.hide()
            return
        if self.citables is not None:
            box, window = self.cursorRect(), self.window()
            corner = self.viewport().mapTo(window, box.topLeft())
            found = self.citables.offers(begun[1])
            self.offered.offer(found, QRect(corner, box.size()), window)

    def _begun(self) -> tuple[int, str] | None:
        """Return where the bracket before the cursor is open, and what is typed in it."""
        cursor = self.textCursor()
        at = cursor.positionInBlock()
        before = cursor.block().text()[:at]
        opened = before.rfind("[")
        if cursor.hasSelection() or opened < before.rfind("]") or opened < 0 or at - opened > 60:
            return None
        span = unit_at(self.text(), cursor.position())
        if span is not None and span[0] < cursor.position() < span[1]:
            return None
        return cursor.block().position() + opened, before[opened + 1 :]

    def _take(self, typed: str) -> None:
        """Put what was chosen in place of what was typed since the bracket."""
        begun, cursor = self._begun(), self.textCursor()
        if begun is None:
            return
        end = cursor.position()
        after = self.document().characterAt(end)
        cursor.setPosition(begun[0])
        cursor.setPosition(end + (str(after) == "]"), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(typed)
        self.setTextCursor(cursor)
        self.setFocus()

    def _unit(self, place: int) -> str:
        """Return the unit at a place of the text, or ""."""
        span = unit_at(self.text(), place)
        if span is None:
            return ""
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()
