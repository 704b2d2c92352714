"""Themes: the table of them, and what the one in hand means."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.framework_editor.built_in import construct_name
from app.framework_editor.details import DEEDS, About, Reading, ThemeDetails
from app.framework_editor.model import ThemeModel
from app.framework_editor.questions import (
    merge_question,
    move_question,
    remove_question,
    retire_question,
)
from app.framework_editor.strip import ConsequenceStrip, Question
from app.framework_editor.table import ThemeTable
from app.framework_editor.theme_edits import ThemeEdits
from app.framework_editor.wording import counted, is_other, lineage_of, titled
from app.shell import Shell
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.filling import fill
from app.widgets.side_split import SideSplit
from app.widgets.text import frame, label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from framework.history import Changes
    from framework.queries.codings import CodingRow
    from framework.queries.one_theme import ThemeStepRow
    from framework.queries.overlaps import OverlapRow
    from framework.queries.themes import ThemeRow
    from framework.study import Session, Study

TOUCHED = {"theme", "coding", "attribution", "reread", "crosswalk", "cell"}
HINTS = ("framework.new", "framework.rename", "framework.up framework.down",
         "framework.out framework.in", "framework.merge", "framework.split")  # fmt: skip
RIGHT, MOST = 380, 3


class ThemesPage(Workspace):
    """Hold the table of themes, and at its right the theme in hand."""

    title = "Themes"
    icon = "framework"
    template_wanted = Signal()
    import_wanted = Signal()
    split_wanted = Signal(int)

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self._themes: list[ThemeRow] = []
        self._retired: list[ThemeRow] = []
        self._waiting: dict[int, int] = {}
        self._overlaps: list[OverlapRow] | None = None
        self.edits = ThemeEdits(study, shell)
        self.model = ThemeModel()
        self.table = ThemeTable(self.look, shell.keymap, self.model)
        self.details = ThemeDetails(self.look, Reading(self._passages, self._steps))
        self.strip = ConsequenceStrip(self.look)
        self.retired = QCheckBox("Show retired")
        self._count = label("", "small")
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return self.shell.keymap.hint(*HINTS) if self._themes else ""

    def place(self) -> str:
        """Return the theme in hand."""
        theme = self.table.theme()
        return titled(theme) if theme is not None else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show the framework as it is."""
        if changes is not None and not changes.tables() & TOUCHED:
            return
        if changes is None or "coding" in changes.tables():
            self._overlaps = None
        held, row = self.table.theme(), self.table.currentIndex().row()
        with self.study.read() as session:
            self._read(session)
        self.edits.themes = self._themes
        self._fill()
        if held is not None and self.model.row_of(held.id) >= 0:
            self.table.take(held.id)
        elif self._themes and self.table.theme() is None:
            beside = self.model.theme(max(0, min(row, self.model.new_row() - 1)))
            self.table.take(beside.id if beside is not None else self._themes[0].id)
        self._stack.show_full(on=bool(self._themes or self._retired))
        self._show_theme()

    def go(self, **where: object) -> None:
        """Take a theme in hand, one that was retired too; ask whether to merge it into another."""
        theme = where.get("theme")
        if isinstance(theme, int):
            if theme in {row.id for row in self._retired}:
                self.retired.setChecked(True)
            self.table.take(theme)
        self.table.setFocus()
        into, held = where.get("merge_into"), self.table.theme()
        if isinstance(into, int) and held is not None and held.id == theme:
            self._ask(merge_question(self.edits, held)._replace(start=into))

    def take_keys(self) -> None:
        """Let keys work on the table, or on what to do while there is none."""
        empty = self._stack.is_empty()
        (self._stack.empty.action if empty else self.table).setFocus()

    def commit(self) -> None:
        """Save what is being typed."""
        self.details.commit()

    def new_theme(self) -> None:
        """Open a row for a new theme."""
        self._stack.show_full(on=True)
        self.table.name_new(None)

    def _read(self, session: "Session") -> None:
        """Read the themes, and what of them is to be re-read."""
        from framework.queries.one_theme import waiting_by_theme
        from framework.queries.themes import list_themes

        self._themes = list_themes(session)
        used = {theme.id for theme in self._themes}
        every = list_themes(session, retired=True)
        self._retired = [theme for theme in every if theme.id not in used]
        self._waiting = waiting_by_theme(session)

    def _fill(self) -> None:
        """Show the themes, and those that were retired where they are asked for."""
        shown = self._retired if self.retired.isChecked() else []
        self.model.show_themes(self._themes, shown)
        tops = sum(theme.depth == 0 for theme in self._themes)
        others = sum(is_other(theme) for theme in self._themes)
        below = counted(len(self._themes) - tops - others, "sub-theme")
        self._count.setText(
            ", ".join([counted(tops, "theme"), below, *[counted(others, "Other")] * bool(others)])
        )
        self.retired.setText(f"Show retired ({len(self._retired)})")
        self.retired.setVisible(bool(self._retired))

    def _show_theme(self) -> None:
        """Show the theme in hand."""
        theme = self.table.theme()
        if theme is None:
            self.details.show_theme(None)
        else:
            with self.study.read() as session:
                about = self._about(session, theme)
            self.details.show_theme(theme, about)
        self.place_changed.emit()

    def _about(self, session: "Session", theme: "ThemeRow") -> About:
        """Tell of a theme what its row does not hold."""
        from framework.queries.consequences import affected
        from framework.queries.crosswalk import crosswalk, templates_mapped
        from framework.queries.one_theme import example_of

        held = affected(session, [theme.id])
        every = (*self._themes, *self._retired)
        under = [row for row in every if row.parent_id == theme.id]
        return About(
            example=example_of(session, theme.id),
            constructs=[
                construct_name(template, row.construct)
                for template in templates_mapped(session)
                for row in crosswalk(session, template)
                if row.theme_id == theme.id
            ],
            origins=sorted({row.origin for row in every}),
            lineage=lineage_of(theme, {row.guid: row for row in every}.get),
            below=len(under),
            waiting=self._waiting.get(theme.id, 0),
            has_other=any(is_other(row) for row in under),
            beside=self._beside(session, theme.id),
            removable=not (held.passages or held.cells or held.memos),
        )

    def _beside(self, session: "Session", theme_id: int) -> list[str]:
        """Name the themes that share most passages with a theme."""
        from framework.queries.overlaps import overlaps

        if self._overlaps is None:
            self._overlaps = overlaps(session)
        titles = {row.id: titled(row) for row in self._themes}
        shared = [
            (row.other_id if row.theme_id == theme_id else row.theme_id, row.passages)
            for row in self._overlaps
            if theme_id in (row.theme_id, row.other_id)
        ]
        named = [(titles[other], passages) for other, passages in shared if other in titles]
        return [f"{title}, in {counted(passages, 'passage')}" for title, passages in named[:MOST]]

    def _passages(self) -> "list[CodingRow]":
        """Read the passages of the theme in hand."""
        from framework.queries.one_theme import passages_of_theme

        theme = self.table.theme()
        with self.study.read() as session:
            return passages_of_theme(session, theme.id) if theme is not None else []

    def _steps(self) -> "list[ThemeStepRow]":
        """Read the steps that touched the theme in hand."""
        from framework.queries.one_theme import steps_of_theme

        theme = self.table.theme()
        with self.study.read() as session:
            return steps_of_theme(session, theme.id) if theme is not None else []

    def _add(self, name: str, parent_id: int) -> None:
        """Make a theme of a typed name."""
        made = self.edits.add(name, parent_id or None)
        self.refresh(None)
        self.table.take(made)

    def _renumber(self, theme_id: int, number: str) -> None:
        """Give a theme a number; one that is refused is taken out of its field."""
        try:
            self.edits.renumber(theme_id, number)
        finally:
            self._show_theme()

    def _do(self, action: str) -> None:
        """Do to the theme in hand what a key, a button or the menu asks for."""
        theme = self.table.theme()
        if theme is None:
            return
        self.details.commit()
        deeds = self._deeds_of_retired(theme) if theme.retired else self._deeds_of(theme)
        if action in deeds:
            deeds[action]()

    def _deeds_of(self, theme: "ThemeRow") -> "dict[str, Callable[[], object]]":
        """List what can be done to a theme in use."""
        edits, held = self.edits, theme.id
        return {
            "framework.up": partial(edits.step_by, held, -1),
            "framework.down": partial(edits.step_by, held, 1),
            "framework.out": partial(edits.step_out, held),
            "framework.in": partial(edits.step_in, held),
            "framework.other": partial(edits.add_other, held),
            "framework.move": lambda: self._ask(move_question(edits, theme)),
            "framework.merge": lambda: self._ask(merge_question(edits, theme)),
            "framework.split": partial(self._ask_split, theme),
            "framework.retire": lambda: self._ask(retire_question(edits, theme)),
            "framework.remove": partial(self._ask_remove, theme),
            "framework.details": self.details.name.setFocus,
        }

    def _deeds_of_retired(self, theme: "ThemeRow") -> "dict[str, Callable[[], object]]":
        """List what can be done to a theme that was retired."""
        return {
            "framework.bring_back": partial(self.edits.bring_back, theme),
            "framework.remove": partial(self._ask_remove, theme),
            "framework.details": self.details.name.setFocus,
        }

    def _ask(self, question: Question) -> None:
        """Ask about a change, with the row of the theme still in sight."""
        self.strip.ask(question)
        QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex()))

    def _ask_split(self, theme: "ThemeRow") -> None:
        """Turn to the page that splits a theme, if there is something to be sorted."""
        if theme.codings:
            self.split_wanted.emit(theme.id)
        else:
            self.shell.show_message(
                f"No passage is coded to {titled(theme)} itself, so there is nothing to split."
            )

    def _ask_remove(self, theme: "ThemeRow") -> None:
        """Remove a theme on which nothing hangs; of any other, ask whether to retire it."""
        held = self.edits.touched(theme.id)
        if held.passages or held.cells or held.memos:
            self._ask(remove_question(self.edits, theme))
        else:
            self.edits.remove(theme)

    def _open_menu(self, point: QPoint) -> None:
        """Offer what can be done with the theme in hand."""
        theme = self.table.theme()
        if theme is None:
            return
        menu, words = QMenu(self), self.shell.keymap.menu
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not theme.retired:
            under = partial(self.table.name_new, theme.parent_id or theme.id)
            menu.addAction(words("New sub-theme", "framework.new"), under)
            menu.addAction(words("Rename", "framework.rename"), self.table.rename)
            menu.addAction(words("Renumber", "framework.renumber"), self.table.renumber)
            menu.addSeparator()
        for key, text in DEEDS:
            if not self.details.deeds[key].isHidden():
                menu.addAction(words(text, key), partial(self._do, key))
        menu.popup(point)

    def _wire(self) -> None:
        """Connect the table and the fields."""
        self.table.in_hand.connect(self._show_theme)
        self.table.in_hand.connect(self.strip.leave)
        self.table.asked.connect(self._do)
        self.table.dropped.connect(self.edits.drop)
        self.table.menu_wanted.connect(self._open_menu)
        # Queued, so that the field in the table is gone before the table changes under it.
        later = Qt.ConnectionType.QueuedConnection
        self.model.named.connect(self._add, later)
        self.model.renamed.connect(self.edits.rename, later)
        self.model.renumbered.connect(self._renumber, later)
        self.retired.toggled.connect(lambda _on: self.refresh(None))
        self.strip.left.connect(self.table.setFocus)
        details = self.details
        details.left.connect(self.table.setFocus)
        details.renamed.connect(self.edits.rename)
        details.renumbered.connect(self._renumber)
        details.coloured.connect(self.edits.colour)
        details.defined.connect(self.edits.define)
        details.origin_given.connect(self.edits.come_from)
        details.example_chosen.connect(self.edits.exemplify)
        details.jump_wanted.connect(lambda coding: self.shell.go_to("code", coding=coding))
        details.queue_wanted.connect(lambda: self.shell.go_to("framework", page="rereading"))
        details.crosswalk_wanted.connect(lambda: self.shell.go_to("framework", page="crosswalk"))
        details.asked.connect(self._do)

    def _lay_out(self) -> None:
        """Put the table beside the theme in hand."""
        main = QWidget()
        main.setProperty("role", "pane")
        fill(main, self.table, self._framed(), self._foot(), most=self.table)
        split = SideSplit(self.look, main, self.details, RIGHT, 240)
        empty = EmptyState(
            self.look, "framework", "No framework yet",
            "Themes and sub-themes are what passages are coded as and charts are made of. Begin "
            "with a published framework, or import your own.",
            "Choose a framework", self.template_wanted.emit,
        )  # fmt: skip
        empty.offer("Import…", self.import_wanted.emit)
        empty.offer("New theme", self.new_theme)
        self._stack = EmptyOr(empty, split)
        fill(self, self._stack)

    def _framed(self) -> QWidget:
        """Give the strip some air around it."""
        made, size = QWidget(), self.look.type
        column = QVBoxLayout(made)
        column.setContentsMargins(size.space(2), 0, size.space(2), 0)
        column.addWidget(self.strip)
        return made

    def _foot(self) -> QFrame:
        """Make the line below the table."""
        made, size = frame("rail"), self.look.type
        line = QHBoxLayout(made)
        line.setContentsMargins(*(size.space(3.5), size.space(1)) * 2)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.retired)
        return made
