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
    if words and not _name_a_study(words):
        return _command(words)
    from app.starting import open_window

    return open_window(words[0] if words else None)


def _name_a_study(words: Sequence[str]) -> bool:
    """Tell whether what was typed is a study to open, not a command or a slip of the keys."""
    first = Path(words[0])
    return len(words) == 1 and (first.suffix == ".chartwell" or first.is_file())


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
