"""Split a theme: its passages at the left, the new themes at the right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from app.framework_editor.split_parts import MOST, Parts
from app.framework_editor.split_passages import PassageModel, PassageSorter
from app.framework_editor.wording import counted, titled
from app.shell import Shell
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.filling import fill
from app.widgets.text import frame, label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.edits.reshaping import SplitPart
    from framework.history import Changes
    from framework.queries.themes import ThemeRow
    from framework.study import Study


@dataclass
class Sorting:
    """Keep what was sorted of a theme: part of each coding, name and definition of each part."""

    parts: dict[int, int] = field(default_factory=dict)
    named: list[tuple[str, str]] = field(default_factory=lambda: [("", "")])


class SplitPage(Workspace):
    """Sort a theme's passages into new themes; nothing changes until Split is pressed."""

    title = "Split a theme"
    split_done = Signal(int)

    def __init__(self, study: "Study", shell: Shell, back: Callable[[], object]) -> None:
        super().__init__(study, shell)
        self._back = back
        self._theme: ThemeRow | None = None
        self._kept: dict[int, Sorting] = {}
        self.parts = Parts(self.look)
        self.model = PassageModel(self.parts.name_of)
        self.list = PassageSorter(self.look, self.model)
        self._heading, self._words = label("", "heading"), label("", wrap=True)
        self.split = button("Split", self.do_split, role="primary", tip="Ctrl+Enter")
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        keys = self.shell.keymap.hint(
            "split.part", "split.add", "split.next", "split.done", "split.leave"
        )
        return f"0 stays · {keys}"

    def place(self) -> str:
        """Return the theme that is split."""
        return f"Split {titled(self._theme)}" if self._theme is not None else ""

    def open(self, theme: "ThemeRow") -> None:
        """Show a theme's passages, sorted as they were left."""
        self._theme = theme
        kept = self._kept.setdefault(theme.id, Sorting())
        self._heading.setText(f"Split {titled(theme)}")
        self.parts.show_parts(titled(theme), kept.named)
        self._read()
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def refresh(self, changes: "Changes | None") -> None:
        """Show the theme's passages as they are; leave when the theme has gone."""
        if self._theme is None or (changes and not changes.tables() & {"coding", "theme", "memo"}):
            return
        from framework.queries.themes import list_themes_plain

        with self.study.read() as session:
            here = {theme.id: theme for theme in list_themes_plain(session)}
        if self._theme.id in here:
            self._theme = here[self._theme.id]
            self._read()
        else:
            self._back()

    def take_keys(self) -> None:
        """Let keys work on the passages."""
        self.list.setFocus()

    def leave(self) -> None:
        """Leave with nothing changed; what was sorted is there when one comes back."""
        kept = self._kept.get(self._theme.id) if self._theme is not None else None
        self._back()
        if kept is not None and any(kept.parts.values()):
            self.shell.show_message("Nothing was changed. What was sorted is kept for later.")

    def start_over(self) -> None:
        """Forget what was sorted."""
        if self._theme is not None:
            self._kept[self._theme.id] = Sorting()
            self.open(self._theme)

    def put(self, coding_ids: list[int], part: int) -> None:
        """Put passages into a part; the number after the last makes one more."""
        if part == len(self.parts.cards) + 1 and part <= MOST:
            self.parts.add_part(quietly=True)
        if 0 <= part <= len(self.parts.cards):
            self.model.put(coding_ids, part)
            self._say()

    def do_split(self) -> None:
        """Split the theme, in one step."""
        theme, wanted = self._theme, self._wanted()
        if theme is None or wanted is None:
            return
        from framework.edits.reshaping import split_theme

        made = split_theme(self.study, theme.id, wanted)
        del self._kept[theme.id]
        self._theme = None
        going = sum(len(part.coding_ids) for part in wanted)
        names = ", ".join(part.name for part in wanted)
        went = f"{counted(going, 'passage')} went to {names}"
        self.shell.show_message(f"{titled(theme)} was split: {went}.", "Undo", self.shell.undo)
        self.split_done.emit(made[0])

    def _wanted(self) -> "list[SplitPart] | None":
        """Gather the new themes, or say what is missing and return None."""
        from framework.edits.reshaping import SplitPart

        wanted = []
        for card, (name, definition) in zip(self.parts.cards, self.parts.named(), strict=True):
            chosen = self.model.in_part(card.part)
            if chosen and not name:
                self.shell.show_message(f"Name new theme {card.part} first; nothing was split.")
                card.name.setFocus()
                return None
            if name:
                wanted.append(SplitPart(name, definition, chosen))
        if not wanted:
            self.shell.show_message("Name at least one new theme; nothing was split.")
            self.parts.cards[0].name.setFocus()
            return None
        return wanted

    def _read(self) -> None:
        """Read the passages."""
        if self._theme is None:
            return
        from framework.queries.one_theme import passages_of_theme

        row = self.list.currentIndex().row()
        with self.study.read() as session:
            rows = passages_of_theme(session, self._theme.id)
        self.model.show_rows(rows, self._kept[self._theme.id].parts)
        self.list.setCurrentIndex(self.model.index(min(max(row, 0), len(rows) - 1)))
        self._say()

    def _say(self) -> None:
        """Say what splitting would do, and keep what was sorted."""
        theme = self._theme
        if theme is None or theme.id not in self._kept:
            return
        self._kept[theme.id].named = self.parts.named()
        counts = [len(self.model.in_part(part)) for part in range(len(self.parts.cards) + 1)]
        for card, count in zip([self.parts.stays, *self.parts.cards], counts, strict=True):
            if card is not None:
                card.show_count(count)
        going, filled = sum(counts[1:]), sum(count > 0 for count in counts[1:])
        moved = (
            f"{counted(going, 'passage')} {'goes' if going == 1 else 'go'} to "
            f"{counted(filled, 'new theme')}, to be re-read there with the cells that "
            f"{'it is' if going == 1 else 'they are'} evidence for"
        )
        stay = f"{counted(counts[0], 'passage')} and all cells stay in {theme.number}"
        begin = f"{stay[:1].upper()}{stay[1:]}: type 1–9 on a passage to sort it."
        self._words.setText(f"{moved}; {stay}. One step; Undo restores all." if going else begin)

    def _give_up_part(self, part: int) -> None:
        """Let what was put into a part stay, and number the later parts anew."""
        parts = self.model.parts
        for coding, held in list(parts.items()):
            if held >= part:
                parts[coding] = 0 if held == part else held - 1
        self.model.tell()

    def _swap_keys(self) -> None:
        """Go from the passages to the names, and back."""
        if self.list.hasFocus():
            empty = [card for card in self.parts.cards if not card.name.text()]
            (empty or self.parts.cards)[0].name.setFocus()
        else:
            self.list.setFocus()

    def _wire(self) -> None:
        """Connect the list, the cards and the keys."""
        self.list.put_wanted.connect(self.put)
        self.parts.dropped.connect(self.put)
        self.parts.removed.connect(self._give_up_part)
        self.parts.changed.connect(self._say)
        slots = {
            "split.next": self._swap_keys,
            "split.done": self.do_split,
            "split.leave": self.leave,
        }
        self.shell.keymap.bind(self, slots)
        self.shell.keymap.bind(self.list, {"split.add": self.parts.add_part})

    def _lay_out(self) -> None:
        """Put the passages beside the new themes."""
        bar, foot, size = Bar(self.look), frame("notice"), self.look.type
        bar.add(self._heading)
        bar.stretch()
        bar.add(
            button("Start over", self.start_over, role="quiet"),
            button("Cancel", self.leave),
            self.split,
        )
        sides = QSplitter()
        sides.addWidget(self.list)
        sides.addWidget(self.parts)
        sides.setChildrenCollapsible(False)
        sides.setSizes([size.px(620), size.px(420)])
        sides.setStretchFactor(0, 3)
        sides.setStretchFactor(1, 2)
        line = QVBoxLayout(foot)
        line.setContentsMargins(*(size.space(3.5), size.space(2)) * 2)
        line.addWidget(self._words)
        fill(self, bar, sides, foot, most=sides)
