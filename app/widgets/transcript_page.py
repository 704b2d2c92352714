"""Show a transcript with its paragraph numbers, highlights and brackets."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from app.design.look import Look
from app.widgets.offsets import Offsets, whole
from app.widgets.transcript_formats import Formats
from app.widgets.transcript_gutter import WIDTH, Gutter, Voice, joined
from app.widgets.transcript_highlights import Highlights
from app.widgets.transcript_lanes import Lanes
from app.widgets.transcript_layout import TranscriptLayout
from app.widgets.transcript_margin import Brackets
from app.widgets.transcript_marks import Margin, Mark, Marked
from app.widgets.transcript_ruler import Ruler
from app.widgets.transcript_speakers import Names

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow
    from framework.queries.corrections import CorrectionRow
    from framework.queries.transcripts import ParagraphRow
    from framework.rules.corrections import Wording

MEASURE = 640
MARGIN = 200
NARROW = 120
OUT = 40.0
SIDEWAYS, WIDER = 160, 100


class TranscriptPage(QPlainTextEdit):
    """Show a text and what stands on it; places are code points of the text as imported.

    That text is kept here beside what Qt shows. `shows` is codings, reading or uncoded.
    """

    selection_moved = Signal()
    coding_activated = Signal(int)
    memo_activated = Signal(int)
    margin_menu_wanted = Signal(list, QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.text, self.shows = "", "codings"
        self.coding_in_hand: int | None = None
        self.offsets = Offsets("")
        self.paragraphs: list[ParagraphRow] = []
        self.roles: dict[str, str] = {}
        self.corrections: Sequence[CorrectionRow] = ()
        self.uncoded: list[tuple[int, int]] = []
        self.voices: list[Voice] = []
        self.ruler, self.names = Ruler(self), Names(self)
        self.lanes = Lanes(self.ruler)
        self._starts: list[int] = []
        self._codings: dict[int, CodingRow] = {}
        self._marks: dict[int, Mark] = {}
        self._said, self._marked = Margin(), Marked()
        self._quiet = False
        self._formats, self._highlights = Formats(self), Highlights(self)
        self._gutter, self._brackets = Gutter(self), Brackets(self)
        self._set_up()

    def show_transcript(
        self,
        text: str,
        paragraphs: "list[ParagraphRow]",
        roles: dict[str, str] | None = None,
        wording: "Wording | None" = None,
        corrections: "Sequence[CorrectionRow]" = (),
    ) -> None:
        """Show a transcript, without codings; `roles` tells each speaker's role by name.

        With a wording it reads as corrected, the corrections underlined.
        """
        self.text, self.offsets = text, Offsets(text, wording)
        self.paragraphs, self._starts = paragraphs, [p.start for p in paragraphs]
        self.roles, self.corrections = roles or {}, corrections
        self._codings, self._marks, self.coding_in_hand = {}, {}, None
        self.uncoded, self.voices = [], []
        self._said, self._marked = Margin(), Marked()
        self.lanes.put([])
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self.look.type.font("text"))
        self.names.take(paragraphs)
        laid_out = TranscriptLayout(document, self.look, self._formats.of, self.names.room)
        document.setDocumentLayout(laid_out)
        document.setPlainText(self.offsets.shown)
        self.setDocument(document)  # Qt deletes the one before: this view is its parent
        self._forget_places()
        self._measure()

    def set_codings(self, codings: "Sequence[CodingRow]", margin: Margin | None = None) -> None:
        """Show these codings, and what else the margin tells, painting anew what differs."""
        self._codings = {coding.id: coding for coding in codings}
        self._said = margin if margin is not None else self._said
        self._mark()
        if self.coding_in_hand not in self._marks:
            self.coding_in_hand = None

    def set_voices(self, voices: Sequence[Voice]) -> None:
        """Show beside the text for which case each stretch speaks; none hides that column."""
        self.voices = joined(voices)
        self._measure()
        self._gutter.update()

    def show_as(self, shows: str, uncoded: Sequence[tuple[int, int]] = ()) -> None:
        """Show the codings, the text alone ("reading"), or what is not coded ("uncoded")."""
        if (self.shows, self.uncoded) == (shows, list(uncoded)):
            return
        dimmed = "uncoded" in (self.shows, shows)
        self.shows, self.uncoded = shows, list(uncoded)
        self._highlights.forget()
        self._brackets.forget()
        if dimmed:
            self._ink_anew()
        self._update()

    def take_coding(self, coding_id: int | None) -> None:
        """Take a coding in hand and select its passage."""
        mark = self._marks.get(coding_id) if coding_id is not None else None
        self._hold(mark.id if mark is not None else None)
        if mark is not None:
            self._quiet = True
            self.select(mark.start, mark.end)
            self._quiet = False
            self.selection_moved.emit()
            self.coding_activated.emit(mark.id)

    def has_coding(self, coding_id: int) -> bool:
        """Say whether a coding is shown."""
        return coding_id in self._codings

    def mark_in_hand(self) -> Mark | None:
        """Return the coding in hand as it is marked."""
        return self._marks.get(self.coding_in_hand) if self.coding_in_hand is not None else None

    def preview(self, coding_id: int, start: int, end: int) -> None:
        """Show a coding on another passage, without changing anything."""
        self._codings[coding_id] = self._codings[coding_id]._replace(start=start, end=end)
        self._mark()
        self._quiet = True
        self.select(start, end)
        self._quiet = False

    def go_to_paragraph(self, number: int) -> None:
        """Put the cursor at the beginning of a paragraph, and show it with some above it."""
        if self.paragraphs:
            paragraph = self.paragraphs[max(1, min(number, len(self.paragraphs))) - 1]
            self.select(paragraph.start, paragraph.start)

    def select(self, start: int, end: int) -> None:
        """Select `[start, end)`, cutting through no character, and bring it into sight."""
        begin, stop = whole(self.text, start, end)
        before, quiet = self.selection(), self._quiet
        self._quiet = True
        cursor = self.textCursor()
        cursor.setPosition(self.offsets.to_qt(begin))
        self.setTextCursor(cursor)
        if not self.viewport().rect().contains(self.cursorRect()) or self._low():
            self.centerCursor()
        if start < end:
            cursor.setPosition(self.offsets.to_qt(stop), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self._quiet = quiet
        if before != self.selection():
            self._moved()

    def selection(self) -> tuple[int, int]:
        """Return what is selected as `[start, end)`; both the cursor when nothing is."""
        cursor = self.textCursor()
        return self.offsets.span_to_python(cursor.selectionStart(), cursor.selectionEnd())

    def paragraph(self) -> int:
        """Return the number of the paragraph where the selection begins, 0 in an empty view."""
        start, _end = self.selection()
        return max(1, bisect_right(self._starts, start)) if self._starts else 0

    def place_at(self, point: QPointF) -> int:
        """Return the place of the text that is nearest to a point of the viewport."""
        return self.offsets.to_python(self.cursorForPosition(point.toPoint()).position())

    def paragraph_of(self, place: int) -> int:
        """Return the number of the paragraph in which a place stands."""
        return max(1, bisect_right(self._starts, place))

    def extent(self, start: int, end: int) -> tuple[float, float]:
        """Return top and bottom of a passage in the viewport; out of sight, just beyond it."""
        last_place = max(start, end - 1)
        first, last = (max(0, bisect_right(self._starts, p) - 1) for p in (start, last_place))
        seen, beyond = self.ruler.seen(), self.viewport().height() + OUT
        if not seen or last < seen[0].number:
            return -OUT, -OUT
        top, bottom = -OUT, beyond
        if first >= seen[0].number:
            top = self.ruler.top(first) + self._line(first, start)[0]
        if last <= seen[-1].number:
            bottom = self.ruler.top(last) + self._line(last, last_place)[1]
        return max(-OUT, top), min(beyond, bottom)

    def boxes(self, start: int, end: int) -> list[QRectF]:
        """Return the boxes of what is in sight of a passage, in the viewport."""
        left, found = self.contentOffset().x(), list[QRectF]()
        for seen in self.ruler.seen():
            if seen.number >= len(self.paragraphs):
                break
            paragraph = self.paragraphs[seen.number]
            if paragraph.start < end and paragraph.end > start:
                inside = self.ruler.boxes(
                    seen.number, max(start, paragraph.start), min(end, paragraph.end)
                )
                found += [box.translated(left, seen.top) for box in inside]
        return found

    def hides(self, mark: Mark) -> bool:
        """Say whether the margin leaves a mark out: codings, where one only reads."""
        return self.shows == "reading" and not mark.is_memo

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the highlights and the names of speakers, and the text over them."""
        painter = QPainter(self.viewport())
        self._highlights.paint(painter)
        self.names.paint(painter)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stripes their places."""
        super().resizeEvent(event)
        self._measure()

    def _set_up(self) -> None:
        """Be read only, and follow the cursor."""
        self.setProperty("role", "transcript")
        self.setAccessibleName("Transcript")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._moved)
        self.updateRequest.connect(self._follow)
        self._brackets.memo_wanted.connect(self.memo_activated)
        self._brackets.menu_wanted.connect(self.margin_menu_wanted)
        self.look.changed.connect(self._dress)

    def _mark(self) -> None:
        """Mark the codings and memos, painting anew the paragraphs where something differs."""
        marks = self._marked.of(self._codings.values(), self._said, self._starts)
        self._marks = {mark.id: mark for mark in marks if not mark.is_memo}
        self._paint_anew(self.lanes.put(marks))

    def _paint_anew(self, numbers: Collection[int]) -> None:
        """Paint the highlights of some paragraphs anew, and the margin."""
        if numbers:
            self._highlights.forget(numbers)
            for seen in self.ruler.seen():
                if seen.number in numbers:
                    room = QRectF(0, seen.top, self.viewport().width(), seen.height)
                    self.viewport().update(room.toAlignedRect())
        self._gutter.update()
        self._brackets.update()

    def _hold(self, coding_id: int | None) -> None:
        """Take a coding in hand, or let go of the one that is."""
        if coding_id == self.coding_in_hand:
            return
        touched: set[int] = set()
        for held in (self.coding_in_hand, coding_id):
            if held is not None and held in self._marks:
                touched |= set(range(self._marks[held].first, self._marks[held].last + 1))
        self.coding_in_hand = coding_id
        self._paint_anew(touched)

    def _line(self, number: int, place: int) -> tuple[float, float]:
        """Return top and bottom, within its paragraph, of the line that holds a place."""
        line = self.ruler.line_of(number, place)
        if not line.isValid():
            return 0.0, self.ruler.height(number)
        return line.y(), line.y() + line.height()

    def _ink_anew(self) -> None:
        """Ink all paragraphs anew as they come into sight."""
        block = self.document().begin()
        while block.isValid():
            block.setUserState(0)
            block = block.next()
        self._forget_places()

    def _forget_places(self) -> None:
        """Measure everything anew: the lines may have changed."""
        self.ruler.forget()
        self.lanes.forget()
        self._highlights.forget()
        self._brackets.forget()

    def _update(self) -> None:
        """Paint everything anew."""
        self.viewport().update()
        self._gutter.update()
        self._brackets.update()

    def _dress(self) -> None:
        """Take on another palette or text size."""
        self.document().setDefaultFont(self.look.type.font("text"))
        self._ink_anew()
        self._measure()
        self._update()

    def _measure(self) -> None:
        """Keep the text to a readable measure between its stripes."""
        size, room = self.look.type, self.width()
        gutter = size.px(WIDTH) + self._gutter.room_for_cases()
        margin = min(size.px(MARGIN if room > size.px(MEASURE) else NARROW), room * 3 // 10)
        spare = max(0, room - gutter - margin - size.px(MEASURE))
        left = gutter + max(min(spare // 4, size.px(80)), spare // 2 - size.px(SIDEWAYS))
        right = margin + max(0, spare - (left - gutter))
        self.setViewportMargins(left, size.space(3), right, 0)
        inside = self.contentsRect()
        top, high = inside.top() + size.space(3), inside.height() - size.space(3)
        bar = self.verticalScrollBar().width() if self.verticalScrollBar().isVisible() else 0
        self._gutter.setGeometry(QRect(inside.left(), top, left, high))
        edge = inside.right() - right + 1 - bar
        self._brackets.setGeometry(QRect(edge, top, min(right, margin + size.px(WIDER)), high))
        self._forget_places()

    def _low(self) -> bool:
        """Say whether the cursor stands at the very bottom, where what follows is not seen."""
        return self.cursorRect().bottom() > self.viewport().height() * 0.85

    def _moved(self) -> None:
        """Follow the cursor: number the paragraph in hand, let go of a coding it has left."""
        if self._quiet:
            return
        mark = self.mark_in_hand()
        if mark is not None and self.selection() != whole(self.text, mark.start, mark.end):
            self._hold(None)
        self._gutter.update()
        self.selection_moved.emit()

    def _follow(self, _rect: QRect, by: int) -> None:
        """Scroll the stripes with the text."""
        if by:
            self._gutter.update()
            self._brackets.update()
