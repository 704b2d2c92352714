"""Do long work on a thread, with progress and cancel."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread
from time import monotonic
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from framework.errors import CancelledError
from framework.progress import Progress

T = TypeVar("T")
_OFTEN = 0.05  # seconds between two showings of progress


@dataclass(frozen=True)
class Job(Generic[T]):
    """Describe long work: `work` runs on a thread, `done` or `failed` on the GUI thread.

    Without `failed`, an error is shown as every other error is.
    """

    title: str
    work: Callable[[Progress], T]
    done: Callable[[T], None]
    failed: Callable[[Exception], None] | None = None


class Jobs(QObject):
    """Run one job at a time; the rest wait in line."""

    started = Signal(str)
    progressed = Signal(int, int, str)
    finished = Signal()
    _ended = Signal(object, object, object)

    def __init__(self, show_error: Callable[[Exception], None]) -> None:
        super().__init__()
        self._show_error = show_error
        self._waiting: deque[Job[Any]] = deque()
        self._running: Job[Any] | None = None
        self._thread: Thread | None = None
        self._stop = Event()
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Say whether a job runs or waits."""
        return self._running is not None or bool(self._waiting)

    def run(self, job: Job[Any]) -> None:
        """Start a job, or put it in line."""
        self._waiting.append(job)
        if self._running is None:
            self._start_next()

    def cancel(self) -> None:
        """Ask the running job to stop at its next piece."""
        self._stop.set()

    def close(self) -> None:
        """Drop what waits, stop what runs, and wait for its end."""
        self._waiting.clear()
        self._stop.set()
        if self._thread is not None and self._thread.ident is not None:
            self._thread.join()
        self._running = self._thread = None

    def _start_next(self) -> None:
        """Start the next job in line."""
        self._running = job = self._waiting.popleft()
        self._stop = Event()
        self.started.emit(job.title)
        progress = Progress(_Seldom(self.progressed.emit), self._stop)
        self._thread = thread = Thread(target=self._work, args=(job, progress), name=job.title)
        # Every widget that is shown asks for the interpreter many times: what is to be drawn now
        # comes first, or each of these would wait for the thread.
        QTimer.singleShot(0, self, partial(self._begin, thread))

    def _begin(self, thread: Thread) -> None:
        """Start the thread of a job, unless that was closed before it began."""
        if thread is self._thread:
            thread.start()

    def _work(self, job: Job[Any], progress: Progress) -> None:
        """Do the work on the thread, and send home what came of it."""
        try:
            result = job.work(progress)
        except Exception as error:  # noqa: BLE001 - every failure of a thread is brought home
            self._ended.emit(job, None, error)
        else:
            self._ended.emit(job, result, None)

    @Slot(object, object, object)
    def _end(self, job: Job[Any], result: object, error: Exception | None) -> None:
        """Hand over the result on the GUI thread, and start what waits."""
        if job is not self._running:
            return  # it was closed, and another may run by now
        self._running = None
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self.finished.emit()
        if self._waiting:
            self._start_next()
        if error is None:
            job.done(result)
        elif job.failed is not None and not isinstance(error, CancelledError):
            job.failed(error)
        else:
            self._show_error(error)


class _Seldom:
    """Pass progress on, but not more often than an eye can follow."""

    def __init__(self, show: Callable[[int, int, str], None]) -> None:
        self._show, self._last = show, 0.0

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show progress when it is time, and always the last piece."""
        now = monotonic()
        if now - self._last >= _OFTEN or done >= total:
            self._last = now
            self._show(done, total, what)
