"""Show a case down all themes, or a theme down all cases, beside what is concluded of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.charting.arrangement import Choice
from app.charting.chooser import Chooser
from app.charting.flow import Flow
from app.charting.page import Page
from app.charting.reading import (
    Across,
    Piece,
    columns,
    html_of,
    read_case,
    read_theme,
    spot_of,
    starred_html,
)
from app.charting.scroll import Scroll, block
from app.charting.synthesis import SynthesisPane
from app.charting.word_marks import rich
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.side_split import SideSplit
from app.widgets.text import card, label
from framework.history import Changes
from framework.queries.cases import CaseRow, list_cases
from framework.queries.themes import ThemeRow
from framework.rules.cells import STATE_NAMES
from framework.study import Session, Study

AT_ONCE = 30


class Subject(NamedTuple):
    """Say what is read across: what it is called, what there is, how one is read and written on.

    `read` takes the id of one and how many cells are wanted.
    """

    kind: str
    options: Callable[[Session, Choice], Sequence[CaseRow | ThemeRow]]
    read: Callable[[Session, Choice, int, int], Across]
    about: Callable[[SynthesisPane, int], None]


class AcrossPage(Page):
    """Read cells one under the other; the subject says which.

    Alt+Page Down and Alt+Page Up go on, F6 goes to the synthesis and back.
    """

    hints = ("across.next across.previous", "across.synthesis", "across.open")

    def __init__(self, study: Study, shell: Shell, subject: Subject) -> None:
        super().__init__(study, shell)
        self._subject = subject
        self.chooser = Chooser(subject.kind)
        self.chooser.activated.connect(lambda _at: self._show())
        self.cells = Scroll(self.look, "Cells")
        self.synthesis = SynthesisPane(study, shell, self)
        self.synthesis.unit_opened.connect(self._open_unit)
        self._shown, self._most = 0, AT_ONCE
        self._lay_out()
        shell.keymap.bind(self, {
            "across.next": partial(self.step, 1), "across.previous": partial(self.step, -1),
            "across.synthesis": self._change_pane, "across.open": self._open_here,
            "chart.use_true": self.synthesis.proofs.strip.use_true,
            "chart.spelling": self.synthesis.proofs.spelling.correct,
        })  # fmt: skip

    def refresh(self, changes: Changes | None) -> None:
        """Show the study as it is."""
        if changes is not None and changes.source is self:
            return
        with self.study.read() as session:
            rows = self._subject.options(session, self.choice)
        self.chooser.offer(rows)
        self._show()

    def place(self) -> str:
        """Return what is read."""
        return self.chooser.currentText()

    def go(self, **where: object) -> None:
        """Show a case or a theme by its id."""
        if self.chooser.choose(where.get(self._subject.kind.lower())):
            self._show()

    def take_keys(self) -> None:
        """Let keys scroll the cells."""
        self.cells.setFocus()

    def commit(self) -> None:
        """Save the synthesis."""
        self.synthesis.commit()

    def step(self, by: int) -> None:
        """Show the next one, or the one before."""
        at = self.chooser.currentIndex() + by
        if 0 <= at < self.chooser.count():
            self.chooser.setCurrentIndex(at)
            self._show()

    def _show(self) -> None:
        """Show what is chosen."""
        key = self.chooser.currentData()
        if key is None:
            self.cells.show_blocks([label("There is nothing to read here yet.", "muted")])
            return
        if key != self._shown:
            self.commit()
            self.cells.verticalScrollBar().setValue(0)
            self._shown, self._most = key, AT_ONCE
        self._subject.about(self.synthesis, key)
        with self.study.read() as session:
            found = self._subject.read(session, self.choice, key, self._most)
        blocks: list[QWidget] = [self._block(found, piece) for piece in found.pieces]
        if found.rest:
            more = f"Show {min(found.rest, AT_ONCE)} more of {found.rest}"
            blocks.append(button(more, self._more))
        self.cells.show_blocks(blocks)
        self.synthesis.show_synthesis(found.title, found.synthesis)
        self.place_changed.emit()

    def _more(self) -> None:
        """Show more cells under those that are shown."""
        self._most += AT_ONCE
        self._show()

    def _block(self, found: Across, piece: Piece) -> QFrame:
        """Show one cell."""
        made, column = block(self.look, card())
        made.setAccessibleName(piece.head)
        head = QHBoxLayout()
        head.addWidget(label(piece.head, "heading", wrap=True), 1)
        state = STATE_NAMES[piece.view.state]  # type: ignore[index] # one of STATES
        rating = f" · {piece.view.rating}" if piece.view.rating else ""
        head.addWidget(label(f"{state}{rating}", "small"))
        column.addLayout(head)
        if piece.view.text.strip():
            said = "".join(run.text for run in piece.view.runs)
            column.addWidget(self._text(html_of(piece.view.runs, found.citations, self.look), said))
        for row in piece.starred:
            column.addWidget(self._text(starred_html(row, self.look), f"Starred: {row.quote}"))
        for note in piece.shown.notes:
            column.addWidget(label(note.text, "small" if note.tone == "muted" else note.tone,
                                   wrap=True))  # fmt: skip
        tools = Flow(gap=self.look.type.space(1.5))
        view = piece.view
        opening = button("Open cell", partial(self.opened.emit, view.case_id, view.theme_id),
                         role="small")  # fmt: skip
        citing = button("Cite in synthesis", partial(self.synthesis.cite, piece.mention),
                        role="small")  # fmt: skip
        for tool in (opening, citing) if view.text.strip() else (opening,):
            tool.setAccessibleName(f"{tool.text()}: {piece.head}")
            tools.addWidget(tool)
        column.addLayout(tools)
        return made

    def _text(self, html: str, spoken: str) -> QLabel:
        """Make a text whose locators open."""
        made = rich(html, spoken)
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        made.linkActivated.connect(self._open_link)
        return made

    def _open_link(self, link: str) -> None:
        """Open a passage in its transcript."""
        transcript_id, start, end = spot_of(link)
        self.shell.go_to("code", transcript=transcript_id, start=start, end=end)

    def _open_unit(self, unit: str) -> None:
        """Open what a locator or a mention in the synthesis leads to."""
        found = self.synthesis.citables.lead(unit)
        if found is not None and found.case_id:
            self.opened.emit(found.case_id, found.theme_id)
        elif found is not None:
            self.shell.go_to("code", transcript=found.transcript_id, start=found.start,
                             end=found.end)  # fmt: skip

    def _open_here(self) -> None:
        """Open the locator or the cell at the cursor of the synthesis."""
        unit = self.synthesis.editor.unit_here()
        if unit:
            self._open_unit(unit)

    def _change_pane(self) -> None:
        """Go to the synthesis, or back to the cells."""
        inside = self.synthesis.editor.hasFocus()
        (self.cells if inside else self.synthesis.editor).setFocus()

    def _lay_out(self) -> None:
        """Put the page together."""
        size, keys = self.look.type, self.shell.keymap
        top = QHBoxLayout()
        for text, by, action in (("Previous", -1, "across.previous"), ("Next", 1, "across.next")):
            top.addWidget(button(text, partial(self.step, by), role="small",
                                 tip=keys.shown(action)))  # fmt: skip
        top.insertWidget(0, self.chooser, 1)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(size.space(4), size.space(3), size.space(4), 0)
        column.setSpacing(size.space(3))
        column.addLayout(top)
        column.addWidget(self.cells, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(SideSplit(self.look, main, self.synthesis, 420, 250))


def case_page(study: Study, shell: Shell) -> AcrossPage:
    """Make the page on which one case is read down all themes of the chart."""
    return AcrossPage(study, shell, Subject(
        "Case",
        lambda session, choice: list_cases(session, choice.kind),
        lambda session, choice, case, most: read_case(session, case, choice.chart, most),
        lambda synthesis, case: synthesis.about(case_id=case),
    ))  # fmt: skip


def theme_page(study: Study, shell: Shell) -> AcrossPage:
    """Make the page on which one theme is read down all cases."""
    return AcrossPage(study, shell, Subject(
        "Theme",
        lambda session, choice: columns(session, choice.chart),
        lambda session, choice, theme, most: read_theme(session, theme, choice.kind, most),
        lambda synthesis, theme: synthesis.about(theme_id=theme),
    ))  # fmt: skip
