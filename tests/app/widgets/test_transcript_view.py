"""Hold the transcript to showing codings where they are."""

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.widgets.margin_labels import Row, arranged
from app.widgets.theme_drag import carried, theme_in
from app.widgets.transcript_gutter import Voice, joined
from app.widgets.transcript_highlights import layers_of
from app.widgets.transcript_ink import ink_labels, rest_of
from app.widgets.transcript_layout import INKED
from app.widgets.transcript_marks import LANES, Margin, Mark, Marked, clusters_of, lanes_of
from app.widgets.transcript_view import TranscriptView
from framework.queries.codings import CodingRow
from framework.queries.transcripts import ParagraphRow

LINE = "P03: one two three four five [00:14:32]"
LONG = len(LINE) + 1
SAID = len("P03: ")


def coding(coding_id: int, start: int, end: int, **more: Any) -> CodingRow:
    row = CodingRow(
        coding_id, str(coding_id), 1, "P03", start, end, 1, 1, "", "P03", 1, "2.2", "Skills", 1,
        "AB", starred=False, memo="", cases=(),
    )  # fmt: skip
    return row._replace(**more)


def marks_of(codings: list[CodingRow], margin: Margin, starts: list[int]) -> list[Mark]:
    return Marked().of(codings, margin, starts)


def paragraphs(count: int) -> tuple[str, list[ParagraphRow]]:
    rows, start = [], 0
    for n in range(1, count + 1):
        end = start + len(LINE)
        rows.append(ParagraphRow(n, start, end, LINE, "P03:", "P03", None, "speech"))
        start = end + 1
    return "\n".join([LINE] * count), rows


def shown(qtbot: QtBot, count: int = 40) -> TranscriptView:
    view = TranscriptView(Look())
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_transcript(*paragraphs(count))
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    return view


def names(view: TranscriptView) -> list[tuple[str, ...]]:
    QApplication.processEvents()
    view.grab()
    return view._brackets.names_in_sight()


def middle_of(view: TranscriptView, start: int, end: int) -> QPoint:
    return view.boxes(start, end)[0].center().toPoint()


def test_coding_a_passage_lays_no_text_out_anew(qtbot: QtBot) -> None:
    view = shown(qtbot)
    start = 2 * LONG
    view.set_codings([coding(1, start + 5, start + 12)])
    states = [view.document().findBlockByNumber(n).userState() for n in range(5)]
    assert states == [INKED] * 5
    assert view._highlights.of(2)
    assert not view._highlights.of(1)


def test_paragraphs_out_of_sight_wait_with_their_ink(qtbot: QtBot) -> None:
    view = shown(qtbot, 3000)
    assert view.document().findBlockByNumber(2500).userState() != INKED


def test_brackets_in_sight_are_those_of_the_paragraphs_in_sight(qtbot: QtBot) -> None:
    view = shown(qtbot, 3000)
    far = 2500 * LONG
    view.set_codings([coding(1, 5, 12), coding(2, far + 5, far + 12, theme="Far")])
    assert names(view) == [("2.2 Skills",)]
    view.go_to_paragraph(2501)
    assert names(view) == [("2.2 Far",)]


def test_overlapping_codings_stand_in_lanes_of_their_own() -> None:
    marks = marks_of([coding(n, 0, 100 - n) for n in range(1, 9)], Margin(), [0])
    lanes = lanes_of(marks, lambda _mark: ((0, 0), (0, 2)))
    assert sorted(lanes.values())[:LANES] == list(range(LANES))
    assert max(lanes.values()) == LANES


def test_codings_that_share_a_line_share_no_lane(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.set_codings([coding(1, 5, 9), coding(2, 9, 14), coding(3, LONG + 5, LONG + 9)])
    lanes = [lane for c in view.lanes.clusters for lane in view.lanes.of(c).values()]
    assert lanes == [0, 1, 0]


def test_brackets_never_overlap_however_many_there_are(qtbot: QtBot) -> None:
    view = shown(qtbot)
    every = [coding(n, 5 + n % 3, 30 - n % 4) for n in range(1, 10)]
    view.set_codings([*every, coding(20, 10, 3 * LONG + 12)])
    names(view)
    bars = [bar for bar, _mark in view._brackets._arranged(0).bars]
    assert len(bars) == LANES
    for at, one in enumerate(bars):
        assert not any(one.intersects(other) for other in bars[at + 1 :])


def test_names_that_do_not_fit_are_shortened_to_numbers(qtbot: QtBot) -> None:
    view = shown(qtbot)
    here = [coding(n, 5, 30, number=f"2.{n}", theme=f"Theme {n}") for n in range(1, 9)]
    view.set_codings([*here, coding(20, LONG + 5, LONG + 9)])
    first = names(view)[0]
    assert len(first) == 8
    assert all(f"2.{n} Theme {n}" in first for n in range(1, 9))
    assert names(view)[1] == ("2.2 Skills",)


def test_names_follow_each_other_and_the_last_row_holds_the_rest() -> None:
    assert arranged([0, 0, 40], 15, 1000) == [
        Row(0, (0,), True), Row(15, (1,), True), Row(40, (2,), True),
    ]  # fmt: skip
    assert [row.top for row in arranged([0, 0, 40], 15, 46)] == [0, 15, 31]
    crowded = arranged([0.0] * 6, 15, 48, held=4)
    assert [(row.names, row.in_full) for row in crowded] == [
        ((0,), True), ((4,), True), ((1, 2, 3, 5), False),
    ]  # fmt: skip


def test_each_of_six_overlapping_codings_has_a_stripe_of_its_own(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.set_codings([coding(n, 5, 30, colour=n) for n in range(6)])
    stripes = view._highlights.of(0)
    assert len({colour.name() for _box, colour in stripes}) == 6
    tops = [box.top() for box, _colour in stripes]
    assert tops == sorted(tops)
    for (one, _), (other, _) in pairwise(stripes):
        assert not one.intersects(other)


def test_a_stretch_is_parted_where_a_coding_begins_or_ends() -> None:
    marks = marks_of([coding(1, 5, 30), coding(2, 10, 15)], Margin(), [0])
    layers = [(layer.start, layer.end, len(layer.marks)) for layer in layers_of(marks, 0, 40)]
    assert layers == [(5, 10, 1), (10, 15, 2), (15, 30, 1)]


def test_clusters_part_where_no_paragraph_is_shared() -> None:
    starts = [n * LONG for n in range(5)]
    rows = [coding(1, 5, LONG + 3), coding(2, LONG + 5, LONG + 9), coding(3, 2 * LONG, 3 * LONG)]
    found = clusters_of(marks_of(rows, Margin(), starts))
    assert [(c.first, c.last, len(c.marks)) for c in found] == [(0, 1, 2), (2, 2, 1)]


def test_a_retired_theme_and_a_passage_to_read_again_say_so() -> None:
    (mark,) = marks_of([coding(7, 5, 9, starred=True)], Margin({1}, {7}), [0])
    assert mark.retired
    assert mark.said() == "2.2 Skills (retired) ★ AB · to be read again"


def test_labels_and_times_are_inked() -> None:
    _text, rows = paragraphs(2)
    inks = ink_labels(rows[1], "interviewer")
    assert [(ink.kind, ink.start, ink.end) for ink in inks] == [
        ("interviewer", LONG, LONG + 4), ("time", LONG + LINE.index("["), LONG + len(LINE)),
    ]  # fmt: skip


def test_what_is_coded_recedes_where_the_uncoded_is_looked_for(qtbot: QtBot) -> None:
    view = shown(qtbot)
    assert rest_of(view.paragraphs[0], [(5, 12)]) == [(0, 5), (12, len(LINE))]
    view.show_as("uncoded", [(5, 12)])
    assert len(view._highlights.of(0)) == 1
    view.show_as("reading")
    assert not view._highlights.of(0)


def test_reading_leaves_the_memos_in_the_margin(qtbot: QtBot) -> None:
    view = shown(qtbot)
    memos = ((4, LONG + 5, LONG + 9, "odd,\nthis"),)
    view.set_codings([coding(1, 5, 30)], Margin(memos=memos))
    assert names(view) == [("2.2 Skills",), ("odd, this",)]
    view.show_as("reading")
    assert names(view) == [("odd, this",)]


def test_going_out_of_the_text_is_held_at_its_ends(qtbot: QtBot) -> None:
    view = shown(qtbot, 3)
    view.go_to_paragraph(99)
    assert view.paragraph() == 3
    view.go_to_paragraph(-4)
    assert view.paragraph() == 1


def test_an_edge_is_dragged_and_let_go(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.set_codings([coding(1, SAID, SAID + 7)])
    view.take_coding(1)
    edge = middle_of(view, SAID + 6, SAID + 7) + QPoint(5, 0)
    further = middle_of(view, SAID + 12, SAID + 13) + QPoint(4, 0)
    QTest.mouseMove(view.viewport(), edge)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(view.viewport(), further)
    assert view.selection() == (SAID, SAID + 13)
    with qtbot.waitSignal(view.coding_resized) as resized:
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=further)
    assert resized.args == [1, SAID, SAID + 13]


def test_escape_puts_a_dragged_edge_back(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.set_codings([coding(1, SAID, SAID + 7)])
    view.take_coding(1)
    edge = middle_of(view, SAID + 6, SAID + 7) + QPoint(5, 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(view.viewport(), edge + QPoint(60, 0))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection() == (SAID, SAID + 7)
    with qtbot.assertNotEmitted(view.coding_resized):
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=edge)


@pytest.mark.parametrize("selected", [True, False])
def test_a_theme_is_dropped_on_the_selection_or_on_a_paragraph(
    qtbot: QtBot, *, selected: bool
) -> None:
    view = shown(qtbot)
    start = LONG + SAID
    if selected:
        view.select(start, start + 7)
    data = carried(3, "2.2 Skills")
    assert theme_in(data) == 3
    point, mouse = middle_of(view, start + 2, start + 3), Qt.MouseButton.LeftButton
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    view.dragMoveEvent(QDragMoveEvent(point, copy, data, mouse, none))
    with qtbot.waitSignal(view.theme_dropped) as dropped:
        view.dropEvent(QDropEvent(QPointF(point), copy, data, mouse, none))
    assert dropped.args is not None
    theme, first, last = dropped.args
    assert theme == 3
    assert (first, last) == (start, start + 7) if selected else first == last


def test_neighbouring_stretches_of_a_case_are_one() -> None:
    voices = [Voice(10, 20, "S05"), Voice(0, 10, "S05"), Voice(20, 25, "P01", by_hand=True)]
    assert joined(voices) == [Voice(0, 20, "S05"), Voice(20, 25, "P01", by_hand=True)]


def test_a_highlight_covers_every_letter_where_the_direction_turns(qtbot: QtBot) -> None:
    line = "we said שלום לכו and then, עד 12 times"
    view = TranscriptView(Look())
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show_transcript(line, [ParagraphRow(1, 0, len(line), line, None, None, None, "speech")])
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    (whole_line,) = view.boxes(0, len(line))
    pieces = [box for at in range(len(line)) for box in view.boxes(at, at + 1)]
    assert all(box.width() > 0 for box in pieces)
    assert sum(box.width() for box in pieces) == pytest.approx(whole_line.width(), abs=1)
