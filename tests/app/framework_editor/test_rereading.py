"""Work through what is to be re-read with keys."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.framework_editor.rereading import RereadingPage
from app.widgets.empty import EmptyState
from app.window import Window
from framework.edits.cells import write_summary
from framework.edits.corrections import correct
from framework.edits.themes import define_theme
from framework.queries.cases import case_named
from framework.queries.codings import all_codings
from framework.queries.rereading import count_to_reread
from framework.study import Study
from tests.app.framework_editor.paged import code, themes_of, turned_to

Key = Qt.Key


@pytest.fixture
def queue(window: Window, study: Study) -> RereadingPage:
    """Redefine a theme with three passages and a summary."""
    theme = themes_of(study)["2.2"].id
    for paragraph in (2, 3, 4):
        code(study, paragraph, theme)
    with study.read() as session:
        case = case_named(session, "P03").id
    write_summary(study, case, theme, "They share words now [P03 Practice nurse ¶2].")
    define_theme(study, theme, definition="How the whole team learned it.")
    page = turned_to(window, "rereading")
    assert isinstance(page, RereadingPage)
    return page


def left(study: Study) -> int:
    with study.read() as session:
        return count_to_reread(session)


def place(queue: RereadingPage) -> str:
    return queue.place()


def test_queue_shows_the_passage_and_what_its_theme_means_now_and_before(
    queue: RereadingPage,
) -> None:
    assert queue.progress.text() == "4 to re-read"
    assert place(queue) == "P03 Practice nurse ¶2"
    inks = {piece.ink: piece.text for block in queue.text._blocks for piece in block.pieces}
    assert inks["inserted"] == " whole"
    assert inks["marked"].startswith("P03: It gave us a shared language.")
    assert "¶1" in queue.text.text()
    assert "¶4" in queue.text.text()


def test_passage_reads_as_it_was_corrected(queue: RereadingPage, study: Study) -> None:
    row = queue.list.row_in_hand()
    assert row is not None
    word = row.text.index("shared") + (row.start or 0)
    correct(study, row.transcript_id or 0, word, word + len("shared"), "common")
    queue.refresh(None)
    assert "It gave us a common language." in queue.text.text()


def test_queue_is_worked_through_with_keys_and_undone(
    qtbot: QtBot, queue: RereadingPage, window: Window, study: Study
) -> None:
    qtbot.keyClick(queue.list, Key.Key_K)
    assert left(study) == 3
    assert place(queue) == "P03 Practice nurse ¶3"
    assert queue.progress.text() == "3 of 4 left"
    qtbot.keyClick(queue.list, Key.Key_Delete)
    assert left(study) == 2
    with study.read() as session:
        assert len(all_codings(session)) == 2
    assert place(queue) == "P03 Practice nurse ¶4"
    window.undo()
    qtbot.waitUntil(lambda: place(queue) == "P03 Practice nurse ¶3")
    assert queue.progress.text() == "3 of 4 left"
    window.undo()
    qtbot.waitUntil(lambda: place(queue) == "P03 Practice nurse ¶2")
    assert left(study) == 4


def test_passage_is_recoded_by_typing_a_number(
    qtbot: QtBot, queue: RereadingPage, study: Study
) -> None:
    qtbot.keyClick(queue.list, Key.Key_R)
    qtbot.keyClicks(queue.palette_popup.field, "1.1")
    qtbot.keyClick(queue.palette_popup.field, Key.Key_Return)
    assert themes_of(study)["1.1"].codings == 1
    assert themes_of(study)["2.2"].codings == 2
    assert left(study) == 3
    assert queue.list.hasFocus()


def test_passage_is_recoded_to_a_theme_made_for_it(
    queue: RereadingPage, window: Window, study: Study
) -> None:
    queue._recode_as_new("Words", themes_of(study)["2"].id)
    assert themes_of(study)["2.3"].codings == 1
    window.undo()
    assert "2.3" not in themes_of(study)
    assert left(study) == 4


def test_cell_shows_its_summary_and_cannot_be_recoded(qtbot: QtBot, queue: RereadingPage) -> None:
    qtbot.keyClick(queue.list, Key.Key_End)
    assert place(queue) == "P03 × 2.2"
    assert "They share words now" in queue.text.text()
    assert not queue.tools["recode"].isEnabled()
    assert not queue.tools["uncode"].isEnabled()


def test_passage_and_cell_are_opened_where_they_stand(
    qtbot: QtBot, queue: RereadingPage, window: Window
) -> None:
    qtbot.keyClick(queue.list, Key.Key_E)
    shown = window.workspace()
    assert shown is not None
    assert shown.title == "Code"
    assert "¶2" in shown.place()
    window.go_to("framework", page="rereading")
    qtbot.keyClick(queue.list, Key.Key_End)
    qtbot.keyClick(queue.list, Key.Key_E)
    shown = window.workspace()
    assert shown is not None
    assert shown.title == "Chart"


def test_all_of_a_theme_still_fit_at_once(queue: RereadingPage, study: Study) -> None:
    assert queue.settle.text() == "All of 2.2 still fit"
    queue.settle.click()
    assert left(study) == 0
    assert queue.findChild(EmptyState).isVisible()


def test_headings_are_passed_over(qtbot: QtBot, queue: RereadingPage, study: Study) -> None:
    code(study, 1, themes_of(study)["1.1"].id)
    define_theme(study, themes_of(study)["1.1"].id, definition="Whether it fits.")
    queue.refresh(None)
    qtbot.keyClick(queue.list, Key.Key_Home)
    seen = {place(queue)}
    for _ in range(8):
        qtbot.keyClick(queue.list, Key.Key_Down)
        seen.add(place(queue))
    assert len(seen) == 5
    assert "" not in seen


def test_empty_queue_says_what_comes_there(window: Window) -> None:
    page = turned_to(window, "rereading")
    assert isinstance(page, RereadingPage)
    assert page.findChild(EmptyState).isVisible()
    page.findChild(EmptyState).action.click()
    shown = window.workspace()
    assert shown is not None
    assert shown.page().title != "To re-read"  # type: ignore[attr-defined] - the framework's own
