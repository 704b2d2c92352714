"""Open the window, or say in a sentence why that cannot be."""

import sys
from pathlib import Path

from app.qt_libraries import has_display, install_line, missing_packages


def open_window(study: str | None) -> int:
    """Open the window, with a study where one is named; return the exit status."""
    path = Path(study) if study else None
    reason = why_not()
    if reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    from app.frame.launch import launch

    return launch(path)


def why_not() -> str:
    """Say why no window can be opened here; "" where one can."""
    if not has_display():
        return (
            "There is no display to open a window on. On a desktop, run chartwell there; the "
            "commands of `chartwell --help` work without one."
        )
    missing = missing_packages(window=True)
    if missing:
        return f"Qt needs libraries that are not installed here. Run: {install_line(missing)}"
    return ""
