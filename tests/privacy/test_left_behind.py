"""Prove that a session leaves no words of a transcript outside the study and its exports."""

from pathlib import Path

from tests.privacy.conftest import Seen

SAID = ("weather", "never happens")


def _holding(folder: Path) -> list[str]:
    """List the files below a folder that hold words of the transcript."""
    marks = [word.encode(coding) for word in SAID for coding in ("utf-8", "utf-16-le")]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]


def test_nothing_is_left_among_temporary_files_or_in_the_home(
    watched: tuple[Path, Seen],
) -> None:
    folder, _seen = watched
    assert [path.name for path in (folder / "tmp").iterdir()] == []
    assert _holding(folder / "home") == []
    assert _holding(folder / "work"), "the words are looked for as they are written"


def test_files_are_written_beside_the_study_and_nowhere_else(watched: tuple[Path, Seen]) -> None:
    folder, seen = watched
    written = seen["written"]
    assert isinstance(written, list)
    own = (str(folder), "/dev/")
    strangers = [path for path in written if not path.startswith(own)]
    assert [path for path in strangers if not path.endswith(".pyc") and ".pyc." not in path] == []
