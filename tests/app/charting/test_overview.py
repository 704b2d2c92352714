"""Facts about the overview of charting."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from framework.edits.cells import write_summary
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids


def overview(seat: Seat, qtbot: QtBot) -> object:
    seat.workspace.bar.choose(chart=0)
    seat.workspace.show_page("overview")
    page = seat.workspace.page
    qtbot.waitUntil(lambda: page.found is not None and not page._asker.busy)
    return page


def test_the_overview_lists_what_is_left_and_goes_there(seat: Seat, qtbot: QtBot) -> None:
    page = overview(seat, qtbot)
    words = [jump.words for jump in page.left.jumps()]
    assert "S01 × 2.1: 1 passage coded, not yet charted" in words or any(
        line.startswith("S01 × 2.1") for line in words
    )
    at = next(at for at, line in enumerate(words) if line.startswith("S01 × 2.1"))
    page.left.setCurrentIndex(page.left.model().index(at, 0))
    qtbot.keyClick(page.left, Qt.Key.Key_Return)
    assert seat.workspace.page is None
    assert seat.workspace.pane.named == "S01 × 2.1"


def test_a_word_map_counts_the_words_of_cells(seat: Seat, qtbot: QtBot) -> None:
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S01"], themes["1.1"], "Most of the team came [S01 ¶2]")
    page = overview(seat, qtbot)
    page.modes._choose("words")
    row = [case.name for case in page.found.cases].index("S01")
    column = [theme.number for theme in page.found.themes].index("1.1")
    assert page.heat_map._words((row, column)).endswith("5 words, draft")
    assert not page.legend.isVisible()


def test_a_click_on_a_themes_number_lists_its_gaps(seat: Seat, qtbot: QtBot) -> None:
    page = overview(seat, qtbot)
    column = [theme.number for theme in page.found.themes].index("2.1")
    point = page.heat_map._box(-1, column).center().toPoint()
    qtbot.mouseClick(page.heat_map, Qt.MouseButton.LeftButton, pos=QPoint(point))
    page.lists._choose("gaps")
    assert any(jump.words.startswith("S01") for jump in page.gaps.jumps())
    assert "2.1" in page.said.text()


def test_the_overview_follows_what_changes(seat: Seat, qtbot: QtBot) -> None:
    page = overview(seat, qtbot)
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S01"], themes["1.1"], "Team came [S01 ¶2]")
    qtbot.waitUntil(lambda: page.found.cells[ids["S01"], themes["1.1"]].state == "draft")
