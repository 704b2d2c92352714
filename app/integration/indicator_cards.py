"""List the indicators in words, to be changed, moved and removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from app.integration.definitions import has_tolerance, in_words
from app.shell import Shell
from app.widgets.fields import LineField
from app.widgets.text import label
from framework.queries.indicators import DefinitionRow

MOST_DAYS = 365


@dataclass(frozen=True)
class Acts:
    """Hold what can be done with an indicator; `move` takes by how many places."""

    tolerate: Callable[[DefinitionRow, int], None]
    edit: Callable[[DefinitionRow], None]
    move: Callable[[DefinitionRow, int], None]
    remove: Callable[[DefinitionRow], None]


class IndicatorCard(QWidget):
    """Define one indicator in words, with its tolerance to change and a menu of the rest."""

    def __init__(self, shell: Shell, row: DefinitionRow, acts: Acts) -> None:
        super().__init__()
        self.row, self._acts, self._look = row, acts, shell.look
        size = shell.look.type
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, size.space(2))
        column.setSpacing(size.space(0.5))
        self._name = label("", wrap=True)
        self._words = label("", "small", wrap=True)
        self.more = self._menu(shell)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self.more)
        column.addLayout(top)
        column.addWidget(self._words)
        column.addLayout(self._tolerance(row))
        self.show_row(row)
        self.days.committed.connect(self._changed)
        slots: dict[str, Callable[[], object]] = {
            "integrate.edit": lambda: acts.edit(self.row),
            "integrate.up": lambda: acts.move(self.row, -1),
            "integrate.down": lambda: acts.move(self.row, 1),
            "integrate.remove": lambda: acts.remove(self.row),
        }
        shell.keymap.bind(self, slots)

    def show_row(self, row: DefinitionRow) -> None:
        """Show the indicator as it is defined now."""
        self.row = row
        self._name.setText(row.label)
        said = f"What can be done with {row.label}"
        self.more.setAccessibleName(said)
        self.more.setToolTip(said)
        self._words.setText(in_words(row.definition))
        self.days.show_text(str(row.definition.tolerance))
        self._unit.setText("day" if row.definition.tolerance == 1 else "days")

    def _tolerance(self, row: DefinitionRow) -> QHBoxLayout:
        """Make the line with the tolerance, for a measure that has one."""
        self.days = LineField(f"Tolerance of {row.label} in days")
        self.days.setValidator(QIntValidator(0, MOST_DAYS, self.days))
        self.days.setFixedWidth(self._look.type.px(56))
        said, self._unit = label("Tolerance", "small"), label("days", "small")
        line = QHBoxLayout()
        for widget in (said, self.days, self._unit):
            line.addWidget(widget)
            if not has_tolerance(row.definition):
                widget.hide()
        line.addStretch(1)
        return line

    def _menu(self, shell: Shell) -> QToolButton:
        """Make the menu of what can be done."""
        made, keymap, acts = QToolButton(), shell.keymap, self._acts
        made.setProperty("role", "quiet")
        made.setIcon(shell.look.icon("more"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(made)
        for words, key, slot in (
            ("Change…", "integrate.edit", lambda: acts.edit(self.row)),
            ("Move up", "integrate.up", lambda: acts.move(self.row, -1)),
            ("Move down", "integrate.down", lambda: acts.move(self.row, 1)),
            ("Remove", "integrate.remove", lambda: acts.remove(self.row)),
        ):
            menu.addAction(keymap.menu(words, key), slot)
        made.setMenu(menu)
        shell.look.changed.connect(self._tint)
        return made

    def _tint(self) -> None:
        """Take the colour of the palette in force."""
        self.more.setIcon(self._look.icon("more"))

    def _changed(self, typed: str) -> None:
        """Define the indicator with another tolerance; what is no number is taken back."""
        if not typed.isdecimal():
            self.days.replace(str(self.row.definition.tolerance))
        elif int(typed) != self.row.definition.tolerance:
            self._acts.tolerate(self.row, int(typed))


class IndicatorList(QWidget):
    """List the indicators."""

    def __init__(self, shell: Shell, acts: Acts) -> None:
        super().__init__()
        self._shell, self._acts = shell, acts
        self.cards: dict[int, IndicatorCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_rows(self, rows: Sequence[DefinitionRow]) -> None:
        """Show indicators in their order; a card that is there stays, with its focus."""
        gone = set(self.cards) - {row.id for row in rows}
        for key in gone:
            card = self.cards.pop(key)
            card.hide()
            card.deleteLater()
        cards = {row.id: self.cards.get(row.id) or self._card(row) for row in rows}
        if list(cards) != list(self.cards):
            for at, card in enumerate(cards.values()):
                self._column.insertWidget(at, card)
        self.cards = cards
        for row in rows:
            cards[row.id].show_row(row)

    def _card(self, row: DefinitionRow) -> IndicatorCard:
        """Make the card of an indicator."""
        return IndicatorCard(self._shell, row, self._acts)
