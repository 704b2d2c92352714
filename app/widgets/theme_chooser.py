"""Choose one theme out of the framework by typing a few letters of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.palette_rows import HEIGHT, PaletteRows, Row
from app.widgets.row_ink import ROLE
from app.widgets.theme_search import find

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow


class ThemeChooser(QWidget):
    """Hold a field and the themes that match what is typed; one of them is chosen."""

    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._themes: Sequence[ThemeRow] = ()
        self._labels: Sequence[ThemeRow] = ()
        self._recent: Sequence[int] = ()
        self.theme: ThemeRow | None = None
        self.field = QLineEdit()
        self.field.setProperty("role", "search")
        self.field.setPlaceholderText("Theme")
        self.field.setAccessibleName("Theme to code with")
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Themes to code with")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(PaletteRows(look, self.list, HEIGHT))
        self.list.currentItemChanged.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)

    def show_themes(
        self,
        themes: "Sequence[ThemeRow]",
        labels: "Sequence[ThemeRow]" = (),
        recent: Sequence[int] = (),
    ) -> None:
        """Offer these themes and labels; the one chosen stays if it is there."""
        self._themes, self._labels, self._recent = themes, labels, recent
        held = self.theme.id if self.theme is not None else None
        self._fill(held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the themes from the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = steps.get(Qt.Key(event.key()))
            if by is not None and self.list.count():
                row = max(0, min(self.list.count() - 1, self.list.currentRow() + by))
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        """Show the themes that match, the best of them chosen."""
        self._fill(None)
        if typed.strip():
            self.list.setCurrentRow(0)

    def _fill(self, held: int | None) -> None:
        """List the themes that match what is typed."""
        typed = self.field.text()
        self.list.blockSignals(True)
        self.list.clear()
        for kind, rows in (("theme", self._themes), ("label", self._labels)):
            for found in find(rows, typed, self._recent if typed.strip() else ()):
                item = QListWidgetItem(f"{found.theme.number} {found.theme.name}".strip())
                item.setData(ROLE, Row("label" if kind == "label" else "theme", found))
                self.list.addItem(item)
                if found.theme.id == held:
                    self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._take(self.list.currentItem())

    def _take(self, item: QListWidgetItem | None, _before: object = None) -> None:
        """Choose a theme, and tell of it."""
        self.theme = item.data(ROLE).found.theme if item is not None else None
        said = item.text() if item is not None else "none chosen"
        self.field.setAccessibleDescription(said)
        self.chosen.emit()
