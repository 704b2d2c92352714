"""Ask the study something on a thread, so that nobody waits for the answer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from framework.study import Session, Study

T = TypeVar("T")
_Parcel = tuple["Future[Any]", Callable[[Any], None], int]


class Asker(QObject):
    """Read on one thread, and tell in the window's."""

    _came = Signal(object)

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._pool: ThreadPoolExecutor | None = None
        self._asked: set[Future[Any]] = set()
        self._round = 0
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Say whether an answer is still to come."""
        return bool(self._asked)

    def ask(self, read: Callable[[Session], T], tell: Callable[[T], None]) -> None:
        """Read one moment of the study, and tell; what was asked before is dropped."""
        self.forget()
        self.ask_too(read, tell)

    def ask_too(self, read: Callable[[Session], T], tell: Callable[[T], None]) -> None:
        """Read one moment of the study after what was asked before, and tell."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, "charting")
        asked = self._pool.submit(self._read, read)
        self._asked.add(asked)
        came, now = self._came, self._round
        asked.add_done_callback(lambda done: came.emit((done, tell, now)))

    def forget(self) -> None:
        """Drop what is asked."""
        self._round += 1
        for asked in self._asked:
            asked.cancel()
        self._asked = set()

    def finish(self) -> None:
        """Drop what is asked, and let the thread end."""
        self.forget()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _read(self, read: Callable[[Session], T]) -> T:
        """Read on the thread."""
        with self._study.read() as session:
            return read(session)

    def _deliver(self, parcel: _Parcel) -> None:
        """Hand the answer over, unless it was dropped; an error is raised here."""
        done, tell, asked_in = parcel
        self._asked.discard(done)
        if not done.cancelled() and asked_in == self._round:
            tell(done.result())
