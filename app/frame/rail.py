"""Show the rail of workspaces."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from app.design.look import Look
from app.frame.doors import Door
from app.keymap import Keymap

WIDTH = 76
ICON = 20


class Rail(QFrame):
    """Offer the seven workspaces, each an icon with its name."""

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

    def _button(self, door: Door) -> QToolButton:
        """Make the button of one workspace."""
        made = QToolButton()
        made.setText(door.title)
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
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
        letters = QFontMetrics(size.font("small", bold=True))
        widest = max(letters.horizontalAdvance(door.title) for door in self._doors.values())
        wide = max(size.px(WIDTH) - size.space(3) - 1, widest + size.space(1))
        self.setFixedWidth(wide + size.space(3) + 1)
        self._column.setContentsMargins(size.space(1.5), size.space(2), size.space(1.5), 0)
        self._column.setSpacing(size.space(1))
        for key, button in self._buttons.items():
            tint = "accent" if button.isChecked() else "muted"
            button.setIcon(self._look.icon(self._doors[key].icon, tint, ICON))
            button.setIconSize(QSize(size.px(ICON), size.px(ICON)))
            button.setFixedSize(wide, size.px(56))
