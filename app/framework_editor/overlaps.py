"""Overlap: pairs of themes that share passages, which may be one theme or need a clearer line."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.framework_editor.passage_list import PassageList, Quoted
from app.framework_editor.plain_ink import PlainInk
from app.framework_editor.wording import counted
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.filling import fill
from app.widgets.row_model import RowModel
from app.widgets.row_table import RowTable
from app.widgets.side_split import SideSplit
from app.widgets.text import frame, label
from app.widgets.workspace import Workspace
from framework.rules.locators import paragraph_label

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.overlaps import OverlapRow
    from framework.queries.themes import ThemeRow
    from framework.study import Study

TOUCHED = {"theme", "coding", "transcript", "correction"}
HEADS = ("Theme", "Shares with", "Passages", "Of the smaller")
WIDTHS = (0, 0, 84, 112)
RIGHT = 560
Index = QModelIndex | QPersistentModelIndex


class PairModel(RowModel):
    """Hold the pairs of themes as rows."""

    heads = HEADS

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OverlapRow] = []
        self.themes: dict[int, ThemeRow] = {}

    def show_pairs(self, pairs: "list[OverlapRow]", themes: "dict[int, ThemeRow]") -> None:
        """Show these pairs."""
        self.beginResetModel()
        self.rows, self.themes = pairs, themes
        self.endResetModel()

    def row_of(self, pair: tuple[int, int]) -> int:
        """Return the row of a pair, -1 when it is not there."""
        return next((i for i, p in enumerate(self.rows) if (p.theme_id, p.other_id) == pair), -1)

    def share(self, pair: "OverlapRow") -> int:
        """Return how much of the smaller theme is shared, in percent."""
        smaller = min(self.themes[pair.theme_id].codings, self.themes[pair.other_id].codings)
        return min(100, round(100 * pair.passages / smaller)) if smaller else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says."""
        pair = self.rows[index.row()]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one, other = self.themes[pair.theme_id], self.themes[pair.other_id]
        return (
            named(one), named(other), str(pair.passages), f"{self.share(pair)} %"
        )[index.column()]  # fmt: skip


def named(theme: "ThemeRow") -> str:
    """Name a theme or a label."""
    return f"{theme.number} {theme.name}".strip()


def _merging(theme: "ThemeRow", into: "ThemeRow") -> str:
    """Say what merging one into the other does; themes are asked about further."""
    if theme.number:
        return f"Merge {named(theme)} into {named(into)}…"
    count = counted(theme.codings, "passage")
    queued = ", to be re-read there" if into.number else ""
    return f"Put “{theme.name}” into {named(into)}: {count}{queued}"


class OverlapsPage(Workspace):
    """Hold the pairs, and at their right the passages that the pair in hand shares."""

    title = "Overlap"
    icon = "link"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self.model = PairModel()
        self.table = RowTable(self.look, self.model, "Pairs of themes that share passages")
        self.table.set_widths(WIDTHS)
        self.table.setItemDelegate(PlainInk(self.look, self.table, 2))
        self.passages = PassageList(self.look, "Passages that both themes carry")
        self._title = label("", "heading", wrap=True)
        self._meanings = label("", "smalltext", wrap=True)
        self.merge, menu = button("Merge…", lambda: None), QMenu(self)
        self.merge.setMenu(menu)
        self.merge.setToolTip(shell.keymap.shown("overlaps.merge"))
        self._into = tuple(menu.addAction("", partial(self._merge, which)) for which in (0, 1))
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_pair())
        self.table.activated.connect(lambda _index: self.passages.setFocus())
        self.passages.opened.connect(self._open)
        shell.keymap.bind(self, {"overlaps.merge": self.merge.showMenu})

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return self.shell.keymap.hint("overlaps.merge") if self.model.rows else ""

    def place(self) -> str:
        """Return the pair in hand."""
        pair = self.pair()
        if pair is None:
            return ""
        themes = self.model.themes
        return f"{named(themes[pair.theme_id])} and {named(themes[pair.other_id])}"

    def refresh(self, changes: "Changes | None") -> None:
        """Show the pairs as they are."""
        if changes is not None and not changes.tables() & TOUCHED:
            return
        from framework.queries.overlaps import overlaps
        from framework.queries.themes import list_labels, list_themes

        held, row = self.pair(), max(0, self.table.currentIndex().row())
        with self.study.read() as session:
            themes = {t.id: t for t in (*list_themes(session), *list_labels(session))}
            pairs = [p for p in overlaps(session) if {p.theme_id, p.other_id} <= themes.keys()]
        self.model.show_pairs(pairs, themes)
        self._stack.show_full(on=bool(pairs))
        kept = self.model.row_of((held.theme_id, held.other_id)) if held else -1
        if pairs:
            self.table.selectRow(kept if kept >= 0 else min(row, len(pairs) - 1))
        self._show_pair()

    def go(self, **where: object) -> None:
        """Take the first pair of a theme in hand."""
        theme = where.get("theme")
        for row, pair in enumerate(self.model.rows):
            if theme in (pair.theme_id, pair.other_id):
                self.table.selectRow(row)
                break
        self.take_keys()

    def take_keys(self) -> None:
        """Let keys work on the pairs."""
        (self.table if self.model.rows else self._stack.empty.action).setFocus()

    def pair(self) -> "OverlapRow | None":
        """Return the pair in hand."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _show_pair(self) -> None:
        """Show the passages of the pair in hand."""
        from framework.queries.overlaps import overlap_passages

        pair = self.pair()
        if pair is None:
            return
        one, other = self.model.themes[pair.theme_id], self.model.themes[pair.other_id]
        with self.study.read() as session:
            shared = overlap_passages(session, one.id, other.id)
        self._title.setText(f"{named(one)}  and  {named(other)}")
        self._meanings.setText(
            "\n".join(f"{t.number or t.name}: {t.definition or 'no definition yet'}"
                      for t in (one, other))
        )  # fmt: skip
        self.passages.show_passages([
            Quoted(
                f"{row.transcript} {paragraph_label(row.first, row.last)}",
                row.quote, row.transcript_id, row.start, row.end, one.colour,
            )
            for row in shared
        ])  # fmt: skip
        for made, (theme, into) in zip(self._into, ((one, other), (other, one)), strict=True):
            made.setText(_merging(theme, into))
            made.setVisible(bool(into.number or not theme.number))
        self.place_changed.emit()

    def _open(self, passage: Quoted) -> None:
        """Show a shared passage in its transcript."""
        self.shell.go_to(
            "code", transcript=passage.transcript_id, start=passage.start, end=passage.end
        )

    def _open_chosen(self) -> None:
        """Show the passage in hand in its transcript."""
        passage = self.passages.passage()
        if passage is not None:
            self._open(passage)

    def _merge(self, which: int) -> None:
        """Merge the first theme of the pair into the second, or the other way.

        Themes are asked about where they stand; a label is put where it belongs at once.
        """
        pair = self.pair()
        if pair is None:
            return
        ids = (pair.theme_id, pair.other_id)
        theme, into = (self.model.themes[ids[at]] for at in (which, 1 - which))
        if theme.number:
            self.shell.go_to("framework", page="themes", theme=theme.id, merge_into=into.id)
            return
        from framework.edits.labels import put_label_into

        put_label_into(self.study, theme.id, into.id)
        self.refresh(None)
        words = f"“{theme.name}” joined {named(into)}."
        self.shell.show_message(words, "Undo", self.shell.undo)

    def _side(self) -> QWidget:
        """Put what the two mean over what they share."""
        size, pane = self.look.type, frame("pane")
        column, line = QVBoxLayout(pane), QHBoxLayout()
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(2))
        column.addWidget(self._title)
        column.addWidget(self._meanings)
        column.addWidget(self.passages, 1)
        line.setSpacing(size.space(2))
        line.addWidget(button("Open in transcript", self._open_chosen))
        line.addWidget(self.merge)
        line.addStretch(1)
        column.addLayout(line)
        return pane

    def _lay_out(self) -> None:
        """Put the pairs beside their passages."""
        full = SideSplit(self.look, self.table, self._side(), RIGHT, 280)
        empty = EmptyState(
            self.look, "link", "No themes overlap",
            "Two themes overlap where the same words are coded to both. Pairs that share much may "
            "be one theme, or need definitions that part them.",
            "Go to Code", partial(self.shell.go_to, "code"),
        )  # fmt: skip
        self._stack = EmptyOr(empty, full)
        fill(self, self._stack)
