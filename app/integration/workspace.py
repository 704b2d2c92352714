"""Integrate: delivery data on one side, accounts on the other, joined site by site."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.delivery_files import DeliveryFiles, read_folder_of_tables
from app.integration.defining import DefiningPage
from app.integration.delivery import DeliveryPage
from app.integration.incoming import Incoming
from app.integration.loaded import LoadedPage
from app.integration.matrix import MatrixPage
from app.jobs import Job
from app.shell import Shell
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.empty import EmptyState
from app.widgets.tabs import PillTabs
from app.widgets.workspace import Workspace
from framework.drafts import IndicatorDraft
from framework.history import Changes
from framework.progress import Progress
from framework.queries.cases import list_cases
from framework.queries.delivery import list_tables
from framework.study import Study

FILES = "Delivery data (*.csv *.tsv *.xlsx *.xls *.ods *.sav *.zsav *.dta *.yaml *.yml)"
DELIVERY, MATRIX = "delivery", "matrix"
MAPPINGS = (".yaml", ".yml")
MANY = 20_000


class IntegrateWorkspace(Workspace):
    """Join delivery data and accounts."""

    title = "Integrate"
    icon = "integrate"

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.delivery = DeliveryPage(study, shell, self.define, self.change_readings)
        self.matrix = MatrixPage(study, shell)
        self.defining = DefiningPage(study, shell, self._back)
        self.loaded = LoadedPage(study, shell, self._back)
        self._over: QWidget | None = None
        self.incoming = Incoming(self.look, self.load, self._forget_files)
        self.empty = EmptyState(
            self.look, "table", "No delivery data yet",
            "Tables of what was delivered to each site, when, and what came back: csv or Excel, "
            "as they are. Rows are linked to sites by name.",
            "Import delivery data", self.choose_files,
        )  # fmt: skip
        self._files: DeliveryFiles | None = None
        self._has_tables = False
        self._build()
        slots: dict[str, Callable[[], object]] = {
            "integrate.import": self.choose_files,
            "integrate.export": lambda: self.matrix.export(".docx"),
            "integrate.define": self.define,
            "integrate.readings": self.delivery.change_readings,
        }
        shell.keymap.bind(self, slots)

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        hint = self.shell.keymap.hint
        shown = self.stack.currentWidget()
        if shown is self.defining:
            said: tuple[str, ...] = (hint("indicator.save"), hint("indicator.leave"))
        elif shown is self.loaded:
            said = (hint("loaded.mapping"), hint("loaded.leave"))
        elif self.tabs.current() == MATRIX:
            said = ("Space tick", hint("integrate.export"),
                    "the preview is the page to be written")  # fmt: skip
        else:
            said = (hint("integrate.import"), hint("integrate.define"),
                    "arrows go through figures", "↵ rows behind a figure")  # fmt: skip
        return " · ".join(filter(None, said))

    def place(self) -> str:
        """Return the page that is shown."""
        return "Practice matrix" if self.tabs.current() == MATRIX else "Delivery data"

    def refresh(self, _changes: Changes | None) -> None:
        """Show the study as it is."""
        with self.study.read() as session:
            self._has_tables = bool(list_tables(session))
        if self._over is self.loaded and not self.loaded.refresh():
            self._over = None
        self._show()
        if self.stack.currentWidget() is self.delivery:
            self.delivery.refresh()
        elif self.stack.currentWidget() is self.matrix:
            self.matrix.refresh()

    def commit(self) -> None:
        """Save what is typed, and ask for no more previews."""
        super().commit()
        self.matrix.preview.stop()
        self.defining.finish()

    def define(self, draft: IndicatorDraft | None = None) -> None:
        """Define an indicator, or change one, in its form."""
        self._over = self.defining
        self.defining.open(draft)
        self._show()
        self.place_changed.emit()

    def change_readings(self, table: str) -> None:
        """Change how a loaded table is read."""
        if self.loaded.open(table):
            self._over = self.loaded
            self._show()
            self.loaded.level.setFocus()
            self.place_changed.emit()

    def _back(self) -> None:
        """Go back to the delivery data."""
        self._over = None
        self.refresh(None)
        self.place_changed.emit()

    def choose_files(self) -> None:
        """Read delivery files that the person chooses."""
        paths = self.shell.ask_open_files("Import delivery data", FILES, many=True)
        if not paths:
            return
        tables = [path for path in paths if path.suffix.casefold() not in MAPPINGS]
        mapping = next((path for path in paths if path.suffix.casefold() in MAPPINGS), None)

        def work(progress: Progress) -> DeliveryFiles:
            progress.at(0, 1, "Reading delivery files")
            return read_folder_of_tables(tables, mapping)

        self.shell.run(Job("Reading delivery files", work, self._preview))

    def load(self) -> None:
        """Load what is previewed, as one step, on a job where there are many rows."""
        if self._files is None:
            return
        files, self._files = self._files, None
        rows = sum(len(table.rows) for table in files.tables)

        def work(progress: Progress) -> None:
            progress.at(0, 1, f"Loading {rows} rows")
            files.load_into(self.study)

        def done(_nothing: object) -> None:
            said = f"{len(files.tables)} tables with {rows} rows are loaded."
            self.shell.show_message(said, "Undo", self.shell.undo)
            self.refresh(None)

        if rows > MANY:
            self.shell.run(Job("Loading delivery data", work, done))
            self._show()
        else:
            work(Progress())
            done(None)

    def _preview(self, files: DeliveryFiles) -> None:
        """Show what the files would bring."""
        self._files = files
        with self.study.read() as session:
            known = {case.name.casefold() for case in list_cases(session)}
        self.incoming.show_files(files, known, files.differences(self.study))
        self.tabs.select(DELIVERY)
        self._show()

    def _forget_files(self) -> None:
        """Load nothing."""
        self._files = None
        self.refresh(None)

    def _show(self) -> None:
        """Show the page that is chosen."""
        matrix = self.tabs.current() == MATRIX
        shown: QWidget = self.incoming
        if matrix:
            shown = self.matrix
        elif self._files is None:
            shown = self._over or (self.delivery if self._has_tables else self.empty)
        self.stack.setCurrentWidget(shown)
        for tool in (self.to_word, self.to_excel):
            tool.setVisible(matrix)
        self.importing.setVisible(not matrix and shown is not self.empty)

    def _chosen(self, _key: str) -> None:
        """Go to another page."""
        self.refresh(None)
        self.place_changed.emit()

    def _build(self) -> None:
        """Put the workspace together."""
        self.tabs = PillTabs(self.look)
        self.tabs.set_tabs([(DELIVERY, "Delivery data"), (MATRIX, "Practice matrix")])
        self.tabs.chosen.connect(self._chosen)
        self.importing = button(
            "Import…",
            self.choose_files,
            role="primary",
            tip=self.shell.keymap.shown("integrate.import"),
        )
        self.to_excel = button("Excel", lambda: self.matrix.export(".xlsx"))
        self.to_word = button(
            "Export to Word",
            lambda: self.matrix.export(".docx"),
            role="primary",
            tip=self.shell.keymap.shown("integrate.export"),
        )
        bar = Bar(self.look)
        bar.add(self.tabs, stretch=100)
        bar.stretch()
        bar.add(self.importing, self.to_excel, self.to_word)
        self.stack = QStackedWidget()
        for widget in (self.empty, self.delivery, self.incoming, self.matrix, self.defining,
                       self.loaded):  # fmt: skip
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.stack, 1)
