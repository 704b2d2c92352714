"""Name a new attribute in place of the button that asks for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.widgets.buttons import button


class _Field(QLineEdit):
    """Take a name; Esc or leaving it ends."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop what is typed on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the name as typed when focus leaves."""
        super().focusOutEvent(event)
        self.left.emit()


class AttributeField(QWidget):
    """Offer “+ Attribute”, and be a field for its name once it is pressed."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.ask = button("+ Attribute", self.open, tip="Add a column for something about cases")
        self.field = _Field()
        self.field.setAccessibleName("Name of the attribute")
        self.field.setPlaceholderText("Name of the attribute")
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self._take)
        self.field.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.ask)
        line.addWidget(self.field)

    def open(self) -> None:
        """Let a name be typed."""
        self.field.show()
        self.field.setFocus()
        self.ask.hide()

    def _take(self) -> None:
        """Pass the name on, if there is one, and be a button again."""
        name = " ".join(self.field.text().split())
        self.field.clear()
        self.ask.show()
        if self.field.hasFocus():
            self.ask.setFocus()
        self.field.hide()
        if name:
            self.named.emit(name)
