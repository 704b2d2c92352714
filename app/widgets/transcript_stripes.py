"""Paint what stands beside a transcript: ¶ numbers at the left, brackets at the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.widgets.brackets import LANES
from app.widgets.swatch import brushes

if TYPE_CHECKING:
    from app.widgets.transcript_view import TranscriptView
    from framework.queries.codings import CodingRow

LANE = 7
BAR = 3


class Gutter(QWidget):
    """Number the paragraphs."""

    def __init__(self, view: "TranscriptView") -> None:
        super().__init__(view)
        self._view = view
        self.setAccessibleName("Paragraph numbers")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number of each paragraph in sight, that of the one in hand in accent."""
        view, look = self._view, self._view.look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        here = view.paragraph()
        for number, top, pitch in view.seen_paragraphs():
            in_hand = number == here
            painter.setFont(look.type.font("small", bold=in_hand))
            painter.setPen(look.colour("accent" if in_hand else "muted"))
            box = QRectF(0, top, self.width() - look.type.space(3), pitch)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, str(number))
        painter.end()


class Brackets(QWidget):
    """Bracket the codings, each with its theme, coder and star."""

    def __init__(self, view: "TranscriptView") -> None:
        super().__init__(view)
        self._view = view
        self._boxes: list[tuple[QRectF, int]] = []
        self.setAccessibleName("Codings")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the brackets in sight, and their labels below one another."""
        view, look = self._view, self._view.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("surface"))
        self._boxes = []
        seen = view.seen_codings()
        used = 1 + max((lane for _c, lane, _t, _b in seen), default=0)
        left, free = look.type.space(2) + min(used, LANES) * LANE, 0.0
        for coding, lane, top, bottom in seen:
            bar = QRectF(look.type.space(2) + lane * LANE, top, BAR, max(6.0, bottom - top))
            in_hand = coding.id == view.coding_in_hand
            self._paint_bar(painter, bar.adjusted(-1, 0, 1, 0) if in_hand else bar, coding)
            high = float(painter.fontMetrics().height() + 3)
            label = QRectF(left, max(top, free), self.width() - left - 4, high)
            free = label.bottom()
            self._paint_label(painter, label, coding, bold=in_hand)
            self._boxes += [(bar.adjusted(-3, 0, 3, 0), coding.id), (label, coding.id)]
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a coding in hand."""
        place = event.position()
        for box, coding_id in self._boxes:
            if box.contains(place):
                self._view.take_coding(coding_id)
                return

    def event_names(self) -> list[int]:
        """List the codings whose labels are in sight, in order."""
        return [coding_id for _box, coding_id in self._boxes[1::2]]

    def sizeHint(self) -> QSize:
        """Return the width that labels want."""
        return QSize(self._view.look.type.px(190), 0)

    def _paint_bar(self, painter: QPainter, bar: QRectF, coding: "CodingRow") -> None:
        """Paint one bracket in its theme's colour."""
        painter.setPen(Qt.PenStyle.NoPen)
        for brush in brushes(self._view.look.theme(coding.colour)):
            painter.setBrush(brush)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_label(
        self, painter: QPainter, box: QRectF, coding: "CodingRow", *, bold: bool
    ) -> None:
        """Paint number, name, star and coder."""
        look = self._view.look
        tail = ("★ " if coding.starred else "") + ("✎ " if coding.memo else "") + coding.coder
        painter.setFont(look.type.font("small"))
        wide = painter.fontMetrics().horizontalAdvance(f" {tail}")
        painter.setFont(look.type.font("small", bold=bold))
        metrics = painter.fontMetrics()
        room = int(box.width() - wide)
        name = metrics.elidedText(
            f"{coding.number} {coding.theme}", Qt.TextElideMode.ElideRight, room
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.colour("text"))
        painter.drawText(box, middle, name)
        painter.setFont(look.type.font("small"))
        painter.setPen(QColor(look.colours.muted))
        rest = box.adjusted(metrics.horizontalAdvance(f"{name} "), 0, wide, 0)
        painter.drawText(rest, middle, tail)
