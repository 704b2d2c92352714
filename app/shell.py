"""Say what a workspace may ask of the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from app.design.look import Look
from app.jobs import Job
from app.keymap import Keymap


class GoTo(Protocol):
    """Take the person to a place in a workspace."""

    def __call__(self, workspace: str, /, **where: object) -> None:
        """Show `workspace`, at `where`."""


class ShowMessage(Protocol):
    """Show a sentence for a while."""

    def __call__(
        self,
        text: str,
        action: str = "",
        then: Callable[[], object] | None = None,
        more: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show `text`, with a button `action` that calls `then`, and one for each of `more`."""


class AskOpenFiles(Protocol):
    """Ask for files to read."""

    def __call__(self, title: str, filters: str = "", *, many: bool = False) -> list[Path]:
        """Return the files chosen, none when cancelled."""


class AskSaveFile(Protocol):
    """Ask for a file to write."""

    def __call__(self, title: str, suggested: str, filters: str = "") -> Path | None:
        """Return the file named, None when cancelled."""


def _recall(_name: str) -> str:
    """Remember nothing."""
    return ""


def _remember(_name: str, _value: str) -> None:
    """Keep nothing."""


def _renew() -> None:
    """Show nothing anew."""


@dataclass(frozen=True)
class Shell:
    """Hold what the window offers to its workspaces.

    `remember` keeps a small choice of the person's by a name, and `recall` gives it back, or "".
    `renew` shows everything anew, once what the person at work may see is not what it was.
    """

    look: Look
    go_to: GoTo
    show_message: ShowMessage
    run: Callable[[Job[Any]], None]
    ask_open_files: AskOpenFiles
    ask_save_file: AskSaveFile
    undo: Callable[[], None]
    keymap: Keymap = field(default_factory=Keymap)
    recall: Callable[[str], str] = _recall
    remember: Callable[[str, str], None] = _remember
    renew: Callable[[], None] = _renew
