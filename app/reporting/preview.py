"""Build reports for the preview away from the window, the latest wish alone."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from app.errors import sentence_of
from app.jobs import Job
from app.shell import Shell
from exports.report import Report
from framework.errors import CancelledError, FrameworkError
from framework.progress import Progress
from framework.study import Session, Study

Build = Callable[[Session, Progress], Report]
CANCELLED = "The preview was cancelled. Another choice draws it anew."
PAUSE_MS = 150
SMALL_FILE = 4_000_000  # bytes of a study whose report is built in less than a glance


class Preview(QObject):
    """Build a report and show it; a large study's on a job, unless another was asked for since."""

    def __init__(
        self,
        study: Study,
        shell: Shell,
        show: Callable[[Report], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._study, self._shell, self._show, self._say = study, shell, show, say
        self._build: Build | None = None
        self._running = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._start)

    def ask(self, build: Build) -> None:
        """Show what `build` builds, once nothing else has been asked for a moment.

        It asks the progress that it is given whether to go on.
        """
        self._build = build
        self._pause.start()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._pause.stop()
        self._build = None

    def _start(self) -> None:
        """Begin to build, when nothing else is being built."""
        if self._running or self._build is None:
            return
        build, self._build, self._running = self._build, None, True

        def work(progress: Progress) -> Report | None:
            with self._study.read() as session, suppress(CancelledError):
                return build(session, progress)
            return None

        if self._study.path.stat().st_size > SMALL_FILE:
            self._shell.run(Job("Drawing the preview", work, self._came, self._failed))
            return
        try:
            report = work(Progress())
        except FrameworkError as error:
            self._failed(error)
        else:
            self._came(report)

    def _came(self, report: Report | None) -> None:
        """Show a report, None where it was cancelled, or build the one asked for since."""
        self._running = False
        if self._build is None and report is not None:
            self._show(report)
        elif self._build is None:
            self._say(CANCELLED)
        self._start()

    def _failed(self, error: Exception) -> None:
        """Say why there is no preview; a bug is raised as any other."""
        self._running = False
        said = sentence_of(error)
        if said is None:
            raise error
        if self._build is None:
            self._say(said.replace("; nothing was written", ""))
        self._start()
