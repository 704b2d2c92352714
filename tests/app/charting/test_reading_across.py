"""Facts about reading across a case and down a theme."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.charting.across import AcrossPage
from framework.edits.cells import write_summary
from framework.edits.codings import star
from framework.queries.synthesis import synthesis_of_case, synthesis_of_theme
from tests.app.charting.conftest import code
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids


def shown(seat: Seat, key: str) -> AcrossPage:
    seat.workspace.show_page(key)
    page: AcrossPage = seat.workspace.page
    return page


def words(page: AcrossPage) -> str:
    return "\n".join(label.text() for label in page.cells.widget().findChildren(QLabel))


def test_a_case_is_read_down_its_themes_with_what_is_starred(seat: Seat) -> None:
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S01"], themes["1.1"], "Team <came> [S01 ¶2]")
    star(seat.study, code(seat.study, 5, "1.2"), on=True)
    page = shown(seat, "case")
    assert page.place() == "S01 nurse"
    said = words(page)
    assert "Team &lt;came&gt; <a" in said
    assert "★ “We had moved on by then 🙂, honestly.”" in said
    page.cells.widget().findChildren(QLabel)
    page._open_link("1:28:60")
    assert seat.went[-1] == ("code", {"transcript": 1, "start": 28, "end": 60})


def test_a_synthesis_of_a_case_cites_its_cells(seat: Seat, qtbot: QtBot) -> None:
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S01"], themes["1.1"], "Team came")
    page = shown(seat, "case")
    editor = page.synthesis.editor
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    editor.setFocus()
    qtbot.keyClicks(editor, "Early [team")
    assert editor.offered.current().typed == "[S01 × 1.1]"
    editor.offered.take()
    seat.workspace.commit()
    with seat.study.read() as session:
        view = synthesis_of_case(session, ids["S01"])
    assert view.text == "Early [S01 × 1.1]"
    assert [mention.number for mention in view.mentions] == ["1.1"]
    buttons = page.findChildren(QPushButton)
    citing = next(b for b in buttons if b.text() == "Cite in synthesis")
    citing.setFocus()
    qtbot.mouseClick(citing, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(editor.hasFocus)
    assert editor.text() == "Early [S01 × 1.1] [S01 × 1.1]"
    editor.settle()
    page._open_here()
    assert seat.workspace.page is None
    assert seat.workspace.place() == "S01 × 1.1"


def test_going_on_saves_what_is_concluded_of_the_theme_before(seat: Seat, qtbot: QtBot) -> None:
    page = shown(seat, "theme")
    assert page.place() == "1.1 Workshop"
    page.synthesis.editor.insertPlainText("Workshops drew teams")
    page.step(1)
    assert page.place() == "1.2 Team plan"
    assert page.synthesis.editor.text() == ""
    with seat.study.read() as session:
        found = synthesis_of_theme(session, theme_ids(seat.study)["1.1"])
    assert found.text == "Workshops drew teams"
    page.step(-1)
    assert page.synthesis.editor.text() == "Workshops drew teams"
    seat.undo()
    qtbot.waitUntil(lambda: page.synthesis.editor.text() == "")


def test_quotations_of_a_synthesis_are_compared_with_what_its_cases_said(
    seat: Seat, qtbot: QtBot
) -> None:
    page = shown(seat, "case")
    strip = page.synthesis.proofs.strip
    page.synthesis.editor.insertPlainText("Late: \u201cWe had movd on by then\u201d")
    qtbot.waitUntil(lambda: len(strip.rows) == 1)
    assert strip.isVisible()
    strip.use_true()
    assert "\u201cWe had moved on by then" in page.synthesis.editor.text()
    qtbot.waitUntil(strip.isHidden)
    page = shown(seat, "theme")
    page.synthesis.editor.insertPlainText("\u201cNobody ever said such a thing here\u201d")
    strip = page.synthesis.proofs.strip
    qtbot.waitUntil(strip.isVisible)
    assert "the study" in strip.said.text() or strip.rows[0].nearest
