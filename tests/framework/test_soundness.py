"""Find damage of every kind in a study file."""

import sqlite3

import pytest

from framework.edits.cases import attribute_passage, attribute_transcript
from framework.edits.cells import write_summary
from framework.edits.codings import write_memo
from framework.edits.corrections import correct
from framework.edits.delivery import load_tables
from framework.edits.labels import add_label
from framework.edits.memos import write_case_summary, write_margin_memo
from framework.edits.readings import mark_read
from framework.edits.themes import define_theme
from framework.edits.versions import freeze_version
from framework.queries.soundness import faults
from framework.study import Study
from tests.framework.test_delivery import TOTAL, VISITS
from tests.studies import case_ids, code_passage, theme_ids


@pytest.fixture
def worked(study: Study) -> Study:
    """Give a study with something of everything."""
    cases, theme = case_ids(study), theme_ids(study)["2.1"]
    attribute_transcript(study, 1, cases["S01"])
    write_memo(study, code_passage(study, 1, 28, 75, theme), "why?")
    write_summary(study, cases["S01"], theme, "Late [S01 ¶4]")
    load_tables(study, [VISITS], [TOTAL])
    correct(study, 1, 45, 49, "squad")
    correct(study, 1, 61, 66, "rarely")
    write_margin_memo(study, 1, 33, 37, "Ask")
    write_case_summary(study, cases["S01"], "A nurse")
    attribute_passage(study, 1, 33, 37, cases["P01"])
    mark_read(study, 1)
    add_label(study, "late")
    define_theme(study, theme, "What is sent")
    freeze_version(study, "working 1", "", allow_undefined=True)
    return study


def _faults(study: Study) -> list[str]:
    with study.read() as session:
        return faults(session)


def test_study_that_was_worked_in_is_sound(worked: Study) -> None:
    assert _faults(worked) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ('UPDATE paragraph SET "end" = 99999 WHERE n = 5', "1 paragraphs do not fit"),
        ('UPDATE coding SET "end" = start', "1 codings do not fit"),
        ("UPDATE citation SET start = -1", "1 locators do not fit"),
        ("UPDATE paragraph SET speaker = 9 WHERE n = 1", "1 speakers stand"),
        ("DELETE FROM cell_search", "1 summaries cannot be searched"),
        ("DELETE FROM memo_search", "3 memos cannot be searched"),
        ("DELETE FROM paragraph_search WHERE rowid = 2", "1 paragraphs cannot be searched"),
        ("DELETE FROM citation", "1 summaries have locators that lead nowhere"),
        ("UPDATE cell SET text = 'Late'", "1 summaries have locators that lead nowhere"),
        ("UPDATE cell SET state = 'perfect'", "1 cells have a state"),
        ("UPDATE cell SET state = 'not_asked'", "1 cells have a state"),
        ("DELETE FROM theme WHERE number = '2.1'", "links lead nowhere"),
        ("UPDATE theme SET number = '1' WHERE provisional", "1 labels have a place"),
        ("UPDATE theme SET number = '' WHERE number = '1.1'", "1 labels have a place"),
        ("UPDATE theme SET number = '2' WHERE number = '1'", "1 numbers are those of two"),
        ("UPDATE theme SET retired = 1 WHERE number = '1'", "2 themes stand under one that is"),
        ("UPDATE reread SET coding_id = NULL WHERE coding_id", "1 places in the queue"),
        ("UPDATE framework_version SET content = '[{}]'", "1 versions of the framework cannot"),
        ("UPDATE document SET original = x'00'", "1 imported files are not as"),
        ("UPDATE dataset SET original = x'00'", "1 imported files are not as"),
        ('UPDATE correction SET "end" = 90 WHERE id = 1', "1 corrections do not fit"),
        ('UPDATE correction SET "end" = 62 WHERE id = 1', "2 corrections overlap"),
        ("UPDATE correction SET context = 'x' WHERE id = 2", "1 corrected paragraphs are searched"),
        ("DELETE FROM correction_search WHERE rowid = 1", "1 corrections cannot be searched"),
        ("UPDATE memo SET case_id = 1 WHERE kind = 'margin'", "1 memos are not about just one"),
        ("UPDATE memo SET coding_id = NULL", "1 memos are not about just one"),
        ("UPDATE memo SET kind = 'theme' WHERE kind = 'margin'", "1 memos are not about just one"),
        ("UPDATE memo SET \"end\" = NULL WHERE kind = 'margin'", "1 memos in the margin do not"),
        ("UPDATE memo SET \"end\" = 9999 WHERE kind = 'margin'", "1 memos in the margin do not"),
        (
            "UPDATE memo SET kind = 'case summary', transcript_id = NULL, "
            "case_id = (SELECT max(case_id) FROM memo) WHERE kind = 'margin'",
            "1 cases have more than one summary",
        ),
        ("UPDATE reading SET day = 'soon'", "1 readings of transcripts have no day"),
        ('UPDATE attribution SET "end" = NULL', "1 passages given to cases do not fit"),
        ("DELETE FROM step WHERE id = 3", "record of changes is broken"),
        ("UPDATE step SET below = id WHERE id = 3", "record of changes is broken"),
    ],
)
def test_damage_is_found(worked: Study, damage: str, said: str) -> None:
    connection = sqlite3.connect(worked.path, isolation_level=None)
    connection.execute(damage)
    connection.close()
    assert any(said in fault for fault in _faults(worked)), _faults(worked)


def test_damaged_index_is_found_and_the_study_still_closes(worked: Study) -> None:
    worked.close()
    connection = sqlite3.connect(worked.path, isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
        "WHERE name = 'ix_coding_theme_id') WHERE name = 'ix_cell_coder_id'"
    )
    connection.close()
    other = Study.open(worked.path)
    assert any("damaged" in fault for fault in _faults(other))
    other.close()
