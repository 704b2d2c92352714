"""Show delivery data: tables, what matches no site, indicators, figures, and the rows behind."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.charting.asking import Asker
from app.integration.cards import UnmatchedBox, rows_in_words
from app.integration.indicator_cards import Acts, IndicatorList
from app.integration.links import LinkedList
from app.integration.reading_delivery import Delivered, read_delivery
from app.integration.tables import FiguresModel, RowsModel
from app.jobs import Job
from app.reporting.preview import SMALL_FILE
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.text import frame, label
from framework.drafts import IndicatorDraft
from framework.edits.delivery import define_indicator, link_site, remove_table
from framework.edits.indicators import move_indicator, remove_indicator
from framework.progress import Progress
from framework.queries.delivery import TableRow
from framework.queries.indicators import DefinitionRow, IndicatorRow, indicators
from framework.study import Study

SIDE = 296
FIGURE_WIDTH, WIDEST_FIGURE, WIDEST_SITE = 128, 340, 180
HEAD = 62
MANY_ROWS = 5000


class DeliveryPage(QWidget):
    """Lay out the delivery data of a study.

    `define` opens the form of indicators, `change_readings` the page about a table by its name.
    """

    def __init__(
        self, study: Study, shell: Shell,
        define: Callable[[IndicatorDraft | None], None], change_readings: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self.study, self._shell, self._look = study, shell, shell.look
        self._define, self._change_readings = define, change_readings
        self._wanted: tuple[str, str | None] | None = None
        self._tables: list[TableRow] = []
        self._listed: set[int] = set()
        self._drawn = self._unread = False
        self._asker = Asker(study, self)
        self.rows, self.figures = RowsModel(study, self._look, self), FiguresModel(self._look, self)
        self.unmatched = UnmatchedBox(self._look, self._link)
        self.linked = LinkedList(self._link)
        acts = Acts(self._tolerate, self._edit, self._move, self._remove)
        self.indicators = IndicatorList(shell, acts)
        self.define = button("+ Define an indicator…", lambda: define(None), role="link",
                             tip=shell.keymap.shown("integrate.define"))  # fmt: skip
        self.reread = button("How it is read…", self.change_readings, role="small",
                             tip=shell.keymap.shown("integrate.readings"))  # fmt: skip
        self.away = button("Remove table", self._remove_table, role="small")
        self.tables = QListWidget()
        self.tables.setProperty("role", "rail")
        self.tables.setAccessibleName("Delivery tables")
        self.tables.setWordWrap(True)
        self.tables.setSpacing(2)
        self.tables.currentRowChanged.connect(self._show_table)
        self.heading = label("", "heading")
        self.about = label("", "small", wrap=True)
        self.every = button("Show all rows", self._show_all, role="small")
        self._build()
        self._look.changed.connect(self._measure)
        self._measure()

    def refresh(self) -> None:
        """Show the delivery data as they are, read on a thread where the study is large."""
        self._unread = False
        if self.study.path.stat().st_size > SMALL_FILE:
            self._asker.ask(read_delivery, self._came)
            return
        with self.study.read() as session:
            found = read_delivery(session)
        self._came(found)

    def finish(self) -> None:
        """Let reading end; what was not read is read when the page is shown again."""
        self._unread = self._unread or self._asker.busy
        self._asker.finish()

    def _came(self, found: Delivered) -> None:
        """Show what was read, and compute the figures."""
        self._tables = found.tables
        self.unmatched.show_rows(found.lost, found.sites, found.near, found.questions)
        self.linked.show_links(found.links, found.sites)
        self.indicators.show_rows(found.definitions)
        self._list_tables(found.strange)
        self._compute(found.definitions)

    def _compute(self, definitions: list[DefinitionRow]) -> None:
        """Compute the figures, on a job where there are many rows."""

        def work(_progress: Progress) -> list[IndicatorRow]:
            with self.study.read() as session:
                return indicators(session)

        if sum(table.rows for table in self._tables) > MANY_ROWS:
            title = "Computing the delivery figures"
            self._shell.run(Job(title, work, lambda rows: self._show_figures(definitions, rows)))
        else:
            self._show_figures(definitions, work(Progress()))

    def _show_figures(self, definitions: list[DefinitionRow], rows: list[IndicatorRow]) -> None:
        """Show the figures of sites by indicators."""
        # What has no figure for any site stands last: its columns are all dashes.
        sited = {row.key for row in rows if row.case is not None}
        self.figures.show(sorted(definitions, key=lambda row: row.key not in sited), rows)
        self._fit_columns()
        self._share_height()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.show_figure(*wanted)

    def show_figure(self, key: str, case: str | None) -> None:
        """Show the rows behind a figure of an indicator, of a site or (None) of all."""
        place = self.figures.place_of(key, case)
        if place is None or self._asker.busy:
            self._wanted = (key, case)
            return
        self._grid.setCurrentIndex(place)
        self._grid.scrollTo(place)
        self.show_behind(place)

    def change_readings(self) -> None:
        """Change how the table that is shown is read."""
        if self.rows.table is not None:
            self._change_readings(self.rows.table.name)

    def _list_tables(self, strange: dict[int, int]) -> None:
        """List the tables with their rows, and keep the one that is shown, or show a new one."""
        new = [at for at, table in enumerate(self._tables) if table.id not in self._listed]
        sited = (at for at in new if self._tables[at].site)
        before = next(sited, new[0] if new else self.tables.currentRow())
        self._listed = {table.id for table in self._tables}
        self.tables.blockSignals(True)
        self.tables.clear()
        for table in self._tables:
            lost = strange.get(table.id, 0)
            said = rows_in_words(table.rows)
            said += f" · {lost} match no site" if lost else ""
            said += "" if table.site else " · names no site"
            item = QListWidgetItem(f"{table.name}\n{said}")
            item.setToolTip("\n".join(f"{name}: {reading}" for name, reading in table.columns))
            self.tables.addItem(item)
        self.tables.setCurrentRow(min(max(0, before), len(self._tables) - 1))
        self.tables.blockSignals(False)
        tall = self.tables.sizeHintForRow(0) if self._tables else 0
        self.tables.setFixedHeight((tall + 4) * min(6, len(self._tables)) + 4)
        self._show_table(self.tables.currentRow())

    def _show_table(self, at: int) -> None:
        """Show the rows of a table as they came."""
        if 0 <= at < len(self._tables):
            table = self._tables[at]
            self.rows.show(table)
            self.heading.setText(f"{table.name} · {rows_in_words(table.rows)} as they came")
            self.about.setText(" ".join(table.remarks))
            self.about.setVisible(bool(table.remarks))
            self.every.hide()

    def _show_all(self) -> None:
        """Show all rows of the table again."""
        self._show_table(self.tables.currentRow())

    def show_behind(self, index: QModelIndex) -> None:
        """Show the rows behind a figure."""
        found = self.figures.figure(index)
        if found is None:
            return
        named = self.figures.definitions[index.column()].table
        at = next((i for i, table in enumerate(self._tables) if table.name == named), -1)
        self.about.setVisible(True)
        self.heading.setText(f"{found.label}, {self.figures.site(index.row())}: {found.text}")
        if at < 0:
            self.about.setText("This figure counts cases, not rows of a table.")
            self.rows.show(None)
            return
        self.tables.blockSignals(True)
        self.tables.setCurrentRow(at)
        self.tables.blockSignals(False)
        self.rows.show(self._tables[at], found.rows)
        self.about.setText(f"{rows_in_words(len(found.rows))} of {named} behind this figure.")
        self.every.show()

    def _link(self, table_id: int, site: str, case_id: int | None) -> None:
        """Say which site a table means, or none."""
        link_site(self.study, table_id, site, case_id)
        said = "is linked" if case_id else "is no longer linked"
        self._shell.show_message(f"“{site}” {said}.", "Undo", self._shell.undo)

    def _tolerate(self, row: DefinitionRow, days: int) -> None:
        """Change the tolerance of an indicator."""
        define_indicator(self.study, replace(row.definition, tolerance=days))

    def _edit(self, row: DefinitionRow) -> None:
        """Change an indicator in its form."""
        self._define(row.definition)

    def _move(self, row: DefinitionRow, by: int) -> None:
        """Move an indicator by some places."""
        order = list(self.indicators.cards)
        place = order.index(row.id) + by
        if 0 <= place < len(order):
            move_indicator(self.study, row.id, place)

    def _remove(self, row: DefinitionRow) -> None:
        """Remove an indicator."""
        remove_indicator(self.study, row.id)
        self._shell.show_message(f"“{row.label}” is removed.", "Undo", self._shell.undo)

    def _remove_table(self) -> None:
        """Remove the table that is shown, with its links and indicators."""
        if self.rows.table is not None:
            name = self.rows.table.name
            remove_table(self.study, self.rows.table.id)
            said = f"{name} is removed, with the indicators that it bore."
            self._shell.show_message(said, "Undo", self._shell.undo)

    def _build(self) -> None:
        """Put the page together."""
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setAccessibleName("Tables and indicators")
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = frame("rail")
        self._side.setWidget(inner)
        self._left = QVBoxLayout(inner)
        for piece in (label("Tables", "heading"), self.tables, self.unmatched,
                      self.linked, label("Indicators", "heading"), self.indicators,
                      self.define):  # fmt: skip
            self._left.addWidget(piece)
        self._left.addStretch(1)
        self._grid = self._table(self.figures, "Figures by site")
        self._grid.clicked.connect(self.show_behind)
        self._grid.activated.connect(self.show_behind)
        self._grid.setWordWrap(True)
        self._list = self._table(self.rows, "Rows as they came")
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self._list.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._grid.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag(wrapped.value | Qt.TextFlag.TextWordWrap.value)
        )
        self._right = right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.splitterMoved.connect(self._keep_shares)
        hint = label("Choose a figure to see the rows behind it.", "small")
        right.addWidget(self._part([label("Figures by site", "heading"), hint], self._grid))
        right.addWidget(
            self._part([self.heading, self.every, self.reread, self.away], self._list, self.about)
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._side)
        line.addWidget(frame("upright"))
        line.addWidget(right, 1)

    def _keep_shares(self, *_moved: int) -> None:
        """Leave the heights as the person drew them."""
        self._drawn = True

    def _share_height(self) -> None:
        """Give the figures the height of their rows, three fifths of the page at most."""
        if self._drawn:
            return
        self._fit_head()
        whole, size = sum(self._right.sizes()), self._look.type
        rows = size.px(28) * self.figures.rowCount()
        head = (
            self._grid.horizontalHeader().height()
            + self._grid.horizontalScrollBar().sizeHint().height()
        )
        wanted = min(whole * 3 // 5, rows + head + size.space(12))
        self._right.setSizes([wanted, whole - wanted])

    def _fit_columns(self) -> None:
        """Make each column of figures as wide as the figure of all sites asks for."""
        size, last = self._look.type, self.figures.rowCount() - 1
        metrics = QFontMetrics(size.font("base", bold=True))
        least, most, room = size.px(FIGURE_WIDTH), size.px(WIDEST_FIGURE), size.space(6)
        for column in range(self.figures.columnCount()):
            said = str(self.figures.data(self.figures.index(last, column)))
            wanted = metrics.horizontalAdvance(said) + room
            self._grid.setColumnWidth(column, min(most, max(least, wanted)))

    def _fit_head(self) -> None:
        """Make the head of the figures as tall as its longest label."""
        size = self._look.type
        room = QRect(0, 0, size.px(FIGURE_WIDTH) - size.space(4), size.px(400))
        metrics = self._grid.horizontalHeader().fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap)
        tallest = max(
            (metrics.boundingRect(room, flags, row.label).height()
             for row in self.figures.definitions), default=0,
        )  # fmt: skip
        self._grid.horizontalHeader().setFixedHeight(max(size.px(HEAD), tallest + size.space(5)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out anew."""
        super().resizeEvent(event)
        self._share_height()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the height out once there is one, and read what was not read."""
        super().showEvent(event)
        self._share_height()
        if self._unread:
            self.refresh()

    def _part(self, head: list[QWidget], table: QWidget, under: QWidget | None = None) -> QWidget:
        """Put a heading over a table."""
        made, size = frame("pane"), self._look.type
        column = QVBoxLayout(made)
        column.setContentsMargins(size.space(3.5), size.space(3), 0, 0)
        line = QHBoxLayout()
        for piece in head:
            line.addWidget(piece)
        line.addStretch(1)
        column.addLayout(line)
        if under is not None:
            column.addWidget(under)
        column.addWidget(table, 1)
        return made

    def _table(self, model: RowsModel | FiguresModel, name: str) -> QTableView:
        """Make a table."""
        made = QTableView()
        made.setTabKeyNavigation(False)
        made.setModel(model)
        made.setAccessibleName(name)
        made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.horizontalHeader().setHighlightSections(False)
        made.verticalHeader().setHighlightSections(False)
        made.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setCornerButtonEnabled(False)
        return made

    def _measure(self) -> None:
        """Take sizes from the size of type."""
        size = self._look.type
        self._side.setFixedWidth(size.px(SIDE))
        self._left.setContentsMargins(*(size.space(3.5),) * 4)
        self._left.setSpacing(size.space(2))
        for table in (self._grid, self._list):
            table.horizontalHeader().setDefaultSectionSize(size.px(FIGURE_WIDTH))
            table.verticalHeader().setDefaultSectionSize(size.px(28))
            table.verticalHeader().setMaximumWidth(size.px(WIDEST_SITE))
            table.setStyleSheet(
                "QTableCornerButton::section { background: transparent; border: none; }"
                f"QTableView::item {{ padding: 0 {size.space(2)}px; }}"
            )
        self._fit_columns()
        self._fit_head()
