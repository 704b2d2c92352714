"""Show the cases as a table, and edit them in place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from app.cases.model import (
    HEARD,
    KIND,
    NAME,
    ROLE,
    SITES,
    CaseModel,
    Group,
    Index,
    NewCase,
)
from app.cases.names import FrozenNames
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.choices import Choices
from app.widgets.row_ink import RowInk, asked, paint_ground, paint_words
from app.widgets.row_table import RowTable

if TYPE_CHECKING:
    from framework.queries.cases import CaseRow

WIDTHS = (200, 100, 150, 150, 170)
ATTRIBUTE = 124


class CaseTable(RowTable):
    """Move among the cases, and type into their cells."""

    in_hand = Signal()
    move_wanted = Signal(int, int)
    remove_wanted = Signal(int)

    def __init__(self, look: Look, model: CaseModel, keymap: Keymap) -> None:
        super().__init__(look, model, "Cases")
        self._model, self._keymap = model, keymap
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setItemDelegate(_Rows(look, self))
        self.selectionModel().currentChanged.connect(lambda *_: self.in_hand.emit())
        self.clicked.connect(self._clicked)
        self.names = FrozenNames(self, _Rows(look, self))
        model.modelReset.connect(self._fit)
        model.columnsInserted.connect(self._fit)
        self._fit()

    def case(self) -> "CaseRow | None":
        """Return the case in hand."""
        return self._model.case(self.currentIndex().row())

    def take(self, case_id: int, column: int = NAME) -> None:
        """Take a case in hand, or with 0 the row for a new one."""
        row = self._model.row_of(case_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, column))

    def edit_here(self) -> None:
        """Edit the cell in hand, if it can be edited."""
        if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())

    def name_new(self) -> None:
        """Let the name of a new case be typed."""
        self.take(0)
        self.edit(self.currentIndex())

    def finish(self) -> bool:
        """Pass on what is being typed; say whether anything was being edited."""
        editor = self.indexWidget(self.currentIndex())
        if self.state() != QAbstractItemView.State.EditingState:
            return False
        self.commitData(editor)
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll to a cell, beside the names and not under them."""
        super().scrollTo(index, hint)
        self.names.uncover(index.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the names follow."""
        super().resizeEvent(event)
        self.names.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit on Enter, move with Alt and the arrows, remove on Delete."""
        case, action = self.case(), self._keymap.action_of("cases", event)
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif action == "cases.edit":
            self.edit_here()
        elif case is not None and action in ("cases.up", "cases.down"):
            self.move_wanted.emit(case.id, -1 if action == "cases.up" else 1)
        elif case is not None and action == "cases.remove":
            self.remove_wanted.emit(case.id)
        elif event.key() != Qt.Key.Key_Delete:
            super().keyPressEvent(event)

    def _clicked(self, index: Index) -> None:
        """Open the empty row, whose words ask for it, at a click."""
        if isinstance(index.data(ROLE), NewCase) and index.column() in (NAME, KIND):
            self.edit(self._model.index(index.row(), index.column()))

    def _fit(self, *_columns: object) -> None:
        """Give every column its width."""
        self.set_widths((*WIDTHS, *(ATTRIBUTE,) * len(self._model.attributes)))
        self.horizontalHeader().setStretchLastSection(True)
        self.names.fit()


class _Rows(RowInk):
    """Paint a case's row, and edit its cells: names as lines, kinds and sites as lists."""

    framed = True

    def __init__(self, look: Look, table: CaseTable) -> None:
        super().__init__(look, table)
        self._table = table

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make what the cell is edited with."""
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        editor: QWidget
        if index.column() in (KIND, SITES):
            editor = Choices(self._look, parent, name, many=index.column() == SITES)
            editor.picked.connect(self._table.finish)
        else:
            editor = QLineEdit(parent)
            editor.setAccessibleName(name)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands; what is being typed is left alone."""
        model = index.model()
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        elif isinstance(editor, Choices) and not editor.count() and isinstance(model, CaseModel):
            if index.column() == KIND:
                editor.offer(((kind, kind) for kind in model.kinds()), [index.data()])
            else:
                sites = model.sites_for(index.row())
                held: CaseRow = index.data(ROLE)
                chosen = [site.id for site in sites if site.name in held.parents]
                editor.offer(((site.id, _told(site)) for site in sites), chosen)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Pass on what was typed or chosen."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())
        elif isinstance(editor, Choices) and index.column() == SITES:
            model.setData(index, tuple(editor.values()))
        elif isinstance(editor, Choices) and editor.values():
            model.setData(index, editor.values()[0])

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay a line into its cell, and a list over it."""
        if isinstance(editor, Choices):
            editor.lie_at(option.rect, self._table.viewport().rect())
        else:
            super().updateEditorGeometry(editor, option, index)

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one cell."""
        row, look = asked(index, ROLE), self._look
        heading, new = isinstance(row, Group), isinstance(row, NewCase)
        paint_ground(
            painter, rect, look, "rail" if heading else "accent_soft" if chosen else "surface"
        )
        strong = heading or (index.column() == NAME and not new)
        painter.setFont(look.type.font("small" if heading else "base", bold=strong))
        quiet = heading or new or index.column() in (KIND, HEARD)
        paint_words(painter, rect, look, str(asked(index) or ""), "muted" if quiet else "text")


def _told(site: "CaseRow") -> str:
    """Name a site with its label."""
    return f"{site.name} · {site.label}" if site.label else site.name
