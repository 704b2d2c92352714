"""Keep copies of the open study while the person works."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.jobs import Job, Jobs

if TYPE_CHECKING:
    from app.window import Window
    from framework.backups import Made, Why

AFTER_OPENING_MS = 10_000  # when the window stands still
BETWEEN_MS = 20 * 60_000


class Keeper(QObject):
    """Keep a checked copy soon after a study is opened, and every twenty minutes from then on.

    Its work goes on beside the jobs of the person, and shows only where something is amiss.
    """

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._jobs = Jobs(window.errors.show)
        self._said = ""
        self._first = QTimer(self, singleShot=True, interval=AFTER_OPENING_MS)
        self._first.timeout.connect(self.keep_opening)
        self._again = QTimer(self, interval=BETWEEN_MS)
        self._again.timeout.connect(self.keep_working)
        window.study_shown.connect(self._begin)
        window.study_closing.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Tell whether a copy is being made."""
        return self._jobs.busy

    def stop(self) -> None:
        """Keep no more copies of the study that is being closed."""
        self._first.stop()
        self._again.stop()
        self._jobs.close()

    def keep_opening(self) -> None:
        """Keep a copy of the study as it was opened, where it has changed since the last."""
        self._keep("opening")

    def keep_working(self) -> None:
        """Keep a copy of the study as it is now, where it has changed since the last."""
        self._keep("working")

    def _begin(self) -> None:
        """Count from the opening of a study that may be changed."""
        if self._window.study is not None and not self._window.study.reading:
            self._first.start()
            self._again.start()

    def _keep(self, why: "Why") -> None:
        """Make a copy on a thread."""
        from framework.backups import make_backup

        if self._window.study is None or self._jobs.busy:
            return
        path: Path = self._window.study.path
        self._jobs.run(
            Job("Keeping a copy", partial(make_backup, path, why), self._kept, self._failed)
        )

    def _kept(self, made: "Made | None") -> None:
        """Say what is not sound, once."""
        if made is not None and made.faults:
            self._say(f"A copy is kept, but the study is not sound: {' '.join(made.faults)}")

    def _failed(self, error: Exception) -> None:
        """Say why no copy could be kept, once for each reason."""
        if str(error) != self._said:
            self._said = str(error)
            self._window.errors.show(error)

    def _say(self, said: str) -> None:
        """Say something once."""
        if said != self._said:
            self._said = said
            self._window.shell.show_message(said)
