"""Give a real study and the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.frame.dialogs import Dialogs
from app.frame.launch import make_application
from app.frame.settings import Settings
from app.window import Window
from framework.drafts import (
    CaseDraft,
    FrameworkDraft,
    ParagraphDraft,
    SpeakerDraft,
    ThemeDraft,
    TranscriptDraft,
)
from framework.study import Study

HERE = Path(__file__).parent
# Said by Qt’s own offscreen plugin of every popup, and of windows with a smallest size.
OFFSCREEN = "This plugin does not support"

LINES = (
    ("Interviewer: And thinking about the module, what difference did it make?", 0),
    ("P03: It gave us a shared language. And they ask it, which I didn’t expect.", 1),
    ("Interviewer: Can you give me an example of that?", 0),
    ("P03: A lady rang for her inhaler 🫁 and they booked her in.", 1),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what Qt's offscreen plugin lacks pass; every other warning fails a test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


class AnsweredDialogs(Dialogs):
    """Answer file dialogs with what a test has laid ready."""

    def __init__(self) -> None:
        super().__init__()
        self.to_open: list[Path] = []
        self.to_save: Path | None = None

    def open_files(self, title: str, filters: str = "", *, many: bool = False) -> list[Path]:
        del title, filters, many
        return self.to_open

    def save_file(self, title: str, suggested: str, filters: str = "") -> Path | None:
        del title, suggested, filters
        return self.to_save


def transcript(name: str = "P03 Practice nurse") -> TranscriptDraft:
    """Make a small synthetic interview."""
    text, paragraphs = "", []
    for line, speaker in LINES:
        label = line.split(" ")[0]
        start = len(text)
        draft = ParagraphDraft(start, start + len(line), "speech", label, speaker, None)
        paragraphs.append(draft)
        text += line + "\n"
    speakers = (
        SpeakerDraft("Interviewer", ("Interviewer:",), "interviewer"),
        SpeakerDraft("P03", ("P03:",), "participant"),
    )
    original = f"{name}\n{text}".encode()
    return TranscriptDraft(name, "txt", original, text[:-1], tuple(paragraphs), speakers)


FRAMEWORK = FrameworkDraft(
    "pilot",
    (
        ThemeDraft("1", "Innovation", children=(ThemeDraft("1.1", "Fit with practice"),)),
        ThemeDraft(
            "2",
            "Recipients",
            children=(
                ThemeDraft("2.1", "Motivation and beliefs"),
                ThemeDraft("2.2", "Skills and knowledge", "How the team learned it."),
            ),
        ),
    ),
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Make a study with one transcript, a small framework and one case."""
    from framework.edits import cases, themes, transcripts

    made = Study.create(tmp_path / "pilot.chartwell", "Pilot", "AB", note="synthetic")
    transcripts.import_transcripts(made, [transcript()])
    themes.load_framework(made, FRAMEWORK)
    cases.add_cases(made, [CaseDraft("P03", "participant", "nurse", (), {})])
    yield made
    made.close()


@pytest.fixture
def dialogs() -> AnsweredDialogs:
    """Answer file dialogs."""
    return AnsweredDialogs()


@pytest.fixture
def bare_window(qtbot: QtBot, tmp_path: Path, dialogs: AnsweredDialogs) -> Iterator[Window]:
    """Show the window without a study, and see that nothing of it is left behind."""
    make_application()
    settings = Settings(tmp_path / "chartwell.ini")
    settings.appearance, settings.coder = "light", "AB"
    shown = Window(settings, dialogs)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    assert not shown.jobs.busy
    shown.close()
    QApplication.processEvents()
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not left


@pytest.fixture
def window(bare_window: Window, study: Study) -> Window:
    """Show the window with the study."""
    bare_window.show_study(study)
    return bare_window
