"""Report: what can be handed in, how it is set, its pages, and the file."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.apart import OPEN_LAYOUTS, Cover, may_leave
from app.jobs import Job
from app.protection.guard import Guard
from app.protection.leaving import Left, write_out
from app.reporting.choices import Choices
from app.reporting.folders import open_folder
from app.reporting.layout_list import LayoutList
from app.reporting.pages import Pages
from app.reporting.preview import Preview
from app.reporting.rows_preview import as_table
from app.shell import Shell
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.text import frame, label
from app.widgets.workspace import Workspace
from exports import LAYOUTS, Layout, formats_of
from exports.report import Report
from framework.history import Changes
from framework.progress import Progress
from framework.queries.cases import list_cases
from framework.queries.crosswalk import templates_mapped
from framework.queries.indicators import list_definitions
from framework.queries.themes import list_themes_plain
from framework.queries.transcripts import list_transcripts
from framework.queries.versions import list_versions
from framework.study import Session, Study

SIDE = 300


class ReportWorkspace(Workspace):
    """Choose an export, see its first pages, write it."""

    title = "Report"
    icon = "report"

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.layout_key = LAYOUTS[0].key
        self.pages = Pages(self.look)
        self.guard = Guard(shell, self._draw)
        self.preview = Preview(study, shell, self._show_report, self._show_words)
        self.choices = Choices(self.look, self._changed, study.read)
        self.choices.more.template.asked.connect(self._ask_template)
        self.choices.password.asked.connect(self._see_password)
        self.export_button = button(
            "Export…", self.export, role="primary", tip=shell.keymap.shown("report.export")
        )
        self._last: Path | None = None
        self.after, self.written = frame("card"), label("", wrap=True)
        self._rail, self._pane = frame("rail"), QScrollArea()
        self._list = LayoutList(self.look, self._choose_and_draw)
        self.layouts = self._list.choices
        self._build()
        shell.keymap.bind(self, {"report.export": self.export})
        self._choose(self.layout_key)

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        export = self.shell.keymap.hint("report.export")
        said = ("↑ ↓ choose", "Tab options", export, "the preview is what will be written")
        return " · ".join(filter(None, said))

    def place(self) -> str:
        """Return the export that is shown."""
        return self._layout().name

    def refresh(self, _changes: Changes | None) -> None:
        """Read what can be chosen, and draw the preview anew."""
        with self.study.read() as session:
            themes = [row for row in list_themes_plain(session) if row.depth == 0]
            definitions = list_definitions(session)
            versions, mapped = list_versions(session), templates_mapped(session)
            cases, transcripts = list_cases(session), list_transcripts(session)
        self._body.show_full(on=bool(themes or cases or transcripts))
        self.export_button.setVisible(not self._body.is_empty())
        self.choices.offer(themes, definitions)
        self.choices.offer_versions(versions, mapped)
        self.choices.offer_names(cases, transcripts)
        self._draw()

    def commit(self) -> None:
        """Ask for no more previews."""
        self.preview.stop()

    def export(self) -> None:
        """Write the export that is shown to a file."""
        layout, fmt = self._layout(), self.choices.format()
        if not may_leave(self.study, self.shell, layout.key):
            return
        password = self.choices.password.told()
        path = self.shell.ask_save_file(
            f"Export {layout.name}", f"{layout.name}{fmt.ending}", f"{fmt.name} (*{fmt.ending})"
        )
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(fmt.ending)
        options = self.guard.decided(self.choices.options())
        decision = self.guard.record()
        self.choices.password.forget()

        def work(progress: Progress) -> Left:
            return write_out(self.study, layout.key, path, options, progress, decision,
                             password=password)  # fmt: skip

        self.shell.run(Job(f"Exporting {path.name}", work, self._exported))

    def _ask_template(self) -> None:
        """Let a Word document be chosen that lends its styles."""
        paths = self.shell.ask_open_files("Word template", "Word (*.docx *.dotx)")
        if paths:
            self.choices.more.template.choose(paths[0])

    def _see_password(self) -> None:
        """Scroll to the password once its fields have their place."""
        field = self.choices.password.lost
        QTimer.singleShot(0, self._pane, lambda: self._pane.ensureWidgetVisible(field))

    def _exported(self, left: Left) -> None:
        """Say where the file is, and whether it asks for its password."""
        words = left.written
        self.written.setText(words)
        self._last = left.path
        self.after.show()
        self.shell.show_message(words, "Open folder", partial(open_folder, left.path))

    def _build(self) -> None:
        """Put the workspace together."""
        bar = Bar(self.look)
        bar.add(label("Exports", "title"))
        bar.stretch()
        bar.add(self.export_button)
        inside = QWidget()
        body = QHBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._side())
        body.addWidget(frame("upright"))
        sheets = QWidget()
        shown = QVBoxLayout(sheets)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(0)
        shown.addWidget(self.guard)
        shown.addWidget(self.pages, 1)
        body.addWidget(sheets, 1)
        self.cover = Cover(
            sheets, self.study, self.shell, "This export shows",
            lambda: self.layout_key not in OPEN_LAYOUTS,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        nothing = EmptyState(
            self.look, self.icon, "Nothing to report yet",
            "Charts, joint displays and what describes the study are set here for Word, Excel and "
            "the web. They begin with transcripts.",
            "Go to Transcripts", partial(self.shell.go_to, "transcripts"),
        )  # fmt: skip
        self._body = EmptyOr(nothing, inside)
        column.addWidget(self._body, 1)

    def _side(self) -> QWidget:
        """Make the pane of exports and options."""
        pane, inner, size = self._pane, self._rail, self.look.type
        pane.setWidgetResizable(True)
        pane.setAccessibleName("Exports and their options")
        pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pane.setFixedWidth(size.px(SIDE))
        pane.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(size.space(3.5), size.space(3.5), size.space(3.5), size.space(3))
        column.setSpacing(size.space(1))
        column.addWidget(self._list.widget)
        column.addSpacing(size.space(2))
        column.addWidget(self.choices)
        column.addWidget(self._afterwards())
        column.addStretch(1)
        return pane

    def _afterwards(self) -> QFrame:
        """Make what is shown once a file is written."""
        line = QVBoxLayout(self.after)
        line.addWidget(self.written)
        line.addWidget(
            button("Open folder", self._open, role="small"), 0, Qt.AlignmentFlag.AlignLeft
        )
        self.after.hide()
        return self.after

    def _open(self) -> None:
        """Open the folder of the file that was written last."""
        if self._last is not None:
            open_folder(self._last)

    def _layout(self) -> Layout:
        """Return the layout that is chosen."""
        return next(layout for layout in LAYOUTS if layout.key == self.layout_key)

    def _choose(self, key: str) -> None:
        """Choose a layout, and offer what can be chosen about it."""
        self.layout_key = key
        self._list.choose(key)
        self.choices.fit(self._layout(), formats_of(self._layout()))

    def _choose_and_draw(self, key: str) -> None:
        """Choose a layout and show it, where the arrow keys have led."""
        self._choose(key)
        self._pane.ensureWidgetVisible(self.layouts[key])
        self._draw()
        self.place_changed.emit()

    def _changed(self) -> None:
        """Draw the preview of other options."""
        self._draw()

    def _draw(self) -> None:
        """Ask for the preview of what is chosen."""
        if self.cover.settle():
            self.preview.stop()
            return
        layout = self._layout()
        options = replace(self.choices.options(), coder=self.study.coder)

        def build(session: Session, progress: Progress) -> Report:
            report = layout.build(session, replace(options, progress=progress))
            return as_table(self.guard.look_through(session, report, options))

        self.preview.ask(build)

    def _show_report(self, report: Report) -> None:
        """Show the pages of a report."""
        self.pages.show_report(report)
        self.guard.show_found()
        self.guard.show()

    def _show_words(self, said: str) -> None:
        """Say why there is no report, of which nothing is to be decided then."""
        self.pages.show_words(said)
        self.guard.hide()
