"""Choose how an export is set."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from app.design.look import Look
from app.widgets.text import label
from exports import FORMATS, Format, Layout, Options
from framework.queries.indicators import DefinitionRow
from framework.queries.themes import ThemeRow

WITH_PAGES = ("L1", "L3")


class Choices(QWidget):
    """Hold the options of an export; `changed` is called when one is chosen."""

    def __init__(self, look: Look, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._changed = changed
        self._formats: list[Format] = list(FORMATS)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(look.type.space(2))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._labels: dict[QWidget, QLabel] = {}
        self.theme = self._combo("Theme", [("All themes", "")])
        self.rows = self._combo("Rows", [("Participants", "participants"), ("Sites", "sites")])
        self.order = self._combo("Order", [("The study’s order", "")])
        self.mode = self._combo("Mode", [("Working", "working"), ("Journal", "journal")])
        self.paper = self._combo("Paper", [("A4", "A4"), ("Letter", "Letter")])
        self.evidence = QCheckBox("Evidence appendix with links")
        self.evidence.setChecked(True)
        self.evidence.toggled.connect(lambda _on: self._changed())
        self._form.addRow(self.evidence)
        self.file = self._combo("Format", [])

    def offer(self, themes: Sequence[ThemeRow], definitions: Sequence[DefinitionRow]) -> None:
        """Offer the study's themes and indicators, and keep what is chosen."""
        numbered = ((f"{row.number} {row.name}", row.number) for row in themes)
        figures = ((f"↓ {row.label}", row.key) for row in definitions)
        _fill(self.theme, [("All themes", ""), *numbered])
        _fill(self.order, [("The study’s order", ""), *figures])

    def fit(self, layout: Layout, formats: Sequence[Format]) -> None:
        """Show the options that a layout has."""
        self._formats = list(formats)
        _fill(self.file, [(fmt.name, fmt.key) for fmt in formats])
        pages = layout.key in WITH_PAGES
        for widget, shown in (
            (self.theme, layout.key == "L1"),
            (self.rows, layout.key == "L1"),
            (self.order, pages),
            (self.mode, pages),
            (self.paper, pages),
            (self.evidence, pages),
        ):
            widget.setVisible(shown)
            if widget in self._labels:
                self._labels[widget].setVisible(shown)

    def format(self) -> Format:
        """Return the format that is chosen."""
        key = self.file.currentData()
        return next((fmt for fmt in self._formats if fmt.key == key), self._formats[0])

    def options(self) -> Options:
        """Return what is chosen."""
        return Options(
            themes=(self.theme.currentData(),) if self.theme.currentData() else (),
            rows=self.rows.currentData(),
            mode=self.mode.currentData(),
            paper=self.paper.currentData(),
            evidence=self.evidence.isChecked(),
            order_by=self.order.currentData() or "",
        )

    def _combo(self, name: str, items: Sequence[tuple[str, str]]) -> QComboBox:
        """Make one choice with its name."""
        made = QComboBox()
        made.setAccessibleName(name)
        made.setMinimumContentsLength(12)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        _fill(made, items)
        made.activated.connect(lambda _at: self._changed())
        self._labels[made] = label(name, "muted")
        self._form.addRow(self._labels[made], made)
        return made


def _fill(combo: QComboBox, items: Sequence[tuple[str, str]]) -> None:
    """Fill a choice, and keep what was chosen where it remains."""
    before = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for text, key in items:
        combo.addItem(text, key)
    combo.setCurrentIndex(max(0, combo.findData(before)))
    combo.blockSignals(False)
