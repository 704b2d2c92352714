"""To re-read: what must be looked at again because its theme means something else now."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.framework_editor.list_split import ListSplit, headed
from app.framework_editor.moments import day_of
from app.framework_editor.prose import Prose
from app.framework_editor.rereading_item import (
    blocks_of_cell,
    blocks_of_meaning,
    blocks_of_passage,
)
from app.framework_editor.rereading_list import RereadList, place_of
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.filling import fill
from app.widgets.palette_popup import Offer, ThemePalette
from app.widgets.text import frame, label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.rereading import RereadRow
    from framework.queries.themes import ThemeRow
    from framework.study import Study

HINTS = ("rereading.fits", "rereading.recode", "rereading.uncode", "rereading.open")
WIDTH = 340
TOUCHED = {"reread", "theme", "coding", "cell", "memo", "correction"}


class RereadingPage(Workspace):
    """Work through the queue: the list at the left, the passage or cell in hand at the right."""

    title = "To re-read"
    icon = "eye"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self._rows: list[RereadRow] = []
        self._themes: dict[int, ThemeRow] = {}
        self._most = 0
        self.list = RereadList(self.look)
        self.text = Prose(self.look, "Passage or cell in hand")
        self.progress = label("", "heading")
        self.palette_popup = ThemePalette(self.look, self, shell.keymap)
        self._title, self._about = label("", "heading", wrap=True), label("", "small", wrap=True)
        self._make_tools()
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return self.shell.keymap.hint(*HINTS) if self._rows else ""

    def place(self) -> str:
        """Return the passage or cell in hand."""
        row = self.list.row_in_hand()
        return place_of(row) if row is not None else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show the queue as it is; what undo brings back is taken in hand."""
        if changes is None or changes.tables() & TOUCHED:
            self._read(back=changes is not None)

    def _read(self, *, back: bool) -> None:
        """Read the queue; with `back`, take in hand what was not in it before."""
        from framework.queries.rereading import to_reread
        from framework.queries.themes import list_themes_plain

        held, place = self.list.row_in_hand(), self.list.place_in_hand()
        with self.study.read() as session:
            rows = to_reread(session)
            self._themes = {row.id: row for row in list_themes_plain(session)}
        if back and rows == self._rows:
            self._show_row()
            return
        before = {row.id for row in self._rows}
        came = next((row.id for row in rows if back and row.id not in before), None)
        self._rows = rows
        self._most = max(self._most, len(rows)) if rows or back else 0
        self._stack.show_full(on=bool(rows))
        self.list.show_rows(rows, came or (held.id if held else None), place)
        self._show_progress()

    def go(self, **where: object) -> None:
        """Take what waits of a theme in hand."""
        theme = where.get("theme")
        first = next((row for row in self._rows if row.theme_id == theme), None)
        if first is not None:
            self.list.take(first.id)
        self.take_keys()

    def take_keys(self) -> None:
        """Let keys work on the list."""
        (self.list if self._rows else self._stack.empty.action).setFocus()

    def _still_fits(self) -> None:
        """Take the passage or cell in hand off the queue as it is."""
        from framework.edits.rereading import still_fits

        row = self.list.row_in_hand()
        if row is not None:
            still_fits(self.study, [row.id])
            self._done(f"{place_of(row)} still fits {row.number} {row.theme}.")

    def _settle(self) -> None:
        """Take all that waits of the theme in hand off the queue."""
        from framework.edits.rereading import settle_theme

        row = self.list.row_in_hand()
        if row is not None:
            count = sum(other.theme_id == row.theme_id for other in self._rows)
            settle_theme(self.study, row.theme_id)
            self._done(f"All {count} of {row.number} {row.theme} still fit.")

    def _uncode(self) -> None:
        """Take the coding of the passage in hand away."""
        from framework.edits.codings import uncode

        row = self.list.row_in_hand()
        if row is not None and row.coding_id:
            uncode(self.study, [row.coding_id])
            self._done(f"{place_of(row)} is no longer coded as {row.number}.")

    def _choose_theme(self) -> None:
        """Ask for the theme to which the passage in hand belongs now."""
        row = self.list.row_in_hand()
        if row is not None and row.coding_id:
            at = self.tools["recode"].mapToGlobal(QPoint(0, -self.look.type.px(330)))
            themes = [theme for theme in self._themes.values() if theme.id != row.theme_id]
            self.palette_popup.open_at(at, Offer(themes, f"{place_of(row)} is about…"))

    def _recode(self, theme_id: int) -> None:
        """Give the passage in hand another theme."""
        self._give_to(lambda: theme_id)

    def _recode_as_new(self, name: str, parent_id: int) -> None:
        """Make a theme, and give the passage in hand to it."""
        from framework.edits.themes import add_theme

        self._give_to(lambda: add_theme(self.study, name, parent_id or None))

    def _recode_as_label(self, name: str) -> None:
        """Give the passage in hand to a label without a place."""
        from framework.edits.labels import add_label

        self._give_to(lambda: add_label(self.study, name))

    def _give_to(self, found: Callable[[], int]) -> None:
        """Give the passage in hand to the theme that is found, which takes it off the queue."""
        from framework.edits.codings import recode
        from framework.edits.rereading import still_fits

        row = self.list.row_in_hand()
        if row is not None and row.coding_id:
            with self.study.step(f"Recode {place_of(row)}"):
                theme_id = found()
                still_fits(self.study, [row.id])
                recode(self.study, row.coding_id, theme_id)
            theme = self._themes.get(theme_id)
            now = f"{theme.number} {theme.name}" if theme is not None else "something new"
            self._done(f"{place_of(row)} is coded as {now}.")

    def _open(self) -> None:
        """Show the passage in its transcript, or the cell in its chart."""
        row = self.list.row_in_hand()
        if row is not None and row.kind == "cell":
            self.shell.go_to("chart", case=row.case_id, theme=row.theme_id)
        elif row is not None:
            self.shell.go_to("code", transcript=row.transcript_id, coding=row.coding_id)

    def _done(self, words: str) -> None:
        """Say what was done, and go on to the next."""
        self._read(back=True)
        self.shell.show_message(words, "Undo", self.shell.undo)
        self.take_keys()

    def _show_row(self) -> None:
        """Show the passage or cell in hand."""
        row = self.list.row_in_hand()
        if row is None:
            return
        theme = self._themes.get(row.theme_id)
        self._title.setText(f"{place_of(row)} · {row.number} {row.theme}".replace("× ", "×\u00a0"))
        self._about.setText(f"{row.reason} · {row.coder} · {day_of(row.created)}")
        with self.study.read() as session:
            blocks = blocks_of_meaning(session, row, theme) if theme else []
            whole = blocks_of_cell if row.kind == "cell" else blocks_of_passage
            blocks += whole(session, row)
        self.text.show_blocks(blocks, theme.colour if theme else 0)
        for name in ("recode", "uncode"):
            self.tools[name].setEnabled(row.kind == "passage")
        self.settle.setText(f"All of {row.number} still fit")
        self.settle.setAccessibleName(self.settle.text())
        self.place_changed.emit()

    def _show_progress(self) -> None:
        """Say how much is left."""
        left = len(self._rows)
        some = f"{left} of {self._most} left" if left < self._most else f"{left} to re-read"
        self.progress.setText(some)

    def _make_tools(self) -> None:
        """Make what can be done with the passage or cell in hand."""
        doings: dict[str, tuple[str, Callable[[], None]]] = {
            "fits": ("Still fits", self._still_fits),
            "recode": ("Recode…", self._choose_theme),
            "uncode": ("Uncode", self._uncode),
            "open": ("Open", self._open),
        }
        self.tools, keymap = {}, self.shell.keymap
        for name, (words, slot) in doings.items():
            key = keymap.shown(f"rereading.{name}")
            role = "primary" if name == "fits" else ""
            made = button(f"{words}  {key}".strip(), slot, role=role, tip=key)
            made.setAccessibleName(words)
            self.tools[name] = made
        keymap.bind(self, {f"rereading.{name}": slot for name, (_words, slot) in doings.items()})
        self.settle = button("All still fit", self._settle)

    def _wire(self) -> None:
        """Connect list and palette."""
        self.list.in_hand.connect(self._show_row)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.palette_popup.chosen.connect(self._recode)
        self.palette_popup.new_theme.connect(self._recode_as_new)
        self.palette_popup.new_label.connect(self._recode_as_label)
        self.palette_popup.closed.connect(self.take_keys)

    def _lay_out(self) -> None:
        """Put the list beside what is in hand."""
        size, pane = self.look.type, frame("pane")
        column, line = QVBoxLayout(pane), QHBoxLayout()
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(1.5))
        for widget in (self._title, self._about):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        line.setSpacing(size.space(2))
        for tool in self.tools.values():
            line.addWidget(tool)
        line.addStretch(1)
        column.addLayout(line)
        left = headed(self.look, self.progress, self.settle, self.list)
        split = ListSplit(self.look, left, pane, WIDTH)
        empty = EmptyState(
            self.look, "eye", "Nothing to re-read",
            "When a theme that is in use is redefined, moved, merged or split, the passages and "
            "cells under it wait here until someone has looked at them again.",
            "Go to the themes", partial(self.shell.go_to, "framework", page="themes"),
        )  # fmt: skip
        self._stack = EmptyOr(empty, split)
        fill(self, self._stack)
