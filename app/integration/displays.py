"""Show a joint display as the page that will be written, choose what it shows, write its rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from app.apart import may_leave
from app.charting.asking import Asker
from app.integration.definition_pane import ABOUT_SITES, DefinitionPane, side_width
from app.integration.page_keys import PageLinks
from app.integration.page_links import Names, link_at
from app.integration.reading_displays import Read, read_display, result_in_words
from app.integration.row_editor import Beside, RowEditor
from app.jobs import Job
from app.protection.guard import Guard
from app.protection.leaving import Left, write_out
from app.reporting.folders import open_folder
from app.reporting.pages import Pages
from app.reporting.password_button import PasswordButton
from app.reporting.preview import SMALL_FILE, Preview
from app.shell import Shell
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.text import frame
from exports import LAYOUTS, Options
from exports.report import Report
from framework.drafts import JointDefinition
from framework.edits import joint_displays, joint_rows
from framework.progress import Progress
from framework.rules.figure_tokens import figures_in
from framework.rules.joint_layouts import layout_of
from framework.study import Session, Study

BLIND = (
    "The page shows what every coder judged. It is drawn once you have judged the {} that others "
    "have judged already."
)


@dataclass(frozen=True)
class Doors:
    """Hold where a joint display leads: the form, the rows behind a figure, what is behind a row.

    `figure` takes the key of an indicator and a site, None for all.
    """

    define: Callable[[], None]
    figure: Callable[[str, str | None], None]
    behind: Callable[[int], None]


class DisplayPage(QWidget):
    """Lay out one joint display."""

    def __init__(self, study: Study, shell: Shell, doors: Doors) -> None:
        super().__init__()
        self.study, self._shell, self._look, self._doors = study, shell, shell.look, doors
        self.read: Read | None = None
        self._asker = Asker(study, self)
        self.pages = Pages(self._look)
        self.pages.sheets.pointed.connect(self._pointed)
        self._page_links = PageLinks(self.pages)
        self.guard = Guard(shell, self.draw)
        self.preview = Preview(study, shell, self._show_report, self.pages.show_words)
        self.pane = DefinitionPane(shell, doors.define, self.draw)
        self.pane.defined.connect(self._define)
        self.pane.renamed.connect(self._rename)
        self.rows = self.pane.rows
        self.rows.chosen.connect(lambda _id: self._show_row())
        self.rows.added.connect(self.add_row)
        self.rows.moved.connect(partial(joint_rows.move_row, study))
        self.rows.removed.connect(self._remove_row)
        self.editor = RowEditor(study, shell)
        self.editor.opened.connect(self.open_unit)
        self.editor.behind.connect(doors.behind)
        self._wanted_row, self._drawn = 0, False
        self._lay_out()
        self._bind()
        self._look.changed.connect(self._share_width)

    def refresh(self, display_id: int) -> None:
        """Show a joint display as it is, read on a thread where the study is large."""
        read = partial(read_display, display_id=display_id, coder=self.study.coder)
        if self.study.path.stat().st_size > SMALL_FILE:
            self._asker.ask(read, self._came)
            return
        with self.study.read() as session:
            found = read(session)
        self._came(found)

    def want_row(self, row_id: int) -> None:
        """Take a row in hand, now or once its joint display is read."""
        self._wanted_row = row_id
        self._take_wanted()

    def _take_wanted(self) -> None:
        """Take the row that is wanted in hand, where it is listed."""
        if self.read is not None and self._wanted_row in {row.id for row in self.read.rows}:
            self.rows.choose(self._wanted_row)
            self._wanted_row = 0

    def draw(self) -> None:
        """Ask for the preview of what is chosen."""
        if self.read is None:
            return
        if self._shown.is_empty():
            self.preview.stop()
            return
        if self.read.waiting:
            self.preview.stop()
            waiting = self.read.waiting
            self.pages.show_words(BLIND.format(f"{waiting} row{'' if waiting == 1 else 's'}"))
            return
        key, options = self.read.display.layout, self.options()
        layout = next((one for one in LAYOUTS if one.key == key), None)
        if layout is None:
            return

        def build(session: Session, progress: Progress) -> Report:
            report = layout.build(session, replace(options, progress=progress))
            return self.guard.look_through(session, report, options)

        self.preview.ask(build)

    def options(self) -> Options:
        """Return how the page is written."""
        assert self.read is not None  # noqa: S101 - asked for once a display is read
        definition = self.read.display.definition
        return Options(
            rows=definition.rows,
            display=self.read.display.guid,
            evidence="evidence" in definition.show,
            mode="journal" if self.pane.journal.isChecked() else "working",
            coder=self.study.coder,
        )

    def export(self, ending: str, lock: PasswordButton | None = None) -> None:
        """Write the joint display as it is shown, with the password that is typed at a lock."""
        if self.read is None or not may_leave(
            self.study, self._shell, self.read.display.layout
        ):  # fmt: skip
            return
        password = lock.told(ending) if lock else ""
        self.commit()
        kind = {".docx": "Word", ".xlsx": "Excel", ".html": "Web page"}[ending]
        display = self.read.display
        path = self._shell.ask_save_file(
            f"Export to {kind}", f"{display.name}{ending}", f"{kind} (*{ending})"
        )
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(ending)
        options, decision = self.guard.decided(self.options()), self.guard.record()
        if lock is not None:
            lock.forget()

        def work(progress: Progress) -> Left:
            return write_out(self.study, display.layout, target, options, progress, decision,
                             password=password)  # fmt: skip

        self._shell.run(Job(f"Exporting {target.name}", work, self._exported))

    def add_row(self) -> None:
        """Add a row; where rows are sites, about one that the person chooses."""
        if self.read is None:
            return
        if self.read.display.layout not in ABOUT_SITES:
            self._add(None)
            return
        written = {row.case_id for row in self.read.rows}
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for site in self.read.sites:
            if site.id not in written:
                menu.addAction(f"{site.name} {site.label}".strip(), partial(self._add, site.id))
        menu.popup(self.rows.add.mapToGlobal(QPoint(0, self.rows.add.height())))

    def open_unit(self, written: str) -> None:
        """Open what a text cites: the rows behind a figure, a passage, or a cell."""
        figures = figures_in(written)
        if figures:
            self._doors.figure(figures[0].key, figures[0].site or None)
            return
        lead = self.editor.citables.lead(written)
        if lead is None:
            self._shell.show_message(f"{written} leads nowhere in the study.")
        elif lead.transcript_id:
            where = {"transcript": lead.transcript_id, "start": lead.start, "end": lead.end}
            self._shell.go_to("code", **where)
        else:
            self._shell.go_to("chart", case=lead.case_id, theme=lead.theme_id)

    def commit(self) -> None:
        """Save what is typed."""
        for field in (self.pane.name, self.pane.title, self.pane.note):
            field.commit()
        self.editor.commit()

    def finish(self) -> None:
        """Save what is typed, and ask for nothing more."""
        self.commit()
        self.preview.stop()
        self.editor.finish()
        self._asker.finish()

    def _came(self, read: Read) -> None:
        """Show what was read, and draw the page."""
        other = self.read is None or self.read.display.id != read.display.id
        if other:
            self.editor.commit()
        self.read = read
        self.pane.show_display(read.display, read.offered)
        self.rows.show_rows(read.rows)
        self._take_wanted()
        self._show_row()
        layout = layout_of(read.display.layout)
        written = bool(layout and layout.written)
        shown = bool(read.rows) and (written or read.display.layout in ABOUT_SITES)
        self._shown.show_full(on=bool(read.rows) or not written)
        if shown != self.editor.isVisibleTo(self._split):
            self.editor.setVisible(shown)
            self._share_height()
        self.draw()

    def _show_report(self, report: Report) -> None:
        """Show the page, and what on it could identify someone."""
        self.pages.show_report(report)
        self.guard.show_found()
        self._page_links.find(self._names())

    def _show_row(self) -> None:
        """Show the row in hand in the editor."""
        read = self.read
        if read is None:
            return
        row = next((row for row in read.rows if row.id == self.rows.current()), None)
        result = result_in_words(read.criteria.get(row.id)) if row else ""
        self.editor.show_row(
            read.display, row, Beside(read.sites, read.choices, read.agreement, result)
        )

    def _add(self, case_id: int | None) -> None:
        """Add a row, and let keys go to it."""
        if self.read is not None:
            self.commit()
            self._wanted_row = joint_rows.add_row(
                self.study, self.read.display.id, case_id=case_id
            )  # fmt: skip
            self.refresh(self.read.display.id)
            self.editor.take_keys()

    def _remove_row(self, row_id: int) -> None:
        """Remove a row."""
        self.commit()
        joint_rows.remove_row(self.study, row_id)
        self._shell.show_message("The row is removed.", "Undo", self._shell.undo)

    def _define(self, definition: JointDefinition) -> None:
        """Change what the joint display shows."""
        if self.read is not None:
            joint_displays.define_display(self.study, self.read.display.id, definition)

    def _rename(self, name: str) -> None:
        """Give the joint display another name; one that is refused is taken back."""
        if self.read is None or not name.strip():
            return
        joint_displays.rename_display(self.study, self.read.display.id, name)

    def _pointed(self, place: int) -> None:
        """Lead from the page to a passage, or to the rows behind a figure."""
        document = self.pages.sheets.document
        if document is None or self.read is None:
            return
        link = link_at(document, place, self._names())
        if link is not None and link.locator:
            self.open_unit(f"[{link.locator}]")
        elif link is not None:
            self._doors.figure(link.key, link.site or None)

    def _names(self) -> Names:
        """Give what tables call the indicators and the sites."""
        if self.read is None:
            return Names({}, {})
        sites = {name: site.name for site in self.read.sites for name in (site.name, site.label)}
        return Names({row.label.casefold(): row.key for row in self.read.definitions}, sites)

    def _exported(self, left: Left) -> None:
        """Say where the file is."""
        self._shell.show_message(left.written, "Open folder", partial(open_folder, left.path))

    def _bind(self) -> None:
        """Let keys work on the rows."""
        slots: dict[str, Callable[[], object]] = {
            "joint.add": self.add_row,
            "joint.up": lambda: self.rows.carry(-1),
            "joint.down": lambda: self.rows.carry(1),
            "joint.next": lambda: self.rows.step(1),
            "joint.previous": lambda: self.rows.step(-1),
            "joint.remove": self.rows.remove,
            "joint.check": lambda: self.editor.check(on=not self.editor.checked.isChecked()),
            "joint.behind": self.editor.look_behind.click,
            "joint.open": self.editor.open_unit,
            "joint.pane": self._next_pane,
        }
        self._shell.keymap.bind(self, slots)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share width and height out anew."""
        super().resizeEvent(event)
        self._share_width()
        self._share_height()

    def _share_width(self) -> None:
        """Give the pane its drawn width, or less where there is little room."""
        self.pane.setFixedWidth(side_width(self._look, self.width()))

    def _keep_shares(self, *_moved: int) -> None:
        """Leave the heights as the person drew them."""
        self._drawn = True

    def _share_height(self) -> None:
        """Give the row in hand two fifths of the height, until the person draws it otherwise."""
        if not self._drawn:
            whole = max(5, self._split.height())
            self._split.setSizes([whole * 3 // 5, whole - whole * 3 // 5])

    def _next_pane(self) -> None:
        """Let keys go from the pane to the row, to the page, and back."""
        at = QApplication.focusWidget() or self
        if self.editor.isAncestorOf(at):
            self.pages.setFocus()
        elif self.pages.hasFocus() or not self.editor.isVisible():
            first = self.rows.list if self.rows.isVisible() else self.pane.name
            target: QWidget = self.pages if self.pane.isAncestorOf(at) else first
            target.setFocus()
        else:
            self.editor.take_keys()

    def _lay_out(self) -> None:
        """Put the page together."""
        self._split = split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.guard)
        column.addWidget(self.pages, 1)
        split.addWidget(shown)
        split.addWidget(self.editor)
        split.splitterMoved.connect(self._keep_shares)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for widget in (self.pane, frame("upright")):
            line.addWidget(widget)
        empty = EmptyState(
            self._look, "table", "Nothing is written yet",
            "Each row sets a finding from the delivery data beside one from the interviews, and "
            "says how they fit.",
            "Add a row", self.add_row,
        )  # fmt: skip
        self._shown = EmptyOr(empty, split)
        line.addWidget(self._shown, 1)
