"""Ask the study something on a thread while somebody types; only the latest answer counts."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from framework.study import Session, Study

T = TypeVar("T")


class Asker(QObject):
    """Read on one thread; what was asked before the latest question is dropped."""

    _came = Signal(object)

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._pool: ThreadPoolExecutor | None = None
        self._asked: Future[Any] | None = None
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Say whether an answer is still to come."""
        return self._asked is not None

    def ask(self, read: Callable[[Session], T], tell: Callable[[T], None]) -> None:
        """Read one moment of the study, and tell on this thread."""
        self.forget()
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, "charting")
        asked = self._asked = self._pool.submit(self._read, read)
        came = self._came
        asked.add_done_callback(lambda done: came.emit((done, tell)))

    def forget(self) -> None:
        """Drop what is asked."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

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

    def _deliver(self, parcel: tuple["Future[Any]", Callable[[Any], None]]) -> None:
        """Hand the answer over, unless something else was asked since."""
        done, tell = parcel
        if done is self._asked:
            self._asked = None
            tell(done.result())
