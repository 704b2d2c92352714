"""Choose how a column of an incoming table is read, with what that converts beside it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.text import label
from framework.drafts import ColumnReading, DeliveryDraft
from framework.rules.readings import counts_of, describe, in_words

Choose = Callable[[str, str, ColumnReading], None]
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


class ReadingsList(QWidget):
    """List the columns of a table, each with its reading to change and what it converts."""

    def __init__(self, look: Look, table: DeliveryDraft, choose: Choose) -> None:
        super().__init__()
        self._table, self._choose = table, choose
        self.ways: dict[str, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        for one, values in zip(table.columns, _columns(table), strict=True):
            if len(self.ways) < MOST_COLUMNS:
                self._add(look, column, one.name, counts_of(values))
        rest = len(table.columns) - len(self.ways)
        if rest:
            said = f"{rest} further columns; a mapping (.yaml) says how they are read."
            column.addWidget(label(said, "small", wrap=True))

    def _add(self, look: Look, column: QVBoxLayout, name: str, counts: dict[str, int]) -> None:
        """Show one column."""
        reading = self._table.reading(name)
        line = QHBoxLayout()
        shown = label(name, "smalltext")
        shown.setFixedWidth(look.type.px(180))
        line.addWidget(shown)
        choice = QComboBox()
        choice.setAccessibleName(f"How {name} is read")
        plain = replace(reading, missing={}, labels={})
        known = next((at for at, (_said, way) in enumerate(WAYS) if way == plain), -1)
        if known < 0:
            choice.addItem(f"{reading.kind}, as proposed", reading)
        for said, way in WAYS:
            kept = replace(way, missing=reading.missing, labels=reading.labels)
            choice.addItem(said, kept)
        choice.setCurrentIndex(max(0, known))
        choice.activated.connect(
            lambda _at: self._choose(self._table.name, name, choice.currentData())
        )
        self.ways[name] = choice
        line.addWidget(choice)
        line.addStretch(1)
        column.addLayout(line)
        for said in in_words(name, describe(reading, counts)):
            role = "attention" if "cannot be read" in said else "small"
            column.addWidget(label(said, role, wrap=True))


def _columns(table: DeliveryDraft) -> list[tuple[str, ...]]:
    """Give the values of each column."""
    return list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
