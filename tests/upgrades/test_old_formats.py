"""Open studies of older formats, and go on with them."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from framework import engine, upgrades
from framework.edits.codings import write_memo
from framework.queries.codings import all_codings
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.queries.themes import list_themes
from framework.schema import metadata
from framework.study import Study

OLD = sorted(Path(__file__).parent.glob("format_*.chartwell"))


def _layout(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Describe the columns and indexes of every table of a file."""
    connection = sqlite3.connect(path)
    try:
        return {
            name: {
                tuple(row[1:4]) for row in connection.execute(f"PRAGMA table_info({name})")
            } | {tuple(row[1:3]) for row in connection.execute(f"PRAGMA index_list({name})")}
            for name in metadata.tables
        }  # fmt: skip
    finally:
        connection.close()


def _format_of(content: bytes) -> int:
    """Read the format version from the head of a study file."""
    return int.from_bytes(content[60:64], "big")


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a copy of an old study."""
    return Path(shutil.copy(request.param, tmp_path / "old.chartwell"))


def test_there_is_a_study_of_every_older_format() -> None:
    assert len(OLD) == engine.FORMAT_VERSION - 1


def test_an_old_study_opens_whole_and_sound(old: Path) -> None:
    study = Study.open(old)
    with study.read() as session:
        assert faults(session) == []
        assert len(all_codings(session)) > 20
        assert not any(theme.retired for theme in list_themes(session, retired=True))
    study.close()
    assert engine.recognise(old) == engine.FORMAT_VERSION


def test_an_upgraded_study_is_laid_out_like_a_new_one(old: Path, tmp_path: Path) -> None:
    Study.open(old).close()
    Study.create(tmp_path / "new.chartwell").close()
    assert _layout(old) == _layout(tmp_path / "new.chartwell")


def test_changes_made_before_an_upgrade_can_be_undone_and_done_again(old: Path) -> None:
    study = Study.open(old)
    with study.read() as session:
        before = (list_themes(session), all_codings(session))
    steps = 0
    while study.undo() is not None:
        steps += 1
    while study.redo() is not None:
        steps -= 1
    with study.read() as session:
        assert (list_themes(session), all_codings(session)) == before
        assert faults(session) == []
    assert steps == 0
    study.close()


def test_memos_of_an_old_study_are_still_found_and_can_be_added_to(old: Path) -> None:
    study = Study.open(old)
    study.undo()
    with study.read() as session:
        assert [hit.kind for hit in search(session, "written in format")] == ["memo"]
        coding = next(row for row in all_codings(session) if not row.memo)
    write_memo(study, coding.id, "Added after the upgrade.")
    with study.read() as session:
        assert len(search(session, "after the upgrade")) == 1
    study.close()


def test_ids_go_on_where_they_stopped(old: Path) -> None:
    connection = sqlite3.connect(old)
    before = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
    connection.close()
    Study.open(old).close()
    connection = sqlite3.connect(old)
    after = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
    connection.close()
    assert {"memo", "citation", "coding"} <= before.keys()
    assert {name: after[name] for name in before} == before


def test_an_upgrade_that_fails_leaves_the_study_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(upgrades, "_add_columns", lambda *_given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Study.open(old)
    engine.fold_into_one_file(old)
    connection = sqlite3.connect(old)
    assert connection.execute("PRAGMA user_version").fetchone() == (_format_of(before),)
    connection.close()
    monkeypatch.undo()
    assert len(old.read_bytes()) == len(before)
    Study.open(old).close()


def test_an_upgrade_that_was_cut_short_while_it_was_written_is_begun_again(old: Path) -> None:
    journal, before = old.with_name(f"{old.name}-journal"), old.read_bytes()
    connection = sqlite3.connect(old, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")  # which lets the journal be read at any time
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version={engine.FORMAT_VERSION}")
    connection.execute("DROP TABLE paragraph_search")
    unfinished = journal.read_bytes()
    connection.execute("COMMIT")
    connection.close()
    journal.write_bytes(unfinished)
    assert engine.recognise(old) == _format_of(before)
    study = Study.open(old)
    with study.read() as session:
        assert faults(session) == []
    study.close()
