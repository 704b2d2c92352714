"""Facts about the page of delivery data where a study is large."""

from collections.abc import Iterator
from os import urandom
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.integration.incoming import MANY
from app.integration.workspace import DELIVERY, PICTURES, IntegrateWorkspace
from app.reporting.preview import SMALL_FILE
from framework.drafts import ColumnDraft, ColumnReading, DeliveryDraft, IndicatorDraft
from framework.edits.delivery import load_tables
from tests.app.charting.seats import Seat
from tests.studies import small_study

COLUMNS = (ColumnDraft("site", "text"), ColumnDraft("done", "date"))
STRANGE = [(f"Ward {n}", "2021-07-07") for n in range(45)]
ROWS = [("P01", "2021-07-07"), ("P02", "2021-07-08"), ("P01", "2021-08-07"), *STRANGE]


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """Give Integrate with a synthetic study whose file is large."""
    study = small_study(tmp_path / "large.chartwell")
    counted = IndicatorDraft("rows", "Rows", "events", "count")
    load_tables(study, [DeliveryDraft("events", urandom(2 * SMALL_FILE), COLUMNS, ROWS, "site")],
                [counted])  # fmt: skip
    made = Seat(study, IntegrateWorkspace)
    qtbot.waitUntil(lambda: made.workspace.delivery.figures.rowCount() > 0)
    yield made
    assert made.errors == []
    made.close()
    study.close()


def test_delivery_data_of_a_large_study_are_read_away_from_the_window(
    seat: Seat, qtbot: QtBot
) -> None:
    page = seat.workspace.delivery
    assert page.study.path.stat().st_size > SMALL_FILE
    page.refresh()
    assert page._asker.busy
    qtbot.waitUntil(lambda: not page._asker.busy)
    assert page.heading.text() == "events · 48 rows as they came"
    assert page.tables.item(0).text() == "events\n48 rows · 45 match no site"


def test_a_figure_that_is_asked_for_while_the_page_is_read_shows_its_rows(
    seat: Seat, qtbot: QtBot
) -> None:
    seat.workspace.select(PICTURES)
    seat.workspace.show_figure("rows", "P01")
    page = seat.workspace.delivery
    qtbot.waitUntil(lambda: page.heading.text() == "Rows, P01: 2")
    assert not page._asker.busy
    assert [page.rows.row(at).n for at in range(page.rows.rowCount())] == [1, 3]


def test_what_was_left_unread_is_read_when_the_page_is_shown_again(
    seat: Seat, qtbot: QtBot
) -> None:
    page = seat.workspace.delivery
    page.heading.clear()
    seat.workspace.select(DELIVERY)
    seat.workspace.commit()
    seat.workspace.hide()
    qtbot.wait(20)
    assert page.heading.text() == ""
    seat.workspace.show()
    qtbot.waitUntil(lambda: page.heading.text().startswith("events"))


def test_texts_that_match_no_site_are_shown_a_part_at_a_time(seat: Seat) -> None:
    box = seat.workspace.delivery.unmatched
    assert len(box.links) == 20
    assert box.more is not None
    assert box.more.text() == "Show 20 more of 25"
    box.more.click()
    assert len(box.links) == 40
    box.more.click()
    assert len(box.links) == 45
    assert box.more is None


@pytest.fixture
def long_csv(tmp_path: Path) -> Path:
    """Write a file of many rows, invented."""
    path = tmp_path / "calls.csv"
    rows = (f"P0{1 + n % 2},{n},2021-07-{1 + n % 28:02}" for n in range(MANY + 1))
    path.write_text("site_id,minutes,done\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_large_file_is_read_in_another_way_on_a_job(
    seat: Seat, qtbot: QtBot, long_csv: Path
) -> None:
    page = seat.workspace.incoming
    seat.files = [long_csv]
    seat.workspace.choose_files()
    qtbot.waitUntil(lambda: page.found is not None, timeout=20000)
    page._reread("calls", "minutes", ColumnReading("text"))
    assert seat.jobs.busy
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    assert page.readings["calls"].ways["minutes"].currentText() == "text"
    page.load_button.click()
    assert page.found is None
    qtbot.waitUntil(lambda: seat.workspace.delivery.tables.count() == 2, timeout=20000)
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)


def test_the_columns_of_a_large_table_are_counted_away_from_the_window(
    seat: Seat, qtbot: QtBot, long_csv: Path
) -> None:
    seat.files = [long_csv]
    seat.workspace.choose_files()
    qtbot.waitUntil(lambda: seat.workspace._files is not None, timeout=20000)
    seat.workspace.load()
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    seat.workspace.change_readings("calls")
    page = seat.workspace.loaded
    assert page.readings is None
    qtbot.waitUntil(lambda: page.readings is not None, timeout=20000)
    page.readings.ways["minutes"].setCurrentIndex(0)
    page._read("minutes", ColumnReading("text"))
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    qtbot.waitUntil(lambda: page.readings.ways["minutes"].currentText() == "text", timeout=20000)
