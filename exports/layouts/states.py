"""Say as which version the framework stands."""

from datetime import date

from exports.report import long_date
from framework.queries.versions import VersionRow, changed_since, current_version
from framework.study import Session


def state(session: Session) -> str:
    """Say it as captions do: `working 2, frozen 23 November 2026`, or what has changed since."""
    version = current_version(session)
    if version is None:
        return "as it stands now, no version frozen"
    changes = changed_since(session, version.id)
    if not changes:
        return f"{version.name}, frozen {day_of(version)}"
    many = "1 change" if changes == 1 else f"{changes} changes"
    return f"as it stands now, {many} since {version.name}"


def day_of(version: VersionRow) -> str:
    """Give the day on which a version was frozen: 23 November 2026."""
    return long_date(date.fromisoformat(version.created[:10]))
