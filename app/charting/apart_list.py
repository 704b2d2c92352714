"""List the cells that several charted apart, and choose another to chart so."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.charting.chooser import Chooser
from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.row_ink import ROLE
from app.widgets.text import label

Pair = tuple[int, int]


class ApartList(QWidget):
    """Stand beside the cell that is reconciled.

    `chosen` tells the cell that is chosen in the list, by its case and theme, `wanted` the one
    that is to be charted apart.
    """

    chosen = Signal(object)
    wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.list = QListWidget()
        self.list.setProperty("role", "rail")
        self.list.setAccessibleName("Cells charted apart")
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.case, self.theme = Chooser("Case"), Chooser("Theme")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.type.space(3)] * 4)
        column.setSpacing(look.type.space(2))
        column.addWidget(label("Cells charted apart", "heading"))
        column.addWidget(self.list, 1)
        column.addWidget(label("Chart another cell apart", "heading"))
        for chooser in (self.case, self.theme):
            column.addWidget(chooser)
        column.addWidget(button("Chart it apart", self.ask))

    def show_cells(self, rows: Mapping[Pair, str], current: Pair | None) -> None:
        """List cells, each with what is said of it; the first is chosen where none was."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for pair, said in rows.items():
                item = QListWidgetItem(said, self.list)
                item.setData(ROLE, pair)
                if pair == current:
                    self.list.setCurrentItem(item)
        if current is None:
            self.step(1)

    def step(self, by: int) -> None:
        """Choose the next cell of the list, or the one before."""
        at = self.list.currentRow() + by
        if 0 <= at < self.list.count():
            self.list.setCurrentRow(at)

    def ask(self) -> None:
        """Ask for the cell of the case and the theme that are chosen."""
        case, theme = self.case.currentData(), self.theme.currentData()
        if case is not None and theme is not None:
            self.wanted.emit((case, theme))

    def _choose(self, item: QListWidgetItem | None) -> None:
        """Tell which cell is chosen."""
        if item is not None:
            self.chosen.emit(item.data(ROLE))
