"""Share a page between a list at its left and what is chosen in it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.kept_split import KeptSplit
from app.widgets.text import frame, rule

MOST_OF_ROOM = 0.4


class ListSplit(KeptSplit):
    """Give the list its drawn width, or less where there is little room."""

    def __init__(self, look: Look, listed: QWidget, chosen: QWidget, width: int) -> None:
        """Take the drawn width of the list in px at 100 %."""

        def shares(room: int) -> tuple[int, int]:
            wide = min(look.type.px(width), round(room * MOST_OF_ROOM))
            return wide, room - wide

        super().__init__(look, listed, chosen, shares)
        self.setStretchFactor(1, 1)
        self._share()


def headed(look: Look, words: QWidget, tool: QWidget, listed: QWidget) -> QFrame:
    """Put a line of words with a button over a list."""
    made, size, line = frame("pane"), look.type, QHBoxLayout()
    line.setContentsMargins(size.space(3), size.space(2), size.space(3), size.space(2))
    line.addWidget(words, 1)
    line.addWidget(tool)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(line)
    column.addWidget(rule())
    column.addWidget(listed, 1)
    return made
