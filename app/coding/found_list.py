"""Show the passages that were found, each with its words and a box to tick."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QListView,
    QStyleOptionViewItem,
)

from app.coding.found_model import CODED, ROW, FoundModel, Heading, Line, words_of
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.offsets import Offsets
from app.widgets.row_ink import Index, RowInk, asked

if TYPE_CHECKING:
    from framework.queries.passages import FoundPassage

HEAD, LINE, SHORT, BOX, NUMBER = 32, 50, 34, 14, 48
LEAD = 70


class FoundList(QListView):
    """Tick with Space, show a passage in its transcript with Enter."""

    opened = Signal(object)

    def __init__(self, look: Look, model: FoundModel, keymap: Keymap) -> None:
        super().__init__()
        self._look, self._found, self._keymap = look, model, keymap
        self.setModel(model)
        self.setAccessibleName("Passages found")
        self.setItemDelegate(_Rows(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.hint = ""
        self.doubleClicked.connect(self._open)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, or show in the transcript."""
        index, action = self.currentIndex(), self._keymap.action_of("autocode", event)
        if index.isValid() and action == "autocode.tick":
            self._found.toggle(index.row())
        elif index.isValid() and action == "autocode.open":
            self._open(index)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick where the mouse is on a box."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        edge = self._look.type.px(BOX) + self._look.type.space(5)
        if index.isValid() and event.position().x() <= edge:
            self._found.toggle(index.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what to do where nothing is listed."""
        super().paintEvent(event)
        if not self._found.rows:
            painter = QPainter(self.viewport())
            painter.setFont(self._look.type.font("base"))
            painter.setPen(self._look.colour("muted"))
            edge = self._look.type.space(10)
            room = self.viewport().rect().adjusted(edge, edge, -edge, -edge)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self.hint)
            painter.end()

    def _open(self, index: QModelIndex) -> None:
        """Ask for the place of a passage; of a heading, for its first."""
        row = index.data(ROW)
        if isinstance(row, Heading):
            row = self._found.rows[index.row() + 1]
        self.opened.emit(row.passage)


class _Rows(RowInk):
    """Paint headings, and passages with what was found in bold."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(look, parent)
        self._view = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row: of two lines where its words are many."""
        row, size = asked(index, ROW), self._look.type
        if isinstance(row, Heading):
            return QSize(0, size.px(HEAD))
        room = self._view.viewport().width() - size.px(BOX + NUMBER) - size.space(9)
        long = len(words_of(row)) * _letter(size.font("base")) > room
        return QSize(0, size.px(LINE if long else SHORT))

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one row."""
        row: Heading | Line = asked(index, ROW)
        look = self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(rect, look.colour("accent_soft"))
        elif isinstance(row, Heading):
            painter.fillRect(rect, look.colour("rail"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(look.type.space(3), 0, -look.type.space(3), 0)
        state = Qt.CheckState(asked(index, Qt.ItemDataRole.CheckStateRole))
        coded = bool(asked(index, CODED))
        if not coded:
            self._paint_box(painter, inner, state, head=isinstance(row, Heading))
        inner.setLeft(inner.left() + look.type.px(BOX) + look.type.space(3))
        if isinstance(row, Heading):
            self._paint_heading(painter, inner, row)
        else:
            self._paint_line(painter, inner, row, coded=coded)

    def _paint_box(
        self, painter: QPainter, inner: QRectF, state: Qt.CheckState, *, head: bool
    ) -> None:
        """Paint a box, ticked, half ticked or empty."""
        look, side = self._look, self._look.type.px(BOX)
        top = inner.center().y() - side / 2 if head else inner.top() + look.type.space(2)
        box = QRectF(inner.left(), top, side, side)
        on = state != Qt.CheckState.Unchecked
        painter.setPen(look.colour("accent" if on else "muted"))
        painter.setBrush(look.colour("accent" if on else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if state == Qt.CheckState.Checked:
            painter.drawPixmap(box.topLeft() + QPointF(1, 1),
                               look.pixmap("check", BOX - 2, "on_accent"))  # fmt: skip
        elif on:
            painter.setPen(QPen(look.colour("on_accent"), 2))
            middle = box.center().y()
            painter.drawLine(QPointF(box.left() + 4, middle), QPointF(box.right() - 4, middle))

    def _paint_heading(self, painter: QPainter, inner: QRectF, row: Heading) -> None:
        """Paint a transcript's name and how many passages it has."""
        look, centre = self._look, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.type.font("base"))
        painter.setPen(look.colour("muted"))
        count = str(len(row.keys))
        painter.drawText(inner, centre | Qt.AlignmentFlag.AlignRight, count)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(count) - look.type.space(2)
        painter.setFont(look.type.font("base", bold=True))
        painter.setPen(look.colour("text"))
        mode = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(row.transcript, mode, int(room))
        painter.drawText(inner, centre, name)

    def _paint_line(self, painter: QPainter, inner: QRectF, row: Line, *, coded: bool) -> None:
        """Paint ¶ and words of a passage, two lines at most."""
        look = self._look
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("muted"))
        top = inner.adjusted(0, look.type.space(1.75), 0, 0)
        painter.drawText(top, Qt.AlignmentFlag.AlignTop, f"¶{row.passage.n}")
        if coded:
            right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            painter.drawText(top, right, "coded already")
            width = painter.fontMetrics().horizontalAdvance("coded already")
            inner.setRight(inner.right() - width - look.type.space(3))
        inner.setLeft(inner.left() + look.type.px(NUMBER))
        layout = self._laid_out(row, inner.width())
        painter.setPen(look.colour("muted" if coded else "text"))
        layout.draw(painter, QPointF(inner.left(), inner.top() + look.type.space(1.5)))

    def _laid_out(self, row: Line, width: float) -> QTextLayout:
        """Lay a passage's words out, with what was found in bold."""
        look = self._look
        words, start, end = shown_of(row)
        font = look.type.font("base")
        words, start, end = _shortened(words, start, end, int(width * 1.9 / _letter(font)))
        layout = QTextLayout(words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        offsets, bold = Offsets(words), QTextLayout.FormatRange()
        style = QTextCharFormat()
        style.setFontWeight(look.type.font("base", bold=True).weight())
        bold.start = offsets.to_qt(start)
        bold.length = offsets.to_qt(end) - bold.start
        bold.format = style
        layout.setFormats([bold] if end > start else [])
        layout.beginLayout()
        for number in range(2):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, number * line.height()))
        layout.endLayout()
        return layout


def shown_of(row: Line) -> tuple[str, int, int]:
    """Return a passage's words on one line, and where what was found stands in them."""
    passage: FoundPassage = row.passage
    start = passage.match_start if not row.before and not row.after else 0
    end = passage.match_end if not row.before and not row.after else len(passage.text)
    head = " ".join(f"{row.before}{passage.text[:start]}|".split())[:-1]
    match = " ".join(passage.text[start:end].split())
    tail = " ".join(f"|{passage.text[end:]}{row.after}".split())[1:]
    return head + match + tail, len(head), len(head) + len(match)


def _letter(font: QFont) -> float:
    """Return the width of a letter as letters go."""
    return max(1.0, float(QFontMetricsF(font).horizontalAdvance("abcdefghij")) / 10)


def _shortened(words: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Return as much as there is room for, so that what was found is in it."""
    first = max(0, start - LEAD) if end > room - 2 else 0
    if first:
        first = words.find(" ", first, start) + 1 or first
    piece = ("…" if first else "") + words[first:]
    shift = first - (1 if first else 0)
    if len(piece) > room:
        piece = piece[: max(1, room - 1)].rstrip() + "…"
    return piece, start - shift, min(end - shift, len(piece))
