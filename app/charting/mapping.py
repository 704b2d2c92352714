"""Map the cases of a theme: what each shows, in which category, in which class."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.charting.chooser import Chooser
from app.charting.page import Page
from app.charting.reading import columns
from app.design.look import Look
from app.keymap import Keymap
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.text import label
from framework.edits.mapping import apply_classes, map_case
from framework.errors import RefusedError
from framework.history import Changes
from framework.queries.mapping import MappingCheck, WorksheetRow, check, worksheet
from framework.study import Study

HEADS = ("Case", "Charted data", "Elements or dimensions", "Category", "Class")
FIELDS = {2: "elements", 3: "category", 4: "class_name"}
TALLEST = 180


class MappingPage(Page):
    """Fill the worksheet of one theme; typing in a field writes it, Enter and Tab go on."""

    hints = ("mapping.edit", "mapping.clear", "mapping.attribute")

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.chooser = Chooser("Theme")
        self.chooser.activated.connect(lambda _at: self._show())
        self.grid = Worksheet(self.look, shell.keymap)
        self.grid.itemChanged.connect(self._typed)
        self.said = label("", "", wrap=True)
        self.attribute = QLineEdit()
        self.attribute.setPlaceholderText("Name of the attribute")
        self.attribute.setAccessibleName("Name of the attribute")
        self.attribute.returnPressed.connect(self.make_attribute)
        self.make = button("Make it a case attribute", self.make_attribute,
                           tip=shell.keymap.shown("mapping.attribute"))  # fmt: skip
        self._rows: list[WorksheetRow] = []
        self._lay_out()
        shell.keymap.bind(self, {"mapping.attribute": self.make_attribute})

    def refresh(self, _changes: Changes | None) -> None:
        """Show the study as it is."""
        with self.study.read() as session:
            themes = columns(session, self.choice.chart)
        self.chooser.offer(themes)
        self._show()

    def place(self) -> str:
        """Return the theme that is mapped."""
        return self.chooser.currentText()

    def go(self, **where: object) -> None:
        """Show a theme by its id."""
        if self.chooser.choose(where.get("theme")):
            self._show()

    def take_keys(self) -> None:
        """Let keys work in the worksheet."""
        self.grid.setFocus()

    def commit(self) -> None:
        """Save what is being typed in a field."""
        self.grid.finish()

    def make_attribute(self) -> None:
        """Make the classes an attribute of the cases; offer to go on where it is refused."""
        self.commit()
        self._apply()

    def _apply(self, *, partial_classes: bool = False, replace: bool = False) -> None:
        """Make the attribute; where cases have no class, or it says otherwise, ask in the bar."""
        theme_id, name = self.chooser.currentData(), self.attribute.text()
        try:
            count = apply_classes(self.study, theme_id, name, kind=self.choice.kind,
                                  partial=partial_classes, replace=replace)  # fmt: skip
        except RefusedError as refused:
            again = self._way_on(str(refused), partial_classes=partial_classes)
            if again is None:
                raise
            self.shell.show_message(str(refused), *again)
            return
        cases = "1 case has" if count == 1 else f"{count} cases have"
        self.shell.show_message(f"{cases} the attribute {name.strip()} now.", "Undo",
                                self.shell.undo)  # fmt: skip

    def _way_on(self, why: str, *, partial_classes: bool) -> tuple[str, "partial[None]"] | None:
        """Offer what a person may still want after a refusal, None where there is no way on."""
        if "no class under" in why and "No case has" not in why:
            return "Go on without them", partial(self._apply, partial_classes=True)
        if "says something else already" in why:
            return "Replace", partial(self._apply, partial_classes=partial_classes, replace=True)
        return None

    def _show(self) -> None:
        """Show the worksheet of the theme that is chosen, and its check."""
        theme_id = self.chooser.currentData()
        if theme_id is None:
            return
        with self.study.read() as session:
            self._rows = worksheet(session, theme_id, self.choice.kind)
            found = check(session, theme_id, self.choice.kind)
        self.grid.show_rows(self._rows)
        self.said.setText(said(found, len(self._rows)))
        if not self.attribute.isModified():  # what a person has typed stays
            self.attribute.setText(self.chooser.currentText().partition(" ")[2])
        self.place_changed.emit()

    def _typed(self, item: QTableWidgetItem) -> None:
        """Save a field."""
        field = FIELDS.get(item.column())
        if field is not None and not self.grid.filling:
            row = self._rows[item.row()]
            map_case(self.study, self.chooser.currentData(), row.case_id, **{field: item.text()})

    def _lay_out(self) -> None:
        """Put the page together."""
        size, top, below = self.look.type, QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.chooser, 1)
        below.addWidget(label("As an attribute:", "muted"))
        below.addWidget(self.attribute, 1)
        below.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(size.space(4), size.space(3), size.space(4), size.space(3))
        column.setSpacing(size.space(2))
        column.addLayout(top)
        column.addWidget(self.grid, 1)
        column.addWidget(self.said)
        column.addLayout(below)


class Worksheet(QTableWidget):
    """Be a grid in which the last three columns are written; the class is typed ahead."""

    def __init__(self, look: Look, keymap: Keymap) -> None:
        super().__init__(0, len(HEADS))
        self._look, self._keymap, self.filling = look, keymap, False
        self.setHorizontalHeaderLabels(HEADS)
        self.setAccessibleName("Mapping worksheet")
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setItemDelegate(_FieldInk(self))
        self.setStyleSheet(f"QTableWidget::item {{ padding: {look.type.space(1.5)}px; }}")
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.sectionResized.connect(lambda *_which: self._fit())

    def show_rows(self, rows: Sequence[WorksheetRow]) -> None:
        """Show the cases with what is charted and mapped; the cursor stays in its field."""
        here = (max(0, self.currentRow()), self.currentColumn() if self.currentColumn() > 0 else 2)
        self.filling = True
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            charted = "".join(run.text for run in row.runs)
            texts = (row.case, charted, row.elements, row.category, row.class_name)
            for column, text in enumerate(texts):
                item = self.item(at, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(at, column, item)
                if column not in FIELDS:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if item.text() != text:
                    item.setText(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop)
                item.setToolTip(charted if column == 1 else "")
        self.filling = False
        self._fit()
        if rows and here[0] < len(rows):
            self.setCurrentCell(*here)

    def known(self, column: int) -> list[str]:
        """List what stands in a column, each once, for typing ahead."""
        items = (self.item(row, column) for row in range(self.rowCount()))
        return sorted({item.text() for item in items if item is not None and item.text()})

    def finish(self) -> None:
        """Save the field that is being typed in."""
        editor = self.viewport().findChild(QLineEdit)
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear a field; Enter writes on in it."""
        item = self.currentItem()
        action = self._keymap.action_of("mapping", event)
        if action == "mapping.clear" and item is not None and item.column() in FIELDS:
            item.setText("")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            if self.state() != QAbstractItemView.State.EditingState:
                self.editItem(item)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Leave a field; Enter goes on to the case below."""
        super().closeEditor(editor, hint)
        below = self.currentRow() + 1
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache and below < self.rowCount():
            self.setCurrentCell(below, self.currentColumn())

    def _fit(self) -> None:
        """Give rows the height of their text, within reason."""
        if self.filling:
            return
        self.resizeRowsToContents()
        pad = self._look.type.space(3)
        most = self._look.type.px(TALLEST)
        for row in range(self.rowCount()):
            self.setRowHeight(row, min(most, self.rowHeight(row) + pad))


class _FieldInk(QStyledItemDelegate):
    """Edit a field in one line; categories and classes that are used are typed ahead."""

    def __init__(self, grid: Worksheet) -> None:
        super().__init__(grid)
        self._grid = grid

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:  # fmt: skip
        """Make the field."""
        made = QLineEdit(parent)
        made.setAccessibleName(f"{HEADS[index.column()]}, {index.sibling(index.row(), 0).data()}")
        if index.column() > 2:
            completer = QCompleter(self._grid.known(index.column()), made)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            made.setCompleter(completer)
        return made


def said(found: MappingCheck, cases: int) -> str:
    """Say whether the classes make a typology, and what is worth a second look."""
    if not found.classes:
        return "No case has a class yet. A case falls in one class only, so classes exclude."
    classes = ", ".join(f"{name} ({count})" for name, count in found.classes)
    parts = [f"Classes: {classes}."]
    if found.exhaustive:
        parts.append(f"Every one of the {cases} cases falls in one class.")
    else:
        parts.append(f"Without a class: {', '.join(found.unclassed)}.")
    parts += [f"“{name}” holds {case} alone." for name, case in found.single]
    parts += [f"Cases of the category “{name}” fall in {' and '.join(where)}."
              for name, where in found.spread]  # fmt: skip
    parts += [f"{' and '.join(f'“{n}”' for n in names)} may be one class." for names in found.alike]
    return " ".join(parts)
