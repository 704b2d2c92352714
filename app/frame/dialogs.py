"""Ask for files."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.frame.settings import LATEST, Settings

STUDIES = "Studies (*.chartwell)"


class Dialogs:
    """Ask for files with the system's own dialogs; tests put their own in its place.

    A question begins in the folder of its last answer, else of the latest answer to any.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.parent: QWidget | None = None
        self._settings = settings

    def open_files(self, title: str, filters: str = "", *, many: bool = False) -> list[Path]:
        """Return the files chosen, none when cancelled."""
        begin = str(self.folder(title))
        if many:
            names, _ = QFileDialog.getOpenFileNames(self.parent, title, begin, filters)
        else:
            name, _ = QFileDialog.getOpenFileName(self.parent, title, begin, filters)
            names = [name] if name else []
        paths = [Path(name) for name in names]
        self.answered(title, *paths[:1])
        return paths

    def save_file(self, title: str, suggested: str, filters: str = "") -> Path | None:
        """Return the file named, None when cancelled."""
        begin = str(self.folder(title) / suggested)
        name, _ = QFileDialog.getSaveFileName(self.parent, title, begin, filters)
        paths = [Path(name)] if name else []
        self.answered(title, *paths)
        return paths[0] if paths else None

    def folder(self, title: str) -> Path:
        """Return the folder in which a question begins."""
        for name in (f"{LATEST} {title}", LATEST):
            kept = self._settings.recall(name) if self._settings is not None else ""
            if kept and Path(kept).is_dir():
                return Path(kept)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents) or Path.home())

    def answered(self, title: str, *paths: Path) -> None:
        """Remember the folder of an answer."""
        if self._settings is not None:
            for path in paths:
                folder = str(path.absolute().parent)
                self._settings.remember(f"{LATEST} {title}", folder)
                self._settings.remember(LATEST, folder)
