"""Show what a search finds, below the search box."""

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QObject,
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
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import button
from app.widgets.row_ink import ROLE, Index, RowInk
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.search import Hit
    from framework.study import Study

MOST = 50
PAUSE_MS = 120
HEAD, LINE = 26, 28
PLACES = {
    "summary": "Summaries",
    "synthesis": "Syntheses",
    "joint row": "Joint displays",
    "memo": "Memos",
}


class Group(NamedTuple):
    """Stand above what was found in one transcript, or in the summaries, or the memos."""

    name: str
    hits: int


def _nobody(_study: "Study") -> str:
    """Let nobody chart apart."""
    return ""


class SearchResults(QFrame):
    """List what was found; ↑↓ Enter open it, Esc puts the list away.

    `opened` tells a workspace and the place in it, `coding_wanted` what to search for there.
    """

    opened = Signal(str, object)
    coding_wanted = Signal(str)
    left = Signal()

    def __init__(
        self, look: Look, box: QLineEdit, parent: QWidget, keymap: Keymap,
        apart: "Callable[[Study], str]" = _nobody,
    ) -> None:  # fmt: skip
        """Take what names the analyst at work where they chart apart, and gives "" elsewhere."""
        super().__init__(parent)
        self._apart = apart
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
        words = f"Code these…  {keymap.shown('window.autocode')}".strip()
        self.code = button(words, self._code, role="small")
        self.code.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its key works while one types
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.code)
        column.addLayout(head)
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
        from framework.queries.search_apart import search_apart

        self._pause.stop()
        typed = self._box.text().strip()
        if not typed or self._study is None:
            self.hide()
            return
        apart = self._apart(self._study)
        with self._study.read() as session:
            hits = (
                search_apart(session, typed, apart, MOST) if apart else search(session, typed, MOST)
            )
        self.list.clear()
        for row in grouped(hits):
            item = QListWidgetItem(row.name if isinstance(row, Group) else row.snippet)
            item.setData(ROLE, row)
            if isinstance(row, Group):
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.setCurrentRow(1 if hits else -1)
        self.code.setVisible(any(hit.kind == "transcript" for hit in hits))
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
                self._step(1 if key == Qt.Key.Key_Down else -1)
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

    def _step(self, by: int) -> None:
        """Take the hit below (1) or above (-1) in hand, past the names of groups."""
        rows = max(1, self.list.count())
        at = (self.list.currentRow() + by) % rows
        if self.list.count() and isinstance(self.list.item(at).data(ROLE), Group):
            if at == 0:
                self.list.scrollToTop()
            at = (at + by) % rows
        self.list.setCurrentRow(at)

    def _open(self, item: QListWidgetItem | None) -> None:
        """Go to what was found."""
        if item is not None and not isinstance(item.data(ROLE), Group):
            where = self._where(item.data(ROLE))
            self.hide()
            self.opened.emit(*where)

    def _code(self) -> None:
        """Ask for the page that codes what is found."""
        self.hide()
        self.coding_wanted.emit(self._box.text().strip())

    def _where(self, hit: "Hit") -> tuple[str, dict[str, object]]:
        """Return the workspace and the place in it where a hit stands."""
        if hit.kind == "transcript":
            return "code", {"transcript": hit.ref_id, **self._place(hit)}
        if hit.kind == "joint row":
            return "integrate", {"joint_row": hit.ref_id}
        if hit.kind == "memo" and hit.ref_id:
            return "code", {"transcript": hit.ref_id, "start": hit.place, "end": hit.place}
        if hit.case_id is not None and hit.theme_id is not None:
            return "chart", {"case": hit.case_id, "theme": hit.theme_id}
        if hit.theme_id is not None:
            workspace = "chart" if hit.kind == "synthesis" else "framework"
            return workspace, {"theme": hit.theme_id}
        return "transcripts", {"case": hit.case_id}

    def _place(self, hit: "Hit") -> dict[str, object]:
        """Return the words found in a paragraph, or else the paragraph."""
        from framework.queries.finding import find_passages

        if self._study is None:
            return {"paragraph": hit.n}
        with self._study.read() as session:
            found = find_passages(session, self._box.text(), "match", [hit.ref_id])
        here = next((row for row in found if row.n == hit.n), None)
        return {"start": here.start, "end": here.end} if here else {"paragraph": hit.n}

    def _settle(self) -> None:
        """Lie right below the search box."""
        size = self._look.type
        corner = self._box.mapTo(self._over, QPoint(0, self._box.height() + 4))
        wide = max(self._box.width(), size.px(520))
        left = max(8, min(corner.x(), self._over.width() - wide - 8))
        rows = min(self.list.count(), 14)
        self.list.setVisible(rows > 0)
        head = max(self.count.sizeHint().height(), self.code.sizeHint().height())
        room = self._over.height() - corner.y() - size.space(8)
        high = min(room, rows * size.px(LINE) + head + size.space(8))
        self.setGeometry(left, corner.y(), wide, high)
        self.show()
        self.raise_()


class _HitRows(RowInk):
    """Paint the names of groups, and hits with the match in bold."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        high = HEAD if isinstance(index.data(ROLE), Group) else LINE
        return QSize(0, self._look.type.px(high))

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one row."""
        row: Group | Hit = index.data(ROLE)
        look = self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = rect.adjusted(10, 0, -10, 0)
        if isinstance(row, Group):
            self.line(painter, inner, f"{row.name} · {row.hits}", role="small", bold=True)
        else:
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent_soft"))
                painter.drawRoundedRect(rect, 5, 5)
            self._paint_hit(painter, inner, row)

    def _paint_hit(self, painter: QPainter, inner: QRectF, hit: "Hit") -> None:
        """Paint where a hit stands, and its words."""
        look = self._look
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("muted"))
        where = f"¶{hit.n}" if hit.kind == "transcript" else hit.name
        metrics = painter.fontMetrics()
        wide = max(look.type.px(40), metrics.horizontalAdvance(where) + look.type.space(2))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, where)
        inner.setLeft(inner.left() + min(wide, inner.width() / 2))
        words = QTextDocument()
        words.setDefaultFont(look.type.font("base"))
        words.setDocumentMargin(0)
        marked = escape(hit.snippet).replace("\x02", "<b>").replace("\x03", "</b>")
        words.setHtml(f'<span style="color:{look.colours.text}">{marked}</span>')
        high = words.size().height()
        painter.translate(inner.left(), inner.center().y() - high / 2)
        words.drawContents(painter, QRectF(0, 0, inner.width(), high))


def grouped(hits: "Sequence[Hit]") -> "list[Group | Hit]":
    """List hits by transcript, then by what analysts wrote, a group's name before each."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        name = hit.name if hit.kind == "transcript" else PLACES.get(hit.kind, hit.kind)
        groups.setdefault(f"{hit.kind}\n{name}", []).append(hit)
    rows: list[Group | Hit] = []
    for key, held in groups.items():
        rows += [Group(key.partition("\n")[2], len(held)), *held]
    return rows
