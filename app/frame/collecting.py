"""Collect unused objects while nobody waits for the window.

Python stops for a collection whenever it has made enough objects: for tens of milliseconds in the
middle of a scroll, and on whatever thread that happens to be, where it may take a widget apart
beside the window's own thread. So the window collects by itself, in a pause.
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

PAUSE_MS = 400
WORTHWHILE = 20_000
URGENT = 5_000_000
FULL_AFTER = 20


class IdleCollector(QObject):
    """Collect once the event loop has rested for a moment and there is something to collect."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._young = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._collect)
        gc.disable()
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is not None:
            # Which of the two is told depends on how this platform's event loop rests.
            dispatcher.awake.connect(self._wait)
            dispatcher.aboutToBlock.connect(self._wait)

    def spare_what_stays(self) -> None:
        """Leave what lives as long as the window out of all collections to come."""
        gc.collect()
        gc.freeze()

    def _wait(self) -> None:
        """Begin to wait for a pause anew, where there is something to collect."""
        made = gc.get_count()[0]
        if made > URGENT:
            self._collect()
        elif made > WORTHWHILE:
            self._pause.start()

    def _collect(self) -> None:
        """Collect what is young, and now and then everything."""
        self._young += 1
        if self._young < FULL_AFTER:
            gc.collect(1)
        else:
            self._young = 0
            gc.collect()
