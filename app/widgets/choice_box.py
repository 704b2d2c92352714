"""Offer choices by name, in a form that may be scrolled."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

LETTERS = 12
EDGES = 24
MARGIN = 1  # px at either side of the words, kept by Qt


class ChoiceBox(QComboBox):
    """Choose by key or click alone: a wheel that passes over the box scrolls what it stands in.

    It can be narrower than the longest thing that it offers, down to `letters`; with 0 it is as
    wide as that.
    """

    def __init__(
        self,
        name: str,
        items: Iterable[tuple[str, object]] = (),
        taken: Callable[[], object] | None = None,
        *,
        letters: int = LETTERS,
    ) -> None:
        """Offer `items`, each its words and its value; `taken` is called when one is chosen."""
        super().__init__()
        self.setAccessibleName(name)
        least = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(least if letters else QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(letters)
        self.fill(items)
        if taken is not None:
            self.activated.connect(lambda _at: taken())

    def fill(self, items: Iterable[tuple[str, object]]) -> None:
        """Offer these; what was chosen stays so where it is among them."""
        before = self.currentData()
        self.blockSignals(True)
        self.clear()
        for words, value in items:
            self.addItem(words, value)
        self.setCurrentIndex(max(0, self.findData(before)))
        self.blockSignals(False)

    def showPopup(self) -> None:
        """Show whole what is offered, also where the box is narrow."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + EDGES)
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shorten what is chosen at its end where it has no room, which Qt cuts off."""
        option, style, mode = QStyleOptionComboBox(), self.style(), Qt.TextElideMode.ElideRight
        self.initStyleOption(option)
        whole, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(whole, option, part, self).width() - 2 * MARGIN
        option.currentText = self.fontMetrics().elidedText(self.currentText(), mode, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(whole, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll."""
        event.ignore()
