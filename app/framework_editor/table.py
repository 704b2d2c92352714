"""Show the themes as a table, and edit their names in place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.design.look import Look
from app.framework_editor.model import NAME, ROLE, Index, NewTheme, ThemeModel
from app.widgets.swatch import paint_swatch

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

WIDTHS = (92, 0, 84, 70, 150)
LEAST_NAME = 190
ROW = 32


class ThemeTable(QTableView):
    """Move among the themes, rename them, and say what is to become of them."""

    in_hand = Signal()
    move_wanted = Signal(int, int)
    nest_wanted = Signal(int, int)
    remove_wanted = Signal(int)

    def __init__(self, look: Look, model: ThemeModel) -> None:
        super().__init__()
        self._look, self._model = look, model
        self.setModel(model)
        self.setAccessibleName("Themes")
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        rows = _Rows(look, self)
        rows.closeEditor.connect(self._closed, Qt.ConnectionType.QueuedConnection)
        self.setItemDelegate(rows)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.in_hand.emit())
        self.clicked.connect(self._clicked)
        look.changed.connect(self._measure)
        self._measure()

    def theme(self) -> "ThemeRow | None":
        """Return the theme in hand."""
        return self._model.theme(self.currentIndex().row())

    def take(self, theme_id: int) -> None:
        """Take a theme in hand."""
        row = self._model.row_of(theme_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, NAME))

    def name_new(self, parent_id: int | None) -> None:
        """Open an empty row for a name: under a theme, or at the end."""
        row = self._model.rowCount() - 1
        if parent_id is not None:
            row = self._model.make_room(parent_id)
        index = self._model.index(row, NAME)
        self.setCurrentIndex(index)
        self.edit(index)

    def rename(self) -> None:
        """Edit the name of the theme in hand."""
        self.edit(self._model.index(self.currentIndex().row(), NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make, rename, move and remove themes."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        theme, key = self.theme(), Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            top = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or theme is None
            self.name_new(None if top or theme is None else theme.parent_id or theme.id)
        elif theme is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(theme.id, -1 if key == Qt.Key.Key_Up else 1)
        elif alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.nest_wanted.emit(theme.id, -1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(theme.id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out where themes come from where names would not be read."""
        super().resizeEvent(event)
        room = self.viewport().width() - self._look.type.px(sum(WIDTHS))
        self.setColumnHidden(len(WIDTHS) - 1, room < self._look.type.px(LEAST_NAME))

    def _clicked(self, index: Index) -> None:
        """Open the empty row at a click."""
        if self._model.theme(index.row()) is None:
            self.edit(self._model.index(index.row(), NAME))

    def _closed(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Take an empty row away that got no name."""
        self._model.close_room()

    def _measure(self) -> None:
        """Take sizes from the look; every row is one line, so none is ever measured."""
        size, header = self._look.type, self.horizontalHeader()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(size.px(ROW))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(WIDTHS):
            stretch = QHeaderView.ResizeMode.Stretch
            mode = QHeaderView.ResizeMode.Interactive if width else stretch
            header.setSectionResizeMode(column, mode)
            if width:
                header.resizeSection(column, size.px(width))


class _Rows(QStyledItemDelegate):
    """Paint a theme's row: swatch and weight for a theme, indent for a sub-theme."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Make a line to type a name into."""
        editor = QLineEdit(parent)
        editor.setAccessibleName("Theme’s name")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the name as it is."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Pass the typed name on."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row: ThemeRow | NewTheme = index.data(ROLE)
        look, rect = self._look, QRectF(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.colour("accent_soft" if chosen else "surface"))
        painter.setPen(look.colour("line"))
        low = rect.bottom() - 1
        painter.drawLine(QPointF(rect.left(), low), QPointF(rect.right(), low))
        inner = rect.adjusted(look.type.space(2), 0, -look.type.space(1), 0)
        if index.column() == 0:
            if not isinstance(row, NewTheme) and not row.depth:
                side = look.type.px(11)
                box = QRectF(inner.left() + 4, rect.center().y() - side / 2, side, side)
                paint_swatch(painter, box, look.theme(row.colour))
            inner.setLeft(inner.left() + look.type.px(28))
        strong = row.depth == 0 and index.column() != 4 and not isinstance(row, NewTheme)
        quiet = isinstance(row, NewTheme) or index.column() == 4
        painter.setFont(look.type.font("small" if index.column() == 4 else "base", bold=strong))
        painter.setPen(look.colour("muted" if quiet else "text"))
        words = str(index.data() or "")
        room, mode = int(inner.width()), Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(words, mode, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
