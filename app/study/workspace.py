"""Study: progress at a glance, and what to do next."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.apart import charts_apart
from app.shell import Shell
from app.study.figures import Figures
from app.study.next_steps import NextStep, next_steps
from app.study.side import LATEST, Side
from app.widgets.heat_map import HeatMap
from app.widgets.side_split import SideSplit
from app.widgets.signs import Legend
from app.widgets.text import card, label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from app.study.audit_page import AuditPage
    from framework.history import Changes
    from framework.study import Study

RIGHT = 350
WIDEST = 1500
LATER_MS = 60


class StudyWorkspace(Workspace):
    """Hold figures and heat map at the left, next and latest at the right; behind it the trail."""

    title = "Study"
    icon = "study"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self.figures, self.heat_map = Figures(self.look), HeatMap(self.look)
        self.side = Side(self.look)
        self._nothing = label("", "muted", wrap=True)
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._read)
        self.heat_map.opened.connect(self._open_cell)
        self.side.go_wanted.connect(self._go)
        self.side.trail_wanted.connect(self.show_trail)
        self._lay_out()
        self.look.changed.connect(self._fit_map)

    @cached_property
    def audit(self) -> "AuditPage":
        """Make the audit trail when it is first wanted: all that can be exported comes with it."""
        from app.study.audit_page import AuditPage

        made = AuditPage(self.study, self.shell)
        made.back_wanted.connect(self._show_glance)
        self._pages.addWidget(made)
        return made

    def refresh(self, changes: "Changes | None") -> None:
        """Show the study as it is."""
        if changes is None:
            self._read()
        else:
            self._later.start()

    def place(self) -> str:
        """Return the page, where it is not the study at a glance."""
        return "Audit trail" if self._on_trail else ""

    def take_keys(self) -> None:
        """Let keys work on the map of the charts, or on the list of steps."""
        (self.audit.table if self._on_trail else self.heat_map).setFocus()

    def go(self, **where: object) -> None:
        """Show the audit trail where it is asked for."""
        if where.get("page") == "audit":
            self.show_trail()

    def show_trail(self) -> None:
        """Show the audit trail."""
        self._pages.setCurrentWidget(self.audit)
        self.audit.refresh()
        self._turned()

    def _show_glance(self) -> None:
        """Show the study at a glance."""
        self._pages.setCurrentIndex(0)
        self._read()
        self._turned()

    def _turned(self) -> None:
        """Let keys work on the page that is shown now."""
        self.take_keys()
        self.place_changed.emit()

    @property
    def _on_trail(self) -> bool:
        """Tell whether the audit trail is shown."""
        return self._pages.currentIndex() > 0

    def _read(self) -> None:
        """Ask how far the study has come, or what was done."""
        if self._on_trail:
            self.audit.refresh()
            return
        from framework.queries import progress
        from framework.queries.cases import list_cases
        from framework.queries.history import history
        from framework.queries.themes import grown_others, list_themes_plain
        from framework.queries.transcripts import list_transcripts, speaking_transcripts

        apart = charts_apart(self.study, self.shell)
        with self.study.read() as session:
            cells = progress.matrix(session, apart=apart)
            found = progress.progress(session, cells)
            cases = list_cases(session, "participant")
            themes = progress.matrix_columns(list_themes_plain(session))
            transcripts = list_transcripts(session)
            speaking = speaking_transcripts(session)
            others = grown_others(session)
            latest = history(session, LATEST, apart)
        self.figures.show_progress(found)
        bare = progress.bare_columns(themes, cells)
        themes = [theme for theme in themes if theme.id not in bare]
        self.heat_map.show_cells(cases, themes, cells)
        steps = next_steps(found, transcripts, cells, speaking, others)
        self.side.show_steps(steps, latest, self.study.path)
        there = bool(cases and themes)
        self._fit_map()
        self._map.setVisible(there)
        self._legend.setVisible(there)
        self._nothing.setVisible(not there)
        lacking = "themes" if cases else "cases" if themes else "cases and themes"
        self._nothing.setText(f"The map of the charts appears here once there are {lacking}.")

    def _fit_map(self) -> None:
        """Give the map the height of its rows."""
        bar = self._map.horizontalScrollBar().sizeHint().height()
        self._map.setFixedHeight(self.heat_map.sizeHint().height() + bar)

    def _open_cell(self, case_id: int, theme_id: int) -> None:
        """Open a cell of the charts."""
        self.shell.go_to("chart", case=case_id, theme=theme_id)

    def _go(self, step: NextStep) -> None:
        """Go where a thing is to be done."""
        self.shell.go_to(step.workspace, **step.where)

    def _lay_out(self) -> None:
        """Put the two sides beside each other."""
        size = self.look.type
        inside = QWidget()
        inside.setObjectName("ground")
        inside.setMaximumWidth(size.px(WIDEST))
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(4))
        column.addWidget(self.figures)
        column.addWidget(self._heat_card())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("How far the study has come")
        split = SideSplit(self.look, area, self.side, RIGHT, 200)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(split)
        outer.addWidget(self._pages)

    def _heat_card(self) -> QFrame:
        """Make the card of the heat map."""
        box, size = card(), self.look.type
        column = QVBoxLayout(box)
        column.setContentsMargins(size.space(4.5), size.space(4), size.space(4.5), size.space(4))
        column.setSpacing(size.space(2.5))
        line = QHBoxLayout()
        line.addWidget(label("Charting progress", "heading"))
        line.addWidget(label("cases × sub-themes · click a cell to open it", "small", wrap=True), 1)
        column.addLayout(line)
        self._map = QScrollArea()
        self._map.setWidgetResizable(True)
        self._map.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._map.setAccessibleName("Map of the charts")
        self._map.setProperty("role", "clear")
        self._map.setWidget(self.heat_map)
        self._map.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._legend = Legend(self.look)
        for widget in (self._map, self._nothing, self._legend):
            column.addWidget(widget)
        return box
