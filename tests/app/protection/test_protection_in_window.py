"""Facts about protecting people in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.protection.pane import ProtectionPane
from app.reporting.workspace import ReportWorkspace
from framework.backups import make_backup
from framework.edits.past_exports import note_export
from framework.queries.cases import list_cases
from framework.queries.past_exports import guids_of, list_past_exports
from framework.queries.transcripts import list_transcripts, text_of
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import SampleAt

KEY = "original,replacement\npetrol,[fuel]\n"


@pytest.fixture
def sample(sample_at: SampleAt, tmp_path: Path) -> Iterator[Study]:
    """Give the synthetic sample study."""
    made = Study.open(sample_at(tmp_path / "s.chartwell"), "AB")
    yield made
    made.close()


def _body(study: Study, name: str) -> str:
    with study.read() as session:
        found = next(row.id for row in list_transcripts(session) if row.name == name)
        return text_of(session, found)


def _guid(study: Study, name: str) -> list[str]:
    with study.read() as session:
        ids = [row.id for row in list_cases(session) if row.name == name]
        return guids_of(session, "case", ids)


def test_participant_is_removed_once_the_name_is_typed(qtbot: QtBot, sample: Study) -> None:
    make_backup(sample.path)
    note_export(sample, "L1", "chart.docx", "0" * 64, cases=_guid(sample, "S05"))
    seat = Seat(sample, ProtectionPane)
    pane: ProtectionPane = seat.workspace
    pane.go(withdraw="S05")
    page = pane.withdraw
    qtbot.waitUntil(lambda: page.listing.topLevelItemCount() > 0, timeout=30_000)
    page_words = page.said.text()
    assert page_words.endswith(" things use S05")
    assert not page.remove.isEnabled()
    page.name.setText("S06")
    assert not page.remove.isEnabled()
    page.name.setText("S05")
    page.remove.click()
    qtbot.waitUntil(lambda: bool(seat.messages), timeout=30_000)
    things = page_words.removesuffix(" use S05")
    assert seat.messages == [
        f"S05 was removed with {things} that used them. Left as before: 1 file that left the "
        "study, 1 backup in “s backups”. Delete those that nobody should have."
    ]
    assert seat.errors == []
    with sample.read() as session:
        assert "S05" not in {row.name for row in list_cases(session)}
    qtbot.waitUntil(lambda: page.case.findText("S05") < 0)
    seat.close()


def test_names_that_are_ticked_are_replaced_and_put_back(
    qtbot: QtBot, sample: Study, tmp_path: Path
) -> None:
    folder = tmp_path / "kept apart"
    folder.mkdir()
    (folder / "key.csv").write_text(KEY, "utf-8")
    seat = Seat(sample, ProtectionPane)
    seat.files = [folder / "key.csv"]
    page = seat.workspace.pseudonyms
    before = _body(sample, "S05")
    page.open_key_file()
    qtbot.waitUntil(lambda: page.listing.topLevelItemCount() > 0, timeout=30_000)
    assert "same folder" not in page.said.text()
    make_backup(sample.path)
    page.word.setText("replace")
    page.do.click()
    qtbot.waitUntil(lambda: len(seat.messages) == 1, timeout=30_000)
    assert "Left as before: 1 backup in “s backups”." in seat.messages[0]
    assert "[fuel]" in _body(sample, "S05")
    page.back.click()
    qtbot.waitUntil(lambda: len(seat.messages) == 2, timeout=30_000)
    assert _body(sample, "S05") == before
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=30_000)
    assert seat.errors == []
    seat.close()


def test_what_could_identify_somebody_is_said_decided_and_noted(
    qtbot: QtBot, sample: Study, tmp_path: Path
) -> None:
    (tmp_path / "key.csv").write_text(KEY, "utf-8")
    seat = Seat(sample, ReportWorkspace)
    report: ReportWorkspace = seat.workspace
    guard = report.guard
    seat.files, seat.target = [tmp_path / "key.csv"], tmp_path / "chart.html"
    qtbot.waitUntil(lambda: "could identify someone" in guard.said.text(), timeout=30_000)
    guard.read_key_file()
    qtbot.waitUntil(lambda: any(one.kind == "name" for one in guard.ways), timeout=30_000)
    name = next(one for one in guard.ways if one.kind == "name")
    guard.ways[name].setCurrentIndex(1)
    guard.ways[name].activated.emit(1)
    qtbot.waitUntil(lambda: "1 replaced" in guard.said.text(), timeout=30_000)
    report.choices.file.setCurrentIndex(report.choices.file.findData("html"))
    report.export()
    qtbot.waitUntil(lambda: bool(seat.messages), timeout=60_000)
    written = seat.target.read_text("utf-8")
    assert "[fuel]" in written
    assert "petrol" not in written
    with sample.read() as session:
        noted = list_past_exports(session)[-1].decision["found"]
    assert {"name", "role"} <= {one["kind"] for one in noted}
    assert next(one for one in noted if one["kind"] == "name")["decision"] == "use pseudonym"
    assert "petrol" not in str(noted)
    assert seat.errors == []
    seat.close()
    seat = Seat(sample, ProtectionPane)
    day = seat.workspace.left.listing.topLevelItem(0)
    assert day.child(0).text(1).startswith(f"{len(noted) - 1} left in, 1 replaced · ")
    seat.close()
