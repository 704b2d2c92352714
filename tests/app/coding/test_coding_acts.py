"""Act on codings with keys, and take each act back in one step."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.coding.workspace import CodeWorkspace
from app.window import Window
from framework.queries.codings import CodingRow
from framework.queries.themes import list_themes
from framework.study import Study
from tests.app.coding.conftest import codings
from tests.studies import code_passage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
FIRST, SECOND = "It gave us a shared language.", "And they ask it, which I didn’t expect."


def themes(study: Study) -> dict[str, int]:
    with study.read() as session:
        return {row.number: row.id for row in list_themes(session)}


def coded(qtbot: QtBot, code: CodeWorkspace, study: Study, words: str, number: str = "2.2") -> int:
    """Code words as a theme, and take the coding in hand."""
    start = code.view.text.index(words)
    assert code.transcript is not None
    made = code_passage(study, code.transcript.id, start, start + len(words), themes(study)[number])
    qtbot.waitUntil(lambda: made in {row.id for row in code.codings})
    code.view.take_coding(made)
    return made


def choose(qtbot: QtBot, code: CodeWorkspace, typed: str) -> None:
    qtbot.waitUntil(code.palette_popup.isVisible)
    qtbot.keyClicks(code.palette_popup.field, typed)
    qtbot.keyClick(code.palette_popup.field, Key.Key_Return)


def held(code: CodeWorkspace) -> tuple[str, str]:
    row = code.coding_in_hand()
    assert row is not None
    return row.quote, row.number


def undone(qtbot: QtBot, window: Window, study: Study, before: list[CodingRow]) -> None:
    """Take the step back with the key; the codings are as they were, in the study and in sight."""
    qtbot.keyClick(window, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: codings(study) == before)
    workspace = window.workspace()
    assert isinstance(workspace, CodeWorkspace)
    qtbot.waitUntil(lambda: {r.id for r in workspace.codings} == {r.id for r in before})


def test_recoding_keeps_star_and_memo(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    from framework.edits.codings import star, write_memo

    made = coded(qtbot, code, study, FIRST)
    star(study, made, on=True)
    write_memo(study, made, "telling")
    before = codings(study)
    qtbot.keyClick(code.view, Key.Key_R, CTRL)
    assert code.palette_popup.field.placeholderText() == "Recode 2.2 Skills and knowledge as…"
    choose(qtbot, code, "2.1")
    (row,) = codings(study)
    assert (row.id, row.number, row.starred, row.memo) == (made, "2.1", True, "telling")
    assert held(code) == (FIRST, "2.1")
    assert window.message.action.text() == "Undo"
    undone(qtbot, window, study, before)


def test_recoding_on_to_the_same_coding_leaves_one(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    coded(qtbot, code, study, FIRST, "2.1")
    coded(qtbot, code, study, FIRST, "2.2")
    before = codings(study)
    qtbot.keyClick(code.view, Key.Key_R, CTRL)
    choose(qtbot, code, "2.1")
    assert [row.number for row in codings(study)] == ["2.1"]
    assert held(code) == (FIRST, "2.1")
    undone(qtbot, window, study, before)


def test_copying_takes_the_copy_in_hand(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    before = codings(study)
    qtbot.keyClick(code.view, Key.Key_D, CTRL)
    choose(qtbot, code, "1.1")
    assert sorted(row.number for row in codings(study)) == ["1.1", "2.2"]
    assert held(code) == (FIRST, "1.1")
    undone(qtbot, window, study, before)


def test_splitting_at_the_cursor_takes_the_second_part_in_hand(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    coded(qtbot, code, study, f"{FIRST} {SECOND}")
    before = codings(study)
    at = code.view.text.index(SECOND)
    code.view.select(at, at)
    qtbot.keyClick(code.view, Key.Key_X)
    assert [row.quote for row in codings(study)] == [FIRST, SECOND]
    assert held(code) == (SECOND, "2.2")
    undone(qtbot, window, study, before)


def test_splitting_needs_a_place(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    qtbot.keyClick(code.view, Key.Key_X)
    assert "where the coding is to be split" in window.message.words.text()
    assert len(codings(study)) == 1


@pytest.mark.parametrize("first", [True, False])
def test_merging_joins_the_neighbour_of_the_same_theme(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study, *, first: bool
) -> None:
    one = coded(qtbot, code, study, FIRST)
    other = coded(qtbot, code, study, SECOND)
    before = codings(study)
    code.view.take_coding(one if first else other)
    qtbot.keyClick(code.view, Key.Key_M, CTRL)
    assert [row.quote for row in codings(study)] == [f"{FIRST} {SECOND}"]
    assert held(code) == (f"{FIRST} {SECOND}", "2.2")
    undone(qtbot, window, study, before)


def test_merging_says_where_there_is_nothing_to_join(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    coded(qtbot, code, study, SECOND, "2.1")
    coded(qtbot, code, study, FIRST)
    qtbot.keyClick(code.view, Key.Key_M, CTRL)
    said = "No other passage here is coded as 2.2 Skills and knowledge by AB."
    assert window.message.words.text() == said


def test_deleting_leaves_the_passage_selected(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    before = codings(study)
    qtbot.keyClick(code.view, Key.Key_Delete)
    assert codings(study) == []
    start = code.view.text.index(FIRST)
    assert code.view.selection() == (start, start + len(FIRST))
    assert code.view.coding_in_hand is None
    undone(qtbot, window, study, before)


def test_star_is_taken_back(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    made = coded(qtbot, code, study, FIRST)
    before = codings(study)
    qtbot.keyClick(code.view, Key.Key_S)
    assert codings(study)[0].starred
    qtbot.waitUntil(lambda: code.codings[0].starred)
    assert code.view.coding_in_hand == made
    undone(qtbot, window, study, before)


def test_several_themes_are_one_step(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    qtbot.keyClick(code.view, Key.Key_Return)
    qtbot.waitUntil(code.palette_popup.isVisible)
    for typed in ("2.1", "2.2"):
        qtbot.keyClicks(code.palette_popup.field, typed)
        qtbot.keyClick(code.palette_popup.field, Key.Key_Space, CTRL)
    qtbot.keyClick(code.palette_popup.field, Key.Key_Return)
    assert sorted(row.number for row in codings(study)) == ["2.1", "2.2"]
    assert study.undo_label is not None
    assert study.undo_label.endswith("as 2.1, 2.2")
    undone(qtbot, window, study, [])


KEYS: tuple[tuple[Qt.Key, Qt.KeyboardModifier], ...] = (
    (Key.Key_R, CTRL), (Key.Key_D, CTRL), (Key.Key_X, Qt.KeyboardModifier.NoModifier),
    (Key.Key_M, CTRL), (Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    (Key.Key_S, Qt.KeyboardModifier.NoModifier),
)  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_key_without_a_coding_in_hand_says_so(
    qtbot: QtBot,
    code: CodeWorkspace,
    window: Window,
    study: Study,
    key: tuple[Qt.Key, Qt.KeyboardModifier],
) -> None:
    qtbot.keyClick(code.view, *key)
    assert "No coding is in hand" in window.message.words.text()
    assert codings(study) == []


def test_digit_shows_what_it_stands_for_until_the_pause(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    coded(qtbot, code, study, FIRST, "2.2")
    echo = code._actions.number
    code.recent.use(themes(study)["2.2"])
    code.view.go_to_paragraph(4)
    qtbot.keyClick(code.view, Key.Key_1)
    assert echo.isVisible()
    assert echo.digits.text() == "1"
    assert echo.words.text() == "recent: 2.2 Skills and knowledge · ↵ 1 Innovation"
    qtbot.keyClick(code.view, Key.Key_Escape)
    assert not echo.isVisible()
    assert len(codings(study)) == 1
    qtbot.keyClick(code.view, Key.Key_1)
    echo.pause.timeout.emit()
    qtbot.waitUntil(lambda: len(codings(study)) == 2)
    assert {row.number for row in codings(study)} == {"2.2"}


def test_another_key_settles_a_digit_at_once(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    code.recent.use(themes(study)["2.2"])
    qtbot.keyClick(code.view, Key.Key_1)
    qtbot.keyClick(code.view, Key.Key_Down)
    assert [row.first for row in codings(study)] == [2]
    assert code.view.paragraph() == 3


def test_number_that_is_none_codes_nothing(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    qtbot.keyClicks(code.view, "2.7")
    assert window.message.words.text() == "There is no theme 2.7. Nothing was coded."
    assert codings(study) == []


def test_alt_and_arrows_walk_the_codings(qtbot: QtBot, code: CodeWorkspace, study: Study) -> None:
    coded(qtbot, code, study, FIRST)
    coded(qtbot, code, study, SECOND, "2.1")
    code.view.go_to_paragraph(1)
    seen = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        qtbot.keyClick(code.view, key, ALT)
        seen.append(held(code))
    assert seen == [(FIRST, "2.2"), (SECOND, "2.1"), (SECOND, "2.1"), (FIRST, "2.2")]


def test_a_coding_is_not_offered_the_theme_that_it_has(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    qtbot.keyClick(code.view, Key.Key_R, CTRL)
    qtbot.waitUntil(code.palette_popup.isVisible)
    rows = code.palette_popup.list
    offered = [rows.item(at).text() for at in range(rows.count())]
    assert "2.1 Motivation and beliefs" in offered
    assert "2.2 Skills and knowledge" not in offered
    code.palette_popup.hide()
