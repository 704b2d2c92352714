"""Let tests run without a display, before anything imports Qt, and give the sample study."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_SHOWS = ("DISPLAY", "WAYLAND_DISPLAY")

if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SHOWS):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def sample_at(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Give what puts the synthetic sample study at a path; it is built once for all tests."""
    from app.sample.build import build

    built = tmp_path_factory.mktemp("sample") / "sample.chartwell"
    build(built).close()
    return lambda path: Path(shutil.copyfile(built, path))
