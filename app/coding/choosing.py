"""Choose themes in the palette: to code with, to recode as, to code with too."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.widgets.palette_popup import Offer

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.queries.codings import CodingRow

NO_CODING = "No coding is in hand. Put the cursor into a coded passage first."
LEFT = 200


class Choosing:
    """Open the palette, and do with what is chosen there what it was opened for."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        self._then: Callable[[Sequence[int]], None] = self.code_with
        self._doing = "Code"
        popup = workspace.palette_popup
        popup.chosen.connect(lambda theme: self._then([theme]))
        popup.several.connect(lambda themes: self._then(themes))
        popup.new_theme.connect(self._new_theme)
        popup.new_label.connect(self._new_label)

    def code(self) -> None:
        """Choose what to code the passage with."""
        passage = self._w.passage()
        if passage is None:
            return
        if self._w.view.selection() != passage:
            self._w.view.select(*passage)
        self._open(f"Code ¶{self._w.view.paragraph()} with…", self.code_with, many=True)

    def recode(self) -> None:
        """Choose what the coding in hand becomes."""
        coding = self._coding()
        if coding is not None:
            title = f"Recode {name_of(coding)} as…"
            self._open(title, lambda themes: self._recode(coding, themes[0]), "Recode",
                       without=coding.theme_id)  # fmt: skip

    def copy(self) -> None:
        """Choose what else to code the passage of the coding in hand with."""
        coding = self._coding()
        if coding is not None:
            title = f"Code with {name_of(coding)} and…"
            self._open(title, lambda themes: self._copy(coding, themes), many=True,
                       without=coding.theme_id)  # fmt: skip

    def code_with(self, theme_ids: Sequence[int]) -> None:
        """Code the passage with themes, in one step."""
        from framework.edits.passages import code_as

        passage, transcript = self._w.passage(), self._w.transcript
        if passage is None or transcript is None:
            return
        made = code_as(self._w.study, transcript.id, *passage, theme_ids, source=self._w)
        self._w.show_made(made, theme_ids, alone=True)

    def _recode(self, coding: "CodingRow", theme_id: int) -> None:
        """Give a coding another theme."""
        from framework.edits.codings import recode

        recode(self._w.study, coding.id, theme_id)
        self._w.show_made([coding.id], [theme_id])
        self._say(f"¶{coding.first} was {name_of(coding)}, and is {self._named([theme_id])} now.")

    def _copy(self, coding: "CodingRow", theme_ids: Sequence[int]) -> None:
        """Code a coding's passage with other themes too."""
        from framework.edits.passages import copy_coding

        words = f"Copy a coding to {self._named(theme_ids)}"
        with self._w.study.step(words, source=self._w):
            made = [copy_coding(self._w.study, coding.id, theme) for theme in theme_ids]
        self._w.show_made(made, theme_ids)
        self._say(f"¶{coding.first} is {self._named(theme_ids)} too.")

    def _new_theme(self, name: str, parent_id: int) -> None:
        """Make a theme, and go on with it, in one step."""
        from framework.edits.themes import add_theme

        self._make(name, lambda: add_theme(self._w.study, name, parent_id or None), "theme")

    def _new_label(self, name: str) -> None:
        """Make an open label, and go on with it, in one step."""
        from framework.edits.labels import add_label

        self._make(name, lambda: add_label(self._w.study, name), "label")

    def _make(self, name: str, make: Callable[[], int], kind: str) -> None:
        """Make a theme or a label, and do with it what the palette was opened for."""
        words = f"{self._doing} ¶{self._w.view.paragraph()} as new {kind} {name}"
        with self._w.study.step(words, source=self._w):
            theme = make()
            self._w.read_themes()
            self._then([theme])

    def _open(
        self,
        title: str,
        then: Callable[[Sequence[int]], None],
        doing: str = "Code",
        *,
        many: bool = False,
        without: int = 0,
    ) -> None:
        """Open the palette near the passage; the theme `without` is not offered."""
        workspace, view = self._w, self._w.view
        workspace.settle()
        self._then, self._doing = then, doing
        # A theme of the first level stays, since new ones may go under it.
        themes = [row for row in workspace.themes if row.id != without or not row.depth]
        labels = [row for row in workspace.labels if row.id != without]
        recent, beside = workspace.recent.order(), workspace.pane.theme
        offer = Offer(themes, title, labels, recent, beside, many=many)
        rect = view.cursorRect()
        left = max(0, rect.left() - workspace.look.type.px(LEFT))
        below = view.viewport().mapToGlobal(QPoint(left, rect.bottom() + 6))
        above = view.viewport().mapToGlobal(QPoint(0, self._top())).y()
        workspace.palette_popup.open_at(below, offer, above)

    def _top(self) -> int:
        """Return the height at which the selection begins."""
        cursor = self._w.view.textCursor()
        cursor.setPosition(cursor.selectionStart())
        return max(0, self._w.view.cursorRect(cursor).top() - 6)

    def _coding(self) -> "CodingRow | None":
        """Return the coding in hand, or say that there is none."""
        coding = self._w.coding_in_hand()
        if coding is None:
            self._w.shell.show_message(NO_CODING)
        return coding

    def _named(self, theme_ids: Sequence[int]) -> str:
        """Name themes by number and name."""
        rows = {row.id: row for row in (*self._w.themes, *self._w.labels)}
        named = [rows[theme] for theme in theme_ids if theme in rows]
        return ", ".join(f"{row.number} {row.name}".strip() for row in named)

    def _say(self, words: str) -> None:
        """Say what was done, and offer to undo it."""
        self._w.shell.show_message(words, "Undo", self._w.shell.undo)


def name_of(coding: "CodingRow") -> str:
    """Name the theme of a coding."""
    return f"{coding.number} {coding.theme}".strip()
