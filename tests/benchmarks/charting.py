"""Measure painting, scrolling and writing the whole matrix in the Chart workspace."""

from functools import partial
from shutil import copyfile
from time import perf_counter, sleep
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from tests.benchmarks.driving import Desk, Paints, to_paint, to_rest
from tests.benchmarks.measured import RUNS, Bench, Measured, middle, timed

WHEEL = 120
FRAME_S = 1 / 60
KEYS = "the team asked for the report "


def chart_first_paint(bench: Bench) -> Measured:
    """Go to Chart for the first time, then to all charts side by side."""
    desk = Desk(bench)
    visit = to_rest(lambda: desk.window.go_to("chart"), desk.window)
    workspace: Any = desk.go("chart")
    whole = to_paint(lambda: _show_all(workspace), Paints(workspace.table.viewport()))
    model, table = workspace.model, workspace.table
    assert (model.rowCount(), model.columnCount()) == (200, 100)
    assert all(model.shown(row, 0) for row in table.visible_rows())
    desk.close()
    return Measured([whole], detail={"first visit, one chart, to rest": visit})


def chart_scroll(bench: Bench) -> Measured:
    """Scroll all charts down and across by wheel steps: a sample is the worst frame."""
    desk = Desk(bench)
    workspace: Any = desk.go("chart")
    to_rest(lambda: _show_all(workspace), desk.window)
    table, samples, every = workspace.table, [], list[float]()
    for _run in range(RUNS):
        frames = _scrolled(table.verticalScrollBar()) + _scrolled(table.horizontalScrollBar())
        samples.append(max(frames))
        every += frames
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.setValue(0)
        to_rest(workspace.model.forget, desk.window)
    desk.close()
    every.sort()
    detail = {"median frame": middle(every), "99th of 100": every[len(every) * 99 // 100]}
    return Measured(samples, detail=detail)


def _scrolled(bar: QScrollBar) -> list[float]:
    """Scroll to the end, a wheel step a frame; give the seconds each frame was busy."""
    frames = []
    while bar.value() < bar.maximum():
        begun = perf_counter()
        bar.setValue(bar.value() + WHEEL)
        QApplication.processEvents()
        busy = perf_counter() - begun
        frames.append(max(busy, _until(begun + FRAME_S)))
    return frames


def _until(end: float) -> float:
    """Wait for the next frame; give the seconds that what came in meanwhile kept it waiting."""
    longest = 0.0
    while (now := perf_counter()) < end:
        QApplication.processEvents()
        longest = max(longest, perf_counter() - now)
        sleep(0.001)
    return longest


def cell_keystroke(bench: Bench) -> Measured:
    """Write in several cells; a sample is one key to its repaint."""
    path = bench.folder / "copy.chartwell"
    copyfile(bench.reference.study, path)
    desk = Desk(bench, path)
    workspace: Any = desk.go("chart")
    editor, samples, saving = workspace.pane.editor, [], []
    painted = Paints(editor.viewport())
    for row in range(RUNS):
        workspace.table.choose(workspace.model.index(row, row))
        desk.rest()
        editor.setFocus()
        editor.settle()
        desk.rest()
        before = len(editor.text())
        samples += [to_paint(partial(QTest.keyClick, editor, key), painted) for key in KEYS]
        assert len(editor.text()) == before + len(KEYS)
        saving.append(timed(editor.commit))
        desk.rest()
    desk.close()
    ordered = sorted(samples)
    detail = {"slowest": ordered[-1], "saving the cell": middle(saving)}
    return Measured(samples, detail=detail)


def _show_all(workspace: Any) -> None:
    """Choose the tab that shows all charts side by side."""
    from app.charting.arrangement import EVERY_CHART

    workspace.bar.tabs.chosen.emit(str(EVERY_CHART))
