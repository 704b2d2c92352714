"""Measure reading and coding a transcript of a thousand codings in the Code workspace."""

from collections.abc import Sequence
from functools import partial
from random import Random
from shutil import copyfile
from time import perf_counter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from framework.queries.transcripts import ParagraphRow
from tests.benchmarks.charted import passage, theme_number
from tests.benchmarks.driving import Desk, Paints, longest_stall, to_paint, to_rest
from tests.benchmarks.measured import Bench, Measured, middle

PASSAGES = 15


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
