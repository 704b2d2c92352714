"""Choose a theme, or several, by typing a few letters of each; make one where none fits."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.design.look import Look
from app.keymap import Keymap
from app.widgets.palette_rows import HEIGHT, PaletteRows, Row
from app.widgets.popup_card import PopupCard
from app.widgets.row_ink import ROLE
from app.widgets.text import ElidedLabel, label
from app.widgets.theme_search import find

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

WIDTH = 400
MOST = 8


class Offer(NamedTuple):
    """Say what the palette offers.

    `recent` are ids of themes, used last first; `parent` is the theme under which a new one goes
    while none is in hand in the list; with `many` themes can be ticked.
    """

    themes: "Sequence[ThemeRow]"
    title: str = "Code with…"
    labels: "Sequence[ThemeRow]" = ()
    recent: Sequence[int] = ()
    parent: "ThemeRow | None" = None
    many: bool = False


class ThemePalette(PopupCard):
    """Lay a field and a ranked list of themes over the window."""

    chosen = Signal(int)
    several = Signal(object)
    new_theme = Signal(str, int)
    new_label = Signal(str)

    def __init__(self, look: Look, near: QWidget, keymap: Keymap | None = None) -> None:
        super().__init__(look, near, "Code with", "Theme")
        self._keymap = keymap or Keymap()
        self._offer, self._ticked, self._moved = Offer(()), list[int](), False
        self.ticks, self.nothing = ElidedLabel("small"), label("", "muted", wrap=True)
        self.list, self.creation = self._list("Themes"), self._list("Create")
        self._keys: dict[str, Callable[[], object]] = {
            "palette.take": self._take_current,
            "palette.create": lambda: self._make("create"),
            "palette.label": lambda: self._make("create_label"),
            "palette.tick": self._tick,
            "palette.leave": self.hide,
            "palette.down": lambda: self._step(1),
            "palette.up": lambda: self._step(-1),
        }
        self.lay_out(self.ticks, self.nothing, self.list, self.creation)

    def open_at(self, point: QPoint, offer: Offer, above: int | None = None) -> None:
        """Open below a point of the screen, with what is offered.

        Where there is no room, it opens above the height `above`.
        """
        self._offer, self._ticked = offer, []
        self.field.setPlaceholderText(offer.title)
        self.open_over(point, above)

    def current(self) -> Row | None:
        """Return the row in hand."""
        item = self.list.currentItem() or self.creation.currentItem()
        row: Row | None = item.data(ROLE) if item else None
        return row

    def key(self, event: QKeyEvent) -> bool:
        """Act on a key, and say whether it was one of ours."""
        if event.text() == " " and not self.field.text() and self._offer.many:
            self._tick()
            return True
        action = self._keymap.action_of("palette", event)
        if action is None:
            return False
        self._keys[action]()
        return True

    def _step(self, by: int) -> None:
        """Take the row below (1) or above (-1) in hand, round and round."""
        count = self.list.count()
        rows = count + self.creation.count()
        held = self.list.currentRow()
        held = held if held >= 0 else count + self.creation.currentRow()
        at = (held + by) % max(1, rows)
        self._moved = self._moved or at < count
        self._hold(at)
        if at < count and self.creation.count():
            self.creation.item(0).setData(ROLE, self._new_row())

    def _hold(self, at: int) -> None:
        """Take a row in hand, counted over both lists."""
        count = self.list.count()
        self.list.setCurrentRow(at if at < count else -1)
        self.creation.setCurrentRow(at - count if at >= count else -1)
        self._tell()

    def search(self, typed: str) -> None:
        """Show the themes and labels that match what is typed."""
        self._moved = False
        self.list.clear()
        key = self._keymap.shown("palette.tick" if self._ticked else "palette.take")
        themes = find(self._offer.themes, typed, self._offer.recent)
        labels = find(self._offer.labels, typed, self._offer.recent)
        for found in themes:
            ticked = found.theme.id in self._ticked
            self._add(self.list, Row("theme", found, key=key, ticked=ticked))
        for at, found in enumerate(labels):
            first = at == 0 and bool(themes)
            ticked = found.theme.id in self._ticked
            self._add(self.list, Row("label", found, key=key, ticked=ticked, first=first))
        self._offer_new()
        self._hold(0)
        self._fit()

    def _offer_new(self) -> None:
        """Offer to make what is typed, as a theme or as an open label."""
        self.creation.clear()
        typed, none = self.field.text().strip(), not self.list.count()
        create, mark = self._keymap.shown("palette.create"), self._keymap.shown("palette.label")
        self.nothing.setText(
            f"There are no themes yet. Type a name; {create} makes it one." if not typed and none
            else ""
        )  # fmt: skip
        if typed:
            self._add(self.creation, self._new_row())
            words = f"Create open label “{typed}”"
            self._add(self.creation, Row("create_label", words=words, key=mark))

    def _new_row(self) -> Row:
        """Offer to make what is typed as a theme, and say where it would go."""
        parent = self._parent()
        under = f" under {parent.number} {parent.name}" if parent else ""
        words = f"Create theme “{self.field.text().strip()}”{under}"
        return Row("create", words=words, key=self._keymap.shown("palette.create"))

    def _add(self, where: QListWidget, row: Row) -> None:
        """Put one row at a list's end."""
        theme = row.found.theme if row.found else None
        item = QListWidgetItem(f"{theme.number} {theme.name}".strip() if theme else row.words)
        item.setData(ROLE, row)
        where.addItem(item)

    def _tell(self) -> None:
        """Tell a screen reader which row is in hand."""
        row = self.current()
        item = self.list.currentItem() or self.creation.currentItem()
        said = item.text() if item else "nothing"
        kind = ", label" if row and row.kind == "label" else ""
        self.field.setAccessibleDescription(f"{said}{kind}{', ticked' * bool(row and row.ticked)}")

    def _parent(self) -> "ThemeRow | None":
        """Return the theme under which a new one goes.

        That is the one in hand in the list, else the one shown beside the text, else the best
        match; each stands for the theme that it is a sub-theme of.
        """
        rows = [self.list.item(max(0, self.list.currentRow())), self.list.item(0)]
        themes = [row.data(ROLE).found.theme if row and row.data(ROLE).kind == "theme" else None
                  for row in rows]  # fmt: skip
        beside = self._offer.parent if self._offer.parent and self._offer.parent.number else None
        theme = (themes[0] if self._moved else None) or beside or themes[1]
        if theme is None or theme.parent_id is None:
            return theme
        by_id = {row.id: row for row in self._offer.themes}
        return by_id.get(theme.parent_id, theme)

    def _tick(self) -> None:
        """Tick the theme in hand, or untick it, and go on to the next."""
        row = self.current()
        if row is None or row.found is None or not self._offer.many:
            return
        theme, at, typed = row.found.theme.id, self.list.currentRow(), bool(self.field.text())
        if theme in self._ticked:
            self._ticked.remove(theme)
        else:
            self._ticked.append(theme)
        if typed:
            self.field.clear()
            return
        self.search("")
        self._hold(at)

    def _take_current(self) -> None:
        """Choose what is ticked, or else the row in hand."""
        row, ticked = self.current(), list(self._ticked)
        if ticked and (row is None or row.found is not None):
            self.hide()
            self.several.emit(ticked)
        elif row is not None and row.found is not None:
            self.hide()
            self.chosen.emit(row.found.theme.id)
        elif row is not None:
            self._make(row.kind)

    def _make(self, kind: str) -> None:
        """Create what is typed, as a theme or as an open label."""
        typed, parent = self.field.text().strip(), self._parent()
        if not typed:
            return
        self.hide()
        if kind == "create":
            self.new_theme.emit(typed, parent.id if parent else 0)
        else:
            self.new_label.emit(typed)

    def _click(self, item: QListWidgetItem) -> None:
        """Take a row that is clicked."""
        mine = item.listWidget()
        self._hold(mine.row(item) + (self.list.count() if mine is self.creation else 0))
        self._take_current()

    def _list(self, name: str) -> QListWidget:
        """Make a list that leaves the keys to the field."""
        made = QListWidget()
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setItemDelegate(PaletteRows(self._look, made, HEIGHT))
        made.itemClicked.connect(self._click)
        return made

    def _fit(self) -> None:
        """Be as tall as the rows, up to eight of them."""
        size = self._look.type
        names = {theme.id: f"{theme.number} {theme.name}".strip()
                 for theme in (*self._offer.themes, *self._offer.labels)}  # fmt: skip
        key = self._keymap.shown("palette.take")
        self.ticks.setText(f"{key} codes with " + ", ".join(names[t] for t in self._ticked))
        self.ticks.setVisible(bool(self._ticked))
        self.nothing.setVisible(bool(self.nothing.text()))
        for rows in (self.list, self.creation):
            rows.setFixedHeight(size.px(HEIGHT) * min(rows.count(), MOST) + 4 * bool(rows.count()))
            rows.setVisible(rows.count() > 0)
        self.fit(WIDTH)
