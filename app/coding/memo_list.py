"""List the memos in the margin of a transcript, each to be edited where it stands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.fields import TextField
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.memos import MemoRow


class MemoList(QWidget):
    """Show the memos of the transcript in its order, a new one above them.

    `added` tells a passage and the words about it, `rewritten` a memo's id and its words.
    """

    added = Signal(int, int, str)
    rewritten = Signal(int, str)
    place_wanted = Signal(int)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cards: dict[int, _Card] = {}
        self._passage: tuple[int, int] | None = None
        self.setProperty("role", "pane")
        self.new = _Card(look, "")
        self.new.field.setPlaceholderText("What this passage makes you think")
        self.new.field.committed.connect(self._add)
        self.new.field.left.connect(self.left)
        self.new.hide()
        self.nothing = label(
            "No memos in the margin yet. Select a passage and press Shift+M.", "muted", wrap=True
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.type.space(2.5))
        for widget in (self.new, self.nothing):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def show_memos(self, memos: "list[MemoRow]") -> None:
        """Show these memos; what is being typed stays."""
        gone = set(self._cards) - {memo.id for memo in memos}
        for memo_id in gone:
            card = self._cards.pop(memo_id)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, memo in enumerate(memos, start=2):
            card = self._cards.get(memo.id) or self._card(memo.id)
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
            card.tell(_place(memo), memo.coder)
            card.field.show_text(memo.text)
        self.nothing.setVisible(not memos and self.new.isHidden())

    def write_on(self, passage: tuple[int, int], paragraph: int) -> None:
        """Let a memo be written on a passage."""
        self.new.field.commit()
        self._passage = passage
        self.new.tell(f"New memo on ¶{paragraph}", "")
        self.new.field.replace("")
        self.nothing.hide()
        self.new.show()
        self.new.field.setFocus()

    def take(self, memo_id: int) -> None:
        """Put the cursor into a memo."""
        if memo_id in self._cards:
            self._cards[memo_id].field.setFocus()

    def close_new(self) -> None:
        """Offer no new memo any more."""
        self.new.field.commit()
        self.new.hide()
        self._passage = None

    def _card(self, memo_id: int) -> "_Card":
        """Make the card of a memo."""
        card = self._cards[memo_id] = _Card(self._look, "link")
        card.name.clicked.connect(partial(self.place_wanted.emit, memo_id))
        card.field.committed.connect(partial(self.rewritten.emit, memo_id))
        card.field.left.connect(self.left)
        return card

    def _add(self, text: str) -> None:
        """Tell of a new memo, which then stands among the others."""
        if self._passage is not None and text.strip():
            start, end = self._passage
            self._passage = None
            self.new.hide()
            self.new.field.replace("")
            self.added.emit(start, end, text)


class _Card(QFrame):
    """Show where a memo stands, and its words."""

    def __init__(self, look: Look, role: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        self.name = button("Memo", lambda: None, role=role or "quiet")
        self.name.setEnabled(bool(role))
        self.field = TextField(look, "Memo", lines=2)
        column.addWidget(self.name)
        column.addWidget(self.field)

    def tell(self, place: str, coder: str) -> None:
        """Say where the memo stands, and whose it is."""
        words = f"{place} · {coder}" if coder else place
        self.name.setText(words)
        self.name.setAccessibleName(f"Go to {words}")
        self.field.setAccessibleName(f"Memo on {place}")


def _place(memo: "MemoRow") -> str:
    """Name the paragraphs of a memo."""
    return f"¶{memo.first}" if memo.first == memo.last else f"¶{memo.first}–{memo.last}"
