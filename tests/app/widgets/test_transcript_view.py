"""Hold the transcript to showing codings where they are."""

from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.widgets.brackets import LANES, lanes_of
from app.widgets.transcript_ink import ink_codings, ink_labels
from app.widgets.transcript_layout import INKED
from app.widgets.transcript_view import TranscriptView
from framework.queries.codings import CodingRow
from framework.queries.transcripts import ParagraphRow

LINE = "P03: one two three four five [00:14:32]"


def coding(coding_id: int, start: int, end: int, **more: Any) -> CodingRow:
    row = CodingRow(
        coding_id, str(coding_id), 1, "P03", start, end, 1, 1, "", "P03", 1, "2.2", "Skills", 1,
        "AB", starred=False, memo="", cases=(),
    )  # fmt: skip
    return row._replace(**more)


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
    view.resize(800, 600)
    view.show_transcript(*paragraphs(count))
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    return view


def test_coding_one_passage_inks_only_its_paragraph_anew(qtbot: QtBot) -> None:
    view = shown(qtbot)
    start = 2 * (len(LINE) + 1)
    view.set_codings([coding(1, start + 5, start + 12)])
    states = [view.document().findBlockByNumber(n).userState() for n in range(5)]
    assert states == [INKED, INKED, 0, INKED, INKED]
    QApplication.processEvents()
    view.grab()
    assert view.document().findBlockByNumber(2).userState() == INKED


def test_paragraphs_out_of_sight_wait_with_their_ink(qtbot: QtBot) -> None:
    view = shown(qtbot, 3000)
    assert view.document().findBlockByNumber(2500).userState() != INKED


def test_brackets_in_sight_are_those_of_the_paragraphs_in_sight(qtbot: QtBot) -> None:
    view = shown(qtbot, 3000)
    far = 2500 * (len(LINE) + 1)
    view.set_codings([coding(1, 5, 12), coding(2, far + 5, far + 12)])
    assert [seen[0].id for seen in view.seen_codings()] == [1]
    view.go_to_paragraph(2501)
    QApplication.processEvents()
    assert [seen[0].id for seen in view.seen_codings()] == [2]


def test_overlapping_codings_stand_in_lanes_of_their_own() -> None:
    overlapping = [coding(n, 0, 100 - n) for n in range(1, 9)]
    lanes = lanes_of(overlapping)
    assert sorted(lanes.values())[:LANES] == list(range(LANES))
    assert max(lanes.values()) == LANES - 1
    assert lanes_of([coding(1, 0, 5), coding(2, 5, 9)]) == {1: 0, 2: 0}


def test_where_codings_overlap_the_shortest_shows() -> None:
    _text, rows = paragraphs(1)
    inks = ink_codings(rows[0], [coding(1, 5, 30, colour=1), coding(2, 10, 15, colour=2)], None)
    assert [(ink.start, ink.length, ink.colour) for ink in inks] == [
        (5, 5, 1), (10, 5, 2), (15, 15, 1),
    ]  # fmt: skip


def test_labels_and_times_are_inked() -> None:
    _text, rows = paragraphs(1)
    kinds = [(ink.kind, ink.start, ink.length) for ink in ink_labels(rows[0], "interviewer")]
    assert kinds == [("interviewer", 0, 4), ("time", LINE.index("["), 10)]


def test_going_out_of_the_text_is_held_at_its_ends(qtbot: QtBot) -> None:
    view = shown(qtbot, 3)
    view.go_to_paragraph(99)
    assert view.paragraph() == 3
    view.go_to_paragraph(-4)
    assert view.paragraph() == 1
