"""Change themes as the person asks, and say what follows from it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.framework_editor.dropping import Drop
from app.framework_editor.wording import both, counted, titled

if TYPE_CHECKING:
    from app.shell import Shell
    from framework.queries.consequences import AffectedRow
    from framework.queries.themes import ThemeRow
    from framework.study import Study


class ThemeEdits:
    """Call the verbs of the framework for themes as they are shown."""

    def __init__(self, study: "Study", shell: "Shell") -> None:
        self._study, self._shell = study, shell
        self.themes: Sequence[ThemeRow] = ()

    def touched(self, theme_id: int, *, below: bool = True) -> "AffectedRow":
        """Count what hangs on a theme, with or without what is under it."""
        from framework.queries.consequences import affected

        with self._study.read() as session:
            return affected(session, [theme_id], below=below)

    def add(self, name: str, parent_id: int | None) -> int:
        """Make a theme; return its id."""
        from framework.edits.themes import add_theme

        return add_theme(self._study, name, parent_id)

    def add_other(self, theme_id: int) -> int:
        """Add an Other to a theme; return its id."""
        from framework.edits.themes import add_other

        return add_other(self._study, theme_id)

    def rename(self, theme_id: int, name: str) -> None:
        """Rename a theme."""
        from framework.edits.themes import rename_theme

        rename_theme(self._study, theme_id, name)

    def renumber(self, theme_id: int, number: str) -> None:
        """Give a theme a number by hand; "" and the word itself mean automatically."""
        from framework.edits.themes import number_automatically, renumber_theme

        if number.casefold() in ("", "automatic"):
            number_automatically(self._study, theme_id)
        else:
            renumber_theme(self._study, theme_id, number)

    def colour(self, theme_id: int, colour: int) -> None:
        """Give a theme another colour."""
        from framework.edits.themes import colour_theme

        colour_theme(self._study, theme_id, colour)

    def come_from(self, theme_id: int, origin: str) -> None:
        """Say where a theme comes from."""
        from framework.edits.themes import set_origin

        set_origin(self._study, theme_id, origin)

    def exemplify(self, theme_id: int, coding: object) -> None:
        """Make a coding a theme's example, None for no example."""
        from framework.edits.themes import set_example

        set_example(self._study, theme_id, coding if isinstance(coding, int) else None)

    def define(self, theme_id: int, part: str, text: str) -> None:
        """Define a theme; say what is to be re-read for it."""
        from framework.edits.themes import define_theme

        change = partial(define_theme, self._study, theme_id, **{part: text})
        self._queueing(theme_id, change, below=False)

    def step_by(self, theme_id: int, by: int) -> None:
        """Move a theme up (-1) or down (1) among its siblings."""
        theme = self._get(theme_id)
        siblings = self.under(theme.parent_id)
        place = siblings.index(theme_id) + by
        if 0 <= place < len(siblings):
            self.move(theme_id, theme.parent_id, place)

    def step_in(self, theme_id: int) -> None:
        """Move a theme under the one above it."""
        theme = self._get(theme_id)
        siblings = self.under(theme.parent_id)
        at = siblings.index(theme_id)
        if theme.parent_id is None and at > 0:
            above = siblings[at - 1]
            self.move(theme_id, above, len(self.under(above)))

    def step_out(self, theme_id: int) -> None:
        """Move a theme out from under its parent, to stand after it."""
        theme = self._get(theme_id)
        if theme.parent_id is not None:
            above = self._get(theme.parent_id).parent_id
            self.move(theme_id, above, self.under(above).index(theme.parent_id) + 1)

    def drop(self, theme_id: int, drop: Drop) -> None:
        """Move a theme to where it was dropped."""
        self.move(theme_id, drop.parent_id, drop.position)

    def move(self, theme_id: int, parent_id: int | None, position: int | None = None) -> None:
        """Move a theme, by default to the end; say what is to be re-read for it."""
        from framework.edits.themes import move_theme

        theme, siblings = self._get(theme_id), self.under(parent_id)
        others = [sibling for sibling in siblings if sibling != theme_id]
        place = len(others) if position is None else position
        if theme.parent_id == parent_id and siblings.index(theme_id) == place:
            return
        if parent_id is not None and parent_id != theme.parent_id and self.under(theme_id):
            words = f"{titled(theme)} has sub-themes of its own. Move them first."
            self._shell.show_message(words)
            return
        self._queueing(theme_id, partial(move_theme, self._study, theme_id, parent_id, place))

    def merge(self, theme_id: int, into_id: int) -> None:
        """Merge a theme into another."""
        from framework.edits.reshaping import merge_themes

        theme, into = self._get(theme_id), self._get(into_id)
        merge_themes(self._study, theme_id, into_id)
        self.tell(f"{titled(theme)} was merged into {titled(into)}.")

    def retire(self, theme_id: int) -> None:
        """Retire a theme."""
        from framework.edits.reshaping import retire_theme

        theme = self._get(theme_id)
        retire_theme(self._study, theme_id)
        self.tell(f"{titled(theme)} was retired; what is coded to it is kept.")

    def bring_back(self, theme: "ThemeRow") -> None:
        """Bring back a theme that was retired."""
        from framework.edits.reshaping import bring_back_theme

        bring_back_theme(self._study, theme.id)
        self.tell(f"{theme.name} is in the framework again.")

    def remove(self, theme: "ThemeRow") -> None:
        """Remove a theme with what hangs on it, and offer to undo it."""
        from framework.edits.themes import remove_theme

        with_it = self.lost(theme.id)
        remove_theme(self._study, theme.id)
        self.tell(f"{titled(theme)} was removed{f' with {with_it}' if with_it else ''}.")

    def lost(self, theme_id: int) -> str:
        """Say what would go with a theme, "" for nothing."""
        touched = self.touched(theme_id)
        parts = [
            counted(touched.themes - 1, "sub-theme"),
            counted(touched.passages, "passage"),
            counted(touched.cells, "cell"),
        ]
        held = [part for part in parts if not part.startswith("0 ")]
        return " and ".join(filter(None, (", ".join(held[:-1]), *held[-1:])))

    def under(self, parent_id: int | None) -> list[int]:
        """List the ids of a theme's sub-themes in order, or of the top themes."""
        return [theme.id for theme in self.themes if theme.parent_id == parent_id]

    def within(self, theme_id: int) -> list[int]:
        """List the ids of a theme and of everything under it."""
        inside = [theme_id]
        for theme in self.themes:
            if theme.parent_id in inside:
                inside.append(theme.id)
        return inside

    def tell(self, words: str) -> None:
        """Say what was done, and offer to undo it."""
        self._shell.show_message(words, "Undo", self._shell.undo)

    def _queueing(self, theme_id: int, change: Callable[[], object], *, below: bool = True) -> None:
        """Make a change; if it put something in the queue, say what and offer to settle it."""
        before = self._waiting()
        change()
        if self._waiting() <= before:
            return
        touched = self.touched(theme_id, below=below)
        what = both(counted(touched.passages, "passage"), counted(touched.cells, "cell"))
        are = "is" if touched.passages + touched.cells == 1 else "are"
        ids = self.within(theme_id) if below else [theme_id]
        self._shell.show_message(
            f"{what} of {titled(self._now(theme_id))} {are} to be re-read.",
            "Undo", self._shell.undo,
            (("Wording only", partial(self._settle, ids)),),
        )  # fmt: skip

    def _settle(self, theme_ids: Sequence[int]) -> None:
        """Take what hangs on themes off the queue: what they mean is as before."""
        from framework.edits.rereading import settle_theme

        with self._study.step("Wording only: nothing to re-read"):
            for theme_id in theme_ids:
                settle_theme(self._study, theme_id)

    def _waiting(self) -> int:
        """Count what is to be re-read."""
        from framework.queries.rereading import count_to_reread

        with self._study.read() as session:
            return count_to_reread(session)

    def _now(self, theme_id: int) -> "ThemeRow":
        """Return a theme as it is now, renumbered perhaps."""
        from framework.queries.themes import list_themes_plain

        with self._study.read() as session:
            rows = list_themes_plain(session)
        return next((row for row in rows if row.id == theme_id), self._get(theme_id))

    def _get(self, theme_id: int) -> "ThemeRow":
        """Return a theme as shown."""
        return next(theme for theme in self.themes if theme.id == theme_id)
