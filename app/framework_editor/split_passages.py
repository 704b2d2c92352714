"""List a theme's passages to be sorted into new themes, by key or by dragging."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyleOptionViewItem,
)

from app.design.look import Look
from app.framework_editor.wording import place_of
from app.widgets.row_ink import Index, RowInk, paint_ground

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow

MIME = "application/x-chartwell-passages"
ROLE = Qt.ItemDataRole.UserRole
MOST_LETTERS, BADGE = 420, 22
_TOP = QModelIndex()


class PassageModel(QAbstractListModel):
    """Hold passages, and into which part each goes; 0 is where it is now."""

    def __init__(self, part_name: Callable[[int], str]) -> None:
        """Take what names a part, for those who hear the list."""
        super().__init__()
        self.rows: list[CodingRow] = []
        self.parts: dict[int, int] = {}
        self._part_name = part_name

    def show_rows(self, rows: "list[CodingRow]", parts: dict[int, int]) -> None:
        """Show passages, with the parts that they were put into."""
        self.beginResetModel()
        self.rows, self.parts = rows, parts
        self.endResetModel()

    def put(self, coding_ids: Sequence[int], part: int) -> None:
        """Put passages into a part."""
        for coding in coding_ids:
            self.parts[coding] = part
        self.tell()

    def tell(self) -> None:
        """Say that parts have changed."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def in_part(self, part: int) -> list[int]:
        """List the passages of a part, in the order of the text."""
        return [row.id for row in self.rows if self.parts.get(row.id, 0) == part]

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many passages there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let passages be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Let passages be dragged, by their ids."""
        made = QMimeData()
        ids = [str(self.rows[index.row()].id) for index in indexes]
        made.setData(MIME, ",".join(ids).encode())
        return made

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is said of a passage."""
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            part = self.parts.get(row.id, 0)
            return f"{self._part_name(part)}: {about(row)}: {words_of(row)}"
        return None


class PassageSorter(QListView):
    """Go through the passages; 1–9 put what is selected into a part, 0 lets it stay."""

    put_wanted = Signal(object, int)

    def __init__(self, look: Look, model: PassageModel) -> None:
        super().__init__()
        self._look, self._rows = look, model
        self.setModel(model)
        self.setAccessibleName("Passages of the theme")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setItemDelegate(_Passages(look, self))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def chosen(self) -> list[int]:
        """List the passages that are selected."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._rows.rows[row].id for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put what is selected into a part and go on, or add a part."""
        typed = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and typed.isascii() and typed.isdigit() and self.chosen():
            last = max(index.row() for index in self.selectedIndexes())
            self.put_wanted.emit(self.chosen(), int(typed))
            following = min(last + 1, self._rows.rowCount() - 1)
            self.setCurrentIndex(self._rows.index(following))
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag what is selected; it goes where it is dropped."""
        drag = QDrag(self)
        drag.setMimeData(self._rows.mimeData(self.selectedIndexes()))
        drag.exec(Qt.DropAction.MoveAction)


class _Passages(RowInk):
    """Paint a passage beside the number of its part."""

    framed = True

    def __init__(self, look: Look, view: PassageSorter) -> None:
        super().__init__(look, view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words take at the width there is."""
        size, row = self._look.type, index.data(ROLE)
        room = max(60, self._view.viewport().width() - size.px(BADGE) - size.space(9))
        tall = self._head() + self.wrapped(words_of(row), room, "base") + size.space(4)
        if row.memo:
            tall += self.wrapped(f"Memo: {row.memo}", room, "small") + size.space(1)
        return QSize(0, tall)

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one passage."""
        row: CodingRow = index.data(ROLE)
        look = self._look
        paint_ground(painter, rect, look, "accent_soft" if chosen else "surface")
        space = look.type.space(1)
        self._paint_badge(painter, rect, row.id)
        left = look.type.px(BADGE) + 5 * space
        inner = rect.adjusted(left, 2 * space, -3 * space, -space)
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, about(row))
        inner.setTop(inner.top() + self._head())
        painter.setFont(look.type.font("base"))
        painter.setPen(look.colour("text"))
        painter.drawText(inner, Qt.TextFlag.TextWordWrap, words_of(row))
        if row.memo:
            tall = self.wrapped(words_of(row), int(inner.width()), "base")
            inner.setTop(inner.top() + tall + space)
            painter.setFont(look.type.font("small"))
            painter.setPen(look.colour("muted"))
            painter.drawText(inner, Qt.TextFlag.TextWordWrap, f"Memo: {row.memo}")

    def _paint_badge(self, painter: QPainter, rect: QRectF, coding_id: int) -> None:
        """Paint the number of the part, filled where the passage goes somewhere."""
        look, part = self._look, self._view._rows.parts.get(coding_id, 0)  # noqa: SLF001 - its own view
        side, space = look.type.px(BADGE), look.type.space(2)
        box = QRectF(rect.left() + space, rect.top() + space, side, side)
        painter.setPen(look.colour("accent" if part else "line"))
        painter.setBrush(look.colour("accent" if part else "surface"))
        painter.setFont(look.type.font("base", bold=bool(part)))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(look.colour("on_accent" if part else "muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(part))

    def _head(self) -> int:
        """Return the height of the line that says where a passage stands."""
        return QFontMetrics(self._look.type.font("small")).height() + self._look.type.space(1)


def about(row: "CodingRow") -> str:
    """Say where a passage stands, who says it and who coded it."""
    speaker = row.speaker if row.speaker and row.speaker != row.transcript else ""
    parts = [place_of(row), speaker, f"coded by {row.coder}", "★" if row.starred else ""]
    return " · ".join(filter(None, parts))


def words_of(row: "CodingRow") -> str:
    """Write a passage's words on one line, cut after some hundred letters."""
    plain = " ".join(row.quote.split())
    return f"“{plain[:MOST_LETTERS]}…”" if len(plain) > MOST_LETTERS else f"“{plain}”"
