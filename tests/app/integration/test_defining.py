"""Facts about defining indicators and changing how loaded tables are read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.integration.defining import DefiningPage
from app.integration.definitions import free_key, in_words, lacking
from app.integration.workspace import IntegrateWorkspace
from framework.drafts import ColumnDraft, ColumnReading, DeliveryDraft, IndicatorDraft
from framework.edits.delivery import load_tables
from framework.queries.delivery import list_tables
from framework.queries.indicators import indicators, list_definitions
from framework.study import Study
from importers.delivery_mapping import read_mapping
from tests.app.charting.seats import Seat
from tests.studies import small_study

COLUMNS = (("site", "text"), ("component", "text"), ("due", "date"), ("done", "date"),
           ("people", "text"))  # fmt: skip
ROWS = (
    ("P01", "AF", "2021-07-01", "2021-07-09", "9"),
    ("P01", "AF", "2021-08-01", "2021-08-01", "~20"),
    ("P02", "WS", "2021-07-01", "2021-07-01", "-99"),
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study with one delivery table and one indicator."""
    made = small_study(tmp_path / "small.chartwell")
    columns = tuple(ColumnDraft(name, kind) for name, kind in COLUMNS)
    load_tables(
        made, [DeliveryDraft("events", b"", columns, ROWS, "site")],
        [IndicatorDraft("late", "Late", "events", "late", column="done", due="due", tolerance=2)],
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def seat(qtbot: QtBot, study: Study) -> Iterator[Seat]:
    """Give Integrate on that study."""
    del qtbot
    made = Seat(study, IntegrateWorkspace)
    yield made
    assert made.errors == []
    made.close()


def definitions(study: Study) -> dict[str, IndicatorDraft]:
    with study.read() as session:
        return {row.key: row.definition for row in list_definitions(session)}


def texts(page: DefiningPage) -> list[str]:
    return [row.text for row in page.figures.rows]


def choose(box: object, text: str) -> None:
    at = box.findText(text)  # type: ignore[attr-defined]  # any choice
    assert at >= 0, text
    box.setCurrentIndex(at)  # type: ignore[attr-defined]
    box.activated.emit(at)  # type: ignore[attr-defined]


def test_an_indicator_is_defined_in_a_form_that_shows_its_figures(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.delivery.define.click()
    page = seat.workspace.defining
    form = page.form
    assert seat.workspace.stack.currentWidget() is page
    choose(form.measure, "n/N on time")
    assert not page.save.isEnabled()
    choose(form.column, "done")
    choose(form.due, "due")
    form.where.more.click()
    choose(form.where.lines[0].name, "component")
    form.where.lines[0].value.setCurrentText("AF")
    qtbot.waitUntil(lambda: "1/2 (50%)" in texts(page), timeout=5000)
    form.tolerance.setValue(8)
    qtbot.waitUntil(
        lambda: any(row.text == "2/2 (100%)" for row in page.figures.rows), timeout=5000
    )
    form.name.setText("Reports on time")
    assert "where component is AF" in page.words.text()
    page.save.click()
    made = definitions(seat.study)["reports_on_time"]
    assert (made.measure, made.tolerance, made.where) == ("on_time", 8, {"component": "AF"})
    assert seat.workspace.stack.currentWidget() is seat.workspace.delivery
    seat.undo()
    assert list(definitions(seat.study)) == ["late"]


def test_an_indicator_is_changed_and_keeps_its_key(seat: Seat) -> None:
    (card,) = seat.workspace.delivery.indicators.cards.values()
    card._acts.edit(card.row)
    form = seat.workspace.defining.form
    assert (form.name.text(), form.due.currentText(), form.tolerance.value()) == ("Late", "due", 2)
    form.name.setText("Late reports")
    form.withdrawn.setCurrentIndex(form.withdrawn.findData("until"))
    seat.workspace.defining.save.click()
    made = definitions(seat.study)
    assert list(made) == ["late"]
    assert (made["late"].label, made["late"].withdrawn) == ("Late reports", "until")


def test_what_was_delivered_keeps_the_day_on_which_it_was_due(seat: Seat) -> None:
    seat.workspace.define()
    form = seat.workspace.defining.form
    choose(form.measure, "n/N delivered: rows with a date")
    choose(form.column, "done")
    assert form.due.currentText() == "No date: all rows count"
    form.name.setText("Sent")
    assert lacking(form.draft()) == ""
    choose(form.due, "due")
    seat.workspace.defining.save.click()
    made = definitions(seat.study)["sent"]
    assert (made.measure, made.due) == ("delivered", "due")
    seat.workspace.define(made)
    assert form.draft() == made
    assert "of those due by now in due or delivered" in in_words(made)


def test_leaving_the_form_changes_nothing(seat: Seat) -> None:
    before = definitions(seat.study)
    seat.workspace.define(before["late"])
    seat.workspace.defining.form.tolerance.setValue(9)
    seat.workspace.defining.leave()
    assert definitions(seat.study) == before
    assert seat.workspace.stack.currentWidget() is seat.workspace.delivery


def test_a_figure_of_cases_asks_for_their_kind_alone(seat: Seat) -> None:
    seat.workspace.define()
    form = seat.workspace.defining.form
    choose(form.measure, "Number of cases of the study")
    assert form.table.isHidden()
    assert form.where.isHidden()
    choose(form.column, "participant")
    draft = form.draft()
    assert (draft.measure, draft.column, draft.table) == ("cases", "participant", "")


def test_an_indicator_moves_and_is_removed(seat: Seat, qtbot: QtBot) -> None:
    load_tables(seat.study, [], [IndicatorDraft("rows", "Rows", "events", "count")])
    cards = seat.workspace.delivery.indicators
    qtbot.waitUntil(lambda: len(cards.cards) == 2)
    first = next(iter(cards.cards.values()))
    first._acts.move(first.row, 1)
    assert list(definitions(seat.study)) == ["rows", "late"]
    qtbot.waitUntil(lambda: list(cards.cards.values())[1] is first)
    first._acts.remove(first.row)
    qtbot.waitUntil(lambda: len(cards.cards) == 1)
    assert list(definitions(seat.study)) == ["rows"]
    seat.undo()
    qtbot.waitUntil(lambda: len(cards.cards) == 2)


def test_a_loaded_column_is_read_in_another_way(seat: Seat) -> None:
    seat.workspace.delivery.reread.click()
    page = seat.workspace.loaded
    assert seat.workspace.stack.currentWidget() is page
    page.readings.openers["people"].click()
    details = page.readings.details["people"]
    details.kind.setCurrentIndex(details.kind.findData("number"))
    details.approximate.setChecked(True)
    details.missing.setText("-99 = unknown")
    details.read()
    with seat.study.read() as session:
        (table,) = list_tables(session)
    assert table.reading("people") == ColumnReading(
        "number", approximate=True, missing={"-99": "unknown"}
    )
    load_tables(seat.study, [], [IndicatorDraft("n", "People", "events", "sum", column="people")])
    with seat.study.read() as session:
        (everybody,) = [row for row in indicators(session, ["n"]) if row.case is None]
    assert everybody.text == "29; 1 unknown"


def test_a_code_without_a_meaning_is_refused(seat: Seat) -> None:
    seat.workspace.delivery.change_readings()
    page = seat.workspace.loaded
    page.readings.openers["people"].click()
    details = page.readings.details["people"]
    details.missing.setText("-99")
    with pytest.raises(Exception, match="says no meaning"):
        details.read()
    details.missing.setText("-99 = lost")
    with pytest.raises(Exception, match="no kind of nothing"):
        details.read()


def test_the_mapping_is_saved_for_next_month(seat: Seat, tmp_path: Path) -> None:
    seat.workspace.delivery.change_readings()
    page = seat.workspace.loaded
    page.level.setCurrentIndex(page.level.findData("site-month"))
    page.key.setText("site, due")
    page._set_level()
    seat.target = tmp_path / "mapping"
    page.save_mapping()
    mapped = read_mapping(tmp_path / "mapping.yaml")
    assert mapped.tables["events"].level == "site-month"
    assert mapped.tables["events"].key == ("site", "due")
    assert [draft.key for draft in mapped.indicators] == ["late"]


def test_a_table_that_is_removed_leaves_its_page(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.delivery.away.click()
    qtbot.waitUntil(lambda: seat.workspace.stack.currentWidget() is seat.workspace.empty)
    seat.undo()
    qtbot.waitUntil(lambda: seat.workspace.stack.currentWidget() is seat.workspace.delivery)


def test_keys_of_indicators_are_made_of_their_names() -> None:
    assert free_key("Monthly reports, late", ()) == "monthly_reports_late"
    assert free_key("Late", {"late", "late_2"}) == "late_3"
    assert free_key("  ", ()) == "indicator"


def test_a_definition_is_said_in_words() -> None:
    draft = IndicatorDraft("k", "Late", "events", "late", column="done", due="due", tolerance=1)
    assert (
        in_words(draft) == "Rows of events whose done is more than 1 day after due, of those due."
    )
    assert lacking(draft) == ""
    assert lacking(IndicatorDraft("k", "Late", "events", "late", column="done"))


def test_a_form_that_is_left_by_a_tab_keeps_what_was_typed(seat: Seat) -> None:
    workspace = seat.workspace
    workspace.new_display("L5")
    workspace.select("delivery")
    workspace.define()
    workspace.defining.form.name.setText("People reached")
    workspace.select(f"display:{workspace.displays[0].id}")
    assert seat.messages[-1] == "“People reached” is not saved yet."
    workspace.define()
    assert workspace.defining.form.name.text() == "People reached"
    workspace.defining.leave()
    workspace.define()
    assert workspace.defining.form.name.text() == ""
    count = len(seat.messages)
    workspace.select("delivery")
    assert len(seat.messages) == count
