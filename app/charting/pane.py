"""Show one cell beside the chart: its summary to write, its state, its evidence."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.charting.card import Doings
from app.charting.cards import Cards, misquotations
from app.charting.citables import Citables
from app.charting.editor import SummaryEditor
from app.charting.evidence import Account, Beside, Mode, Passage, read_beside
from app.charting.memo import CellMemo
from app.charting.modes import Modes
from app.charting.past import CellHistory, Difference
from app.charting.proofs import Proofs
from app.charting.tools import CellTools
from app.charting.words import moment, passages, who
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.text import label
from framework.queries.cell_history import history_of_cell, history_of_memos
from framework.queries.charts import CellView
from framework.queries.since_checked import since_checked
from framework.queries.transcripts import paragraphs_near
from framework.rules.cells import STATE_NAMES
from framework.study import Session, Study

EMPTY = {
    "cell": "No passage is coded here yet. Code one in the transcript, and it stands here.",
    "case": "Nothing that this case says is coded yet.",
    "cited": "The summary cites nothing yet.",
}

_WITHIN = str.maketrans('“”"', "‘’'")  # marks within a quotation


class CellPane(QFrame):
    """Write one cell, with what it rests on.

    `coder` is the analyst who charts apart, "" for the study's cells.
    `opened` asks to show a Passage or a citables.Lead, `restored` for a version by its step, and
    `evidence_wanted` to read the cell anew, since something else is to stand beside it.
    """

    state_chosen = Signal(str)
    opened = Signal(object)
    rated = Signal(str)
    memo_written = Signal(str)
    restored = Signal(int)
    evidence_wanted = Signal()

    def __init__(
        self, look: Look, save: Callable[[str], None], keymap: Keymap, study: Study
    ) -> None:
        super().__init__()
        self._look, self._study = look, study
        self._beside: Beside | None = None
        self.coder = ""
        self.setProperty("role", "pane")
        self.setAccessibleName("Cell")
        self.title = label("", "heading", wrap=True)
        self.line = label("", "small", wrap=True)
        self.notice = label("", "attention", wrap=True)
        self.differs = label("", "wrong", wrap=True)
        self.citables = Citables(study)
        self.editor = SummaryEditor(look, save, self.citables)
        self.written = self.editor  # where what is cited goes: here, or in the cell itself
        self.proofs = Proofs(look, keymap, study, self.editor)
        self.strip, self.spelling = self.proofs.strip, self.proofs.spelling
        self.memo = CellMemo(look, self.memo_written.emit)
        self.tools = CellTools(look, keymap, self.quote, self.comment, self.memo.open)
        self.states = self.tools.states
        self.modes = Modes(look, keymap)
        self.cards = Cards(look, keymap)
        self.history = CellHistory(look, self.restored.emit)
        self.difference = Difference(look, partial(self.choose_state, "checked"))
        self._lay_out()
        self._wire()
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the evidence under a long summary."""
        super().resizeEvent(event)
        self.editor.be_at_most(max(self._look.type.px(60), self.height() * 3 // 10))

    def heightForWidth(self, width: int) -> int:
        """Return the height without which its pieces would lie over one another."""
        return self._column.minimumHeightForWidth(width)

    def read(self, session: Session, pair: tuple[int, int]) -> Beside:
        """Read a cell with what is to stand beside it."""
        mode: Mode = self.modes.mode if self.modes.mode in EMPTY else "cell"  # type: ignore[assignment] # the keys of EMPTY are the modes
        return read_beside(session, *pair, mode, around=self.modes.around.isChecked(),
                           coder=self.coder)  # fmt: skip

    def show_cell(self, beside: Beside) -> None:
        """Show a cell; the editor keeps what is being typed in the same cell."""
        pair = (beside.case.id, beside.theme.id)
        same = pair == self.pair
        if not same:
            self.commit()
        kept = same and self._beside is not None and self._beside.mode == beside.mode
        self._beside = beside
        view = beside.shown.view
        self._say(beside)
        self.citables.about_cell(*pair)
        if same:
            self.editor.show_text(view.text)
        else:
            self.editor.replace(view.text)
            self.editor.settle()
        self.strip.about(*pair)
        self.memo.show_memos(beside.memos, self._study.coder, same=same)
        me = self._study.coder
        doings = Doings(self._use, self.cite, self.opened.emit, self._context, me)
        self.cards.show_evidence(beside.accounts, beside.passages, doings, EMPTY[beside.mode],
                                 keep=kept)  # fmt: skip
        self.modes.offer("changed", on="out_of_date" in view.flags)
        self._show_mode()
        self.show_state()

    def commit(self) -> None:
        """Save what is typed here."""
        self.editor.commit()
        self.memo.commit()

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
        written = bool(self.editor.text().strip())
        rated = self._beside is not None and self._beside.rated
        self.tools.show_state(self.view, written=written, rated=rated)

    def cite(self, passage: Passage, words: str) -> None:
        """Put a locator at the cursor, after the words that were chosen of it, and save."""
        quoted = f"“{words.translate(_WITHIN)}” " if words else ""
        self._put_in(f"{quoted}{passage.locator}")
        self.cards.go_on(passage)

    def cite_current(self) -> None:
        """Cite the chosen card."""
        card = self.cards.current()
        if card is not None:
            card.cite()

    def open_current(self) -> None:
        """Open the locator at the cursor, or else the chosen card, in its transcript."""
        unit = self.editor.unit_here() if self.editor.hasFocus() else ""
        card = self.cards.current()
        if unit:
            self.open_unit(unit)
        elif card is not None:
            card.open()

    def open_unit(self, unit: str) -> None:
        """Open what a locator, as typed, leads to."""
        found = self.citables.lead(unit)
        if found is not None:
            self.opened.emit(found)

    def quote(self) -> None:
        """Put quotation marks round the selection."""
        self.written.wrap("“", "”")
        self.written.setFocus()

    def comment(self) -> None:
        """Put braces round the selection: the analyst's own comment."""
        self.written.wrap("{", "}")
        self.written.setFocus()

    def choose_state(self, state: str) -> None:
        """Put the cell into a state, or out of it where it is in it; what is old is taken anew."""
        if self.states[state].isEnabled():
            self.editor.commit()
            view = self.view
            inside = view is not None and view.state == state and "out_of_date" not in view.flags
            plain = "draft" if state == "checked" else "not_started"
            self.state_chosen.emit(plain if inside else state)
        self.show_state()

    def write_here(self, place: int) -> None:
        """Go on here where one stopped writing in the cell itself, at a place of its text."""
        self.written, cursor = self.editor, self.editor.textCursor()
        cursor.setPosition(min(place, self.editor.document().characterCount() - 1))
        self.editor.setTextCursor(cursor)

    def below(self) -> QWidget:
        """Return what stands under the modes: cards, history or difference."""
        return {"history": self.history, "changed": self.difference}.get(
            self.modes.mode, self.cards
        )

    def finish(self) -> None:
        """Drop what is being read on threads."""
        self.citables.finish()
        self.proofs.finish()

    def _say(self, beside: Beside) -> None:
        """Say which cell it is, and what is to be said of it."""
        view = beside.shown.view
        self.title.setText(f"{beside.case.name} × {beside.theme.number} {beside.theme.name}")
        self.title.setToolTip(beside.theme.definition)
        self.line.setText(_line(view, self._study.coder))
        said = [note.text for note in beside.shown.notes if note.tone == "attention"]
        self.notice.setText("\n".join(said))
        self.notice.setVisible(bool(said))
        self.differs.setText(misquotations(beside.misquoted))
        self._show_differs()

    def _show_differs(self) -> None:
        """Say that quotations differ, unless the strip says it better."""
        self.differs.setVisible(bool(self.differs.text()) and not self.strip.rows)

    def _mode_chosen(self) -> None:
        """Show something else beside the cell."""
        self.evidence_wanted.emit()
        self._show_mode()

    def _show_mode(self) -> None:
        """Show the evidence, what the cell was, or what changed behind it."""
        shown, pair = self.below(), self.pair
        if pair is not None and shown is not self.cards:
            with self._study.read() as session:
                if shown is self.history:
                    coder = self.coder if self._beside and self._beside.shown.view.own else ""
                    self.history.show_versions(
                        history_of_cell(session, *pair, coder),
                        history_of_memos(session, *pair, self.coder),
                        self._study.coder,
                    )
                else:
                    self.difference.show_difference(since_checked(session, *pair))
        self._stack.setCurrentWidget(shown)

    def _context(self, passage: Passage) -> tuple[str, str]:
        """Read what is said before and after a passage."""
        place = (passage.transcript_id, passage.first, passage.last)
        with self._study.read() as session:
            rows = paragraphs_near(session, [place])[passage.transcript_id]
        said = {n: f"¶{n} {f'{row.speaker}: ' if row.speaker else ''}{row.text}"
                for n, row in sorted(rows.items())}  # fmt: skip
        return ("\n".join(text for n, text in said.items() if n < passage.first),
                "\n".join(text for n, text in said.items() if n > passage.last))  # fmt: skip

    def _use(self, account: Account) -> None:
        """Put a participant's locators into its site's summary, and save."""
        self._put_in(" ".join(account.locators))

    def _put_in(self, text: str) -> None:
        """Put text where one writes and save; a button that was clicked gives the keys back."""
        clicked = self.cards.isAncestorOf(QApplication.focusWidget() or self)
        self.written.insert_apart(text)
        self.written.commit()
        if clicked:
            self.written.setFocus()

    def _lay_out(self) -> None:
        """Put the pieces under one another."""
        self._stack = QStackedWidget()
        for page in (self.cards, self.history, self.difference):
            self._stack.addWidget(page)
        self._column = QVBoxLayout(self)
        for piece in (self.title, self.line, self.notice, self.editor, self.differs, self.strip,
                      self.memo, self.tools, self.modes):  # fmt: skip
            self._column.addWidget(piece)
        self._column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        """Connect the pieces."""
        self.tools.state_chosen.connect(self.choose_state)
        self.tools.rated.connect(self.rated)
        self.modes.chosen.connect(self._mode_chosen)
        self.strip.found.connect(self._show_differs)
        self.editor.textChanged.connect(self.show_state)
        self.editor.unit_opened.connect(self.open_unit)
        self.memo.field.left.connect(self.editor.setFocus)
        self._look.changed.connect(self._measure)

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


def _line(view: CellView, me: str) -> str:
    """Say in a line how many passages there are, and who wrote the summary when."""
    said = ["your own version"] if view.own else []
    said.append(passages(view.passages) if view.passages else "no passages")
    state = STATE_NAMES[view.state]  # type: ignore[index] # a CellView's state is one of STATES
    signed = f" by {who(view.coder, me)}" if view.coder and view.state != "not_started" else ""
    said.append(f"{state}{signed}")
    if view.changed and view.state != "not_started":
        said[-1] += f", {moment(view.changed)}"
    return " · ".join(said)
