"""Say what each key does while a transcript is read."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.coding.sentences import grown, shrunk

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
PAD = Qt.KeyboardModifier.KeypadModifier


class CodingKeys:
    """Turn keys into codings, stars and memos."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        key = Qt.Key
        self._keys: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], None]] = {
            (NONE, key.Key_Return): workspace.choose_theme,
            (NONE, key.Key_Enter): workspace.choose_theme,
            (NONE, key.Key_S): self.star,
            (NONE, key.Key_M): self.memo,
            (NONE, key.Key_Delete): self.uncode,
            (NONE, key.Key_BracketLeft): self.shrink,
            (NONE, key.Key_BracketRight): self.grow,
            (NONE, key.Key_Up): lambda: self.step_paragraph(-1),
            (NONE, key.Key_Down): lambda: self.step_paragraph(1),
            (ALT, key.Key_Up): lambda: self.step_coding(-1),
            (ALT, key.Key_Down): lambda: self.step_coding(1),
            (ALT, key.Key_PageUp): lambda: workspace.transcripts.step(-1),
            (ALT, key.Key_PageDown): lambda: workspace.transcripts.step(1),
        }

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key, and say whether it was one of ours."""
        modifiers = event.modifiers() & ~PAD
        key = Qt.Key(event.key())
        if modifiers == NONE and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            theme = self._w.recent.theme_of(key - Qt.Key.Key_0)
            if theme is not None:
                self._w.code_with(theme)
            return True
        action = self._keys.get((modifiers, key))
        if action is None:
            return False
        action()
        return True

    def star(self) -> None:
        """Star the coding in hand, or take its star away."""
        from framework.edits.codings import star

        coding = self._w.coding_in_hand()
        if coding is not None:
            star(self._w.study, coding.id, on=not coding.starred)

    def memo(self) -> None:
        """Put the cursor into the memo on the coding in hand."""
        coding = self._w.coding_in_hand()
        if coding is not None:
            self._w.pane.show_coding(coding)
            self._w.pane.memo.setFocus()
        else:
            self._w.shell.show_message("A memo stands on a coding. Code the passage first.")

    def uncode(self) -> None:
        """Take the coding in hand off its passage."""
        from framework.edits.codings import uncode

        coding = self._w.coding_in_hand()
        if coding is None:
            return
        uncode(self._w.study, [coding.id])
        words = f"{coding.number} {coding.theme} was taken off ¶{coding.first}."
        self._w.shell.show_message(words, "Undo", self._w.shell.undo)

    def grow(self) -> None:
        """Make the selection longer by a sentence."""
        self._resize(grown)

    def shrink(self) -> None:
        """Make the selection shorter by a sentence."""
        self._resize(shrunk)

    def step_paragraph(self, by: int) -> None:
        """Go to the paragraph before or after."""
        self._w.view.go_to_paragraph(self._w.view.paragraph() + by)

    def step_coding(self, by: int) -> None:
        """Take the coding before or after in hand."""
        codings = sorted(self._w.codings, key=lambda c: (c.start, c.end, c.id))
        held = next((i for i, c in enumerate(codings) if c.id == self._w.view.coding_in_hand), None)
        if held is not None:
            place = held + by
        else:
            at = self._w.view.selection()[0]
            after = sum(c.start < at for c in codings)
            place = after if by > 0 else after - 1
        if 0 <= place < len(codings):
            self._w.view.take_coding(codings[place].id)

    def _resize(
        self, way: Callable[[str, tuple[int, int], tuple[int, int]], tuple[int, int]]
    ) -> None:
        """Make the selection another within its paragraph."""
        view = self._w.view
        if self._w.paragraphs:
            within = self._w.speech(self._w.paragraphs[view.paragraph() - 1])
            selection = view.selection()
            start = max(selection[0], within[0])
            view.select(*way(view.text, (start, max(selection[1], start)), within))
