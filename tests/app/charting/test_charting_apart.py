"""Facts about charting apart in the matrix."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.charting.pane import CellPane
from framework.edits.cells import write_summary
from framework.edits.own_cells import reconcile, write_own_summary
from framework.edits.ratings import ask_for_ratings
from framework.queries.charts import cell
from framework.queries.own_cells import own_cells
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids


def pair(study: Study) -> tuple[int, int]:
    return case_ids(study)["S01"], theme_ids(study)["1.1"]


def own(study: Study, coder: str) -> str:
    with study.read() as session:
        found = own_cells(session, [pair(study)[0]], [pair(study)[1]], coder)
    return found[pair(study)][0].text


def of_study(study: Study) -> str:
    with study.read() as session:
        return cell(session, *pair(study)).text


def written_by(study: Study, coder: str, text: str) -> None:
    me, study.coder = study.coder, coder
    write_own_summary(study, *pair(study), text)
    study.coder = me


@pytest.fixture
def apart(seat: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """Give a chart in which AB charts apart, over a cell that somebody has written."""
    monkeypatch.setattr("framework.edits.cells.now", lambda: "2020-01-01T00:00:00Z")
    write_summary(seat.study, *pair(seat.study), "Seen by all [S01 ¶2]")
    monkeypatch.undo()
    written_by(seat.study, "CD", "Most came [S01 ¶2]")
    qtbot.waitUntil(lambda: "Seen by all" in pane(seat).editor.text())
    seat.workspace.bar.apart_turned.emit()
    return seat


def pane(seat: Seat) -> CellPane:
    found: CellPane = seat.workspace.pane
    return found


def test_one_who_charts_apart_sees_the_own_version_alone(apart: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane(apart).editor.text() == "")
    shown = apart.workspace.model.shown(0, 0)
    assert shown is not None
    assert shown.view.text == ""
    assert pane(apart).line.text().startswith("your own version · 1 passage · not started")
    sign = apart.workspace.apart
    assert sign.isVisible()
    assert sign.sentence.text() == (
        "Charting apart as AB: you see your own versions alone until a cell is reconciled. "
        "Charted here: AB 0 of 4 · CD 1."
    )


def test_what_is_written_apart_is_the_own_version(apart: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane(apart).editor.text() == "")
    pane(apart).editor.insertPlainText("Nearly all came [S01 ¶2]")
    apart.workspace.commit()
    assert own(apart.study, "AB") == "Nearly all came [S01 ¶2]"
    assert of_study(apart.study) == "Seen by all [S01 ¶2]"
    qtbot.waitUntil(lambda: "AB 1 of 4 · CD 1" in apart.workspace.apart.sentence.text())
    assert apart.workspace.apart.reconcile.text() == "Reconcile (1)"
    pane(apart).choose_state("checked")
    with apart.study.read() as session:
        assert cell(session, *pair(apart.study)).state == "draft"
    assert pane(apart).view.state == "checked"
    pane(apart).modes.choose("history")
    buttons = pane(apart).history.widget().findChildren(QPushButton)
    assert [made.text() for made in buttons] == ["Restore"]
    buttons[0].click()
    assert pane(apart).view.state == "draft"


def test_the_cell_itself_is_written_apart_too(apart: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane(apart).editor.text() == "")
    inplace = apart.workspace.matrix.inplace
    inplace.open("Nearly all came")
    inplace.close()
    assert own(apart.study, "AB") == "Nearly all came"
    assert of_study(apart.study) == "Seen by all [S01 ¶2]"


def test_a_reconciled_cell_is_seen_and_written_as_the_studys(apart: Seat, qtbot: QtBot) -> None:
    write_own_summary(apart.study, *pair(apart.study), "Nearly all")
    reconcile(apart.study, *pair(apart.study), "Most came, nearly all [S01 ¶2]")
    qtbot.waitUntil(lambda: "Most came, nearly all" in pane(apart).editor.text())
    assert "1 reconciled" in apart.workspace.apart.sentence.text()
    pane(apart).editor.settle()
    pane(apart).editor.insertPlainText(" {so both}")
    apart.workspace.commit()
    assert of_study(apart.study) == "Most came, nearly all [S01 ¶2] {so both}"
    assert own(apart.study, "AB") == "Nearly all"


def test_pages_with_what_others_charted_stay_closed(apart: Seat) -> None:
    apart.workspace.show_page("case")
    assert apart.workspace.page is None
    assert apart.messages[-1].startswith("Case view shows what others have charted")
    apart.workspace.show_page("reconcile")
    assert apart.workspace.page is not None
    apart.workspace.apart.leave.click()
    apart.workspace.show_page("case")
    assert apart.workspace.page is apart.workspace.pages["case"]


def test_ending_it_shows_the_studys_cells_again(apart: Seat, qtbot: QtBot) -> None:
    apart.workspace.apart.leave.click()
    assert not apart.workspace.apart.isVisible()
    qtbot.waitUntil(lambda: pane(apart).editor.text() == "Seen by all [S01 ¶2]")


def test_another_analyst_at_the_same_window_sees_what_they_may(apart: Seat, qtbot: QtBot) -> None:
    apart.study.coder = "CD"
    apart.workspace.refresh(None)
    qtbot.waitUntil(lambda: pane(apart).editor.text() == "Seen by all [S01 ¶2]")
    assert not apart.workspace.apart.isVisible()
    apart.study.coder = "AB"
    apart.workspace.refresh(None)
    qtbot.waitUntil(lambda: pane(apart).editor.text() == "")
    assert apart.workspace.apart.isVisible()


def test_the_overview_counts_the_own_versions(apart: Seat, qtbot: QtBot) -> None:
    written_by(apart.study, "AB", "Nearly all came")
    apart.workspace.show_page("overview")
    page = apart.workspace.page
    qtbot.waitUntil(lambda: page.found is not None)
    assert page.found.cells[pair(apart.study)].state == "draft"
    assert page.found.words[pair(apart.study)] == 3


def test_mentions_and_exports_show_nothing_that_others_charted(apart: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane(apart).editor.text() == "")
    found = pane(apart).citables.lead("[S01 × 1.1]")
    assert found is not None
    assert found.words == ""
    apart.workspace.export()
    assert apart.messages[-1].startswith("An export shows the study’s cells, which others")


def test_one_who_charts_apart_rates_the_own_version(apart: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane(apart).editor.text() == "")
    ask_for_ratings(apart.study, pair(apart.study)[1])
    qtbot.waitUntil(lambda: not pane(apart).tools.rating.isHidden())
    pane(apart).editor.insertPlainText("Nearly all came")
    apart.workspace.commit()
    pane(apart).rated.emit("+2")
    assert pane(apart).tools.rating.text() == "Rated +2 ▾"
    with apart.study.read() as session:
        assert cell(session, *pair(apart.study)).rating == ""


def test_one_without_initials_is_asked_for_them(apart: Seat) -> None:
    sign = apart.workspace.apart
    assert "initials" not in sign.sentence.text()
    apart.workspace.apart.leave.click()
    apart.study.coder = "C1"
    apart.workspace.bar.apart_turned.emit()
    assert sign.sentence.text().endswith("Say your initials above, or others are taken for you.")
