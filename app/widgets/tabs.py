"""Choose one of several with pill tabs."""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from app.design.look import Look
from app.widgets.buttons import Button, button


class PillTabs(QScrollArea):
    """Show a row of tabs of which one is chosen; a list at its end has those without room."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._row = QWidget()
        self._row.setProperty("role", "clear")
        self._line = QHBoxLayout(self._row)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._row)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Tabs")
        self.all = button(
            "", self._list_all, role="quiet", icon="chevron-down", look=look, tip="All tabs"
        )
        self.all.setParent(self)
        look.changed.connect(self._measure)
        self._measure()

    def sizeHint(self) -> QSize:
        """Return the size of all tabs side by side."""
        return QSize(self._wide(), self._look.type.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return a size at which at least one tab is seen."""
        return QSize(self._look.type.px(96), self._look.type.px(36))

    def set_tabs(self, tabs: Iterable[tuple[str, str]]) -> None:
        """Show these tabs, each a key and its text, and keep the chosen one where it remains."""
        tabs, before = list(tabs), self.current()
        if [(key, b.text()) for key, b in self._buttons.items()] == tabs:
            return
        if list(self._buttons) == [key for key, _text in tabs]:
            self._rename(tabs)
            return
        for old in self._buttons.values():
            self._group.removeButton(old)
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {key: self._tab(key, text) for key, text in tabs}
        if self._buttons:
            for one, other in pairwise((self.all, *self._buttons.values(), self.all)):
                self.setTabOrder(one, other)  # where the list stands, and not after all else
            self.select(before if before in self._buttons else next(iter(self._buttons)))
        self.updateGeometry()
        self._offer_all()

    def current(self) -> str:
        """Return the key of the chosen tab, or ""."""
        return next((key for key, b in self._buttons.items() if b.isChecked()), "")

    def select(self, key: str) -> None:
        """Choose a tab without telling of it."""
        if key in self._buttons:
            held = any(tab.hasFocus() for tab in self._buttons.values())
            self._buttons[key].setChecked(True)
            self.setFocusProxy(self._buttons[key])
            if held:
                self._buttons[key].setFocus()
            self.ensureWidgetVisible(self._buttons[key])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the list of all tabs where some have no room, and keep the chosen one in view."""
        super().resizeEvent(event)
        self._offer_all()
        self._row.adjustSize()  # else the tabs stand where they stood in the width before
        self.select(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step to the neighbouring tab with Left and Right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        keys = list(self._buttons)
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        self._choose(keys[(keys.index(self.current()) + step) % len(keys)])

    def _rename(self, tabs: Iterable[tuple[str, str]]) -> None:
        """Give the tabs other words; the one that has the keys keeps them."""
        for key, text in tabs:
            self._buttons[key].setText(text)
            self._buttons[key].setAccessibleName(text)
        self._line.activate()
        self.updateGeometry()
        self._offer_all()

    def _tab(self, key: str, text: str) -> Button:
        """Make one tab."""
        made = Button(text, "tab")
        made.setCheckable(True)
        made.setAccessibleName(text)
        made.clicked.connect(partial(self._choose, key))
        self._group.addButton(made)
        self._line.addWidget(made)
        made.show()  # else it counts as hidden, and without width, until events are next handled
        return made

    def _choose(self, key: str, _checked: object = None) -> None:
        """Choose a tab and tell of it."""
        self.select(key)
        self._buttons[key].setFocus()
        self.chosen.emit(key)

    def _offer_all(self) -> None:
        """Put the list of all tabs at the right end, or away where every tab has room.

        A tab that is wider than all the room there is shows the beginning of its words.
        """
        short, side = self._wide() > self.width(), self.height()
        self.setViewportMargins(0, 0, side if short else 0, 0)
        for tab in self._buttons.values():
            tab.setMaximumWidth(max(1, self.width() - (side if short else 0)))
        self.all.setGeometry(self.width() - side, 0, side, side)
        self.all.setVisible(short)

    def _wide(self) -> int:
        """Return the width of all tabs side by side, px."""
        gaps = self._line.spacing() * (len(self._buttons) - 1)
        return sum(tab.sizeHint().width() for tab in self._buttons.values()) + max(0, gaps)

    def _list_all(self) -> None:
        """List all tabs, the chosen one ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, tab in self._buttons.items():
            action = menu.addAction(tab.text().replace("&", "&&"), partial(self._choose, key))
            action.setCheckable(True)
            action.setChecked(tab.isChecked())
        menu.popup(self.all.mapToGlobal(self.all.rect().bottomLeft()))

    def _measure(self) -> None:
        """Take the height of the text size."""
        self._line.setSpacing(self._look.type.space(1))
        self.setFixedHeight(self._look.type.px(36))
        self.updateGeometry()
