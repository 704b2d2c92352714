"""Describe what becomes of a study whose file is moved, replaced, linked or left with a log."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from framework import backups
from framework.edits.themes import add_theme
from framework.errors import DamagedError, StudyFileError
from framework.locking import HeldError
from framework.queries.soundness import faults
from framework.queries.themes import list_themes
from framework.study import Study
from tests.studies import small_study


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a closed study."""
    made = tmp_path / "study" / "s.chartwell"
    made.parent.mkdir()
    small_study(made).close()
    return made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Study]:
    """Give another study that is open and has saved a theme."""
    opened = Study.create(tmp_path / "other.chartwell")
    add_theme(opened, "From the other")
    yield opened
    opened.close()


def _names(path: Path) -> set[str]:
    """Name the themes of a study that is sound."""
    opened = Study.open(path, reading=True)
    with opened.read() as session:
        assert faults(session) == []
        found = {row.name for row in list_themes(session)}
    opened.close()
    return found


def test_log_of_another_study_spoils_nothing(path: Path, other: Study) -> None:
    before = _names(path)
    log = other.path.with_name(f"{other.path.name}-wal")
    shutil.copy(log, path.with_name(f"{path.name}-wal"))
    with pytest.raises(DamagedError, match="was not closed the last time") as caught:
        Study.open(path)
    kept = [copy for copy in backups.list_backups(path) if copy.path.name in str(caught.value)]
    assert [_names(copy.path) for copy in kept] == [before]


def test_what_was_saved_is_kept_when_another_file_takes_the_place(
    path: Path, tmp_path: Path
) -> None:
    aside = tmp_path / "aside.chartwell"
    shutil.copy(path, aside)
    replaced = aside.read_bytes()
    opened = Study.open(path)
    add_theme(opened, "Saved")
    aside.replace(path)
    with pytest.raises(StudyFileError, match="Another file was put in the place"):
        add_theme(opened, "Never")
    opened.close()
    assert opened.kept is not None
    assert "Saved" in _names(opened.kept)
    assert path.read_bytes() == replaced


def test_file_with_a_second_name_is_read_and_never_written(path: Path, tmp_path: Path) -> None:
    os.link(path, tmp_path / "second.chartwell")
    with pytest.raises(StudyFileError, match="has a second name"):
        Study.open(path)
    Study.open(path, reading=True).close()


def test_study_behind_a_link_is_held_by_its_own_name(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.chartwell"
    link.symlink_to(path)
    opened = Study.open(link)
    with pytest.raises(HeldError):
        Study.open(path)
    opened.close()


def test_folder_that_is_renamed_while_its_study_is_open_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    study = Study.open(path)
    add_theme(study, "Before the renaming")
    moved = path.parent.rename(tmp_path / "renamed")
    with pytest.raises(StudyFileError, match=r"is no longer in .* is kept in .*Put it back"):
        add_theme(study, "While it is away")
    moved.rename(path.parent)
    add_theme(study, "Back again")
    study.close()
    assert {"Before the renaming", "Back again"} <= _names(path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
