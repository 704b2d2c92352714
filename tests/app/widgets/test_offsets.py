"""Hold code points and Qt's units to each other, whatever the script."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.widgets.offsets import Offsets
from app.widgets.transcript_view import TranscriptView
from framework.queries.transcripts import ParagraphRow

TEXT = "a🫁b e\u0301\u0323 שלום\u00a0nbsp 👩\u200d⚕️ end\u2028same paragraph"


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text())
def test_every_place_goes_to_qt_and_back(text: str) -> None:
    offsets = Offsets(text)
    for place in range(len(text) + 1):
        there = offsets.to_qt(place)
        assert offsets.to_python(there) == place


def test_a_character_beyond_the_plane_counts_twice_in_qt() -> None:
    offsets = Offsets(TEXT)
    for place in range(len(TEXT) + 1):
        assert offsets.to_qt(place) == units(TEXT[:place])


def view_of(qtbot: QtBot, text: str) -> TranscriptView:
    view = TranscriptView(Look())
    qtbot.addWidget(view)
    rows, start = [], 0
    for n, line in enumerate(text.split("\n"), start=1):
        rows.append(ParagraphRow(n, start, start + len(line), line, None, None, None, "speech"))
        start += len(line) + 1
    view.show_transcript(text, rows)
    return view


def test_what_is_selected_is_what_is_quoted(qtbot: QtBot) -> None:
    view = view_of(qtbot, f"{TEXT}\n{TEXT}")
    for wanted in ("🫁b", "e\u0301\u0323 ", "שלום\u00a0nbsp", "👩\u200d⚕️ end"):
        start = view.text.rindex(wanted)
        view.select(start, start + len(wanted))
        QApplication.processEvents()
        chosen = view.selection()
        assert view.text[slice(*chosen)] == wanted
        assert view.paragraph() == 2
