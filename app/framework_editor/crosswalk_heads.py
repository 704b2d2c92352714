"""Paint the constructs over a crosswalk, and the themes beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from app.design.look import Look

if TYPE_CHECKING:
    from app.framework_editor.constructs import Construct
    from app.framework_editor.crosswalk_matrix import Matrix

BAND, TALL, LOW = 24, 178, 66
_UP, _LEFT = QPointF(0, 1), QPointF(1, 0)


class ConstructHeads(QHeaderView):
    """Write the constructs upright while there are few, turned when there are many.

    Over them stand their domains.
    """

    def __init__(self, look: Look, parent: "Matrix") -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._matrix, self._upright = look, parent, True
        self.setAccessibleName("Constructs")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def turn(self, *, upright: bool) -> None:
        """Write upright or turned."""
        self._upright = upright
        self.updateGeometry()

    def widest_word(self) -> int:
        """Return the width of the longest word of all titles, px."""
        metrics = QFontMetrics(self._look.type.font("small", bold=True))
        words = (word for construct in self._constructs() for word in construct.title.split())
        return max((metrics.horizontalAdvance(word) for word in words), default=0)

    def begins_domain(self, column: int) -> bool:
        """Say whether a construct is the first of its domain, but for the very first."""
        constructs = self._constructs()
        return 0 < column < len(constructs) and (
            constructs[column].domain != constructs[column - 1].domain
        )

    def sizeHint(self) -> QSize:
        """Return the height of the titles and of the domains over them."""
        high = self._look.type.px(LOW if self._upright else TALL) + self._band()
        return QSize(super().sizeHint().width(), high)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one construct."""
        look, construct = self._look, self._constructs()[section]
        box = QRectF(rect)
        here = self._matrix.currentIndex().column() == section
        painter.save()
        painter.fillRect(box, look.colour("surface"))
        painter.setPen(look.colour("line"))
        painter.drawLine(box.bottomLeft() - _UP, box.bottomRight() - _UP)
        if self.begins_domain(section):
            painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.setFont(look.type.font("small", bold=here))
        painter.setPen(look.colour("text" if here else "muted"))
        inner = box.adjusted(0, self._band(), 0, 0)
        space = look.type.space(1)
        flags = Qt.TextFlag.TextWordWrap
        if self._upright:
            low = flags | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(inner.adjusted(space, 0, -space, -space), low, construct.title)
        else:
            painter.translate(inner.left(), inner.bottom() - space)
            painter.rotate(-90)
            lines = QRectF(0, 0, inner.height() - 2 * space, inner.width())
            painter.drawText(lines, flags | Qt.AlignmentFlag.AlignVCenter, construct.title)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the domains over their constructs."""
        super().paintEvent(event)
        if not self._band():
            return
        painter, look = QPainter(self.viewport()), self._look
        painter.setFont(look.type.font("small", bold=True))
        painter.setPen(look.colour("text"))
        constructs = self._constructs()
        starts = [i for i in range(len(constructs)) if i == 0 or self.begins_domain(i)]
        for start, end in zip(starts, [*starts[1:], len(constructs)], strict=True):
            left = self.sectionViewportPosition(start)
            right = self.sectionViewportPosition(end - 1) + self.sectionSize(end - 1)
            seen = QRectF(max(left, 0), 0, right - max(left, 0), self._band())
            seen.adjust(look.type.space(1), 0, -look.type.space(1), 0)
            if seen.width() > 0:
                mode, words = Qt.TextElideMode.ElideRight, constructs[start].domain
                shown = painter.fontMetrics().elidedText(words, mode, int(seen.width()))
                painter.drawText(seen, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _band(self) -> int:
        """Return the height of the domains, 0 for a framework that has none."""
        has = any(construct.domain for construct in self._constructs())
        return self._look.type.px(BAND) if has else 0

    def _constructs(self) -> "list[Construct]":
        """Return the constructs that are shown."""
        return self._matrix.shown().constructs


class ThemeHeads(QHeaderView):
    """Write the themes beside the crosswalk, sub-themes set in."""

    def __init__(self, look: Look, parent: "Matrix") -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look, self._matrix = look, parent
        self.setAccessibleName("Themes")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one theme."""
        look, theme = self._look, self._matrix.shown().themes[section]
        box, here = QRectF(rect), self._matrix.currentIndex().row() == section
        painter.save()
        painter.fillRect(box, look.colour("rail" if here else "surface"))
        painter.setPen(look.colour("line"))
        painter.drawLine(box.bottomLeft() - _UP, box.bottomRight() - _UP)
        painter.drawLine(box.topRight() - _LEFT, box.bottomRight() - _LEFT)
        painter.setFont(look.type.font("base", bold=not theme.depth))
        painter.setPen(look.colour("text"))
        inner = box.adjusted(look.type.space(3 + 3 * theme.depth), 0, -look.type.space(1), 0)
        mode, words = Qt.TextElideMode.ElideRight, f"{theme.number}  {theme.name}"
        shown = painter.fontMetrics().elidedText(words, mode, int(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
