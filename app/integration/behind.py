"""Look behind a row: what was charted at its sites, and the raw events behind its figures."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.charting.asking import Asker
from app.integration.cards import rows_in_words
from app.reporting.preview import SMALL_FILE
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.text import card, label
from framework.queries.charts import CellView
from framework.queries.joint_behind import EventRow, SiteBehind, events_behind
from framework.queries.themes import list_themes_plain
from framework.study import Session, Study

MOST_EVENTS = 40
Found = tuple[list[SiteBehind], dict[int, str]]


def event_in_words(event: EventRow) -> str:
    """Put a raw row in a line: its table, number and values, blank ones left out."""
    held = zip(event.columns, event.row.values, strict=True)
    values = " · ".join(f"{name} {value}" for name, value in held if value.strip())
    return f"{event.table}, row {event.row.n}: {values}"


def _read(session: Session, row_id: int) -> Found:
    """Read what is behind a row, and the names of themes."""
    names = {row.id: f"{row.number} {row.name}".strip() for row in list_themes_plain(session)}
    return events_behind(session, row_id), names


class BehindPage(QWidget):
    """Show the sites of a row, each with its cells and its raw events."""

    def __init__(self, study: Study, shell: Shell, leave: Callable[[], None]) -> None:
        super().__init__()
        self._study, self._shell, self._look = study, shell, shell.look
        self._asker = Asker(study, self)
        self.title = label("Behind this row", "title", wrap=True)
        self.said: list[str] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Cells and raw events behind the row")
        self.back = button("Back to the joint display", leave, role="primary",
                           tip=shell.keymap.shown("behind.leave"))  # fmt: skip
        size = self._look.type
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(3))
        column.addWidget(self.title)
        column.addWidget(self._area, 1)
        line.addWidget(self.back)
        line.addStretch(1)
        column.addLayout(line)
        shell.keymap.bind(self, {"behind.leave": leave})

    def open(self, row_id: int, title: str) -> None:
        """Show what is behind a row, read on a thread where the study is large."""
        self.title.setText(f"Behind “{title}”" if title else "Behind this row")
        read = partial(_read, row_id=row_id)
        if self._study.path.stat().st_size > SMALL_FILE:
            self._asker.ask(read, self._came)
            return
        with self._study.read() as session:
            found = read(session)
        self._came(found)
        self.back.setFocus()

    def finish(self) -> None:
        """Let reading end."""
        self._asker.finish()

    def _came(self, found: Found) -> None:
        """Show sites."""
        sites, names = found
        self.said = []
        body, size = QWidget(), self._look.type
        body.setProperty("role", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(size.space(3))
        for site in sites:
            column.addWidget(self._card(site, names))
        if not sites:
            self._say(column, "The row names no figure and no cell yet, so nothing is behind it.",
                      "muted")  # fmt: skip
        column.addStretch(1)
        self._area.setWidget(body)

    def _card(self, site: SiteBehind, names: dict[int, str]) -> QWidget:
        """Show one site."""
        made, size = card(), self._look.type
        column = QVBoxLayout(made)
        column.setContentsMargins(*(size.space(3.5),) * 4)
        named = f"{site.case.name} {site.case.label}".strip() if site.case else "No site"
        self._say(column, named, "heading")
        for view in site.cells:
            column.addLayout(self._cell(view, names))
        if site.case is not None and not site.cells:
            self._say(column, "Nothing is charted of it that the row could rest on.", "small")
        for event in site.events[:MOST_EVENTS]:
            self._say(column, event_in_words(event), "smalltext")
            self._say(column, f"behind {', '.join(event.figures)}", "small")
        rest = len(site.events) - MOST_EVENTS
        if rest > 0:
            self._say(column, f"and {rows_in_words(rest)} more", "small")
        if not site.events:
            self._say(column, "No row of a delivery table stands behind its figures.", "small")
        return made

    def _cell(self, view: CellView, names: dict[int, str]) -> QHBoxLayout:
        """Show a cell's summary, and lead to it."""
        line = QHBoxLayout()
        said = f"{names.get(view.theme_id, '')}: {''.join(run.text for run in view.runs)}"
        self.said.append(said)
        line.addWidget(label(said, wrap=True), 1)
        go = partial(self._shell.go_to, "chart", case=view.case_id, theme=view.theme_id)
        opener = button("Open in Chart", go, role="small")
        opener.setAccessibleName(f"Open {names.get(view.theme_id, '')} in Chart")
        line.addWidget(opener)
        return line

    def _say(self, column: QVBoxLayout, said: str, role: str) -> None:
        """Add a line."""
        self.said.append(said)
        column.addWidget(label(said, role, wrap=True))
