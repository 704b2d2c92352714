"""Hold the frame to what a person expects of it."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from time import sleep

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.design.type import TypeScale
from app.frame.doors import DOORS
from app.jobs import Job
from app.widgets.buttons import Button
from app.widgets.empty import EmptyState
from app.window import Window
from framework import NAMELESS
from framework.edits import themes
from framework.errors import RefusedError
from framework.progress import Progress
from framework.study import Study
from tests.app.conftest import AnsweredDialogs

CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_workspace_opens_by_its_key(qtbot: QtBot, window: Window) -> None:
    for number, door in enumerate(DOORS, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        shown = window.workspace()
        assert shown is not None
        assert shown.title == door.title


def test_title_says_that_data_are_synthetic(window: Window) -> None:
    assert window.top.title.text() == "Pilot"
    assert window.top.synthetic.isVisible()
    assert window.top.title.accessibleDescription() == "synthetic"


def test_undo_button_names_the_step_and_takes_it_back(
    qtbot: QtBot, window: Window, study: Study
) -> None:
    themes.add_theme(study, "Facilitation")
    qtbot.waitUntil(lambda: "Facilitation" in window.top.undo.toolTip())
    qtbot.mouseClick(window.top.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Facilitation" not in window.top.undo.toolTip())
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: "Facilitation" in window.top.undo.toolTip())


def test_text_grows_and_returns(qtbot: QtBot, window: Window) -> None:
    before = window.look.type.px(100)
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert window.look.type.px(100) > before
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert window.look.type.px(100) == before


def test_dark_is_chosen_and_kept(qtbot: QtBot, window: Window) -> None:
    qtbot.mouseClick(window.top.mode, Qt.MouseButton.LeftButton)
    assert window.look.dark
    assert window.settings.appearance == "dark"


def test_search_finds_a_passage_and_goes_there(qtbot: QtBot, window: Window) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(window.top.search, "inhaler")
    qtbot.waitUntil(lambda: window.results.isVisible() and window.results.list.count() == 2)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    shown = window.workspace()
    assert shown is not None
    assert shown.title == "Code"
    assert shown.place() == "P03 Practice nurse · ¶4 · 7 characters selected"


def test_refusal_is_shown_as_its_sentence(window: Window) -> None:
    window.errors.show(RefusedError("That number is taken; the old one was kept."))
    assert window.message.isVisible()
    assert window.message.words.text() == "That number is taken; the old one was kept."
    assert not window.bug.isVisible()


def test_a_bug_is_reported_without_words_of_the_study(window: Window, study: Study) -> None:
    window.errors.show(KeyError("what a participant said"))
    assert window.bug.isVisible()
    report = window.bug.report.toPlainText()
    assert "KeyError" in report
    assert "participant said" not in report
    assert study.title == "Pilot"


def test_new_study_is_made_where_the_person_says(
    bare_window: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.to_save = tmp_path / "New.chartwell"
    bare_window.new_study()
    assert (tmp_path / "New.chartwell").is_file()
    assert bare_window.top.title.text() == "New"
    assert bare_window.settings.recent == [tmp_path / "New.chartwell"]


def test_cancelled_new_study_leaves_the_start_page(
    bare_window: Window, dialogs: AnsweredDialogs
) -> None:
    dialogs.to_save = None
    bare_window.new_study()
    assert bare_window.study is None
    assert bare_window.start.isVisible()


def test_every_button_has_a_name(window: Window) -> None:
    for door in DOORS:
        window.go_to(door.key)
    nameless = [b for b in window.findChildren(Button) if _nameless(b)]
    assert not nameless


def _nameless(button: QAbstractButton) -> bool:
    return not (button.isHidden() or button.accessibleName() or button.text())


def test_an_empty_window_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from app.frame.launch import make_application\n"
        "app = make_application()\n"
        "import tempfile, pathlib\n"
        "from app.frame.settings import Settings\n"
        "from app.window import Window\n"
        "window = Window(Settings(pathlib.Path(tempfile.mkdtemp()) / 's.ini'))\n"
        "window.show(); app.processEvents()\n"
        "heavy = {'pandas', 'docx', 'lxml', 'sqlalchemy', 'yaml'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_empty_study_says_what_comes_next(
    bare_window: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.to_save = tmp_path / "Empty.chartwell"
    bare_window.new_study()
    for key in ("transcripts", "framework", "code", "integrate", "report"):
        bare_window.go_to(key)
        shown = bare_window.workspace()
        assert shown is not None
        assert any(text.isVisible() and "yet" in text.text() for text in shown.findChildren(QLabel))


def test_keys_work_at_once_where_one_goes(qtbot: QtBot, window: Window) -> None:
    for key, name in (("1", "Charting progress"), ("2", "Transcripts"), ("3", "Themes")):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{key}"), CTRL)
        held = QApplication.focusWidget()
        assert held is not None
        assert held.accessibleName() == name
    window.go_to("code")
    held = QApplication.focusWidget()
    assert held is not None
    assert held.accessibleName() == "Transcript"


def test_escape_gives_the_keys_back(qtbot: QtBot, window: Window) -> None:
    window.go_to("transcripts")
    table = QApplication.focusWidget()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = QApplication.focusWidget()
    assert sheet is not table
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table


def test_empty_workspaces_show_their_whole_sentence(
    qtbot: QtBot, bare_window: Window, tmp_path: Path
) -> None:
    bare_window.show_study(Study.create(tmp_path / "empty.chartwell", "Empty", "AB"))
    for key in ("transcripts", "framework", "code", "chart", "integrate", "report"):
        bare_window.go_to(key)
        qtbot.wait(50)
        words = [
            label
            for state in bare_window.findChildren(EmptyState)
            if state.isVisible()
            for label in state.findChildren(QLabel)
            if label.wordWrap()
        ]
        assert len(words) == 1
        assert words[0].height() >= words[0].heightForWidth(words[0].width())


def test_job_is_seen_and_cancelled_also_where_no_study_is_open(
    bare_window: Window, qtbot: QtBot
) -> None:
    window = bare_window
    assert not window.status.isVisible()

    def work(progress: Progress) -> None:
        while True:
            progress.at(0, 1, "Making")
            sleep(0.01)

    window.jobs.run(Job("Making the sample study", work, print))
    assert window.status.isVisible()
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert not window.status.isVisible()


def test_who_has_no_initials_is_asked_for_them_and_told_why(
    bare_window: Window, tmp_path: Path
) -> None:
    bare_window.settings.coder = ""
    bare_window.show_study(Study.create(tmp_path / "new.chartwell"))
    assert bare_window.study is not None
    assert bare_window.study.coder == NAMELESS
    assert bare_window.top.coder.text() == "Your initials? ▾"
    menu = bare_window.top.coder.menu()
    assert any("the audit trail" in one.text() for one in menu.findChildren(QLabel))
    bare_window.top.coder.setFocus()
    bare_window.top.initials_chosen.emit("EF")
    shown, keys = bare_window.workspace(), bare_window.focusWidget()
    assert shown is not None
    assert keys is not None
    assert shown.isAncestorOf(keys)
    assert bare_window.top.coder.text() == "EF ▾"
    assert bare_window.study.coder == "EF"


def test_redo_says_what_was_done_again(window: Window, study: Study) -> None:
    themes.add_theme(study, "Facilitation")
    window.undo()
    assert window.message.words.text().startswith("Undone: ")
    window.redo()
    said = window.message.words.text()
    assert said.startswith("Done again: ")
    assert "Facilitation" in said
    window.message.action.click()
    assert window.message.words.text().startswith("Undone: ")


def test_no_tool_of_the_top_bar_lies_over_another(window: Window) -> None:
    window.top.show_undo("Rename Fit with practice to Facilitation in every practice")
    window.resize(800, 560)
    top = window.top
    shown = (top.title, top.search, top.undo, top.mode, top.coder)
    for scale in (1.5, 2.0):
        window.look.set_type(TypeScale(scale))
        QApplication.processEvents()
        for left, right in pairwise(shown):
            assert left.geometry().right() < right.geometry().left()
    window.look.set_type(TypeScale())


def test_rail_leaves_the_names_out_before_one_icon_lies_over_another(window: Window) -> None:
    def doors() -> list[QToolButton]:
        return window.rail.findChildren(QToolButton)

    for scale, height, named in ((1.0, 700, True), (1.0, 560, True), (2.0, 560, False)):
        window.look.set_type(TypeScale(scale))
        window.resize(800, height)
        QApplication.processEvents()
        assert all(above.geometry().bottom() < below.y() for above, below in pairwise(doors()))
        assert doors()[-1].geometry().bottom() <= window.rail.height()
        with_words = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        assert all((door.toolButtonStyle() == with_words) == named for door in doors())
