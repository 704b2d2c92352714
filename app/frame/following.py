"""Keep a study that is open for reading as it is where somebody else works in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.apart import charts_apart
from framework.errors import FrameworkError

if TYPE_CHECKING:
    from app.window import Window

EVERY_MS = 2_000
MOST = 48  # letters of a step that are shown


class Follower(QObject):
    """Look now and then whether a study that is only read was changed, and say so quietly."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._said = ""
        self.timer = QTimer(self, interval=EVERY_MS)
        self.timer.timeout.connect(self.look)
        window.study_shown.connect(self._begin)
        window.study_closing.connect(self.timer.stop)

    def look(self) -> None:
        """Show what was changed since the last look; say once why that cannot be read."""
        study = self._window.study
        if study is None:
            return
        try:
            changes = study.follow()
        except FrameworkError as error:
            if str(error) != self._said:
                self._said = str(error)
                self._window.shell.show_message(str(error), "Open it again", self._open_again)
            return
        self._said = ""
        if changes is not None:
            self._say()

    def _begin(self) -> None:
        """Look from now on, where the study is only read."""
        self._said = ""
        if self._window.study is not None and self._window.study.reading:
            self.timer.start()

    def _open_again(self) -> None:
        """Open what stands under the study’s name now, for reading as before."""
        if self._window.study is not None:
            path = self._window.study.path
            self._window.leave_study()
            self._window.opening.open(path, reading=True)

    def _say(self) -> None:
        """Say who changed the study last, when, and what that was."""
        from framework.queries.audit import moment
        from framework.queries.history import history

        study = self._window.study
        if study is None:
            return
        apart = charts_apart(study, self._window.shell)
        with study.read() as session:
            (step,) = history(session, 1, apart)
        what = step.label if len(step.label) <= MOST else f"{step.label[:MOST].rstrip()}…"
        news = f"{step.coder} at {moment(step.at):%H:%M}: {what}"
        self._window.status.show_reading(news)
