"""Describe the audit trail: what it says of each step, and how it is filtered."""

from datetime import UTC, datetime, timedelta

from framework.edits.cells import write_summary
from framework.edits.codings import uncode
from framework.edits.crosswalk import map_theme
from framework.edits.past_exports import note_export
from framework.edits.themes import define_theme, rename_theme
from framework.edits.withdrawal import withdraw
from framework.queries import audit
from framework.queries.audit import Account, Asked
from framework.queries.audit_concerns import nameable
from framework.queries.history import StepRow
from framework.queries.past_exports import guids_of
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, theme_ids

REPORTS = "\n".join(TALK).index("The June one")


def _told(study: Study, asked: Asked | None = None) -> list[tuple[StepRow, Account]]:
    """Give the steps asked for with what they did, the first one first."""
    with study.read() as session:
        found = audit.trail(session, asked or Asked())
        did = audit.accounts(session, [row.step for row in found.steps], None, found.about)
    return [(row, did[row.step]) for row in reversed(found.steps)]


def _lines(account: Account) -> list[str]:
    return [audit.said(row) for row in account.changes]


def _code(study: Study, number: str = "2.1") -> int:
    return code_passage(study, 1, REPORTS, REPORTS + 12, theme_ids(study)[number])


def _write(study: Study, text: str, number: str = "2.1") -> None:
    write_summary(study, case_ids(study)["S01"], theme_ids(study)[number], text)


def test_import_is_told_with_the_digest_of_the_file(study: Study) -> None:
    step, account = _told(study)[0]
    assert step.coder == "AB"
    assert "Transcript S01 added" in _lines(account)[0]
    assert "SHA-256 " in _lines(account)[0]


def test_cell_is_told_with_its_text_before_and_after(study: Study) -> None:
    _write(study, "Late [S01 ¶4].")
    study.coder = "CD"
    _write(study, "Late, and of no use [S01 ¶4].")
    step, account = _told(study)[-1]
    assert step.coder == "CD"
    row = account.changes[0]
    assert (row.subject, row.did) == ("Cell S01 × 2.1", "changed")
    assert ("text", "Late [S01 ¶4].", "Late, and of no use [S01 ¶4].") in row.parts
    assert ("by", "AB", "CD") in row.parts


def test_locators_of_an_earlier_text_are_told_once_they_are_gone(study: Study) -> None:
    for coder, words in (("AB", "Late [S01 ¶4]."), ("CD", "Late."), ("AB", "Very late.")):
        study.coder = coder
        _write(study, words)
    found = [part for _step, account in _told(study) for row in account.changes
             for part in row.parts if part.name == "text"]  # fmt: skip
    assert [part.before for part in found] == ["", "Late [S01 ¶4].", "Late."]


def test_coding_that_was_removed_is_told_with_its_paragraph_and_theme(study: Study) -> None:
    uncode(study, [_code(study)])
    _step, account = _told(study)[-1]
    assert account.changes[0].subject == "Coding S01 ¶4 as 2.1"
    assert account.changes[0].did == "removed"


def test_redefinition_is_told_word_by_word_before_and_after(study: Study) -> None:
    define_theme(study, theme_ids(study)["2.1"], definition="What came")
    study.coder = "CD"
    define_theme(study, theme_ids(study)["2.1"], definition="What came, and when")
    _step, account = _told(study)[-1]
    assert "definition “What came” → “What came, and when”" in _lines(account)[0]


def test_built_in_framework_is_told_by_the_name_that_people_know(study: Study) -> None:
    theme = theme_ids(study)["2.1"]
    map_theme(study, theme, "cfir-2022", "II.C", on=True)
    map_theme(study, theme, "ours-2031", "4", on=True)  # one that is no longer built in
    told = [_lines(account)[0] for _step, account in _told(study)[-2:]]
    assert "Theme 2.1 mapped to CFIR 2.0 II.C" in told[0]
    assert "Theme 2.1 mapped to ours-2031 4" in told[1]


def test_undone_step_stays_in_the_trail_with_the_step_that_undid_it(study: Study) -> None:
    _code(study)
    study.undo()
    (coded, did), (undone, back) = _told(study)[-2:]
    assert coded.undone
    assert undone.kind == "undo"
    assert ("Coding S01 ¶4 as 2.1", "added") in [row[:2] for row in did.changes]
    assert ("Coding S01 ¶4 as 2.1", "removed") in [row[:2] for row in back.changes]


def test_step_that_was_merged_tells_only_where_it_began_and_ended(study: Study) -> None:
    with study.step("Rename", merge="name") as session:
        session.connection().exec_driver_sql("UPDATE theme SET name = 'A' WHERE number = '2.1'")
    with study.step("Rename", merge="name") as session:
        session.connection().exec_driver_sql("UPDATE theme SET name = 'B' WHERE number = '2.1'")
    _step, account = _told(study)[-1]
    assert account.changes[0].parts == (("name", "Reports", "B"),)


def test_trail_is_filtered_by_person_and_day(study: Study) -> None:
    study.coder = "CD"
    rename_theme(study, theme_ids(study)["2.1"], "Audit")
    today = datetime.now(UTC).astimezone().date()
    assert [row.coder for row, _did in _told(study, Asked(people=("CD",)))] == ["CD"]
    assert len(_told(study, Asked(since=today, until=today))) == 4
    assert not _told(study, Asked(until=today - timedelta(days=1)))


def test_trail_about_a_theme_has_its_codings_and_cells_and_no_others(study: Study) -> None:
    _code(study, "2.1")
    _code(study, "1.1")
    _write(study, "Late [S01 ¶4].", "2.1")
    _write(study, "They came.", "1.1")
    found = _told(study, Asked(themes=(theme_ids(study)["2"],)))
    subjects = [row.subject for _step, account in found for row in account.changes]
    assert "Coding S01 ¶4 as 2.1" in subjects
    assert "Cell S01 × 2.1" in subjects
    assert not [subject for subject in subjects if "1.1" in subject]


def test_trail_about_a_transcript_has_the_summaries_that_cite_it(study: Study) -> None:
    _write(study, "Late [S01 ¶4].")
    _write(study, "They came.", "1.1")
    found = _told(study, Asked(transcripts=(1,)))
    subjects = [row.subject for _step, account in found for row in account.changes]
    assert "Cell S01 × 2.1" in subjects
    assert "Cell S01 × 1.1" not in subjects


def test_trail_about_a_case_has_the_exports_that_hold_its_words(study: Study) -> None:
    cases = case_ids(study)
    with study.read() as session:
        guids = guids_of(session, "case", [cases["S01"]])
    note_export(study, "L1", "charts.docx", "0" * 64, cases=guids)
    assert "Export charts.docx" in _subjects(_told(study, Asked(cases=(cases["S01"],))))
    assert "Export charts.docx" not in _subjects(_told(study, Asked(cases=(cases["P02"],))))


def _subjects(found: list[tuple[StepRow, Account]]) -> list[str]:
    return [row.subject for _step, account in found for row in account.changes]


def test_two_choices_keep_what_concerns_both(study: Study) -> None:
    _write(study, "Late.", "2.1")
    _write(study, "They came.", "1.1")
    asked = Asked(themes=(theme_ids(study)["2.1"],), cases=(case_ids(study)["S01"],))
    assert _subjects(_told(study, asked)) == ["Cell S01 × 2.1"]


def test_removed_theme_can_be_asked_about_still(study: Study) -> None:
    themes = theme_ids(study)
    _code(study, "2.1")
    with study.step("Remove a theme") as session:
        statement = "DELETE FROM theme WHERE number = '2.1'"
        session.connection().exec_driver_sql(statement)
    with study.read() as session:
        gone = [row for row in nameable(session, "theme") if not row.there]
    assert [(row.id, row.name) for row in gone] == [(themes["2.1"], "2.1 Reports")]
    last = _told(study, Asked(themes=(gone[0].id,)))[-1]
    assert "Theme 2.1 Reports" in [row.subject for row in last[1].changes]
    assert "Coding S01 ¶4 as 2.1" in [row.subject for row in last[1].changes]


def test_withdrawn_words_are_not_told_and_the_steps_say_so(study: Study) -> None:
    _write(study, "The June one was like being sent last week’s weather [S01 ¶4].")
    withdraw(study, case_ids(study)["S01"], "asked by letter")
    found = _told(study)
    assert "weather" not in "\n".join(line for _row, did in found for line in _lines(did))
    assert any("S01 withdrew: asked by letter" in row.removed for row, _did in found)


def test_only_so_many_changes_are_told_and_the_others_are_counted(study: Study) -> None:
    with study.read() as session:
        first = audit.trail(session, Asked()).steps[-2]
        account = audit.accounts(session, [first.step], 2)[first.step]
    assert len(account.changes) == 2
    assert account.left_out == ("4 themes",)
