"""Facts about files with a password, written in the window."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import is_zipfile

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.reporting.workspace import ReportWorkspace
from framework.errors import RefusedError
from tests.app.charting.seats import Seat, write_export
from tests.studies import small_study

PASSWORD = "nine red ladders"


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """Give Report at a small study, about to write its framework."""
    del qtbot
    study = small_study(tmp_path / "small.chartwell")
    made = Seat(study, ReportWorkspace)
    made.workspace.layouts["L14"].click()
    yield made
    made.close()
    study.close()


def choose(seat: Seat, key: str) -> None:
    """Choose a format as the person does."""
    file = seat.workspace.choices.file
    file.setCurrentIndex(file.findData(key))
    file.activated.emit(file.currentIndex())


def ask(seat: Seat, qtbot: QtBot, first: str, again: str) -> None:
    """Tick the box and type into both fields."""
    password = seat.workspace.choices.password
    password.box.setChecked(True)
    qtbot.keyClicks(password.first, first)
    qtbot.keyClicks(password.again, again)


@pytest.mark.parametrize("key", ["docx", "xlsx"])
def test_file_opens_with_the_password_alone_which_is_not_kept(
    seat: Seat, qtbot: QtBot, tmp_path: Path, key: str
) -> None:
    import msoffcrypto

    choose(seat, key)
    seat.target = tmp_path / f"out.{key}"
    ask(seat, qtbot, PASSWORD, PASSWORD)
    write_export(seat, qtbot)
    assert not is_zipfile(seat.target)
    with seat.target.open("rb") as file:
        held = msoffcrypto.OfficeFile(file)
        held.load_key(password=PASSWORD, verify_password=True)
    assert seat.messages == [f"out.{key} is written and asks for its password."]
    password = seat.workspace.choices.password
    assert (password.first.text(), password.again.text()) == ("", "")
    assert not password.first.isUndoAvailable()
    assert PASSWORD.encode() not in (tmp_path / "small.chartwell").read_bytes()


def test_ticked_box_never_writes_a_file_that_is_open_to_all(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    seat.target = tmp_path / "out.docx"
    password = seat.workspace.choices.password
    for first, again, said in (
        ("", "", "at least 8"), ("short", "short", "at least 8"), (PASSWORD, "another", "differ"),
    ):  # fmt: skip
        password.box.setChecked(False)
        ask(seat, qtbot, first, again)
        with pytest.raises(RefusedError, match=said):
            seat.workspace.export()
        assert not seat.target.exists()
        assert password.first.hasFocus()


def test_a_name_of_another_format_is_refused_with_a_password(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    seat.target = tmp_path / "out.html"
    ask(seat, qtbot, PASSWORD, PASSWORD)
    write_export(seat, qtbot)
    assert "cannot be encrypted" in str(seat.errors[0])
    assert not seat.target.exists()


def test_other_formats_say_that_they_are_not_protected(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    password = seat.workspace.choices.password
    assert password.box.isVisibleTo(seat.workspace)
    assert not password.unprotected.isVisibleTo(seat.workspace)
    ask(seat, qtbot, PASSWORD, PASSWORD)
    choose(seat, "html")
    assert "Not protected" in password.unprotected.text()
    assert password.unprotected.isVisibleTo(seat.workspace)
    assert not password.box.isVisibleTo(seat.workspace)
    assert not password.first.isVisibleTo(seat.workspace)
    assert password.first.text() == ""
    seat.target = tmp_path / "out.html"
    write_export(seat, qtbot)
    assert seat.messages == ["out.html is written."]


def test_what_is_typed_is_hidden_named_and_gone_when_the_person_leaves(
    seat: Seat, qtbot: QtBot
) -> None:
    password = seat.workspace.choices.password
    assert not password.first.isVisibleTo(seat.workspace)
    ask(seat, qtbot, PASSWORD, PASSWORD)
    for field in (password.first, password.again):
        assert field.echoMode() == QLineEdit.EchoMode.Password
        assert field.accessibleName()
        assert field.isVisibleTo(seat.workspace)
    seat.workspace.hide()
    assert (password.first.text(), password.again.text()) == ("", "")


def test_fields_scroll_into_sight_when_they_open(seat: Seat, qtbot: QtBot) -> None:
    workspace = seat.workspace
    workspace.resize(1000, 500)
    password, view = workspace.choices.password, workspace._pane.viewport()

    def seen() -> bool:
        return all(view.rect().contains(field.mapTo(view, field.rect().center()))
                   for field in (password.first, password.again))  # fmt: skip

    assert not seen()
    password.box.setChecked(True)
    qtbot.waitUntil(seen, timeout=5000)
    assert password.first.hasFocus()
