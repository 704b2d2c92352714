"""Change how a loaded table is read: its columns, what its rows are about, what tells them apart.

The rows stay as they came; what is chosen is a step, and can be undone.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.charting.asking import Asker
from app.integration.readings import MOST_COLUMNS, ReadingsList, ShownColumn, shown_column
from app.jobs import Job
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import card, label
from framework.drafts import ColumnDraft, ColumnReading, DeliveryDraft
from framework.edits.delivery import set_level, set_reading
from framework.errors import RefusedError
from framework.progress import Progress
from framework.queries.delivery import Columns, TableRow, columns_read, list_tables
from framework.queries.indicators import list_definitions
from framework.study import Session, Study

MANY = 20_000
LEVELS = [("not said", ""), ("the study", "study"), ("a site", "site"),
          ("a site in a month", "site-month"), ("a person", "person")]  # fmt: skip


def shown_columns(table: TableRow, columns: Columns) -> list[ShownColumn]:
    """Give the columns of a loaded table, as many as are shown."""
    found = []
    for name, _kind in table.columns[:MOST_COLUMNS]:
        raw = columns.raw(name)
        counts = Counter(raw.codes)
        found.append(shown_column(name, table.reading(name),
                                  {raw.texts[code]: n for code, n in counts.items()}))  # fmt: skip
    return found


def as_draft(table: TableRow) -> DeliveryDraft:
    """Describe how a loaded table is read, without its rows."""
    return DeliveryDraft(
        table.name, b"", tuple(ColumnDraft(name, table.reading(name).kind)
                               for name, _kind in table.columns),
        (), table.site, readings=table.readings, level=table.level, key=table.key,
        layout=table.layout,
    )  # fmt: skip


def _read(session: Session, table: TableRow) -> list[ShownColumn]:
    """Read the columns of a loaded table, and what their readings make of them."""
    return shown_columns(table, columns_read(session, table))


class LoadedPage(QWidget):
    """Be the page on which the readings of a loaded table are changed."""

    def __init__(self, study: Study, shell: Shell, leave: Callable[[], None]) -> None:
        super().__init__()
        self._study, self._shell, self._look = study, shell, shell.look
        self._table: TableRow | None = None
        self._asker, self._wanted = Asker(study, self), ""
        self.readings: ReadingsList | None = None
        self.title = label("", "title")
        self.level = ChoiceBox("What a row is about", LEVELS, self._set_level, letters=0)
        self.key = QLineEdit()
        self.key.setAccessibleName("Columns that tell one row from another")
        self.key.setPlaceholderText("columns, with commas between them")
        self.key.editingFinished.connect(self._set_level)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self.back = button("Back to the figures", leave, role="primary",
                           tip=shell.keymap.shown("loaded.leave"))  # fmt: skip
        self._lay_out()
        slots = {"loaded.leave": leave, "loaded.mapping": self.save_mapping}
        shell.keymap.bind(self, slots)

    def open(self, name: str) -> bool:
        """Show a table by its name; False when it is no longer there."""
        with self._study.read() as session:
            table = next((row for row in list_tables(session) if row.name == name), None)
            if table is None:
                return False
            found = None if table.rows > MANY else _read(session, table)
        other = self._table is None or self._table.name != name
        self._table = table
        self.title.setText(f"How {table.name} is read")
        self.level.setCurrentIndex(max(0, self.level.findData(table.level)))
        self.key.setText(", ".join(table.key))
        if found is not None:
            self._show(found)
            return True
        if other:
            self.readings = None
            self._area.setWidget(label("Counting what stands in the columns …", "muted"))
        self._asker.ask(lambda session: _read(session, table), self._show)
        return True

    def finish(self) -> None:
        """Let reading end."""
        self._asker.finish()

    def _show(self, columns: list[ShownColumn]) -> None:
        """Show the columns of the table, where they were scrolled to."""
        if self._table is None:
            return
        at = self._area.verticalScrollBar().value()
        body, size = card(), self._look.type
        column = QVBoxLayout(body)
        column.setContentsMargins(*(size.space(4),) * 4)
        rest = len(self._table.columns) - len(columns)
        self.readings = ReadingsList(self._look, columns, self._read, rest)
        column.addWidget(self.readings)
        column.addStretch(1)
        self._area.setWidget(body)
        self._area.verticalScrollBar().setValue(at)
        wanted, self._wanted = self._wanted, ""
        if wanted in self.readings.ways:
            self.readings.ways[wanted].setFocus()

    def refresh(self) -> bool:
        """Show the table as it is now; False when it is no longer there."""
        return self._table is not None and self.open(self._table.name)

    def save_mapping(self) -> None:
        """Save how all tables are read and what is computed, for next month’s files."""
        from importers.delivery_mapping import write_mapping

        path = self._shell.ask_save_file("Save mapping", "mapping.yaml", "Mapping (*.yaml)")
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".yaml")
        with self._study.read() as session:
            drafts = [as_draft(table) for table in list_tables(session)]
            indicators = [row.definition for row in list_definitions(session)]
        _write(lambda: write_mapping(target, drafts, indicators), target)
        self._shell.show_message(
            f"{target.name} is written. Choose it together with next month’s files."
        )

    def _read(self, column: str, reading: ColumnReading) -> None:
        """Read a column in another way, on a job where there are many rows."""
        if self._table is None:
            return
        table = self._table

        def work(_progress: Progress) -> None:
            set_reading(self._study, table.id, column, reading)

        def done(_nothing: object) -> None:
            said = f"{column} is read as {reading.kind}."
            self._shell.show_message(said, "Undo", self._shell.undo)
            self._wanted = column
            self.refresh()

        if table.rows > MANY:
            self._shell.run(Job(f"Reading {column}", work, done))
        else:
            work(Progress())
            done(None)

    def _set_level(self) -> None:
        """Say what a row is about, and which columns tell rows apart."""
        if self._table is None:
            return
        key = tuple(filter(None, (part.strip() for part in self.key.text().split(","))))
        level = self.level.currentData()
        if (level, key) != (self._table.level, self._table.key):
            set_level(self._study, self._table.id, level, key)
            self.refresh()

    def _lay_out(self) -> None:
        """Put the page together."""
        size = self._look.type
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(3))
        column.addWidget(self.title)
        said = "The rows stay as they came. What is chosen here changes how figures read them."
        column.addWidget(label(said, "muted", wrap=True))
        line = QHBoxLayout()
        line.addWidget(label("A row is about", "small"))
        line.addWidget(self.level)
        line.addSpacing(size.space(4))
        line.addWidget(label("Rows are told apart by", "small"))
        line.addWidget(self.key, 1)
        column.addLayout(line)
        column.addWidget(self._area, 1)
        low = QHBoxLayout()
        low.addWidget(self.back)
        low.addWidget(button("Save mapping…", self.save_mapping,
                             tip=self._shell.keymap.shown("loaded.mapping")))  # fmt: skip
        low.addStretch(1)
        column.addLayout(low)


def _write(write: Callable[[], None], path: Path) -> None:
    """Write a file, or say that it could not be written."""
    try:
        write()
    except OSError as problem:
        raise RefusedError(
            f"{path.name} could not be written ({problem.strerror or problem}); an older file of "
            "that name is as it was. Close it where it is open, or choose another folder."
        ) from problem
