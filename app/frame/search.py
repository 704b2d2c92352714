"""Show what a search finds, below the search box."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.search import Hit
    from framework.study import Study

MOST = 50
PAUSE_MS = 120
ROLE = Qt.ItemDataRole.UserRole
PLACES = {
    "transcript": "Transcript",
    "summary": "Summary",
    "synthesis": "Synthesis",
    "memo": "Memo",
}


class SearchResults(QFrame):
    """List what was found; ↑↓ Enter open it, Esc puts the list away."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, look: Look, box: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._box, self._over = look, box, parent
        self._study: Study | None = None
        self.setProperty("role", "popup")
        self.list = QListWidget()
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_HitRows(look, self.list))
        self.list.itemClicked.connect(self._open)
        self.count = label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.count)
        column.addWidget(self.list)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.search)
        box.textEdited.connect(lambda _text: self._pause.start())
        box.installEventFilter(self)
        self.hide()

    def set_study(self, study: "Study | None") -> None:
        """Search in this study."""
        self._study = study
        self.hide()

    def search(self) -> None:
        """Search for what is typed."""
        from framework.queries.search import search

        self._pause.stop()
        typed = self._box.text().strip()
        if not typed or self._study is None:
            self.hide()
            return
        with self._study.read() as session:
            hits = search(session, typed, MOST)
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.snippet)
            item.setData(ROLE, hit)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        more = f"the first {MOST}" if len(hits) >= MOST else str(len(hits))
        self.count.setText(f"{more} found" if hits else f"Nothing holds “{typed}”.")
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move through what was found."""
        if watched is self._box and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Act on a key, and say whether it was one of ours."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                by = 1 if key == Qt.Key.Key_Down else -1
                rows = max(1, self.list.count())
                self.list.setCurrentRow((self.list.currentRow() + by) % rows)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._pause.isActive() or not self.isVisible():
                    self.search()
                if self.isVisible():
                    self._open(self.list.currentItem())
            case Qt.Key.Key_Escape:
                self.hide()
                self._box.clear()
                self.left.emit()
            case _:
                return False
        return True

    def _open(self, item: QListWidgetItem | None) -> None:
        """Go to what was found."""
        if item is not None:
            self.hide()
            self.opened.emit(item.data(ROLE))

    def _settle(self) -> None:
        """Lie right below the search box."""
        size = self._look.type
        corner = self._box.mapTo(self._over, QPoint(0, self._box.height() + 4))
        wide = max(self._box.width(), size.px(520))
        left = max(8, min(corner.x(), self._over.width() - wide - 8))
        rows = min(self.list.count(), 9)
        self.list.setVisible(rows > 0)
        high = rows * size.px(46) + self.count.sizeHint().height() + size.space(8)
        self.setGeometry(left, corner.y(), wide, high)
        self.show()
        self.raise_()


class _HitRows(QStyledItemDelegate):
    """Paint where a hit stands, and its words with the match in bold."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._look.type.px(46))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one hit."""
        hit: Hit = index.data(ROLE)
        look, rect = self._look, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(rect, 5, 5)
        inner = rect.adjusted(10, 4, -10, -4)
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("muted"))
        where = f"{hit.name} ¶{hit.n}" if hit.kind == "transcript" else hit.name
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(inner, top, f"{where} · {PLACES.get(hit.kind, hit.kind)}")
        words = QTextDocument()
        words.setDefaultFont(look.type.font("base"))
        words.setDocumentMargin(0)
        marked = escape(hit.snippet).replace("\x02", "<b>").replace("\x03", "</b>")
        words.setHtml(f'<span style="color:{look.colours.text}">{marked}</span>')
        painter.translate(inner.left(), inner.top() + painter.fontMetrics().height() + 2)
        words.drawContents(painter, QRectF(0, 0, inner.width(), look.type.px(20)))
        painter.restore()
