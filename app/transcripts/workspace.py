"""Transcripts: import them, see who speaks, keep their list."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.cases.pane import CasesPane
from app.protection.pane import ProtectionPane
from app.shell import Shell
from app.transcripts.arrivals import Arrivals, filters
from app.transcripts.details import TranscriptDetails
from app.transcripts.table import TranscriptModel, TranscriptTable
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.empty import EmptyState
from app.widgets.side_split import SideSplit
from app.widgets.tabs import PillTabs
from app.widgets.text import label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.cases import CaseRow
    from framework.queries.comments import CommentRow
    from framework.queries.transcripts import TranscriptRow
    from framework.study import Study

TOUCHING = {"transcript", "speaker", "attribution", "study_case", "coding", "memo"}
RIGHT = 380
TABS = {"transcripts": "Transcripts", "cases": "Cases", "protection": "Protection"}


class TranscriptsWorkspace(Workspace):
    """Hold the transcripts, the page for importing, the cases, and what protects them."""

    title = "Transcripts"
    icon = "transcripts"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self._cases: list[CaseRow] = []
        self.model = TranscriptModel(study)
        self.table = TranscriptTable(self.look, self.model, shell.keymap)
        self.details = TranscriptDetails(self.look)
        self.arrivals = Arrivals(study, shell)
        self.importing = self.arrivals.importing
        self._count = label("", "muted")
        self._tabs = {here: self._tabs_of(here) for here in TABS}
        self._tab = "transcripts"
        self.cases = CasesPane(study, shell, self._tabs["cases"])
        self.protection = ProtectionPane(study, shell, self._tabs["protection"])
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        if self._stack.currentWidget() is self.arrivals:
            return self.arrivals.keys
        if self._tab == "cases":
            return self.cases.keys
        if self._tab == "protection":
            return self.protection.keys
        if not self.model.rows:
            return ""
        keys = self.shell.keymap.hint(
            "transcripts.open", "transcripts.remove", "transcripts.import", "transcripts.paste"
        )
        return " · ".join(filter(None, (keys, "drop files here to import")))

    def place(self) -> str:
        """Return the transcript or the case in hand."""
        if self._stack.currentWidget() is self.cases:
            return self.cases.place()
        if self._stack.currentWidget() is self.protection:
            return self.protection.place()
        row = self.table.transcript()
        return row.name if row is not None else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show the transcripts and the cases as they are."""
        self.cases.refresh(changes)
        self.protection.refresh(changes)
        if changes is not None and not changes.tables() & TOUCHING:
            return
        from framework.queries.cases import list_cases
        from framework.queries.transcripts import cases_of_transcripts, list_transcripts

        held, at = self.table.transcript(), self.table.currentIndex().row()
        bar, top = self.table.verticalScrollBar(), self.table.verticalScrollBar().value()
        with self.study.read() as session:
            rows = list_transcripts(session)
            self._cases = list_cases(session)
            spoken = cases_of_transcripts(session)
        self.model.show_rows(rows, spoken)
        words = sum(row.words for row in rows)
        self._count.setText(f"{len(rows)} · {words:,} words" if rows else "")
        if rows:
            here = held is not None and held.id in {row.id for row in rows}
            beside = rows[max(0, min(at, len(rows) - 1))].id
            with QSignalBlocker(self.table):  # what is in hand is shown once, below
                self.table.take(held.id if held is not None and here else beside)
            if here:
                bar.setValue(top)
        if self._stack.currentWidget() is not self.arrivals:
            self._back()
        self._show_details()

    def go(self, **where: object) -> None:
        """Take a transcript or a case in hand, or read files."""
        transcript, files = where.get("transcript"), where.get("files")
        if isinstance(where.get("withdraw"), str):
            self._choose("protection")
            self.protection.go(**where)
        elif isinstance(where.get("case"), int):
            self._choose("cases")
            self.cases.go(**where)
        elif isinstance(files, tuple):
            self.import_files(list(files))
        elif where.get("ask"):  # once the workspace is shown
            QTimer.singleShot(0, self, self._ask)
        elif isinstance(transcript, int):
            self._choose("transcripts")
            self.table.take(transcript)

    def commit(self) -> None:
        """Save what is being typed, into the cells of the cases too."""
        super().commit()
        self.cases.commit()

    def take_keys(self) -> None:
        """Let keys work on the list, or on the files that are being imported."""
        page = self._stack.currentWidget()
        if page is self.arrivals:
            self.arrivals.take_keys()
        elif page is self.cases:
            self.cases.take_keys()
        elif page is self.protection:
            self.protection.take_keys()
        else:
            (self.table if self.model.rows else self._empty.action).setFocus()

    def import_files(self, paths: list[Path]) -> None:
        """Read files, and show them before anything is added."""
        self.arrivals.read(paths)

    def _ask(self) -> None:
        """Ask for files to import."""
        self.import_files(self.shell.ask_open_files("Import transcripts", filters(), many=True))

    def _arrive(self) -> None:
        """Show what is to come in."""
        self._stack.setCurrentWidget(self.arrivals)
        self.place_changed.emit()

    def _imported(self, made: list[int]) -> None:
        """Show what was added; the list has heard of it already."""
        self._tab = "transcripts"
        self._back()
        self.table.take(made[0])
        self.table.setFocus()

    def _updated(self, transcript_id: int) -> None:
        """Show a transcript that was brought up to date."""
        self._imported([transcript_id])

    def _update(self) -> None:
        """Bring the transcript in hand up to date."""
        row = self.table.transcript()
        if row is not None:
            self.arrivals.update_from(row.id)

    def _take_comments(self, transcript_id: int, which: list[int]) -> None:
        """Keep comments of a transcript's file as memos."""
        from framework.edits.comments import take_comments

        count = take_comments(self.study, transcript_id, which)
        what = "1 comment was" if count == 1 else f"{count} comments were"
        self.shell.show_message(f"{what} kept as memos.", "Undo", self.shell.undo)

    def _back(self) -> None:
        """Show the list, or what to do while there is none, or what another tab holds."""
        self._list.setCurrentWidget(self._split if self.model.rows else self._empty)
        for made in (self._import, self._paste):
            made.setVisible(bool(self.model.rows))
        pages = {"cases": self.cases, "protection": self.protection}
        self._stack.setCurrentWidget(pages.get(self._tab, self._page))
        self.place_changed.emit()

    def _choose(self, tab: str) -> None:
        """Show the transcripts or the cases; in each bar its own tab stays the chosen one."""
        for here, tabs in self._tabs.items():
            tabs.select(here)
        self._tab = tab
        if self._stack.currentWidget() is not self.arrivals:
            self._back()
        self.take_keys()

    def _tabs_of(self, here: str) -> PillTabs:
        """Make the tabs for the bar of one of them."""
        made = PillTabs(self.look)
        made.set_tabs(TABS.items())
        made.select(here)
        made.chosen.connect(self._choose)
        return made

    def _show_details(self) -> None:
        """Show the transcript in hand."""
        row = self.table.transcript()
        speakers = self.model.speakers(row.id) if row is not None else []
        whole = self.model.whole.get(row.id, []) if row is not None else []
        self.details.show_transcript(row, speakers, self._cases, whole)
        self.details.show_comments(self._comments(row))
        self.place_changed.emit()

    def _comments(self, row: "TranscriptRow | None") -> "list[CommentRow]":
        """List the comments in a transcript's file that are no memos yet."""
        from framework.queries.comments import comments_of

        if row is None:
            return []
        with self.study.read() as session:
            return [comment for comment in comments_of(session, row.id) if not comment.taken]

    def _rename(self, transcript_id: int, name: str) -> None:
        """Rename a transcript."""
        from framework.edits.transcripts import rename_transcript

        rename_transcript(self.study, transcript_id, name)

    def _remove(self, transcript_id: int) -> None:
        """Remove a transcript, and offer to undo it."""
        from framework.edits.transcripts import remove_transcript

        row = next(row for row in self.model.rows if row.id == transcript_id)
        remove_transcript(self.study, transcript_id)
        words = f"{row.name} was removed with its {row.codings} codings."
        self.shell.show_message(words, "Undo", self.shell.undo)

    def _set_role(self, speaker_id: int, role: str) -> None:
        """Say what a speaker is."""
        from framework.edits.transcripts import set_role

        set_role(self.study, speaker_id, role)

    def _set_case(self, speaker_id: int, case_id: int) -> None:
        """Say for which case a speaker speaks."""
        from framework.edits.cases import attribute_speaker

        attribute_speaker(self.study, speaker_id, case_id or None)

    def _set_whole(self, transcript_id: int, case_id: int) -> None:
        """Say for which case a whole transcript speaks."""
        from framework.edits.cases import attribute_transcript

        attribute_transcript(self.study, transcript_id, case_id)

    def _open(self, transcript_id: int) -> None:
        """Read a transcript."""
        self.shell.go_to("code", transcript=transcript_id)

    def _wire(self) -> None:
        """Connect the panes."""
        self.table.in_hand.connect(self._show_details)
        self.table.opened.connect(self._open)
        self.table.remove_wanted.connect(self._remove)
        self.details.name.left.connect(self.table.setFocus)
        self.details.renamed.connect(self._rename)
        self.details.role_chosen.connect(self._set_role)
        self.details.case_chosen.connect(self._set_case)
        self.details.whole_chosen.connect(self._set_whole)
        self.details.open_wanted.connect(self._open)
        self.details.remove_wanted.connect(self._remove)
        self.details.update_wanted.connect(self.arrivals.update_from)
        self.details.comments_wanted.connect(self._take_comments)
        self.arrivals.shown.connect(self._arrive)
        self.arrivals.left.connect(self._back)
        self.arrivals.imported.connect(self._imported)
        self.arrivals.updated.connect(self._updated)
        slots = {"transcripts.import": self._ask, "transcripts.paste": self.arrivals.paste,
                 "transcripts.update": self._update}  # fmt: skip
        self.shell.keymap.bind(self._page, slots)
        for pane in (self.cases, self.protection):
            pane.place_changed.connect(self.place_changed)

    def _lay_out(self) -> None:
        """Put the list beside the transcript in hand."""
        bar = Bar(self.look)
        bar.add(self._tabs["transcripts"], self._count)
        bar.stretch()
        self._import = button("Import…", self._ask, role="primary", icon="import", look=self.look)
        self._paste = button("Paste text…", self.arrivals.paste)
        bar.add(self.arrivals.again, self._paste, self._import)
        self._split = SideSplit(self.look, self.table, self.details, RIGHT, 260)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        self._list = QStackedWidget()
        column.addWidget(self._list, 1)
        self._empty = EmptyState(
            self.look, "transcripts", "No transcripts yet",
            "Interviews and focus groups belong here: Word, OpenDocument, rich text, PDF, plain "
            "text, captions, web pages and tables. Drop files here, or paste text. You see what "
            "was read before anything is added.",
            "Import transcripts…", self._ask,
        )  # fmt: skip
        self._empty.offer("Paste text…", self.arrivals.paste)
        for part in (self._empty, self._split):
            self._list.addWidget(part)
        self._stack = QStackedWidget()
        for page in (self._page, self.cases, self.protection, self.arrivals):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
