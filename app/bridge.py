"""Turn the study's notices into one Qt signal."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.study import Study


class Bridge(QObject):
    """Say on the GUI thread what a step changed, whichever thread took it."""

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, study: "Study") -> None:
        super().__init__()
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._leave = study.subscribe(self._hear)

    def close(self) -> None:
        """Stop listening."""
        self._leave()

    def _hear(self, changes: "Changes") -> None:
        """Pass changes on to the GUI thread."""
        self._heard.emit(changes)
