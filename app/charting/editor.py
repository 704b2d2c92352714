"""Write a summary: text in the notation, painted as it will be read, that saves itself."""

from collections.abc import Callable

from PySide6.QtGui import QSyntaxHighlighter, QTextCursor, QTextDocument

from app.charting.ink import text_format
from app.design.look import Look
from app.widgets.fields import TextField
from app.widgets.offsets import Offsets
from framework.rules.notation import marks

LINES = 5


class Highlighter(QSyntaxHighlighter):
    """Paint quotations, comments and locators of a summary while it is typed."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look
        look.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Paint one line."""
        offsets = Offsets(text)
        for mark in marks(text):
            start, end = offsets.to_qt(mark.start), offsets.to_qt(mark.end)
            made = text_format(mark.kind, self._look)
            if mark.kind == "locator":
                made.setBackground(self._look.colour("accent_soft"))
                made.clearProperty(made.Property.FontPointSize)
            self.setFormat(start, end - start, made)


class SummaryEditor(TextField):
    """Edit the summary of one cell.

    `save` writes the text, and raises where it could not; then the text stays, to be saved again.
    """

    def __init__(self, look: Look, save: Callable[[str], None]) -> None:
        super().__init__(look, "Summary", LINES)
        self._save = save
        self.highlighter = Highlighter(self.document(), look)

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
        """Insert text at the cursor, with a space before it where there is none."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        before = self.document().characterAt(cursor.position() - 1) if cursor.position() else " "
        gap = "" if str(before).isspace() or str(before) == "\u2029" else " "
        cursor.insertText(f"{gap}{text}")
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
