"""Line up the evidence beside a cell."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.charting.card import AccountCard, Doings, PassageCard
from app.charting.evidence import Account, Passage
from app.charting.ink import CellInk, curly
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import button
from app.widgets.text import label

AT_ONCE = 40


class Cards(QScrollArea):
    """Line up the evidence; ↑ and ↓ go through it, Enter or C cites, O opens, X shows context."""

    moved = Signal()

    def __init__(self, look: Look, keymap: Keymap) -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self._ink = CellInk(look)
        self.cards: list[PassageCard | AccountCard] = []
        self._rest: list[Callable[[], PassageCard | AccountCard]] = []
        self._at, self._pointed = 0, False
        self._shown: tuple[Account | Passage, ...] | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Evidence")

    def show_evidence(
        self,
        accounts: Sequence[Account],
        passages: Sequence[Passage],
        doings: Doings,
        empty: str,
        *,
        keep: bool,
    ) -> None:
        """Show the cards of a cell, or the sentence `empty`; with `keep` place and scroll stay."""
        if keep and self._shown == (*accounts, *passages):
            return
        self._shown = (*accounts, *passages)
        place, at, keys = self.verticalScrollBar().value(), self._at, self._keymap
        self._rest = [
            *(lambda a=a: AccountCard(self._look, self._ink, a, doings.use) for a in accounts),
            *(lambda p=p: PassageCard(self._look, p, doings, keys) for p in passages),
        ]
        body = QWidget()
        body.setProperty("role", "clear")
        self._column = QVBoxLayout(body)
        size = self._look.type
        self._column.setContentsMargins(0, 0, 0, size.space(3))
        self._column.setSpacing(size.space(2.5))
        self.cards = []
        if not self._rest:
            self._column.addWidget(label(empty, "muted", wrap=True))
        self._column.addStretch(1)
        self._add(max(AT_ONCE, at + 1 if keep else 0))
        if (before := self.takeWidget()) is not None:
            before.hide()
            before.deleteLater()  # later, since one of its buttons may be asking for this
        self.setWidget(body)
        self._at = min(at, max(0, len(self.cards) - 1)) if keep else 0
        self._pointed = keep and self._pointed
        if keep:
            self.verticalScrollBar().setValue(place)
        self._mark()

    def current(self) -> PassageCard | AccountCard | None:
        """Return the chosen card."""
        return self.cards[self._at] if self.cards else None

    def step(self, by: int) -> None:
        """Choose the next card or the one before."""
        if self.cards:
            self._choose(max(0, min(len(self.cards) - 1, self._at + by)))
            self.ensureWidgetVisible(self.cards[self._at])

    def go_on(self, cited: Passage) -> None:
        """Take the next passage in hand that is still to be cited, where one follows."""
        here = False
        for at, card in enumerate(self.cards):
            if isinstance(card, PassageCard) and here and not card.passage.cited:
                self.step(at - self._at)
                return
            here |= isinstance(card, PassageCard) and card.passage.is_as(cited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the cards, cite, open."""
        card = self.current()
        steps = {"evidence.next": 1, "evidence.previous": -1}
        action = self._keymap.action_of("evidence", event)
        if action in steps:
            self.step(steps[action])
        elif card and action == "evidence.cite":
            card.cite()
        elif card and action == "evidence.open":
            card.open()
        elif card and action == "evidence.context":
            card.show_context()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show on which card the keys work."""
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide on which card the keys work."""
        super().focusOutEvent(event)
        self._mark()

    def _add(self, count: int) -> None:
        """Add so many more cards, and a button for the rest."""
        made, self._rest = self._rest[:count], self._rest[count:]
        for make in made:
            card = make()
            at = len(self.cards)
            card.pressed.connect(lambda at=at: self._choose(at))
            self.cards.append(card)
            self._column.insertWidget(self._column.count() - 1, card)
        if self._rest:
            more = button(f"Show {len(self._rest)} more", lambda: self._more(more))
            self._column.insertWidget(self._column.count() - 1, more)

    def _more(self, asked: QWidget) -> None:
        """Show more cards in place of the button."""
        asked.hide()
        asked.deleteLater()
        self._add(AT_ONCE)

    def _choose(self, at: int) -> None:
        """Choose a card."""
        self._at, self._pointed = at, True
        self._mark()
        self.moved.emit()

    def _mark(self) -> None:
        """Mark the chosen card while the keys work here, or once somebody has chosen it."""
        seen = self.hasFocus() or self._pointed
        for at, card in enumerate(self.cards):
            card.choose(on=seen and at == self._at)


def misquotations(found: Sequence[str]) -> str:
    """Say which quotations differ from the transcript."""
    if not found:
        return ""
    said = ", ".join(curly(f'"{text}"') for text in found)
    many = "These quotations differ" if len(found) > 1 else "This quotation differs"
    return f"{many} from the transcripts of this case: {said}"
