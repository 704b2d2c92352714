"""Carry a theme from the framework to a passage with the mouse."""

from PySide6.QtCore import QMimeData

MIME = "application/x-chartwell-theme"


def carried(theme_id: int, words: str) -> QMimeData:
    """Return what is dragged: the theme, and its name for other programs."""
    made = QMimeData()
    made.setData(MIME, str(theme_id).encode("ascii"))
    made.setText(words)
    return made


def theme_in(data: QMimeData) -> int | None:
    """Return the id of the theme that is dragged, or None when it is something else."""
    if not data.hasFormat(MIME):
        return None
    held = bytes(data.data(MIME).data()).decode("ascii", "replace")
    return int(held) if held.isdecimal() else None
