"""Choose which rows or cases count: columns that hold certain values, a line each."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import label

Values = Callable[[str], Sequence[str]]
MOST_VALUES = 300
LETTERS = 6  # of a choice, at least


class _Line(QWidget):
    """Hold one condition: a name is a value."""

    def __init__(self, look: Look, what: str, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.name = ChoiceBox(what, letters=LETTERS)
        self.value = ChoiceBox(f"Value of the {what.lower()}", letters=LETTERS)
        self.value.setEditable(True)
        self.value.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        self.away: QPushButton = button(
            "", lambda: None, role="quiet", icon="close", look=look, tip="Leave this condition out"
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.type.space(1.5))
        line.addWidget(self.name, 3)
        line.addWidget(label("is", "small"))
        line.addWidget(self.value, 4)
        line.addWidget(self.away)
        self.value.editTextChanged.connect(lambda _text: changed())


class Conditions(QWidget):
    """List conditions that all must hold; `changed` is called when one changes."""

    def __init__(
        self, look: Look, what: str, add: str, values: Values, changed: Callable[[], None]
    ) -> None:
        """Name what a condition is about, as “Column”, and what the button adds."""
        super().__init__()
        self.setProperty("role", "clear")
        self._look, self._what, self._values, self._changed = look, what, values, changed
        self._names: Sequence[str] = ()
        self.lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.type.space(1))
        self.more = button(add, self._add_one, role="link")
        self._column.addWidget(self.more)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these columns or attributes; conditions about others are left out."""
        kept = {name: value for name, value in self.chosen().items() if name in names}
        self._names = tuple(names)
        self.more.setVisible(bool(names))
        self.show_conditions(kept)

    def show_conditions(self, wanted: Mapping[str, str]) -> None:
        """Show these conditions and no others."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for name, value in wanted.items():
            self._add(name, value)

    def chosen(self) -> dict[str, str]:
        """Return the conditions, a value for each name; those without a value are none yet."""
        return {
            line.name.currentData(): line.value.currentText().strip()
            for line in self.lines
            if line.name.currentData() and line.value.currentText().strip()
        }

    def _add_one(self) -> None:
        """Add a condition about the first name that has none."""
        used = {line.name.currentData() for line in self.lines}
        self._add(next((name for name in self._names if name not in used), self._names[0]), "")
        self.lines[-1].name.setFocus()

    def _add(self, name: str, value: str) -> None:
        """Add a condition."""
        line = _Line(self._look, self._what, self._changed)
        line.name.fill([(one, one) for one in self._names])
        line.name.setCurrentIndex(max(0, line.name.findData(name)))
        self._offer_values(line, value)
        line.name.activated.connect(lambda _at: self._named(line))
        line.away.clicked.connect(lambda _on=False: self._remove(line))
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)

    def _named(self, line: _Line) -> None:
        """Offer the values of the name that is chosen now."""
        self._offer_values(line, "")
        self._changed()

    def _offer_values(self, line: _Line, value: str) -> None:
        """Offer what stands under a name."""
        line.value.blockSignals(True)
        line.value.clear()
        line.value.addItems(list(self._values(line.name.currentData() or ""))[:MOST_VALUES])
        line.value.setCurrentText(value)
        if (typed := line.value.lineEdit()) is not None:
            typed.setCursorPosition(0)
        line.value.blockSignals(False)

    def _remove(self, line: _Line) -> None:
        """Leave a condition out."""
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.more.setFocus()
        self._changed()
