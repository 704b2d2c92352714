"""Frame one piece of evidence: a passage, or what a participant's cell says."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.charting.evidence import Account, Passage
from app.charting.flow import Flow
from app.charting.ink import CellInk
from app.charting.words import Shown, who
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import button
from app.widgets.swatch import brushes
from app.widgets.text import label
from framework.rules.locators import paragraph_label


class Doings(NamedTuple):
    """Say what the buttons of cards do, and for whom; `context` gives what stands around."""

    use: Callable[[Account], None]
    cite: Callable[[Passage, str], None]
    open: Callable[[Passage], None]
    context: Callable[[Passage], tuple[str, str]]
    me: str  # the coder at work


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
    """Show a passage with its quotation."""

    def __init__(self, look: Look, passage: Passage, doings: Doings, keymap: Keymap) -> None:
        super().__init__(look, _head(passage, doings.me), notice=passage.new)
        self.passage, self._doings = passage, doings
        if passage.new:
            self.top.addWidget(label("new", "attention"), 0, Qt.AlignmentFlag.AlignTop)
        if passage.starred:
            star = label("★")
            star.setAccessibleName("starred")
            self.top.addWidget(star, 0, Qt.AlignmentFlag.AlignTop)
        self.before, self.after = (label("", "small", wrap=True) for _side in range(2))
        self.column.addWidget(self.before)
        self.column.addLayout(self._quotation())
        self.column.addWidget(self.after)
        self.before.hide()
        self.after.hide()
        if passage.memo:
            self.column.addWidget(label(passage.memo, "small", wrap=True))
        self._make_tools(keymap)

    def cite(self) -> None:
        """Put a locator to this passage into the summary, and the words that are chosen of it."""
        words = " ".join(self.quotation.selectedText().split()).removeprefix("“").removesuffix("”")
        self.quotation.setSelection(0, 0)
        self._doings.cite(self.passage, words)

    def open(self) -> None:
        """Show this passage in its transcript."""
        self._doings.open(self.passage)

    def show_context(self) -> None:
        """Show what is said before and after the passage, or hide it again."""
        wanted = self.before.isHidden() and self.after.isHidden()
        words = self._doings.context(self.passage) if wanted else ("", "")
        for side, said in zip((self.before, self.after), words, strict=True):
            side.setText(said)
            side.setVisible(bool(said))
        self.context_button.setChecked(any(words))

    def _quotation(self) -> QHBoxLayout:
        """Lay the words out beside a bar in the theme's colour."""
        line = QHBoxLayout()
        line.setSpacing(self._look.type.space(2))
        if self.passage.colour is not None:
            line.addWidget(ThemeBar(self._look, self.passage.colour))
        role = "muted" if self.passage.beside else ""
        self.quotation = label(f"“{self.passage.quote}”", role, wrap=True)
        self.quotation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.quotation.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(self.quotation, 1)
        return line

    def _make_tools(self, keymap: Keymap) -> None:
        """Make the buttons under the words."""
        said, tip = f"Cite {keymap.shown('evidence.cite')}", "Words chosen above are quoted with it"
        if self.passage.cited:
            said, tip = "Cited ✓", f"Cite again. {tip}"
        self.cite_button = button(said, self.cite, role="small",
                                  tip=keymap.tip(tip, "chart.cite"))  # fmt: skip
        self.open_button = button("Open in transcript", self.open, role="small",
                                  tip=keymap.shown("evidence.open"))  # fmt: skip
        self.context_button = button("Context", self.show_context, role="small",
                                     tip=keymap.shown("evidence.context"))  # fmt: skip
        self.context_button.setCheckable(True)
        self.add_tools(self.cite_button, self.open_button, self.context_button)


class AccountCard(Card):
    """Show what a participant's cell says, beside its site's."""

    def __init__(
        self, look: Look, ink: CellInk, account: Account, use: Callable[[Account], None]
    ) -> None:
        super().__init__(look, f"{account.case.name} {account.case.label}".strip())
        self.account, self._use = account, use
        self.column.addWidget(RunsLabel(look, ink, Shown(account.view, ())))
        self.use_button = button("Take its locators", self.cite, role="small")
        self.use_button.setEnabled(bool(account.locators))
        self.add_tools(self.use_button)

    def cite(self) -> None:
        """Put this cell's locators into the summary."""
        if self.account.locators:
            self._use(self.account)

    def open(self) -> None:
        """Stay: an account has no place in a transcript of its own."""

    def show_context(self) -> None:
        """Stay: an account is whole."""


def _head(passage: Passage, me: str) -> str:
    """Say where a passage stands, who speaks and who coded it."""
    speaker = passage.speaker if passage.speaker != passage.transcript else ""
    if passage.coder:
        coded = f"coded by {who(passage.coder, me)}"
    else:
        coded = "beside a passage, not coded" if passage.beside else ""
    parts = (passage.transcript, paragraph_label(passage.first, passage.last), speaker,
             passage.theme, coded)  # fmt: skip
    return " · ".join(part for part in parts if part)
