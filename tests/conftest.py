"""Let tests run without a display, before anything imports Qt."""

import os
import sys

_SHOWS = ("DISPLAY", "WAYLAND_DISPLAY")

if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SHOWS):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
