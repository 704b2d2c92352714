"""Keep checked copies of a study, and bring one back."""

import shutil
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from framework import backups
from framework.backups import list_backups, make_backup, prune
from framework.edits.cells import write_summary
from framework.edits.themes import add_theme
from framework.errors import CancelledError, DamagedError, RefusedError, StudyFileError
from framework.locking import HeldError
from framework.progress import Progress
from framework.queries.chain import verify
from framework.queries.soundness import faults
from framework.restoring import put_back, restore
from framework.study import Study
from tests.studies import case_ids, code_passage, theme_ids

OLD = Path(__file__).parents[1] / "upgrades" / "format_2.chartwell"


def _labels(path: Path) -> list[str]:
    return [copy.step for copy in list_backups(path)]


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)


def test_copy_of_an_open_study_is_whole_and_says_what_it_holds(study: Study) -> None:
    themes, case = theme_ids(study), case_ids(study)["S01"]
    code_passage(study, 1, 28, 75, themes["2.1"])
    write_summary(study, case, themes["2.1"], "Late [S01 ¶4]")
    made = make_backup(study.path)
    assert made is not None
    assert made.faults == ()
    add_theme(study, "After")
    (copy,) = list_backups(study.path)
    assert (copy.path, copy.why, copy.title) == (made.path, "asked", "Small study")
    assert (copy.transcripts, copy.codings, copy.cells) == (1, 1, 1)
    assert copy.step == "Summarise S01 × 2.1"
    assert copy.size == made.path.stat().st_size
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]
    other = Study.open(made.path, reading=True)
    with other.read() as session:
        assert faults(session) == []
        assert verify(session).broken == ()
    other.close()


def test_copy_is_made_only_of_what_has_changed(study: Study) -> None:
    assert make_backup(study.path) is not None
    assert make_backup(study.path) is None
    assert make_backup(study.path, always=True) is not None
    add_theme(study, "Later")
    study.undo()
    assert make_backup(study.path) is not None
    assert len(list_backups(study.path)) == 3


def test_copies_are_kept_by_the_hour_the_day_and_the_week(study: Study) -> None:
    made = make_backup(study.path)
    assert made is not None
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    ages = [
        *(timedelta(minutes=20 * n) for n in range(90)),
        *(timedelta(days=n) for n in range(90)),
    ]
    made.path.unlink()
    shutil.copy(study.path, made.path)
    for age in ages:
        stamp = (now - age).strftime("%Y-%m-%dT%H-%M-%S")
        shutil.copy(made.path, made.path.with_name(f"small {stamp} working.chartwell"))
    made.path.unlink()
    prune(study.path, now)
    left = [now - datetime.fromisoformat(copy.at) for copy in list_backups(study.path)]
    assert sum(age < timedelta(days=1) for age in left) in range(24, 28)
    assert sum(timedelta(days=1) <= age < timedelta(days=31) for age in left) in range(29, 33)
    assert sum(age >= timedelta(days=31) for age in left) in range(8, 11)
    assert left == sorted(left)
    assert left[0] == timedelta(0)
    assert prune(study.path, now) == []
    assert len(prune(study.path, now + timedelta(days=3650))) > 10
    assert len(list_backups(study.path)) >= 3


def test_cancelled_or_failed_copying_leaves_nothing_behind(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(CancelledError):
        make_backup(study.path, progress=Progress(stop=stop))
    assert list((study.path.parent / "small backups").iterdir()) == []
    monkeypatch.setattr(
        backups.os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(28, "No space left"))
    )
    with pytest.raises(StudyFileError, match=r"No copy .* No space left. The study is as it was"):
        make_backup(study.path)
    assert list((study.path.parent / "small backups").iterdir()) == []


def test_damaged_study_is_not_copied_over_its_good_copies(study: Study) -> None:
    good = make_backup(study.path)
    add_theme(study, "Later")
    study.close()
    _damage(study.path)
    with pytest.raises(DamagedError, match=r"is damaged\. Every older copy of it was kept"):
        make_backup(study.path)
    assert good is not None
    assert [copy.path for copy in list_backups(study.path)] == [good.path]


def test_copy_is_restored_to_a_new_file_and_never_over_another(
    study: Study, tmp_path: Path
) -> None:
    made = make_backup(study.path)
    assert made is not None
    restore(made.path, tmp_path / "again.chartwell")
    other = Study.open(tmp_path / "again.chartwell")
    assert other.title == "Small study"
    other.close()
    with pytest.raises(RefusedError, match="nothing was overwritten"):
        restore(made.path, study.path)


def test_study_is_put_back_after_a_copy_of_what_it_was(study: Study) -> None:
    made = make_backup(study.path)
    assert made is not None
    add_theme(study, "Later")
    with pytest.raises(HeldError):
        put_back(study.path, made.path)
    study.close()
    kept = put_back(study.path, made.path)
    assert kept is not None
    assert _labels(study.path) == ["Add theme Later", "Add 4 cases"]
    other = Study.open(study.path)
    assert other.undo_label == "Add 4 cases"
    other.close()


def test_damaged_study_is_kept_byte_for_byte_when_a_copy_takes_its_place(study: Study) -> None:
    made = make_backup(study.path)
    study.close()
    _damage(study.path)
    damaged = study.path.read_bytes()
    assert made is not None
    kept = put_back(study.path, made.path)
    assert kept is not None
    assert kept.read_bytes() == damaged
    Study.open(study.path).close()
    assert {copy.why for copy in list_backups(study.path)} == {"asked", "damaged"}


def test_copy_is_made_before_a_file_is_upgraded(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLD, tmp_path / "old.chartwell"))
    before = path.read_bytes()
    Study.open(path).close()
    (copy,) = list_backups(path)
    assert copy.why == "upgrade"
    assert copy.readable
    assert copy.path.read_bytes()[60:64] == before[60:64]
    Study.open(path).close()
    assert len(list_backups(path)) == 1


def test_copies_lie_elsewhere_where_the_folder_cannot_be_written(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "small backups").touch()
    made = make_backup(study.path)
    assert made is not None
    if (tmp_path / "data").exists():  # where the person's data lie is the system's to say
        assert (tmp_path / "data") in made.path.parents
    assert [copy.path for copy in list_backups(study.path)] == [made.path]


def test_copy_that_cannot_be_read_is_listed_as_such(study: Study) -> None:
    made = make_backup(study.path)
    assert made is not None
    made.path.write_bytes(b"x" * 100)
    (copy,) = list_backups(study.path)
    assert not copy.readable
    assert make_backup(study.path) is not None


def test_copy_is_made_while_another_thread_writes(study: Study) -> None:
    connection = sqlite3.connect(study.path)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM theme").fetchone()
    with study.step("Open step"):
        add_theme(study, "Not saved yet")
        made = make_backup(study.path)
    connection.close()
    assert made is not None
    assert _labels(study.path) == ["Add 4 cases"]


def _dated(study: Study, stamps: list[str]) -> list[Path]:
    """Put copies of a study beside it that say when they were made."""
    made = make_backup(study.path, always=True)
    assert made is not None
    names = (f"{study.path.stem} {stamp} working.chartwell" for stamp in stamps)
    copies = [Path(shutil.copy(made.path, made.path.with_name(name))) for name in names]
    made.path.unlink()
    return copies


def test_damaged_copy_is_no_reason_to_remove_a_good_one(study: Study) -> None:
    hour = [f"2026-11-01T09-{minute}-00" for minute in (50, 40, 30, 20, 10)]
    later = [f"2026-11-2{day}T09-00-00" for day in (3, 2, 1)]
    damaged, *good = _dated(study, [*later, *hour])[3:]
    _damage(damaged)
    removed = prune(study.path, datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert removed == good[1:]
    assert good[0].exists()


def test_clock_that_goes_back_or_to_another_zone_costs_no_copy(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dated(study, [f"2099-01-01T09-00-{second}" for second in range(10, 18)])
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        add_theme(study, f"Theme of {zone}")
        made = make_backup(study.path)
        assert made is not None
        assert made.path.exists()
    monkeypatch.undo()
    time.tzset()
    latest = [copy for copy in list_backups(study.path) if not copy.at.startswith("2099")]
    assert latest[0].step == "Add theme Theme of Etc/GMT+12"
    assert datetime.now(UTC) - datetime.fromisoformat(latest[0].at) < timedelta(minutes=5)


def test_folder_of_copies_that_is_removed_is_made_again(study: Study) -> None:
    made = make_backup(study.path)
    assert made is not None
    shutil.rmtree(made.path.parent)
    again = make_backup(study.path)
    assert again is not None
    assert [copy.path for copy in list_backups(study.path)] == [again.path]
