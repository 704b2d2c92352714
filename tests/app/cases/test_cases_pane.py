"""Make and change cases as a person would, mostly with keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.cases.incoming_page import IncomingPage
from app.cases.model import HEARD, KIND, LABEL, NAME, SITES, Group
from app.cases.pane import CasesPane
from app.widgets.choices import Choices
from framework.edits.cases import attribute_transcript
from framework.errors import RefusedError
from framework.queries.cases import CaseRow, list_cases
from framework.study import Study
from tests.app.charting.seats import Seat

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def seat(qtbot: QtBot, study: Study) -> Iterator[Seat]:
    """Show the cases of a study that has one participant, P03."""
    seated = Seat(study, CasesPane)
    seated.workspace.activateWindow()
    qtbot.waitUntil(seated.workspace.isActiveWindow)
    seated.workspace.take_keys()
    yield seated
    seated.close()


def pane(seat: Seat) -> CasesPane:
    shown = seat.workspace
    assert isinstance(shown, CasesPane)
    return shown


def cases(study: Study) -> dict[str, CaseRow]:
    with study.read() as session:
        return {row.name: row for row in list_cases(session)}


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def press(qtbot: QtBot, *keys: Qt.Key, alt: bool = False) -> None:
    """Press keys where the focus is."""
    for key in keys:
        qtbot.keyClick(focus(), key, ALT if alt else Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()


def write(qtbot: QtBot, text: str) -> None:
    """Type where the focus is, which the first sign may move into a field."""
    for sign in text:
        qtbot.keyClicks(focus(), sign)


def enter(qtbot: QtBot, text: str, end: Qt.Key = Key.Key_Return) -> None:
    """Type where the focus is, and end with a key."""
    write(qtbot, text)
    press(qtbot, end)


def stand(seat: Seat, name: str, column: int) -> None:
    """Put the keys on a cell."""
    shown = pane(seat)
    shown.table.take(cases(shown.study)[name].id if name else 0, column)
    shown.table.setFocus()


def add(qtbot: QtBot, seat: Seat, name: str, kind: str) -> None:
    """Add a case with keys only."""
    stand(seat, "", KIND)
    enter(qtbot, kind)
    press(qtbot, Key.Key_Left)
    enter(qtbot, name)
    qtbot.waitUntil(lambda: name in cases(seat.study))


def refused(qtbot: QtBot, seat: Seat, text: str) -> str:
    """Type into the cell in hand, and return with which sentence it is refused."""
    with qtbot.capture_exceptions() as raised:
        enter(qtbot, text)
        qtbot.waitUntil(lambda: bool(raised))
    (found,) = raised
    assert isinstance(found[1], RefusedError)
    assert not pane(seat).table.finish()
    return str(found[1])


def test_site_and_participant_are_added_and_joined_with_keys_only(
    qtbot: QtBot, seat: Seat, study: Study
) -> None:
    add(qtbot, seat, "P01", "s")
    add(qtbot, seat, "S01", "p")
    stand(seat, "S01", SITES)
    press(qtbot, Key.Key_F2)
    assert isinstance(focus(), Choices)
    press(qtbot, Key.Key_Space, Key.Key_Return)
    qtbot.waitUntil(lambda: cases(study)["S01"].parents == ("P01",))
    rows = cases(study)
    assert [(row.name, row.kind) for row in rows.values()] == [
        ("P03", "participant"), ("P01", "site"), ("S01", "participant"),
    ]  # fmt: skip


def test_cases_stand_under_their_kinds_sites_first(qtbot: QtBot, seat: Seat) -> None:
    add(qtbot, seat, "P01", "site")
    add(qtbot, seat, "Team", "case")
    model = pane(seat).model
    shown = [str(model.data(model.index(row, NAME))) for row in range(model.rowCount())]
    assert shown == ["Sites · 1", "P01", "Participants · 1", "P03", "Case · 1", "Team",
                     "New case — type a name"]  # fmt: skip
    heading = model.index(0, NAME)
    assert isinstance(model.rows[0], Group)
    assert heading.flags() == Qt.ItemFlag.NoItemFlags


def test_enter_goes_on_with_the_next_new_case_and_tab_with_this_one(
    qtbot: QtBot, seat: Seat, study: Study
) -> None:
    stand(seat, "", NAME)
    enter(qtbot, "S01")
    qtbot.waitUntil(lambda: "S01" in cases(study))
    assert pane(seat).place() == ""
    enter(qtbot, "S02", Key.Key_Tab)
    qtbot.waitUntil(lambda: pane(seat).place() == "S02")
    assert isinstance(focus(), Choices)
    enter(qtbot, "site")
    qtbot.waitUntil(lambda: cases(study)["S02"].kind == "site")
    assert cases(study)["S01"].kind == "participant"
    assert pane(seat).place() == "S02"


def test_case_is_renamed_labelled_and_keeps_its_cell_in_hand(
    qtbot: QtBot, seat: Seat, study: Study
) -> None:
    stand(seat, "P03", NAME)
    press(qtbot, Key.Key_F2)
    enter(qtbot, "S03", Key.Key_Tab)
    press(qtbot, Key.Key_Escape)
    qtbot.waitUntil(lambda: pane(seat).place() == "S03")
    stand(seat, "S03", LABEL)
    enter(qtbot, "practice nurse")
    qtbot.waitUntil(lambda: cases(study)["S03"].label == "practice nurse")
    assert pane(seat).table.currentIndex().column() == LABEL


def test_taken_and_empty_names_change_nothing(qtbot: QtBot, seat: Seat, study: Study) -> None:
    add(qtbot, seat, "P01", "site")
    stand(seat, "P01", NAME)
    assert "is called P03; the old name was kept" in refused(qtbot, seat, "p03")
    stand(seat, "", NAME)
    assert "is called P03; nothing was added" in refused(qtbot, seat, "P03")
    stand(seat, "P01", NAME)
    press(qtbot, Key.Key_F2)
    press(qtbot, Key.Key_Backspace)
    with qtbot.capture_exceptions() as raised:
        press(qtbot, Key.Key_Return)
        qtbot.waitUntil(lambda: bool(raised))
    assert "needs a name" in str(raised[0][1])
    assert list(cases(study)) == ["P03", "P01"]


def test_attribute_gets_a_column_and_a_value(qtbot: QtBot, seat: Seat, study: Study) -> None:
    pane(seat).attribute.ask.setFocus()
    press(qtbot, Key.Key_Space)
    enter(qtbot, "years in post")
    assert pane(seat).table.hasFocus()
    enter(qtbot, "12")
    qtbot.waitUntil(lambda: cases(study)["P03"].attributes == (("years in post", "12"),))
    press(qtbot, Key.Key_F2, Key.Key_Backspace, Key.Key_Return)
    qtbot.waitUntil(lambda: cases(study)["P03"].attributes == ())
    assert pane(seat).model.attributes == ["years in post"]


def test_attribute_that_is_there_gets_no_second_column(seat: Seat) -> None:
    model = pane(seat).model
    assert model.add_attribute("Arm") == model.add_attribute("arm") == model.columnCount() - 1


def test_case_moves_with_alt_and_the_arrows(qtbot: QtBot, seat: Seat, study: Study) -> None:
    add(qtbot, seat, "S01", "participant")
    stand(seat, "S01", LABEL)
    press(qtbot, Key.Key_Up, alt=True)
    qtbot.waitUntil(lambda: list(cases(study)) == ["S01", "P03"])
    qtbot.waitUntil(lambda: pane(seat).model.case(1) == cases(study)["S01"])
    assert (pane(seat).place(), pane(seat).table.currentIndex().column()) == ("S01", LABEL)
    press(qtbot, Key.Key_Up, alt=True)
    assert study.undo_label == "Move case S01"


def test_removed_case_comes_back_with_undo(qtbot: QtBot, seat: Seat, study: Study) -> None:
    add(qtbot, seat, "P01", "site")
    stand(seat, "P01", NAME)
    press(qtbot, Key.Key_Delete)
    assert list(cases(study)) == ["P03"]
    assert seat.messages[-1].startswith("P01 was removed")
    qtbot.waitUntil(lambda: pane(seat).place() == "P03")
    seat.undo()
    assert list(cases(study)) == ["P03", "P01"]
    qtbot.waitUntil(lambda: pane(seat).model.row_of(cases(study)["P01"].id) > 0)


def test_what_is_typed_is_saved_on_leaving(qtbot: QtBot, seat: Seat, study: Study) -> None:
    stand(seat, "P03", LABEL)
    write(qtbot, "GP")
    pane(seat).commit()
    assert cases(study)["P03"].label == "GP"


def test_refused_name_keeps_no_one_from_leaving(qtbot: QtBot, seat: Seat, study: Study) -> None:
    stand(seat, "", NAME)
    write(qtbot, "P03")
    pane(seat).commit()
    assert seat.messages[-1].startswith("Another case is called P03")
    assert list(cases(study)) == ["P03"]


def test_sites_are_left_as_they_were_on_escape(qtbot: QtBot, seat: Seat, study: Study) -> None:
    add(qtbot, seat, "P01", "site")
    stand(seat, "P03", SITES)
    press(qtbot, Key.Key_Return, Key.Key_Space, Key.Key_Escape)
    qtbot.wait(20)
    assert cases(study)["P03"].parents == ()
    assert pane(seat).table.hasFocus()


def test_transcripts_that_speak_for_a_case_are_named_and_cannot_be_typed(
    qtbot: QtBot, seat: Seat, study: Study
) -> None:
    attribute_transcript(study, 1, cases(study)["P03"].id)
    model = pane(seat).model
    cell = model.index(model.row_of(cases(study)["P03"].id), HEARD)
    qtbot.waitUntil(lambda: model.data(cell) == "P03 Practice nurse")
    assert not cell.flags() & Qt.ItemFlag.ItemIsEditable


def test_file_is_shown_before_it_is_added_and_added_as_one_step(
    qtbot: QtBot, seat: Seat, study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "case,kind,label,parents,arm\nP01,site,,,control\nP03,participant,,P01,\n", encoding="utf-8"
    )
    seat.files = [path]
    buttons = {b.text(): b for b in pane(seat).findChildren(QPushButton)}
    buttons["Import cases…"].click()
    qtbot.waitUntil(pane(seat).incoming.isVisible, timeout=10_000)
    assert pane(seat).incoming.sentence() == (
        "people.csv: 1 site will be added; P03 is in the study and will be brought up to date. "
        "Attributes: arm."
    )
    assert list(cases(study)) == ["P03"]
    pane(seat).incoming.add.click()
    assert cases(study)["P03"].parents == ("P01",)
    assert cases(study)["P01"].attribute("arm") == "control"
    assert cases(study)["P03"].label == "nurse"
    seat.undo()
    assert list(cases(study)) == ["P03"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("case,case\nP01,site\n", "two columns named case"),
        ("case,kind\n", "holds no"),
    ],
)
def test_bad_file_is_refused_in_a_sentence_and_the_study_unchanged(
    qtbot: QtBot, seat: Seat, study: Study, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    before, label = cases(study), study.undo_label
    seat.files = [path]
    pane(seat)._import()
    qtbot.waitUntil(lambda: bool(seat.errors), timeout=10_000)
    assert said in str(seat.errors[0])
    assert not pane(seat).incoming.isVisible()
    assert (cases(study), study.undo_label) == (before, label)


def arrived(qtbot: QtBot, seat: Seat, file: Path, text: str) -> IncomingPage:
    """Let a list of cases be read from a file."""
    file.write_text(text, encoding="utf-8")
    seat.files = [file]
    pane(seat)._import()
    qtbot.waitUntil(pane(seat).incoming.isVisible, timeout=10_000)
    return pane(seat).incoming


OWN_WORDS = "Who,Where,Job,Phone\nAnn,Elm Road; Oak,Nurse,1\nBo,Oak,GP,2\nP03,Oak,GP,3\n"


def test_columns_of_a_list_in_its_own_words_are_taken_for_what_they_are(
    qtbot: QtBot, seat: Seat, study: Study, tmp_path: Path
) -> None:
    page = arrived(qtbot, seat, tmp_path / "people.csv", OWN_WORDS)
    assert page.choices["who"].currentText() == "Name of the case"
    assert page.rows_are.currentText() == "participants"
    for column, part in (("where", "parents"), ("job", "label"), ("phone", "left")):
        page.choose(column, part)
    assert page.sentence() == (
        "people.csv: 2 sites, 2 participants will be added; P03 is in the study and will be "
        "brought up to date. Attributes: Job."
    )
    page.add.click()
    found = cases(study)
    assert {name: row.kind for name, row in found.items()} == {
        "P03": "participant", "Elm Road": "site", "Oak": "site",
        "Ann": "participant", "Bo": "participant",
    }  # fmt: skip
    assert (found["Ann"].parents, found["Ann"].label) == (("Elm Road", "Oak"), "Nurse")
    assert found["Ann"].attributes == (("Job", "Nurse"),)
    seat.undo()
    assert list(cases(study)) == ["P03"]


def test_kind_of_the_rows_is_chosen_and_a_case_of_the_study_keeps_its_own(
    qtbot: QtBot, seat: Seat, study: Study, tmp_path: Path
) -> None:
    page = arrived(qtbot, seat, tmp_path / "sites.csv", "Place,Arm\nElm,a\np03,b\n")
    page.rows_are.setCurrentIndex(1)
    page.rows_are.activated.emit(1)
    page.add.click()
    assert cases(study)["Elm"].kind == "site"
    assert cases(study)["P03"].kind == "participant"


def test_columns_that_make_no_cases_say_why_until_others_are_chosen(
    qtbot: QtBot, seat: Seat, tmp_path: Path
) -> None:
    page = arrived(qtbot, seat, tmp_path / "people.csv", "case,code\nAnn,1\nAnn,2\n")
    assert "the case Ann stands twice" in page.sentence()
    assert not page.add.isEnabled()
    page.choose("case", "")
    assert "which column names the cases" in page.sentence()
    page.choose("code", "case")
    assert page.sentence() == "people.csv: 2 participants will be added. Attributes: case."
    assert page.add.isEnabled()
    page.left.emit()
    assert not page.isVisible()


def test_names_stay_in_sight_while_attributes_are_read(qtbot: QtBot, seat: Seat) -> None:
    shown = pane(seat)
    for number in range(12):
        shown.model.add_attribute(f"attribute {number}")
    stand(seat, "P03", shown.model.columnCount() - 1)
    names = shown.table.names
    assert names.isVisible()
    assert names.indexAt(names.viewport().rect().topLeft()).column() == NAME
    stand(seat, "P03", KIND)
    assert shown.table.columnViewportPosition(KIND) >= names.width() or not names.isVisible()
    stand(seat, "P03", NAME)
    press(qtbot, Key.Key_F2)
    assert not names.isVisible()


def test_empty_study_offers_to_begin_with_a_case(qtbot: QtBot, tmp_path: Path) -> None:
    study = Study.create(tmp_path / "new.chartwell", "New", "AB")
    seat = Seat(study, CasesPane)
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    pane(seat).take_keys()
    press(qtbot, Key.Key_Space)
    enter(qtbot, "S01")
    qtbot.waitUntil(lambda: "S01" in cases(study))
    assert pane(seat).keys
    seat.undo()
    qtbot.waitUntil(lambda: not pane(seat).table.isVisible())
    seat.close()
    study.close()
