"""Make labels, rules and cards in the roles of the stylesheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label of plain text; `role` is one of the stylesheet's."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def frame(role: str) -> QFrame:
    """Make a frame in a role: card, pane, rail, bar, notice, line, upright."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def rule() -> QFrame:
    """Make a thin horizontal line."""
    return frame("line")


def card() -> QFrame:
    """Make a bordered card."""
    return frame("card")


def set_role(widget: QLabel | QFrame, role: str) -> None:
    """Give a widget another role, and dress it anew."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
