"""Integrate: delivery data on one side, accounts on the other, joined site by site."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.apart import Cover
from app.delivery_files import DeliveryFiles, read_folder_of_tables, sites_of
from app.integration.arrived import Arrived, arrived
from app.integration.behind import BehindPage
from app.integration.cards import rows_in_words
from app.integration.defining import DefiningPage
from app.integration.delivery import DeliveryPage
from app.integration.display_tools import DisplayTools, fill_new, new_display
from app.integration.displays import DisplayPage, Doors
from app.integration.incoming import Incoming
from app.integration.loaded import LoadedPage
from app.integration.pictures import PicturesPage
from app.integration.versions import VersionsPage
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
from framework.queries.delivery import list_tables
from framework.queries.joint_displays import DisplayRow, display_of_row, list_displays
from framework.study import Study

FILES = "Delivery data (*.csv *.tsv *.xlsx *.xls *.ods *.sav *.zsav *.dta *.yaml *.yml)"
DELIVERY, PICTURES, DISPLAY = "delivery", "pictures", "display:"
MAPPINGS = (".yaml", ".yml")
MANY, MANY_CASES = 20_000, 100


class IntegrateWorkspace(Workspace):
    """Join delivery data and accounts."""

    title = "Integrate"
    icon = "integrate"

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.delivery = DeliveryPage(study, shell, self.define, self.change_readings)
        self.display = DisplayPage(study, shell, Doors(self.define, self.show_figure, self.behind))
        self.pictures = PicturesPage(study, shell)
        self.defining = DefiningPage(study, shell, self._back)
        self.loaded = LoadedPage(study, shell, self._back)
        self.behind_page = BehindPage(study, shell, self._back)
        self.versions = VersionsPage(study, shell, self._back)
        self.incoming = Incoming(shell, self.load, self._forget_files)
        self.empty = EmptyState(
            self.look, "table", "No delivery data yet",
            "Tables of what was delivered to each site, when, and what came back, as they are: "
            "csv, tsv, Excel, OpenDocument, SPSS or Stata. Rows are linked to sites by name.",
            "Import delivery data", self.choose_files,
        )  # fmt: skip
        self.displays: list[DisplayRow] = []
        self._over: QWidget | None = None
        self._files: DeliveryFiles | None = None
        self._has_tables = False
        self._build()
        self._bind()
        self.look.changed.connect(self._fit)
        for page in (self.display, self.behind_page, self.versions):
            Cover(page, study, shell, "Joint displays rest on")

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        hint = self.shell.keymap.hint
        said: dict[QWidget | None, tuple[str, ...]] = {
            self.incoming: ("↵ load", "Tab how columns are read"),
            self.defining: (hint("indicator.save"), hint("indicator.leave")),
            self.loaded: (hint("loaded.mapping"), hint("loaded.leave")),
            self.behind_page: (hint("behind.leave"),),
            self.versions: (hint("joint_versions.freeze"), hint("joint_versions.leave")),
            self.display: (hint("joint.pane"), hint("joint.next"), hint("joint.check"),
                           hint("joint.behind"), hint("integrate.export"),
                           "the preview is the page to be written"),
        }  # fmt: skip
        others = (hint("integrate.import"), hint("integrate.define"), hint("integrate.new"),
                  "↵ rows behind a figure")  # fmt: skip
        return " · ".join(filter(None, said.get(self.stack.currentWidget(), others)))

    def place(self) -> str:
        """Return the page that is shown."""
        shown = self.shown_display()
        if shown is not None:
            return shown.name
        return "Pictures" if self.tabs.current() == PICTURES else "Delivery data"

    def shown_display(self) -> DisplayRow | None:
        """Return the joint display whose tab is chosen, if one is."""
        key = self.tabs.current()
        return next((row for row in self.displays if f"{DISPLAY}{row.id}" == key), None)

    def refresh(self, _changes: Changes | None) -> None:
        """Show the study as it is."""
        with self.study.read() as session:
            self._has_tables = bool(list_tables(session))
            self.displays = list_displays(session)
        named = ((f"{DISPLAY}{row.id}", row.name) for row in self.displays)
        pictures = [(PICTURES, "Pictures")] if self._has_tables else []
        self.tabs.set_tabs([(DELIVERY, "Delivery data"), *pictures, *named])
        if (self._over is self.loaded and not self.loaded.refresh()) or (
            self._over is self.versions and not self.versions.refresh()
        ):
            self._over = None
        self._show()
        # The tabs have their places once they are laid out.
        QTimer.singleShot(0, self.tabs, lambda: self.tabs.select(self.tabs.current()))
        shown = self.shown_display()
        if self.stack.currentWidget() is self.delivery:
            self.delivery.refresh()
        elif self.stack.currentWidget() is self.pictures:
            self.pictures.refresh()
        elif self.stack.currentWidget() is self.display and shown is not None:
            self.display.refresh(shown.id)

    def go(self, **where: object) -> None:
        """Show a joint display by its id (`display`), or by a row of it (`joint_row`)."""
        display, row = where.get("display"), where.get("joint_row")
        if isinstance(row, int):
            with self.study.read() as session:
                display = display_of_row(session, row)
            self.display.want_row(row)
        self.refresh(None)
        if display in {one.id for one in self.displays}:
            self.select(f"{DISPLAY}{display}")

    def take_keys(self) -> None:
        """Let keys walk the tabs."""
        self.tabs.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tools say less where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the tools fit the width."""
        self.tools.fit(self.width())

    def commit(self) -> None:
        """Save what is typed, and ask for no more previews."""
        self.display.finish()
        super().commit()
        self.delivery.finish()
        self.pictures.finish()
        self.loaded.finish()
        self.defining.finish()
        self.behind_page.finish()

    def select(self, key: str) -> None:
        """Go to a tab."""
        self.display.commit()
        if self._over is self.defining and (begun := self.defining.keep()):
            self.shell.show_message(f"“{begun}” is not saved yet.", "Go on", self._go_on)
        self._over = None
        self.tabs.select(key)
        self.refresh(None)
        self.place_changed.emit()

    def define(self, draft: IndicatorDraft | None = None) -> None:
        """Define an indicator, or change one, in its form."""
        self.defining.open(draft)
        self._lay_over(self.defining)

    def _go_on(self) -> None:
        """Go on with the indicator that was left."""
        self._lay_over(self.defining)
        self.defining.resume()

    def change_readings(self, table: str) -> None:
        """Change how a loaded table is read."""
        if self.loaded.open(table):
            self._lay_over(self.loaded)
            self.loaded.level.setFocus()

    def behind(self, row_id: int) -> None:
        """Show the cells and the raw events behind a row of a joint display."""
        read = self.display.read
        row = next((row for row in read.rows if row.id == row_id), None) if read else None
        self.behind_page.open(row_id, row.title if row else "")
        self._lay_over(self.behind_page)

    def show_versions(self) -> None:
        """Show the versions of the joint display."""
        shown = self.shown_display()
        if shown is not None:
            self.display.commit()
            if self.versions.open(shown.id):
                self._lay_over(self.versions)
                self.versions.reason.setFocus()

    def show_figure(self, key: str, case: str | None) -> None:
        """Show the rows of delivery data behind a figure."""
        self.select(DELIVERY)
        self.delivery.show_figure(key, case)

    def new_display(self, layout: str) -> None:
        """Make a joint display, and show it."""
        made = new_display(self.study, layout)
        self.refresh(None)
        self.select(f"{DISPLAY}{made}")
        self.display.pane.name.setFocus()
        self.display.pane.name.selectAll()

    def choose_files(self) -> None:
        """Read delivery files that the person chooses."""
        paths = self.shell.ask_open_files("Import delivery data", FILES, many=True)
        if not paths:
            return
        tables = [path for path in paths if path.suffix.casefold() not in MAPPINGS]
        mapping = next((path for path in paths if path.suffix.casefold() in MAPPINGS), None)

        def work(progress: Progress) -> Arrived:
            progress.at(0, 1, "Reading delivery files")
            files = read_folder_of_tables(tables, mapping, sites_of(self.study))
            progress.at(0, 1, "Comparing them with the study")
            return arrived(self.study, files)

        self.shell.run(Job("Reading delivery files", work, self._preview))

    def load(self) -> None:
        """Load what is previewed, as one step, on a job where there are many rows."""
        if self._files is None:
            return
        files, self._files = self._files, None
        self.incoming.forget()
        rows = sum(len(table.rows) for table in files.tables)

        def work(progress: Progress) -> None:
            progress.at(0, 1, f"Loading {rows} rows")
            files.load_into(self.study)

        def done(_nothing: object) -> None:
            many = len(files.tables)
            said = "1 table is loaded" if many == 1 else f"{many} tables are loaded"
            said += f" with {rows_in_words(rows)}."
            self.shell.show_message(said, "Undo", self.shell.undo)
            self.refresh(None)

        if rows > MANY or len(files.cases) > MANY_CASES:
            self.shell.run(Job("Loading delivery data", work, done))
            self._show()
        else:
            work(Progress())
            done(None)

    def _preview(self, found: Arrived) -> None:
        """Show what the files would bring."""
        self._files = found.files
        self.incoming.show_files(found)
        self._over = None
        self.tabs.select(DELIVERY)
        self._show()

    def _forget_files(self) -> None:
        """Load nothing."""
        self._files = None
        self.incoming.forget()
        self.refresh(None)

    def _lay_over(self, page: QWidget) -> None:
        """Show a page over the one whose tab is chosen."""
        self._over = page
        self._show()
        self.place_changed.emit()

    def _back(self) -> None:
        """Go back to the page whose tab is chosen."""
        self._over = None
        self.refresh(None)
        self.place_changed.emit()

    def _show(self) -> None:
        """Show the page that is chosen."""
        display = self.shown_display()
        under: QWidget = self.display
        if self.tabs.current() == PICTURES:
            under = self.pictures
        elif display is None:
            under = self.incoming
            if self._files is None:
                under = self.delivery if self._has_tables else self.empty
        shown = self._over or under
        self.stack.setCurrentWidget(shown)
        self.tools.show_display(display if shown is self.display else None, len(self.displays))
        self.importing.setVisible(display is None and shown in {self.delivery, self.incoming})

    def _next_tab(self, by: int) -> None:
        """Go to a neighbouring tab."""
        pictures = [PICTURES] if self._has_tables else []
        keys = [DELIVERY, *pictures, *(f"{DISPLAY}{row.id}" for row in self.displays)]
        self.select(keys[(keys.index(self.tabs.current()) + by) % len(keys)])

    def _export(self) -> None:
        """Export the joint display to Word, where one is shown."""
        if self.stack.currentWidget() is self.display:
            self.display.export(".docx", self.tools.lock)

    def _new(self) -> None:
        """Offer the layouts of a new joint display."""
        self._menu.clear()
        fill_new(self._menu, self.new_display)
        self._menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _bind(self) -> None:
        """Let keys work."""
        slots: dict[str, Callable[[], object]] = {
            "integrate.import": self.choose_files,
            "integrate.export": self._export,
            "integrate.define": self.define,
            "integrate.readings": self.delivery.change_readings,
            "integrate.new": self._new,
            "integrate.versions": self.show_versions,
            "integrate.next_tab": partial(self._next_tab, 1),
            "integrate.previous_tab": partial(self._next_tab, -1),
        }
        self.shell.keymap.bind(self, slots)

    def _build(self) -> None:
        """Put the workspace together."""
        shown = self.shell.keymap.shown
        self.tabs = PillTabs(self.look)
        self.tabs.set_tabs([(DELIVERY, "Delivery data")])
        self.tabs.chosen.connect(self.select)
        self._menu = QMenu(self)
        self.new = button("+ New", self._new, role="quiet", tip=shown("integrate.new"))
        self.new.setAccessibleName("New joint display")
        self.importing = button("Import…", self.choose_files, role="primary",
                                tip=shown("integrate.import"))  # fmt: skip
        self.tools = DisplayTools(self.study, self.shell, self.display.export, self.show_versions)
        bar = Bar(self.look)
        bar.add(self.tabs, stretch=100)
        bar.add(self.new)
        bar.stretch()
        bar.add(self.importing, self.tools)
        self.stack = QStackedWidget()
        for widget in (self.empty, self.delivery, self.incoming, self.display, self.pictures,
                       self.defining, self.loaded, self.behind_page, self.versions):  # fmt: skip
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.stack, 1)
