"""Show the evidence beside a cell as cards."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.charting.evidence import Account, Passage
from app.charting.flow import Flow
from app.charting.ink import CellInk, curly
from app.charting.words import Shown
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import button
from app.widgets.swatch import brushes
from app.widgets.text import label
from framework.rules.locators import paragraph_label

AT_ONCE = 40


class ThemeBar(QWidget):
    """Draw the bar in a theme's colour beside a quotation."""

    def __init__(self, look: Look, colour: int) -> None:
        super().__init__()
        self._look, self._colour = look, colour
        self.setFixedWidth(3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        for brush in brushes(self._look.theme(self._colour)):
            painter.fillRect(self.rect(), brush)
        painter.end()


class RunsLabel(QWidget):
    """Show a cell's text as the chart does."""

    def __init__(self, look: Look, ink: CellInk, found: Shown) -> None:
        super().__init__()
        self._look, self._ink, self._found = look, ink, found
        self.setAccessibleName("".join(run.text for run in found.view.runs))

    def hasHeightForWidth(self) -> bool:
        """Need more height where there is less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text at a width."""
        return round(self._ink.lay(self._found, max(width, 1), "").height) + 1

    def sizeHint(self) -> QSize:
        """Ask for what the text needs at the width there is."""
        return QSize(self._look.type.px(200), self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text."""
        painter = QPainter(self)
        laid = self._ink.lay(self._found, max(self.width(), 1), "")
        laid.paint(painter, QRectF(self.rect()).topLeft(), self._look)
        painter.end()


class Card(QFrame):
    """Frame one piece of evidence."""

    pressed = Signal()

    def __init__(self, look: Look, head: str, *, notice: bool = False) -> None:
        super().__init__()
        self._look, self._notice, self.chosen = look, notice, False
        self.setProperty("role", "notice" if notice else "card")
        size = look.type
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(size.space(2.5), size.space(2), size.space(2.5),
                                       size.space(2.5))  # fmt: skip
        self.column.setSpacing(size.space(1.5))
        self.top = QHBoxLayout()
        self.top.addWidget(label(head, "small", wrap=True), 1)
        self.column.addLayout(self.top)
        self.setAccessibleName(head)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this card."""
        self.pressed.emit()
        super().mousePressEvent(event)

    def choose(self, *, on: bool) -> None:
        """Show that the keys work on this card."""
        if on != self.chosen:
            self.chosen = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, and round the chosen card a line in the accent."""
        super().paintEvent(event)
        if self.chosen:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._look.colour("accent"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
            painter.end()

    def add_tools(self, *tools: QWidget) -> None:
        """Put buttons under the words."""
        row = Flow(gap=self._look.type.space(1.5))
        for tool in tools:
            row.addWidget(tool)
        self.column.addLayout(row)

    def words(self) -> QVBoxLayout:
        """Give the place of the words."""
        return self.column


class PassageCard(Card):
    """Show a coded passage with its quotation."""

    def __init__(
        self,
        look: Look,
        passage: Passage,
        cite: Callable[[Passage], None],
        open_it: Callable[[Passage], None],
        keymap: Keymap,
    ) -> None:
        row = passage.coding
        speaker = row.speaker if row.speaker and row.speaker != row.transcript else ""
        parts = [row.transcript, paragraph_label(row.first, row.last), speaker]
        parts.append(f"coded by {row.coder}")
        super().__init__(look, " · ".join(part for part in parts if part), notice=passage.new)
        self.passage, self._cite, self._open = passage, cite, open_it
        if passage.new:
            self.top.addWidget(label("new", "attention"), 0, Qt.AlignmentFlag.AlignTop)
        if row.starred:
            star = label("★")
            star.setAccessibleName("starred")
            self.top.addWidget(star, 0, Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setSpacing(look.type.space(2))
        line.addWidget(ThemeBar(look, row.colour))
        quotation = label(f"“{row.quote}”", wrap=True)
        quotation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        quotation.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(quotation, 1)
        self.column.addLayout(line)
        if row.memo:
            self.column.addWidget(label(row.memo, "small", wrap=True))
        cite_key = f"Cite {keymap.shown('evidence.cite')}"
        said, tip = ("Cited ✓", "Cite again") if passage.cited else (cite_key, "")
        tip = keymap.tip(tip, "chart.cite")
        self.cite_button = button(said, self.cite, role="small", tip=tip)
        self.open_button = button("Open in transcript", self.open, role="small",
                                  tip=keymap.shown("evidence.open"))  # fmt: skip
        self.add_tools(self.cite_button, self.open_button)

    def cite(self) -> None:
        """Put a locator to this passage into the summary."""
        self._cite(self.passage)

    def open(self) -> None:
        """Show this passage in its transcript."""
        self._open(self.passage)


class AccountCard(Card):
    """Show what a participant's cell says, beside its site's."""

    def __init__(
        self, look: Look, ink: CellInk, account: Account, use: Callable[[Account], None]
    ) -> None:
        super().__init__(look, f"{account.case.name} {account.case.label}".strip())
        self.account, self._use = account, use
        self.column.addWidget(RunsLabel(look, ink, Shown(account.view, ())))
        self.use_button = button("Use its locators", self.cite, role="small")
        self.use_button.setEnabled(bool(account.locators))
        self.add_tools(self.use_button)

    def cite(self) -> None:
        """Put this cell's locators into the summary."""
        if self.account.locators:
            self._use(self.account)

    def open(self) -> None:
        """Stay: an account has no place in a transcript of its own."""


class Cards(QScrollArea):
    """Line up the evidence; ↑ and ↓ go through it, Enter or C cites, O opens."""

    moved = Signal()

    def __init__(self, look: Look, keymap: Keymap) -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self._ink = CellInk(look)
        self.cards: list[PassageCard | AccountCard] = []
        self._rest: list[Callable[[], PassageCard | AccountCard]] = []
        self._at = 0
        self._shown: tuple[Account | Passage, ...] | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Evidence")

    def show_evidence(
        self,
        accounts: Sequence[Account],
        passages: Sequence[Passage],
        doings: tuple[
            Callable[[Account], None], Callable[[Passage], None], Callable[[Passage], None]
        ],
        keep: bool,  # noqa: FBT001 - the same cell or another
    ) -> None:
        """Show the cards of a cell; with `keep` the chosen card and the scroll stay."""
        if keep and self._shown == (*accounts, *passages):
            return
        self._shown = (*accounts, *passages)
        use, cite, open_it = doings
        place, at, keys = self.verticalScrollBar().value(), self._at, self._keymap
        self._rest = [
            *(lambda a=a: AccountCard(self._look, self._ink, a, use) for a in accounts),
            *(lambda p=p: PassageCard(self._look, p, cite, open_it, keys) for p in passages),
        ]
        body = QWidget()
        body.setProperty("role", "clear")
        self._column = QVBoxLayout(body)
        size = self._look.type
        self._column.setContentsMargins(0, 0, 0, size.space(3))
        self._column.setSpacing(size.space(2.5))
        self.cards = []
        if not self._rest:
            said = "No passage is coded here yet. Code one in the transcript, and it stands here."
            self._column.addWidget(label(said, "muted", wrap=True))
        self._column.addStretch(1)
        self._add(max(AT_ONCE, at + 1 if keep else 0))
        if (before := self.takeWidget()) is not None:
            before.hide()
            before.deleteLater()  # later, since one of its buttons may be asking for this
        self.setWidget(body)
        self._at = min(at, max(0, len(self.cards) - 1)) if keep else 0
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
        self._at = at
        self._mark()
        self.moved.emit()

    def _mark(self) -> None:
        """Mark the chosen card while the keys work here."""
        for at, card in enumerate(self.cards):
            card.choose(on=at == self._at and self.hasFocus())


def misquotations(found: Sequence[str]) -> str:
    """Say which quotations differ from the transcript."""
    if not found:
        return ""
    said = ", ".join(curly(f'"{text}"') for text in found)
    many = "These quotations differ" if len(found) > 1 else "This quotation differs"
    return f"{many} from the transcripts of this case: {said}"
