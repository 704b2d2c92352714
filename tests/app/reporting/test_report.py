"""Facts about exporting in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reporting.preview import CANCELLED
from app.reporting.workspace import ReportWorkspace
from exports.report import Report
from framework.drafts import AttributionDraft
from framework.edits.cases import attribute
from framework.edits.cells import write_summary
from framework.edits.themes import rename_theme
from framework.edits.versions import freeze_version
from framework.progress import Progress
from framework.study import Session, Study
from tests.app.charting.seats import Seat
from tests.studies import case_ids, small_study, theme_ids


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study with one charted cell."""
    made = small_study(tmp_path / "small.chartwell")
    attribute(made, [AttributionDraft(1, "S01", None, "S01")])
    write_summary(
        made, case_ids(made)["S01"], theme_ids(made)["1.1"], "Team came [S01 ¶2] {see 2.1}"
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def seat(qtbot: QtBot, study: Study) -> Iterator[Seat]:
    """Give Report at that study."""
    del qtbot
    made = Seat(study, ReportWorkspace)
    yield made
    made.close()


def test_the_preview_holds_caption_table_and_evidence(seat: Seat, qtbot: QtBot) -> None:
    sheets = seat.workspace.pages.sheets
    qtbot.waitUntil(lambda: sheets.pages > 0, timeout=10000)
    assert "Table 1." in sheets.words
    assert "S01 ¶2" in sheets.words
    assert "Most of the team came, which never happens." in sheets.words


def test_a_change_in_the_study_changes_the_preview(seat: Seat, qtbot: QtBot) -> None:
    sheets = seat.workspace.pages.sheets
    qtbot.waitUntil(lambda: "Team came" in sheets.words, timeout=10000)
    write_summary(
        seat.study, case_ids(seat.study)["S01"], theme_ids(seat.study)["1.2"], "No plan yet"
    )  # fmt: skip
    qtbot.waitUntil(lambda: "No plan yet" in sheets.words, timeout=10000)


def test_data_without_pages_is_shown_as_its_first_rows(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.layouts["cells"].click()
    sheets = seat.workspace.pages.sheets
    qtbot.waitUntil(lambda: "in the file" in sheets.words, timeout=10000)
    assert not seat.workspace.choices.theme.isVisible()


def test_options_reach_the_export(seat: Seat) -> None:
    choices = seat.workspace.choices
    choices.mode.setCurrentIndex(choices.mode.findData("journal"))
    choices.paper.setCurrentIndex(choices.paper.findData("Letter"))
    choices.evidence.setChecked(False)
    options = choices.options()
    assert (options.mode, options.paper, options.evidence) == ("journal", "Letter", False)


def test_what_cannot_be_built_is_said_in_its_place(tmp_path: Path, qtbot: QtBot) -> None:
    study = Study.create(tmp_path / "empty.chartwell")
    seat = Seat(study, ReportWorkspace)
    sheets = seat.workspace.pages.sheets
    qtbot.waitUntil(lambda: sheets.words != "", timeout=10000)
    assert sheets.pages == 0
    assert seat.errors == []
    seat.close()
    study.close()


@pytest.mark.parametrize(("layout", "ending"), [("L1", ".docx"), ("codings", ".xlsx")])
def test_an_export_writes_its_file(
    seat: Seat, qtbot: QtBot, tmp_path: Path, layout: str, ending: str
) -> None:
    seat.workspace.layouts[layout].click()
    seat.target = tmp_path / f"out{ending}"
    seat.workspace.export()
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    assert seat.target.stat().st_size > 0
    assert f"out{ending} is written." in seat.messages
    assert seat.workspace.after.isVisible()


def test_options_are_those_that_make_a_difference_to_the_layout(seat: Seat) -> None:
    choices = seat.workspace.choices
    seat.workspace.layouts["L18"].click()
    assert not choices.since.isHidden()
    assert choices.evidence.isHidden()
    seat.workspace.layouts["L14"].click()
    assert choices.since.isHidden()
    assert choices.evidence.text() == "Example quotations"
    assert [fmt.key for fmt in choices._formats] == ["docx", "xlsx", "html"]
    seat.workspace.layouts["crosswalk"].click()
    assert not choices.template.isHidden()
    seat.workspace.layouts["L13"].click()
    assert choices.options().quotes == 2


def test_two_versions_are_chosen_to_compare(seat: Seat, qtbot: QtBot) -> None:
    freeze_version(seat.study, "working 1", "First transcripts read", allow_undefined=True)
    rename_theme(seat.study, theme_ids(seat.study)["1.1"], "Another name")
    seat.workspace.layouts["L18"].click()
    sheets = seat.workspace.pages.sheets
    qtbot.waitUntil(lambda: "First transcripts read" in sheets.words, timeout=10000)
    choices = seat.workspace.choices
    qtbot.waitUntil(lambda: choices.since.count() == 2, timeout=10000)
    choices.since.setCurrentIndex(1)
    choices.since.activated.emit(1)
    assert choices.options().versions == ("working 1", "now")
    qtbot.waitUntil(lambda: "from working 1 to how it stands now" in sheets.words, timeout=10000)
    assert "was renamed Another name" in sheets.words


def test_few_options_come_first_and_more_open_with_a_key(seat: Seat, qtbot: QtBot) -> None:
    choices = seat.workspace.choices
    assert not choices.more.inside.isVisibleTo(choices)
    choices.more.opener.setFocus()
    qtbot.keyClick(choices.more.opener, Qt.Key.Key_Space)
    assert choices.more.inside.isVisibleTo(choices)
    assert choices.more.opener.accessibleName() == "More options, open"
    for widget in (choices.more.pseudonyms, choices.more.columns, choices.more.template.opener):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_options_of_a_layout_are_offered_and_those_of_others_are_not(seat: Seat) -> None:
    choices = seat.workspace.choices
    for key, widget in (
        ("L2", choices.case), ("L12", choices.grouped), ("transcript", choices.transcript),
        ("transcript", choices.codings),
    ):  # fmt: skip
        seat.workspace.layouts[key].click()
        assert widget.isVisibleTo(choices)
        seat.workspace.layouts["L18"].click()
        assert not widget.isVisibleTo(choices)
    choices.more.comments.setChecked(True)
    assert not choices.options().comments
    seat.workspace.layouts["L1"].click()
    assert choices.options().comments


def test_pseudonyms_show_in_the_preview_at_once(seat: Seat, qtbot: QtBot) -> None:
    sheets, more = seat.workspace.pages.sheets, seat.workspace.choices.more
    qtbot.waitUntil(lambda: "S01 ¶2" in sheets.words, timeout=10000)
    more.pseudonyms.setCurrentIndex(more.pseudonyms.findData("numbered"))
    more.pseudonyms.activated.emit(more.pseudonyms.currentIndex())
    qtbot.waitUntil(lambda: "Participant 1 ¶2" in sheets.words, timeout=10000)
    assert "S01" not in sheets.words


def test_a_template_is_chosen_named_and_left_again(seat: Seat, tmp_path: Path) -> None:
    template = seat.workspace.choices.more.template
    template.choose(tmp_path / "own.docx")
    assert template.opener.text() == "own.docx"
    assert seat.workspace.choices.options().style == tmp_path / "own.docx"
    template.leave.click()
    assert seat.workspace.choices.options().style is None


def test_a_preview_that_was_cancelled_is_drawn_by_the_next_choice(seat: Seat, qtbot: QtBot) -> None:
    sheets = seat.workspace.pages.sheets
    seat.workspace.preview.ask(_cancelled)
    qtbot.waitUntil(lambda: sheets.words == CANCELLED, timeout=10000)
    seat.workspace.layouts["L14"].click()
    qtbot.waitUntil(lambda: sheets.pages > 0, timeout=10000)


def _cancelled(_session: Session, progress: Progress) -> Report:
    """Be cancelled at once."""
    progress.stop.set()
    progress.at(0, 1, "Drawing")
    raise AssertionError
