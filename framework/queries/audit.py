"""Ask for the audit trail: who did what and when, and what it was before and after."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from framework.progress import Progress
from framework.queries.audit_concerns import Kind, Rows, concerning, steps_touching
from framework.queries.audit_fields import PLACE
from framework.queries.audit_images import Choice, RowChange, StepChanges, changes_of
from framework.queries.audit_names import Names
from framework.queries.audit_saying import Known
from framework.queries.audit_wording import BESIDE, TOKEN_TEXTS, named_parts, subject, values
from framework.queries.history import StepRow, history
from framework.schema import Step

_QUEUE = "reread"
_FEW = 3
_READING = "Reading the record"
_SILENT = Progress()
_NAMING = {"name", "key", "kind", "word", "theme", "passage", "case", "speaker", "label", "title"}
PLURALS = {
    "study_case": "cases", "case_parent": "cases of sites", "attribute": "attributes",
    "attribution": "passages of cases", "own_cell": "cells charted apart",
    "reread": "entries of what is to be re-read", "mapping_row": "mappings",
    "synthesis": "syntheses", "framework_version": "versions",
    "cell_reference": "mentions", "citation": "locators", "figure_reference": "figures in texts",
    "delivery_link": "links of sites", "delivery_table": "delivery tables",
    "joint_display": "joint displays", "joint_row": "rows of joint displays",
    "joint_code": "codes of joint displays", "joint_version": "versions of joint displays",
    "past_export": "exports",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Choose steps: empty choices mean all.

    `people` are names of analysts, `since` and `until` days here, both included; `themes`,
    `transcripts` and `cases` are ids, of rows that were removed too.
    """

    people: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    themes: tuple[int, ...] = ()
    transcripts: tuple[int, ...] = ()
    cases: tuple[int, ...] = ()


class Trail(NamedTuple):
    """Hold steps, latest first, and the rows that they were chosen by, None for all."""

    steps: list[StepRow]
    about: Rows | None = None


class Part(NamedTuple):
    """Say what a part of a row was before and after; "" where it was empty or not there."""

    name: str
    before: str
    after: str


class ChangeRow(NamedTuple):
    """Say what was "added", "changed" or "removed", and its parts that differ."""

    subject: str
    did: str
    parts: tuple[Part, ...]


class Account(NamedTuple):
    """Hold what a step did; `left_out` counts what is not among its changes, in words."""

    changes: tuple[ChangeRow, ...] = ()
    left_out: tuple[str, ...] = ()


def people(session: Session) -> list[str]:
    """Name everybody who made a step."""
    return list(session.scalars(select(Step.coder).distinct().order_by(Step.coder)))


def days(session: Session) -> list[date]:
    """List the days here on which steps were made, to the hour."""
    hours = session.scalars(select(func.substr(Step.at, 1, 13)).distinct())
    return sorted({moment(f"{hour}:{at}Z").date() for hour in hours for at in ("00:00", "59:59")})


def trail(session: Session, asked: Asked) -> Trail:
    """List the steps that are asked for, latest first."""
    found, about = history(session), _about(session, asked)
    if asked.people:
        found = [row for row in found if row.coder in asked.people]
    if asked.since or asked.until:
        first, last = asked.since or date.min, asked.until or date.max
        found = [row for row in found if first <= moment(row.at).date() <= last]
    if about is not None:
        touching = steps_touching(session, about)
        found = [row for row in found if row.step in touching]
    return Trail(found, about)


def moment(at: str) -> datetime:
    """Read when a step was made, in the time of this computer."""
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()


def accounts(
    session: Session,
    wanted: Collection[int],
    most: int | None = None,
    about: Rows | None = None,
    names: Names | None = None,
    progress: Progress = _SILENT,
) -> dict[int, Account]:
    """Say what steps did, at `most` so many changes of each; with `about` to those rows alone.

    What rows are called is how they are called now, or were when they were removed. Passages have
    the paragraphs that they had at the time. `names` go on from one asking to the next.
    """
    known = names or Names(session)
    found = changes_of(session, wanted, Choice(most, about, tuple(BESIDE), progress))
    known.learn(_texts(found.values()))
    return {step: _account(session, known, changes, progress) for step, changes in found.items()}


def _about(session: Session, asked: Asked) -> Rows | None:
    """Give the rows that concern all that is asked about, None where nothing is."""
    found: Rows | None = None
    kinds: tuple[tuple[Kind, tuple[int, ...]], ...] = (
        ("theme", asked.themes), ("transcript", asked.transcripts), ("study_case", asked.cases),
    )  # fmt: skip
    for kind, ids in kinds:
        if ids:
            rows = concerning(session, kind, ids)
            found = rows if found is None else {
                table: found[table] & rows[table] for table in found.keys() & rows.keys()
            }  # fmt: skip
    return found


def _texts(found: Collection[StepChanges]) -> list[str]:
    """Gather the texts that may hold tokens."""
    return [
        image[column]
        for changes in found for row in changes.rows for image in (row.before, row.after)
        if image is not None for column in TOKEN_TEXTS.get(row.table, ()) if image.get(column)
    ]  # fmt: skip


def _account(session: Session, names: Names, changes: StepChanges, progress: Progress) -> Account:
    """Say what one step did."""
    owners = {(row.table, row.row_id) for row in changes.rows}
    rows = [row for row in changes.rows if not _told_by_its_text(row, owners)]
    counts = {table: count for table, count in changes.left_out.items() if table not in BESIDE}
    queued = sum(row.table == _QUEUE for row in rows)
    if queued > _FEW:
        rows = [row for row in rows if row.table != _QUEUE]
        counts[_QUEUE] = counts.get(_QUEUE, 0) + queued
    told = [
        _change(Known(names, session, row.change), row) for row in progress.through(rows, _READING)
    ]
    moved = [row for row in told if row.did == "changed"
             and [part.name for part in row.parts] == [PLACE]]  # fmt: skip
    left_out = [f"{count:,} {plural(table)}" for table, count in counts.items()]
    if len(moved) > _FEW:
        told = [row for row in told if row not in moved]
        left_out.insert(0, f"{len(moved):,} that only changed their places in a list")
    seen = tuple(row for row in told if row.did != "changed" or row.parts)
    return Account(seen, tuple(left_out))


def _told_by_its_text(row: RowChange, owners: Collection[tuple[str, int]]) -> bool:
    """Tell whether a row binds what stands in a text that the step changed as well."""
    image = row.after or row.before or {}
    return any((table, image.get(f"{table}_id")) in owners for table in BESIDE.get(row.table, ()))


def _change(known: Known, row: RowChange) -> ChangeRow:
    """Say what became of one row."""
    image = row.after if row.after is not None else row.before or {}
    name = subject(known, row.table, image)
    before, after = _values(known, row, row.before), _values(known, row, row.after)
    did = "added" if row.before is None else "removed" if row.after is None else "changed"
    both = dict.fromkeys((*before, *after))
    parts = [Part(part, before.get(part, ""), after.get(part, "")) for part in both]
    if did != "changed":
        untold = {PLACE, *named_parts(row.table)}
        parts = [part for part in parts if part.name not in untold]
    return ChangeRow(name, did, tuple(part for part in parts if part.before != part.after))


def _values(known: Known, row: RowChange, image: Mapping[str, object] | None) -> Mapping[str, str]:
    """Give the parts of a row, before or after."""
    if image is None:
        return {}
    when = row.change - 1 if image is row.before else row.change
    return values(known._replace(change=when), row.table, image)


def plural(table: str) -> str:
    """Name many rows of a table."""
    return PLURALS.get(table, f"{table.replace('_', ' ')}s")


def said(row: ChangeRow, parts: Sequence[Part] | None = None) -> str:
    """Say a change in one line: `Cell P03 × 3.1 changed: text “…” → “…”`."""
    shown = row.parts if parts is None else parts
    if row.did != "changed":
        shown = [part for part in shown if not _is_in_subject(part, row)]
    told = "; ".join(_part(row.did, part) for part in shown)
    return f"{row.subject} {row.did}" + (f": {told}" if told else "")


def _is_in_subject(part: Part, row: ChangeRow) -> bool:
    """Tell whether the name of a row says a part already."""
    return part.name in _NAMING and (part.after or part.before) in row.subject


def _part(did: str, part: Part) -> str:
    """Say what became of a part."""
    if did == "added":
        return f"{part.name} “{part.after}”"
    if did == "removed":
        return f"{part.name} “{part.before}”"
    return f"{part.name} {_quoted(part.before)} → {_quoted(part.after)}"


def _quoted(said: str) -> str:
    """Put what is said in quotation marks, or say that it is nothing."""
    return f"“{said}”" if said else "nothing"
