"""Show what a list of cases would bring, and let each of its columns be what it is."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.cases.incoming import Incoming, counted
from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.escape import on_escape
from app.widgets.text import first_values, label, set_role
from framework.errors import RefusedError

if TYPE_CHECKING:
    from framework.drafts import CaseDraft
    from importers.cases import CaseColumns

PARTS = (("case", "Name of the case"), ("label", "Label"), ("parents", "Sites it belongs to"),
         ("kind", "Kind"), ("", "Attribute"), ("left", "Left out"))  # fmt: skip
KINDS = (("participants", "participant"), ("sites", "site"), ("cases", "case"))
TALLEST, WIDE = 220, 200


class IncomingPage(QFrame):
    """Say what a file would bring, column by column, and let it be added or left."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._look = look
        self._incoming: Incoming | None = None
        self._columns: CaseColumns | None = None
        self._drafts: list[CaseDraft] = []
        self.choices: dict[str, ChoiceBox] = {}
        self.rows_are = ChoiceBox("What the rows are", KINDS, self._choose_kind, letters=0)
        self._kind = QWidget()
        self._words = label("", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self.add = button("Import", self._add, role="primary")
        self._lay_out()
        on_escape(self, self.left.emit)
        self.hide()

    def show_incoming(self, incoming: Incoming) -> None:
        """Show what was read."""
        self._incoming, self._columns = incoming, incoming.proposed()
        self._list_columns()
        self._tell()
        self.show()
        (self.add if self.add.isEnabled() else next(iter(self.choices.values()))).setFocus()

    def sentence(self) -> str:
        """Return what is said of the file."""
        return self._words.text()

    def choose(self, column: str, part: str) -> None:
        """Take a column for a part of the case; what was that part before is an attribute."""
        if self._columns is not None:
            self._columns = self._columns.taking(column, part)
            self._show_parts()
            self._tell()

    def _choose_kind(self) -> None:
        """Say of what kind the rows are."""
        if self._columns is not None:
            self._columns = self._columns._replace(unsaid=self.rows_are.currentData())
            self._tell()

    def _list_columns(self) -> None:
        """List the columns of the file, each with its first values."""
        incoming = self._incoming
        if incoming is None:
            return
        self.choices = {}
        held, grid = QWidget(), QGridLayout()
        held.setProperty("role", "clear")
        for row, (folded, typed) in enumerate(
            zip(incoming.table.header, incoming.table.typed, strict=True)
        ):
            parts = [(said, part) for part, said in PARTS]
            box = ChoiceBox(f"What the column {typed} is", parts, letters=0)
            box.activated.connect(partial(self._take, folded))
            name = label(typed, wrap=True)
            name.setFixedWidth(self._look.type.px(WIDE))
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(first_values(x.values[row] for x in incoming.table.lines), row, 2)
            self.choices[folded] = box
        grid.setColumnStretch(2, 1)
        grid.setContentsMargins(0, 0, self._look.type.space(3), 0)
        grid.setHorizontalSpacing(self._look.type.space(3))
        grid.setVerticalSpacing(self._look.type.space(1))
        held.setLayout(grid)
        self._scroll.setWidget(held)
        self._scroll.setFixedHeight(min(held.sizeHint().height() + 2, self._look.type.px(TALLEST)))
        self._show_parts()

    def _take(self, column: str, at: int) -> None:
        """Pass on what was chosen for a column."""
        self.choose(column, PARTS[at][0])

    def _show_parts(self) -> None:
        """Show what each column is taken for."""
        if self._columns is None:
            return
        for name, box in self.choices.items():
            box.setCurrentIndex(box.findData(self._columns.part(name)))
        self._kind.setVisible(not self._columns.kind)
        self.rows_are.setCurrentIndex(self.rows_are.findData(self._columns.unsaid))

    def _tell(self) -> None:
        """Say what would be added, or why nothing can be."""
        if self._incoming is None or self._columns is None:
            return
        try:
            self._drafts = self._incoming.drafts(self._columns)
        except RefusedError as refused:
            self._drafts = []
            self._words.setText(str(refused))
        else:
            self._words.setText(self._incoming.sentence(self._drafts))
        set_role(self._words, "" if self._drafts else "wrong")
        words = f"Import {counted(len(self._drafts), 'case')}" if self._drafts else "Import"
        self.add.setText(words)
        self.add.setAccessibleName(words)
        self.add.setEnabled(bool(self._drafts))

    def _add(self) -> None:
        """Pass on what was read."""
        self.wanted.emit(self._drafts)

    def _lay_out(self) -> None:
        """Put what is said over the columns."""
        size = self._look.type
        line = QHBoxLayout()
        line.setSpacing(size.space(2))
        line.addWidget(self._words, 1)
        line.addWidget(button("Cancel", self.left.emit))
        line.addWidget(self.add)
        kind = QHBoxLayout(self._kind)
        kind.setContentsMargins(0, 0, 0, 0)
        kind.setSpacing(size.space(2))
        kind.addWidget(label("Rows are"))
        kind.addWidget(self.rows_are)
        kind.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(3.5), size.space(2)) * 2)
        column.setSpacing(size.space(2))
        column.addLayout(line)
        column.addWidget(self._scroll)
        column.addWidget(self._kind)
