"""Take pictures of the window with the sample study in it.

`python tools/screenshot.py` writes the pictures of the README and the guide to `docs/`;
`python tools/screenshot.py --all DIR` every workspace, light and dark, at three sizes.
"""

import os
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.coding.workspace import CodeWorkspace
from app.frame.launch import make_application
from app.frame.settings import Settings
from app.sample.build import build, raw
from app.transcripts.workspace import TranscriptsWorkspace
from app.window import Window
from framework.queries.cases import case_named
from framework.queries.joint_displays import list_displays
from framework.queries.themes import list_themes_plain
from framework.queries.transcripts import transcript_named
from framework.study import Study

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
            (ROOT / "docs").mkdir(exist_ok=True)
            _arrival(Path(folder))
            window = _window(Path(folder), "light", (1280, 800))
            for name in ("framework", "code", "integrate", "report"):
                _show(window, name)
                _save(window, name)
            window.resize(1440, 900)
            _show(window, "chart")
            _save(window, "chart")
            window.close()
    return 0


def _save(window: Window, name: str) -> None:
    """Save what the window shows among the pictures of the guide, in its 256 commonest colours."""
    shown = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    common = Counter(memoryview(shown.constBits()).cast("I")).most_common(256)
    few = shown.convertToFormat(
        QImage.Format.Format_Indexed8,
        [colour for colour, _count in common],
        Qt.ImageConversionFlag.AvoidDither,
    )
    few.save(str(ROOT / "docs" / f"{name}.png"))


def _arrival(folder: Path) -> None:
    """Take the picture of transcripts that were read and are not imported yet."""
    Study.create(folder / "new.chartwell", "Asthma review pilot (synthetic)").close()
    window = _window(folder, "light", (1280, 800), "new.chartwell")
    window.go_to("transcripts")
    shown = window.workspace()
    if isinstance(shown, TranscriptsWorkspace):
        shown.import_files(sorted((raw() / "interviews").iterdir()))
    _wait(4000)
    _save(window, "import")
    window.close()


def _window(
    folder: Path, appearance: str, size: tuple[int, int], study: str = "sample.chartwell"
) -> Window:
    """Open the window with a study, the sample or another."""
    settings = Settings(folder / "settings.ini")
    settings.appearance = appearance
    settings.coder = "AB"
    window = Window(settings)
    window.resize(*size)
    window.show()
    window.open_study(folder / study)
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
        theme = next(row.id for row in list_themes_plain(session) if row.number == "3.3")
        places = {
            "code": {"transcript": transcript_named(session, "S05").id, "paragraph": 41},
            "chart": {"case": case_named(session, "S05").id, "theme": theme},
            "framework": {"theme": theme},
            "integrate": {"display": list_displays(session)[0].id},
        }
    window.go_to(workspace, **places.get(workspace, {}))
    _wait(1200)
    shown = window.workspace()
    if isinstance(shown, CodeWorkspace):
        for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_BracketRight, Qt.Key.Key_Return):
            QTest.keyClick(shown.view, key)
        QTest.keyClicks(shown.palette_popup.field, "report")
        _wait(300)


def _wait(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
