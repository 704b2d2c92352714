"""Paint the signs for the state of a cell."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.design.look import Look
from app.widgets.text import label

MEANINGS = {
    "checked": "checked",
    "draft": "draft",
    "to_chart": "coded, to chart",
    "out_of_date": "out of date",
    "nothing": "asked, nothing relevant",
    "not_asked": "not asked",
    "none": "not started",
}


def sign_of(state: str, flags: Collection[str]) -> str:
    """Return the sign of a cell: what needs attention comes before its state."""
    if "out_of_date" in flags:
        return "out_of_date"
    if "coded_not_charted" in flags:
        return "to_chart"
    known = {"checked": "checked", "draft": "draft", "not_asked": "not_asked"}
    return {**known, "nothing_relevant": "nothing"}.get(state, "none")


def meaning(sign: str) -> str:
    """Return the words for a sign."""
    return MEANINGS[sign]


def paint_sign(painter: QPainter, rect: QRectF, sign: str, look: Look) -> None:
    """Paint a sign into a square: dot, ring, dash or n/a."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if sign in ("checked", "draft", "out_of_date"):
        tint = {"checked": "accent", "draft": "draft", "out_of_date": "attention"}[sign]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(tint))
        painter.drawEllipse(rect)
    elif sign == "to_chart":
        width = rect.width() / 4
        painter.setPen(QPen(look.colour("accent"), width))
        painter.drawEllipse(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2))
    elif sign == "nothing":
        painter.setPen(QPen(look.colour("muted"), max(1.5, rect.height() / 6)))
        middle = rect.center().y()
        painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
    elif sign == "not_asked":
        _paint_words(painter, rect, "n/a", look.colour("muted"), look)
    painter.restore()


def _paint_words(painter: QPainter, rect: QRectF, words: str, colour: QColor, look: Look) -> None:
    """Paint small words, ending where the square ends."""
    painter.setPen(colour)
    painter.setFont(look.type.font("small"))
    wide = QRectF(rect.left() - 40, rect.top() - 6, rect.width() + 40, rect.height() + 12)
    painter.drawText(wide, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


class SignMark(QWidget):
    """Show one sign."""

    def __init__(self, look: Look, sign: str) -> None:
        super().__init__()
        self._look, self._sign = look, sign
        side = look.type.px(10)
        self.setFixedSize(side * (2 if sign == "not_asked" else 1), side + 2)
        self.setAccessibleName(meaning(sign))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign at the right."""
        side = float(self._look.type.px(9))
        painter = QPainter(self)
        paint_sign(
            painter, QRectF(self.width() - side - 0.5, 1, side, side), self._sign, self._look
        )
        painter.end()


class Legend(QWidget):
    """Explain the signs."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.type.space(1.5))
        for sign, words in MEANINGS.items():
            if sign != "none":
                line.addWidget(SignMark(look, sign))
                line.addWidget(label(words, "small"))
                line.addSpacing(look.type.space(2))
        line.addStretch(1)
