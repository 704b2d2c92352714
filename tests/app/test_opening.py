"""Open studies that are held elsewhere, lie in a synced folder or are damaged."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from app.frame.keeping import Keeper
from app.frame.status_bar import READING
from app.window import Window
from framework.backups import list_backups, make_backup
from framework.edits.themes import add_theme
from framework.errors import StudyFileError
from framework.study import Study
from tests.app.conftest import AnsweredDialogs


def _press(window: Window, words: str) -> None:
    (chosen,) = [one for one in window.offer.choices if one.text() == words]
    chosen.click()


def _themes(study: Study) -> list[str]:
    from framework.queries.themes import list_themes_plain

    with study.read() as session:
        return [row.name for row in list_themes_plain(session)]


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = content[4096:].replace(b"Innovation", b"\xff" * 10)
    content[2 * 4096 : 3 * 4096] = bytes(4096)
    path.write_bytes(content[: len(content) * 3 // 4])


def test_study_that_is_open_elsewhere_is_offered_for_reading(
    bare_window: Window, study: Study
) -> None:
    window = bare_window
    window.open_study(study.path)
    assert window.study is None
    assert window.offer.isVisible()
    assert "pilot.chartwell is open for writing already" in window.offer.words.text()
    assert [one.text() for one in window.offer.choices] == ["Not now", "Open for reading"]
    _press(window, "Open for reading")
    assert window.study is not None
    assert window.windowTitle() == "Pilot, reading only – Chartwell"
    assert window.status.saved.text() == READING
    window.go_to("framework")
    with pytest.raises(StudyFileError, match="open for reading only"):
        window.undo()
    add_theme(study, "Meanwhile")
    assert "Meanwhile" in _themes(window.study)


def test_study_that_is_open_here_stays_open(window: Window, study: Study) -> None:
    window.go_to("chart")
    window.open_study(study.path)
    assert not window.offer.isVisible()
    assert window.study is study
    shown = window.workspace()
    assert shown is not None
    assert shown.title == "Study"


def test_study_of_a_synced_folder_opens_with_a_word_about_it(
    bare_window: Window, tmp_path: Path
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    Study.create(folder / "s.chartwell").close()
    bare_window.open_study(folder / "s.chartwell")
    assert "in a folder that Dropbox keeps in step" in bare_window.message.words.text()


def test_damaged_study_is_offered_with_its_copies(
    bare_window: Window, study: Study, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    window = bare_window
    make_backup(study.path)
    study.close()
    damaged = study.path.read_bytes()[:20_000]
    study.path.write_bytes(damaged)
    window.open_study(study.path)
    assert window.study is None
    assert window.copies.isVisible()
    assert "is damaged" in window.copies.words.text()
    (line,) = _lines(window)
    assert "1 transcript, 0 codings" in line
    dialogs.to_save = tmp_path / "again"
    window.copies.save.click()
    assert window.study is not None
    assert window.study.path == tmp_path / "again.chartwell"
    window.copies.open_for(study.path)
    window.copies.put.click()
    assert window.study.path == study.path
    assert {copy.why for copy in list_backups(study.path)} == {"asked", "damaged"}


def _lines(window: Window) -> list[str]:
    items: list[QListWidgetItem] = [
        window.copies.list.item(n) for n in range(window.copies.list.count())
    ]
    return [item.text() for item in items]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.chartwell", "nothing was opened. If it was moved or renamed, open it where it is"),
        ("folder.chartwell", "is a folder; nothing was opened. Choose the study in it"),
        ("letter.chartwell", "letter.chartwell is not a Chartwell study; nothing was opened."),
        ("newer.chartwell", "was saved by a newer Chartwell"),
    ],
)
def test_what_cannot_be_opened_is_said_on_the_start_page(
    bare_window: Window, study: Study, tmp_path: Path, name: str, said: str
) -> None:
    study.close()
    (tmp_path / "folder.chartwell").mkdir()
    (tmp_path / "letter.chartwell").write_text("Dear all, " * 1000)
    newer = bytearray(study.path.read_bytes())
    newer[60:64] = (99).to_bytes(4, "big")
    (tmp_path / "newer.chartwell").write_bytes(newer)
    bare_window.open_study(tmp_path / name)
    assert bare_window.start.isVisible()
    assert said in bare_window.offer.words.text()
    assert [one.text() for one in bare_window.offer.choices] == ["Close"]
    bare_window.offer.choices[0].click()
    assert not bare_window.offer.isVisible()


def test_study_that_is_gone_is_offered_with_its_copies(bare_window: Window, study: Study) -> None:
    make_backup(study.path)
    study.close()
    study.path.unlink()
    bare_window.open_study(study.path)
    _press(bare_window, "Copies of it…")
    assert bare_window.copies.list.count() == 1


def test_what_can_be_read_of_a_damaged_study_is_rescued(
    bare_window: Window, study: Study, dialogs: AnsweredDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    window = bare_window
    study.close()
    _damage(study.path)
    window.copies.open_for(study.path)
    assert not window.copies.put.isEnabled()
    dialogs.to_save = tmp_path / "rescued.chartwell"
    window.copies.rescue.click()
    qtbot.waitUntil(lambda: window.study is not None)
    assert "rows were carried to rescued.chartwell" in window.message.words.text()
    qtbot.waitUntil(lambda: not window.jobs.busy)


def test_copies_are_reached_from_the_start_page_and_the_menu(
    bare_window: Window, study: Study, dialogs: AnsweredDialogs, qtbot: QtBot
) -> None:
    window = bare_window
    dialogs.to_open = [study.path]
    window.start.copies.click()
    assert "There is no copy yet" in window.copies.total.text()
    qtbot.keyClick(window.copies, Qt.Key.Key_Escape)
    assert not window.copies.isVisible()
    window.show_study(study)
    window.top.menu.aboutToShow.emit()
    actions = {action.text(): action for action in window.top.menu.actions()}
    actions["Keep a copy now"].trigger()
    qtbot.waitUntil(lambda: "A checked copy is kept" in window.message.words.text())
    actions["Copies of this study…"].trigger()
    assert window.copies.list.count() == 1
    assert "1 kept, " in window.copies.total.text()


def test_copies_are_kept_while_the_person_works(
    bare_window: Window, study: Study, qtbot: QtBot
) -> None:
    window, keeper = bare_window, Keeper(bare_window)
    window.show_study(study)
    keeper.keep_opening()
    qtbot.waitUntil(lambda: not keeper.busy)
    add_theme(study, "Later")
    for _n in range(2):
        keeper.keep_working()
        qtbot.waitUntil(lambda: not keeper.busy)
    copies = list_backups(study.path)
    assert [copy.why for copy in copies] == ["working", "opening"]
    assert not window.message.isVisible()
    keeper.keep_working()
    window.leave_study()
    assert not keeper.busy
    keeper.keep_working()
    assert not keeper.busy
