"""Describe the audit trail in the window: filtered, read step by step, checked, exported."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.reporting.workspace import ReportWorkspace
from app.study.audit_page import AuditPage
from app.study.workspace import StudyWorkspace
from app.window import Window
from framework.edits.cells import write_summary
from framework.queries.cases import list_cases
from framework.queries.themes import list_themes
from framework.study import Study
from tests.app.conftest import AnsweredDialogs


@pytest.fixture
def page(window: Window, study: Study) -> AuditPage:
    """Open the trail of a study in which two people wrote a cell, from the button for it."""
    with study.read() as session:
        case = list_cases(session)[0].id
        theme = next(row.id for row in list_themes(session) if row.number == "1.1")
    before = study.coder
    for coder, words in ((before, "They came."), ("CD", "Most of them came.")):
        study.coder = coder
        write_summary(study, case, theme, words)
    study.coder = before
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)
    shown.refresh(None)
    named = {b.text(): b for b in shown.side.findChildren(QPushButton)}
    named["Audit trail…"].click()
    return shown.audit


def _done(page: AuditPage) -> list[str]:
    return [row.label for row in page.model.rows]


def test_latest_step_is_read_first_with_what_it_was_before(page: AuditPage) -> None:
    assert _done(page)[0].startswith("Summarise ")
    [cell] = [words for words in page.reader.texts() if words.startswith("Cell ")]
    assert "text “They came.” → “Most of them came.”" in cell


def test_steps_are_filtered_by_person_and_theme(page: AuditPage, study: Study) -> None:
    every = len(_done(page))
    page.filters.choose("person", "CD")
    assert len(_done(page)) == 1
    page.filters.choose("person", "")
    assert len(_done(page)) == every
    with study.read() as session:
        theme = next(row.id for row in list_themes(session) if row.number == "2.1")
    page.filters.choose("theme", theme)
    assert not [label for label in _done(page) if label.startswith("Summarise")]


def test_choice_that_no_step_fits_says_so(page: AuditPage, study: Study) -> None:
    with study.read() as session:
        theme = next(row.id for row in list_themes(session) if row.number == "2.1")
    page.filters.choose("theme", theme)
    page.filters.choose("person", "CD")
    assert page.reader.about.text() == "No step fits what is chosen."
    assert not page.reader.texts()


def test_record_is_checked_and_the_answer_stands_on_the_page(qtbot: QtBot, page: AuditPage) -> None:
    page.check()
    qtbot.waitUntil(lambda: "is as it was written" in page.chain.text())
    assert page.chain.isVisible()


def test_steps_that_are_listed_are_exported(
    qtbot: QtBot, page: AuditPage, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.to_save = tmp_path / "trail.csv"
    page.filters.choose("person", "CD")
    page.export()
    qtbot.waitUntil(lambda: (tmp_path / "trail.csv").exists())
    qtbot.waitUntil(lambda: _done(page)[0] == "Export audit trail.csv" or len(_done(page)) == 1)
    words = (tmp_path / "trail.csv").read_text(encoding="utf-8-sig")
    assert "Most of them came." in words
    assert "Import" not in words


def test_new_step_is_listed_while_the_trail_is_shown(
    qtbot: QtBot, page: AuditPage, study: Study
) -> None:
    study.undo()
    qtbot.waitUntil(lambda: _done(page)[0].startswith("Undo “Summarise"))
    assert page.model.rows[1].undone


def test_report_of_the_trail_has_the_choices_of_the_page(
    qtbot: QtBot, page: AuditPage, window: Window, study: Study
) -> None:
    window.go_to("report")
    report = window.workspace()
    assert isinstance(report, ReportWorkspace)
    report.layouts["audit"].click()
    choices = report.choices
    assert choices.audit.isVisible()
    for name, box in page.filters.choices.items():
        offered = choices.audit.choices[name]
        assert [offered.itemText(n) for n in range(offered.count())] == [
            box.itemText(n) for n in range(box.count())
        ]
    for other in (choices.theme, choices.case, choices.transcript):
        assert other.isHidden()
    choices.audit.choose("person", "CD")
    with study.read() as session:
        theme = next(row.id for row in list_themes(session) if row.number == "1.1")
    choices.audit.choose("theme", theme)
    options = choices.options()
    assert (options.people, options.themes, options.cases) == (("CD",), ("1.1",), ())
    sheets = report.pages.sheets
    qtbot.waitUntil(lambda: "1 step by CD that concern 1.1" in sheets.words, timeout=10000)
    assert "They came." in sheets.words


def test_choices_of_the_trail_stay_out_of_other_reports(page: AuditPage, window: Window) -> None:
    assert page.isVisible()
    window.go_to("report")
    report = window.workspace()
    assert isinstance(report, ReportWorkspace)
    report.layouts["audit"].click()
    report.choices.audit.choose("person", "CD")
    report.layouts["L1"].click()
    assert report.choices.audit.isHidden()
    assert not report.choices.theme.isHidden()
    assert report.choices.options().people == ()
