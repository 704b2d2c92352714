"""Take pictures of the window with the sample study in it.

`python tools/screenshot.py` writes the README's picture, `docs/chart.png`;
`python tools/screenshot.py --all DIR` every workspace, light and dark, at three sizes.
"""

import os
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from app.frame.launch import make_application
from app.frame.settings import Settings
from app.sample.build import build
from app.window import Window
from framework.queries.cases import case_named
from framework.queries.themes import theme_numbered
from framework.queries.transcripts import transcript_named

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((1024, 700), (1440, 900), (2560, 1440))
WORKSPACES = ("study", "transcripts", "framework", "code", "chart", "integrate", "report")


def main() -> int:
    """Take the pictures; return the exit status."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--all", metavar="DIR", type=Path, help="every workspace, to this folder")
    target: Path | None = asked.parse_args().all
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "sample.chartwell").close()
        if target:
            target.mkdir(parents=True, exist_ok=True)
            for appearance in ("light", "dark"):
                for size in SIZES:
                    _everything(Path(folder), target, appearance, size)
        else:
            window = _window(Path(folder), "light", (1440, 900))
            _show(window, "chart")
            (ROOT / "docs").mkdir(exist_ok=True)
            window.grab().save(str(ROOT / "docs" / "chart.png"))
            window.close()
    return 0


def _window(folder: Path, appearance: str, size: tuple[int, int]) -> Window:
    """Open the window with the sample study."""
    settings = Settings(folder / "settings.ini")
    settings.appearance = appearance
    settings.coder = "AB"
    window = Window(settings)
    window.resize(*size)
    window.show()
    window.open_study(folder / "sample.chartwell")
    return window


def _everything(folder: Path, target: Path, appearance: str, size: tuple[int, int]) -> None:
    """Take every workspace in one appearance and size."""
    window = _window(folder, appearance, size)
    for workspace in WORKSPACES:
        _show(window, workspace)
        name = f"{workspace}-{appearance}-{size[0]}.png"
        window.grab().save(str(target / name))
    window.close()


def _show(window: Window, workspace: str) -> None:
    """Go to a workspace, at a place with something to see, and let it paint."""
    study = window.study
    if study is None:
        raise LookupError("the sample study did not open")
    with study.read() as session:
        places = {
            "code": {"transcript": transcript_named(session, "S05").id, "paragraph": 41},
            "chart": {
                "case": case_named(session, "S05").id,
                "theme": theme_numbered(session, "3.3").id,
            },
            "framework": {"theme": theme_numbered(session, "3.3").id},
        }
    window.go_to(workspace, **places.get(workspace, {}))
    loop = QEventLoop()
    QTimer.singleShot(1200, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
