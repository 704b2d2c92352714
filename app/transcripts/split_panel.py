"""Tell apart two people who bear one label, turn by turn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.choices import ROW, Choices
from app.widgets.text import label

if TYPE_CHECKING:
    from importers.speaker_choices import Stretch

MOST = 8


class SplitPanel(QFrame):
    """List the turns under a label; those that are ticked are the other person's."""

    wanted = Signal(list, str)
    left = Signal()

    def __init__(self, look: Look, name: str, listed: "Sequence[Stretch]") -> None:
        super().__init__()
        self.setProperty("role", "card")
        size = look.type
        self.turns = Choices(look, self, f"Turns of {name}", many=True)
        self.turns.offer([(turn.first, _words(turn)) for turn in listed], ())
        self.turns.setFixedHeight(size.px(ROW) * min(len(listed), MOST) + 6)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the other person")
        self.name.setPlaceholderText(f"{name} 2")
        self.name.returnPressed.connect(self._split)
        said = f"{name} is two people: tick the turns of the other (Space ticks)"
        line = QHBoxLayout()
        line.addWidget(label("Name of the other"))
        line.addWidget(self.name, 1)
        line.addWidget(button("Leave", self.left.emit))
        line.addWidget(button("Split", self._split, role="primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(3),) * 4)
        column.addWidget(label(said, "heading", wrap=True))
        column.addWidget(self.turns)
        column.addLayout(line)

    def _split(self) -> None:
        """Pass on which turns are whose; without a name, the one that is shown."""
        name = self.name.text().strip() or self.name.placeholderText()
        self.wanted.emit(self.turns.values(), name)


def _words(turn: "Stretch") -> str:
    """Say where a turn stands and how it begins."""
    last = f"–{turn.last}" if turn.last > turn.first else ""
    typed = f"{turn.label}: " if turn.label else ""
    return f"¶{turn.first}{last}  {typed}{turn.begins}"
