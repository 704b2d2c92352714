"""Code: read a transcript, select, and say what it is about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.coding import passages
from app.coding.choosing import Choosing
from app.coding.coding_acts import CodingActs
from app.coding.context_menu import ContextMenu
from app.coding.correcting import Correcting
from app.coding.familiarising import Familiarising
from app.coding.find_bar import FindBar
from app.coding.following import Following
from app.coding.giving import Giving
from app.coding.keys import HINTS, CodingKeys
from app.coding.panes import Panes, column, head
from app.coding.reading import Reading
from app.coding.reading_bar import ReadingBar
from app.coding.recent import Recent
from app.coding.searching import Searching
from app.coding.showing import HowShown
from app.coding.theme_pane import ThemePane
from app.coding.themes_beside import ThemesBeside
from app.coding.transcript_list import TranscriptList
from app.shell import Shell
from app.widgets.empty import EmptyState
from app.widgets.palette_popup import ThemePalette
from app.widgets.text import label
from app.widgets.transcript_view import TranscriptView
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.codings import CodingRow
    from framework.queries.themes import ThemeRow
    from framework.queries.transcripts import ParagraphRow, TranscriptRow
    from framework.study import Study


class CodeWorkspace(Workspace):
    """Hold the transcripts at the left, one of them in the middle, the framework at the right."""

    title = "Code"
    icon = "code"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self.reading, self.beside = Reading(study), ThemesBeside(study)
        self._after = QTimer(self, singleShot=True, interval=0)
        self.recent = Recent()
        self._used: int | None = None
        self.transcripts = TranscriptList(self.look)
        self.view = TranscriptView(self.look)
        self.bar = ReadingBar(self.look)
        self.pane = ThemePane(self.look)
        self.palette_popup = ThemePalette(self.look, self, shell.keymap)
        self.find_bar = FindBar(self.look, self.view, shell.keymap)
        self.choosing = Choosing(self)
        self.shown, self.familiar = HowShown(self), Familiarising(self)
        self.giving, self.correcting = Giving(self), Correcting(self)
        self.acts = CodingActs(self)
        self.context = ContextMenu(self)
        self.following = Following(self)
        self._actions = CodingKeys(self)
        self._add_actions()
        self._lay_out()
        self.searching = Searching(self, self.stack)
        self._wire()

    @property
    def transcript(self) -> "TranscriptRow | None":
        """Return the transcript that is open."""
        return self.reading.transcript

    @property
    def paragraphs(self) -> "list[ParagraphRow]":
        """Return its paragraphs."""
        return self.reading.paragraphs

    @property
    def codings(self) -> "list[CodingRow]":
        """Return its codings that are shown, in the order of the text."""
        return self.reading.codings

    @property
    def themes(self) -> "list[ThemeRow]":
        """Return the themes of the framework in order."""
        return [row for row in self.beside.rows if row.number]

    @property
    def labels(self) -> "list[ThemeRow]":
        """Return the open labels that have no place in the framework yet."""
        return [row for row in self.beside.rows if not row.number]

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        if self.searching.shown is not None:
            return self.searching.shown.keys
        return self.shell.keymap.hint(*HINTS) if self.transcript is not None else ""

    @property
    def known(self) -> "list[ThemeRow]":
        """Return themes and open labels: whatever can be coded with."""
        return self.beside.rows

    def refresh(self, changes: "Changes | None") -> None:
        """Show transcripts, framework and codings as they are."""
        self.following.follow(changes)
        self.searching.follow(changes)

    def place(self) -> str:
        """Return transcript, ¶ and how much is selected."""
        if self.transcript is None:
            return ""
        if self.searching.shown is not None:
            return "All transcripts"
        start, end = self.view.selection()
        said = [self.transcript.name, f"¶{self.view.paragraph()}"]
        if end > start:
            said.append(f"{end - start} characters selected")
        was = self.correcting.was()
        return " · ".join([*said, f"was: {was}"] if was else said)

    def go(self, **where: object) -> None:
        """Show a transcript at a paragraph, a passage or a coding; with `find`, search them all."""
        if isinstance(words := where.get("find"), str):
            self.searching.open(words)
            return
        self.searching.leave()
        transcript = where.get("transcript")
        if isinstance(transcript, int):
            self.following.open(transcript)
        start, end, paragraph = where.get("start"), where.get("end"), where.get("paragraph")
        coding = where.get("coding")
        if isinstance(coding, int):
            self.view.take_coding(coding)
        elif isinstance(start, int):
            self.view.select(start, end if isinstance(end, int) else start)
        elif isinstance(paragraph, int):
            self.view.go_to_paragraph(paragraph)
        self.view.setFocus()

    def take_keys(self) -> None:
        """Let keys work on the transcript."""
        if self.searching.shown is not None:
            self.searching.shown.take_keys()
        else:
            (self.view if self.transcript is not None else self._empty.action).setFocus()

    def coding_in_hand(self) -> "CodingRow | None":
        """Return the coding in hand, or else the shortest round the selection."""
        held = self.view.coding_in_hand
        found = next((coding for coding in self.codings if coding.id == held), None)
        return found or passages.shortest_round(self.codings, self.view.selection())

    def passage(self) -> tuple[int, int] | None:
        """Return what would be coded: the selection, or what is said in the paragraph in hand."""
        start, end = passages.drawn_in(self.view.text, *self.view.selection())
        if end > start:
            return start, end
        if not self.paragraphs:
            return None
        return self.speech(self.paragraphs[self.view.paragraph() - 1])

    def speech(self, paragraph: "ParagraphRow") -> tuple[int, int]:
        """Return a paragraph without its speaker's label."""
        return passages.speech(self.view.text, paragraph)

    def choose_theme(self) -> None:
        """Open the palette at the passage."""
        self.choosing.code()

    def code_with(self, theme_id: int) -> None:
        """Code the passage as a theme."""
        self.choosing.code_with([theme_id])

    def show_made(
        self, made: Sequence[int], theme_ids: Sequence[int] = (), *, alone: bool = False
    ) -> None:
        """Show codings that were made or changed, the first in hand, and remember their themes.

        With `alone` nothing else changed: they are the passage in hand with each theme.
        """
        passage = self.passage()
        if alone and passage is not None:
            self.following.add_made(dict(zip(made, theme_ids, strict=True)), passage)
        else:
            self.read_codings()
        for theme_id in theme_ids:
            self.recent.use(theme_id)
            self._used = theme_id
        if made:
            self.view.take_coding(made[0])
        self.view.setFocus()

    def read_themes(self) -> None:
        """List the framework with its counts."""
        self.beside.read(self.shown.now.coder)
        self.pane.show_version(self.beside.version)
        self.recent.keep({theme.id for theme in self.beside.rows})
        self.show_themes()
        self._show_theme()

    def read_codings(self) -> None:
        """Show the codings of the transcript as they are in the study."""
        self.following.read_codings()

    def show_themes(self) -> None:
        """Show the framework beside the text."""
        self.pane.list.show_themes(self.beside.rows, self.recent.keys())

    def moved(self) -> None:
        """Follow the selection beside the text, as soon as the text itself is painted."""
        self._after.start()

    def settle(self) -> None:
        """Show now what waits for the text to be painted: themes, memo, case and place."""
        self._after.stop()
        self.show_themes()
        if self._used is not None:
            self.pane.list.take(self._used)
            self._used = None
        self.pane.show_coding(self.coding_in_hand())
        self._show_theme()
        self.familiar.follow()
        self.place_changed.emit()

    def back_to_text(self) -> None:
        """Give the keys back to the transcript when what lay over it closes."""
        self.window().activateWindow()
        self.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out."""
        super().resizeEvent(event)
        self._panes.share(self.width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that code."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._actions.press(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _show_theme(self) -> None:
        """Show the theme of the coding under the cursor, or else the one in hand or last used."""
        coding, held = self.coding_in_hand() or self._coding_here(), self.pane.list.theme()
        last = self.recent.last() if held is None else held.id
        self.pane.show_theme(self.beside.by_id(coding.theme_id if coding is not None else last))

    def _coding_here(self) -> "CodingRow | None":
        """Return the first coding of the paragraph in hand."""
        here = self.view.paragraph()
        return next((c for c in self.codings if c.first <= here <= c.last), None)

    def _drop(self, theme_id: int, start: int, end: int) -> None:
        """Code what a theme was dropped on: the selection, or a paragraph."""
        if start == end and self.paragraphs:
            start, end = self.speech(self.paragraphs[self.view.paragraph_of(start) - 1])
        self.view.select(start, end)
        self.code_with(theme_id)

    def _resize(self, coding_id: int, start: int, end: int) -> None:
        """Keep where the edge of a coding was dragged to; show it as it is where it cannot be."""
        from framework.edits.passages import resize_coding

        try:
            resize_coding(self.study, coding_id, start, end, source=self)
        finally:
            self.following.read_codings()
        self.view.take_coding(coding_id)
        self.shell.show_message("The coding was resized.", "Undo", self.shell.undo)

    def _write_memo(self, coding_id: int, text: str) -> None:
        """Keep a memo on a coding."""
        from framework.edits.codings import write_memo

        write_memo(self.study, coding_id, text)

    def _add_actions(self) -> None:
        """Let reading, correcting and giving have their keys."""
        self._actions.add({
            "code.correct": self.correcting.open, "code.uncorrect": self.correcting.take_back,
            "code.give": self.giving.choose, "code.take_back": self.giving.take_back,
            "code.read": self.familiar.toggle_read,
            "code.margin_memo": self.familiar.write_memo,
            "code.case_summary": self.familiar.show_case,
            "code.next_uncoded": self.shown.next_uncoded, "code.view": self.shown.next_view,
            "code.blind": self.shown.toggle_blind, "code.cases": self.shown.toggle_cases,
            "code.original": self.shown.toggle_original,
        })  # fmt: skip

    def _wire(self) -> None:
        """Connect the panes."""
        self.view.installEventFilter(self)
        self.view.selection_moved.connect(self.moved)
        self._after.timeout.connect(self.settle)
        self.view.coding_resized.connect(self._resize)
        self.view.theme_dropped.connect(self._drop)
        self.transcripts.chosen.connect(self.following.open)
        self.transcripts.itemActivated.connect(lambda _item: self.take_keys())
        self.palette_popup.closed.connect(self.back_to_text)
        finding = QMenu(self.bar.finding)
        words = self.shell.keymap.menu
        finding.addAction(words("Find in this transcript", "code.find"), self.find_bar.open)
        finding.addAction(words("Search all, and code what is found", "window.autocode"),
                          self.searching.open)  # fmt: skip
        self.bar.finding.setMenu(finding)
        self.pane.list.in_hand.connect(lambda _id: self.pane.show_theme(self.pane.list.theme()))
        self.pane.list.wanted.connect(self.code_with)
        self.pane.memo.left.connect(self.view.setFocus)
        self.pane.memo_written.connect(self._write_memo)
        self.pane.edit_wanted.connect(lambda theme: self.shell.go_to("framework", theme=theme))

    def _lay_out(self) -> None:
        """Put the three panes side by side."""
        self.count = label("", "muted")
        left = column(head(self.look, "Transcripts", self.count), self.transcripts, role="rail")
        middle = column(self.bar, self.view, self.find_bar)
        self._panes = Panes(self.look, left, middle, self.pane)
        self._empty = EmptyState(
            self.look, "code", "Nothing to code yet",
            "Transcripts are read and coded here. Import the first ones.",
            "Go to Transcripts", lambda: self.shell.go_to("transcripts"),
        )  # fmt: skip
        ground = QWidget(self)
        self.stack = QStackedLayout(ground)
        self.stack.addWidget(self._empty)
        self.stack.addWidget(self._panes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
