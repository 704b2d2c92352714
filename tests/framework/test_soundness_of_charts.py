"""Find damage of every kind in what is charted."""

import sqlite3

import pytest

from framework.edits.cases import attribute_transcript
from framework.edits.cells import write_summary
from framework.edits.own_cells import write_own_summary
from framework.edits.synthesis import write_synthesis
from framework.queries.soundness import faults
from framework.study import Study
from tests.studies import case_ids, theme_ids


@pytest.fixture
def worked(study: Study) -> Study:
    """Give a study with a summary, an own version and a synthesis, each with a locator."""
    cases, theme = case_ids(study), theme_ids(study)["2.1"]
    attribute_transcript(study, 1, cases["S01"])
    write_summary(study, cases["S01"], theme, "Late [S01 ¶4]")
    write_own_summary(study, cases["S01"], theme, "Late [S01 ¶4]")
    write_synthesis(study, "Late [S01 ¶4], see [S01 × 2.1]", theme_id=theme)
    return study


def _faults(study: Study) -> list[str]:
    with study.read() as session:
        return faults(session)


def test_charts_that_were_worked_in_are_sound(worked: Study) -> None:
    assert _faults(worked) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE cell SET text = 'Late'", "1 summaries have locators that lead nowhere"),
        ("UPDATE own_cell SET text = 'Late'", "1 summaries charted apart have locators"),
        ("DELETE FROM citation WHERE own_cell_id IS NOT NULL", "1 summaries charted apart have"),
        ("DELETE FROM citation WHERE synthesis_id IS NOT NULL", "1 syntheses have locators or"),
        ("DELETE FROM cell_reference", "1 syntheses have locators or mentions that lead nowhere"),
        ("UPDATE synthesis SET text = 'Late'", "1 syntheses have locators or mentions"),
        ("UPDATE synthesis SET case_id = 1", "1 syntheses are not about one case or one theme"),
        ("UPDATE synthesis SET theme_id = NULL", "1 syntheses are not about one case"),
        ("UPDATE citation SET own_cell_id = 1", "2 citations are not of one text"),
        ("DELETE FROM synthesis_search", "1 syntheses cannot be searched"),
        ("UPDATE own_cell SET state = 'not_asked'", "1 cells charted apart have a state"),
        ("UPDATE cell SET state = 'perfect'", "1 cells have a state"),
        ("UPDATE cell SET rating = '+7'", "1 cells have a rating that is none"),
    ],
)
def test_damage_to_charts_is_found(worked: Study, damage: str, said: str) -> None:
    connection = sqlite3.connect(worked.path, isolation_level=None)
    connection.execute(damage)
    connection.close()
    assert any(said in fault for fault in _faults(worked)), _faults(worked)
