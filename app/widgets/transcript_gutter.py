"""Paint what stands at the left of a transcript: ¶ numbers and, when asked for, cases."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.widgets.transcript_page import TranscriptPage

WIDTH, CASES = 56, 84
RULE = 3


class Voice(NamedTuple):
    """Say for which case the stretch `[start, end)` speaks, and whether it was given by hand."""

    start: int
    end: int
    case: str
    by_hand: bool = False


def joined(voices: Iterable[Voice]) -> list[Voice]:
    """Return voices in order, those of one case that follow each other as one."""
    found: list[Voice] = []
    for voice in sorted(voices):
        if found and found[-1].case == voice.case and found[-1].by_hand == voice.by_hand:
            found[-1] = found[-1]._replace(end=max(found[-1].end, voice.end))
        else:
            found.append(voice)
    return found


class Gutter(QWidget):
    """Number the paragraphs, and say whom they speak for."""

    def __init__(self, view: "TranscriptPage") -> None:
        super().__init__(view)
        self._view = view
        self.setAccessibleName("Paragraph numbers")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number of each paragraph in sight, that of the one in hand in accent."""
        view, look = self._view, self._view.look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        here = view.paragraph() - 1
        fonts = look.type.font("small"), look.type.font("small", bold=True)
        pens = look.colour("muted"), look.colour("accent")
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        width, pitch = self.width() - look.type.space(3), look.type.line("text")
        for seen in view.ruler.seen():
            if seen.number < len(view.paragraphs):
                painter.setFont(fonts[seen.number == here])
                painter.setPen(pens[seen.number == here])
                number = str(view.paragraphs[seen.number].n)
                top = seen.top + view.names.room(seen.number)
                painter.drawText(QRectF(0, top, width, pitch), flags, number)
        if view.voices:
            self._paint_voices(painter)
        painter.end()

    def room_for_cases(self) -> int:
        """Return the width that the names of cases want, px; 0 when none are shown."""
        if not self._view.voices:
            return 0
        size = self._view.look.type
        metrics = QFontMetrics(size.font("small"))
        widest = max(metrics.horizontalAdvance(voice.case) for voice in self._view.voices)
        return min(widest + size.space(2), size.px(CASES))

    def _paint_voices(self, painter: QPainter) -> None:
        """Paint a rule beside each stretch in sight, with the name of its case at its top."""
        view, look = self._view, self._view.look
        seen = [s for s in view.ruler.seen() if s.number < len(view.paragraphs)]
        if not seen:
            return
        begin = view.paragraphs[seen[0].number].start
        stop = view.paragraphs[seen[-1].number].end
        room, free = self.room_for_cases(), 0.0
        rule = self.width() - look.type.space(1) - RULE
        painter.setFont(look.type.font("small"))
        high = painter.fontMetrics().height()
        for voice in view.voices:
            if voice.start >= stop or voice.end <= begin:
                continue
            top, bottom = view.extent(voice.start, voice.end)
            painter.fillRect(
                QRectF(rule, top + 1, RULE, bottom - top - 2),
                look.colour("muted" if voice.by_hand else "line"),
            )
            where = max(top, free)
            if where + high > max(bottom, top + high) and where > top:
                continue
            painter.setPen(look.colour("text" if voice.by_hand else "muted"))
            box = QRectF(look.type.space(2), where, room, look.type.line("text"))
            elided = painter.fontMetrics().elidedText(voice.case, Qt.TextElideMode.ElideRight, room)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, elided)
            free = where + look.type.line("text")
