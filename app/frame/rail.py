"""Show the rail of workspaces."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from app.design.look import Look
from app.frame.doors import Door
from app.keymap import Keymap

WIDTH = 76
ICON = 20
HIGH, LEAST = 56, 32
NAMED = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
ALONE = Qt.ToolButtonStyle.ToolButtonIconOnly


class Rail(QFrame):
    """Offer the seven workspaces, each an icon with its name where there is room for it."""

    chosen = Signal(str)

    def __init__(self, look: Look, doors: Iterable[Door], keymap: Keymap) -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self.setObjectName("workspaceRail")
        self._column = QVBoxLayout(self)
        self._group = QButtonGroup(self)
        self._doors = {door.key: door for door in doors}
        self._buttons = {key: self._button(door) for key, door in self._doors.items()}
        self._column.addStretch(1)
        look.changed.connect(self._dress)
        self._dress()

    def show_current(self, key: str) -> None:
        """Mark the workspace that is shown; "" marks none."""
        self._group.setExclusive(bool(key))
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names out where there is no height for them."""
        super().resizeEvent(event)
        self._dress()

    def minimumSizeHint(self) -> QSize:
        """Need no more height than there is."""
        return QSize(self.width(), 1)

    def _button(self, door: Door) -> QToolButton:
        """Make the button of one workspace."""
        made = QToolButton()
        made.setText(door.title)
        made.setCheckable(True)
        made.setToolTip(self._keymap.tip(door.title, f"go.{door.key}"))
        made.setAccessibleName(door.title)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(partial(self._choose, door.key))
        self._group.addButton(made)
        self._column.addWidget(made)
        return made

    def _choose(self, key: str, _checked: object = None) -> None:
        """Tell which workspace is wanted."""
        self.chosen.emit(key)

    def _dress(self) -> None:
        """Take sizes and tints from the look."""
        size = self._look.type
        gap, edge = size.space(1), size.space(1.5)
        letters = QFontMetrics(size.font("small", bold=True))
        widest = max(letters.horizontalAdvance(door.title) for door in self._doors.values())
        room = (self.height() - size.space(2)) // len(self._doors) - gap
        named = room >= letters.height() + size.px(ICON) + size.space(2.5)
        wide = max(size.px(WIDTH) - 2 * edge - 1, widest + gap) if named else size.px(LEAST)
        self.setFixedWidth(wide + 2 * edge + 1)
        self._column.setContentsMargins(edge, size.space(2), edge, 0)
        self._column.setSpacing(gap)
        style = NAMED if named else ALONE
        for key, button in self._buttons.items():
            tint = "accent" if button.isChecked() else "muted"
            button.setIcon(self._look.icon(self._doors[key].icon, tint, ICON))
            button.setIconSize(QSize(size.px(ICON), size.px(ICON)))
            button.setToolButtonStyle(style)
            button.setFixedSize(wide, max(1, min(size.px(HIGH), room)))
