"""Make buttons."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStyle, QStyleOptionButton, QStylePainter

from app.design.look import ICON, Look

PRESSED_BY = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GAP = 3


class Button(QPushButton):
    """Be a button that Enter presses as Space does, and whose icon follows the palette."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self._look: Look | None = None
        self._icon = ""

    def wear(self, look: Look, icon: str) -> None:
        """Wear an icon, and tint it anew whenever the look changes."""
        if self._look is None:
            look.changed.connect(self._tint)
        self._look, self._icon = look, icon
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Enter too, which Qt leaves to dialogs."""
        if event.key() in PRESSED_BY and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shorten the words at their end where they have no room, which Qt cuts at both."""
        short = self.sizeHint().width() - self.width()
        if short <= 0:
            super().paintEvent(event)
            return
        option, size, mode = QStyleOptionButton(), self.fontMetrics(), Qt.TextElideMode.ElideRight
        self.initStyleOption(option)
        words = self.text()
        option.text = size.elidedText(words, mode, size.horizontalAdvance(words) - short)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def setMenu(self, menu: QMenu) -> None:
        """Open a menu; once it is shut, the mouse is over this button no more."""
        super().setMenu(menu)
        menu.aboutToHide.connect(partial(QTimer.singleShot, 0, self, self._let_go))

    def _let_go(self) -> None:
        """Forget the mouse, which Qt takes to be here still when it has gone to the menu."""
        if not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
            self.update()

    def _tint(self) -> None:
        """Tint the icon for the palette in force."""
        if self._look is not None:
            primary = self.property("role") == "primary"
            side, gap = self._look.type.px(ICON), GAP if self.text() else 0
            self.setIconSize(QSize(side + gap, side))
            tint = "on_accent" if primary else "text"
            self.setIcon(self._look.icon(self._icon, tint, gap=gap))


def button(
    text: str,
    slot: Callable[[], object],
    *,
    role: str = "",
    icon: str = "",
    look: Look | None = None,
    tip: str = "",
) -> Button:
    """Make a button that calls `slot`; `role` is primary, quiet, small, link or "".

    A button without text takes `tip` as its accessible name.
    """
    made = Button(text, role)
    made.setAccessibleName(text or tip)
    made.setToolTip(tip)
    made.clicked.connect(lambda _checked=False: slot())
    if icon and look is not None:
        made.wear(look, icon)
    return made
