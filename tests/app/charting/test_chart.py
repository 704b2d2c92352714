"""Facts about charting."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.charting.arrangement import Choice
from app.charting.pane import CellPane
from app.charting.workspace import ChartWorkspace
from framework.drafts import (
    CaseDraft,
    ColumnDraft,
    DeliveryDraft,
    FrameworkDraft,
    IndicatorDraft,
    ThemeDraft,
)
from framework.edits.cases import add_cases
from framework.edits.cells import set_state, write_summary
from framework.edits.delivery import load_tables
from framework.edits.themes import load_framework
from framework.queries.charts import CellView, cell
from framework.study import Study
from tests.app.charting.conftest import code
from tests.app.charting.seats import Seat, write_export
from tests.studies import case_ids, theme_ids


def read(study: Study, case: str = "S01", theme: str = "1.1") -> CellView:
    with study.read() as session:
        return cell(session, case_ids(study)[case], theme_ids(study)[theme])


def pane(seat: Seat) -> CellPane:
    found: CellPane = seat.workspace.pane
    return found


def test_typing_on_a_cell_writes_its_summary_after_a_pause(seat: Seat, qtbot: QtBot) -> None:
    table = seat.workspace.table
    table.setFocus()
    qtbot.keyClicks(table, "T")
    qtbot.keyClicks(seat.workspace.matrix.inplace.editor, "eam came")
    qtbot.waitUntil(lambda: read(seat.study).text == "Team came", timeout=3000)
    assert read(seat.study).state == "draft"
    assert seat.study.undo_label == "Summarise S01 × 1.1"


def test_a_summary_round_trips_with_all_its_signs(seat: Seat, qtbot: QtBot) -> None:
    typed = '*"Most of the team came" [S01 ¶2] {see 2.1} 🙂 plain'
    pane(seat).editor.insertPlainText(typed)
    seat.workspace.commit()
    assert read(seat.study).text == typed
    kinds = [run.kind for run in read(seat.study).runs if run.text.strip()]
    assert kinds == ["star_quote", "locator", "comment", "text"]
    seat.workspace.refresh(None)
    qtbot.waitUntil(lambda: pane(seat).editor.text() == typed)


def test_the_key_cites_the_passage_and_saves(seat: Seat, qtbot: QtBot) -> None:
    editor = pane(seat).editor
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    editor.setFocus()
    editor.insertPlainText("Team came")
    qtbot.keyClick(
        editor, Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    assert read(seat.study).text == "Team came [S01 ¶2]"
    card = pane(seat).cards.cards[0]
    assert card.cite_button.text() == "Cited ✓"


def test_a_checked_cell_says_when_its_evidence_changes(seat: Seat, qtbot: QtBot) -> None:
    pane(seat).editor.insertPlainText("Team came [S01 ¶2]")
    pane(seat).choose_state("checked")
    assert read(seat.study).state == "checked"
    code(seat.study, 5, "1.1")
    qtbot.waitUntil(lambda: "1 passage added" in pane(seat).notice.text())
    news = [card.passage.new for card in pane(seat).cards.cards]
    assert news == [False, True]
    shown = seat.workspace.model.shown(0, 0)
    assert shown.notes[0].text == "Evidence changed since checked: 1 passage added"
    seat.undo()
    qtbot.waitUntil(lambda: not pane(seat).notice.text())
    seat.undo()
    qtbot.waitUntil(lambda: read(seat.study).state == "draft")


def test_undo_brings_the_text_before_back_into_the_editor(seat: Seat, qtbot: QtBot) -> None:
    editor = pane(seat).editor
    editor.setFocus()
    editor.insertPlainText("First thought")
    seat.undo()
    qtbot.waitUntil(lambda: editor.text() == "")
    assert read(seat.study).text == ""


def test_leaving_within_the_pause_loses_nothing(seat: Seat) -> None:
    work = seat.workspace
    pane(seat).editor.insertPlainText("Half a sen")
    work.table.choose(work.model.index(0, 1))
    assert read(seat.study).text == "Half a sen"
    assert read(seat.study, theme="1.2").text == ""


def test_what_could_not_be_saved_stays_in_the_editor(seat: Seat, qtbot: QtBot) -> None:
    work = seat.workspace
    here = work.table.currentIndex()
    pane(seat).editor.insertPlainText("Precious")
    saving = pane(seat).editor._save

    def refuse(_text: str) -> None:
        msg = "The disk is full."
        raise OSError(msg)

    pane(seat).editor._save = refuse
    with qtbot.capture_exceptions() as raised:
        work.table.choose(work.model.index(0, 1))
        qtbot.wait(80)
    assert raised
    assert pane(seat).editor.text() == "Precious"
    assert work.table.currentIndex() == here
    pane(seat).editor._save = saving
    work.commit()
    assert read(seat.study).text == "Precious"


def test_closing_within_the_pause_loses_nothing(study: Study, qtbot: QtBot) -> None:
    seat = Seat(study, ChartWorkspace)
    qtbot.waitUntil(lambda: seat.workspace.pane.pair is not None)
    pane(seat).editor.insertPlainText("Last words")
    seat.close()
    assert read(study).text == "Last words"


def test_an_altered_quotation_is_named(seat: Seat) -> None:
    pane(seat).editor.insertPlainText('"None of the team came" [S01 ¶2]')
    seat.workspace.commit()
    assert "“None of the team came”" in pane(seat).differs.text()
    notes = seat.workspace.model.shown(0, 0).notes
    assert [note.text for note in notes] == ["Quotation differs from the transcript"]


def test_states_without_text_are_one_click_and_back(seat: Seat) -> None:
    work = seat.workspace
    work.table.choose(work.model.index(0, 1))
    work.matrix.writing.show_beside()
    pane(seat).states["nothing_relevant"].click()
    assert read(seat.study, theme="1.2").state == "nothing_relevant"
    pane(seat).states["nothing_relevant"].click()
    assert read(seat.study, theme="1.2").state == "not_started"
    assert not pane(seat).states["checked"].isEnabled()


def test_the_next_cell_to_chart_has_coded_passages(seat: Seat) -> None:
    work = seat.workspace
    work.matrix.arrange(Choice(chart=0))
    work.table.choose(work.model.index(0, 0))
    work.next_to_chart()
    assert work.model.pair(work.table.currentIndex()) == (
        case_ids(seat.study)["S01"], theme_ids(seat.study)["2.1"],
    )  # fmt: skip
    assert pane(seat).named == "S01 × 2.1"


def test_a_sites_cell_offers_the_locators_of_its_participants(seat: Seat) -> None:
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S01"], themes["1.1"], "Team came [S01 ¶2]")
    seat.workspace.go(case=ids["P01"], theme=themes["1.1"])
    account = pane(seat).cards.cards[0]
    account.cite()
    assert read(seat.study, "P01").text == "[S01 ¶2]"


def test_going_to_a_cell_shows_its_chart_and_rows(seat: Seat) -> None:
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    seat.workspace.go(case=ids["P02"], theme=themes["2.2"])
    assert seat.workspace.bar.choice.kind == "site"
    assert pane(seat).named == "P02 × 2.2"
    assert seat.workspace.place() == "P02 × 2.2"


def test_rows_can_be_filtered_by_their_sites_arm(seat: Seat) -> None:
    seat.workspace.bar.choose(keep=(("arm", "implementation"),))
    assert [case.name for case in seat.workspace.model.rows] == ["S01"]
    assert seat.workspace.table.corner.said == "1 of 2"


def test_a_passage_opens_in_its_transcript(seat: Seat) -> None:
    pane(seat).cards.cards[0].open_button.click()
    workspace, where = seat.went[-1]
    assert workspace == "code"
    assert set(where) == {"transcript", "start", "end"}


def test_only_visible_rows_are_read(study: Study, qtbot: QtBot) -> None:
    add_cases(study, [CaseDraft(f"X{n:03}", "participant", "", ("P01",), {}) for n in range(300)])
    seat = Seat(study, ChartWorkspace)
    work = seat.workspace
    qtbot.waitUntil(lambda: work.pane.pair is not None and not work.matrix.lookout.reader.busy)
    qtbot.wait(400)
    assert len(work.model.read_rows()) < 60
    work.table.verticalScrollBar().setValue(work.table.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 301 in work.model.read_rows(), timeout=3000)
    assert len(work.model.read_rows()) < 90
    seat.close()


def test_columns_say_how_far_they_are_charted(seat: Seat, qtbot: QtBot) -> None:
    model = seat.workspace.model
    theme = theme_ids(seat.study)["1.1"]
    pane(seat).editor.insertPlainText("Team came [S01 ¶2]")
    seat.workspace.commit()
    seat.workspace.table.rest()
    qtbot.waitUntil(lambda: theme in model.tallies and model.tallies[theme].charted == 1)
    assert model.tallies[theme].total == 2


def test_a_long_summary_ends_in_an_ellipsis_and_its_row_is_bounded(seat: Seat) -> None:
    pane(seat).editor.insertPlainText("word " * 400)
    seat.workspace.commit()
    QApplication.processEvents()
    assert 120 < seat.workspace.table.rowHeight(0) < 260


def test_an_empty_study_says_what_belongs_here(tmp_path: Path, qtbot: QtBot) -> None:
    study = Study.create(tmp_path / "empty.chartwell")
    seat = Seat(study, ChartWorkspace)
    assert seat.workspace.stack.currentWidget() is seat.workspace.no_themes
    load_framework(study, FrameworkDraft("F", (ThemeDraft("1", "One"),)))
    qtbot.waitUntil(lambda: seat.workspace.stack.currentWidget() is seat.workspace.no_cases)
    seat.close()
    study.close()


def test_the_chart_exports_to_word(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S01"], themes["1.1"], "Team came [S01 ¶2]")
    set_state(seat.study, ids["S01"], themes["1.1"], "checked")
    seat.target = tmp_path / "chart.docx"
    write_export(seat, qtbot)
    assert seat.target.is_file()
    assert seat.messages[-1] == "chart.docx is written."
    QCoreApplication.processEvents()


def test_rows_follow_an_indicator_and_figures_stand_beside_them(seat: Seat, qtbot: QtBot) -> None:
    load_tables(
        seat.study,
        [
            DeliveryDraft(
                "workshops",
                b"site,attended\nP01,9\nP02,31\n",
                (ColumnDraft("site", "text"), ColumnDraft("attended", "number")),
                (("P01", "9"), ("P02", "31")),
                "site",
            )
        ],
        [IndicatorDraft("attended", "Attended", "workshops", "value", column="attended")],
    )
    work = seat.workspace
    work.bar.choose(kind="site")
    qtbot.waitUntil(lambda: bool(work.model.figures.values))
    work.bar.choose(order="attended")
    assert [case.name for case in work.model.rows] == ["P02", "P01"]
    assert [bar.text for bar in work.model.bars(0)] == ["31"]
    assert work.model.bars(0)[0].share == 1.0
    offered = work.bar.filter.menu()
    offered.aboutToShow.emit()
    figures = next(a for a in offered.actions() if a.text() == "With figures…").menu()
    below = figures.actions()[0].menu()
    assert [action.text() for action in below.actions()] == ["At least 31", "Below 31"]
    below.actions()[1].trigger()
    assert [case.name for case in work.model.rows] == ["P01"]
    assert work.left_out.says == "1 of 2 cases, where Attended is below 31."
    work.bar.choose(kind="participant")
    assert [case.name for case in work.model.rows] == ["S01"]
    work.left_out.show_all.click()
    assert not work.bar.choice.filtered


def test_what_is_typed_on_a_cell_joins_the_text_there(seat: Seat, qtbot: QtBot) -> None:
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S01"], themes["1.1"], "Team came")
    qtbot.waitUntil(lambda: pane(seat).editor.text() == "Team came")
    qtbot.keyClicks(seat.workspace.table, "x")
    seat.workspace.commit()
    assert read(seat.study).text == "Team came x"


def test_a_locator_that_leads_nowhere_is_said_and_kept(seat: Seat) -> None:
    pane(seat).editor.insertPlainText("Late [S01 ¶99]")
    seat.workspace.commit()
    assert seat.messages == ["[S01 ¶99] leads to no paragraph of this study. It stays as typed."]
    assert read(seat.study).text == "Late [S01 ¶99]"


def test_a_click_cites_while_what_was_typed_is_still_unsaved(seat: Seat, qtbot: QtBot) -> None:
    editor = pane(seat).editor
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "Team came")
    button = pane(seat).cards.cards[0].cite_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert read(seat.study).text == "Team came [S01 ¶2]"
    qtbot.wait(20)
    assert pane(seat).cards.cards[0].cite_button.text() == "Cited ✓"


def test_the_keys_that_are_told_are_those_of_a_cell_while_one_writes_in_it(seat: Seat) -> None:
    inplace = seat.workspace.matrix.inplace
    told: list[str] = []
    seat.workspace.place_changed.connect(lambda: told.append(seat.workspace.keys))
    write = seat.workspace.shell.keymap.hint("chart.write")
    assert write in seat.workspace.keys
    inplace.open()
    assert write not in told[-1]
    inplace.close()
    assert write in told[-1]
