"""Code: read a transcript, select, and say what it is about."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.coding.keys import CodingKeys
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

KEYS = "↵ code with… · 1–9 recent themes · S star · M memo · [ ] shrink/grow by sentence"
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
        self.palette_popup = ThemePalette(self.look, self)
        self._count = label("", "muted")
        self._counts_later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._counts_later.timeout.connect(self._read_themes)
        self._actions = CodingKeys(self)
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return KEYS if self.transcript is not None else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show transcripts, framework and codings as they are."""
        touched = changes.tables() if changes is not None else None
        if touched is None or touched & {"transcript", "speaker", "attribution"}:
            before = self.transcript
            self._read_transcripts()
            self._read_themes()
            if before is not None and self.transcript and before.id != self.transcript.id:
                self.view.select(0, 0)
            self._open(self.transcript.id if self.transcript else None, again=True)
            return
        if touched & {"coding", "memo", "theme"}:
            if changes is not None and changes.source is not self:
                self._read_codings()
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

    def choose_theme(self) -> None:
        """Open the palette below the passage."""
        passage = self.passage()
        if passage is None:
            return
        if self.view.selection() != passage:
            self.view.select(*passage)
        corner = self.view.cursorRect().bottomLeft()
        below = self.view.viewport().mapToGlobal(QPoint(max(0, corner.x() - 200), corner.y() + 6))
        paragraph = self.view.paragraph()
        self.palette_popup.open_at(below, self.themes, f"Code ¶{paragraph} with…")

    def code_with(self, theme_id: int) -> None:
        """Code the passage as a theme."""
        from framework.edits.codings import code_passage

        passage = self.passage()
        if passage is None or self.transcript is None:
            return
        made = code_passage(self.study, self.transcript.id, *passage, theme_id, source=self)
        self._used(theme_id, made)

    def code_with_new(self, name: str, parent_id: int) -> None:
        """Make a theme, and code the passage with it."""
        from framework.edits.codings import code_passage
        from framework.edits.themes import add_theme

        passage = self.passage()
        if passage is None or self.transcript is None:
            return
        paragraph = self.view.paragraph()
        with self.study.step(f"Code ¶{paragraph} as new theme {name}"):
            theme_id = add_theme(self.study, name, parent_id or None)
            made = code_passage(self.study, self.transcript.id, *passage, theme_id)
        self._read_themes()
        self._used(theme_id, made)

    def _used(self, theme_id: int, coding_id: int) -> None:
        """Show a coding just made, and remember its theme."""
        self.recent.use(theme_id)
        self._read_coding(coding_id)
        self.pane.list.show_themes(self.themes, self.recent.keys())
        self.pane.list.take(theme_id)
        self.view.take_coding(coding_id)
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

    def _read_themes(self) -> None:
        """List the framework with its counts."""
        from framework.queries.themes import list_themes

        with self.study.read() as session:
            self.themes = list_themes(session)
        self.recent.keep({theme.id for theme in self.themes})
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
        self._read_codings()
        self.view.select(*place)
        for row in range(self.transcripts.count()):
            if self.transcripts.item(row).data(Qt.ItemDataRole.UserRole).id == transcript_id:
                self.transcripts.setCurrentRow(row)

    def _read_codings(self) -> None:
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
        self.palette_popup.chosen.connect(self.code_with)
        self.palette_popup.new_theme.connect(self.code_with_new)
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
        for widget, stretch in ((left, 0), (self.view, 1), (self.pane, 0)):
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
