"""Show what files would bring, before they are loaded."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.delivery_files import DeliveryFiles
from app.design.look import Look
from app.integration.cards import rows_in_words
from app.integration.readings import ReadingsList, columns_of
from app.widgets.buttons import button
from app.widgets.text import card, label
from framework.drafts import ColumnReading, DeliveryDraft

MOST_NAMED = 6


def sites_in_words(draft: DeliveryDraft, known: set[str]) -> tuple[str, bool]:
    """Say how many sites of a table are known; True where some rows match none."""
    if not draft.site:
        return "No column names a site.", False
    at = [column.name for column in draft.columns].index(draft.site)
    counts: dict[str, int] = {}
    for row in draft.rows:
        counts[row[at].strip()] = counts.get(row[at].strip(), 0) + 1
    strange = {name: n for name, n in counts.items() if name.casefold() not in known}
    said = f"{len(counts) - len(strange)} of {len(counts)} sites in “{draft.site}” are known."
    if strange:
        named = ", ".join(f"“{name}”" if name else "blank" for name in list(strange)[:MOST_NAMED])
        said += f" {rows_in_words(sum(strange.values()))} will match none: {named}"
        said += " …" if len(strange) > MOST_NAMED else "."
    return said, bool(strange)


class Incoming(QWidget):
    """Preview delivery files: columns and readings to change, counts, remarks, differences."""

    def __init__(self, look: Look, load: Callable[[], None], cancel: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        self.readings: dict[str, ReadingsList] = {}
        self.offers: dict[str, QPushButton] = {}
        size = look.type
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(3))
        column.addWidget(label("Ready to load", "title"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        line = QHBoxLayout()
        self.load_button = button("Load", load, role="primary")
        line.addWidget(self.load_button)
        line.addWidget(button("Cancel", cancel))
        line.addStretch(1)
        column.addLayout(line)

    def show_files(
        self, found: DeliveryFiles, known: set[str], differences: Sequence[str] = ()
    ) -> None:
        """Show what was read; `known` are the names of the study's cases in small letters.

        `differences` are what loading would change of tables that are there.
        """
        self.readings = {}
        self.offers = {}
        body = QWidget()
        body.setProperty("role", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.type.space(2.5))
        for said in found.said:
            column.addWidget(label(said, "muted", wrap=True))
        if differences:
            column.addWidget(self._differences(differences))
        for draft in found.offered:
            said = f"Also load the sheet {draft.name} ({rows_in_words(len(draft.rows))})"
            self.offers[draft.name] = button(said, partial(self._take, found, known, draft.name))
            column.addWidget(self.offers[draft.name])
        choose = partial(self._reread, found, known, differences)
        names = known | {case.name.casefold() for case in found.cases}
        for table in found.tables:
            labels = [i.label for i in found.indicators if i.table == table.name]
            column.addWidget(self._card(table, names, labels, choose))
        column.addStretch(1)
        self._area.setWidget(body)
        self.load_button.setFocus()

    def _take(self, found: DeliveryFiles, known: set[str], name: str) -> None:
        """Load a further sheet too."""
        found.take(name)
        self.show_files(found, known)

    def _reread(
        self, found: DeliveryFiles, known: set[str], differences: Sequence[str],
        table: str, column: str, reading: ColumnReading,
    ) -> None:  # fmt: skip
        """Read a column in another way, and show what that converts."""
        at = self._area.verticalScrollBar().value()
        found.reread(table, column, reading)
        self.show_files(found, known, differences)
        self._area.verticalScrollBar().setValue(at)
        self.readings[table].ways[column].setFocus()

    def _differences(self, said: Sequence[str]) -> QWidget:
        """List what loading would change."""
        made = card()
        column = QVBoxLayout(made)
        column.addWidget(label("What loading changes", "heading"))
        for line in said:
            column.addWidget(label(line, "smalltext", wrap=True))
        return made

    def _card(
        self,
        table: DeliveryDraft,
        known: set[str],
        indicators: Sequence[str],
        choose: Callable[[str, str, ColumnReading], None],
    ) -> QWidget:
        """Show one table."""
        made = card()
        column = QVBoxLayout(made)
        column.addWidget(label(f"{table.name} · {rows_in_words(len(table.rows))}", "heading"))
        said, strange = sites_in_words(table, known)
        column.addWidget(label(said, "attention" if strange else "small", wrap=True))
        columns = columns_of(table)
        rest = len(table.columns) - len(columns)
        chosen = partial(choose, table.name)
        self.readings[table.name] = ReadingsList(self._look, columns, chosen, rest)
        column.addWidget(self.readings[table.name])
        converted = tuple(f"{one.name}: " for one in table.columns)
        for remark in (said for said in table.remarks if not said.startswith(converted)):
            column.addWidget(label(remark, "attention", wrap=True))
        if indicators:
            text = f"{len(indicators)} indicators: {', '.join(indicators)}"
            column.addWidget(label(text, "small", wrap=True))
        return made
