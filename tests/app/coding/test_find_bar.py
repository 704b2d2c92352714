"""Find words in a transcript, whatever signs it is written in."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.coding.find_bar import FindBar
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.transcript_view import TranscriptView
from framework.drafts import ParagraphDraft
from framework.queries.transcripts import ParagraphRow

LINES = (
    "P03: The plan 🫁 came late. A café PLAN.",
    "P03: אמרו לי שָׁלוֹם בבוקר, and plan again.",
    "P03: قال مَرْحَبًا في الصباح 🫁🫁.",
)
TEXT = "\n".join(LINES)
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def paragraphs() -> list[ParagraphRow]:
    rows, start = [], 0
    for n, line in enumerate(LINES, start=1):
        draft = ParagraphDraft(start, start + len(line))
        rows.append(ParagraphRow(n, draft.start, draft.end, line, "P03:", "P03", None, "speech"))
        start += len(line) + 1
    return rows


@pytest.fixture
def view(qtbot: QtBot) -> TranscriptView:
    """Show a transcript in three scripts."""
    shown = TranscriptView(Look())
    qtbot.addWidget(shown)
    shown.resize(800, 500)
    shown.show_transcript(TEXT, paragraphs())
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def bar(qtbot: QtBot, view: TranscriptView) -> FindBar:
    """Open the find bar."""
    made = FindBar(view.look, view, Keymap())
    qtbot.addWidget(made)
    made.open()
    return made


def said(view: TranscriptView) -> str:
    return TEXT[slice(*view.selection())]


def look_for(qtbot: QtBot, bar: FindBar, typed: str) -> None:
    bar.field.clear()
    qtbot.keyClicks(bar.field, typed)
    qtbot.waitUntil(lambda: not bar._later.isActive())


def test_places_are_counted_and_gone_through(
    qtbot: QtBot, bar: FindBar, view: TranscriptView
) -> None:
    look_for(qtbot, bar, "plan")
    assert bar.count.text() == "1 of 3"
    assert said(view) == "plan"
    seen = []
    for _ in range(3):
        qtbot.keyClick(bar.field, Key.Key_Return)
        seen.append((bar.count.text(), said(view)))
    assert seen == [("2 of 3", "PLAN"), ("3 of 3", "plan"), ("1 of 3", "plan")]
    qtbot.keyClick(bar.field, Key.Key_Return, SHIFT)
    assert bar.count.text() == "3 of 3"
    qtbot.keyClick(bar.field, Key.Key_F3)
    assert bar.count.text() == "1 of 3"
    assert len(view.extraSelections()) == 3


@pytest.mark.parametrize(
    ("typed", "found"),
    [("cafe", "café"), ("שלום", "שָׁלוֹם"), ("مرحبا", "مَرْحَبًا"), ("🫁", "🫁"), ("late", "late")],
)
def test_what_is_found_is_selected_in_every_script(
    qtbot: QtBot, bar: FindBar, view: TranscriptView, typed: str, found: str
) -> None:
    bar.field.setText(typed)
    bar.field.textEdited.emit(typed)
    qtbot.waitUntil(lambda: bool(bar.found))
    assert said(view) == found


def test_escape_leaves_what_was_found_selected(
    qtbot: QtBot, bar: FindBar, view: TranscriptView
) -> None:
    look_for(qtbot, bar, "again")
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert not bar.isVisible()
    assert said(view) == "again"
    assert view.extraSelections() == []


def test_what_is_nowhere_is_said(qtbot: QtBot, bar: FindBar, view: TranscriptView) -> None:
    look_for(qtbot, bar, "zebra")
    assert bar.count.text() == "not found"
    assert view.selection()[0] == view.selection()[1]
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert bar.count.text() == "not found"


def test_corrected_words_are_found_as_they_read(qtbot: QtBot, view: TranscriptView) -> None:
    from framework.queries.corrections import CorrectionRow
    from framework.rules.corrections import Wording

    start = TEXT.index("late")
    row = CorrectionRow(1, 1, start, start + 4, "late", "very tardily", "", "AB", "", 1)
    view.show_transcript(TEXT, paragraphs(), None, Wording(TEXT, [row]), [row])
    bar = FindBar(view.look, view, Keymap())
    qtbot.addWidget(bar)
    bar.open()
    look_for(qtbot, bar, "tardily")
    assert said(view) == "late"
    look_for(qtbot, bar, "cafe")
    assert said(view) == "café"
