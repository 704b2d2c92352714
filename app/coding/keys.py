"""Say what each key does while a transcript is read."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent

from app.coding import ladder
from app.coding.ladder import Ladder, Speech
from app.coding.number_echo import NumberEcho

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.rules.segments import Span

HINTS = ("code.code", "code.recent", "code.number", "code.star", "code.memo",
         "code.shrink code.grow", "window.keys")  # fmt: skip


class CodingKeys:
    """Turn keys into codings, selections and steps through the text."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        self._ladder, self._speech = Ladder(), Speech("", (), ())
        self.acts = workspace.acts
        self.number = NumberEcho(workspace, workspace.shell.show_message)
        self.number.wanted.connect(workspace.code_with)
        self._slots: dict[str, Callable[[], object]] = {
            **self._steps(),
            **self._selecting(),
            "code.code": workspace.choosing.code,
            "code.recode": workspace.choosing.recode,
            "code.copy": workspace.choosing.copy,
            "code.split": self.acts.split,
            "code.merge": self.acts.merge,
            "code.delete": self.acts.delete,
            "code.star": self.acts.star,
            "code.memo": self.acts.memo,
            "code.find": workspace.find_bar.open,
            "code.find_next": partial(workspace.find_bar.step, 1),
            "code.find_previous": partial(workspace.find_bar.step, -1),
        }

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key, and say whether it was one of ours."""
        if self.number.press(event):
            return True
        action = self._w.shell.keymap.action_of("code", event)
        if action is None or action not in self._slots:
            return False
        self._slots[action]()
        return True

    def add(self, slots: dict[str, Callable[[], object]]) -> None:
        """Let further actions of Code be done with their keys."""
        self._slots |= slots

    def _steps(self) -> dict[str, Callable[[], object]]:
        """Return what walks through paragraphs, codings and transcripts."""
        view = self._w.view
        return {
            "code.next_paragraph": lambda: view.go_to_paragraph(view.paragraph() + 1),
            "code.previous_paragraph": lambda: view.go_to_paragraph(view.paragraph() - 1),
            "code.first_paragraph": lambda: view.go_to_paragraph(1),
            "code.last_paragraph": lambda: view.go_to_paragraph(len(self._w.paragraphs)),
            "code.next_coding": lambda: self.acts.step(1),
            "code.previous_coding": lambda: self.acts.step(-1),
            "code.next_transcript": lambda: self._w.transcripts.step(1),
            "code.previous_transcript": lambda: self._w.transcripts.step(-1),
        }

    def _selecting(self) -> dict[str, Callable[[], object]]:
        """Return what grows and shrinks the selection."""
        ways: dict[str, Callable[[Speech, Span], Span]] = {
            "grow": self._ladder.up, "shrink": self._ladder.down,
            "longer": ladder.longer, "shorter": ladder.shorter,
            "end_later": ladder.end_later, "end_earlier": ladder.end_earlier,
            "start_later": ladder.start_later, "start_earlier": ladder.start_earlier,
        }  # fmt: skip
        return {f"code.{name}": partial(self._resize, way) for name, way in ways.items()}

    def _resize(self, way: "Callable[[Speech, Span], Span]") -> None:
        """Make the selection another."""
        view = self._w.view
        if self._w.paragraphs:
            if self._speech.text is not view.text:
                spoken = [row for row in self._w.paragraphs if row.kind != "label"]
                said = [(self._w.speech(row), row.speaker) for row in spoken]
                self._speech = ladder.speech_of(view.text, said)
            view.select(*way(self._speech, view.selection()))
