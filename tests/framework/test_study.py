"""Open, change and close study files."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from framework.edits.codings import uncode
from framework.edits.passages import code_as
from framework.edits.themes import add_theme, define_theme, rename_theme
from framework.edits.transcripts import import_transcripts
from framework.engine import APPLICATION_ID, FORMAT_VERSION
from framework.errors import StudyFileError
from framework.queries.history import history, to_undo_and_redo
from framework.queries.soundness import faults
from framework.queries.themes import list_themes_plain
from framework.schema import Theme
from framework.study import Changes, Study
from tests.studies import code_passage, small_study, talk, theme_ids

Spoil = Callable[[Path], None]


def _next(study: Study) -> tuple[str | None, str | None]:
    with study.read() as session:
        return to_undo_and_redo(session)


def _numbers(study: Study) -> list[str]:
    with study.read() as session:
        return [row.number for row in list_themes_plain(session)]


def _labels(study: Study) -> list[str]:
    with study.read() as session:
        return [row.label for row in history(session)]


def _fail(study: Study) -> None:
    with study.step("Fail") as session:
        session.add(Theme(parent_id=None, position=9, number="9", name="never"))
        session.flush()
        add_theme(study, "Inside")
        raise ZeroDivisionError


def test_new_study_has_its_title_and_note_and_nothing_to_undo(tmp_path: Path) -> None:
    study = Study.create(tmp_path / "s.chartwell", title="Pilot", note="Synthetic data.")
    assert (study.title, study.note) == ("Pilot", "Synthetic data.")
    assert _next(study) == (None, None)
    assert study.undo() is None
    assert study.redo() is None
    study.close()


def test_title_is_the_files_name_where_none_is_given(tmp_path: Path) -> None:
    study = Study.create(tmp_path / "my study.chartwell")
    assert study.title == "my study"
    study.close()


def test_taken_path_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(StudyFileError, match="nothing was overwritten"):
        Study.create(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_study_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError, match="no folder"):
        Study.create(tmp_path / "nowhere" / "s.chartwell")
    with pytest.raises(StudyFileError, match="no study"):
        Study.open(tmp_path / "nowhere" / "s.chartwell")


def _other_file(path: Path) -> None:
    path.write_bytes(b"Interview with a nurse\n" * 20)


def _other_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theme (id INTEGER)")
    connection.close()


def _too_new(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={FORMAT_VERSION + 1}")
    connection.close()


def _damaged(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])


def _foreign_trigger(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER spy AFTER INSERT ON coding BEGIN DELETE FROM theme; END")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_other_file, "not a Chartwell study"),
        (_other_database, "not a Chartwell study"),
        (_too_new, "newer Chartwell"),
        (_damaged, "damaged"),
        (_foreign_trigger, "do not belong"),
    ],
)
def test_file_that_cannot_be_opened_is_refused_and_stays_as_it_was(
    tmp_path: Path, spoil: Spoil, said: str
) -> None:
    path = tmp_path / "s.chartwell"
    small_study(path).close()
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(StudyFileError, match=said):
        Study.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["s.chartwell"]


def test_empty_file_is_no_study(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    path.touch()
    with pytest.raises(StudyFileError, match="not a Chartwell study"):
        Study.open(path)


def test_study_file_says_in_its_head_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    Study.create(path).close()
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(head[60:64], "big") == FORMAT_VERSION


def test_closed_study_is_a_single_file(study: Study, tmp_path: Path) -> None:
    add_theme(study, "Context")
    study.close()
    assert [file.name for file in tmp_path.iterdir()] == ["small.chartwell"]


def test_study_opens_under_a_name_with_signs(tmp_path: Path) -> None:
    path = tmp_path / "50% off? #1 é & 🙂.chartwell"
    small_study(path).close()
    study = Study.open(path)
    assert len(_numbers(study)) == 6
    study.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_exception_in_a_step_means_that_nothing_happened(study: Study) -> None:
    before, labels = _numbers(study), _labels(study)
    with pytest.raises(ZeroDivisionError):
        _fail(study)
    assert (_numbers(study), _labels(study)) == (before, labels)
    add_theme(study, "After")
    assert _labels(study)[0] == "Add theme After"


def test_step_inside_a_step_is_one_entry(study: Study) -> None:
    with study.step("Two themes"):
        add_theme(study, "One")
        add_theme(study, "Two")
    assert _labels(study)[0] == "Two themes"
    study.undo()
    assert _numbers(study) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


def test_empty_step_leaves_no_entry_and_keeps_what_can_be_redone(study: Study) -> None:
    add_theme(study, "One")
    study.undo()
    labels = _labels(study)
    with study.step("Look around"):
        pass
    rename_theme(study, theme_ids(study)["1"], "Facilitation")
    assert _labels(study) == labels
    assert _next(study)[1] == "Add theme One"


def test_consecutive_commits_of_one_text_are_one_entry(study: Study) -> None:
    theme = theme_ids(study)["1"]
    entries = len(_labels(study))
    for words in ("W", "What", "What helped"):
        define_theme(study, theme, definition=words)
    assert len(_labels(study)) == entries + 1
    study.undo()
    with study.read() as session:
        assert list_themes_plain(session)[0].definition == ""
    study.redo()
    with study.read() as session:
        assert list_themes_plain(session)[0].definition == "What helped"


def test_another_text_another_coder_or_an_undo_begins_a_new_entry(study: Study) -> None:
    ids = theme_ids(study)
    entries = len(_labels(study))
    define_theme(study, ids["1"], definition="a")
    define_theme(study, ids["2"], definition="b")
    define_theme(study, ids["1"], definition="c")
    study.coder = "CD"
    define_theme(study, ids["1"], definition="d")
    assert len(_labels(study)) == entries + 4
    study.undo()
    define_theme(study, ids["1"], definition="e")
    study.undo()
    with study.read() as session:
        assert list_themes_plain(session)[0].definition == "c"


def test_text_that_is_merged_is_told_with_what_was_new(study: Study) -> None:
    told: list[Changes] = []
    theme = theme_ids(study)["1"]
    study.subscribe(told.append)
    define_theme(study, theme, definition="a")
    define_theme(study, theme, definition="ab")
    define_theme(study, theme, definition="ab")
    assert [change.touched["theme"].updated for change in told[:1]] == [{theme}]
    assert len({change.step for change in told}) == 1


def test_undo_and_redo_go_on_after_a_restart(study: Study) -> None:
    add_theme(study, "One")
    add_theme(study, "Two")
    study.undo()
    path = study.path
    study.close()
    study = Study.open(path)
    assert _next(study) == ("Add theme One", "Add theme Two")
    study.redo()
    assert _numbers(study)[-2:] == ["3", "4"]
    while study.undo():
        pass
    assert _numbers(study) == []
    while study.redo():
        pass
    assert _numbers(study)[-2:] == ["3", "4"]
    with study.read() as session:
        assert faults(session) == []
    study.close()


def test_new_change_takes_away_what_could_be_redone(study: Study) -> None:
    add_theme(study, "One")
    study.undo()
    add_theme(study, "Two")
    assert _next(study)[1] is None
    assert study.redo() is None


def test_audit_trail_tells_who_did_undid_and_redid_what(study: Study) -> None:
    add_theme(study, "One")
    study.coder = "CD"
    study.undo()
    study.redo()
    study.undo()
    with study.read() as session:
        rows = history(session, limit=4)
    assert [(row.coder, row.label, row.undone) for row in rows] == [
        ("CD", "Undo “Add theme One”", False),
        ("CD", "Redo “Add theme One”", True),
        ("CD", "Undo “Add theme One”", False),
        ("AB", "Add theme One", True),
    ]


def test_subscriber_is_told_after_the_commit_what_changed_and_who_asked(study: Study) -> None:
    ids = theme_ids(study)
    seen: list[tuple[Changes, int]] = []

    def note(changes: Changes) -> None:
        other = sqlite3.connect(study.path)
        seen.append((changes, other.execute("SELECT count(*) FROM coding").fetchone()[0]))
        other.close()

    unsubscribe = study.subscribe(note)
    me = object()
    (first,) = code_as(study, 1, 0, 5, [ids["1.1"]], source=me)
    uncode(study, [first], source=me)
    study.undo()
    (added, one), (removed, none), (back, again) = seen
    assert (one, none, again) == (1, 0, 1)
    assert (added.label, added.source) == ("Code S01 ¶1 as 1.1", me)
    assert added.touched["coding"].added == {first}
    assert removed.touched["coding"].removed == {first}
    assert removed.tables() == {"coding"}
    assert (back.label, back.source) == ("Uncode a passage", None)
    assert back.touched["coding"].added == {first}
    unsubscribe()
    study.redo()
    assert len(seen) == 3


def test_failed_or_empty_step_tells_nobody(study: Study) -> None:
    told: list[Changes] = []
    study.subscribe(told.append)
    with pytest.raises(ZeroDivisionError):
        _fail(study)
    with study.step("Nothing"):
        pass
    assert told == []


def test_row_added_and_removed_in_one_step_is_not_told(study: Study) -> None:
    told: list[Changes] = []
    study.subscribe(told.append)
    with study.step("Both"):
        uncode(study, [code_passage(study, 1, 0, 5, theme_ids(study)["1.1"])])
    assert told[0].touched["coding"].added == frozenset()
    assert told[0].touched["coding"].removed == frozenset()


def test_change_outside_a_step_is_refused(study: Study) -> None:
    with pytest.raises(DatabaseError, match="outside a step"), study._writer.begin() as connection:
        connection.execute(text("UPDATE theme SET name = 'x'"))
    with pytest.raises(DatabaseError), study.read() as session:
        session.execute(text("UPDATE theme SET name = 'x'"))
    with study.read() as session:
        assert list_themes_plain(session)[0].name == "Facilitation"


def test_two_threads_write_to_one_study(study: Study) -> None:
    def code(theme: int) -> None:
        for start in range(20):
            code_passage(study, 1, start, start + 6, theme)

    ids = theme_ids(study)
    work = [Thread(target=code, args=(ids["1.1"],)), Thread(target=code, args=(ids["2.1"],))]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    with study.read() as session:
        assert session.scalar(text("SELECT count(*) FROM coding")) > 30
        assert faults(session) == []
    add_theme(study, "Still here")


def test_reader_sees_one_moment_while_another_writes(study: Study) -> None:
    with study.read() as session:
        before = [row.number for row in list_themes_plain(session)]
        add_theme(study, "Meanwhile")
        session.expire_all()
        assert [row.number for row in list_themes_plain(session)] == before
    assert len(_numbers(study)) == len(before) + 1


def test_change_that_cannot_be_saved_is_told_in_a_sentence_and_not_made(study: Study) -> None:
    numbers = _numbers(study)
    with study._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    other = sqlite3.connect(study.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for change in (study.undo, lambda: add_theme(study, "Context")):
        with pytest.raises(StudyFileError, match="another program is writing"):
            change()
    other.close()
    with study._writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StudyFileError, match="is full"):
        add_theme(study, "Context " * 20_000)
    with pytest.raises(StudyFileError, match="is full"):
        import_transcripts(study, [replace(talk("S09"), original=bytes(2_000_000))])
    assert _numbers(study) == numbers
    add_theme(study, "Context")
