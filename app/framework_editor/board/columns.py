"""Make the columns of the board: labels without a place, a theme’s sub-themes, a new group."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout

from app.design.look import Look
from app.framework_editor.board.cards import CardList
from app.framework_editor.board.carrying import Carrying
from app.framework_editor.board.drops import LABELS, NEW
from app.keymap import Keymap
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.swatch import Swatch
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

LEAST, LEAST_LABELS, MOST = 188, 220, 300
SORTS: dict[str, Callable[["ThemeRow"], tuple[object, ...]]] = {
    "By name": lambda row: (row.name.casefold(),),
    "By size": lambda row: (-row.all_codings, row.name.casefold()),
    "Latest first": lambda row: (-row.id,),
}


class Desk(NamedTuple):
    """Hold what all columns work with: the look, the keys, the cards in hand."""

    look: Look
    keymap: Keymap
    carrying: Carrying


class Column(QFrame):
    """Head a list of cards, and show when cards are held over it."""

    def __init__(self, desk: Desk, key: int, name: str) -> None:
        super().__init__()
        look, carrying = desk.look, desk.carrying
        self.key, self._look, self._carrying = key, look, carrying
        self.setProperty("role", "rail")
        self.setAccessibleName(name)
        self.list = CardList(look, desk.keymap, carrying, key, name)
        self.column = QVBoxLayout(self)
        self.head = QVBoxLayout()
        self.column.addLayout(self.head)
        self.column.addWidget(self.list, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        carrying.moved.connect(self.show_aim)
        look.changed.connect(self._measure)
        self._measure()

    def show_aim(self) -> None:
        """Show whether cards are held over this column."""
        self.list.show_aim()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line round the column; in the accent, where cards would go into it."""
        super().paintEvent(event)
        place = self._carrying.place
        aimed = self._carrying.active and place.column == self.key and place.card is None
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.colour("accent" if aimed else "line"), 2 if aimed else 1)
        if self.key == NEW and not aimed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        corner = self._look.type.corner
        inside = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, corner, corner)
        painter.end()

    def _measure(self) -> None:
        """Take sizes from the look."""
        size = self._look.type
        self.setMinimumWidth(size.px(LEAST_LABELS if self.key == LABELS else LEAST))
        self.setMaximumWidth(size.px(MOST))
        self.column.setContentsMargins(2, size.space(2.5), 2, size.space(1))
        self.column.setSpacing(size.space(1.5))
        self.head.setContentsMargins(size.space(2.5), 0, size.space(2.5), 0)
        self.head.setSpacing(size.space(1.5))


class LabelColumn(Column):
    """List the labels that have no place yet, filtered and sorted."""

    counted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, LABELS, "Not yet placed")
        self._rows: list[ThemeRow] = []
        self.title = label("Not yet placed", "heading")
        self.filter, self.sort = QLineEdit(), ChoiceBox("Sort labels", letters=0)
        self.filter.setAccessibleName("Filter labels")
        self.filter.setPlaceholderText("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.sort.addItems(list(SORTS))
        self.sort.currentIndexChanged.connect(lambda _at: self._show())
        self.none = label("", "small", wrap=True)
        self.head.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(desk.look.type.space(1.5))
        line.addWidget(self.filter, 1)
        line.addWidget(self.sort)
        self.head.addLayout(line)
        self.head.addWidget(self.none)

    def show_rows(self, rows: "Sequence[ThemeRow]") -> None:
        """Show these labels."""
        self._rows = list(rows)
        self._show()

    def _show(self) -> None:
        """Show the labels that match what is typed, sorted as chosen."""
        typed = self.filter.text().casefold().split()
        found = [row for row in self._rows if all(w in row.name.casefold() for w in typed)]
        self.list.show_cards(sorted(found, key=SORTS[self.sort.currentText()]))
        some = f"{len(found)} of {len(self._rows)}" if typed else str(len(self._rows))
        self.title.setText(f"Not yet placed · {some}")
        said = "Every label has its place." if not self._rows else "No label matches."
        self.none.setText(said)
        self.none.setVisible(not found)
        self.counted.emit()


class ThemeColumn(Column):
    """Hold the sub-themes of a theme as cards."""

    def __init__(self, desk: Desk, theme: "ThemeRow") -> None:
        super().__init__(desk, theme.id, f"{theme.number} {theme.name}")
        self.theme = theme
        self._swatch = Swatch(self._look, theme.colour)
        self.title = label("", "heading", wrap=True)
        self._about = label("", "small")
        self._line = QHBoxLayout()
        self._line.setSpacing(self._look.type.space(2))
        self._line.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self.title, 1)
        self.head.addLayout(self._line)
        self.head.addWidget(self._about)

    def show_theme(self, theme: "ThemeRow", cards: "Sequence[ThemeRow]") -> None:
        """Show a theme and its sub-themes."""
        if theme.colour != self.theme.colour:
            old, self._swatch = self._swatch, Swatch(self._look, theme.colour)
            self._line.replaceWidget(old, self._swatch)
            old.deleteLater()
        self.theme = theme
        self.title.setText(f"{theme.number} {theme.name}")
        self.title.setToolTip(theme.definition)
        self.setAccessibleName(self.title.text())
        self.list.setAccessibleName(self.title.text())
        count = f"{len(cards)} sub-theme{'s' if len(cards) != 1 else ''}"
        passages = f"{theme.all_codings} passage{'s' if theme.all_codings != 1 else ''}"
        self._about.setText(f"{count} · {passages}")
        self.list.show_cards(cards)


class NewColumn(Column):
    """Take cards that are to become a theme of their own."""

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, NEW, "New group")
        said = "Labels dropped here become the sub-themes of a new theme."
        self.head.addWidget(label("New group", "heading"))
        self.head.addWidget(label(said, "small", wrap=True))
        self.make = button("New theme…", self.wanted.emit)
        line = QHBoxLayout()
        line.addWidget(self.make)
        line.addStretch(1)
        self.head.addLayout(line)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        self.column.addStretch(1)
