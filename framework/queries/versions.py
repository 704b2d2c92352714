"""Ask for the framework's versions, and for what differs between two of them."""

from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.errors import NotFoundError, StudyFileError
from framework.rules.framework_differences import DifferenceRow, ThemeState, differences, read
from framework.schema import FrameworkVersion

BEFORE_ANY = "before any version"

_STATES = """
SELECT th.guid, coalesce(p.guid, '') AS parent, th.position, th.number, th.name, th.definition,
    th.include, th.exclude, th.origin, th.colour, th.provisional, th.retired, th.fixed_number,
    th.example, th.merged_into, th.split_from,
    (SELECT count(*) FROM coding c WHERE c.theme_id = th.id) AS codings,
    (SELECT count(*) FROM cell l WHERE l.theme_id = th.id
        AND trim(l.text, ' ' || char(9, 10, 13)) <> '') AS cells
FROM theme th LEFT JOIN theme p ON p.id = th.parent_id
ORDER BY th.id
"""
_VERSIONS = """
SELECT v.id, v.name, v.kind, v.reason, k.name AS coder, v.created, v.content
FROM framework_version v JOIN coder k ON k.id = v.coder_id
ORDER BY v.id
"""
_CODED_UNDER = """
SELECT DISTINCT c.transcript_id, c.version_id, v.name
FROM coding c LEFT JOIN framework_version v ON v.id = c.version_id
ORDER BY c.transcript_id, c.version_id
"""
_TRUTHS = ("provisional", "retired", "fixed_number")


class VersionRow(NamedTuple):
    """Describe a version; `kind` is working or final, `themes` counts those in use then."""

    id: int
    name: str
    kind: str
    reason: str
    coder: str
    created: str
    themes: int


def list_versions(session: Session) -> list[VersionRow]:
    """List the versions, newest last."""
    return [
        VersionRow(
            row.id, row.name, row.kind, row.reason, row.coder, row.created,
            sum(state.in_use for state in _read(row.content, row.name)),
        )
        for row in session.execute(text(_VERSIONS))
    ]  # fmt: skip


def current_version(session: Session) -> VersionRow | None:
    """Give the latest version, or None before the first."""
    return next(reversed(list_versions(session)), None)


def difference(
    session: Session, before_id: int | None, after_id: int | None
) -> list[DifferenceRow]:
    """List what became of the framework between two versions.

    `before_id` None stands for nothing, `after_id` None for the framework as it is now.
    """
    before = [] if before_id is None else states_of(session, before_id)
    return differences(
        before, states_now(session) if after_id is None else states_of(session, after_id)
    )


def changed_since(session: Session, version_id: int) -> int:
    """Count what differs between a version and the framework as it is now."""
    return len(difference(session, version_id, None))


def versions_by_transcript(session: Session) -> dict[int, tuple[str, ...]]:
    """Name by transcript id the versions under which it was coded, oldest first."""
    found: dict[int, tuple[str, ...]] = {}
    for transcript_id, _version, name in session.execute(text(_CODED_UNDER)).tuples():
        found[transcript_id] = (*found.get(transcript_id, ()), name or BEFORE_ANY)
    return found


def states_of(session: Session, version_id: int) -> list[ThemeState]:
    """Give the themes as they stood in a version, labels and retired ones with them."""
    version = session.get(FrameworkVersion, version_id)
    if version is None:
        raise NotFoundError("That version is no longer in the study; nothing was changed.")
    return _read(version.content, version.name)


def states_now(session: Session) -> list[ThemeState]:
    """Give the themes as they stand now, labels and retired ones with them."""
    session.flush()
    rows = (dict(row) for row in session.execute(text(_STATES)).mappings())
    return [ThemeState(**row | {name: bool(row[name]) for name in _TRUTHS}) for row in rows]


def _read(content: str, name: str) -> list[ThemeState]:
    """Read a version's themes, or say that they are damaged."""
    try:
        return read(content)
    except (ValueError, TypeError) as error:
        raise StudyFileError(
            f"Version {name} is damaged and cannot be read; nothing was changed. Restore the study "
            "from a copy."
        ) from error
