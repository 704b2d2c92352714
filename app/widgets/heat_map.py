"""Paint the state of every cell, cases × sub-themes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.design.look import Look
from app.widgets.signs import meaning, sign_of

if TYPE_CHECKING:
    from framework.queries.cases import CaseRow
    from framework.queries.charts import CellView
    from framework.queries.themes import ThemeRow

NARROW, HIGH, NAMES, LONGEST, WIDEST = 22, 19, 96, 220, 84
STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip


class HeatMap(QWidget):
    """Show a block for each cell; a click, or Enter, opens it.

    `pointed` tells at which theme the keys stand, or whose number was clicked.
    """

    opened = Signal(int, int)
    pointed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "clear")
        self._cases: Sequence[CaseRow] = ()
        self._themes: Sequence[ThemeRow] = ()
        self._cells: Mapping[tuple[int, int], CellView] = {}
        self._counts: Mapping[tuple[int, int], int] | None = None
        self._at = (0, 0)
        self._least, self._names = 0, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Charting progress")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._resized)

    def show_cells(
        self,
        cases: "Sequence[CaseRow]",
        themes: "Sequence[ThemeRow]",
        cells: "Mapping[tuple[int, int], CellView]",
    ) -> None:
        """Show these cells."""
        self._cases, self._themes, self._cells = cases, themes, cells
        self._at = (0, 0)
        self._resized()

    def show_words(self, counts: "Mapping[tuple[int, int], int] | None") -> None:
        """Show how many words each cell has, or with None its state again."""
        self._counts = counts
        self._resized()

    def sizeHint(self) -> QSize:
        """Return the least size that all blocks take."""
        size = self._look.type
        wide = self._names + len(self._themes) * self._least
        return QSize(wide, size.px(HIGH + 4) * (len(self._cases) + 1) + size.px(4))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the pane scrolls rather than squeeze."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names and the blocks in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.type.font("small"))
        for column, theme in enumerate(self._themes):
            box = self._box(-1, column)
            painter.setPen(self._look.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, theme.number)
        for row, case in enumerate(self._cases):
            line = self._box(row, 0)
            if line.bottom() < event.rect().top() or line.top() > event.rect().bottom():
                continue
            self._paint_name(painter, line, case)
            for column in range(*self._columns_in(event.rect())):
                theme = self._themes[column]
                if self._counts is not None:
                    count = self._counts.get((case.id, theme.id), 0)
                    self._paint_count(painter, self._box(row, column), count)
                    continue
                view = self._cells.get((case.id, theme.id))
                sign = sign_of(view.state, view.flags) if view is not None else "none"
                self._paint_block(painter, self._box(row, column), sign)
        if self.hasFocus() and self._cases and self._themes:
            painter.setPen(QPen(self._look.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._box(*self._at).adjusted(-1, -1, 1, 1), 4, 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the cell under the mouse."""
        found = self._cell_at(event.position().toPoint())
        if found is not None:
            self._at = found
            self._open()
        elif (column := self._number_at(event.position().toPoint())) is not None:
            self._at = (self._at[0], column)
            self.update()
            self.pointed.emit(self._themes[column].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the blocks, and open one."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in STEPS:
            row, column = self._at[0] + STEPS[key][0], self._at[1] + STEPS[key][1]
            self._at = (
                max(0, min(row, len(self._cases) - 1)), max(0, min(column, len(self._themes) - 1))
            )  # fmt: skip
            self.setToolTip("")
            self.setAccessibleDescription(self._words(self._at))
            self.update()
            if self._themes:
                self.pointed.emit(self._themes[self._at[1]].id)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say which cell the mouse is over."""
        if isinstance(event, QHelpEvent):
            found = self._cell_at(event.pos())
            words = self._words(found) if found is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys stand."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def _paint_name(self, painter: QPainter, line: QRectF, case: "CaseRow") -> None:
        """Paint the name of a case."""
        size = self._look.type
        painter.setPen(self._look.colour("muted"))
        room = QRectF(0, line.top(), self._names - size.space(2), line.height())
        mode = Qt.TextElideMode.ElideRight
        words = _named(case)
        shown = painter.fontMetrics().elidedText(words, mode, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_block(self, painter: QPainter, box: QRectF, sign: str) -> None:
        """Paint one block: filled, ringed, dashed or open, so that colour is never alone."""
        look = self._look
        painter.setPen(Qt.PenStyle.NoPen)
        fills = {"checked": "accent", "draft": "draft", "out_of_date": "attention"}
        fill = fills.get(sign, "nothing" if sign in ("nothing", "not_asked") else "surface")
        painter.setBrush(look.colour(fill))
        inner = box
        if sign == "to_chart":
            painter.setPen(QPen(look.colour("accent"), 2))
            inner = box.adjusted(1, 1, -1, -1)
        elif sign == "none":
            painter.setPen(QPen(look.colour("line"), 1, Qt.PenStyle.DashLine))
            inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, 3, 3)
        words = {"nothing": "–", "not_asked": "n/a", "out_of_date": "!"}.get(sign, "")
        if words:
            tint = "ground" if sign == "out_of_date" and look.dark else "text"
            painter.setPen(look.colour(tint if sign == "out_of_date" else "muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_count(self, painter: QPainter, box: QRectF, count: int) -> None:
        """Paint a number of words on a ground that is deeper the more there are."""
        most = max(self._counts.values(), default=0) if self._counts else 0
        painter.setPen(QPen(self._look.colour("line"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(self._look.colour("surface"))
        if count:
            ground = self._look.colour("accent")
            ground.setAlphaF(0.08 + 0.32 * count / most)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if count:
            painter.setPen(self._look.colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))

    def _box(self, row: int, column: int) -> QRectF:
        """Return the box of a block; row -1 is the line of numbers."""
        size = self._look.type
        wide = self._pitch()
        left, top = self._names + column * wide, (row + 1) * size.px(HIGH + 4)
        return QRectF(left, top, wide - 3, size.px(HIGH))

    def _pitch(self) -> float:
        """Return the width of a column: what there is room for, within reason."""
        size = self._look.type
        free = (self.width() - self._names) / max(1, len(self._themes))
        return max(float(self._least), min(float(size.px(WIDEST)), free))

    def _narrowest(self) -> int:
        """Measure the least width of a column: its number must be read."""
        measure = QFontMetrics(self._look.type.font("small"))
        texts = [theme.number for theme in self._themes]
        if self._counts:
            texts.append(str(max(self._counts.values())))
        numbers = (measure.horizontalAdvance(text) for text in texts)
        return max(self._look.type.px(NARROW), max(numbers, default=0) + 4)

    def _columns_in(self, rect: QRect) -> tuple[int, int]:
        """Return the first column in sight and the one after the last."""
        left, wide = self._names, self._pitch()
        first, last = (int((edge - left) / wide) for edge in (rect.left(), rect.right()))
        return max(0, first), max(0, min(len(self._themes), last + 1))

    def _cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return the row and column under a point."""
        row = point.y() // self._look.type.px(HIGH + 4) - 1
        column = int((point.x() - self._names) // self._pitch())
        inside = 0 <= row < len(self._cases) and 0 <= column < len(self._themes)
        return (row, column) if inside and self._box(row, column).contains(QPointF(point)) else None

    def _number_at(self, point: QPoint) -> int | None:
        """Return the column whose number is under a point."""
        column = int((point.x() - self._names) // self._pitch())
        inside = 0 <= column < len(self._themes) and self._box(-1, column).contains(QPointF(point))
        return column if inside else None

    def _words(self, at: tuple[int, int]) -> str:
        """Return what a block says."""
        if not (self._cases and self._themes):
            return ""
        case, theme = self._cases[at[0]], self._themes[at[1]]
        view = self._cells.get((case.id, theme.id))
        sign = sign_of(view.state, view.flags) if view is not None else "none"
        said = meaning(sign)
        if self._counts is not None:
            count = self._counts.get((case.id, theme.id), 0)
            said = f"{count} {'word' if count == 1 else 'words'}, {said}"
        return f"{case.name} × {theme.number} {theme.name}: {said}"

    def _open(self) -> None:
        """Ask for the cell where the keys stand."""
        if self._cases and self._themes:
            self.update()
            self.opened.emit(self._cases[self._at[0]].id, self._themes[self._at[1]].id)

    def _resized(self) -> None:
        """Take the size of the blocks."""
        size, measure = self._look.type, QFontMetrics(self._look.type.font("small"))
        widest = max((measure.horizontalAdvance(_named(c)) for c in self._cases), default=0)
        wanted = widest + size.space(2) + 1
        self._names = max(size.px(NAMES), min(size.px(LONGEST), wanted))
        self._least = self._narrowest()
        self.updateGeometry()
        self.update()


def _named(case: "CaseRow") -> str:
    """Name a case with its label."""
    return f"{case.name} {case.label}".strip()
