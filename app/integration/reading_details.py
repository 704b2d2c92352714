"""Say in full how a column is read: marks, units, ranges, codes for nothing, value labels."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import label
from framework.drafts import ColumnReading, Kind
from framework.errors import RefusedError
from framework.rules.readings import NOTHINGS

WIDTH = 620
KINDS = [(kind, kind) for kind in get_args(Kind)]
ORDERS = [("ISO, as 2021-07-31", ""), ("day, month, year", "dmy"), ("month, day, year", "mdy"),
          ("year, month, day", "ymd")]  # fmt: skip
RANGES = [("cannot be read", ""), ("its least", "least"), ("its middle", "middle"),
          ("its greatest", "greatest")]  # fmt: skip


def written(pairs: Mapping[str, str]) -> str:
    """Write codes and what they mean in one line: `-99 = unknown; x = missing`."""
    return "; ".join(f"{code} = {meaning}" for code, meaning in pairs.items())


def pairs_in(text: str, column: str) -> dict[str, str]:
    """Read such a line; refuse what has no sign of equality."""
    found = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        code, sign, meaning = part.partition("=")
        if not sign or not code.strip() or not meaning.strip():
            raise RefusedError(
                f"“{part}” says no meaning of a value of {column}; nothing was changed. "
                "Write it as -99 = unknown, and a semicolon before the next."
            )
        found[code.strip()] = meaning.strip()
    return found


class ReadingDetails(QFrame):
    """Hold all that can be said of how one column is read."""

    def __init__(
        self, look: Look, name: str, reading: ColumnReading, choose: Callable[[ColumnReading], None]
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._name, self._reading, self._choose = name, reading, choose
        self.kind = ChoiceBox(f"Kind of {name}", KINDS)
        self.order = ChoiceBox("Order of dates", ORDERS)
        self.ranges = ChoiceBox("A range is read as", RANGES)
        for box, held in ((self.kind, reading.kind), (self.order, reading.order),
                          (self.ranges, reading.ranges)):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(held)))
        self.units = self._field("Unit that stands with it", reading.unit)
        self.thousands = self._field("Mark of thousands", reading.thousands)
        self.comma = self._tick("A comma marks decimals", on=reading.decimal == ",")
        self.approximate = self._tick("Read “~450” as 450", on=reading.approximate)
        self.made_dates = self._tick("Read “7-Dec” as the range 7–12", on=reading.made_dates)
        self.serials = self._tick("Read day numbers of spreadsheets", on=reading.serials)
        self.missing = self._field("Codes for nothing", written(reading.missing))
        self.missing.setPlaceholderText(f"-99 = unknown; also: {', '.join(NOTHINGS)}")
        self.labels = self._field("What values mean", written(reading.labels))
        self.labels.setPlaceholderText("1 = yes; 2 = no")
        self._lay_out(look)

    def reading(self) -> ColumnReading:
        """Return the reading as it is said here. Raise RefusedError."""
        missing = pairs_in(self.missing.text(), self._name)
        strange = next((kind for kind in missing.values() if kind not in NOTHINGS), None)
        if strange is not None:
            raise RefusedError(
                f"“{strange}” is no kind of nothing; nothing was changed. "
                f"Choose among {', '.join(NOTHINGS)}."
            )
        return replace(
            self._reading,
            kind=self.kind.currentData(),
            order=self.order.currentData(),
            ranges=self.ranges.currentData(),
            unit=self.units.text().strip(),
            thousands=self.thousands.text(),
            decimal="," if self.comma.isChecked() else ".",
            approximate=self.approximate.isChecked(),
            made_dates=self.made_dates.isChecked(),
            serials=self.serials.isChecked(),
            missing=missing,
            labels=pairs_in(self.labels.text(), self._name),
        )

    def read(self) -> None:
        """Read the column as it is said here."""
        self._choose(self.reading())

    def _field(self, name: str, text: str) -> QLineEdit:
        """Make a field; Enter reads the column so."""
        made = QLineEdit(text)
        made.setAccessibleName(f"{name} of {self._name}")
        made.returnPressed.connect(self.read)
        return made

    def _tick(self, text: str, *, on: bool) -> QCheckBox:
        """Make a tick."""
        made = QCheckBox(text)
        made.setChecked(on)
        return made

    def _lay_out(self, look: Look) -> None:
        """Put the fields in a column."""
        form, size = QFormLayout(self), look.type
        form.setContentsMargins(*(size.space(3),) * 4)
        form.setSpacing(size.space(1.5))
        for said, widget in (
            ("Kind", self.kind), ("Unit", self.units), ("Dates", self.order),
            ("Thousands", self.thousands), ("A range is", self.ranges), ("", self.comma),
            ("", self.approximate), ("", self.made_dates), ("", self.serials),
            ("Nothing", self.missing), ("Meanings", self.labels),
        ):  # fmt: skip
            form.addRow(label(said, "small"), widget)
        line = QHBoxLayout()
        line.addWidget(button("Read it so", self.read, role="small"))
        line.addStretch(1)
        form.addRow(label(""), line)
        self.setMaximumWidth(size.px(WIDTH))
