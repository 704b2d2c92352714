"""Paint the files that are about to be imported."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyleOptionViewItem

from app.design.look import Look
from app.transcripts.told import counted
from app.widgets.row_ink import ROLE, Index, RowInk, paint_ground

if TYPE_CHECKING:
    from app.transcripts.reading import Reading

EDGE, SIGN, FOR_NAME = 3.5, 26, 0.75
READY = "ready"
WRAP = Qt.TextFlag.TextWordWrap


class FileRows(RowInk):
    """Paint sign, name, format and figures, or why a file is left out."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(look, parent)
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a size that leaves room for the sentence of a refused file."""
        reading: Reading = index.data(ROLE)
        size = self._look.type
        metrics = QFontMetrics(size.font("small"))
        beside = 2 * size.space(EDGE) + size.px(SIGN)
        room = max(120, self._list.viewport().width() - beside)
        box = metrics.boundingRect(0, 0, room, 400, int(WRAP), self._below(reading))
        return QSize(0, size.px(34) + box.height() + size.space(1))

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one file."""
        reading: Reading = index.data(ROLE)
        look = self._look
        paint_ground(painter, rect, look, "accent_soft" if chosen else "rail")
        space = look.type.space(EDGE)
        inner = rect.adjusted(space, look.type.space(2), -space, 0)
        sign, tint = ("close", "wrong") if reading.refusal else ("check", "accent")
        if not reading.wanted and not reading.refusal:
            sign, tint = "close", "muted"
        painter.drawPixmap(inner.topLeft() + QPointF(0, 1), look.pixmap(sign, 14, tint))
        inner.setLeft(inner.left() + look.type.px(SIGN))
        self._paint_words(painter, inner, reading, chosen=chosen)

    def _paint_words(
        self, painter: QPainter, inner: QRectF, reading: "Reading", *, chosen: bool
    ) -> None:
        """Paint name, state and what stands below."""
        look = self._look
        state, tint = state_of(reading)
        bold = QFontMetrics(look.type.font("base", bold=True))
        if state == READY and bold.horizontalAdvance(reading.file) > inner.width() * FOR_NAME:
            state = ""  # the sign says so too
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour(tint))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, state)
        room = int(inner.width()) - painter.fontMetrics().horizontalAdvance(state) - 8
        painter.setFont(look.type.font("base", bold=chosen))
        painter.setPen(look.colour("text"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(reading.file, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, name)
        inner.setTop(inner.top() + metrics.height() + 2)
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("wrong" if reading.refusal else "muted"))
        painter.drawText(inner, int(WRAP), self._below(reading))

    @staticmethod
    def _below(reading: "Reading") -> str:
        """Return what stands below a file's name."""
        if reading.draft is None:
            return reading.refusal
        speakers = counted(len(reading.draft.speakers), "speaker")
        return f"{reading.format} · {counted(reading.words, 'word')} · {speakers}"


def state_of(reading: "Reading") -> tuple[str, str]:
    """Return the words for a file's state, and their tint."""
    if not reading.wanted:
        return "left out", "muted"
    if reading.questions:
        return counted(len(reading.questions), "question"), "attention_text"
    if reading.remarks:
        return counted(len(reading.remarks), "remark"), "attention_text"
    if reading.draft is not None and not reading.draft.speakers:
        return "no speakers", "attention_text"
    return READY, "muted"
