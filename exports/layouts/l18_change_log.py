"""Build L18, the change log: what became of the framework from version to version, and why."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.affected import Affected, affected_by
from exports.layouts.cells import paragraphs, words
from exports.layouts.states import day_of
from exports.options import Options
from exports.report import (
    Column,
    Paragraph,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    TableRow,
    long_date,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.studies import about
from framework.queries.versions import VersionRow, list_versions, states_now, states_of
from framework.rules.framework_differences import ThemeState, differences
from framework.study import Session

NOW = "now"
_WIDTHS = {"Version": 2.7, "Date": 3.3, "Change": 9.6, "Reason": 4.6, "By": 1.7}
_HEADS = (*_WIDTHS, "Passages, cells affected")
_EXPLAINED = (
    "Passages and cells affected: those under a theme that was redefined, moved, merged, split, "
    "retired or removed, as counted at that version; – none. New numbers and names leave what is "
    "coded and charted as it is."
)
_HEADER = (
    "version", "kind", "date", "operation", "number", "name", "change", "before", "after", "reason",
    "by", "passages", "cells",
)  # fmt: skip


class Stage(NamedTuple):
    """Name a state of the framework: a version, or, without one, how it stands now."""

    version: VersionRow | None
    states: list[ThemeState]


class Entry(NamedTuple):
    """Hold one line of the log; the operation is "" where nothing is told of a single theme."""

    stage: Stage
    operation: str
    number: str
    name: str
    sentence: str
    before: str
    after: str
    affected: Affected


def build(session: Session, options: Options) -> Report:
    """Build the log of all versions, or the difference between the two that are asked for."""
    known = about(session)
    versions = list_versions(session)
    entries = list(_entries(session, versions, options))
    table = Table(
        sheet="Change log",
        number=1,
        part="",
        caption=_caption(versions, options),
        columns=_columns(options),
        rows=tuple(_rows(entries, options)),
        notes=(_EXPLAINED, *notes.closing(synthetic=known.synthetic)),
    )
    return Report(
        title="Change log of the framework",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=Rows("Change log", _HEADER, tuple(_data(entry, options) for entry in entries)),
        blocks=(table,),
        paper=options.paper,
        mode=options.mode,
    )


def _entries(session: Session, versions: Sequence[VersionRow], options: Options) -> Iterator[Entry]:
    """Give the lines of the log, stage by stage."""
    stages = [Stage(row, states_of(session, row.id)) for row in versions]
    stages.append(Stage(None, states_now(session)))
    if options.versions:
        stages = _chosen(stages, options.versions)
    else:
        yield _first(stages[0])
    for before, after in pairwise(stages):
        yield from _between(before, after)


def _chosen(stages: Sequence[Stage], names: Sequence[str]) -> list[Stage]:
    """Give the two stages that are asked for; one name is compared with now."""
    known = {name_of(stage).casefold(): stage for stage in stages}
    asked = [*names, NOW][:2] if len(names) == 1 else list(names)
    if len(asked) != 2 or asked[0].casefold() == asked[1].casefold():
        raise RefusedError("Name two different versions to compare; nothing was written.")
    for name in asked:
        if name.casefold() not in known:
            raise RefusedError(
                f"There is no version “{name}”; nothing was written. "
                f"The study has {', '.join(name_of(stage) for stage in stages)}."
            )
    return [known[name.casefold()] for name in asked]


def name_of(stage: Stage) -> str:
    """Name a stage as it is asked for."""
    return stage.version.name if stage.version else NOW


def _first(stage: Stage) -> Entry:
    """Say with what the log begins."""
    used = [state for state in stage.states if state.in_use]
    tops = sum(not state.parent for state in used)
    below = len(used) - tops
    many = f"{tops} theme{'s' * (tops != 1)} and {below} sub-theme{'s' * (below != 1)}"
    said = f"Frozen with {many}" if stage.version else f"{many}; no version has been frozen yet"
    return Entry(stage, "", "", "", said, "", "", Affected())


def _between(before: Stage, after: Stage) -> Iterator[Entry]:
    """Give the lines of one stage against the one before."""
    found = differences(before.states, after.states)
    if not found:
        said = f"Nothing has changed since {name_of(before)}"
        yield Entry(after, "", "", "", said, "", "", Affected())
    for row in found:
        touched = affected_by(row, before.states, after.states)
        yield Entry(
            after, row.operation, row.number, row.name, row.sentence, row.before, row.after, touched
        )


def _caption(versions: Sequence[VersionRow], options: Options) -> str:
    """Say what the log compares."""
    if not options.versions:
        many = f"{len(versions)} version{'s' * (len(versions) != 1)}"
        return f"Changes to the framework, {many} and how it stands now"
    before, after = [*options.versions, NOW][:2]
    until = "how it stands now" if after.casefold() == NOW else after
    return f"Changes to the framework from {before} to {until}"


def _columns(options: Options) -> tuple[Column, ...]:
    """Share the width out among the columns."""
    room = text_width(options.paper, "landscape")
    widths = [*_WIDTHS.values(), room - sum(_WIDTHS.values())]
    return tuple(Column(head, width) for head, width in zip(_HEADS, widths, strict=True))


def _rows(entries: Sequence[Entry], options: Options) -> Iterator[TableRow]:
    """Make the rows; a version is named in its first row, in a journal's table in each."""
    shown: Stage | None = None
    for entry in entries:
        again = entry.stage is shown and options.mode == "working"
        shown = entry.stage
        version, when, reason, who = ("", "", "", "") if again else _about(entry.stage, options)
        yield (
            words(version, options.mode, "strong"),
            words(when, options.mode),
            paragraphs(_change(entry), options.mode),
            words(reason, options.mode),
            words(who, options.mode),
            TableCell(((Span("text", entry.affected.said),),)),
        )


def _about(stage: Stage, options: Options) -> tuple[str, str, str, str]:
    """Give name, date, reason and coder of a stage."""
    row = stage.version
    if row is None:
        return "As it stands now", long_date(options.today), "Not frozen", ""
    final = " (final)" if row.kind == "final" and "final" not in row.name.casefold() else ""
    return f"{row.name}{final}", day_of(row), row.reason, row.coder


def _change(entry: Entry) -> list[Paragraph]:
    """Say what changed; a new wording is set under the old one."""
    lines: list[Paragraph] = [(Span("text", entry.sentence),)]
    if entry.operation == "redefine":
        for head, said in (("Before", entry.before), ("After", entry.after)):
            shown = "; ".join(line.strip() for line in said.splitlines() if line.strip())
            lines.append((Span("muted", f"{head}: {shown or 'nothing'}"),))
    return lines


def _data(entry: Entry, options: Options) -> tuple[str | float | None, ...]:
    """Give a line of the log as plain values."""
    row = entry.stage.version
    day = row.created[:10] if row else options.today.isoformat()
    about_version = (row.reason, row.coder) if row else ("", "")
    return (
        name_of(entry.stage), row.kind if row else "", day, entry.operation, entry.number,
        entry.name, entry.sentence, entry.before, entry.after, *about_version,
        entry.affected.passages, entry.affected.cells,
    )  # fmt: skip
