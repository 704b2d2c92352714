"""Measure reading and coding a transcript of a thousand codings in the Code workspace."""

from collections.abc import Sequence
from functools import partial
from random import Random
from shutil import copyfile
from time import perf_counter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from framework.queries.transcripts import ParagraphRow, list_transcripts
from tests.benchmarks.charted import passage, theme_number
from tests.benchmarks.driving import Desk, Paints, longest_stall, to_paint, to_rest
from tests.benchmarks.measured import Bench, Measured, middle

PASSAGES = 15
MOST_FRAMES = 800


def open_coded_transcript(bench: Bench) -> Measured:
    """Go from another transcript to the one with a thousand codings."""
    desk = Desk(bench)
    workspace: Any = desk.go("code", transcript=desk.transcript("S002"))
    wanted = desk.transcript("S001")
    view = workspace.view
    first = to_paint(
        lambda: desk.window.go_to("code", transcript=wanted),
        Paints(view.viewport()), *(Paints(stripe) for stripe in _stripes(view)),
    )  # fmt: skip
    desk.go("code", transcript=desk.transcript("S002"))
    again = to_rest(lambda: desk.window.go_to("code", transcript=wanted), desk.window)
    detail = {"a second time, to rest": again}
    assert len(workspace.codings) == 1000
    desk.close()
    return Measured([first], detail=detail)


def code_passage(bench: Bench) -> Measured:
    """Select, Enter, a theme's number, Enter: a sample is the slowest key of the sequence."""
    path = bench.folder / "copy.chartwell"
    copyfile(bench.reference.study, path)
    desk = Desk(bench, path)
    workspace: Any = desk.go("code", transcript=desk.transcript("S001"))
    chance = Random("passages to code")
    keys: dict[str, list[float]] = {"Enter opens": [], "a digit": [], "Enter codes": []}
    samples, stalls = list[float](), list[float]()
    for _passage in range(PASSAGES):
        workspace.view.select(*_somewhere(chance, workspace.paragraphs))
        workspace.view.setFocus()
        desk.rest()
        taken = _coded(workspace, theme_number(chance))
        behind = perf_counter() - desk.window.repainted
        stalls.append(max(behind, longest_stall(desk.window)))
        desk.rest()
        samples.append(max(seconds for _key, seconds in taken))
        for key, seconds in taken:
            keys[key].append(seconds)
    assert len(workspace.codings) == 1000 + PASSAGES
    desk.close()
    detail = {key: middle(found) for key, found in keys.items()}
    return Measured(samples, detail=detail | {"longest stall after it": middle(stalls)})


def scroll_transcript(bench: Bench) -> Measured:
    """Scroll the transcript of a thousand codings, and the longest: a sample is the worst frame.

    By pages and line by line down, then by the notches of a wheel up.
    """
    desk = Desk(bench)
    samples, every = list[float](), list[float]()
    for name in ("S001", _longest(desk)):
        workspace: Any = desk.go("code", transcript=desk.transcript("S002"))
        workspace = desk.go("code", transcript=desk.transcript(name))
        bar = workspace.view.verticalScrollBar()
        for step in (bar.pageStep(), 1, -3):
            bar.setValue(0 if step > 0 else bar.maximum())
            desk.rest()
            frames = _scrolled(bar, step)
            samples.append(max(frames))
            every += frames
    desk.close()
    every.sort()
    detail = {"median frame": middle(every), "99th of 100": every[len(every) * 99 // 100]}
    return Measured([max(samples)], detail=detail)


def _longest(desk: Desk) -> str:
    """Name the transcript with the most words."""
    study = desk.window.study
    assert study is not None
    with study.read() as session:
        return max(list_transcripts(session), key=lambda row: row.words).name


def _scrolled(bar: QScrollBar, step: int) -> list[float]:
    """Scroll to an end by steps; give the seconds that each frame was busy."""
    frames = list[float]()
    while bar.value() != (bar.maximum() if step > 0 else 0) and len(frames) < MOST_FRAMES:
        begun = perf_counter()
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
        frames.append(perf_counter() - begun)
    return frames


def _coded(workspace: Any, number: str) -> list[tuple[str, float]]:
    """Code what is selected, and give the seconds from each key to its repaint."""
    popup, view = workspace.palette_popup, workspace.view
    popup_list, text = Paints(popup.list.viewport()), Paints(view.viewport())
    taken = [("Enter opens", to_paint(lambda: QTest.keyClick(view, Qt.Key.Key_Return), popup_list))]
    taken += [
        ("a digit", to_paint(partial(QTest.keyClick, popup.field, key), popup_list))
        for key in number
    ]
    taken.append(
        ("Enter codes", to_paint(lambda: QTest.keyClick(popup.field, Qt.Key.Key_Return), text))
    )
    return taken


def _somewhere(chance: Random, paragraphs: Sequence[ParagraphRow]) -> tuple[int, int]:
    """Choose a passage."""
    paragraph = chance.choice(paragraphs[1:])
    return passage(chance, paragraph.start, paragraph.end)


def _stripes(view: Any) -> tuple[Any, Any]:
    """Give the column of paragraph numbers and the margin with the codings."""
    return view._gutter, view._brackets
