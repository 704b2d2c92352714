"""Board: sort the labels of open coding into groups, which become themes."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.framework_editor.board.carrying import Carrying
from app.framework_editor.board.columns import Desk
from app.framework_editor.board.columns_area import ColumnsArea
from app.framework_editor.board.deeds import do
from app.framework_editor.board.drops import LABELS, NEW, Drop, together
from app.framework_editor.board.ghost import Ghost
from app.framework_editor.board.naming import Naming
from app.framework_editor.board.strip import Strip
from app.framework_editor.passage_list import Quoted
from app.shell import Shell
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.filling import fill
from app.widgets.side_split import SideSplit
from app.widgets.text import label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.themes import ThemeRow
    from framework.study import Study

WALK = ("board.pick_up", "board.right board.left", "board.choose")
CARRY = ("carry.right carry.left carry.up carry.down", "carry.new", "carry.drop", "carry.back")
TOUCHED = {"theme", "coding"}
RIGHT = 320


class BoardPage(Workspace):
    """Hold the columns of cards, and beside them the card in hand."""

    title = "Board"
    icon = "framework"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self._waiting: Drop | None = None
        self._card: ThemeRow | None = None
        self.carrying = Carrying()
        self.area = ColumnsArea(Desk(self.look, shell.keymap, self.carrying))
        self.strip = Strip(self.look)
        pick_up = shell.keymap.shown("board.pick_up")
        self._rest = f"Drag a card, or press {pick_up} to pick it up and the arrows to carry it."
        self.hint = label(self._rest, "small")
        self.hint.setAccessibleName("What would become of the cards in hand")
        self._lay_out()
        self.naming, self.ghost = Naming(self.look, self), Ghost(self.look, self)
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        if self._stack.is_empty():
            return ""
        return self.shell.keymap.hint(*(CARRY if self.carrying.active else WALK))

    def place(self) -> str:
        """Return what is carried where, or the card in hand."""
        if self.carrying.active:
            return f"carrying {together(self.carrying.cards)}"
        card = self._card
        return f"{card.number} {card.name}".strip() if card is not None else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show labels and themes as they are."""
        if changes is None or changes.tables() & TOUCHED:
            self._read()

    def go(self, **where: object) -> None:
        """Take a label or a theme in hand."""
        card = where.get("label", where.get("theme"))
        if not (isinstance(card, int) and self.area.take(card)):
            self.take_keys()

    def take_keys(self) -> None:
        """Let keys work on the labels, or on the first theme when there are none."""
        if self._stack.is_empty():
            self._stack.empty.action.setFocus()
        elif self.naming.isVisible():
            self.naming.field.setFocus()
        elif not (self._card is not None and self.area.take(self._card.id)):
            first = next((c.list for c in self.area.columns() if c.list.count()), None)
            (first or self.area.new.make).setFocus()
            self._show_card(first.card() if first is not None else None)

    def commit(self) -> None:
        """Save what is typed, and put back what is carried."""
        super().commit()
        self.carrying.forget()

    def _read(self) -> None:
        """Read labels and themes."""
        from framework.queries.themes import list_labels, list_themes

        with self.study.read() as session:
            themes, labels = list_themes(session), list_labels(session)
        there = bool(themes or labels)
        self._stack.show_full(on=bool(there))
        self.area.show_board(themes, labels)
        by_id = {row.id: row for row in (*themes, *labels)}
        self._show_card(by_id.get(self._card.id) if self._card else None)

    def _show_card(self, card: "ThemeRow | None") -> None:
        """Show the card in hand with its first passages."""
        from framework.queries.one_theme import passages_of_theme

        self._card = card
        with self.study.read() as session:
            passages = passages_of_theme(session, card.id) if card is not None else []
        self.strip.show_card(card, passages)
        self.place_changed.emit()

    def _carry(self) -> None:
        """Say what would become of the cards in hand, in words and to a screen reader."""
        said = ""
        if not self.carrying.active:
            self.hint.setText(self._rest)
            self.ghost.hide()
        else:
            words = self.carrying.drop().sentence
            keys = self.shell.keymap.hint("carry.drop", "carry.back")
            self.hint.setText(f"{words}  {keys}")
            said = f"Carrying {together(self.carrying.cards)}. {words}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        for column in self.area.columns():
            column.list.setAccessibleDescription(said)
        self.place_changed.emit()

    def _drag(self, point: QPoint) -> None:
        """Let what is carried follow the mouse."""
        if self.carrying.active:
            self.ghost.follow(point, together(self.carrying.cards), self.carrying.drop().sentence)

    def _drop(self, drop: Drop) -> None:
        """Do what a drop says, or ask for a name first."""
        if drop.needs_name:
            self._ask_name(drop)
        else:
            self._do(drop)

    def _ask_name(self, drop: Drop | None) -> None:
        """Ask for the name of a new theme where it comes to stand."""
        self._waiting = drop
        column = self.area.column(LABELS if drop is not None and drop.onto is not None else NEW)
        corner = column.mapTo(self, QPoint(0, 0))
        if drop is not None and drop.onto is not None and column.list.take(drop.onto.id):
            row = column.list.visualItemRect(column.list.currentItem())
            corner = column.list.viewport().mapTo(self, row.bottomLeft())
        words = drop.sentence if drop is not None else "A new theme, without sub-themes yet."
        self.naming.open_over(QRect(corner, column.size()), words)

    def _name(self, name: str) -> None:
        """Make the theme that has just been named."""
        drop, self._waiting = self._waiting, None
        if drop is not None:
            self._do(drop, name)
            return
        from framework.edits.themes import add_theme

        add_theme(self.study, name)
        self._read()
        self.shell.show_message(f"The theme {name} was added.", "Undo", self.shell.undo)
        self.take_keys()

    def _do(self, drop: Drop, name: str = "") -> None:
        """Do what a drop says as one step; labels are gone on with, a theme is followed."""
        said = do(self.study, drop, name)
        self._read()
        self.shell.show_message(said, "Undo", self.shell.undo)
        labels = self.area.labels.list
        if drop.deed in ("place", "join", "group") and labels.count():
            labels.setFocus()
            self._show_card(labels.card())
        elif not self.area.take(drop.cards[0].id):
            self.take_keys()

    def _put_back(self) -> None:
        """Go on where the cards were picked up."""
        self._waiting = None
        self.take_keys()

    def _rename(self, theme_id: int, name: str) -> None:
        """Rename a label or a theme."""
        from framework.edits.themes import rename_theme

        rename_theme(self.study, theme_id, name)

    def _open(self, passage: Quoted) -> None:
        """Show a passage in its transcript."""
        self.shell.go_to(
            "code", transcript=passage.transcript_id, start=passage.start, end=passage.end
        )

    def _wire(self) -> None:
        """Connect the board."""
        self.carrying.moved.connect(self._carry)
        self.carrying.wanted.connect(self._drop)
        self.carrying.put_back.connect(self._put_back)
        self.area.in_hand.connect(self._show_card)
        self.area.dragged.connect(self._drag)
        self.area.new.wanted.connect(lambda: self._ask_name(None))
        self.naming.named.connect(self._name)
        self.naming.left.connect(self._put_back)
        self.strip.renamed.connect(self._rename)
        self.strip.opened.connect(self._open)
        self.strip.name.left.connect(self.take_keys)

    def _lay_out(self) -> None:
        """Put the board over its hint, and the card in hand beside them."""
        size, left, foot = self.look.type, QFrame(), QFrame()
        foot.setProperty("role", "rail")
        line = QVBoxLayout(foot)
        line.setContentsMargins(size.space(3.5), size.space(1.5), size.space(3.5), size.space(1.5))
        line.addWidget(self.hint)
        fill(left, self.area, foot, most=self.area)
        full = SideSplit(self.look, left, self.strip, RIGHT, 220)
        empty = EmptyState(
            self.look, "framework", "No labels to sort yet",
            "Code a few transcripts with short labels of your own. They gather here as cards, and "
            "are dragged into groups that become themes.",
            "Go to Code", partial(self.shell.go_to, "code"),
        )  # fmt: skip
        self._stack = EmptyOr(empty, full)
        fill(self, self._stack)
