"""Code a whole transcript from the start page to its last paragraph with keys alone."""

from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.window import Window
from framework.drafts import (
    FrameworkDraft,
    ParagraphDraft,
    SpeakerDraft,
    ThemeDraft,
    TranscriptDraft,
)
from framework.queries.codings import CodingRow, all_codings
from framework.queries.themes import list_labels, list_themes
from framework.study import Study
from tests.app.conftest import AnsweredDialogs

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

LINES = (
    "Interviewer: How did the training reach the team?",
    "P01: It came late. Nobody had time for it. We read the plan aloud.",
    "And then reception joined in.",
    "Interviewer: And what changed?",
    "P01: The review is shorter now 🫁 and שלום is on the wall. People ask for their plan.",
    "Interviewer: Anything else?",
    "P01: Word got round. We keep each other going.",
)
FRAMEWORK = FrameworkDraft(
    "synthetic",
    (
        ThemeDraft("1", "Innovation", children=(ThemeDraft("1.1", "Fit with practice"),)),
        ThemeDraft("2", "Recipients", children=(
            ThemeDraft("2.1", "Motivation and beliefs"),
            ThemeDraft("2.2", "Skills and knowledge", "What staff know, and how they learn it."),
            ThemeDraft("2.3", "Time and capacity"),
        )),
    ),
)  # fmt: skip


def transcript(name: str) -> TranscriptDraft:
    text, paragraphs = "", []
    for at, line in enumerate(LINES):
        label = line.split(" ")[0] if ": " in line else None
        speaker = 0 if at in (0, 3, 5) else 1
        paragraphs.append(
            ParagraphDraft(len(text), len(text) + len(line), "speech", label, speaker, None)
        )
        text += line + "\n"
    speakers = (
        SpeakerDraft("Interviewer", ("Interviewer:",), "interviewer"),
        SpeakerDraft("P01", ("P01:",), "participant"),
    )
    original = f"{name}\n{text}".encode()
    return TranscriptDraft(name, "txt", original, text[:-1], tuple(paragraphs), speakers)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Keep a synthetic study of two transcripts in a file."""
    from framework.edits import themes, transcripts

    path = tmp_path / "keys.chartwell"
    made = Study.create(path, "Keys", "AB", note="synthetic")
    transcripts.import_transcripts(made, [transcript("P01 Nurse"), transcript("P02 Manager")])
    themes.load_framework(made, FRAMEWORK)
    made.close()
    return path


class Shown(NamedTuple):
    """Say what of a coding the test holds to."""

    quote: str
    theme: str
    starred: bool
    memo: str


class Keyboard:
    """Press keys where the window takes them, as a person without a mouse does."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self._qtbot, self._window = qtbot, window

    def held(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            self._qtbot.keyClick(self.held(), key, modifiers)

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.held(), text)

    def until_named(self, name: str) -> None:
        self._qtbot.waitUntil(lambda: self.held().accessibleName() == name)

    def code(self, typed: str, key: Qt.Key = Key.Key_Return,
             modifiers: Qt.KeyboardModifier = NONE) -> None:  # fmt: skip
        self.press(Key.Key_Return)
        self.choose(typed, key, modifiers)

    def choose(self, typed: str, key: Qt.Key = Key.Key_Return,
               modifiers: Qt.KeyboardModifier = NONE) -> None:  # fmt: skip
        self.until_named("Theme")
        self.type(typed)
        self.press(key, modifiers)
        self.until_named("Transcript")

    def said(self, words: str) -> None:
        def visible() -> bool:
            labels = self._window.message.findChildren(QLabel)
            return any(words in label.text() for label in labels if label.isVisible())

        self._qtbot.waitUntil(visible)


class Checked(NamedTuple):
    """Hold the keyboard, and the study file that it writes."""

    keys: Keyboard
    window: Window

    def codings(self) -> list[CodingRow]:
        assert self.window.study is not None
        with self.window.study.read() as session:
            return all_codings(session)

    def shown(self) -> list[Shown]:
        return [Shown(row.quote, row.number or row.theme, row.starred, row.memo)
                for row in self.codings()]  # fmt: skip

    def coded(self) -> list[tuple[str, str]]:
        return [(row.quote, row.theme) for row in self.shown()]

    def until(self, qtbot: QtBot, expected: list[tuple[str, str]]) -> None:
        qtbot.waitUntil(lambda: self.coded() == expected)


@pytest.fixture
def study_open(qtbot: QtBot, bare_window: Window, dialogs: AnsweredDialogs, path: Path) -> Checked:
    """Open the study from the start page, and go to Code."""
    dialogs.to_open = [path]
    keys = Keyboard(qtbot, bare_window)
    keys.press(Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: bare_window.study is not None)
    keys.press(Key.Key_4, CTRL)
    keys.until_named("Transcript")
    return Checked(keys, bare_window)


LATE, TIME = "It came late.", "Nobody had time for it."
ALOUD, JOINED = "We read the plan aloud.", "And then reception joined in."
SHORTER = "The review is shorter now 🫁 and שלום is on the wall."
ROUND = "Word got round."
GOING = "We keep each other going."


def grow_to_sentence(keys: Keyboard) -> None:
    keys.press(Key.Key_BracketRight, times=2)


def test_whole_transcript_is_coded_with_keys_alone(qtbot: QtBot, study_open: Checked) -> None:
    keys = study_open.keys
    # ¶2: the first sentence by a few letters; a cursor grows to a word, then to its sentence.
    keys.press(Key.Key_Down)
    grow_to_sentence(keys)
    keys.code("motiv")
    expected = [(LATE, "2.1")]
    study_open.until(qtbot, expected)
    # The next sentence by its theme's number, typed in the text; Enter ends the number.
    keys.press(Key.Key_Right, times=3)
    grow_to_sentence(keys)
    keys.type("2.3")
    keys.press(Key.Key_Return)
    expected.append((TIME, "2.3"))
    study_open.until(qtbot, expected)
    keys.press(Key.Key_S)
    qtbot.waitUntil(lambda: study_open.shown()[1].starred)
    keys.press(Key.Key_M)
    keys.until_named("Memo")
    keys.type("Says who had the time.")
    keys.press(Key.Key_Escape)
    keys.until_named("Transcript")
    qtbot.waitUntil(lambda: study_open.shown()[1].memo == "Says who had the time.")
    # The third by the key of the theme used first; the pause after a digit is what takes it.
    keys.press(Key.Key_Right, times=3)
    grow_to_sentence(keys)
    keys.press(Key.Key_1)
    expected.append((ALOUD, "2.1"))
    study_open.until(qtbot, expected)
    # It is another theme after all.
    keys.press(Key.Key_R, CTRL)
    keys.choose("skills")
    keys.said("is 2.2 Skills and knowledge now")
    expected[2] = (ALOUD, "2.2")
    study_open.until(qtbot, expected)
    # ¶3: a theme made on the way, and its step taken back and done again.
    keys.press(Key.Key_Down)
    keys.code("word of mouth", Key.Key_Return, CTRL)
    expected.append((JOINED, "2.4"))
    study_open.until(qtbot, expected)
    keys.press(Key.Key_Z, CTRL)
    study_open.until(qtbot, expected[:-1])
    keys.press(Key.Key_Y, CTRL)
    study_open.until(qtbot, expected)
    code_the_second_half(qtbot, study_open, expected)


def code_the_second_half(
    qtbot: QtBot, study_open: Checked, expected: list[tuple[str, str]]
) -> None:
    keys = study_open.keys
    # ¶5: the whole answer, split behind its first sentence, taken back, done again, joined.
    keys.press(Key.Key_Down, times=2)
    keys.code("1.1")
    answer = f"{SHORTER} People ask for their plan."
    study_open.until(qtbot, [*expected, (answer, "1.1")])
    keys.press(Key.Key_Left)
    keys.press(Key.Key_BracketRight, times=2)
    keys.press(Key.Key_X)
    halves = [(SHORTER, "1.1"), ("People ask for their plan.", "1.1")]
    study_open.until(qtbot, [*expected, *halves])
    keys.press(Key.Key_Z, CTRL)
    study_open.until(qtbot, [*expected, (answer, "1.1")])
    keys.press(Key.Key_Y, CTRL)
    study_open.until(qtbot, [*expected, *halves])
    keys.press(Key.Key_M, CTRL)
    study_open.until(qtbot, [*expected, (answer, "1.1")])
    # A second theme on the same passage, then off again.
    keys.press(Key.Key_D, CTRL)
    keys.choose("2.3")
    qtbot.waitUntil(lambda: len(study_open.codings()) == len(expected) + 2)
    keys.press(Key.Key_Delete)
    expected.append((answer, "1.1"))
    study_open.until(qtbot, expected)
    # The last paragraph: a label of open coding, and two themes at once.
    keys.press(Key.Key_End)
    grow_to_sentence(keys)
    keys.code("passing it on", Key.Key_Return, CTRL | SHIFT)
    expected.append((ROUND, "passing it on"))
    study_open.until(qtbot, expected)
    keys.press(Key.Key_Right, times=3)
    grow_to_sentence(keys)
    keys.press(Key.Key_Return)
    keys.until_named("Theme")
    keys.type("motiv")
    keys.press(Key.Key_Space, CTRL)
    keys.type("fit")
    keys.press(Key.Key_Space, CTRL)
    keys.press(Key.Key_Return)
    keys.until_named("Transcript")
    qtbot.waitUntil(lambda: len(study_open.codings()) == len(expected) + 2)
    last = sorted(row for row in study_open.coded() if row[0] == GOING)
    assert last == [(GOING, "1.1"), (GOING, "2.1")]
    keys.press(Key.Key_Z, CTRL)
    study_open.until(qtbot, expected)
    # On to the next transcript.
    keys.press(Key.Key_PageDown, ALT)
    keys.press(Key.Key_Down)
    keys.code("2.2")
    qtbot.waitUntil(lambda: len(study_open.codings()) == len(expected) + 1)
    assert study_open.codings()[-1].transcript == "P02 Manager"
    assert study_open.codings()[-1].first == 2


def test_first_theme_of_an_empty_framework_is_made_while_coding(
    qtbot: QtBot, bare_window: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    from framework.edits import transcripts

    path = tmp_path / "empty.chartwell"
    made = Study.create(path, "Empty", "AB", note="synthetic")
    transcripts.import_transcripts(made, [transcript("P01 Nurse")])
    made.close()
    dialogs.to_open = [path]
    keys = Keyboard(qtbot, bare_window)
    keys.press(Key.Key_O, CTRL)
    keys.press(Key.Key_4, CTRL)
    keys.until_named("Transcript")
    keys.press(Key.Key_Down)
    keys.code("Timing", Key.Key_Return, CTRL)
    seen = Checked(keys, bare_window)
    qtbot.waitUntil(lambda: len(seen.codings()) == 1)
    assert (seen.codings()[0].number, seen.codings()[0].theme) == ("1", "Timing")
    assert bare_window.study is not None
    keys.press(Key.Key_Down)
    keys.code("Later", Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(seen.codings()) == 2)
    with bare_window.study.read() as session:
        assert [row.name for row in list_labels(session)] == ["Later"]
        assert [row.name for row in list_themes(session)] == ["Timing"]
    keys.press(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(seen.codings()) == 1)
    with bare_window.study.read() as session:
        assert list_labels(session) == []


def test_found_words_are_coded_where_the_search_is_left(qtbot: QtBot, study_open: Checked) -> None:
    keys = study_open.keys
    keys.press(Key.Key_F, CTRL)
    keys.until_named("Find")
    keys.type("PLAN")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Escape)
    keys.until_named("Transcript")
    keys.code("2.2")
    study_open.until(qtbot, [("plan", "2.2")])
    assert study_open.codings()[0].first == 5


def test_selection_grows_with_shift_and_ctrl_as_in_any_text(study_open: Checked) -> None:
    keys = study_open.keys
    keys.press(Key.Key_Down)
    view = keys.held()
    assert isinstance(view, QPlainTextEdit)
    keys.press(Key.Key_Right, times=5)
    keys.press(Key.Key_Right, SHIFT, times=2)
    assert view.textCursor().selectedText() == "It"
    keys.press(Key.Key_Right, CTRL | SHIFT, times=2)
    assert view.textCursor().selectedText().strip() == "It came"
