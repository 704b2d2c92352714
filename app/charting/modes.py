"""Choose what stands under a summary: its evidence, what it was, what changed behind it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.charting.flow import Flow
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import Button, button

MODES = (
    ("cell", "This cell", "chart.mode_cell"),
    ("case", "Whole case", "chart.mode_case"),
    ("cited", "Cited", "chart.mode_cited"),
    ("history", "History", "chart.history"),
    ("changed", "What changed", ""),
)

NAMES = {"cited": "What the summary cites"}  # said where the button has little room


class Modes(QWidget):
    """Be a row of buttons of which one is down, and one for the text beside passages."""

    chosen = Signal()

    def __init__(self, look: Look, keymap: Keymap) -> None:
        super().__init__()
        row = Flow(self, gap=look.type.space(1.5))
        self.mode = "cell"
        self.buttons: dict[str, Button] = {}
        for mode, text, action in MODES:
            tip = keymap.shown(action) if action else ""
            made = button(text, partial(self.choose, mode), role="small", tip=tip)
            made.setCheckable(True)
            made.setAccessibleName(NAMES.get(mode, text))
            self.buttons[mode] = made
            row.addWidget(made)
        self.around = button("+ text", self.chosen.emit, role="small",
                             tip=keymap.tip("Uncoded text beside the passages too",
                                            "chart.adjacent"))  # fmt: skip
        self.around.setCheckable(True)
        self.around.setAccessibleName("Uncoded text beside the passages too")
        row.addWidget(self.around)
        self.offer("changed", on=False)
        self._mark()

    def choose(self, mode: str) -> None:
        """Show something else."""
        if self.buttons[mode].isHidden():
            return
        self.mode = mode
        self._mark()
        self.chosen.emit()

    def offer(self, mode: str, *, on: bool) -> None:
        """Offer a mode where it says something; without, this cell's evidence is shown."""
        self.buttons[mode].setVisible(on)
        if not on and self.mode == mode:
            self.mode = "cell"
            self._mark()

    def _mark(self) -> None:
        """Put the button down of what is shown."""
        for mode, made in self.buttons.items():
            made.setChecked(mode == self.mode)
        self.around.setVisible(self.mode == "cell")
