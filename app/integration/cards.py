"""Show tables, unmatched rows and indicators, and change them in place."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.design.look import Look
from app.integration.definitions import has_tolerance, in_words
from app.widgets.buttons import button
from app.widgets.fields import LineField
from app.widgets.text import frame, label
from framework.queries.cases import CaseRow
from framework.queries.delivery import UnmatchedRow
from framework.queries.indicators import DefinitionRow
from framework.queries.linking import Doubt, Suggestion
from framework.rules.naming import Named

MOST_DAYS = 365
MOST_DOUBTS = 8
Link = Callable[[int, str, int], None]


def rows_in_words(count: int) -> str:
    """Count rows."""
    return "1 row" if count == 1 else f"{count} rows"


class UnmatchedBox(QWidget):
    """List what delivery tables write for a site where no site matches, and link it."""

    def __init__(self, look: Look, link: Link) -> None:
        super().__init__()
        self._look, self._link = look, link
        self.links: dict[tuple[int, str], QComboBox] = {}
        self.confirms: dict[tuple[int, str], QPushButton] = {}
        self._near: dict[tuple[int, str], tuple[Named, ...]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.box: QWidget | None = None

    def show_rows(
        self,
        found: Sequence[UnmatchedRow],
        sites: Sequence[CaseRow],
        near: Sequence[Suggestion] = (),
        doubts: Sequence[Doubt] = (),
    ) -> None:
        """Show the rows that match no site, what they may mean, and what is in question."""
        if self.box is not None:
            self.box.hide()
            self.box.deleteLater()
        self.box, self.links, self.confirms = None, {}, {}
        self._near = {(one.table_id, one.site): one.cases for one in near}
        self.setVisible(bool(found or doubts))
        if not found and not doubts:
            return
        self.box = frame("notice")
        size = self._look.type
        column = QVBoxLayout(self.box)
        column.setContentsMargins(*(size.space(2.5),) * 4)
        for doubt in doubts[:MOST_DOUBTS]:
            column.addWidget(label(doubt.said, "smalltext", wrap=True))
        if len(doubts) > MOST_DOUBTS:
            column.addWidget(label(f"and {len(doubts) - MOST_DOUBTS} more", "small"))
        if found:
            total = sum(row.rows for row in found)
            column.addWidget(label(f"{rows_in_words(total)} match no site", "attention"))
            column.addWidget(
                label("They are kept, and count in no site’s figures.", "small", wrap=True)
            )
        for row in found:
            self._add(column, row, sites)
        self._column.addWidget(self.box)

    def _add(self, column: QVBoxLayout, row: UnmatchedRow, sites: Sequence[CaseRow]) -> None:
        """Show one text that names no known site."""
        if not row.site.strip():
            said = f"{row.table}: {rows_in_words(row.rows)} without a site; not attributable."
            column.addWidget(label(said, "smalltext", wrap=True))
            return
        said = f"{row.table}: “{row.site}”, {rows_in_words(row.rows)}"
        column.addWidget(label(said, "smalltext", wrap=True))
        for case in self._near.get((row.table_id, row.site), ())[:1]:
            shown = f"Link to {case.name} {case.label}".strip()
            self.confirms[row.table_id, row.site] = button(
                shown, partial(self._link, row.table_id, row.site, case.id), role="small"
            )
            column.addWidget(self.confirms[row.table_id, row.site])
        choice = QComboBox()
        choice.setAccessibleName(f"Site meant by {row.site}")
        choice.addItem("Choose the site that is meant", 0)
        for site in sites:
            choice.addItem(f"{site.name} {site.label}".strip(), site.id)
        choice.activated.connect(lambda _at: self._chosen(row, choice))
        self.links[row.table_id, row.site] = choice
        column.addWidget(choice)

    def _chosen(self, row: UnmatchedRow, choice: QComboBox) -> None:
        """Link a text to the site that was chosen."""
        if choice.currentData():
            self._link(row.table_id, row.site, choice.currentData())


class IndicatorCard(QWidget):
    """Define one indicator in words, with its tolerance to change."""

    def __init__(
        self, look: Look, row: DefinitionRow, tolerate: Callable[[DefinitionRow, int], None]
    ) -> None:
        super().__init__()
        self.row, self._tolerate = row, tolerate
        size = look.type
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, size.space(2))
        column.setSpacing(size.space(0.5))
        self._name = label("", wrap=True)
        self._words = label("", "small", wrap=True)
        column.addWidget(self._name)
        column.addWidget(self._words)
        self.days = LineField(f"Tolerance of {row.label} in days")
        self.days.setValidator(QIntValidator(0, MOST_DAYS, self.days))
        self.days.setFixedWidth(size.px(56))
        line = QHBoxLayout()
        tolerance = label("Tolerance", "small")
        line.addWidget(tolerance)
        line.addWidget(self.days)
        self._unit = label("days", "small")
        line.addWidget(self._unit)
        line.addStretch(1)
        column.addLayout(line)
        for widget in (tolerance, self.days, self._unit):
            widget.setVisible(has_tolerance(row.definition))
        self.show_row(row)
        self.days.committed.connect(self._changed)

    def show_row(self, row: DefinitionRow) -> None:
        """Show the indicator as it is defined now."""
        self.row = row
        self._name.setText(row.label)
        self._words.setText(in_words(row.definition))
        self.days.show_text(str(row.definition.tolerance))
        self._unit.setText("day" if row.definition.tolerance == 1 else "days")

    def _changed(self, typed: str) -> None:
        """Define the indicator with another tolerance; what is no number is taken back."""
        if not typed.isdecimal():
            self.days.replace(str(self.row.definition.tolerance))
        elif int(typed) != self.row.definition.tolerance:
            self._tolerate(self.row, int(typed))


class IndicatorList(QWidget):
    """List the indicators."""

    def __init__(self, look: Look, tolerate: Callable[[DefinitionRow, int], None]) -> None:
        super().__init__()
        self._look, self._tolerate = look, tolerate
        self.cards: dict[int, IndicatorCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_rows(self, rows: Sequence[DefinitionRow]) -> None:
        """Show indicators; a card that is there stays, with its focus."""
        if [row.id for row in rows] != list(self.cards):
            for card in self.cards.values():
                card.hide()
                card.deleteLater()
            self.cards = {row.id: IndicatorCard(self._look, row, self._tolerate) for row in rows}
            for card in self.cards.values():
                self._column.addWidget(card)
        for row in rows:
            self.cards[row.id].show_row(row)
