"""Facts about pictures of deliveries in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.integration.workspace import PICTURES, IntegrateWorkspace
from framework.drafts import ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.delivery import load_tables
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import small_study

COLUMNS = (("site", "text"), ("due", "date"), ("done", "date"), ("people", "number"))
ROWS = (
    ("P01", "2021-07-01", "2021-07-09", "9"),
    ("P02", "2021-07-01", "2021-07-01", "31"),
)


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """Give the page of pictures of a study with delivery data."""
    del qtbot
    study: Study = small_study(tmp_path / "small.chartwell")
    columns = tuple(ColumnDraft(name, kind) for name, kind in COLUMNS)
    drafts = [
        IndicatorDraft("late", "Late", "events", "late", column="done", due="due"),
        IndicatorDraft("people", "Attendance", "events", "value", column="people"),
    ]
    load_tables(study, [DeliveryDraft("events", b"", columns, ROWS, "site")], drafts)
    made = Seat(study, IntegrateWorkspace)
    made.workspace.select(PICTURES)
    yield made
    assert made.errors == []
    made.close()
    study.close()


def pictures_of(seat: Seat) -> int:
    """Count the pictures on the pages that are shown."""
    document = seat.workspace.pictures.pages.sheets.document
    return document.toHtml().count("<img") if document is not None else 0


def test_a_timeline_is_drawn_with_its_caption(seat: Seat, qtbot: QtBot) -> None:
    page = seat.workspace.pictures
    qtbot.waitUntil(lambda: pictures_of(seat) == 1, timeout=10000)
    assert "Due and delivered" in page.pages.sheets.words
    assert list(page.figures.ticks) == ["late"]


def test_dot_plots_show_what_is_ticked(seat: Seat, qtbot: QtBot) -> None:
    page = seat.workspace.pictures
    page.kind.setCurrentIndex(page.kind.findData("dot-plot"))
    page.kind.activated.emit(page.kind.currentIndex())
    qtbot.waitUntil(lambda: "Due and delivered" not in page.pages.sheets.words, timeout=10000)
    assert list(page.figures.ticks) == ["late", "people"]
    page.figures.ticks["late"].click()
    assert page.options().indicators == ("people",)
    qtbot.waitUntil(lambda: pictures_of(seat) == 1, timeout=10000)


@pytest.mark.parametrize("key", ["svg", "png", "docx"])
def test_a_picture_is_saved_as_it_is_shown(
    seat: Seat, qtbot: QtBot, tmp_path: Path, key: str
) -> None:
    seat.target = tmp_path / f"picture.{key}"
    seat.workspace.pictures.save(key)
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    assert seat.target.stat().st_size > 500
