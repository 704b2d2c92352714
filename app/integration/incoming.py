"""Show what files would bring, before they are loaded."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.integration.arrived import Arrived, ShownTable
from app.integration.cards import rows_in_words
from app.integration.readings import ReadingsList
from app.jobs import Job
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.text import card, label
from framework.drafts import ColumnReading
from framework.progress import Progress

MANY = 20_000


class Incoming(QWidget):
    """Preview delivery files: columns and readings to change, counts, remarks, differences."""

    def __init__(self, shell: Shell, load: Callable[[], None], cancel: Callable[[], None]) -> None:
        super().__init__()
        self._shell, self._look = shell, shell.look
        self.found: Arrived | None = None
        self.readings: dict[str, ReadingsList] = {}
        self.offers: dict[str, QPushButton] = {}
        size = self._look.type
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

    def show_files(self, found: Arrived) -> None:
        """Show what was read."""
        self.found, self.readings, self.offers = found, {}, {}
        body = QWidget()
        body.setProperty("role", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.type.space(2.5))
        told = tuple(f"{table.name}: {table.rows} rows" for table in found.tables)
        for said in found.files.said:
            if not said.startswith(("  ", *told)):  # a table's own card says these
                column.addWidget(label(said, "muted", wrap=True))
        if found.differences:
            column.addWidget(self._differences(found.differences))
        for draft in found.files.offered:
            said = f"Also load the sheet {draft.name} ({rows_in_words(len(draft.rows))})"
            self.offers[draft.name] = button(said, partial(self._take, draft.name))
            column.addWidget(self.offers[draft.name], 0, Qt.AlignmentFlag.AlignLeft)
        for table in found.tables:
            column.addWidget(self._card(table))
        column.addStretch(1)
        self._area.setWidget(body)
        self.load_button.setFocus()

    def forget(self) -> None:
        """Hold the files no longer, and show nothing."""
        self.found, self.readings, self.offers = None, {}, {}
        self._area.setWidget(QWidget())

    def _take(self, name: str) -> None:
        """Load a further sheet too."""
        if self.found is not None:
            self._read_again(partial(self.found.files.take, name), lambda: None)

    def _reread(self, table: str, column: str, reading: ColumnReading) -> None:
        """Read a column in another way, and show what that converts."""
        at = self._area.verticalScrollBar().value()

        def stay() -> None:
            self._area.verticalScrollBar().setValue(at)
            self.readings[table].ways[column].setFocus()

        if self.found is not None:
            self._read_again(partial(self.found.files.reread, table, column, reading), stay)

    def _read_again(self, act: Callable[[], None], then: Callable[[], None]) -> None:
        """Read the files in another way, on a job where there are many rows, and show them."""
        found = self.found
        if found is None:
            return

        def work(_progress: Progress) -> Arrived:
            act()
            return found.again()

        def done(other: Arrived) -> None:
            if self.found is found:
                self.show_files(other)
                then()

        if sum(table.rows for table in found.tables) > MANY:
            self._shell.run(Job("Reading the files in another way", work, done))
        else:
            done(work(Progress()))

    def _differences(self, said: Sequence[str]) -> QWidget:
        """List what loading would change."""
        made = card()
        column = QVBoxLayout(made)
        column.addWidget(label("What loading changes", "heading"))
        for line in said:
            column.addWidget(label(line, "smalltext", wrap=True))
        return made

    def _card(self, table: ShownTable) -> QWidget:
        """Show one table."""
        made = card()
        column = QVBoxLayout(made)
        column.addWidget(label(f"{table.name} · {rows_in_words(table.rows)}", "heading"))
        column.addWidget(label(table.sites, "attention" if table.strange else "small", wrap=True))
        chosen = partial(self._reread, table.name)
        self.readings[table.name] = ReadingsList(self._look, table.columns, chosen, table.rest)
        column.addWidget(self.readings[table.name])
        for remark in table.remarks:
            column.addWidget(label(remark, "attention", wrap=True))
        if table.indicators:
            many = (
                "1 indicator"
                if len(table.indicators) == 1
                else f"{len(table.indicators)} indicators"
            )
            text = f"{many}: {', '.join(table.indicators)}"
            column.addWidget(label(text, "small", wrap=True))
        return made
