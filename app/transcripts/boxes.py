"""Offer cases, and take the name of a new one."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.transcripts.reading import NEW, NOBODY
from app.widgets.choice_box import ChoiceBox

NO_CASE = "—"
_NEW = "New case "
NARROW, NAMED = 8, 14


class CaseBox(ChoiceBox):
    """Choose a case that is there, one proposed, or type the name of a new one."""

    taken = Signal(str)

    def __init__(self, name: str, cases: Sequence[str], proposed: Iterable[str], at: str) -> None:
        super().__init__(name, letters=NAMED)
        self.addItems([NO_CASE, *cases])
        self._known = {case.casefold(): case for case in cases}
        self.setEditable(True)
        self.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        self.setToolTip("Choose a case, or type the name of a new one")
        self._field = QLineEdit()
        self._field.setAccessibleName(name)
        self._field.setPlaceholderText(NO_CASE)
        self.setLineEdit(self._field)
        for new in dict.fromkeys(proposed):
            if new and new.casefold() not in self._known:
                self.addItem(_NEW + new)
        self._chosen = at
        self._show()
        self.activated.connect(lambda _at: self._take())
        self._field.editingFinished.connect(self._take)

    def case(self) -> str:
        """Return what is chosen, as `Reading.cases` has it."""
        return self._chosen

    def _take(self) -> None:
        """Take what is chosen or typed."""
        typed = " ".join(self.currentText().split())
        bare = typed.removeprefix(_NEW.strip()).strip() if typed.startswith(_NEW) else typed
        known = self._known.get(bare.casefold())
        taken = known or (NEW + bare if bare and bare != NO_CASE else NOBODY)
        if taken != self._chosen:
            self._chosen = taken
            self.taken.emit(taken)
        self._show()

    def _show(self) -> None:
        """Show what is chosen in its own words."""
        new = self._chosen.startswith(NEW)
        words = _NEW + self._chosen.removeprefix(NEW) if new else self._chosen or NO_CASE
        if self.findText(words) < 0:
            self.addItem(words)
        self.setCurrentIndex(self.findText(words))
        self.setEditText(words if self._chosen else "")
        self._field.setCursorPosition(0)
