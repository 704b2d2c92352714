"""Passphrases in the window: asking, locking, changing, and what is kept of what was typed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.frame.locking import Locking
from app.frame.main_menu import fill_menu
from app.frame.passphrase_card import PassphraseCard
from app.window import Window
from framework import ciphering
from framework.backups import make_backup
from framework.ciphering import LOST
from framework.edits.themes import add_theme
from framework.passphrases import is_encrypted
from framework.study import Study
from tests.app.conftest import AnsweredDialogs

PASS, OTHER = "seven green ladders", "eight blue ladders"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make an encrypted study whose passphrase this process has forgotten."""
    made = tmp_path / "secret.chartwell"
    study = Study.create(made, "Secret", "AB", passphrase=PASS)
    add_theme(study, "Innovation")
    make_backup(made)
    study.close()
    ciphering._keys.clear()
    return made


def _locking(window: Window) -> Locking:
    return window.opening.locking


def _type(card: PassphraseCard, *words: str) -> None:
    for field, told in zip((card.field, card.again), words, strict=False):
        QTest.keyClicks(field, told)
    QTest.keyClick(card.field, Qt.Key.Key_Return)


def _opened(qtbot: QtBot, window: Window, path: Path) -> Study:
    window.open_study(path)
    _type(_locking(window).card, PASS)
    qtbot.waitUntil(lambda: window.study is not None)
    assert window.study is not None
    return window.study


def _menu(window: Window) -> list[str]:
    fill_menu(window)
    return [action.text() for action in window.top.menu.actions()]


def test_encrypted_study_asks_until_the_passphrase_is_right(
    qtbot: QtBot, bare_window: Window, path: Path
) -> None:
    window = bare_window
    window.open_study(path)
    card = _locking(window).card
    assert card.isVisible()
    assert window.study is None
    assert card.focusWidget() is card.field
    assert card.field.echoMode() is QLineEdit.EchoMode.Password
    assert not card.again.isVisible()
    _type(card, OTHER)
    assert card.wrong.text().startswith("This passphrase does not open secret.chartwell")
    assert card.field.text() == ""
    assert window.study is None
    _type(card, PASS)
    qtbot.waitUntil(lambda: window.study is not None)
    assert not card.isVisible()
    assert window.windowTitle() == "Secret – Chartwell"


def test_what_was_typed_is_kept_nowhere(qtbot: QtBot, bare_window: Window, path: Path) -> None:
    window = bare_window
    _opened(qtbot, window, path)
    card = _locking(window).card
    assert (card.field.text(), card.again.text()) == ("", "")
    assert not card.field.isUndoAvailable()
    window.open_study(path)
    _locking(window).set_passphrase()
    QTest.keyClicks(card.field, OTHER)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.field.text() == ""
    kept = [file for file in window.settings.folder.rglob("*") if file.is_file()]
    assert kept
    assert not [file for file in kept if PASS.encode() in file.read_bytes()]


def test_locked_study_is_closed_covered_and_opens_again(
    qtbot: QtBot, bare_window: Window, path: Path
) -> None:
    window = bare_window
    study = _opened(qtbot, window, path)
    add_theme(study, "Meanwhile")
    window.go_to("framework")
    assert "Lock now" in _menu(window)
    _locking(window).lock()
    assert window.study is None
    assert window.windowTitle() == "Chartwell"
    assert window.stack.currentWidget() is window.start
    assert ciphering.key_of(path) is None
    assert not path.with_name(path.name + "-wal").exists()
    card = _locking(window).card
    assert card.isVisible()
    assert card.words.text() == "secret is locked. Everything in it is saved."
    _type(card, PASS)
    qtbot.waitUntil(lambda: window.study is not None)
    assert window.study is not None
    assert window.study.undo_label == "Add theme Meanwhile"
    assert window.current == "framework"


def test_study_that_nobody_touches_is_locked(qtbot: QtBot, bare_window: Window, path: Path) -> None:
    window, locking = bare_window, _locking(bare_window)
    _opened(qtbot, window, path)
    assert locking._idle.interval() == 10 * 60_000
    locking._idle.start(400)
    for _ in range(6):
        qtbot.wait(120)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert window.study is not None
    qtbot.waitUntil(lambda: window.study is None)
    assert locking.card.isVisible()
    assert not locking._idle.isActive()


def test_minutes_are_chosen_and_a_plain_study_is_never_locked(
    qtbot: QtBot, bare_window: Window, path: Path, study: Study
) -> None:
    window, locking = bare_window, _locking(bare_window)
    _opened(qtbot, window, path)
    locking.choose_minutes(2)
    assert locking._idle.interval() == 2 * 60_000
    locking.choose_minutes(None)
    assert not locking._idle.isActive()
    assert locking.minutes is None
    locking.choose_minutes(5)
    window.show_study(study)
    assert not locking._idle.isActive()
    assert "Lock now" not in _menu(window)


def test_open_study_is_encrypted_from_the_menu(qtbot: QtBot, window: Window, study: Study) -> None:
    make_backup(study.path)
    assert "Encrypt this study…" in _menu(window)
    _locking(window).set_passphrase()
    card = _locking(window).card
    assert LOST in card.words.text()
    assert card.accept.text() == "Encrypt"
    _type(card, OTHER, PASS)
    assert card.wrong.text() == "The two passphrases differ. Type it twice again."
    _type(card, "seven", "seven")
    assert "at least 8 characters" in card.wrong.text()
    assert window.study is study
    _type(card, PASS, PASS)
    qtbot.waitUntil(lambda: window.study is not None and window.study is not study, timeout=20_000)
    assert is_encrypted(study.path)
    said = window.message.words.text()
    assert said == "pilot is encrypted. One copy was written anew too."
    assert _locking(window)._idle.isActive()


def test_encryption_is_taken_away_by_who_knows_the_passphrase(
    qtbot: QtBot, bare_window: Window, path: Path
) -> None:
    window = bare_window
    study = _opened(qtbot, window, path)
    _locking(window).remove_passphrase()
    card = _locking(window).card
    assert "will be readable by whoever has the files" in card.words.text()
    _type(card, OTHER)
    assert card.wrong.isVisible()
    _type(card, PASS)
    qtbot.waitUntil(lambda: window.study not in {None, study}, timeout=20_000)
    assert not is_encrypted(path)
    assert "secret is not encrypted any more" in window.message.words.text()


def test_copies_of_an_encrypted_study_are_listed_after_its_passphrase(
    qtbot: QtBot, bare_window: Window, path: Path, dialogs: AnsweredDialogs
) -> None:
    window = bare_window
    dialogs.to_open = [path]
    window.opening.ask_for_copies()
    assert not window.copies.isVisible()
    _type(_locking(window).card, PASS)
    qtbot.waitUntil(window.copies.isVisible)
    assert window.copies.list.count() == 1
    assert "last step “Add theme Innovation”" in window.copies.list.item(0).text()


def test_another_study_makes_the_passphrase_forgotten(
    qtbot: QtBot, bare_window: Window, path: Path, study: Study
) -> None:
    window = bare_window
    _opened(qtbot, window, path)
    study.close()
    window.open_study(study.path)
    assert ciphering.key_of(path) is None
    window.opening.locking.leave()
    assert window.study is None


def test_new_study_is_encrypted_from_its_first_byte(
    qtbot: QtBot, bare_window: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    window, dialogs.to_save = bare_window, tmp_path / "fresh"
    assert "New encrypted study…" in _menu(window)
    window.opening.new_encrypted()
    card = _locking(window).card
    assert LOST in card.words.text()
    _type(card, "seven", "seven")
    assert "at least 8 characters" in card.wrong.text()
    _type(card, PASS, PASS)
    qtbot.waitUntil(lambda: window.study is not None)
    assert window.study is not None
    assert window.study.path == tmp_path / "fresh.chartwell"
    assert is_encrypted(window.study.path)
    window.opening.locking.leave()


def test_passphrase_is_changed_by_who_knows_the_present_one(
    qtbot: QtBot, bare_window: Window, path: Path
) -> None:
    window = bare_window
    study = _opened(qtbot, window, path)
    _locking(window).set_passphrase()
    card = _locking(window).card
    _type(card, OTHER)
    assert card.wrong.isVisible()
    _type(card, PASS)
    qtbot.waitUntil(lambda: card.accept.text() == "Change passphrase")
    _type(card, OTHER, OTHER)
    qtbot.waitUntil(lambda: window.study not in {None, study}, timeout=20_000)
    window.opening.locking.leave()
    with pytest.raises(ciphering.LockedError):
        Study.open(path)
    Study.open(path, passphrase=OTHER).close()


def test_study_is_open_again_when_changing_its_passphrase_is_cancelled(
    qtbot: QtBot, bare_window: Window, path: Path
) -> None:
    window, card = bare_window, _locking(bare_window).card
    _opened(qtbot, window, path)
    _locking(window).set_passphrase()
    _type(card, PASS)
    qtbot.waitUntil(lambda: card.accept.text() == "Change passphrase")
    _type(card, OTHER, OTHER)
    window.jobs.cancel()
    qtbot.waitUntil(lambda: window.study is not None)
    assert window.message.words.text() == "Cancelled. The study is as it was."
    window.leave_study()
    ciphering._keys.clear()
    _opened(qtbot, window, path)
