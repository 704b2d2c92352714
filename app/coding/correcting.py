"""Correct slips of the pen in a transcript that stays as it was imported."""

from typing import TYPE_CHECKING

from app.coding.corrector import Corrector

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace


class Correcting:
    """Open the line in which words are corrected, and keep what was written there."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        self.line = Corrector(workspace.view)
        self.line.corrected.connect(self._correct)
        self.line.left.connect(workspace.view.setFocus)

    def open(self) -> None:
        """Correct what is selected, or the word at the cursor, or what was corrected there."""
        passage = self._passage()
        if passage is None:
            self._w.shell.show_message("Select the words to correct, within one paragraph.")
            return
        if self._w.shown.now.original:
            self._w.shown.toggle_original()
        self._w.view.select(*passage)
        wording = self._w.reading.wording
        words = wording.between(*passage) if wording else self._w.view.text[slice(*passage)]
        self.line.open(*passage, words)

    def take_back(self) -> None:
        """Let the corrected words at the cursor read again as they came."""
        from framework.edits.corrections import take_back_correction

        row = self._w.view.correction_at(self._w.view.selection()[0])
        if row is None:
            self._w.shell.show_message("The words at the cursor were not corrected.")
            return
        take_back_correction(self._w.study, row.id)
        self._say(f"¶{row.n} reads “{_short(row.original)}” again.")

    def was(self) -> str:
        """Return what the words at the cursor were before they were corrected, or ""."""
        row = self._w.view.correction_at(self._w.view.selection()[0])
        return row.original if row is not None else ""

    def _passage(self) -> tuple[int, int] | None:
        """Return the words to correct, None where they are in no one paragraph."""
        from framework.rules.segments import words

        view = self._w.view
        start, end = view.selection()
        row = view.correction_at(start)
        if row is not None and end <= row.end:
            return row.start, row.end
        if start == end and self._w.paragraphs:
            here = self._w.paragraphs[view.paragraph() - 1]
            spoken = words(view.text, here.start, here.end)
            return next((word for word in spoken if word[0] <= start <= word[1]), None)
        one = view.paragraph_of(start) == view.paragraph_of(max(start, end - 1))
        return (start, end) if one and end > start else None

    def _correct(self, start: int, end: int, text: str) -> None:
        """Keep a correction."""
        from framework.edits.corrections import correct

        transcript = self._w.transcript
        if transcript is None:
            return
        before = self._w.view.text[start:end]
        correct(self._w.study, transcript.id, start, end, text)
        self._w.view.select(start, end)
        self._say(f"“{_short(before)}” reads “{_short(text)}” now.")

    def _say(self, words: str) -> None:
        """Say what was done."""
        self._w.shell.show_message(words, "Undo", self._w.shell.undo)


def _short(words: str) -> str:
    """Cut words short for a message."""
    return words if len(words) <= 40 else f"{words[:39]}…"
