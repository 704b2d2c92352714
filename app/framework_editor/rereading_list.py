"""List what is to be read again, theme by theme and reason by reason."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
)

from app.design.look import Look
from app.widgets.row_ink import ROLE, Index, InkedList, RowInk
from framework.rules.locators import paragraph_label

if TYPE_CHECKING:
    from framework.queries.rereading import RereadRow

ROW, HEAD, PITCH = 46, 50, 19


class Group(NamedTuple):
    """Head the passages and cells of one theme that wait for one reason."""

    title: str
    reason: str


def place_of(row: "RereadRow") -> str:
    """Say where a passage or a cell stands."""
    if row.kind == "cell":
        return f"{row.case} × {row.number}"
    return f"{row.transcript} {paragraph_label(row.first or 0, row.last or 0)}"


class RereadList(InkedList):
    """Choose one of the passages and cells; ↑ and ↓ pass over the headings."""

    in_hand = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "To re-read")
        self.setItemDelegate(_Rows(look, self))
        self.currentItemChanged.connect(lambda *_: self.in_hand.emit())

    def row_in_hand(self) -> "RereadRow | None":
        """Return the passage or cell in hand."""
        found: RereadRow | Group | None = self.held()
        return None if isinstance(found, Group) else found

    def show_rows(self, rows: "list[RereadRow]", wanted: int | None, place: int) -> None:
        """Show these rows; take `wanted` in hand, or failing that the one at `place`."""
        held, group = None, None
        with QSignalBlocker(self):
            self.clear()
            for at, row in enumerate(rows):
                if (row.theme_id, row.reason) != group:
                    group = (row.theme_id, row.reason)
                    self._add_head(row, sum((r.theme_id, r.reason) == group for r in rows))
                item = QListWidgetItem(f"{place_of(row)}: {_plain(row.text)}", self)
                item.setData(ROLE, row)
                if row.id == wanted or (held is None and at == min(place, len(rows) - 1)):
                    held = item
        if held is not None:
            self.setCurrentItem(held)
        self.in_hand.emit()

    def moveCursor(
        self, action: QListWidget.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first row with Home, past the heading over it."""
        first = self.indexFromItem(self.item(1)) if self.count() > 1 else QModelIndex()
        home = action == QListWidget.CursorAction.MoveHome
        return first if home else super().moveCursor(action, modifiers)

    def place_in_hand(self) -> int:
        """Count the passages and cells before the one in hand."""
        before = (self.item(at).data(ROLE) for at in range(max(0, self.currentRow())))
        return sum(not isinstance(row, Group) for row in before)

    def take(self, reread_id: int) -> None:
        """Take a passage or cell in hand."""
        for at in range(self.count()):
            row = self.item(at).data(ROLE)
            if not isinstance(row, Group) and row.id == reread_id:
                self.setCurrentRow(at)

    def _add_head(self, row: "RereadRow", count: int) -> None:
        """Add the heading of a group."""
        title = f"{row.number} {row.theme}".strip()
        item = QListWidgetItem(f"{title}, {row.reason}: {count}", self)
        item.setData(ROLE, Group(f"{title} · {count}", row.reason))
        item.setFlags(Qt.ItemFlag.NoItemFlags)


class _Rows(RowInk):
    """Paint a heading in two lines, a row as its place above its first words."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give headings and rows a height each."""
        head = isinstance(index.data(ROLE), Group)
        return QSize(0, self._look.type.px(HEAD if head else ROW))

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one line of the list."""
        found: Group | RereadRow = index.data(ROLE)
        look = self._look
        head = isinstance(found, Group)
        painter.fillRect(rect, look.colour("rail" if head else _ground(on=chosen)))
        painter.setPen(look.colour("line"))
        low = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), low), QPointF(rect.right(), low))
        inner = rect.adjusted(look.type.space(3), look.type.px(5), -look.type.space(2), 0)
        inner.setHeight(look.type.px(PITCH))
        lower = inner.translated(0, inner.height())
        if isinstance(found, Group):
            self.line(painter, inner, found.title, bold=True)
            self.line(painter, lower, found.reason, "muted", "small")
        else:
            tint = "accent" if chosen else "text"
            self.line(painter, inner, place_of(found), tint, "small", bold=True)
            self.line(painter, lower, _plain(found.text), "muted")


def _plain(text: str) -> str:
    """Write a passage or a summary as one line."""
    return " ".join(text.split())


def _ground(*, on: bool) -> str:
    """Name the colour under a row."""
    return "accent_soft" if on else "surface"
