"""Start the program's window."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app.frame.collecting import IdleCollector
from app.frame.following import Follower
from app.frame.keeping import Keeper
from app.frame.placing import place
from app.frame.settings import Settings
from app.frame.warming import Warmer
from app.qt_libraries import has_display
from app.window import Window

# Inter is drawn for screens; where it is missing, the system's own font serves.
FONT = "Inter"
PROMPT = 0.0002  # seconds


def make_application() -> QApplication:
    """Make the application with its style and font; there is one in a process.

    Whoever paints asks for the interpreter many times a frame: at Python's own 5 ms each, the
    window would stand still while a thread works.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    if app.applicationName() == "Chartwell":
        return app
    sys.setswitchinterval(PROMPT)
    app.setApplicationName("Chartwell")
    app.setStyle("Fusion")
    font = QFont(app.font())
    font.setFamilies([FONT, font.family()])
    app.setFont(font)
    return app


def launch(path: Path | None = None, settings: Settings | None = None) -> int:
    """Show the window, with a study where one is named, until the person quits; return 0."""
    if not has_display():
        sys.stderr.write("There is no display to show a window on. Nothing was opened.\n")
        return 1
    app = make_application()
    window = Window(settings or Settings.of_this_person())
    window.errors.install()
    place(window)
    window.show()
    collector = IdleCollector(app)
    window.study_shown.connect(collector.spare_what_stays, Qt.ConnectionType.SingleShotConnection)
    Keeper(window)
    Warmer(window)
    Follower(window)
    if path is not None:
        # from within the event loop, where what goes wrong is shown in the window
        QTimer.singleShot(0, partial(window.open_study, path))
    return app.exec()
