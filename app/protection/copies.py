"""Find the copies of a study that still hold what was removed from it."""

from pathlib import Path

from framework.backups import list_backups


def copies_of(path: Path) -> list[Path]:
    """List the backups of a study, latest first."""
    return [copy.path for copy in list_backups(path)]


def counted(number: int, one: str) -> str:
    """Write a number with what it counts."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def held_still(path: Path, files: int = 0) -> str:
    """Name what may still hold what was removed: files that left, and backups; "" without any.

    It begins with a space, to be added to a sentence.
    """
    copies = copies_of(path)
    told = [f"{counted(files, 'file')} that left the study"] * bool(files)
    if copies:
        folders = ", ".join(dict.fromkeys(f"“{copy.parent.name}”" for copy in copies))
        told.append(f"{counted(len(copies), 'backup')} in {folders}")
    if not told:
        return ""
    return f" Left as before: {', '.join(told)}. Delete those that nobody should have."
