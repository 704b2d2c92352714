"""Take a password beside a button that exports: its fields lie over the page while one types."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout

from app.design.look import ICON, Look
from app.reporting.password import Password
from app.widgets.buttons import PRESSED_BY

NONE = "Put a password on the Word or Excel file"
TYPED = "The file will ask for the password that is typed"
WIDE = 280


class PasswordButton(QToolButton):
    """Open the fields of a password; it is lit while one is typed, and forgets it after use."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "toggle")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card = QFrame(self, Qt.WindowType.Popup)
        self.card.setProperty("role", "card")
        self.password = Password(look, stays=True)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(*(look.type.space(3),) * 4)
        column.addWidget(self.password)
        self.password.asked.connect(self.open)
        for field in (self.password.first, self.password.again):
            field.returnPressed.connect(self.card.hide)
        self.card.installEventFilter(self)
        self.clicked.connect(self.open)
        look.changed.connect(self._tint)
        self._tint()
        self._show()

    def told(self, ending: str) -> str:
        """Return the password for a file of that ending, "" where none is wanted.

        Raise RefusedError where what is typed is none, or the file can have none.
        """
        return self.password.told(ending)

    def forget(self) -> None:
        """Ask for no password any more."""
        self.password.box.setChecked(False)
        self._show()

    def open(self) -> None:
        """Let the person type, below the button and within the screen."""
        if self.card.isVisible():
            return
        if not self.password.box.isChecked():
            self.password.box.setChecked(True)  # which asks to be typed into
            return
        self.card.setFixedWidth(self._look.type.px(WIDE))
        self.card.adjustSize()
        low = self.mapToGlobal(QPoint(self.width() - self.card.width(), self.height() + 4))
        room = self.screen().availableGeometry()
        self.card.move(max(room.left(), low.x()), min(low.y(), room.bottom() - self.card.height()))
        self.card.show()
        self.password.first.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show, when the fields are put away, whether a password is typed."""
        if event.type() == QEvent.Type.Hide:
            if not (self.password.first.text() or self.password.again.text()):
                self.password.box.setChecked(False)
            self._show()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Enter, as other buttons are."""
        if event.key() in PRESSED_BY and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep nothing of what was typed when the person goes elsewhere."""
        self.forget()
        super().hideEvent(event)

    def _show(self) -> None:
        """Say whether a password is typed."""
        typed = self.password.box.isChecked()
        self.setChecked(typed)
        self.setToolTip(TYPED if typed else NONE)
        self.setAccessibleName(self.toolTip())

    def _tint(self) -> None:
        """Take the colour of the palette in force."""
        self.setIcon(self._look.icon("lock"))
        side = self._look.type.px(ICON)
        self.setIconSize(self.iconSize().scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio))
