"""Find the copies of a study that still hold what was removed from it."""

from pathlib import Path

from framework.backups import list_backups


def copies_of(path: Path) -> list[Path]:
    """List the backups of a study, latest first."""
    return [copy.path for copy in list_backups(path)]
