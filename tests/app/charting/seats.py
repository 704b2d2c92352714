"""Seat workspaces at a study, with a shell that keeps what is asked of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bridge import Bridge
from app.design.look import Look
from app.jobs import Jobs
from app.protection.asking import Asking
from app.shell import Shell
from app.widgets.workspace import Workspace
from framework.study import Study


class Seat:
    """Be the window of one workspace: bridge, jobs and shell, all real but for file dialogs."""

    def __init__(self, study: Study, make: Callable[[Study, Shell], Workspace]) -> None:
        self.study = study
        self.went: list[tuple[str, dict[str, object]]] = []
        self.messages: list[str] = []
        self.files: list[Path] = []
        self.target: Path | None = None
        self.errors: list[Exception] = []
        self.jobs = Jobs(self.errors.append)
        look = Look()
        look.apply()
        self.kept: dict[str, str] = {}
        self.shell = Shell(
            look, self._go_to, self._say, self.jobs.run, self._open, self._save, self.undo,
            recall=lambda name: self.kept.get(name, ""), remember=self.kept.__setitem__,
        )  # fmt: skip
        self.bridge = Bridge(study)
        self.workspace: Any = make(study, self.shell)
        self.bridge.changed.connect(self.workspace.refresh)
        self.workspace.resize(1200, 760)
        self.workspace.show()
        self.workspace.refresh(None)
        QApplication.processEvents()

    def undo(self) -> None:
        """Undo as the window does."""
        self.workspace.commit()
        self.study.undo()

    def close(self) -> None:
        """Close as the window does."""
        self.workspace.commit()
        self.jobs.close()
        self.bridge.close()
        self.workspace.close()
        self.workspace.deleteLater()
        QApplication.processEvents()

    def _go_to(self, workspace: str, /, **where: object) -> None:
        self.went.append((workspace, where))

    def _say(
        self,
        text: str,
        action: str = "",
        then: Callable[[], object] | None = None,
        more: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        del action, then, more
        self.messages.append(text)

    def _open(self, title: str, filters: str = "", *, many: bool = False) -> list[Path]:
        del title, filters, many
        return self.files

    def _save(self, title: str, suggested: str, filters: str = "") -> Path | None:
        del title, suggested, filters
        return self.target


def write_export(seat: Seat, qtbot: QtBot) -> None:
    """Export what is shown, whatever in it could identify someone, and wait for the file."""
    seat.workspace.export()
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    for asking in QApplication.topLevelWidgets():
        if isinstance(asking, Asking) and asking.isVisible():
            asking.go.click()
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
