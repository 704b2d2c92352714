"""Paint the margin of a transcript: a bracket for each coding, and their names."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.widgets.margin_labels import Row, arranged
from app.widgets.margin_words import Inks, Words, measures, paint_words, words_of
from app.widgets.transcript_marks import LANES, Cluster, Mark

if TYPE_CHECKING:
    from app.widgets.transcript_page import TranscriptPage

LANE, CLOSE = 7, 5
ROOMY = 150
BAR = 3
GAP = 3
DASHES: tuple[tuple[float, ...], ...] = ((9, 3), (3, 3), (9, 3, 3, 3))
"""Dash and gap by turns, px, for each round of the eight colours."""
FAR = 1e6


class Laid(NamedTuple):
    """Hold a cluster as it is painted, measured from the top of its first paragraph."""

    bars: tuple[tuple[QRectF, Mark], ...]
    rows: tuple[tuple[QRectF, tuple[Mark, ...], Words], ...]


class Brackets(QWidget):
    """Bracket the codings, each with its theme, coder and star."""

    memo_wanted = Signal(int)
    menu_wanted = Signal(list, QPoint)

    def __init__(self, view: "TranscriptPage") -> None:
        super().__init__(view)
        self._view = view
        self._laid: dict[int, tuple[Cluster, Cluster | None, int | None, Laid]] = {}
        self._boxes: list[tuple[QRectF, tuple[Mark, ...]]] = []
        self._size = measures(view.look)
        self.setAccessibleName("Codings")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def forget(self) -> None:
        """Arrange everything anew."""
        self._size = measures(self._view.look)
        self._laid.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the brackets in sight, and their names below one another."""
        view = self._view
        painter = QPainter(self)
        painter.fillRect(self.rect(), view.look.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._boxes, above, free = [], list[Mark](), float(self.height())
        inks = Inks(view.look, faint=view.shows == "uncoded")
        seen = view.ruler.seen()
        if seen and view.lanes.clusters:
            for place in view.lanes.between(seen[0].number, seen[-1].number):
                top = view.ruler.top(view.lanes.clusters[place].first)
                self._paint(painter, self._arranged(place), top, inks)
                above += self._left_above(place, top)
                free = min([free, *(box.top() for box, _marks in self._boxes)])
        if above and free > self._high() + GAP:
            self._paint_left_above(painter, above, inks)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a coding in hand."""
        for mark in self._at(event.position())[:1]:
            if mark.is_memo:
                self.memo_wanted.emit(mark.id)
            else:
                self._view.take_coding(mark.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Tell which codings stand under the mouse."""
        marks = self._at(QPointF(event.pos()))
        if found := [mark.id for mark in marks if not mark.is_memo]:
            self.menu_wanted.emit(found, event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Name in full all that stands under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = "\n".join(mark.said() for mark in self._at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def names_in_sight(self) -> list[tuple[str, ...]]:
        """List what the rows of names in sight stand for, from the top down."""
        return [tuple(mark.words for mark in marks) for _box, marks in self._boxes]

    def sizeHint(self) -> QSize:
        """Return the width that names want."""
        return QSize(self._view.look.type.px(190), 0)

    def _at(self, place: QPointF) -> list[Mark]:
        """List the marks under a place: those of a name, or else of the brackets at its height."""
        for box, marks in self._boxes:
            if box.contains(place):
                return list(marks)
        found: list[tuple[float, Mark]] = []
        seen = self._view.ruler.seen()
        for at in self._view.lanes.between(seen[0].number, seen[-1].number) if seen else ():
            top = self._view.ruler.top(self._view.lanes.clusters[at].first)
            for bar, mark in self._arranged(at).bars:
                if bar.top() <= place.y() - top <= bar.bottom():
                    found.append((abs(bar.center().x() - place.x()), mark))
        return [mark for _far, mark in sorted(found, key=lambda pair: pair[0])]

    def _high(self) -> float:
        """Return the height of a name."""
        return self._size.plain.height() + GAP

    def _left(self, cluster: Cluster) -> float:
        """Return where the names of a cluster begin."""
        of = self._view.lanes.of(cluster)
        shown = [mark for mark in cluster.marks if not self._view.hides(mark)]
        lanes = [of[mark.id, mark.is_memo] for mark in shown]
        used = min(LANES, 1 + max(lanes, default=0))
        return self._view.look.type.space(2) + used * self._lane() + 2

    def _lane(self) -> int:
        """Return how far lanes stand apart: closer where the margin is narrow, px."""
        return LANE if self.width() >= ROOMY else CLOSE

    def _arranged(self, place: int) -> Laid:
        """Return a cluster as it is painted; it is arranged once."""
        clusters, held = self._view.lanes.clusters, self._view.coding_in_hand
        cluster = clusters[place]
        after = clusters[place + 1] if place + 1 < len(clusters) else None
        inside = held if any(m.id == held and not m.is_memo for m in cluster.marks) else None
        kept = self._laid.get(cluster.first)
        if kept is None or kept[0] is not cluster or kept[1] is not after or kept[2] != inside:
            kept = cluster, after, inside, self._lay(place, inside)
            self._laid[cluster.first] = kept
        return kept[3]

    def _lay(self, place: int, held: int | None) -> Laid:
        """Arrange a cluster."""
        view, cluster = self._view, self._view.lanes.clusters[place]
        lanes, offsets, total = view.lanes.of(cluster), dict[int, float](), 0.0
        for number in range(cluster.first, cluster.last + 1):
            offsets[number] = total
            total += view.ruler.height(number)
        bars, tops, shown = list[tuple[QRectF, Mark]](), list[float](), list[Mark]()
        for mark in cluster.marks:
            if view.hides(mark):
                continue
            first, last = view.ruler.lines(mark)
            top = offsets[first[0]] + view.ruler.line_box(first)[0]
            bottom = offsets[last[0]] + view.ruler.line_box(last)[1]
            lane = lanes[mark.id, mark.is_memo]
            if lane < LANES:
                left = view.look.type.space(2) + lane * self._lane()
                wider = 1 if mark.id == held and not mark.is_memo else 0
                box = QRectF(left - wider, top, BAR + 2 * wider, max(6.0, bottom - top))
                bars.append((box, mark))
            tops.append(top)
            shown.append(mark)
        in_hand = next((i for i, m in enumerate(shown) if m.id == held and not m.is_memo), -1)
        room = self._room(place, total, (tops[-1] + len(tops) * self._high()) if tops else 0.0)
        rows = arranged(tops, self._high(), room, in_hand)
        swatches = len(shown) > 1
        return Laid(tuple(bars), tuple(self._row(cluster, r, shown, in_hand, swatches=swatches)
                                       for r in rows))  # fmt: skip

    def _row(
        self, cluster: Cluster, row: Row, shown: list[Mark], held: int, *, swatches: bool
    ) -> tuple[QRectF, tuple[Mark, ...], Words]:
        """Give a row its box and its words."""
        left = self._left(cluster)
        box = QRectF(left, row.top, max(20.0, self.width() - left - 6), self._high())
        marks = tuple(shown[place] for place in row.names)
        bold = shown[held].id if held in row.names else None
        words = words_of(self._size, marks, box.width(), in_full=row.in_full, held=bold,
                         swatches=swatches)  # fmt: skip
        return box, marks, words

    def _room(self, place: int, total: float, wanted: float) -> float:
        """Return how far down the names of a cluster may reach: to where the next one begins."""
        clusters, ruler = self._view.lanes.clusters, self._view.ruler
        if place + 1 == len(clusters):
            return FAR
        after = clusters[place + 1]
        for number in range(clusters[place].last + 1, after.first):
            if total >= wanted:
                return FAR
            total += ruler.height(number)
        return total + ruler.line_box(ruler.lines(after.marks[0])[0])[0]

    def _paint(self, painter: QPainter, laid: Laid, top: float, inks: Inks) -> None:
        """Paint a cluster at its place."""
        bottom = self.height()
        for bar, mark in laid.bars:
            box = bar.translated(0, top)
            if box.bottom() > 0 and box.top() < bottom:
                _paint_bar(painter, box, mark, inks)
        for box, marks, words in laid.rows:
            here = box.translated(0, top)
            if here.bottom() > 0 and here.top() < bottom:
                paint_words(painter, here, words, inks)
                self._boxes.append((here, marks))

    def _left_above(self, place: int, top: float) -> list[Mark]:
        """List the marks of a cluster that reach into sight while their names are above it."""
        laid, high = self._arranged(place), self._high()
        if top + high > 0:
            return []
        reaching = {
            (mark.id, mark.is_memo) for bar, mark in laid.bars if bar.bottom() + top > 2 * high
        }
        return [
            mark
            for box, marks, _words in laid.rows if box.bottom() + top <= 0
            for mark in marks if (mark.id, mark.is_memo) in reaching
        ]  # fmt: skip

    def _paint_left_above(self, painter: QPainter, marks: list[Mark], inks: Inks) -> None:
        """Say at the top what else is bracketed there."""
        cluster = self._view.lanes.at(marks[0].first)
        left = self._left(cluster) if cluster is not None else 0.0
        box = QRectF(left, 1, max(20.0, self.width() - left - 6), self._high())
        words = words_of(
            self._size, tuple(marks), box.width(), in_full=len(marks) == 1,
            held=self._view.coding_in_hand, swatches=True,
        )  # fmt: skip
        paint_words(painter, box, words, inks)
        self._boxes.append((box, tuple(marks)))


def _paint_bar(painter: QPainter, bar: QRectF, mark: Mark, inks: Inks) -> None:
    """Paint one bracket in its theme's colour; a memo's is a hair."""
    if mark.is_memo:
        middle = QRectF(bar.center().x() - 0.5, bar.top(), 1, bar.height())
        painter.fillRect(middle, inks.pens["muted"])
        return
    painter.setPen(Qt.PenStyle.NoPen)
    if mark.retired or inks.faint:
        painter.setBrush(inks.grey)
        painter.drawRoundedRect(bar, 1.5, 1.5)
        return
    theme = inks.theme(mark.colour)
    painter.setBrush(QColor(theme.soft if theme.pattern else theme.solid))
    painter.drawRoundedRect(bar, 1.5, 1.5)
    if theme.pattern:
        _paint_dashes(painter, bar, QColor(theme.solid), DASHES[(theme.pattern - 1) % len(DASHES)])


def _paint_dashes(
    painter: QPainter, bar: QRectF, colour: QColor, dashes: tuple[float, ...]
) -> None:
    """Paint a bracket as dashes and gaps by turns, for a round of colours beyond the first."""
    top, at = bar.top(), 0
    while top < bar.bottom():
        high = min(dashes[at % len(dashes)], bar.bottom() - top)
        if at % 2 == 0:
            painter.fillRect(QRectF(bar.left(), top, bar.width(), high), colour)
        top, at = top + high, at + 1
