"""Work on a transcript with the mouse: select, move the edge of a coding, drop a theme."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip

from app.design.look import Look
from app.widgets.theme_drag import theme_in
from app.widgets.transcript_edges import EdgeDrag
from app.widgets.transcript_page import TranscriptPage
from app.widgets.transcript_ruler import x_of

if TYPE_CHECKING:
    from framework.queries.corrections import CorrectionRow


class TranscriptView(TranscriptPage):
    """Read a transcript, select in it, and see how it is coded.

    `coding_resized` tells a coding's id with its new start and end, `theme_dropped` a theme's id
    with the passage on which it was let go: the selection, or a place twice, for its paragraph.
    """

    coding_resized = Signal(int, int, int)
    theme_dropped = Signal(int, int, int)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._edges = EdgeDrag(self)
        self._target: tuple[int, int] | None = None
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)

    def correction_at(self, place: int) -> "CorrectionRow | None":
        """Return the correction on which a place stands."""
        return next((row for row in self.corrections if row.start <= place < row.end), None)

    def cursor_box(self, number: int, place: int, *, after: bool) -> QRectF | None:
        """Return the box of the cursor before or after a place, None when it is out of sight."""
        if all(seen.number != number for seen in self.ruler.seen()):
            return None
        line = self.ruler.line_of(number, place - 1 if after else place)
        block = self.document().findBlockByNumber(number)
        if not line.isValid():
            return None
        at = self.offsets.to_qt(place) - block.position()
        corner = QPointF(
            self.contentOffset().x() + x_of(line, at), self.ruler.top(number) + line.y()
        )
        return QRectF(corner.x(), corner.y(), 1, line.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take an edge of the coding in hand, or begin a selection."""
        if event.button() == Qt.MouseButton.LeftButton and self._edges.press(event.position()):
            return
        super().mousePressEvent(self._snapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge, or carry the selection to the line nearest to the mouse."""
        moved = self._snapped(event)
        if self._edges.active:
            self._edges.move(moved.position())
            return
        if not event.buttons():
            near = self._edges.near(event.position()) is not None
            shape = Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.IBeamCursor
            if self.viewport().cursor().shape() != shape:
                self.viewport().setCursor(shape)
        super().mouseMoveEvent(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the edge, or end the selection."""
        if self._edges.active:
            resized = self._edges.release()
            if resized is not None:
                self.coding_resized.emit(*resized)
            return
        super().mouseReleaseEvent(self._snapped(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put an edge back on Esc."""
        if event.key() == Qt.Key.Key_Escape and self._edges.active:
            self._edges.cancel()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what corrected words were before."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.correction_at(self.place_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), f"was: {row.original}" if row else "", self)
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a theme, and nothing else."""
        event.setAccepted(theme_in(event.mimeData()) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what would be coded."""
        if theme_in(event.mimeData()) is None or not self.paragraphs:
            event.ignore()
            return
        self._aim(self._aimed_at(event.position()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing more."""
        self._aim(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which theme was let go where."""
        theme_id, target = theme_in(event.mimeData()), self._target
        self._aim(None)
        if theme_id is None or target is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.theme_dropped.emit(theme_id, *target)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame what a theme would be dropped on."""
        super().paintEvent(event)
        if self._target is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self.look.colour("accent"), 1.5))
        for box in self.boxes(*self._outline(self._target)):
            painter.drawRoundedRect(box.adjusted(-1, -2, 1, 2), 2, 2)
        painter.end()

    def _aimed_at(self, point: QPointF) -> tuple[int, int]:
        """Return the selection when the mouse is on it, or else the place twice."""
        start, end = self.selection()
        place = self.place_at(point)
        return (start, end) if start <= place <= end and start < end else (place, place)

    def _outline(self, target: tuple[int, int]) -> tuple[int, int]:
        """Return the passage to frame."""
        if target[0] < target[1]:
            return target
        number = max(1, min(self.paragraph_of(target[0]), len(self.paragraphs)))
        paragraph = self.paragraphs[number - 1]
        return paragraph.start, paragraph.end

    def _aim(self, target: tuple[int, int] | None) -> None:
        """Frame another passage, or none."""
        if target != self._target:
            self._target = target
            self.viewport().update()

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
        """Move a mouse event off the space between lines, where Qt would take the line's end."""
        place, seen = event.position(), self.ruler.seen()
        if not seen:
            return event
        under = next((s for s in seen if place.y() < s.top + s.height), seen[-1])
        layout = self.document().findBlockByNumber(under.number).layout()
        lines = [layout.lineAt(i) for i in range(layout.lineCount())]
        middles = [under.top + line.y() + line.height() / 2 for line in lines]
        if not middles:
            return event
        nearest = min(middles, key=lambda middle: abs(middle - place.y()))
        return QMouseEvent(
            event.type(), QPointF(place.x(), nearest), event.globalPosition(), event.button(),
            event.buttons(), event.modifiers(),
        )  # fmt: skip
