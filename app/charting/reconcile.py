"""Chart a cell apart from the other analysts, and agree on one cell from two versions."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.charting.apart_list import ApartList, Pair
from app.charting.citables import Citables
from app.charting.editor import SummaryEditor
from app.charting.flow import Flow
from app.charting.page import Page
from app.charting.proofs import Proofs
from app.charting.rating import RatingButton
from app.charting.reading import columns
from app.charting.version import EMPTY, Version
from app.shell import Shell
from app.widgets.buttons import Button, button
from app.widgets.side_split import SideSplit
from app.widgets.text import label
from framework.edits.own_cells import (
    keep_agreed,
    rate_own_cell,
    reconcile,
    set_own_state,
    write_own_summary,
)
from framework.history import Changes
from framework.queries.apart import reconciled, to_reconcile
from framework.queries.cases import list_cases
from framework.queries.charts import cell
from framework.queries.own_cells import OwnCellView, agreement, own_cells
from framework.queries.themes import list_themes_plain, rated_themes
from framework.study import Session, Study


class ReconcilePage(Page):
    """List the cells that several charted apart; write one's own, or what is agreed.

    Blind, an analyst sees only their own version until both are written, or the blind is lifted.
    """

    hints = ("reconcile.left reconcile.right", "reconcile.agree",
             "reconcile.next reconcile.previous")  # fmt: skip
    charts = False
    rows = False

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.pair: Pair | None = None
        self._rating_of: tuple[Pair, str] | None = None  # of which cell, and as it is kept
        self.lifted = False
        self.citables = Citables(study)
        keys = shell.keymap
        self.side = ApartList(self.look)
        self.side.chosen.connect(self.show_pair)
        self.side.wanted.connect(self._chart)
        self.heading, self.agreed = label("", "title", wrap=True), label("", "muted", wrap=True)
        self.left = Version(shell, "left", keys.shown("reconcile.left"))
        self.right = Version(shell, "right", keys.shown("reconcile.right"))
        self.lift = button("Lift the blind", self.lift_blind, role="small")
        self.rating, self.agreed_rating = RatingButton(), RatingButton()
        self.rating.rated.connect(self._rate_own)
        self.agreed_rating.rated.connect(self._rate_agreed)
        self.own = SummaryEditor(self.look, self._save_own, self.citables, "Your own version")
        self.editor = SummaryEditor(self.look, self._save_agreed, self.citables, "Agreed cell")
        self.proofs = {editor: Proofs(self.look, keys, study, editor)
                       for editor in (self.own, self.editor)}  # fmt: skip
        for editor in self.proofs:
            editor.unit_opened.connect(self._open_unit)
        self._lay_out()
        self.left.taken.connect(partial(self.take, self.left))
        self.right.taken.connect(partial(self.take, self.right))
        keys.bind(self, {
            "reconcile.left": partial(self.take, self.left),
            "reconcile.right": partial(self.take, self.right),
            "reconcile.agree": self.agree,
            "reconcile.next": partial(self.side.step, 1),
            "reconcile.previous": partial(self.side.step, -1),
            "chart.use_true": lambda: self._written().strip.use_true(),
            "chart.spelling": lambda: self._written().spelling.correct(),
        })  # fmt: skip

    def refresh(self, changes: Changes | None) -> None:
        """Show the study as it is."""
        if changes is not None and changes.source is self:
            return
        with self.study.read() as session:
            rows = list_cases(session)
            cases = {row.id: row.name for row in rows}
            self.side.theme.offer(columns(session, 0))
            every = {row.id: row.number for row in list_themes_plain(session)}
            waiting = to_reconcile(session)
            apart = own_cells(session, list(cases), list(every))
            done = reconciled(session, list(cases), list(every))
        self.side.case.offer(rows)
        marks = dict.fromkeys(waiting, "to reconcile")
        for pair in apart:
            marks.setdefault(pair, "reconciled" if pair in done else "charted apart")
        self.side.show_cells(
            {pair: f"{cases[pair[0]]} × {every[pair[1]]} · {mark}" for pair, mark in marks.items()},
            self.pair,
        )
        self._show()

    def place(self) -> str:
        """Return the cell that is shown."""
        return self.heading.text() if self.pair else ""

    def go(self, **where: object) -> None:
        """Show a cell by its case and theme."""
        case, theme = where.get("case"), where.get("theme")
        if isinstance(case, int) and isinstance(theme, int):
            self.show_pair((case, theme))

    def take_keys(self) -> None:
        """Let keys go through the list."""
        self.side.list.setFocus()

    def commit(self) -> None:
        """Save one's own version and, as a draft, what is being agreed on."""
        self.own.commit()
        self.editor.commit()
        self.citables.finish()
        for proofs in self.proofs.values():
            proofs.finish()

    def show_pair(self, pair: Pair) -> None:
        """Show a cell; what was typed in another is saved first."""
        if pair != self.pair:
            self.own.commit()
            self.editor.commit()
            self.pair, self._state = pair, ""
            self.citables.about_cell(*pair)
            self.editor.replace("")
            self.own.replace("")
        self._show()

    def take(self, version: Version) -> None:
        """Take a version for the agreed cell; it can be written on."""
        if version.view is not None and not version.take.isHidden():
            self.editor.setPlainText(version.view.text)
            self.editor.settle()
            self._state = version.view.state
            if not self.agreed_rating.isHidden():
                self._rate_agreed(version.view.rating)
            self.editor.setFocus()

    def agree(self) -> None:
        """Write the agreed cell, and go on to the next."""
        if self.pair is None or not self.agreeing:
            return
        self.own.commit()
        self.editor.commit()
        text = self.editor.text()
        state = "" if text.strip() or self._state not in EMPTY else self._state
        rating = None if self.agreed_rating.isHidden() else self.agreed_rating.given
        lost = reconcile(self.study, *self.pair, text, state=state, rating=rating)
        said = f" {', '.join(lost)} leads nowhere and stays as typed." if lost else ""
        self.shell.show_message(f"The cell is agreed; both versions are kept.{said}", "Undo",
                                self.shell.undo)  # fmt: skip
        self.side.step(1)

    def lift_blind(self) -> None:
        """Show what others have charted before one's own is written."""
        self.lifted = True
        self._show()

    @property
    def agreeing(self) -> bool:
        """Say whether there is something to agree on."""
        return not self._agree.isHidden()

    def _chart(self, pair: Pair) -> None:
        """Chart a cell apart."""
        self.show_pair(pair)
        self.own.setFocus()

    def _show(self) -> None:
        """Show the versions of the cell, as far as they may be seen."""
        if self.pair is None:
            self._beside.hide()
            self.heading.setText("No cell is charted apart yet")
            self.agreed.setText("Two analysts chart the same cells without seeing each other’s, "
                                "and agree here. Choose a case and a theme to begin.")  # fmt: skip
            return
        me = self.study.coder
        with self.study.read() as session:
            views = own_cells(session, [self.pair[0]], [self.pair[1]]).get(self.pair, ())
            mine = next((view for view in views if view.coder == me), None)
            written = mine is not None and mine.state != "not_started"
            blind = not written and not self.lifted
            others = [view for view in views if view.coder != me]
            shown = ([mine] if mine and written else []) + others
            hidden = [blind and view is not None and view.coder != me for view in shown]
            for at, version in enumerate((self.left, self.right)):
                view = shown[at] if at < len(shown) else None
                version.show_version(session, view, hidden=at < len(shown) and hidden[at])
            both = len([view for view in views if view.state != "not_started"]) > 1
            self._name(session)
            kept, seen = cell(session, *self.pair), both and not blind
            rated = self.pair[1] in rated_themes(session)
            self.agreed.setText(agreement(session, *self.pair) if seen else "")
        self._beside.show()
        self.lift.setVisible(any(hidden))
        self.own.show_text(mine.text if mine else "")
        self.editor.show_text(kept.text if seen else "")
        self._show_ratings(mine.rating if mine else "", kept.rating, views, rated=rated, seen=seen)
        for proofs in self.proofs.values():
            proofs.strip.about(*self.pair)
        self._agreement.setVisible(seen)
        for widget in (self._agree, self.editor):
            widget.setVisible(seen)
        self.place_changed.emit()

    def _show_ratings(
        self, mine: str, kept: str, views: Sequence[OwnCellView], *, rated: bool, seen: bool
    ) -> None:
        """Offer to rate, where the theme asks for it; what all gave alike is agreed."""
        self.rating.show_rating(mine)
        self.rating.setVisible(rated)
        self.agreed_rating.setVisible(rated and seen)
        if self.pair is not None and seen and self._rating_of != (self.pair, kept):
            given = {view.rating for view in views}
            self._rating_of = self.pair, kept
            self.agreed_rating.show_rating(kept or (given.pop() if len(given) == 1 else ""))

    def _name(self, session: Session) -> None:
        """Name the cell."""
        case, theme = self.pair or (0, 0)
        cases = {row.id: row.name for row in list_cases(session)}
        themes = {row.id: f"{row.number} {row.name}".strip() for row in list_themes_plain(session)}
        self.heading.setText(f"{cases.get(case, '')} × {themes.get(theme, '')}")

    def _save_own(self, text: str) -> None:
        """Save one's own version."""
        if self.pair is not None:
            lost = write_own_summary(self.study, *self.pair, text)
            if lost:
                self.shell.show_message(f"{', '.join(lost)} leads nowhere. It stays as typed.")

    def _save_agreed(self, text: str) -> None:
        """Keep as a draft what is being agreed on."""
        if self.pair is not None and self.agreeing:
            keep_agreed(self.study, *self.pair, text, source=self)

    def _rate_agreed(self, rating: str) -> None:
        """Keep the rating that is being agreed on beside the text."""
        if self.pair is not None and self.agreeing:
            self.agreed_rating.show_rating(rating)
            self._rating_of = self.pair, rating
            keep_agreed(self.study, *self.pair, self.editor.text(), rating=rating, source=self)

    def _written(self) -> Proofs:
        """Return what watches over the text that is being written."""
        return self.proofs[self.own if self.own.hasFocus() else self.editor]

    def _open_unit(self, unit: str) -> None:
        """Open what a locator in a text leads to."""
        found = self.citables.lead(unit)
        if found is not None and found.transcript_id:
            self.shell.go_to("code", transcript=found.transcript_id, start=found.start,
                             end=found.end)  # fmt: skip

    def _set_own(self, state: str) -> None:
        """Say of one's own version that nothing was said, or asked."""
        if self.pair is not None:
            self.own.commit()
            set_own_state(self.study, *self.pair, state)

    def _rate_own(self, rating: str) -> None:
        """Rate one's own version."""
        if self.pair is not None:
            self.own.commit()
            rate_own_cell(self.study, *self.pair, rating)

    def _lay_out(self) -> None:
        """Put the page together."""
        self._state = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(SideSplit(self.look, self._main(), self.side, 320, 230))

    def _main(self) -> QWidget:
        """Make the part in which versions stand side by side."""
        size, main = self.look.type, QWidget()
        main.setProperty("role", "clear")
        column = QVBoxLayout(main)
        column.setContentsMargins(*[size.space(4)] * 4)
        column.setSpacing(size.space(2.5))
        self._beside = QWidget()
        self._fill_beside(QVBoxLayout(self._beside))
        for piece in (self.heading, self.agreed, self._beside):
            column.addWidget(piece)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setProperty("role", "clear")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(main)
        return scroll

    def _fill_beside(self, inner: QVBoxLayout) -> None:
        """Put one's own version over the two that stand side by side, and the agreed cell."""
        size = self.look.type
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(size.space(2.5))
        inner.addWidget(label(f"Your own version ({self.study.coder})", "heading"))
        inner.addWidget(self.own)
        inner.addWidget(self.proofs[self.own].strip)
        tools = Flow(gap=size.space(1.5))
        for state, text in EMPTY.items():
            tools.addWidget(button(text, partial(self._set_own, state), role="small"))
        tools.addWidget(self.rating)
        tools.addWidget(self.lift)
        inner.addLayout(tools)
        versions = QHBoxLayout()
        versions.addWidget(self.left, 1)
        versions.addWidget(self.right, 1)
        inner.addLayout(versions)
        self._agreement: QLabel = label("Agreed cell", "heading")
        self._agree: Button = button("Agree", self.agree, role="primary",
                                     tip=self.shell.keymap.shown("reconcile.agree"))  # fmt: skip
        last = QHBoxLayout()
        last.addWidget(self.agreed_rating)
        last.addStretch(1)
        last.addWidget(self._agree)
        inner.addWidget(self._agreement)
        inner.addWidget(self.editor)
        inner.addWidget(self.proofs[self.editor].strip)
        inner.addLayout(last)
