"""Facts about delivery data and the practice matrix in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.delivery_files import read_folder_of_tables
from app.integration.arrived import arrived
from app.integration.delivery import DeliveryPage
from app.integration.workspace import IntegrateWorkspace
from framework.drafts import CaseDraft, ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.cases import add_cases
from framework.edits.cells import write_summary
from framework.edits.delivery import define_indicator, load_tables
from framework.queries.delivery import list_tables, unmatched
from framework.queries.indicators import indicators
from framework.queries.linking import list_links
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import case_ids, small_study, theme_ids

EVENTS = """event_id,site_id,component_id,due_date,delivered_date
1,P01,AF,2021-07-07,2021-07-09
2,P01,AF,2021-08-07,2021-08-20
3,Practice two,AF,2021-07-07,2021-07-07
4,,AF,2021-07-07,2021-07-07
"""
COMPONENTS = "component_id,label,tolerance_days\nAF,Report sent,2\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study with two sites and a charted one."""
    made = small_study(tmp_path / "small.chartwell")
    write_summary(
        made, case_ids(made)["P01"], theme_ids(made)["1.1"], "Whole team came [S01 ¶2]"
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def seat(qtbot: QtBot, study: Study, tmp_path: Path) -> Iterator[Seat]:
    """Give Integrate with two files ready to be chosen."""
    del qtbot
    made = Seat(study, IntegrateWorkspace)
    for name, text in (("events.csv", EVENTS), ("components.csv", COMPONENTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.files.append(tmp_path / name)
    yield made
    made.close()


def load(seat: Seat, qtbot: QtBot) -> DeliveryPage:
    seat.workspace.choose_files()
    qtbot.waitUntil(lambda: seat.workspace.stack.currentWidget() is seat.workspace.incoming)
    seat.workspace.incoming.load_button.click()
    qtbot.waitUntil(lambda: seat.workspace.stack.currentWidget() is seat.workspace.delivery)
    found: DeliveryPage = seat.workspace.delivery
    return found


def set_label(study: Study, name: str, shown: str) -> None:
    add_cases(study, [CaseDraft(name, "site", shown, (), {})])


def figure(seat: Seat, key_end: str, case: str | None) -> str:
    with seat.study.read() as session:
        return next(
            row.text
            for row in indicators(session)
            if row.key.endswith(key_end) and row.case == case
        )


def shown(page: DeliveryPage, label_end: str, site: str) -> str:
    model = page.figures
    column = next(at for at, row in enumerate(model.definitions) if row.label.endswith(label_end))
    return str(model.data(model.index([*model.sites, "All"].index(site), column)))


def test_a_study_without_delivery_data_says_what_belongs_here(seat: Seat) -> None:
    assert seat.workspace.stack.currentWidget() is seat.workspace.empty


def test_files_are_shown_before_they_are_loaded(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.choose_files()
    qtbot.waitUntil(lambda: seat.workspace.stack.currentWidget() is seat.workspace.incoming)
    with seat.study.read() as session:
        assert list_tables(session) == []
    seat.workspace._forget_files()
    assert seat.workspace.stack.currentWidget() is seat.workspace.empty


def test_loading_lists_tables_and_rows_as_they_came(seat: Seat, qtbot: QtBot) -> None:
    page = load(seat, qtbot)
    names = [page.tables.item(at).text().split("\n")[0] for at in range(page.tables.count())]
    assert "events" in names
    page.tables.setCurrentRow(names.index("events"))
    assert page.rows.rowCount() == 4
    assert page.rows.data(page.rows.index(2, 2)) == "Practice two"
    assert page.rows.data(page.rows.index(2, 0)) == "no site"
    seat.undo()
    qtbot.waitUntil(lambda: seat.workspace.stack.currentWidget() is seat.workspace.empty)


def test_rows_without_a_site_are_listed_and_can_be_linked(seat: Seat, qtbot: QtBot) -> None:
    page = load(seat, qtbot)
    (choice,) = page.unmatched.links.values()
    site = case_ids(seat.study)["P02"]
    choice.setCurrentIndex(choice.findData(site))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: not page.unmatched.links)
    with seat.study.read() as session:
        assert [row.site for row in unmatched(session)] == [""]
    assert page.unmatched.box is not None
    seat.undo()
    qtbot.waitUntil(lambda: len(page.unmatched.links) == 1)


def test_another_tolerance_changes_the_figures_at_once(seat: Seat, qtbot: QtBot) -> None:
    page = load(seat, qtbot)
    assert shown(page, ": late", "P01") == "1/2"
    card = next(
        card for card in page.indicators.cards.values() if card.row.label.endswith(": late")
    )
    assert card.days.text() == "2"
    card.days.selectAll()
    qtbot.keyClicks(card.days, "14")
    card.days.commit()
    qtbot.waitUntil(lambda: shown(page, ": late", "P01") == "0/2")
    assert card.row.definition.tolerance == 14


def test_a_figure_shows_the_rows_behind_it(seat: Seat, qtbot: QtBot) -> None:
    page = load(seat, qtbot)
    column = next(
        at for at, row in enumerate(page.figures.definitions) if row.label.endswith(": late")
    )
    page.show_behind(page.figures.index(page.figures.sites.index("P01"), column))
    assert [page.rows.row(at).n for at in range(page.rows.rowCount())] == [1, 2]
    page._show_all()
    assert page.rows.rowCount() == 4


def test_the_matrix_shows_only_what_is_ticked_and_exports_it(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    load(seat, qtbot)
    seat.workspace.new_display("L3")
    sheets = seat.workspace.display.pages.sheets
    qtbot.waitUntil(lambda: "Whole team came" in sheets.words, timeout=10000)
    ticks = seat.workspace.display.pane.indicators.ticks
    tick = next(t for t in ticks.values() if t.toolTip().endswith(": late"))
    late = tick.toolTip()
    assert late in sheets.words
    tick.click()
    qtbot.waitUntil(lambda: late not in sheets.words.partition("All:")[0], timeout=10000)
    seat.target = tmp_path / "matrix.xlsx"
    seat.workspace.display.export(".xlsx")
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    assert seat.target.is_file()
    assert list(tmp_path.glob(".*.xlsx")) == []
    assert seat.errors == []


def test_the_matrix_ticks_ten_indicators_of_sites_and_never_offers_a_count_of_cases(
    seat: Seat, qtbot: QtBot
) -> None:
    page = load(seat, qtbot)
    define_indicator(seat.study, IndicatorDraft("sites", "Sites", "", "cases", column="site"))
    table = next(row.definition.table for row in page.figures.definitions)
    for n in range(10):
        define_indicator(seat.study, IndicatorDraft(f"n{n}", f"Rows {n}", table, "count"))
    seat.workspace.new_display("L3")
    ticks = seat.workspace.display.pane.indicators.ticks
    assert "sites" not in ticks
    assert len(ticks) > 10
    assert [tick.isChecked() for tick in ticks.values()] == [True] * 10 + [False] * (
        len(ticks) - 10
    )


def test_a_link_can_be_changed_and_taken_back_later(seat: Seat, qtbot: QtBot) -> None:
    page = load(seat, qtbot)
    assert page.linked.isHidden()
    (choice,) = page.unmatched.links.values()
    choice.setCurrentIndex(choice.findData(case_ids(seat.study)["P02"]))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: page.linked.opener.text() == "1 linked by hand…")
    page.linked.opener.click()
    (box,) = page.linked.boxes.values()
    assert box.currentText().startswith("P02")
    box.setCurrentIndex(box.findData(case_ids(seat.study)["P01"]))
    box.activated.emit(box.currentIndex())
    with seat.study.read() as session:
        assert [link.case_id for link in list_links(session)] == [case_ids(seat.study)["P01"]]
    qtbot.wait(50)
    assert list(page.linked.boxes.values()) == [box]
    box.setCurrentIndex(box.findData(None))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: len(page.unmatched.links) == 1 and page.linked.isHidden())
    seat.undo()
    qtbot.waitUntil(lambda: not page.unmatched.links)


def test_keys_go_from_a_text_that_is_linked_to_the_next(seat: Seat, qtbot: QtBot) -> None:
    columns = (ColumnDraft("site", "text"),)
    rows = tuple((name,) for name in ("P 01", "elsewhere", "P-02"))
    load_tables(seat.study, [DeliveryDraft("more", b"", columns, rows, "site")])
    seat.workspace.refresh(None)
    box = seat.workspace.delivery.unmatched
    next(iter(box.confirms.values())).setFocus()
    next(iter(box.confirms.values())).click()
    qtbot.waitUntil(lambda: len(box.links) == 2)
    qtbot.waitUntil(lambda: box.window().focusWidget() is next(iter(box.links.values())))


def test_a_table_that_is_loaded_is_the_one_shown(seat: Seat, qtbot: QtBot) -> None:
    page = load(seat, qtbot)
    columns = (ColumnDraft("site", "text"),)
    load_tables(seat.study, [DeliveryDraft("more", b"", columns, (("P01",),), "site")])
    qtbot.waitUntil(lambda: page.heading.text().startswith("more"))


def test_the_first_table_shown_is_one_that_names_sites(seat: Seat, qtbot: QtBot) -> None:
    page = load(seat, qtbot)
    assert page.heading.text().startswith("events")


def test_a_suggested_site_is_linked_when_it_is_confirmed(seat: Seat, qtbot: QtBot) -> None:
    set_label(seat.study, "P02", "Practice Two")
    page = load(seat, qtbot)
    (confirm,) = page.unmatched.confirms.values()
    assert confirm.text() == "Link to P02 Practice Two"
    confirm.click()
    qtbot.waitUntil(lambda: not page.unmatched.confirms)
    with seat.study.read() as session:
        assert [row.site for row in unmatched(session)] == [""]


def test_the_reading_of_a_column_is_changed_before_it_is_loaded(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.choose_files()
    qtbot.waitUntil(lambda: seat.workspace.stack.currentWidget() is seat.workspace.incoming)
    choice = seat.workspace.incoming.readings["events"].ways["due_date"]
    assert choice.currentText() == "date, ISO"
    choice.setCurrentIndex(choice.findText("text"))
    choice.activated.emit(choice.currentIndex())
    seat.workspace.incoming.load_button.click()
    with seat.study.read() as session:
        kinds = dict(next(t for t in list_tables(session) if t.name == "events").columns)
    assert kinds["due_date"] == "text"
    assert seat.errors == []


def test_the_figure_of_all_sites_is_read_whole(seat: Seat, qtbot: QtBot) -> None:
    page = load(seat, qtbot)
    figures, last = page.figures, page.figures.rowCount() - 1
    bold = QFontMetrics(seat.shell.look.type.font("base", bold=True))
    for column in range(figures.columnCount()):
        said = str(figures.data(figures.index(last, column)))
        assert page._grid.columnWidth(column) > bold.horizontalAdvance(said)


def test_each_remark_on_a_file_stands_once_beside_the_values_it_is_about(
    seat: Seat, tmp_path: Path
) -> None:
    file = tmp_path / "visits.csv"
    rows = [
        f"P0{n % 2 + 1},{n + 1:02}/03/2021,{('yes', 'no', 'perhaps')[n % 3]}" for n in range(24)
    ]
    file.write_text("\n".join(["site,seen_on,attended", *rows]), encoding="utf-8")
    found = arrived(seat.study, read_folder_of_tables([file], None))
    seat.workspace._preview(found)
    said = [one.text() for one in seat.workspace.incoming._area.findChildren(QLabel)]
    remarks = found.files.tables[0].remarks
    assert any("stays text until you say" in remark for remark in remarks)
    assert all(said.count(remark) == 1 for remark in remarks)
    assert len([words for words in said if "24 rows" in words]) == 1
    assert "yes, no, perhaps" in said
    assert "01/03/2021, 02/03/2021, 03/03/2021, 04/03/2021 …" in said
