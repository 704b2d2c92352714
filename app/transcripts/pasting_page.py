"""Take pasted text as a transcript of a name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.text import label

if TYPE_CHECKING:
    from app.keymap import Keymap

FIRST_NAME = "Pasted text"


class PastingPage(QWidget):
    """Ask for a name and a text; what is read of it is shown like any file."""

    confirmed = Signal(str, str)

    def __init__(self, look: Look, keymap: "Keymap", cancel: Callable[[], object]) -> None:
        super().__init__()
        self.name, self.text = QLineEdit(), QPlainTextEdit()
        self.name.setAccessibleName("Name of the transcript to be")
        self.text.setAccessibleName("Text of the transcript")
        self.text.setPlaceholderText("Paste the transcript here, with its speakers’ labels")
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(True)
        self.confirm = button("Read", self._confirm, role="primary")
        self.text.textChanged.connect(self._count)
        bar, size = Bar(look), look.type
        bar.add(label("Paste text", "heading"))
        bar.add(label("you see what was read before anything is added", "muted"))
        bar.stretch()
        bar.add(button("Cancel", cancel), self.confirm)
        inside = QWidget()
        inside.setProperty("role", "pane")
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(*(size.space(5),) * 4)
        fields.setSpacing(size.space(2))
        for words, field in (("Name", self.name), ("Text", self.text)):
            fields.addWidget(label(words, "smalltext"))
            fields.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(inside, 1)
        keymap.bind(self, {"importing.import": self._confirm, "importing.leave": cancel})

    def begin(self) -> None:
        """Ask for another text; one that could not be read stays to be mended."""
        self.name.setText(self.name.text() or FIRST_NAME)
        self._count()
        self.text.setFocus()

    def clear(self) -> None:
        """Forget what was pasted."""
        self.name.clear()
        self.text.clear()

    def _count(self) -> None:
        """Let only a text be read."""
        self.confirm.setEnabled(not self.text.document().isEmpty())

    def _confirm(self) -> None:
        """Pass on the name and the text, no-break spaces and all."""
        text = self.text.document().toRawText().replace("\u2029", "\n")
        if text.strip():
            self.confirmed.emit(self.name.text().strip() or FIRST_NAME, text)
