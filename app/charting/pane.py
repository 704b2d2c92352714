"""Show one cell beside the chart: its summary to write, its state, its evidence."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.charting.cards import Cards, PassageCard, misquotations
from app.charting.editor import SummaryEditor
from app.charting.evidence import Account, Beside, Passage
from app.charting.flow import Flow
from app.charting.words import passages
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import Button, button
from app.widgets.text import label
from framework.queries.charts import CellView
from framework.rules.cells import STATE_NAMES


class CellPane(QFrame):
    """Write one cell, with what it rests on."""

    state_chosen = Signal(str)
    opened = Signal(object)

    def __init__(self, look: Look, save: Callable[[str], None], keymap: Keymap) -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self._beside: Beside | None = None
        self.setProperty("role", "pane")
        self.setAccessibleName("Cell")
        self.title = label("", "heading", wrap=True)
        self.line = label("", "small", wrap=True)
        self.notice = label("", "attention", wrap=True)
        self.differs = label("", "wrong", wrap=True)
        self.editor = SummaryEditor(look, save)
        self.cards = Cards(look, keymap)
        self.heading = label("Evidence", "heading")
        self._make_tools()
        self._column = QVBoxLayout(self)
        for piece in (self.title, self.line, self.notice, self.differs, self.editor):
            self._column.addWidget(piece)
        self._column.addLayout(self._tools)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.cards, 1)
        look.changed.connect(self._measure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the evidence under a long summary."""
        super().resizeEvent(event)
        self.editor.be_at_most(max(self._look.type.px(60), self.height() * 2 // 5))

    def show_cell(self, beside: Beside) -> None:
        """Show a cell; the editor keeps what is being typed in the same cell."""
        if self._beside is None or self.pair != (beside.case.id, beside.theme.id):
            self.editor.commit()
        pair = (beside.case.id, beside.theme.id)
        same = self._beside is not None and pair == self.pair
        self._beside = beside
        view = beside.shown.view
        self.title.setText(f"{beside.case.name} × {beside.theme.number} {beside.theme.name}")
        self.title.setToolTip(beside.theme.definition)
        self.line.setText(_line(view, len(beside.passages)))
        said = [note.text for note in beside.shown.notes if note.tone == "attention"]
        self.notice.setText("\n".join(said))
        self.notice.setVisible(bool(said))
        self.differs.setText(misquotations(beside.misquoted))
        self.differs.setVisible(bool(beside.misquoted))
        if same:
            self.editor.show_text(view.text)
        else:
            self.editor.replace(view.text)
            self.editor.settle()
        doings = (self._use, self.cite, self.opened.emit)
        self.cards.show_evidence(beside.accounts, beside.passages, doings, same)
        self.show_state()

    @property
    def pair(self) -> tuple[int, int] | None:
        """Return the case and theme that are shown."""
        return (self._beside.case.id, self._beside.theme.id) if self._beside else None

    @property
    def named(self) -> str:
        """Name the cell that is shown, as `S03 × 2.2`."""
        found = self._beside
        return f"{found.case.name} × {found.theme.number}" if found else ""

    @property
    def view(self) -> CellView | None:
        """Return the cell that is shown."""
        return self._beside.shown.view if self._beside else None

    def show_state(self) -> None:
        """Let the buttons say what can be done with the cell."""
        view = self.view
        written = bool(self.editor.text().strip())
        state = view.state if view else ""
        for name, tool in self.states.items():
            tool.setChecked(state == name and (written == (name == "checked")))
        self.states["checked"].setEnabled(written)
        for name in ("nothing_relevant", "not_asked"):
            self.states[name].setEnabled(not written)

    def cite(self, passage: Passage) -> None:
        """Put a locator at the cursor, and save."""
        self.editor.insert_apart(passage.locator)
        self.editor.commit()

    def cite_current(self) -> None:
        """Cite the chosen card."""
        card = self.cards.current()
        if card is not None:
            card.cite()

    def quote(self) -> None:
        """Put quotation marks round the selection."""
        self.editor.wrap("“", "”")
        self.editor.setFocus()

    def comment(self) -> None:
        """Put braces round the selection: the analyst's own comment."""
        self.editor.wrap("{", "}")
        self.editor.setFocus()

    def choose_state(self, state: str) -> None:
        """Put the cell into a state, or out of it where it is in it."""
        if self.states[state].isEnabled():
            self.editor.commit()
            view = self.view
            inside = view is not None and view.state == state
            plain = "draft" if state == "checked" else "not_started"
            self.state_chosen.emit(plain if inside else state)
        self.show_state()

    def current_passage(self) -> Passage | None:
        """Return the passage of the chosen card."""
        card = self.cards.current()
        return card.passage if isinstance(card, PassageCard) else None

    def _use(self, account: Account) -> None:
        """Put a participant's locators into its site's summary, and save."""
        self.editor.insert_apart(" ".join(account.locators))
        self.editor.commit()

    def _make_tools(self) -> None:
        """Make the row of buttons under the editor."""
        self._tools = Flow(gap=self._look.type.space(1.5))
        self.states: dict[str, Button] = {}
        key = self._keymap.shown
        plain = (
            ("Quote “”", self.quote, "chart.quote"),
            ("Comment {}", self.comment, "chart.comment"),
        )
        made = [button(text, slot, role="small", tip=key(action)) for text, slot, action in plain]
        for state, text, action in (
            ("checked", "Checked ✓", "chart.checked"),
            ("nothing_relevant", "Nothing relevant –", "chart.nothing"),
            ("not_asked", "Not asked n/a", "chart.not_asked"),
        ):
            tool = button(text, partial(self.choose_state, state), role="small",
                          tip=key(action))  # fmt: skip
            tool.setCheckable(True)
            self.states[state] = tool
            made.append(tool)
        for tool in made:
            self._tools.addWidget(tool)
        self.editor.textChanged.connect(self.show_state)

    def _measure(self) -> None:
        """Take gaps from the size of type."""
        size = self._look.type
        colours = self._look.colours
        self.setStyleSheet(
            f"QPushButton:checked {{ background: {colours.accent_soft};"
            f" border-color: {colours.accent}; color: {colours.accent}; }}"
        )
        self._column.setContentsMargins(size.space(3.5), size.space(3.5), size.space(3.5), 0)
        self._column.setSpacing(size.space(2))


def _line(view: CellView, count: int) -> str:
    """Say in a line how many passages there are, and who wrote the summary when."""
    said = [passages(count) if count else "no passages"]
    state = STATE_NAMES[view.state]  # type: ignore[index] # a CellView's state is one of STATES
    signed = f" by {view.coder}" if view.coder and view.state != "not_started" else ""
    said.append(f"{state}{signed}")
    if view.changed and view.state != "not_started":
        said[-1] += f", {_day(view.changed)}"
    return " · ".join(said)


def _day(stamp: str) -> str:
    """Write a time of the study as a person reads it: 22 November 14:02."""
    moment = datetime.fromisoformat(stamp).astimezone()
    return f"{moment.day} {moment:%B %H:%M}"
