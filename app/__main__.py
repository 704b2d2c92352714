"""Start Chartwell: a command when one is given, the window otherwise."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    from app.cli import COMMANDS, run

    if words and (words[0] in COMMANDS or words[0].startswith("-") or len(words) > 1):
        return run(words)
    from app.starting import open_window

    return open_window(words[0] if words else None)


if __name__ == "__main__":
    sys.exit(main())
