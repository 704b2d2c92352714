"""Line the columns of the board up, and scroll to the one that matters."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.framework_editor.board.carrying import Pile, Place
from app.framework_editor.board.columns import Column, Desk, LabelColumn, NewColumn, ThemeColumn
from app.framework_editor.board.drops import NEW

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

EDGE, SCROLL, PACE_MS = 48, 18, 16


class ColumnsArea(QFrame):
    """Hold the labels at the left; beside them the columns of themes and the new group scroll."""

    in_hand = Signal(object)
    dragged = Signal(QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look, self._carrying = desk, desk.look, desk.carrying
        self.labels, self.new = LabelColumn(desk), NewColumn(desk)
        self._themes: dict[int, ThemeColumn] = {}
        self._point, body = QPoint(), QWidget()
        body.setProperty("role", "clear")
        self._line, self._whole = QHBoxLayout(body), QHBoxLayout(self)
        self.setAccessibleName("Board")
        self.across = QScrollArea()
        self.across.setAccessibleName("Themes")
        self.across.setWidgetResizable(True)
        self.across.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.across.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.across.setWidget(body)
        self._whole.addWidget(self.labels)
        self._whole.addWidget(self.across, 1)
        self._scroll = QTimer(self, interval=PACE_MS)
        self._scroll.timeout.connect(self._creep)
        self._wire(self.labels)
        self._wire(self.new)
        self.labels.counted.connect(self._pile_up)
        desk.carrying.moved.connect(self._follow)
        desk.look.changed.connect(self._measure)
        self._line_up()
        self._measure()

    def show_board(self, themes: "Sequence[ThemeRow]", labels: "Sequence[ThemeRow]") -> None:
        """Show these themes and labels."""
        tops = [theme for theme in themes if theme.depth == 0]
        if list(self._themes) != [top.id for top in tops]:
            self._make_columns(tops)
        for top, cards in _under(themes):
            self._themes[top.id].show_theme(top, cards)
        self.labels.show_rows(labels)
        self._pile_up()

    def columns(self) -> list[Column]:
        """List the columns from left to right."""
        return [self.labels, *self._themes.values(), self.new]

    def column(self, key: int) -> Column:
        """Return the column of a key."""
        return next(column for column in self.columns() if column.key == key)

    def take(self, card_id: int) -> bool:
        """Take a card in hand wherever it is, and say whether there is one."""
        for column in self.columns():
            if column.list.take(card_id):
                self._enter(column)
                return True
        return False

    def place_at(self, point: QPoint) -> Place | None:
        """Return the place under a point of the screen."""
        seen = self.across.viewport()
        within = seen.rect().contains(seen.mapFromGlobal(point))
        for column in self.columns() if within else [self.labels]:
            if column.rect().contains(column.mapFromGlobal(point)):
                inside = column.list.isVisible() and column.list.viewport().rect().contains(
                    column.list.viewport().mapFromGlobal(point)
                )
                return column.list.place_at(point) if inside else Place(column.key)
        return None

    def drag_to(self, point: QPoint) -> None:
        """Carry the cards to a point of the screen; near an edge the board scrolls."""
        self._point = point
        place = self.place_at(point)
        if place is not None:
            self._carrying.aim(place)
        else:
            self._carrying.aim_home()
        if not self._scroll.isActive():
            self._scroll.start()
        self.dragged.emit(point)

    def walk(self, column: Column, by: int) -> None:
        """Go to the column beside another, to the card nearest in height."""
        columns = self.columns()
        wanted = columns[max(0, min(columns.index(column) + by, len(columns) - 1))]
        if wanted is column:
            return
        here = column.list.visualItemRect(column.list.currentItem()).center()
        if wanted.list.count():
            at = wanted.list.indexAt(QPoint(wanted.list.viewport().width() // 2, here.y()))
            wanted.list.setCurrentRow(at.row() if at.isValid() else wanted.list.count() - 1)
        self._enter(wanted)

    def _enter(self, column: Column) -> None:
        """Let keys work on a column, and bring it into sight."""
        (self.new.make if column.key == NEW else column.list).setFocus()
        self._bring(column)

    def _bring(self, column: Column) -> None:
        """Bring a column into sight."""
        if column is not self.labels:
            self.across.ensureWidgetVisible(column, self._look.type.space(4), 0)

    def _wire(self, column: Column) -> None:
        """Connect a column."""
        column.list.walked.connect(lambda by: self.walk(column, by))
        column.list.dragged.connect(self.drag_to)
        column.list.in_hand.connect(lambda: self._hand(column))
        column.list.entered.connect(lambda: self._hand(column))

    def _hand(self, column: Column) -> None:
        """Have the card of one column in hand, and none chosen in any other."""
        if column.list.hasFocus():
            for other in self.columns():
                if other is not column:
                    other.list.clearSelection()
            self.in_hand.emit(column.list.card())

    def _make_columns(self, tops: "Sequence[ThemeRow]") -> None:
        """Make the columns that are new, take away those whose theme is gone."""
        before = self._themes
        self._themes = {
            top.id: before.pop(top.id) if top.id in before else self._made(top) for top in tops
        }
        for gone in before.values():
            self._line.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._line_up()

    def _made(self, top: "ThemeRow") -> ThemeColumn:
        """Make the column of a theme."""
        made = ThemeColumn(self._desk, top)
        self._wire(made)
        return made

    def _line_up(self) -> None:
        """Put the columns in their order."""
        while self._line.count():
            self._line.takeAt(0)
        for column in self.columns()[1:]:
            self._line.addWidget(column, 3)
        self._line.addStretch(1)

    def _pile_up(self) -> None:
        """Tell the hand what lies where."""
        piles = []
        for column in self.columns():
            theme = column.theme if isinstance(column, ThemeColumn) else None
            items = (column.list.item(row) for row in range(column.list.count()))
            cards = tuple(item.data(Qt.ItemDataRole.UserRole) for item in items)
            piles.append(Pile(column.key, theme, cards))
        self._carrying.piles = piles

    def _follow(self) -> None:
        """Bring the column over which cards are held into sight."""
        if not self._carrying.active:
            self._scroll.stop()
        elif not self._scroll.isActive():
            self._bring(self.column(self._carrying.place.column))

    def _creep(self) -> None:
        """Scroll while the mouse is held near the left or the right edge."""
        seen, edge = self.across.viewport(), self._look.type.px(EDGE)
        at = seen.mapFromGlobal(self._point).x()
        by = -SCROLL if 0 <= at < edge else SCROLL if at > seen.width() - edge else 0
        if by:
            bar = self.across.horizontalScrollBar()
            bar.setValue(bar.value() + by)
            self.drag_to(self._point)

    def _measure(self) -> None:
        """Take sizes from the look."""
        space = self._look.type.space(3)
        self._whole.setContentsMargins(space, space, 0, space)
        self._whole.setSpacing(0)
        self._line.setContentsMargins(space, 0, space, 0)
        self._line.setSpacing(self._look.type.space(2.5))


def _under(themes: "Sequence[ThemeRow]") -> "list[tuple[ThemeRow, list[ThemeRow]]]":
    """Give each top theme with all that is under it, in order."""
    found: list[tuple[ThemeRow, list[ThemeRow]]] = []
    for theme in themes:
        if theme.depth == 0:
            found.append((theme, []))
        else:
            found[-1][1].append(theme)
    return found
