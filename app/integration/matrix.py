"""Choose and preview the practice matrix: sites, delivery figures, what the interviews found."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Job
from app.protection.leaving import Left, write_out
from app.reporting.folders import open_folder
from app.reporting.pages import Pages
from app.reporting.preview import Preview
from app.shell import Shell
from app.widgets.text import frame, label, rule
from exports import NONE, Options
from exports.layouts import l3_practice_matrix
from framework.progress import Progress
from framework.queries.cases import list_cases
from framework.queries.delivery import list_tables
from framework.queries.indicators import list_definitions
from framework.queries.themes import list_themes_plain
from framework.study import Study

SIDE = 268
MOST_FIGURES = 10


class MatrixPage(QWidget):
    """Show the practice matrix as the page that will be written."""

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__()
        self.study, self._shell, self._look = study, shell, shell.look
        self.pages = Pages(self._look)
        self.preview = Preview(study, shell, self.pages.show_report, self.pages.show_words)
        self.ticks: dict[str, dict[str, QCheckBox]] = {"indicators": {}, "themes": {}}
        self.sites = label("", wrap=True)
        self.order = QComboBox()
        self.order.setAccessibleName("Order of the rows")
        self.order.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.order.activated.connect(lambda _at: self.draw())
        self.evidence = self._tick("Evidence appendix with links", on=True)
        self.journal = self._tick("Journal mode", on=False)
        self._places: dict[str, QVBoxLayout] = {}
        self._build()

    def refresh(self) -> None:
        """Offer the study's indicators and themes, and draw the page anew."""
        with self.study.read() as session:
            sites = list_cases(session, "site")
            sited = {table.name for table in list_tables(session) if table.site and table.rows}
            definitions = [row for row in list_definitions(session) if row.table in sited]
            themes = [row for row in list_themes_plain(session) if row.depth == 0]
        self.sites.setText(f"Sites · {len(sites)}")
        self._offer("indicators", {row.key: row.label for row in definitions}, MOST_FIGURES)
        self._offer("themes", {row.number: f"{row.number} {row.name}" for row in themes})
        before = self.order.currentData()
        self.order.clear()
        self.order.addItem("In the study’s order", "")
        for row in definitions:
            self.order.addItem(f"↓ {row.label}", row.key)
        self.order.setCurrentIndex(max(0, self.order.findData(before)))
        self.draw()

    def draw(self) -> None:
        """Ask for the preview of what is chosen."""
        options = self.options()
        self.preview.ask(lambda session: l3_practice_matrix.build(session, options))

    def options(self) -> Options:
        """Return the matrix as it is chosen now."""
        return Options(
            rows="sites",
            order_by=self.order.currentData() or "",
            evidence=self.evidence.isChecked(),
            mode="journal" if self.journal.isChecked() else "working",
            indicators=self._ticked("indicators"),
            themes=self._ticked("themes"),
        )

    def export(self, ending: str) -> None:
        """Write the matrix as it is shown."""
        kind = {".docx": "Word", ".xlsx": "Excel"}[ending]
        path = self._shell.ask_save_file(
            f"Export to {kind}", f"Practice matrix{ending}", f"{kind} (*{ending})"
        )
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(ending)
        options = self.options()

        def work(progress: Progress) -> Left:
            return write_out(self.study, "L3", target, options, progress)

        self._shell.run(Job(f"Exporting {target.name}", work, self._exported))

    def _exported(self, left: Left) -> None:
        """Say where the file is."""
        self._shell.show_message(
            left.said(f"{left.path.name} is written."),
            "Open folder",
            partial(open_folder, left.path),
        )

    def _offer(self, group: str, names: Mapping[str, str], most: int | None = None) -> None:
        """Offer ticks; those that are there keep theirs, of the first ones `most` are on."""
        ticks, place = self.ticks[group], self._places[group]
        if list(ticks) == list(names) and [t.toolTip() for t in ticks.values()] == list(
            names.values()
        ):
            return
        on = {key for key, tick in ticks.items() if tick.isChecked()}
        on |= set(
            [key for key in names if key not in ticks][
                : None if most is None else max(0, most - len(on))
            ]
        )
        for tick in ticks.values():
            tick.hide()
            tick.deleteLater()
        self.ticks[group] = {}
        for key, text in names.items():
            self.ticks[group][key] = self._tick(text, on=key in on)
            place.addWidget(self.ticks[group][key])

    def _ticked(self, group: str) -> tuple[str, ...]:
        """Return what is ticked, as options ask for it."""
        found = tuple(key for key, tick in self.ticks[group].items() if tick.isChecked())
        return found or NONE

    def _tick(self, text: str, *, on: bool) -> QCheckBox:
        """Make a tick."""
        room = self._look.type.px(SIDE) - self._look.type.px(62)
        measure = QFontMetrics(self._look.type.font("base"))
        made = QCheckBox(measure.elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        made.setToolTip(text)
        made.setAccessibleName(text)
        made.setChecked(on)
        made.toggled.connect(lambda _on: self.draw())
        return made

    def _build(self) -> None:
        """Put the page together."""
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFixedWidth(self._look.type.px(SIDE))
        inner = frame("rail")
        side.setWidget(inner)
        size = self._look.type
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(size.space(3.5),) * 4)
        column.setSpacing(size.space(1.5))
        for title, pieces in (
            ("Rows", [self.sites, self.order]),
            ("Delivery indicators", "indicators"),
            ("Themes", "themes"),
            ("Show", [self.evidence, self.journal]),
        ):
            column.addWidget(label(title, "heading"))
            if isinstance(pieces, str):
                self._places[pieces] = QVBoxLayout()
                column.addLayout(self._places[pieces])
            else:
                for piece in pieces:
                    column.addWidget(piece)
            column.addWidget(rule())
        column.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for widget in (side, frame("upright")):
            line.addWidget(widget)
        line.addWidget(self.pages, 1)
