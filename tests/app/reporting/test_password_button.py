"""Facts about passwords of files that leave from beside what they show."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import is_zipfile

import pytest
from pytestqt.qtbot import QtBot

from app.charting.workspace import ChartWorkspace
from app.integration.workspace import PICTURES, IntegrateWorkspace
from app.reporting.password_button import PasswordButton
from app.study.workspace import StudyWorkspace
from framework.drafts import ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.delivery import load_tables
from framework.errors import RefusedError
from framework.study import Study
from tests.app.charting.seats import Seat, write_export
from tests.studies import small_study

PASSWORD = "nine red ladders"
COLUMNS = (ColumnDraft("site", "text"), ColumnDraft("due", "date"), ColumnDraft("done", "date"))
ROWS = (("P01", "2021-07-01", "2021-07-09"), ("P02", "2021-07-01", "2021-07-01"))


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a small study with delivery data, invented."""
    made = small_study(tmp_path / "small.chartwell")
    late = IndicatorDraft("late", "Late", "events", "late", column="done", due="due")
    load_tables(made, [DeliveryDraft("events", b"", COLUMNS, ROWS, "site")], [late])
    yield made
    made.close()


def type_into(lock: PasswordButton, qtbot: QtBot, first: str, again: str) -> None:
    """Open the fields and type into both."""
    lock.click()
    for field, typed in ((lock.password.first, first), (lock.password.again, again)):
        field.clear()
        qtbot.keyClicks(field, typed)
    lock.card.hide()


def is_locked(path: Path) -> bool:
    """Tell whether a file opens with the password alone."""
    import msoffcrypto

    if is_zipfile(path):
        return False
    with path.open("rb") as file:
        held = msoffcrypto.OfficeFile(file)
        held.load_key(password=PASSWORD, verify_password=True)
    return True


def test_a_joint_display_leaves_with_the_password_that_is_then_forgotten(
    study: Study, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = Seat(study, IntegrateWorkspace)
    seat.workspace.new_display("L3")
    lock = seat.workspace.tools.lock
    type_into(lock, qtbot, PASSWORD, PASSWORD)
    assert lock.isChecked()
    seat.target = tmp_path / "out.xlsx"
    seat.workspace.tools.excel.click()
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    assert is_locked(seat.target)
    assert seat.messages[-1] == "out.xlsx is written and asks for its password."
    assert not lock.isChecked()
    assert lock.password.first.text() == ""
    seat.target = tmp_path / "open.docx"
    seat.workspace.tools.word.click()
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    assert is_zipfile(seat.target)
    seat.close()


def test_passwords_that_differ_write_nothing_and_are_asked_for_again(
    study: Study, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = Seat(study, IntegrateWorkspace)
    seat.workspace.new_display("L3")
    lock = seat.workspace.tools.lock
    type_into(lock, qtbot, PASSWORD, "nine red adders")
    seat.target = tmp_path / "out.docx"
    with pytest.raises(RefusedError, match="differ"):
        seat.workspace.display.export(".docx", lock)
    assert lock.card.isVisible()
    assert not seat.target.exists()
    lock.card.hide()
    assert not lock.isChecked()
    seat.close()


def test_pictures_placed_in_word_leave_with_a_password_and_others_without(
    study: Study, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = Seat(study, IntegrateWorkspace)
    seat.workspace.select(PICTURES)
    page = seat.workspace.pictures
    type_into(page.lock, qtbot, PASSWORD, PASSWORD)
    for key, locked in (("svg", False), ("docx", True)):
        seat.target = tmp_path / f"picture.{key}"
        page.save(key)
        qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
        assert (key == "docx" and is_locked(seat.target)) is locked
    assert not page.lock.isChecked()
    seat.close()


def test_a_chart_leaves_with_a_password(study: Study, qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(study, ChartWorkspace)
    qtbot.waitUntil(lambda: seat.workspace.matrix.found is not None, timeout=10000)
    type_into(seat.workspace.bar.lock, qtbot, PASSWORD, PASSWORD)
    seat.target = tmp_path / "chart.docx"
    write_export(seat, qtbot)
    assert is_locked(seat.target)
    seat.close()


def test_the_audit_trail_leaves_with_a_password(study: Study, qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(study, StudyWorkspace)
    seat.workspace.go(page="audit")
    lock = seat.workspace.audit.lock
    type_into(lock, qtbot, PASSWORD, PASSWORD)
    seat.target = tmp_path / "trail.xlsx"
    seat.workspace.audit.export()
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    assert is_locked(seat.target)
    seat.close()
