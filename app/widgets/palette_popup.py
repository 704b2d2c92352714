"""Choose a theme by typing a few letters of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from app.widgets.palette_rows import CREATE, ROLE, PaletteRows, Row
from app.widgets.text import frame
from app.widgets.theme_search import around, find

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

WIDTH = 400
MOST = 8


class ThemePalette(QFrame):
    """Lay a field and a ranked list of themes over the window.

    ↑↓ and Enter choose, Ctrl+Enter creates, Esc leaves.
    """

    chosen = Signal(int)
    new_theme = Signal(str, int)
    closed = Signal()

    def __init__(self, look: Look, near: QWidget) -> None:
        super().__init__(near)
        self._look, self._near = look, near
        self._themes: list[ThemeRow] = []
        self.hide()
        self.setAccessibleName("Code with")
        self.field = QLineEdit()
        self.field.setAccessibleName("Theme")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Themes")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(PaletteRows(look, self.list))
        self.list.itemClicked.connect(self._take)
        self._lay_out()

    def open_at(self, point: QPoint, themes: "list[ThemeRow]", title: str = "Code with…") -> None:
        """Open at a point of the screen, with these themes in order."""
        self._themes = themes
        self.field.setPlaceholderText(title)
        self.field.clear()
        self._search("")
        self._over_window(point)
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move through the list."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the palette has closed."""
        super().hideEvent(event)
        self.closed.emit()

    def _key(self, event: QKeyEvent) -> bool:
        """Act on a key, and say whether it was one of ours."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                last = self.list.count() - 1
                self._take(self.list.item(last) if control else self.list.currentItem())
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                by = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + by) % max(1, self.list.count()))
            case _:
                return False
        return True

    def _search(self, typed: str) -> None:
        """Show the themes that match what is typed."""
        self.list.clear()
        for found in find(self._themes, typed):
            theme = found.theme
            note = around(theme.definition, typed) if found.where == "definition" else ""
            self._add(Row(theme.id, theme.number, theme.name, theme.colour, note, typed))
        if typed.strip():
            parent = self._parent()
            under = f" under {parent.number} {parent.name}" if parent else ""
            words = f"Create theme “{typed.strip()}”{under}"
            self._add(Row(CREATE, "", words, -1, "", ""))
        self.list.setCurrentRow(0)
        self._fit()

    def _add(self, row: Row) -> None:
        """Put one row at the list's end."""
        item = QListWidgetItem(f"{row.number} {row.name}".strip())
        item.setData(ROLE, row)
        self.list.addItem(item)

    def _parent(self) -> "ThemeRow | None":
        """Return the theme under which a new one would go: that of the best match."""
        best = self.list.item(0)
        row: Row | None = best.data(ROLE) if best else None
        if row is None or row.theme == CREATE:
            return None
        by_id = {theme.id: theme for theme in self._themes}
        theme = by_id[row.theme]
        return by_id.get(theme.parent_id, theme) if theme.parent_id is not None else theme

    def _take(self, item: QListWidgetItem | None) -> None:
        """Choose a theme, or create what is typed."""
        if item is None:
            return
        row: Row = item.data(ROLE)
        typed, parent = self.field.text().strip(), self._parent() if row.theme == CREATE else None
        self.hide()
        if row.theme == CREATE:
            self.new_theme.emit(typed, parent.id if parent else 0)
        else:
            self.chosen.emit(row.theme)

    def _lay_out(self) -> None:
        """Put the field above the list in a card with the one shadow there is."""
        card = frame("popup")
        shadow = QGraphicsDropShadowEffect(card, blurRadius=24, offset=QPointF(0, 6))
        colour = QColor(self._look.colours.shadow)
        colour.setAlpha(70)
        shadow.setColor(colour)
        card.setGraphicsEffect(shadow)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 8, 8, 8)
        inner.addWidget(self.field)
        inner.addWidget(self.list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 24)
        outer.addWidget(card)

    def _fit(self) -> None:
        """Be as tall as the rows, up to eight of them."""
        size = self._look.type
        rows = min(max(self.list.count(), 1), MOST)
        self.list.setFixedHeight(size.px(30) * rows + 4)
        self.setFixedWidth(size.px(WIDTH))
        self.adjustSize()

    def _over_window(self, point: QPoint) -> None:
        """Lie over the window, at the place nearest to a point where all is seen."""
        window = self._near.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self._near.destroyed.connect(self.deleteLater)
        here = window.mapFromGlobal(point)
        self.move(
            max(0, min(here.x(), window.width() - self.width())),
            max(0, min(here.y(), window.height() - self.height())),
        )
