"""Start Chartwell: a command when one is given, the window otherwise."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    if argv is None:  # the process is ours
        from app.errors import report_on_stderr

        sys.excepthook = report_on_stderr
    words = list(sys.argv[1:] if argv is None else argv)
    if words and not names_a_study(words):
        return _command(words)
    from app.starting import open_window

    return open_window(words[0] if words else None)


def names_a_study(words: Sequence[str]) -> bool:
    """Tell whether what was typed is a study to open, not a command or a slip of the keys."""
    from app.cli import COMMANDS

    first = words[0]
    if len(words) > 1 or first in COMMANDS or first.startswith("-"):
        return False
    path = Path(first)
    return path.suffix == ".chartwell" or path.exists() or len(path.parts) > 1


def _command(words: Sequence[str]) -> int:
    """Run a command; that its reader stops reading, as `head` does, is no error."""
    from app.cli import run

    _print_any_text()
    try:
        try:
            return run(words)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _print_any_text() -> None:
    """Print UTF-8 into files and pipes; on a terminal, a question mark for what it cannot show."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.encoding.lower() != "utf-8":
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
