"""Choose how columns are read, with what that converts beside each, before or after loading."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.design.look import Look
from app.integration.reading_details import ReadingDetails
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import FIRST_VALUES, first_values, label
from framework.drafts import ColumnReading, DeliveryDraft
from framework.rules.readings import counts_of, describe, in_words

Choose = Callable[[str, ColumnReading], None]
WAYS: tuple[tuple[str, ColumnReading], ...] = (
    ("text", ColumnReading("text")),
    ("number", ColumnReading("number")),
    ("number, decimal comma", ColumnReading("number", decimal=",")),
    ("number, also “~450” and “7-31”",
     ColumnReading("number", approximate=True, ranges="middle", made_dates=True)),
    ("date, ISO", ColumnReading("date")),
    ("date, day first", ColumnReading("date", order="dmy", serials=True)),
    ("date, month first", ColumnReading("date", order="mdy", serials=True)),
    ("yes or no", ColumnReading("yes-no")),
)  # fmt: skip
MOST_COLUMNS = 60
DOUBTS = ("cannot be read", "until you say")


class ShownColumn(NamedTuple):
    """Give a column: its name, its reading, what is said of that, a sentence each, and texts."""

    name: str
    reading: ColumnReading
    said: list[str]
    texts: list[str]


def columns_of(table: DeliveryDraft) -> list[ShownColumn]:
    """Give the columns of a table that is not loaded yet, as many as are shown.

    What the file's reader remarked of a column is said at it.
    """
    shown = table.columns[:MOST_COLUMNS]
    found = []
    for at, name in enumerate(one.name for one in shown):
        counts = counts_of(row[at] for row in table.rows)
        made = shown_column(name, table.reading(name), counts)
        remarked = [said for said in table.remarks if said.startswith(f"{name}: ")]
        found.append(made._replace(said=list(dict.fromkeys([*made.said, *remarked]))))
    return found


def shown_column(name: str, reading: ColumnReading, counts: Mapping[str, int]) -> ShownColumn:
    """Say what a reading makes of a column, given how often each text stands in it."""
    first = list(islice(filter(str.strip, counts), FIRST_VALUES + 1))
    return ShownColumn(name, reading, in_words(name, describe(reading, counts)), first)


class ReadingsList(QWidget):
    """List columns, each with its reading to change and what it converts."""

    def __init__(
        self, look: Look, columns: Sequence[ShownColumn], choose: Choose, rest: int = 0
    ) -> None:
        """Take how many columns are not shown as `rest`."""
        super().__init__()
        self.setProperty("role", "clear")
        self._look, self._choose = look, choose
        self.ways: dict[str, ChoiceBox] = {}
        self.openers: dict[str, QPushButton] = {}
        self.details: dict[str, ReadingDetails] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.type.space(1))
        for one in columns:
            self._add(one)
        if rest > 0:
            said = f"{rest} further columns; a mapping (.yaml) says how they are read."
            self._column.addWidget(label(said, "small", wrap=True))

    def _add(self, one: ShownColumn) -> None:
        """Show one column."""
        size = self._look.type
        line = QHBoxLayout()
        shown = label(one.name, "smalltext")
        shown.setFixedWidth(size.px(180))
        line.addWidget(shown)
        line.addWidget(self._ways(one))
        opener = button("Details…", partial(self._open, one), role="small")
        opener.setAccessibleName(f"How {one.name} is read, in detail")
        self.openers[one.name] = opener
        line.addWidget(opener)
        line.addWidget(first_values(one.texts), 1)
        self._column.addLayout(line)
        place = QVBoxLayout()
        self._column.addLayout(place)
        opener.setProperty("place", place)
        for said in one.said:
            role = "attention" if any(sign in said for sign in DOUBTS) else "small"
            self._column.addWidget(label(said, role, wrap=True))

    def _ways(self, one: ShownColumn) -> ChoiceBox:
        """Offer the usual ways to read a column; its codes and labels are kept."""
        choice = ChoiceBox(f"How {one.name} is read", letters=0)
        plain = replace(one.reading, missing={}, labels={})
        known = next((at for at, (_said, way) in enumerate(WAYS) if way == plain), -1)
        if known < 0:
            choice.addItem(f"{one.reading.kind}, in its own way", one.reading)
        for said, way in WAYS:
            kept = replace(way, missing=one.reading.missing, labels=one.reading.labels)
            choice.addItem(said, kept)
        choice.setCurrentIndex(max(0, known))
        choice.activated.connect(lambda _at: self._choose(one.name, choice.currentData()))
        self.ways[one.name] = choice
        return choice

    def _open(self, one: ShownColumn) -> None:
        """Show all that can be said of a reading, or no longer."""
        found = self.details.get(one.name)
        if found is not None:
            found.setVisible(not found.isVisible())
            return
        made = ReadingDetails(self._look, one.name, one.reading, partial(self._choose, one.name))
        self.details[one.name] = made
        place: QVBoxLayout = self.openers[one.name].property("place")
        place.addWidget(made)
        made.units.setFocus()
