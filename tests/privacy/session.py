"""Work through a whole study while being watched, and tell what was seen.

`python -m tests.privacy.session commands|window FOLDER` prints JSON: what reached out, which
sockets are held, which files were written, and whether the session came to its end.
"""

import json
import sys
from pathlib import Path

from tests.privacy.watching import Watched, sockets

FORMATS = ("docx", "xlsx", "html", "csv")
LAYOUTS = ("L1", "L2", "L3", "L12", "L14", "L16", "L18", "audit", "transcript")


def commands(folder: Path) -> None:
    """Make a study on the command line, export it in every way, look at it, copy it."""
    from app.__main__ import main
    from tests.cli.conftest import FILES

    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"weather " * 500)
    study, out = str(folder / "s.chartwell"), folder / "out"
    out.mkdir()
    for words in (
        ("new", study, "--title", "Small study"),
        ("import", study, str(folder / "S01.txt")),
        ("cases", study, str(folder / "cases.csv")),
        ("attribute", study, str(folder / "attribution.csv")),
        ("framework", study, str(folder / "framework.csv")),
        ("code", study, str(folder / "codings.csv"), "--coder", "AB"),
        ("chart", study, str(folder / "chart.csv")),
        ("delivery", study, str(folder / "visits.csv"), "--mapping", str(folder / "mapping.yaml")),
        *(("show", study, what) for what in ("history", "codings", "cells", "exports")),
        *(
            ("export", study, layout, str(out / f"{layout}.{ending}"))
            for layout in LAYOUTS for ending in FORMATS
            if (layout, ending) != ("L14", "csv")
        ),
        ("check", study),
    ):  # fmt: skip
        assert main(words) == 0, words
    assert main(("import", study, str(folder / "old.doc"))) != 0


def window(folder: Path) -> None:
    """Make a study in the window, visit every workspace, and export from it."""
    from PySide6.QtWidgets import QApplication

    from app.frame.dialogs import Dialogs
    from app.frame.launch import make_application
    from app.frame.settings import Settings
    from app.window import Window
    from framework.study import Study
    from tests.studies import case_ids, small_study, theme_ids

    app = make_application()
    shown = Window(Settings(folder / "chartwell.ini"), Dialogs())
    shown.show()
    study = small_study(folder / "s.chartwell")
    study.close()
    study = Study.open(folder / "s.chartwell", coder="AB")
    shown.show_study(study)
    _work(study, case_ids(study)["S01"], theme_ids(study)["2.2"])
    shell = shown.shell
    for key in ("study", "transcripts", "framework", "code", "chart", "integrate", "report"):
        shell.go_to(key)
        _wait(app)
        shown.grab()
    shell.go_to("study", page="audit")
    _wait(app)
    _leave(shown, study, folder)
    shown.close()
    QApplication.processEvents()


def _work(study: object, case_id: int, theme_id: int) -> None:
    """Code and chart a little."""
    from framework.edits.cells import write_summary
    from framework.study import Study
    from tests.studies import TALK, code_passage

    assert isinstance(study, Study)
    at = "\n".join(TALK).index("sent last")
    code_passage(study, 1, at, at + 24, theme_id, memo="apt")
    write_summary(study, case_id, theme_id, 'Late: "last week’s weather" [S01 ¶4]')
    study.undo()
    study.redo()


def _leave(shown: object, study: object, folder: Path) -> None:
    """Export from the window."""
    from app.jobs import Job
    from app.protection.leaving import write_out
    from app.window import Window
    from exports import Options
    from framework.study import Study

    assert isinstance(shown, Window)
    assert isinstance(study, Study)
    out, done = folder / "charts.docx", list[object]()
    work = Job("Export", lambda p: write_out(study, "L1", out, Options(), p), done.append)
    shown.shell.run(work)
    from PySide6.QtWidgets import QApplication

    while not done:
        QApplication.processEvents()


def _wait(app: object, seconds: float = 0.3) -> None:
    """Let the window do what it does by itself."""
    from time import monotonic

    from PySide6.QtWidgets import QApplication

    assert isinstance(app, QApplication)
    end = monotonic() + seconds
    while monotonic() < end:
        app.processEvents()


def run(kind: str, folder: Path) -> dict[str, object]:
    """Run a session, and tell what was seen."""
    watched = Watched()
    {"commands": commands, "window": window}[kind](folder)
    return {
        "ended": True,
        "reached": watched.reached,
        "sockets": sockets(),
        "written": sorted(watched.written),
        "network": "PySide6.QtNetwork" in sys.modules,
    }


if __name__ == "__main__":
    seen = run(sys.argv[1], Path(sys.argv[2]))
    Path(sys.argv[2], "seen.json").write_text(json.dumps(seen), encoding="utf-8")
