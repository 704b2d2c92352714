"""Define an indicator in a form: what is measured, in which rows, against what."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from app.design.look import Look
from app.integration.definitions import (
    free_key,
    has_tolerance,
    kind_of_column,
    kind_of_due,
    needs_due,
)
from app.integration.filters import Conditions
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import label
from framework.drafts import IndicatorDraft
from framework.queries.cases import CaseRow
from framework.queries.delivery import TableRow
from framework.rules.indicator_words import NAMES, WITHDRAWN_NAMES
from framework.rules.indicators import DIMENSIONS

MOST_DAYS = 365


class Material(NamedTuple):
    """Hold what an indicator can be made of; `values` gives the texts of a column of a table."""

    tables: Sequence[TableRow]
    cases: Sequence[CaseRow]
    taken: Sequence[str]
    values: Callable[[str, str], Sequence[str]]


class IndicatorForm(QWidget):
    """Hold the fields of an indicator; `changed` is called at each change."""

    def __init__(self, look: Look, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._changed, self._key = changed, ""
        self._material = Material((), (), (), lambda _table, _column: ())
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the indicator")
        self.name.textChanged.connect(lambda _text: changed())
        measures = [(said, key) for key, said in NAMES.items()]
        self.measure = ChoiceBox("Measure", measures, changed)
        self.table = ChoiceBox("Table", (), changed)
        self.column = ChoiceBox("Column", (), changed)
        self.due = ChoiceBox("Held against", (), changed)
        self.tolerance = QSpinBox()
        self.tolerance.setRange(0, MOST_DAYS)
        self.tolerance.lineEdit().setTextMargins(look.type.space(2), 0, 0, 0)
        self.tolerance.setAccessibleName("Tolerance in days")
        self.tolerance.valueChanged.connect(lambda _days: changed())
        self.unit = QLineEdit()
        self.unit.setAccessibleName("Unit")
        self.unit.setPlaceholderText("none")
        self.unit.textChanged.connect(lambda _text: changed())
        rules = [(said, key) for key, said in WITHDRAWN_NAMES.items()]
        self.withdrawn = ChoiceBox("Sites that withdrew", rules, changed)
        self.dimension = ChoiceBox("Tells of", (), changed)
        typed = QLineEdit()
        typed.setPlaceholderText(f"not said, or {', '.join(DIMENSIONS)} …")
        self.dimension.setLineEdit(typed)  # which makes it editable
        self.dimension.addItems(["", *DIMENSIONS])
        self.dimension.editTextChanged.connect(lambda _text: changed())
        self.where = Conditions(look, "Column", "+ Only rows where…", self._values, changed)
        self.among = Conditions(look, "Attribute", "+ Only cases whose…", self._attributes, changed)
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out(look)
        self.measure.activated.connect(lambda _at: self._fit())
        self.table.activated.connect(lambda _at: self._fit())

    def show_indicator(self, draft: IndicatorDraft | None, material: Material) -> None:
        """Show an indicator to be changed, or an empty form for a new one."""
        self._material = material
        self.table.fill([(table.name, table.name) for table in material.tables])
        first = next((table.name for table in material.tables if table.site), "")
        shown = draft or IndicatorDraft("", "", first, "count")
        self._key = shown.key
        for box, held in ((self.measure, shown.measure), (self.table, shown.table)):
            box.setCurrentIndex(max(0, box.findData(held)))
        self.where.show_conditions({})
        self.among.show_conditions({})
        self._fit()
        for box, held in ((self.column, shown.column), (self.due, shown.due)):
            box.setCurrentIndex(max(0, box.findData(held)))
        rule = "" if shown.withdrawn == "keep" else shown.withdrawn
        self.withdrawn.setCurrentIndex(max(0, self.withdrawn.findData(rule)))
        self.name.setText(shown.label)
        self.unit.setText(shown.unit)
        self.tolerance.setValue(shown.tolerance)
        self.dimension.setCurrentText(shown.dimension)
        self.where.show_conditions(shown.where)
        self.among.show_conditions(shown.among)
        self._changed()
        self.name.setFocus()

    def draft(self) -> IndicatorDraft:
        """Return the indicator as it is defined in the form."""
        measure, name = str(self.measure.currentData()), self.name.text().strip()
        cases = measure == "cases"
        return IndicatorDraft(
            key=self._key or free_key(name, self._material.taken),
            label=name,
            table="" if cases else str(self.table.currentData() or ""),
            measure=measure,
            where={} if cases else self.where.chosen(),
            among=self.among.chosen(),
            column=str(self.column.currentData() or "") if kind_of_column(measure) else "",
            due=str(self.due.currentData() or "") if kind_of_due(measure) else "",
            tolerance=self.tolerance.value() if measure in ("on_time", "late", "days_late") else 0,
            unit=self.unit.text().strip(),
            withdrawn=str(self.withdrawn.currentData() or ""),
            dimension=self.dimension.currentText().strip(),
        )

    def _fit(self) -> None:
        """Offer what the measure and the table have, and hide what the measure does not ask."""
        measure, table = str(self.measure.currentData()), self._table()
        wanted, due = kind_of_column(measure), kind_of_due(measure)
        columns = sorted(
            table.columns if table else (), key=lambda column: column[1] != wanted
        )  # those of the kind that is measured first
        kinds = list(dict.fromkeys(case.kind for case in self._material.cases))
        names = kinds if wanted == "case" else [name for name, _kind in columns]
        attributes = list(dict.fromkeys(n for c in self._material.cases for n, _v in c.attributes))
        self.column.fill([("Choose…", ""), *((name, name) for name in names)])
        held = attributes if due == "attribute" else [name for name, _kind in columns]
        nothing = "Choose…" if needs_due(measure) else "No date: all rows count"
        self.due.fill([(nothing, ""), *((name, name) for name in held)])
        self.where.offer([name for name, _kind in (table.columns if table else ())])
        self.among.offer(attributes)
        for widget, shown in (
            (self.table, wanted != "case"),
            (self.column, bool(wanted)),
            (self.due, bool(due)),
            (self.tolerance, has_tolerance(IndicatorDraft("", "", "", measure))),
            (self.where, wanted != "case"),
            (self.withdrawn, wanted != "case"),
        ):
            widget.setVisible(shown)
            self._labels[widget].setVisible(shown)
        self._changed()

    def _table(self) -> TableRow | None:
        """Return the table that is chosen."""
        if self.measure.currentData() == "cases":
            return None
        name = self.table.currentData()
        return next((table for table in self._material.tables if table.name == name), None)

    def _values(self, column: str) -> Sequence[str]:
        """List what stands in a column of the table."""
        table = self._table()
        return self._material.values(table.name, column) if table and column else ()

    def _attributes(self, name: str) -> Sequence[str]:
        """List the values of an attribute."""
        held = (value for case in self._material.cases for n, value in case.attributes if n == name)
        return sorted(set(filter(None, held)))

    def _lay_out(self, look: Look) -> None:
        """Put the fields in a column, each beside its name."""
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(look.type.space(2))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for said, widget in (
            ("Name", self.name), ("Measure", self.measure), ("Table", self.table),
            ("Column", self.column), ("Held against", self.due),
            ("Tolerance, days", self.tolerance), ("Rows", self.where), ("Cases", self.among),
            ("Unit", self.unit), ("Withdrawn sites", self.withdrawn), ("Tells of", self.dimension),
        ):  # fmt: skip
            self._labels[widget] = label(said, "small")
            form.addRow(self._labels[widget], widget)
