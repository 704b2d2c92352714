"""Paint the signs for the state of a cell."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.design.look import Look

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


def _paint_open(painter: QPainter, rect: QRectF, look: Look) -> None:
    """Paint the outline of a block that holds nothing, as a map of the charts has it."""
    painter.setPen(QPen(look.colour("muted"), 1, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class Legend(QWidget):
    """Explain the signs, on as many lines as they need."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Legend")

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that fit a width."""
        return int(self._places(width)[-1][1].bottom()) + 2

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        return QSize(self._look.type.px(560), self._look.type.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each sign with its meaning."""
        painter = QPainter(self)
        side = float(self._look.type.px(9))
        for sign, box in self._places(self.width()):
            lead = self._lead(sign)
            mark = QRectF(box.left() + lead - side, box.center().y() - side / 2, side, side)
            if sign == "none":
                _paint_open(painter, mark, self._look)
            else:
                paint_sign(painter, mark, sign, self._look)
            painter.setFont(self._look.type.font("small"))
            painter.setPen(self._look.colour("muted"))
            words = box.adjusted(lead + self._look.type.space(1.5), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, meaning(sign))
        painter.end()

    def _lead(self, sign: str) -> float:
        """Return the width that a sign takes."""
        return float(self._look.type.px(20 if sign == "not_asked" else 9))

    def _places(self, width: int) -> list[tuple[str, QRectF]]:
        """Place each sign with its words, line after line."""
        size = self._look.type
        metrics = QFontMetricsF(size.font("small"))
        left, top, high = 0.0, 0.0, float(size.px(18))
        places = []
        for sign, words in MEANINGS.items():
            wide = self._lead(sign) + size.space(1.5) + metrics.horizontalAdvance(words) + 2
            if left and left + wide > width:
                left, top = 0.0, top + high
            places.append((sign, QRectF(left, top, wide, high)))
            left += wide + size.space(4)
        return places
