"""Read pages of cells away from the window, so that scrolling never waits for the study."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from sys import getswitchinterval, setswitchinterval
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.charting.figures import read_figures
from app.charting.words import Shown, Tally, shown, tally
from framework.queries.charts import cells, out_of_date_because
from framework.study import Session, Study

T = TypeVar("T")
PROMPT = 0.0002  # seconds
Pairs = Mapping[tuple[int, int], Shown]


def read_page(session: Session, case_ids: Sequence[int], theme_ids: Sequence[int]) -> Pairs:
    """Read the cells of some cases and themes, and what is to be said of each."""
    return {
        pair: shown(
            view,
            out_of_date_because(session, *pair) if "out_of_date" in view.flags else (),
        )
        for pair, view in cells(session, case_ids, theme_ids).items()
    }


def read_tally(session: Session, case_ids: Sequence[int], theme_id: int) -> Mapping[int, Tally]:
    """Count a column of the chart."""
    return {theme_id: tally(list(cells(session, case_ids, [theme_id]).values()))}


class Reader(QObject):
    """Read on one thread and bring what was read back to the window's."""

    page_read = Signal(object)
    tally_read = Signal(object)
    figures_read = Signal(object)
    _came = Signal(object)

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._study = study
        self._pool: ThreadPoolExecutor | None = None
        self._asked: set[Future[Any]] = set()
        self._round = 0
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Say whether something is still being read."""
        return bool(self._asked)

    def ask_page(self, case_ids: Sequence[int], theme_ids: Sequence[int]) -> None:
        """Read a page of cells."""
        self._ask(lambda session: read_page(session, case_ids, theme_ids), self.page_read)

    def ask_tally(self, case_ids: Sequence[int], theme_id: int) -> None:
        """Count a column."""
        self._ask(lambda session: read_tally(session, case_ids, theme_id), self.tally_read)

    def ask_figures(self) -> None:
        """Compute the delivery figures."""
        self._ask(read_figures, self.figures_read)

    def forget(self) -> None:
        """Drop what is being read: the study has moved on."""
        self._round += 1
        for asked in self._asked:
            asked.cancel()

    def finish(self) -> None:
        """Drop what waits and let the thread end."""
        self.forget()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        self._asked.clear()

    def _ask(self, read: Callable[[Session], T], tell: Any) -> None:  # noqa: ANN401 - a bound Signal has no public class
        """Read on the thread, and tell in this one."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, "chart")
        asked = self._pool.submit(self._read, read)
        self._asked.add(asked)
        came, now = self._came, self._round
        asked.add_done_callback(lambda done: came.emit((done, tell, now)))

    def _read(self, read: Callable[[Session], T]) -> T:
        """Read one moment of the study."""
        # The window's thread asks for the interpreter many times a frame; at Python's own 5 ms
        # each, scrolling would stutter while this thread reads.
        before = getswitchinterval()
        setswitchinterval(PROMPT)
        try:
            with self._study.read() as session:
                return read(session)
        finally:
            setswitchinterval(before)

    def _deliver(self, parcel: tuple["Future[Any]", Any, int]) -> None:
        """Hand over what was read, unless the study has moved on; an error is raised here."""
        done, tell, asked_in = parcel
        self._asked.discard(done)
        if done.cancelled() or asked_in != self._round:
            return
        tell.emit(done.result())
