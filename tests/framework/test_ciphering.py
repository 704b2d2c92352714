"""Encrypted studies: what the disk holds, who gets in, and what becomes of the copies."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from framework import ciphering, passphrases
from framework.backups import list_backups, make_backup
from framework.edits.cases import add_cases
from framework.edits.themes import add_theme, load_framework
from framework.edits.transcripts import import_transcripts
from framework.errors import RefusedError, StudyFileError
from framework.queries.chain import verify
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.rescue import rescue
from framework.restoring import put_back
from framework.study import Study
from tests.studies import small_framework, talk

PASS = "seven green ladders"  # synthetic, as is all else here
OTHER = "eight blue ladders"
WORDS = (b"workshop", b"Facilitation", b"facilitation", b"SQLite format", b"weather")


@pytest.fixture(autouse=True)
def _no_keys() -> Iterator[None]:
    """Let no test find the keys of another."""
    ciphering._keys.clear()
    yield
    ciphering._keys.clear()


def _filled(path: Path, passphrase: str = PASS) -> Study:
    study = Study.create(path, "Ladders", "AB", passphrase=passphrase)
    import_transcripts(study, [talk()])
    load_framework(study, small_framework())
    return study


def _readable_words(folder: Path) -> list[tuple[str, bytes]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(path.name, word) for path in files for word in WORDS if word in path.read_bytes()]


def _sound(path: Path) -> bool:
    with closing(Study.open(path, reading=True)) as study, study.read() as session:
        return not faults(session) and not verify(session).broken


def test_no_file_of_an_encrypted_study_holds_a_readable_word(tmp_path: Path) -> None:
    study = _filled(tmp_path / "s.chartwell")
    made = make_backup(study.path)
    assert made is not None
    names = {path.name for path in tmp_path.iterdir()}
    assert "s.chartwell-wal" in names
    assert _readable_words(tmp_path) == []
    study.close()
    assert _readable_words(tmp_path) == []
    study = Study.create(tmp_path / "plain.chartwell")  # what the test looks for can be found
    import_transcripts(study, [talk()])
    study.close()
    assert ("plain.chartwell", b"workshop") in _readable_words(tmp_path)


def test_rollback_journal_of_a_synced_folder_holds_no_readable_word(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    study = _filled(folder / "s.chartwell")
    with study.step("Look") as session:
        add_theme(study, "Facilitation again")
        session.flush()
        assert (folder / "s.chartwell-journal").exists()
        assert _readable_words(folder) == []
    study.close()


def test_encrypted_study_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    _filled(path).close()
    ciphering.forget(path)
    with pytest.raises(ciphering.LockedError, match="its passphrase is needed"):
        Study.open(path)
    with pytest.raises(ciphering.WrongPassphraseError, match="does not open"):
        Study.open(path, passphrase=OTHER)
    with pytest.raises(ciphering.LockedError):
        Study.open(path)
    with closing(Study.open(path, passphrase=PASS)) as study:
        assert study.title == "Ladders"
        with study.read() as session:
            assert search(session, "workshop")
        assert study.undo() is not None
    assert _sound(path)


def test_key_is_derived_as_sqlcipher_derives_it(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    _filled(path).close()
    connection = ciphering.keyed(path, None)
    connection.execute(f"PRAGMA key='{PASS}'")
    assert connection.execute("SELECT title FROM study").fetchone() == ("Ladders",)
    connection.close()


def test_same_letters_in_another_code_are_the_same_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    _filled(path, "caf\u00e9 au lait").close()
    ciphering.forget(path)
    Study.open(path, passphrase="cafe\u0301 au lait").close()


def test_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="at least 8 characters"):
        Study.create(tmp_path / "s.chartwell", passphrase="seven")
    assert list(tmp_path.iterdir()) == []


def test_plain_study_is_encrypted_with_its_copies(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    study = _filled(path, "")
    make_backup(path)
    study.close()
    before = path.stat().st_mode
    done = passphrases.set_passphrase(path, PASS)
    assert done == (1, ())
    assert done.words() == "One copy was written anew too."
    assert _readable_words(tmp_path) == []
    assert path.stat().st_mode == before
    assert passphrases.is_encrypted(path)
    assert _sound(path)
    assert [copy.transcripts for copy in list_backups(path)] == [1]


def test_plain_file_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    path, kept = tmp_path / "s.chartwell", tmp_path / "kept"
    _filled(path, "").close()
    kept.hardlink_to(path)
    passphrases.set_passphrase(path, PASS)
    assert set(kept.read_bytes()) == {0}


def test_changed_passphrase_opens_the_study_and_its_copies_and_the_old_one_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "s.chartwell"
    study = _filled(path)
    make_backup(path)
    study.close()
    passphrases.set_passphrase(path, OTHER)
    ciphering._keys.clear()
    with pytest.raises(ciphering.WrongPassphraseError):
        Study.open(path, passphrase=PASS)
    assert [copy.readable for copy in list_backups(path)] == [False]
    Study.open(path, passphrase=OTHER).close()
    (copy,) = list_backups(path)
    assert copy.readable
    put_back(path, copy.path)
    assert _sound(path)
    assert _readable_words(tmp_path) == []


def test_removed_passphrase_leaves_a_plain_study(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    study = _filled(path)
    make_backup(path)
    study.close()
    assert passphrases.remove_passphrase(path) == (1, ())
    ciphering._keys.clear()
    assert not passphrases.is_encrypted(path)
    assert _sound(path)
    assert [copy.readable for copy in list_backups(path)] == [True]


def test_copies_that_cannot_be_read_are_named_and_left(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    study = _filled(path, "")
    make_backup(path)
    study.close()
    (copy,) = list_backups(path)
    copy.path.write_bytes(copy.path.read_bytes()[:9000])
    done = passphrases.set_passphrase(path, PASS)
    assert done == (0, (copy.path,))
    assert "Remove them if nobody should read them so" in done.words()


def test_open_study_keeps_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    study = _filled(path)
    with pytest.raises(StudyFileError, match="open for writing already"):
        passphrases.set_passphrase(path, OTHER)
    assert add_theme(study, "Meanwhile")
    study.close()
    assert _sound(path)


def test_damaged_encrypted_study_is_rescued_into_an_encrypted_one(tmp_path: Path) -> None:
    path, out = tmp_path / "s.chartwell", tmp_path / "rescued.chartwell"
    _filled(path).close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 4096 // 2 * 4096  # past the pages that list the tables
    content[middle + 100 : middle + 140] = bytes(40)
    path.write_bytes(content)
    done = rescue(path, out)
    assert sum(table.rows for table in done.tables) > 20
    assert _readable_words(tmp_path) == []
    assert _sound(out)


def test_file_that_is_no_study_is_not_asked_for_a_passphrase(tmp_path: Path) -> None:
    for name, content in (
        ("a.chartwell", b"PK\x03\x04" + bytes(range(256)) * 40),
        ("b.chartwell", b"words " * 2000),
        ("c.chartwell", b""),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StudyFileError, match="is not a Chartwell study") as refused:
            Study.open(tmp_path / name, passphrase=PASS)
        assert not isinstance(refused.value, ciphering.LockedError)


def test_without_the_library_the_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.chartwell"
    _filled(path).close()
    ciphering.forget(path)
    monkeypatch.setattr(ciphering, "cipher", None)
    for passphrase in ("", PASS):
        with pytest.raises(StudyFileError, match=r"pip install \"chartwell\[encryption\]\""):
            Study.open(path, passphrase=passphrase)
    with pytest.raises(StudyFileError, match="Nothing was changed; install it"):
        Study.create(tmp_path / "t.chartwell", passphrase=PASS)


def test_passphrase_and_key_are_in_no_log_and_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "s.chartwell"
    study = _filled(path)
    key = ciphering.key_of(path)
    assert key is not None
    said = [repr(key), str(key), repr(study), repr(vars(study))]
    add_cases(study, [])
    study.close()
    raw = key._raw.strip("x'")
    ciphering.forget(path)
    for wrong in (f"{PASS} not", ""):
        try:
            Study.open(path, passphrase=wrong)
        except StudyFileError as error:
            said += traceback.format_exception(error)
    path.write_bytes(path.read_bytes()[:9000])
    ciphering.unlock(path, PASS)
    try:
        Study.open(path)
    except StudyFileError as error:
        said += traceback.format_exception(error)
    out = capfd.readouterr()
    everything = "\n".join([*said, caplog.text, out.out, out.err])
    assert PASS not in everything
    assert raw not in everything
    assert raw[:64] not in everything


def test_encrypting_that_was_cut_short_before_the_copies_is_finished_at_the_next_opening(
    tmp_path: Path,
) -> None:
    path = tmp_path / "s.chartwell"
    study = _filled(path, "")
    made = make_backup(path)
    study.close()
    assert made is not None
    plain, part = made.path.read_bytes(), made.path.with_name(f".{made.path.name}.part")
    passphrases.set_passphrase(path, PASS)
    made.path.write_bytes(plain)
    part.write_bytes(plain)
    rescuing = tmp_path / f".{path.name}-x1"
    rescuing.mkdir()
    (rescuing / "damaged.chartwell").write_bytes(plain)
    ciphering.forget(path)
    Study.open(path, passphrase=PASS).close()
    assert _readable_words(tmp_path) == []
    assert [copy.readable for copy in list_backups(path)] == [True]
