"""See in the record's chain of digests whatever was changed past the program."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select, text

from framework import chain
from framework.edits.cells import write_summary
from framework.edits.codings import uncode, write_memo
from framework.edits.delivery import load_tables
from framework.edits.themes import define_theme, remove_theme
from framework.edits.transcripts import remove_transcript
from framework.queries.chain import ChainReport, verify
from framework.schema import Change, Memo, Word
from framework.study import Study
from tests.framework.test_delivery import TOTAL, VISITS
from tests.studies import case_ids, code_passage, theme_ids

OLD = sorted((Path(__file__).parents[1] / "upgrades").glob("format_*.chartwell"))


@pytest.fixture
def worked(study: Study) -> Study:
    """Give a study in which most things were done, undone and done again."""
    themes, case = theme_ids(study), case_ids(study)["S01"]
    coding = code_passage(study, 1, 28, 75, themes["2.1"])
    write_memo(study, coding, 'why? "\\\t🙂 \x01\x7f')
    write_summary(study, case, themes["2.1"], "Late [S01 ¶4]")
    for words in ("W", "What", "What is sent\nlate"):
        define_theme(study, themes["2.1"], words)
    load_tables(study, [VISITS], [TOTAL])
    uncode(study, [coding])
    study.undo()
    remove_theme(study, themes["1"])
    study.undo()
    study.redo()
    remove_transcript(study, 1)
    study.undo()
    with study.step("Wrote chart.docx", kind="beside") as session:
        session.add(Word(text="note"))
    return study


def _report(study: Study) -> ChainReport:
    with study.read() as session:
        return verify(session)


def test_record_of_all_kinds_of_work_is_whole(worked: Study) -> None:
    report = _report(worked)
    assert (report.broken, report.removed) == ((), ())
    with worked.read() as session:
        steps = session.execute(text("SELECT digest FROM step ORDER BY id")).scalars().all()
    assert report.steps == len(steps)
    assert report.head == steps[-1]
    assert len(set(steps)) == len(steps)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE coding SET start = 29", "is not as it was recorded"),
        ("UPDATE cell SET text = text || '!'", "is not as it was recorded"),
        ("UPDATE theme SET name = 'Better' WHERE number = '2.2'", "is not as it was recorded"),
        ("DELETE FROM memo", "is not as it was recorded"),
        ("UPDATE document SET text = replace(text, 'June', 'July')", "is not as it was recorded"),
        ("UPDATE dataset_column SET texts = replace(texts, '3', '4')", "is not as it was"),
        ("UPDATE change SET before = replace(before, 'Late', 'Soon') WHERE before LIKE '%Late%'",
         "is not as it was recorded"),
        ("DELETE FROM change WHERE id = 9", "is not as it was recorded"),
        ("UPDATE step SET label = 'Nothing' WHERE id = 4", "step 4"),
        ("UPDATE step SET coder = 'CD' WHERE id = 4", "Step 4"),
        ("UPDATE step SET at = '2026-01-01T00:00:00Z' WHERE id = 4", "Step 4"),
        ("UPDATE step SET contents = 'x' WHERE id = 4", "Step 4"),
        ("UPDATE step SET removed = 'withdrew' WHERE id = 4", "no step removed it"),
        ("INSERT INTO word (guid, text, meaning) VALUES ('g', 'more', '')",
         "1 rows of word were made by no"),
    ],
)  # fmt: skip
def test_change_past_the_program_is_seen(worked: Study, damage: str, said: str) -> None:
    worked.close()
    connection = sqlite3.connect(worked.path, isolation_level=None)
    assert connection.execute(damage).rowcount > 0
    connection.close()
    other = Study.open(worked.path)
    report = _report(other)
    other.close()
    assert any(said in fault for fault in report.broken), report


def test_step_taken_out_of_the_middle_is_seen(worked: Study) -> None:
    connection = sqlite3.connect(worked.path, isolation_level=None)
    connection.execute("DELETE FROM change WHERE step_id = 4")
    connection.execute("DELETE FROM step WHERE id = 4")
    connection.close()
    assert any("Step 5" in fault for fault in _report(worked).broken)


def test_what_was_lawfully_removed_leaves_the_chain_whole_and_is_told(worked: Study) -> None:
    with worked.step("Withdraw a participant", kind="final") as session:
        memo = session.scalars(select(Memo)).one()
        memo.text = ""
        session.flush()
        changes = session.scalars(select(Change).where(Change.before.like("%why?%"))).all()
        for change in changes:
            change.before = json.dumps({**json.loads(str(change.before)), "text": ""})
        chain.note_removed(session, [change.id for change in changes], "withdrew")
    report = _report(worked)
    assert report.broken == ()
    assert {removal.reason for removal in report.removed} == {"withdrew"}
    code_passage(worked, 1, 0, 5, theme_ids(worked)["2.2"])
    assert _report(worked).broken == ()


def test_text_that_was_lawfully_changed_leaves_the_chain_whole(worked: Study) -> None:
    with worked.step("Withdraw a participant", kind="final") as session:
        session.add(Word(text="withdrawn"))
        session.execute(text("UPDATE document SET text = replace(text, 'June', '....')"))
        chain.note_removed(session, [], "withdrew", documents=[1])
    report = _report(worked)
    assert report.broken == ()
    assert len(report.removed) >= 2  # its import, its removal and its return


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_record_of_an_older_format_is_chained_at_its_upgrade(old: Path, tmp_path: Path) -> None:
    study = Study.open(Path(shutil.copy(old, tmp_path / "old.chartwell")))
    report = _report(study)
    assert report.broken == ()
    assert report.steps > 5
    while study.undo() is not None:
        pass
    while study.redo() is not None:
        pass
    assert _report(study).broken == ()
    study.close()


def test_rows_are_written_alike_by_the_record_and_by_python(study: Study) -> None:
    said = "".join(map(chr, [*range(1, 300), 0x2028, 0xFFFD, 0x1F642])) + "\\\"'/"
    with study.read() as session:
        written = session.execute(text("SELECT json_object('a', :a, 'n', 5)"), {"a": said}).scalar()
    kept = {"a": said, "n": 5}
    assert written == json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
