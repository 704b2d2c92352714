"""Measure the window as a whole: starting, opening a study, holding it in memory."""

import sys
from time import time
from typing import Any

from tests.benchmarks.measured import Bench, CannotYetError, Measured, peak_mb


def start_window(bench: Bench) -> Measured:
    """Start the program as the person does, until its window is painted."""
    from app.__main__ import main

    painted = list[float]()

    def instead_of_running(*_what: Any) -> int:
        from PySide6.QtWidgets import QApplication

        while not any(window.isExposed() for window in QApplication.topLevelWindows()):
            QApplication.processEvents()
        QApplication.processEvents()
        painted.append(time())
        return 0

    from PySide6.QtWidgets import QApplication

    QApplication.exec = instead_of_running  # type: ignore[method-assign] # the loop ends at once
    sys.argv[1:] = []
    if main([]) or not painted:
        raise CannotYetError("the window did not open")
    return Measured([painted[0] - bench.began])


def open_study(bench: Bench) -> Measured:
    """Open the reference study in the empty window, until Study is painted and at rest."""
    from tests.benchmarks.driving import Desk

    desk = Desk(bench)
    desk.close()
    return Measured([desk.opening])


def peak_memory(bench: Bench) -> Measured:
    """Visit every workspace with the study open, and read the most memory ever held."""
    from time import perf_counter

    from app.frame.doors import DOORS
    from tests.benchmarks.driving import Desk, to_rest

    desk = Desk(bench)
    start, detail = perf_counter(), {}
    for door in DOORS:
        desk.go(door.key)
        detail[f"after {door.title}"] = peak_mb()
    desk.go("code", transcript=desk.transcript("S001"), paragraph=100)
    chart: Any = desk.go("chart")
    to_rest(lambda: chart.bar.tabs.chosen.emit("0"), desk.window)
    seconds = perf_counter() - start
    desk.close()
    return Measured([seconds], detail=detail)
