"""Hold quotations to the words that were selected, whatever the script."""

import csv
import unicodedata
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.widgets.offsets import whole
from app.widgets.transcript_view import TranscriptView
from exports import export
from exports.options import Options
from framework.drafts import ParagraphDraft, TranscriptDraft
from framework.edits.corrections import correct
from framework.edits.transcripts import import_transcripts
from framework.queries.codings import all_codings, codings_by_id
from framework.queries.corrections import corrections_of, wording_of
from framework.queries.themes import list_themes
from framework.queries.transcripts import list_transcripts, paragraphs_of, text_of
from framework.study import Study
from tests.studies import code_passage

PIECES = (
    "a", "Zoë ", "e\u0301\u0323", "o\u0308", " ", "the ", "🫁", "👩\u200d⚕️", "👨\u200d👩\u200d👧",
    "🇬🇧", "1️⃣", "שָׁלוֹם ", "עולם", "السلام ", "عليكم", "’", "…", "\u00a0", "10:42 ", "\u200f",
)  # fmt: skip
LINES = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=1, max_size=3
)
NUMBERS = count(1)


def bring_in(study: Study, lines: list[str]) -> int:
    """Import a transcript with these paragraphs."""
    number = next(NUMBERS)
    said = [unicodedata.normalize("NFC", f"x{number} {line}.") for line in lines]
    paragraphs, start = [], 0
    for line in said:
        paragraphs.append(ParagraphDraft(start, start + len(line)))
        start += len(line) + 1
    text, name = "\n".join(said), f"T{number:03d}"
    import_transcripts(
        study, [TranscriptDraft(name, "txt", text.encode(), text, tuple(paragraphs))]
    )
    with study.read() as session:
        return next(row.id for row in list_transcripts(session) if row.name == name)


def show(view: TranscriptView, study: Study, transcript_id: int) -> None:
    """Show a transcript as the Code workspace does."""
    with study.read() as session:
        view.show_transcript(
            text_of(session, transcript_id), paragraphs_of(session, transcript_id), {},
            wording_of(session, transcript_id), corrections_of(session, transcript_id),
        )  # fmt: skip


def selected(view: TranscriptView) -> str:
    """Return what the person sees selected."""
    return view.textCursor().selectedText().replace("\u2029", "\n")


def drag(view: TranscriptView, one: int, other: int) -> None:
    """Select between two places of Qt's, as a mouse does: on the nearest whole characters."""
    cursor = view.textCursor()
    for place, mode in ((one, QTextCursor.MoveMode.MoveAnchor),
                        (other, QTextCursor.MoveMode.KeepAnchor)):  # fmt: skip
        block = view.document().findBlock(place)
        within = place - block.position()
        if not block.layout().isValidCursorPosition(within):
            within = block.layout().nextCursorPosition(within)
        cursor.setPosition(block.position() + within, mode)
    view.setTextCursor(cursor)


@pytest.fixture
def view(qtbot: QtBot) -> TranscriptView:
    """Show nothing yet."""
    made = TranscriptView(Look())
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_what_is_selected_is_quoted_coded_exported_and_found_again(
    view: TranscriptView, study: Study, tmp_path: Path
) -> None:
    with study.read() as session:
        theme = list_themes(session)[-1].id
    seen: dict[int, str] = {}

    @settings(max_examples=40, deadline=None,
              suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
    @given(LINES, st.tuples(st.floats(0, 1), st.floats(0, 1)), st.booleans(), st.booleans())
    def holds(lines: list[str], part: tuple[float, float], by_mouse: bool, corrected: bool) -> None:
        transcript = bring_in(study, lines)
        if corrected:
            correct(study, transcript, 0, 2, "exactly 👩\u200d⚕️")
        show(view, study, transcript)
        low, high = sorted(part)
        if by_mouse:
            last = view.document().characterCount() - 1
            drag(view, round(low * last), round(high * last))
        else:
            view.select(round(low * len(view.text)), round(high * len(view.text)))
        start, end = view.selection()
        assert (start, end) == whole(view.text, start, end)
        if not corrected:
            assert selected(view) == view.text[start:end]
        view.select(start, end)
        assert view.selection() == (start, end)
        words = selected(view)
        if not view.text[start:end].strip():
            return
        made = code_passage(study, transcript, start, end, theme)
        with study.read() as session:
            (row,) = codings_by_id(session, [made])
        assert row.quote == words.strip()
        view.set_codings([row])
        view.take_coding(made)
        assert selected(view) == row.quote
        seen[made] = row.quote

    holds()
    assert seen
    with study.read() as session:
        export(session, "codings", tmp_path / "codings.csv", Options())
    with (tmp_path / "codings.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    written = [_bare(value) for row in rows for value in row.values()]
    assert all(_bare(quote) in written for quote in seen.values())
    again = Study.open(study.path, "AB", reading=True)
    with again.read() as session:
        assert {row.id: row.quote for row in all_codings(session)} == seen
    again.close()


def _bare(words: str) -> str:
    """Return words without the mark that keeps a spreadsheet from reading a formula."""
    return words.removeprefix("'")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.data())
def test_a_selection_cuts_through_no_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = whole(text, start, end)
    assert first <= start <= end <= last
    assert whole(text, first, last) == (first, last)
    for edge in (first, last):
        after = text[edge : edge + 1]
        assert not after or edge == 0 or unicodedata.combining(after) == 0


def test_codings_stay_on_their_words_when_a_correction_comes_and_goes(
    view: TranscriptView, study: Study
) -> None:
    transcript = bring_in(study, ["🫁 teh shared שלום language"])
    show(view, study, transcript)
    for words in ("shared שלום", "language"):
        start = view.text.index(words)
        view.select(start, start + len(words))
        before = view.selection()
        at = view.text.index("teh")
        correct(study, transcript, at, at + 3, "the much longer")
        show(view, study, transcript)
        view.select(*before)
        assert selected(view) == words
        correct(study, transcript, at, at + 3, "teh")
        show(view, study, transcript)
        view.select(*before)
        assert selected(view) == words
