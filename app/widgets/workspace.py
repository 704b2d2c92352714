"""Say what a workspace is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.shell import Shell
from app.widgets.fields import LineField, TextField

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.study import Study


class Workspace(QWidget):
    """Be one of the seven places of work; subclasses read the study in `refresh`."""

    title = ""
    icon = ""
    place_changed = Signal()

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__()
        self.study, self.shell, self.look = study, shell, shell.look

    @property
    def keys(self) -> str:
        """Return the keys that work here, for the status bar."""
        return ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show the study as it is; `changes` names what a step touched, None means everything."""

    def place(self) -> str:
        """Return where the person is, as `P03 · ¶29`."""
        return ""

    def go(self, **where: object) -> None:
        """Show a place; what is not known here is left alone."""

    def take_keys(self) -> None:
        """Let keys work on what is worked with most here."""
        self.setFocus()

    def commit(self) -> None:
        """Save what has been typed and is not saved yet."""
        for text in self.findChildren(TextField):
            text.commit()
        for line in self.findChildren(LineField):
            line.commit()
