"""Offer what can be done to the labels that are ticked, and to the files that bear the same."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.charting.flow import Flow
from app.widgets.buttons import Button, button
from app.widgets.text import label

if TYPE_CHECKING:
    from app.keymap import Keymap
    from app.transcripts.reading import Reading

TWO = 2
JOIN = "The labels ticked are one person"
SPLIT = "The label ticked is two people: choose the turns"
NOBODY = "The labels ticked are nobody’s; the turn before goes on"
ADD = "A label that was not read as one: choose how its paragraphs begin"
AS_READ = "Take back every choice here"


class SpeakerTools(QWidget):
    """Join, split, leave out, take back; and make the same choices elsewhere."""

    join_wanted = Signal()
    split_wanted = Signal()
    nobody_wanted = Signal()
    add_wanted = Signal()
    as_read_wanted = Signal()
    alike_wanted = Signal(bool)

    def __init__(self, keymap: "Keymap", reading: "Reading", alike: int) -> None:
        super().__init__()
        self.said = label("", "small")
        tip = keymap.tip
        self.join = button("Join", self.join_wanted.emit, tip=tip(JOIN, "importing.join"))
        self.part = button("Split…", self.split_wanted.emit, tip=tip(SPLIT, "importing.split"))
        self.nobody = button(
            "Not a speaker", self.nobody_wanted.emit, tip=tip(NOBODY, "importing.nobody")
        )
        self.add = button("Add a label…", self.add_wanted.emit, tip=tip(ADD, "importing.label"))
        self.as_read = button(
            "As read", self.as_read_wanted.emit, tip=tip(AS_READ, "importing.as_read")
        )
        self.as_read.setEnabled(reading.changed)
        line = Flow()
        for made in (self.join, self.part, self.nobody, self.add, self.as_read):
            line.addWidget(made)
        draft = reading.draft
        of_labels: tuple[QWidget, ...] = (self.join, self.part, self.nobody, self.said)
        for each in of_labels if draft is None or not draft.speakers else ():
            each.hide()
        self.said.setMinimumHeight(self.join.sizeHint().height())
        line.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        self.alike: Button | None = None
        self.cases = QCheckBox("and the same cases")
        if alike:
            column.addLayout(self._alike(alike))
        self.count(0)

    def count(self, ticked: int) -> None:
        """Offer what can be done to so many labels."""
        self.join.setEnabled(ticked >= TWO)
        self.part.setEnabled(ticked == 1)
        self.nobody.setEnabled(ticked >= 1)
        self.said.setText(f"{ticked} ticked" if ticked else "tick labels to join or split them")

    def use_alike(self) -> None:
        """Ask for the same choices in the files alike."""
        self.alike_wanted.emit(self.cases.isChecked())

    def _alike(self, count: int) -> Flow:
        """Offer the same choices in other files."""
        line = Flow()
        words = f"Choose the same in {count} file{'s' if count != 1 else ''} alike"
        self.alike = button(words, self.use_alike)
        self.alike.setToolTip(
            "Roles, joined labels, line numbers and columns, in files with the same labels"
        )
        self.cases.setToolTip("Only where a label is the same person in every file")
        line.addWidget(self.alike)
        line.addWidget(self.cases)
        return line
