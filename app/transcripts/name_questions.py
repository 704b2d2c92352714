"""Ask whether two names that are a letter apart are one person."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.transcripts.told import counted
from app.widgets.buttons import button
from app.widgets.text import label


class NameQuestion(QFrame):
    """Show two names with how often each speaks; both answers are one key away."""

    same = Signal(int, int)
    apart = Signal(int, int)

    def __init__(self, places: tuple[int, int], names: Sequence[str], turns: Sequence[int]) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        one, other = (
            f"“{name}” ({counted(count, 'turn')})" for name, count in zip(names, turns, strict=True)
        )
        both = f"{names[0]} and {names[1]}"
        join = button("One person", partial(self.same.emit, *places))
        part = button("Two people", partial(self.apart.emit, *places))
        for made in (join, part):
            made.setAccessibleName(f"{made.text()}: {both}")
        line = QHBoxLayout(self)
        line.addWidget(label(f"Are {one} and {other} one person?", wrap=True), 1)
        line.addWidget(join)
        line.addWidget(part)
