"""Show progress as it is."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.design.type import TypeScale
from app.study.workspace import StudyWorkspace
from app.transcripts.workspace import TranscriptsWorkspace
from app.window import Window
from framework.backups import make_backup
from framework.edits.cases import attribute_transcript
from framework.edits.cells import set_state
from framework.edits.themes import add_other
from framework.queries.cases import list_cases
from framework.queries.themes import list_themes
from framework.study import Study
from tests.app.conftest import AnsweredDialogs
from tests.studies import code_passage


def test_figures_follow_the_study(qtbot: QtBot, window: Window, study: Study) -> None:
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)
    assert [cell[0].text() for cell in shown.figures._cells] == ["1", "0", "2", "0", "0"]
    with study.read() as session:
        case = list_cases(session)[0].id
        theme = next(t.id for t in list_themes(session) if t.number == "1.1")
    set_state(study, case, theme, "nothing_relevant")
    qtbot.waitUntil(lambda: shown.figures._cells[3][0].text() == "1")


def test_a_click_on_the_map_opens_that_cell(qtbot: QtBot, window: Window) -> None:
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)
    box = shown.heat_map._box(0, 1).center().toPoint()
    with qtbot.waitSignal(shown.heat_map.opened):
        qtbot.mouseClick(shown.heat_map, Qt.MouseButton.LeftButton, pos=QPoint(box))
    opened = window.workspace()
    assert opened is not None
    assert opened.title == "Chart"


def test_next_step_leads_to_where_it_is_done(window: Window) -> None:
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)
    named = {b.text(): b for b in shown.side.findChildren(QPushButton)}
    named["Code"].click()
    opened = window.workspace()
    assert opened is not None
    assert opened.title == "Code"


def test_study_says_how_safe_it_is(window: Window, study: Study) -> None:
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)

    def said() -> list[str]:
        return [one.text() for one in shown.side.widget().findChildren(QLabel)]

    assert "Not encrypted · only on this computer" in said()
    make_backup(study.path, "asked", always=True)
    shown.refresh(None)
    assert any(words.startswith("Checked copy kept ") for words in said())


def test_transcript_that_speaks_for_no_case_is_named_until_it_does(
    window: Window, study: Study, qtbot: QtBot
) -> None:
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)

    def said() -> list[str]:
        return [one.text() for one in shown.side.widget().findChildren(QLabel)]

    assert "1 transcript speaks for no case" in said()
    assert "P03 Practice nurse" in said()
    with study.read() as session:
        case = list_cases(session)[0].id
    attribute_transcript(study, 1, case)
    qtbot.waitUntil(lambda: "1 transcript speaks for no case" not in said())


def test_other_that_grew_is_a_thing_to_look_at(window: Window, study: Study, qtbot: QtBot) -> None:
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)

    def said() -> list[str]:
        return [one.text() for one in shown.side.widget().findChildren(QLabel)]

    with study.read() as session:
        top = next(t.id for t in list_themes(session) if t.number == "1")
    other = add_other(study, top)
    assert shown.figures._cells[2][2].text() == "3 sub-themes"
    for start in range(3):
        code_passage(study, 1, start * 10, start * 10 + 5, other)
    qtbot.waitUntil(lambda: "3 passages in 1.99 Other" in said())
    assert "worth a sub-theme?" in said()
    next(b for b in shown.side.findChildren(QPushButton) if b.text() == "Look").click()
    opened = window.workspace()
    assert opened is not None
    assert opened.place() == "1.99 Other"


def test_no_figure_is_cut_off_where_large_text_leaves_little_room(window: Window) -> None:
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)
    figures = shown.figures

    def tops() -> set[int]:
        return {place.y() for place in figures._places}

    window.resize(1440, 900)
    QApplication.processEvents()
    assert len(tops()) == 1
    shown.look.set_type(TypeScale(1.5))
    window.resize(800, 560)
    QApplication.processEvents()
    assert len(tops()) > 1
    inside = figures.parentWidget()
    assert inside is not None
    assert inside.width() == inside.parentWidget().width()
    assert all(place.geometry().right() < figures.width() for place in figures._places)
    shown.look.set_type(TypeScale())


def test_import_of_an_empty_study_asks_for_the_files_at_once(
    qtbot: QtBot, bare_window: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.to_save = tmp_path / "Empty.chartwell"
    bare_window.new_study()
    file = tmp_path / "talk.txt"
    file.write_text("I: How was it?\nP: It was well.\n", encoding="utf-8")
    dialogs.to_open = [file]
    bare_window.go_to("study")
    shown = bare_window.workspace()
    assert isinstance(shown, StudyWorkspace)
    next(b for b in shown.side.findChildren(QPushButton) if b.text() == "Import").click()
    there = bare_window.workspace()
    assert isinstance(there, TranscriptsWorkspace)
    qtbot.waitUntil(lambda: there._stack.currentWidget() is there.arrivals)
