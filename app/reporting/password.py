"""Take a password for a Word or Excel file, and keep it no longer than it is being typed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout

from app.design.look import Look
from app.widgets.text import label
from exports import Format
from exports.encrypting import ENDINGS, refuse_password
from framework.errors import RefusedError

LOST = "Whoever opens the file types it in. Chartwell does not keep it: lost is lost."
UNPROTECTED = "Not protected: only Word and Excel files can have a password."


class Password(QFrame):
    """Hold a box that opens two fields, or say that a format is not protected.

    `asked` says that the fields wait to be typed into.
    """

    asked = Signal()

    def __init__(self, look: Look, *, stays: bool = False) -> None:
        """Keep what is typed while it is hidden where it `stays`, until it is told to forget."""
        super().__init__()
        self.setProperty("role", "clear")
        self._stays, self._ending = stays, ENDINGS[0] if stays else ""
        self.box = QCheckBox("Password…")
        self.first, self.again = _field("Password of the file"), _field("Password once more")
        self.lost, self.unprotected = (label(words, "small", wrap=True) for words in
                                       (LOST, UNPROTECTED))  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        for piece in (self.box, self.first, self.again, self.lost, self.unprotected):
            column.addWidget(piece)
        self.box.toggled.connect(self._open)
        self._show()

    def fit(self, fmt: Format) -> None:
        """Offer a password where the format can have one."""
        self._ending = fmt.ending
        if fmt.ending not in ENDINGS:
            self.forget()
        self._show()

    def told(self, ending: str = "") -> str:
        """Return the password, or "" where none is wanted; RefusedError where it is none.

        It is for a file of that `ending`, by default of the format that was chosen.
        """
        if not self._wanted():
            return ""
        try:
            return self._checked(ending or self._ending)
        except RefusedError:
            self._ask()
            raise

    def forget(self) -> None:
        """Empty the fields, and what they would undo."""
        for field in (self.first, self.again):
            field.setText("")  # unlike clear(), this leaves nothing to undo

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep nothing of what was typed when the person goes elsewhere."""
        if not self._stays:
            self.forget()
        super().hideEvent(event)

    def _wanted(self) -> bool:
        """Say whether the file is to have a password."""
        return self._ending in ENDINGS and self.box.isChecked()

    # Qt hands the new state to what it calls.
    def _open(self, wanted: bool) -> None:  # noqa: FBT001 - see above
        """Open the fields to type into, or close and empty them."""
        self.forget()
        self._show()
        if wanted:
            self._ask()

    def _ask(self) -> None:
        """Let the person type."""
        self.first.setFocus()
        self.asked.emit()

    def _checked(self, ending: str) -> str:
        """Return what was typed twice; RefusedError where the two differ or protect nothing."""
        told = self.first.text()
        if told != self.again.text():
            self.forget()
            raise RefusedError("The two passwords differ; nothing was written. Type it again.")
        refuse_password(Path(f"export{ending}"), told)
        return told

    def _show(self) -> None:
        """Show what belongs to the format and to the box."""
        able = self._ending in ENDINGS
        self.box.setVisible(able)
        self.unprotected.setVisible(not able)
        for piece in (self.first, self.again, self.lost):
            piece.setVisible(self._wanted())


def _field(name: str) -> QLineEdit:
    """Make a field that shows nothing of what is typed."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    return field
