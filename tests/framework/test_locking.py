"""Let one program write to a study at a time, and everybody read."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from framework import locking
from framework.edits.themes import add_theme
from framework.errors import StudyFileError
from framework.locking import HeldError, Holder, holder_of, lock_file
from framework.queries.themes import list_themes_plain
from framework.study import Study
from framework.whereabouts import place_of, word_about
from tests.studies import small_study

HOLDING = (
    "import sys, time; from pathlib import Path; from framework.study import Study\n"
    "study = Study.open(Path(sys.argv[1])); print('open', flush=True); time.sleep(60)"
)


def _note(path: Path, host: str) -> None:
    said = Holder("anna", host, 1, "2026-11-23T09:14:00Z")
    lock_file(path).write_text(json.dumps(said._asdict()), encoding="utf-8")


def test_second_opening_says_who_has_the_study_and_offers_reading(study: Study) -> None:
    with pytest.raises(HeldError, match=r"open for writing already .*; open it for reading") as no:
        Study.open(study.path)
    assert no.value.sure
    assert (no.value.holder.host, no.value.holder.pid) == (socket.gethostname(), os.getpid())
    assert holder_of(study.path) == no.value.holder
    study.close()
    assert holder_of(study.path) is None
    Study.open(study.path).close()


def test_study_open_for_reading_shows_what_is_saved_and_refuses_every_change(study: Study) -> None:
    other = Study.open(study.path, reading=True)
    assert other.reading
    add_theme(study, "Meanwhile")
    with other.read() as session:
        assert list_themes_plain(session)[-1].name == "Meanwhile"
    for change in (other.undo, other.redo, lambda: add_theme(other, "No")):
        with pytest.raises(StudyFileError, match="open for reading only; nothing was changed"):
            change()
    other.close()
    assert not study.reading
    add_theme(study, "Still here")


def test_reading_leaves_no_file_and_no_byte_changed(study: Study, tmp_path: Path) -> None:
    study.close()
    before = study.path.read_bytes()
    other = Study.open(study.path, reading=True)
    assert [file.name for file in tmp_path.iterdir()] == [study.path.name]
    assert other.undo_label is not None
    other.close()
    assert [file.name for file in tmp_path.iterdir()] == [study.path.name]
    assert study.path.read_bytes() == before


def test_lock_of_a_killed_program_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    small_study(path).close()
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(path)],
                          stdout=subprocess.PIPE, text=True) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(HeldError) as no:
            Study.open(path)
        assert no.value.holder.pid == process.pid
        process.send_signal(signal.SIGKILL)
    time.sleep(0.05)
    assert lock_file(path).exists()
    Study.open(path).close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_note_of_another_computer_counts_where_it_sees_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "Studies"
    folder.mkdir(parents=True)
    path = folder / "s.chartwell"
    small_study(path).close()
    _note(path, "ward7")
    who = r"another computer \(anna on ward7, since 09:14 on 2026-11-23 UTC\) and not closed there"
    with pytest.raises(HeldError, match=who) as no:
        Study.open(path)
    assert not no.value.sure
    Study.open(path, reading=True).close()
    study = Study.open(path, take_over=True)
    assert holder_of(path) is not None
    with pytest.raises(HeldError):
        Study.open(path, take_over=True)
    study.close()
    assert not lock_file(path).exists()


def test_note_left_on_a_local_disk_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    small_study(path).close()
    for content in ('{"user": 5', "", "[]"):
        lock_file(path).write_text(content, encoding="utf-8")
        Study.open(path).close()
    _note(path, "the name that this computer had before")
    Study.open(path).close()


def test_folder_in_the_place_of_the_note_is_named(study: Study) -> None:
    study.close()
    lock_file(study.path).mkdir()
    with pytest.raises(StudyFileError, match=r"a folder called \..*\.lock stands where"):
        Study.open(study.path)
    Study.open(study.path, reading=True).close()


def test_study_in_a_folder_that_may_only_be_read_is_still_read(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.close()

    def refuse(*_words: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(locking.os, "open", refuse)
    with pytest.raises(
        StudyFileError, match=r"its folder may only be read .*; it can be opened for"
    ):
        Study.open(study.path)
    other = Study.open(study.path, reading=True)
    assert other.title == "Small study"
    other.close()


def test_study_that_fails_to_open_is_not_held(study: Study) -> None:
    study.close()
    content = bytearray(study.path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    study.path.write_bytes(content)
    with pytest.raises(StudyFileError, match="damaged"):
        Study.open(study.path)
    assert holder_of(study.path) is None


@pytest.mark.parametrize(
    ("folder", "kind", "service"),
    [
        ("Dropbox/PhD", "synced", "Dropbox"),
        ("Dropbox (University)/PhD", "synced", "Dropbox"),
        ("OneDrive - University of X/PhD", "synced", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "synced", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-a@b.org/My Drive", "synced", "Google Drive"),
        ("Library/CloudStorage/Box-Box/PhD", "synced", "Box"),
        ("Google Drive", "synced", "Google Drive"),
        ("Nextcloud/PhD", "synced", "Nextcloud"),
        ("ownCloud", "synced", "ownCloud"),
        ("Documents/PhD", "local", ""),
        ("Dropboxes", "local", ""),
    ],
)
def test_folders_that_a_service_keeps_in_step_are_recognised(
    tmp_path: Path, folder: str, kind: str, service: str
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    path = tmp_path / folder / "s.chartwell"
    assert place_of(path) == (kind, service)
    assert service in word_about(path)
    assert bool(word_about(path)) == (kind == "synced")


def test_folder_is_recognised_by_what_a_service_leaves_in_it(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert place_of(tmp_path / "s.chartwell").service == "Syncthing"


def test_another_version_beside_a_study_is_named(tmp_path: Path) -> None:
    other = "s (Anna's conflicted copy 2026-11-23).chartwell"
    for name in ("s.chartwell", "s 2.chartwell", other):
        (tmp_path / name).touch()
    assert word_about(tmp_path / "s.chartwell") == (
        f"Beside it lies what may be another version of it: {other}."
    )


def test_synced_study_keeps_no_log_beside_it_and_is_written_in_full(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    study = small_study(folder / "s.chartwell")
    with study._writer.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3
    study.close()
