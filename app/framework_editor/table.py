"""Show the themes as a table: go through them, edit them in place, drag them about."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from app.design.look import Look
from app.framework_editor.dropping import Drop, drop_at
from app.framework_editor.model import (
    CASES,
    DEFINITION,
    MIME,
    NAME,
    NUMBER,
    ORIGIN,
    PASSAGES,
    Index,
    NewTheme,
    ThemeModel,
)
from app.framework_editor.theme_rows import LEAD, ThemeRows
from app.keymap import Keymap
from app.widgets.row_table import RowTable

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

WIDTHS = (104, 0, 0, 84, 70, 150)
LEAST_NAME, LEAST_BOTH, EDGE = 190, 420, 24


class ThemeTable(RowTable):
    """Move among the themes, rename them, and say what is to become of them."""

    in_hand = Signal()
    asked = Signal(str)
    dropped = Signal(int, object)
    menu_wanted = Signal(QPoint)

    def __init__(self, look: Look, keymap: Keymap, model: ThemeModel) -> None:
        super().__init__(look, model, "Themes")
        self._model, self._keymap = model, keymap
        self._drop: Drop | None = None
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        rows = ThemeRows(look, model, self)
        rows.closeEditor.connect(self._closed, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(rows)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.in_hand.emit())
        self.clicked.connect(self._clicked)
        self.set_widths(WIDTHS)

    def theme(self) -> "ThemeRow | None":
        """Return the theme in hand."""
        return self._model.theme(self.currentIndex().row())

    def take(self, theme_id: int) -> None:
        """Take a theme in hand, opening what hides it."""
        self._model.open_to(theme_id)
        row = self._model.row_of(theme_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, NAME))

    def name_new(self, parent_id: int | None) -> None:
        """Open an empty row for a name: under a theme, or at the end."""
        new = self._model.new_row() if parent_id is None else self._model.make_room(parent_id)
        index = self._model.index(new, NAME)
        self.setCurrentIndex(index)
        self.edit(index)

    def rename(self) -> None:
        """Edit the name of the theme in hand."""
        self.edit(self._model.index(self.currentIndex().row(), NAME))

    def renumber(self) -> None:
        """Edit the number of the theme in hand; none makes it automatic again."""
        self.edit(self._model.index(self.currentIndex().row(), NUMBER))

    def fold(self, *, closed: bool) -> None:
        """Hide what is under the theme in hand, or show it; go to its parent where there is none.

        Closing what is closed, or has nothing under it, goes up to the parent instead.
        """
        theme = self.theme()
        if theme is None:
            return
        below = self._model.has_below(theme.id)
        if below and closed != (theme.id in self._model.closed):
            self._model.close(theme.id, closed=closed)
            self.take(theme.id)
        elif closed and theme.parent_id is not None:
            self.take(theme.parent_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key asks for, to the theme in hand."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        action = self._keymap.action_of("framework", event)
        theme = self.theme()
        if action == "framework.new" or (action == "framework.new_top" and theme is None):
            under = theme is not None and not theme.retired
            self.name_new((theme.parent_id or theme.id) if theme is not None and under else None)
        elif action == "framework.new_top":
            self.name_new(None)
        elif action is None or theme is None:
            super().keyPressEvent(event)
        elif action in ("framework.open", "framework.close"):
            self.fold(closed=action == "framework.close")
        elif action == "framework.rename":
            self.rename()
        elif action == "framework.renumber":
            self.renumber()
        else:
            self.asked.emit(action)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the theme in hand, by the mouse or the menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            here = self.visualRect(self.currentIndex()).bottomLeft()
        else:
            here = event.pos()
        self.menu_wanted.emit(self.viewport().mapToGlobal(here))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open and close a theme at its chevron."""
        index, place = self.indexAt(event.position().toPoint()), event.position().x()
        theme = self._model.theme(index.row()) if index.isValid() else None
        lead = self._look.type.px(LEAD) / 2
        if theme is not None and place < lead and self._model.has_below(theme.id):
            self.take(theme.id)
            self._model.close(theme.id, closed=theme.id not in self._model.closed)
            self.take(theme.id)
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what names need the room of: what themes mean, then where they come from."""
        super().resizeEvent(event)
        self._measure()

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the theme in hand; what becomes of it is told where it is dropped."""
        index = self.currentIndex()
        if self._model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled:
            drag = QDrag(self)
            drag.setMimeData(self._model.mimeData([QModelIndex(index)]))
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a theme that is dragged here."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the theme would land."""
        self._drop = self._drop_at(event)
        self._scroll_at(event.position().y())
        self.viewport().update()
        if self._drop is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the theme was dropped."""
        drop, self._drop = self._drop_at(event), None
        self.viewport().update()
        if drop is not None:
            event.acceptProposedAction()
            self.dropped.emit(_dragged(event), drop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint where a dragged theme would land, over the rows."""
        super().paintEvent(event)
        if self._drop is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("accent"), 2))
        row = QRectF(self.visualRect(self._model.index(self._drop.row, 0)))
        row.setRight(self.viewport().width() - 1)
        if self._drop.side == "on":
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -2), 4, 4)
        else:
            height = row.top() if self._drop.side == "above" else row.bottom()
            left = self._look.type.px(8 + 24 * self._drop.depth)
            painter.drawEllipse(QRectF(left, height - 3, 6, 6))
            painter.drawLine(left + 6, round(height), round(row.right()), round(height))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _drop_at(self, event: QDropEvent) -> Drop | None:
        """Tell where a theme would land."""
        if not event.mimeData().hasFormat(MIME):
            return None
        y = event.position().y()
        row = self.rowAt(round(y))
        top, high = self.rowViewportPosition(row), max(1, self.rowHeight(row))
        share = (y - top) / high
        return drop_at(self._model.rows, self._model.themes, _dragged(event), row, share)

    def _scroll_at(self, y: float) -> None:
        """Scroll while a theme is held near an edge."""
        bar, edge = self.verticalScrollBar(), self._look.type.px(EDGE)
        if y < edge:
            bar.setValue(bar.value() - 1)
        elif y > self.viewport().height() - edge:
            bar.setValue(bar.value() + 1)

    def _clicked(self, index: Index) -> None:
        """Open the empty row at a click."""
        if isinstance(self._model.rows[index.row()], NewTheme):
            self.edit(self._model.index(index.row(), NAME))

    def _closed(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Take an empty row away that got no name."""
        self._model.close_room()

    def _measure(self) -> None:
        """Take sizes from the look, and hide the columns that there is no room for."""
        super()._measure()
        size = self._look.type
        room = self.viewport().width() - size.px(sum(WIDTHS))
        self.setColumnHidden(DEFINITION, room < size.px(LEAST_BOTH))
        for column in (ORIGIN, CASES, PASSAGES):
            crowded = room < size.px(LEAST_NAME)
            self.setColumnHidden(column, crowded)
            room += size.px(WIDTHS[column]) if crowded else 0


def _dragged(event: QDropEvent) -> int:
    """Return the id of the theme that is dragged."""
    return int(bytes(event.mimeData().data(MIME).data()).decode())
