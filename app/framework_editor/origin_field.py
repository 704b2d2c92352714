"""Say where a theme comes from: choose what is usual, or type what is so."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from app.widgets.choice_box import ChoiceBox
from app.widgets.fields import PAUSE_MS

USUAL = ("topic guide", "inductive")


class OriginField(ChoiceBox):
    """Offer the usual origins and those that the study's other themes have; free text is kept."""

    committed = Signal(str)

    def __init__(self) -> None:
        super().__init__("Origin")
        self._saved = ""
        self.setEditable(True)
        self.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line = line = QLineEdit()
        self.setLineEdit(line)
        line.setPlaceholderText("Template construct, topic guide or inductive")
        line.setAccessibleName("Origin")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        line.textEdited.connect(lambda _text: self._pause.start())
        line.editingFinished.connect(self.commit)
        self.activated.connect(lambda _place: self.commit())

    def show_origin(self, origin: str, others: Iterable[str]) -> None:
        """Show an origin, and what may be chosen instead; what is being typed stays."""
        if self._pause.isActive() and self._line.hasFocus():
            return
        choices = list(dict.fromkeys([*USUAL, *(other for other in others if other)]))
        if choices != [self.itemText(place) for place in range(self.count())]:
            self.clear()
            self.addItems(choices)
        self._saved = origin
        self.setCurrentIndex(self.findText(origin))
        self.setEditText(origin)

    def commit(self) -> None:
        """Say that the origin has changed, if it has."""
        self._pause.stop()
        if self.currentText().strip() != self._saved:
            self._saved = self.currentText().strip()
            self.committed.emit(self._saved)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when focus leaves."""
        super().focusOutEvent(event)
        self.commit()
