"""Drive the real window: make it, act in it, and wait for what is painted."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.frame.collecting import IdleCollector
from app.frame.launch import make_application
from app.frame.settings import Settings
from app.widgets.workspace import Workspace
from app.window import Window
from framework.queries.transcripts import transcript_named
from tests.benchmarks.measured import Bench, CannotYetError

QUIET_S = 0.2
LONGEST_S = 20.0


class Paints(QObject):
    """Note when the repaint of a window in which this widget had a part was done."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._begun = False
        self.done: float | None = None
        widget.installEventFilter(self)
        window = widget.window()
        assert isinstance(window, Repainting)
        window.watching.append(self)

    def await_next(self) -> None:
        """Forget the repaint that was."""
        self._begun, self.done = False, None

    def end(self, at: float) -> None:
        """Note that the window has been repainted."""
        if self._begun and self.done is None:
            self.done = at

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Watch events go by."""
        self._begun = self._begun or event.type() == QEvent.Type.Paint
        return False


class Repainting(QMainWindow):
    """Note when each repaint of the window was done: Qt paints in one go all that waits for it."""

    def __init__(self, *what: Any) -> None:
        super().__init__(*what)
        self.watching: list[Paints] = []
        self.repainted = 0.0

    def event(self, event: QEvent) -> bool:
        """Note the end of a repaint."""
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            self.repainted = perf_counter()
            for paint in self.watching:
                paint.end(self.repainted)
        return done


class RepaintingWindow(Repainting, Window):
    """Be the program's window, and note its repaints."""


def to_paint(act: Callable[[], object], *paints: Paints) -> float:
    """Act, and give the seconds until each of these widgets has been painted."""
    for paint in paints:
        paint.await_next()
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


def to_rest(act: Callable[[], object], window: Repainting) -> float:
    """Act, and give the seconds until the last repaint before the window comes to rest."""
    start = perf_counter()
    act()
    acted = last = perf_counter()
    while perf_counter() - last < QUIET_S:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        last = max(acted, window.repainted)
        _give_up_after(start)
    return last - start


def longest_stall(window: Repainting) -> float:
    """Let the window come to rest; give the longest that it could not have taken a key, in s."""
    longest, start = 0.0, perf_counter()
    while (now := perf_counter()) - max(start, window.repainted) < QUIET_S:
        QApplication.processEvents()
        longest = max(longest, perf_counter() - now)
        _give_up_after(start)
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
        self.window = RepaintingWindow(Settings(bench.folder / "settings.ini"))
        to_rest(self.window.show, self.window)
        path = study or bench.reference.study
        collector = IdleCollector(self.app)
        self.opening = to_rest(lambda: self.window.open_study(path), self.window)
        collector.spare_what_stays()

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
