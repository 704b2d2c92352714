"""Name who speaks where the text does not."""

from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.widgets.transcript_speakers import unwritten
from app.widgets.transcript_view import TranscriptView
from framework.queries.transcripts import ParagraphRow


def _said(*rows: tuple[str, str | None, str | None, str]) -> tuple[str, list[ParagraphRow]]:
    """Make a text of paragraphs: words, label, speaker, kind."""
    found, at = list[ParagraphRow](), 0
    for n, (words, label, speaker, kind) in enumerate(rows, start=1):
        found.append(ParagraphRow(n, at, at + len(words), words, label, speaker, None, kind))
        at += len(words) + 1
    return "\n".join(row[0] for row in rows), found


def test_captions_show_their_speaker_where_a_turn_begins() -> None:
    _text, rows = _said(
        ("A first cue.", "Interviewer", "Interviewer", "speech"),
        ("And more of it.", None, "Interviewer", "speech"),
        ("An answer.", "P01", "P01", "speech"),
    )
    assert unwritten(rows) == {0: "Interviewer", 2: "P01"}


def test_a_label_in_the_text_or_above_it_is_not_repeated() -> None:
    _text, rows = _said(
        ("P01: An answer.", "P01", "P01", "speech"),
        ("Interviewer", "Interviewer", "Interviewer", "label"),
        ("A question?", None, "Interviewer", "speech"),
        ("A note of nobody's.", None, None, "note"),
    )
    assert unwritten(rows) == {}


def test_a_name_takes_room_above_the_words_and_leaves_every_place_on_its_word(
    qtbot: QtBot,
) -> None:
    text, rows = _said(
        ("A first cue.", "Interviewer", "Interviewer", "speech"),
        ("An answer of some words.", "P01", "P01", "speech"),
        ("More of the answer.", None, "P01", "speech"),
    )
    view = TranscriptView(Look())
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show_transcript(text, rows, {"Interviewer": "interviewer"})
    view.show()
    qtbot.waitExposed(view)
    heights = [seen.height for seen in view.ruler.seen()]
    assert heights[0] == heights[1] > heights[2]
    (box,) = view.boxes(rows[1].start + 3, rows[1].start + 9)
    assert view.place_at(box.center()) in range(rows[1].start + 3, rows[1].start + 10)
