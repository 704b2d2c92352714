"""Take files that are dropped anywhere on the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from app.window import Window

STUDY = ".chartwell"


class Drops(QObject):
    """Open a study that is dropped; show what else is dropped as transcripts to import."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See what is dragged over the window and dropped there."""
        if isinstance(event, QDragEnterEvent) and self._wanted(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            paths = self._wanted(event)
            if paths:
                event.acceptProposedAction()
                self._take(paths)
            return bool(paths)
        return False

    def _wanted(self, event: QDropEvent) -> list[Path]:
        """List the files that can be taken now: without a study, only a study."""
        urls = (url for url in event.mimeData().urls() if url.isLocalFile())
        paths = [path for url in urls if (path := Path(url.toLocalFile())).is_file()]
        if self._window.study is None or any(path.suffix == STUDY for path in paths):
            return [path for path in paths if path.suffix == STUDY][:1]
        return paths

    def _take(self, paths: list[Path]) -> None:
        """Open the study, or read the transcripts."""
        if paths[0].suffix == STUDY:
            self._window.open_study(paths[0])
        else:
            self._window.go_to("transcripts", files=tuple(paths))
