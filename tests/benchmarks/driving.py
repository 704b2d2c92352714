"""Drive the real window: make it, act in it, and wait for what is painted."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.frame.launch import make_application
from app.frame.settings import Settings
from app.widgets.workspace import Workspace
from app.window import Window
from framework.queries.transcripts import transcript_named
from tests.benchmarks.measured import Bench, CannotYetError

QUIET_S = 0.2
LONGEST_S = 20.0


class Paints(QObject):
    """Note when a repaint of a widget was done.

    The repaint is done once Qt gets to the event posted at its beginning, ahead of all others:
    what waits behind it, such as a timer, is not counted.
    """

    def __init__(self, widget: QWidget, kind: QEvent.Type = QEvent.Type.Paint) -> None:
        super().__init__(widget)
        self._kind = kind
        self.done: float | None = None
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Watch events go by."""
        if event.type() == self._kind:
            note = QEvent(QEvent.Type.User)
            QApplication.postEvent(self, note, Qt.EventPriority.HighEventPriority.value)
        return False

    def event(self, event: QEvent) -> bool:
        """Note the time once the repaint is over."""
        if event.type() == QEvent.Type.User:
            self.done = perf_counter()
            return True
        return super().event(event)


def to_paint(act: Callable[[], object], *paints: Paints) -> float:
    """Act, and give the seconds until each of these widgets has been painted."""
    for paint in paints:
        paint.done = None
    start = perf_counter()
    act()
    while (last := _last(paints)) is None:
        QApplication.processEvents()
        _give_up_after(start)
    return last - start


def _last(paints: Sequence[Paints]) -> float | None:
    """Give when the last of these repaints was done, or None while one is to come."""
    done = [paint.done for paint in paints if paint.done is not None]
    return max(done) if len(done) == len(paints) else None


def to_rest(act: Callable[[], object], window: QWidget) -> float:
    """Act, and give the seconds until the last repaint before the window comes to rest."""
    repaints = Paints(window, QEvent.Type.UpdateRequest)
    start = perf_counter()
    act()
    last = perf_counter()
    while perf_counter() - last < QUIET_S:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        last = max(last, repaints.done or last)
        _give_up_after(start)
    repaints.deleteLater()
    return last - start


def longest_stall(window: QWidget) -> float:
    """Let the window come to rest; give the longest that it could not have taken a key, in s."""
    longest, start = 0.0, perf_counter()
    repaints = Paints(window, QEvent.Type.UpdateRequest)
    repaints.done = start
    while (now := perf_counter()) - (repaints.done or start) < QUIET_S:
        QApplication.processEvents()
        longest = max(longest, perf_counter() - now)
        _give_up_after(start)
    repaints.deleteLater()
    return longest


def _give_up_after(start: float) -> None:
    """Stop waiting for what does not come."""
    if perf_counter() - start > LONGEST_S:
        raise CannotYetError(f"the window was not painted within {LONGEST_S:.0f} s")


class Desk:
    """Hold a window with the reference study open and at rest."""

    def __init__(self, bench: Bench, study: Path | None = None) -> None:
        self.app = make_application()
        self.app.setCursorFlashTime(0)
        self.window = Window(Settings(bench.folder / "settings.ini"))
        to_rest(self.window.show, self.window)
        path = study or bench.reference.study
        self.opening = to_rest(lambda: self.window.open_study(path), self.window)

    def go(self, key: str, **where: object) -> Workspace:
        """Go to a workspace, wait for rest, and give it."""
        to_rest(lambda: self.window.go_to(key, **where), self.window)
        shown = self.window.workspace()
        if shown is None or type(shown).__name__.startswith("_"):
            raise CannotYetError(f"there is no {key} workspace yet")
        return shown

    def transcript(self, name: str) -> int:
        """Find a transcript."""
        assert self.window.study is not None
        with self.window.study.read() as session:
            return transcript_named(session, name).id

    def rest(self) -> None:
        """Wait until nothing is painted any more."""
        to_rest(lambda: None, self.window)

    def close(self) -> None:
        """Close the window and the study."""
        self.window.close()
        QApplication.processEvents()
