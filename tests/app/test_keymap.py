"""Hold the table of keys to one meaning a key, and the file of own keys to plain words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from app.actions import ACTIONS, PLACES
from app.frame.doors import DOORS
from app.frame.settings import Settings
from app.key_file import FILE, read_keys, template
from app.keymap import Keymap, combination
from app.window import Window
from tests.app.conftest import AnsweredDialogs

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def keys_of(tmp_path: Path, text: str) -> tuple[Keymap, tuple[str, ...]]:
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    return read_keys(path)


def test_every_action_has_a_place_and_a_name_of_its_own() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert {action.place for action in ACTIONS} <= set(PLACES)


def test_a_key_means_one_thing_in_a_place() -> None:
    everywhere = {combination(k) for a in ACTIONS if a.place == "everywhere" for k in a.keys}
    for place in PLACES:
        keys = [combination(k) for a in ACTIONS if a.place == place for k in a.keys]
        assert len(keys) == len(set(keys)), place
        if place != "everywhere":
            assert not everywhere & set(keys), place


def test_every_workspace_has_a_key() -> None:
    ids = {action.id for action in ACTIONS}
    assert {f"go.{door.key}" for door in DOORS} <= ids


def test_own_key_takes_the_place_of_the_one_that_comes_with_the_program(tmp_path: Path) -> None:
    keymap, left_out = keys_of(tmp_path, 'code.star = "Z"\n[code]\nmemo = ["N", "Ctrl+Alt+M"]\n')
    assert left_out == ()
    assert keymap.action_of("code", pressed(Qt.Key.Key_Z, text="z")) == "code.star"
    assert keymap.action_of("code", pressed(Qt.Key.Key_S, text="s")) is None
    assert keymap.every("code.memo") == "N, Ctrl+Alt+M"
    assert keymap.hint("code.star", "code.delete") == "Z star · Delete take the coding off"


def test_an_action_may_have_no_key(tmp_path: Path) -> None:
    keymap, left_out = keys_of(tmp_path, 'code.star = ""')
    assert left_out == ()
    assert keymap.shown("code.star") == ""
    assert keymap.hint("code.star", "code.memo") == "M memo"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('code.sing = "S"', "keys.toml names “code.sing”, which is no action; it was left out."),
        ('code.star = "Strg+R"', "keys.toml gives code.star “Strg+R”, which is no key; "
         "it keeps its own."),
        ("code.star = 7", "keys.toml gives code.star “7”, which is no key; it keeps its own."),
        ('code.star = "3"', "keys.toml gives code.star “3”, which is no key; it keeps its own."),
        ('code.star = "M"', "M is the key of code.memo already, so code.star keeps its own."),
        ('code.star = "Ctrl+K"',
         "Ctrl+K is the key of window.search already, so code.star keeps its own."),
        ('window.keys = "M"', "M is the key of code.memo already, so window.keys keeps its own."),
        ('code.recent = "Q"', "The keys of code.recent cannot be changed; "
         "that line of keys.toml was left out."),
        ("code.star = S", "Line 2 of keys.toml cannot be read and was left out."),
    ],
)  # fmt: skip
def test_wrong_line_is_said_in_a_sentence_and_the_rest_holds(
    tmp_path: Path, line: str, said: str
) -> None:
    keymap, left_out = keys_of(tmp_path, f'code.split = "Q"\n{line}\ncode.code = "Space"\n')
    assert left_out == (said,)
    assert keymap.keys("code.split") == ("Q",)
    assert keymap.keys("code.code") == ("Space",)
    assert keymap.keys("code.star") == ("S",)


def test_two_actions_may_change_keys_with_each_other(tmp_path: Path) -> None:
    keymap, left_out = keys_of(tmp_path, 'code.star = "M"\ncode.memo = "S"\n')
    assert left_out == ()
    assert (keymap.shown("code.star"), keymap.shown("code.memo")) == ("M", "S")


def test_one_key_for_two_in_the_file_goes_to_the_first(tmp_path: Path) -> None:
    keymap, left_out = keys_of(tmp_path, 'code.star = "Q"\ncode.memo = "Q"\n')
    assert len(left_out) == 1
    assert {keymap.shown("code.star"), keymap.shown("code.memo")} in ({"Q", "M"}, {"S", "Q"})


def test_section_holds_for_the_lines_below_it_though_one_cannot_be_read(tmp_path: Path) -> None:
    keymap, left_out = keys_of(tmp_path, '[code]\nmemo = ?\nstar = "Q"\n')
    assert left_out == ("Line 2 of keys.toml cannot be read and was left out.",)
    assert keymap.shown("code.star") == "Q"


def test_template_changes_nothing_until_a_line_is_opened(tmp_path: Path) -> None:
    keymap, left_out = keys_of(tmp_path, template())
    assert left_out == ()
    opened = "\n".join(
        line.removeprefix("# ") if " = " in line else line for line in template().splitlines()
    )
    again, left_out = keys_of(tmp_path, opened)
    assert left_out == ()
    for action in ACTIONS:
        assert keymap.keys(action.id) == action.keys
        assert again.keys(action.id) == action.keys


def test_signs_work_however_they_are_typed() -> None:
    keymap = Keymap()
    bracket = Qt.Key.Key_BracketRight
    assert keymap.action_of("code", pressed(bracket, text="]")) == "code.grow"
    alt_gr = CTRL | ALT
    assert keymap.action_of("code", pressed(bracket, alt_gr, "]")) == "code.grow"
    brace = pressed(Qt.Key.Key_BraceRight, SHIFT, "}")
    assert keymap.action_of("code", brace) == "code.start_later"
    plus = pressed(Qt.Key.Key_Plus, SHIFT, "+")
    assert keymap.action_of("code", plus) == "code.merge"
    assert keymap.action_of("code", pressed(Qt.Key.Key_S, SHIFT, "S")) is None
    assert keymap.action_of("code", pressed(Qt.Key.Key_Enter)) == "code.code"


def test_wrong_lines_are_told_when_the_window_opens(
    qtbot: QtBot, tmp_path: Path, dialogs: AnsweredDialogs
) -> None:
    (tmp_path / FILE).write_text('code.sing = "S"\n', "utf-8")
    window = Window(Settings(tmp_path / "chartwell.ini"), dialogs)
    qtbot.addWidget(window)
    assert "“code.sing”, which is no action" in window.message.words.text()
    window.close()
