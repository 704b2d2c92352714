"""Hold themes against constructs: a table in which Space or a click maps one to the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableView,
)

from app.design.look import Look
from app.framework_editor.constructs import Construct, Pair
from app.framework_editor.crosswalk_heads import ConstructHeads, ThemeHeads
from app.keymap import Keymap
from app.widgets.row_ink import Index, RowInk, asked, paint_ground

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

ROW, NARROW, WIDE, UPRIGHT_MOST = 28, 36, 96, 12
_TOP = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """Hold which theme is mapped to which construct."""

    def __init__(self) -> None:
        super().__init__()
        self.themes: list[ThemeRow] = []
        self.constructs: list[Construct] = []
        self.mapped: set[Pair] = set()

    def show_crosswalk(
        self, themes: "list[ThemeRow]", constructs: list[Construct], mapped: set[Pair]
    ) -> None:
        """Show these themes and constructs; the place in the table stays while they do."""
        same = [t.id for t in themes] == [t.id for t in self.themes] and (
            constructs == self.constructs
        )
        if not same:
            self.beginResetModel()
        self.themes, self.constructs, self.mapped = themes, constructs, mapped
        if not same:
            self.endResetModel()
        elif themes and constructs:
            last = self.index(len(themes) - 1, len(constructs) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(themes) - 1)

    def pair(self, index: Index) -> Pair:
        """Return the theme and construct of a place."""
        return self.themes[index.row()].id, self.constructs[index.column()].number

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many themes there are."""
        return 0 if parent.isValid() else len(self.themes)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return how many constructs there are."""
        return 0 if parent.isValid() else len(self.constructs)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a construct's or a theme's title, and what it means as its tip."""
        across = orientation == Qt.Orientation.Horizontal
        found = self.constructs[section] if across else self.themes[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{found.number} {found.name}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{found.number} {found.name}\n{found.definition}".strip()
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return whether a theme is mapped to a construct, in words for those who hear it."""
        on = self.pair(index) in self.mapped
        if role == Qt.ItemDataRole.UserRole:
            return on
        if role == Qt.ItemDataRole.AccessibleTextRole:
            theme, construct = self.themes[index.row()], self.constructs[index.column()]
            said = "mapped" if on else "not mapped"
            return f"{theme.number} {theme.name}, {construct.title}: {said}"
        if role == Qt.ItemDataRole.DisplayRole:
            return "mapped" if on else ""
        return None


class Matrix(QTableView):
    """Go through the table with the arrows; Space or a click maps, or takes back."""

    toggled = Signal(int, str)
    in_hand = Signal()

    def __init__(self, look: Look, keymap: Keymap, model: MatrixModel) -> None:
        super().__init__()
        self._look, self._keymap, self._model = look, keymap, model
        self.setAccessibleName("Crosswalk of themes and constructs")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Marks(look, self))
        self.heads, self.sides = ConstructHeads(look, self), ThemeHeads(look, self)
        self.setModel(model)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.sides)
        self.clicked.connect(self._toggle)
        self.selectionModel().currentChanged.connect(lambda *_: self._moved())
        model.modelReset.connect(self._fit)
        look.changed.connect(self._fit)
        self._fit()

    def shown(self) -> MatrixModel:
        """Return what is shown."""
        return self._model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Map, or take back."""
        if self._keymap.action_of("crosswalk", event) == "crosswalk.map":
            self._toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among a few constructs; many of them scroll."""
        super().resizeEvent(event)
        self._fit()

    def _toggle(self, index: Index) -> None:
        """Ask for the other state of a place."""
        if index.isValid():
            self.toggled.emit(*self._model.pair(index))

    def _moved(self) -> None:
        """Mark the heads of the place in hand."""
        self.heads.viewport().update()
        self.sides.viewport().update()
        self.in_hand.emit()

    def _fit(self) -> None:
        """Take sizes from the look and the room there is."""
        size, count = self._look.type, len(self._model.constructs)
        self.sides.setDefaultSectionSize(size.px(ROW))
        self.sides.setFixedWidth(min(size.px(280), max(size.px(150), self.width() * 34 // 100)))
        room = self.width() - self.sides.width() - size.px(14)
        each = room // max(1, count)
        upright = count <= UPRIGHT_MOST and each >= self.heads.widest_word() + size.space(3)
        self.heads.turn(upright=upright)
        most = size.px(WIDE) * 3 // 2 if upright else size.px(WIDE) * 2 // 3
        self.heads.setDefaultSectionSize(max(size.px(NARROW), min(each, most)))
        self.updateGeometries()


class _Marks(RowInk):
    """Paint a tick where a theme is mapped to a construct."""

    def __init__(self, look: Look, parent: Matrix) -> None:
        super().__init__(look, parent)
        self._matrix = parent

    def ink(  # here what is current is lit, not what is chosen
        self,
        painter: QPainter,
        rect: QRectF,
        index: Index,
        *,
        chosen: bool,  # noqa: ARG002
    ) -> None:
        """Paint one place; a line parts the domains."""
        look = self._look
        here = self._matrix.currentIndex()
        cross = index.row() == here.row() or index.column() == here.column()
        paint_ground(painter, rect, look, "rail" if cross else "surface")
        if self._matrix.heads.begins_domain(index.column()):
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        side = look.type.px(18)
        box = QRectF(0, 0, side, side)
        box.moveCenter(rect.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if asked(index, Qt.ItemDataRole.UserRole):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(box, 5, 5)
            painter.drawPixmap(box.topLeft() + (box.center() - box.topLeft()) / 4,
                               look.pixmap("check", 14, "on_accent"))  # fmt: skip
        if index == here:
            focus = self._matrix.hasFocus()
            painter.setPen(look.colour("accent" if focus else "muted"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 7, 7)
