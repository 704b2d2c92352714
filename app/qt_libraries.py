"""Find what Qt needs from the system before Qt looks for it, since Qt aborts where it is missing.

Nothing but the standard library is used here, so that the set-up can ask before anything is
installed.
"""

import ctypes
import os
import sys

OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt needs anywhere: the library and the Debian package that holds it."""

ON_A_DISPLAY = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt needs besides to open a window under X."""


def has_display() -> bool:
    """Tell whether there is a screen to open a window on."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(
        os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("QT_QPA_PLATFORM")
    )


def missing_packages(*, window: bool) -> list[str]:
    """Name the Debian packages whose libraries Qt would miss; [] anywhere but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = OFFSCREEN | (ON_A_DISPLAY if window else {})
    return [package for library, package in wanted.items() if not _loads(library)]


def install_line(packages: list[str]) -> str:
    """Give the line that installs Debian packages."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def _loads(library: str) -> bool:
    """Tell whether the system has a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
