"""Code: read a transcript, select, and say what it is about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.coding.choosing import Choosing
from app.coding.find_bar import FindBar
from app.coding.keys import HINTS, CodingKeys
from app.coding.recent import Recent
from app.coding.theme_pane import ThemePane
from app.coding.transcript_list import TranscriptList
from app.shell import Shell
from app.widgets.empty import EmptyState
from app.widgets.palette_popup import ThemePalette
from app.widgets.text import frame, label
from app.widgets.transcript_view import TranscriptView
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.codings import CodingRow
    from framework.queries.themes import ThemeRow
    from framework.queries.transcripts import ParagraphRow, TranscriptRow
    from framework.study import Session, Study

LEFT, RIGHT = 216, 300
NARROWEST, READABLE = 150, 380
WIDEST = 420
LATER_MS = 60


class CodeWorkspace(Workspace):
    """Hold the transcripts at the left, one of them in the middle, the framework at the right."""

    title = "Code"
    icon = "code"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self.transcript: TranscriptRow | None = None
        self.paragraphs: list[ParagraphRow] = []
        self.codings: list[CodingRow] = []
        self.themes: list[ThemeRow] = []
        self.recent = Recent()
        self.transcripts = TranscriptList(self.look)
        self.view = TranscriptView(self.look)
        self.pane = ThemePane(self.look)
        self.labels: list[ThemeRow] = []
        self.palette_popup = ThemePalette(self.look, self, shell.keymap)
        self.choosing = Choosing(self)
        self.find_bar = FindBar(self.look, self.view, shell.keymap)
        self._count = label("", "muted")
        self._counts_later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._counts_later.timeout.connect(self.read_themes)
        self._actions = CodingKeys(self)
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return self.shell.keymap.hint(*HINTS) if self.transcript is not None else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show transcripts, framework and codings as they are."""
        touched = changes.tables() if changes is not None else None
        if touched is None or touched & {"transcript", "speaker", "attribution"}:
            before = self.transcript
            self._read_transcripts()
            self.read_themes()
            if before is not None and self.transcript and before.id != self.transcript.id:
                self.view.select(0, 0)
            self._open(self.transcript.id if self.transcript else None, again=True)
            return
        if touched & {"coding", "memo", "theme"}:
            if changes is not None and changes.source is not self:
                self.read_codings()
            self._counts_later.start()

    def place(self) -> str:
        """Return transcript, ¶ and how much is selected."""
        if self.transcript is None:
            return ""
        start, end = self.view.selection()
        much = f" · {end - start} characters selected" if end > start else ""
        return f"{self.transcript.name} · ¶{self.view.paragraph()}{much}"

    def go(self, **where: object) -> None:
        """Show a transcript at a paragraph, a passage or a coding."""
        transcript = where.get("transcript")
        if isinstance(transcript, int):
            self._open(transcript)
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
        (self.view if self.transcript is not None else self._empty.action).setFocus()

    def coding_in_hand(self) -> "CodingRow | None":
        """Return the coding in hand, or else the shortest round the selection."""
        by_id = {coding.id: coding for coding in self.codings}
        if self.view.coding_in_hand in by_id:
            return by_id[self.view.coding_in_hand]
        start, end = self.view.selection()
        last = max(end, start + 1)
        over = [c for c in self.codings if c.start <= start and c.end >= last]
        return min(over, key=lambda c: (c.end - c.start, c.id), default=None)

    def _coding_here(self) -> "CodingRow | None":
        """Return the first coding of the paragraph in hand."""
        if not self.paragraphs:
            return None
        here = self.paragraphs[self.view.paragraph() - 1]
        return next((c for c in self.codings if c.first <= here.n <= c.last), None)

    def passage(self) -> tuple[int, int] | None:
        """Return what would be coded: the selection, or what is said in the paragraph in hand."""
        start, end = self.view.selection()
        text = self.view.text
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if end > start:
            return start, end
        if not self.paragraphs:
            return None
        return self.speech(self.paragraphs[self.view.paragraph() - 1])

    def speech(self, paragraph: "ParagraphRow") -> tuple[int, int]:
        """Return a paragraph without its speaker's label."""
        start = paragraph.start
        if paragraph.label and paragraph.text.startswith(paragraph.label):
            start += len(paragraph.label)
            while start < paragraph.end and self.view.text[start] in " \t:\u00a0":
                start += 1
        return (start, paragraph.end) if start < paragraph.end else (paragraph.start, paragraph.end)

    def code_with(self, theme_id: int) -> None:
        """Code the passage as a theme."""
        self.choosing.code_with([theme_id])

    def show_made(
        self, coding_ids: "Sequence[int]", theme_ids: "Sequence[int]" = (), *, alone: bool = False
    ) -> None:
        """Show codings just made or changed, the last in hand, and remember their themes.

        With `alone` no other coding of the transcript has changed.
        """
        for theme_id in theme_ids:
            self.recent.use(theme_id)
        if alone and len(coding_ids) == 1:
            self._read_coding(coding_ids[0])
        else:
            self.read_codings()
        if theme_ids:
            self.pane.list.show_themes(self.themes, self.recent.keys())
            self.pane.list.take(theme_ids[-1])
        self.view.take_coding(coding_ids[-1])
        self.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out, until the person does it."""
        super().resizeEvent(event)
        if not self._split_kept:
            wide, size = self.width(), self.look.type
            left, right = (
                min(size.px(LEFT), wide * 18 // 100),
                min(size.px(RIGHT), wide * 24 // 100),
            )
            self._split.setSizes([left, wide - left - right, right])

    def _keep_split(self) -> None:
        """Keep the shares that the person gave."""
        self._split_kept = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that code."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._actions.press(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _read_transcripts(self) -> None:
        """List the transcripts."""
        from framework.queries.transcripts import list_transcripts

        with self.study.read() as session:
            rows = list_transcripts(session)
        by_id = {row.id: row for row in rows}
        held = by_id.get(self.transcript.id) if self.transcript else None
        self.transcript = held or (rows[0] if rows else None)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._count.setText(str(len(rows)))
        self.transcripts.show_rows(rows, self.transcript.id if self.transcript else None)

    def read_themes(self) -> None:
        """List the framework with its counts."""
        from framework.queries.themes import list_labels, list_themes

        with self.study.read() as session:
            self.themes, self.labels = list_themes(session), list_labels(session)
        self.recent.keep({theme.id for theme in (*self.themes, *self.labels)})
        self.pane.list.show_themes(self.themes, self.recent.keys())
        self._show_theme()

    def _open(self, transcript_id: int | None, *, again: bool = False) -> None:
        """Show a transcript from its beginning, or again where it was."""
        from framework.queries import transcripts

        if transcript_id is None:
            return
        same = self.transcript is not None and self.transcript.id == transcript_id
        if same and self.paragraphs and not again:
            return
        place = self.view.selection() if same and self.paragraphs else (0, 0)
        with self.study.read() as session:
            self.transcript = transcripts.transcript_by_id(session, transcript_id)
            text = transcripts.text_of(session, transcript_id)
            self.paragraphs = transcripts.paragraphs_of(session, transcript_id)
            roles = {s.label: s.role for s in transcripts.speakers_of(session, transcript_id)}
        self.view.show_transcript(text, self.paragraphs, roles)
        self.find_bar.follow()
        self.read_codings()
        self.view.select(*place)
        for row in range(self.transcripts.count()):
            if self.transcripts.item(row).data(Qt.ItemDataRole.UserRole).id == transcript_id:
                self.transcripts.setCurrentRow(row)

    def read_codings(self) -> None:
        """Show the codings of the transcript."""
        from framework.queries.codings import codings_of

        if self.transcript is None:
            return
        with self.study.read() as session:
            self._show_codings(session, codings_of(session, self.transcript.id))

    def _read_coding(self, coding_id: int) -> None:
        """Show a coding just made among those that are there."""
        from framework.queries.codings import codings_by_id

        others = [coding for coding in self.codings if coding.id != coding_id]
        with self.study.read() as session:
            made = codings_by_id(session, [coding_id])
            order = sorted([*others, *made], key=lambda row: (row.start, row.end, row.id))
            self._show_codings(session, order)

    def _show_codings(self, session: "Session", codings: "list[CodingRow]") -> None:
        """Show these codings of the transcript, and how far it is coded."""
        from framework.queries.transcripts import transcript_by_id

        if self.transcript is None:
            return
        self.codings = codings
        self.transcript = transcript_by_id(session, self.transcript.id)
        for coding in self.codings[-9:]:
            if len(self.recent.keys()) < 3:
                self.recent.use(coding.theme_id)
        self.transcripts.show_row(self.transcript)
        self.view.set_codings(self.codings)
        self._moved()

    def _moved(self) -> None:
        """Follow the selection: memo, theme and place."""
        self.pane.show_coding(self.coding_in_hand())
        self._show_theme()
        self.place_changed.emit()

    def _show_theme(self) -> None:
        """Show the theme of the coding under the cursor, or else the one in hand or last used."""
        coding, held = self.coding_in_hand() or self._coding_here(), self.pane.list.theme()
        last = self.recent.last() if held is None else held.id
        wanted = coding.theme_id if coding is not None else last
        self.pane.show_theme(next((t for t in self.themes if t.id == wanted), None))

    def _back_to_text(self) -> None:
        """Give the keys back to the transcript when the palette closes."""
        self.window().activateWindow()
        self.view.setFocus()

    def _take_theme(self, _theme_id: int) -> None:
        """Show the theme in hand."""
        self.pane.show_theme(self.pane.list.theme())

    def _write_memo(self, coding_id: int, text: str) -> None:
        """Keep a memo."""
        from framework.edits.codings import write_memo

        write_memo(self.study, coding_id, text)

    def _wire(self) -> None:
        """Connect the panes."""
        self.view.installEventFilter(self)
        self.view.selection_moved.connect(self._moved)
        self.transcripts.chosen.connect(self._open)
        self.palette_popup.closed.connect(self._back_to_text)
        self.pane.list.in_hand.connect(self._take_theme)
        self.pane.list.wanted.connect(self.code_with)
        self.pane.memo.left.connect(self.view.setFocus)
        self.pane.memo_written.connect(self._write_memo)
        self.pane.edit_wanted.connect(lambda theme: self.shell.go_to("framework", theme=theme))

    def _lay_out(self) -> None:
        """Put the three panes side by side."""
        left, size = QFrame(), self.look.type
        left.setProperty("role", "rail")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = frame("bar")
        line = QHBoxLayout(head)
        line.setContentsMargins(size.space(3), size.space(2.5), size.space(3), size.space(2.5))
        line.addWidget(label("Transcripts", "heading"))
        line.addStretch(1)
        line.addWidget(self._count)
        column.addWidget(head)
        column.addWidget(self.transcripts, 1)
        split = QSplitter()
        middle = QFrame()
        middle.setProperty("role", "pane")
        text = QVBoxLayout(middle)
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(0)
        text.addWidget(self.view, 1)
        text.addWidget(self.find_bar)
        for widget, stretch in ((left, 0), (middle, 1), (self.pane, 0)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
            widget.setMaximumWidth(16777215 if stretch else size.px(WIDEST))
        left.setMinimumWidth(NARROWEST)
        self.pane.setMinimumWidth(NARROWEST)
        self.view.setMinimumWidth(READABLE)
        split.setChildrenCollapsible(False)
        split.splitterMoved.connect(self._keep_split)
        self._split, self._split_kept = split, False
        self._empty = EmptyState(
            self.look, "code", "Nothing to code yet",
            "Transcripts are read and coded here. Import the first ones.",
            "Go to Transcripts", lambda: self.shell.go_to("transcripts"),
        )  # fmt: skip
        ground = QWidget(self)
        self._stack = QStackedLayout(ground)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(split)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
