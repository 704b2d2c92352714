"""Import what the workspaces need before the person goes there, so that the first visit is short.

One module at a time in the window's own thread, since a second thread would take its turns in the
middle of what the window does.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.frame.doors import DOORS

if TYPE_CHECKING:
    from app.window import Window

AFTER_OPENING_MS = 700
BETWEEN_MS = 20
_SLICE = 0.02  # seconds
_BENEATH = (
    "framework.rules", "framework.queries", "framework.edits", "framework", "importers", "exports",
)  # fmt: skip


class Warmer(QObject):
    """Import the modules of the workspaces, in the order of the rail, once a study is shown."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._waiting: list[str] | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._import)
        window.study_shown.connect(self._begin)

    @property
    def done(self) -> bool:
        """Say whether everything is imported."""
        return self._waiting == []

    def _begin(self) -> None:
        """Begin when the first study stands on the screen."""
        if self._waiting is None:
            self._waiting = modules()
            self._next.start(AFTER_OPENING_MS)

    def _import(self) -> None:
        """Import for a moment, and go on after what the window has to do."""
        start = perf_counter()
        while self._waiting and perf_counter() - start < _SLICE:
            import_module(self._waiting.pop(0))
        if self._waiting:
            self._next.start(BETWEEN_MS)


def modules() -> list[str]:
    """Name the modules of the workspaces, after those that they rest on."""
    packages = (*_BENEATH, *(door.module.rpartition(".")[0] for door in DOORS))
    return [
        f"{package}.{found.name}"
        for package in packages
        if (spec := find_spec(package)) is not None
        for found in iter_modules(spec.submodule_search_locations)
        if not found.ispkg
    ]
