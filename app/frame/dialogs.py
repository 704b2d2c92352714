"""Ask for files."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

STUDIES = "Studies (*.chartwell)"


class Dialogs:
    """Ask for files with the system's own dialogs; tests put their own in its place."""

    def __init__(self) -> None:
        self.parent: QWidget | None = None

    def open_files(self, title: str, filters: str = "", *, many: bool = False) -> list[Path]:
        """Return the files chosen, none when cancelled."""
        if many:
            names, _ = QFileDialog.getOpenFileNames(self.parent, title, "", filters)
            return [Path(name) for name in names]
        name, _ = QFileDialog.getOpenFileName(self.parent, title, "", filters)
        return [Path(name)] if name else []

    def save_file(self, title: str, suggested: str, filters: str = "") -> Path | None:
        """Return the file named, None when cancelled."""
        name, _ = QFileDialog.getSaveFileName(self.parent, title, suggested, filters)
        return Path(name) if name else None
