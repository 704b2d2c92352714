"""Build the audit trail: who did what and when, what it was before, and whether that holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.cells import paragraphs
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
    text_width,
)
from framework.errors import RefusedError
from framework.queries import audit
from framework.queries.audit import Account, Asked, ChangeRow, Part
from framework.queries.audit_concerns import Kind, nameable
from framework.queries.audit_names import Names
from framework.queries.chain import ChainReport, verify
from framework.queries.history import StepRow
from framework.queries.studies import about
from framework.study import Session

MOST_SHOWN = 40
_BATCH = 500
_WIDTHS = {"Step": 1.5, "When": 3.1, "By": 2.0, "What was done": 5.4}
_HEAD = "Before and after"
_HEADER = (
    "step", "at", "by", "kind", "done", "undone", "removed", "what", "did", "part", "before",
    "after",
)  # fmt: skip
_EXPLAINED = (
    "Times are those of the computer that wrote this report; the csv file has them in UTC. Cases, "
    "themes and transcripts stand under the names that they have now, or had when they were "
    "removed; paragraphs (¶) are those of the time. A step that was undone stays in the trail."
)
_KINDS = {"do": "", "beside": "beside the steps that undo takes back", "final": "cannot be undone"}


class Told(NamedTuple):
    """Hold a step and what it did."""

    step: StepRow
    account: Account


def build(session: Session, options: Options) -> Report:
    """Build the trail of all steps, or of those that are asked for, the first one first."""
    known = about(session)
    options.reading("the record")
    found = list(_told(session, _asked(session, options), options))
    options.reading("the chain")
    report = verify(session, options.progress)
    table = Table(
        sheet="Audit trail",
        number=1,
        part="",
        caption=_caption(found, options),
        columns=_columns(options),
        rows=tuple(_row(told, options) for told in found),
        notes=(_EXPLAINED, *notes.closing(synthetic=known.synthetic)),
        lead=tuple((Span("text", said),) for said in (*_made(found), *chain_sentences(report))),
    )
    return Report(
        title="Audit trail",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=Rows("Audit trail", _HEADER, tuple(_data(found))),
        blocks=(table,),
        paper=options.paper,
        mode=options.mode,
    )


def _made(found: Sequence[Told]) -> Iterator[str]:
    """Say who made the steps that are shown, and from which day to which."""
    if not found:
        return
    counted = Counter(told.step.coder for told in found)
    whose = [f"{coder} ({many:,})" for coder, many in counted.most_common()]
    who = " and ".join(filter(None, (", ".join(whose[:-1]), whose[-1])))
    days = [f"{at.day} {at:%B %Y}" for at in (audit.moment(found[n].step.at) for n in (0, -1))]
    when = f"on {days[0]}" if days[0] == days[1] else f"from {days[0]} to {days[1]}"
    yield f"Steps made {when}, by {who}."


def chain_sentences(report: ChainReport) -> list[str]:
    """Say whether the record is as it was written."""
    if report.broken:
        said = "The record is not as it was written."
        return [said, *report.broken, *_removals(report)]
    many = f"{report.steps:,} step{'s' * (report.steps != 1)}"
    said = f"The record is as it was written: the chain of {many} holds."
    last = (
        f"The digest of the last step is {report.head}. Whoever keeps it can tell later whether "
        "any of these steps was changed."
    )
    return [said, *([last] if report.head else []), *_removals(report)]


def _removals(report: ChainReport) -> Iterator[str]:
    """Say what was lawfully removed from the record, a sentence for each reason."""
    found: dict[str, list[int]] = {}
    for removal in report.removed:
        found.setdefault(removal.reason, []).append(removal.step)
    for reason, steps in found.items():
        named = ", ".join(str(step) for step in steps)
        many = f"step{'s' * (len(steps) != 1)} {named}"
        yield f"Words were removed from what {many} did, and their digests stay: {reason}."


def _asked(session: Session, options: Options) -> Asked:
    """Find what is asked about by name."""
    refuse_unknown_people(audit.people(session), options.people)
    return Asked(
        people=options.people,
        since=options.since,
        until=options.until,
        themes=_ids(session, "theme", options.themes),
        transcripts=_ids(session, "transcript", options.transcripts),
        cases=_ids(session, "study_case", options.cases),
    )


def refuse_unknown_people(known: Sequence[str], wanted: Iterable[str]) -> None:
    """Refuse to ask about somebody who made no step."""
    for name in wanted:
        if name not in known:
            raise RefusedError(
                f"{name} made no step; nothing was written. Steps were made by "
                f"{', '.join(known) or 'nobody'}."
            )


def _ids(session: Session, kind: Kind, names: Sequence[str]) -> tuple[int, ...]:
    """Find rows by name, a theme by its number; rows that were removed too."""
    wanted = [name for name in names if name]
    if not wanted:
        return ()
    found: dict[str, list[int]] = {}
    for row in nameable(session, kind):
        found.setdefault(row.called.casefold(), []).append(row.id)
    for name in wanted:
        if name.casefold() not in found:
            what = kind.removeprefix("study_")
            raise RefusedError(
                f"There is no {what} “{name}” in this study, and there was none; nothing was "
                "written."
            )
    return tuple(row_id for name in wanted for row_id in found[name.casefold()])


def _told(session: Session, asked: Asked, options: Options) -> Iterator[Told]:
    """Give the steps that are asked for with what they did, the first one first."""
    found = audit.trail(session, asked)
    steps, names = list(reversed(found.steps)), Names(session)
    for start in range(0, len(steps), _BATCH):
        options.progress.at(start, len(steps), "Reading the record")
        some = steps[start : start + _BATCH]
        did = audit.accounts(
            session, [row.step for row in some], None, found.about, names, options.progress
        )
        for row in some:
            yield Told(row, did[row.step])


def _caption(found: Sequence[Told], options: Options) -> str:
    """Say which steps are shown."""
    many = f"{len(found):,} step{'s' * (len(found) != 1)}"
    about_what = [*options.themes, *options.cases, *options.transcripts]
    parts = [
        f"by {' and '.join(options.people)}" if options.people else "",
        f"from {options.since.isoformat()}" if options.since else "",
        f"until {options.until.isoformat()}" if options.until else "",
        f"that concern {' and '.join(named for named in about_what if named)}"
        if any(about_what) else "",
    ]  # fmt: skip
    chosen = " ".join(part for part in parts if part)
    return f"Audit trail, {many} {chosen}".strip() if chosen else f"Audit trail, all {many}"


def _columns(options: Options) -> tuple[Column, ...]:
    """Share the width out among the columns."""
    room = text_width(options.paper, "landscape")
    widths = {**_WIDTHS, _HEAD: room - sum(_WIDTHS.values())}
    return tuple(Column(head, width) for head, width in widths.items())


def _row(told: Told, options: Options) -> TableRow:
    """Make the row of a step."""
    step = told.step
    at = audit.moment(step.at)
    return (
        TableCell(((Span("text", str(step.step)),),), value=step.step),
        TableCell(((Span("text", f"{at.day} {at:%b %Y, %H:%M:%S}"),),)),
        TableCell(((Span("text", step.coder),),)),
        paragraphs(list(_done(step)), options.mode),
        paragraphs(list(_lines(told)), options.mode),
    )


def _done(step: StepRow) -> Iterator[Paragraph]:
    """Say what was done, and what became of it."""
    yield (Span("strong", step.label or "A step without words"),)
    if step.undone:
        yield (Span("muted", "undone later"),)
    if _KINDS.get(step.kind):
        yield (Span("muted", _KINDS[step.kind]),)
    if step.removed:
        yield (Span("muted", f"Words were removed from it: {step.removed}"),)


def _lines(told: Told) -> Iterator[Paragraph]:
    """Say what a step did, row by row."""
    account = told.account
    for row in account.changes[:MOST_SHOWN]:
        yield from _change(row)
    more = len(account.changes) - MOST_SHOWN
    if more > 0:
        yield (Span("muted", f"and {more:,} more changes, which the csv file has in full"),)
    for said in account.left_out:
        yield (Span("muted", f"and {said}"),)


def _change(row: ChangeRow) -> Iterator[Paragraph]:
    """Say what became of a row; a long part has what it was and what it is under each other."""
    short = [part for part in row.parts if not _is_long(part)]
    yield (Span("text", audit.said(row, short)),)
    for part in row.parts:
        if _is_long(part):
            if row.did != "added":
                yield (Span("muted", f"{part.name}, before: {_one_line(part.before)}"),)
            if row.did != "removed":
                yield (Span("text", f"{part.name}, after: {_one_line(part.after)}"),)


def _is_long(part: Part) -> bool:
    """Tell whether a part is too long for one line."""
    return len(part.before) + len(part.after) > 80


def _one_line(said: str) -> str:
    """Put what is said in one line."""
    return "; ".join(line.strip() for line in said.splitlines() if line.strip()) or "nothing"


def _data(found: Iterable[Told]) -> Iterator[tuple[str | float | None, ...]]:
    """Give the trail as plain values, a row for each part that changed."""
    for step, account in found:
        head = (
            step.step, step.at, step.coder, step.kind, step.label, "yes" if step.undone else "",
            step.removed,
        )  # fmt: skip
        if not account.changes and not account.left_out:
            yield (*head, "", "", "", "", "")
        for row in account.changes:
            for part in row.parts or (Part("", "", ""),):
                yield (*head, row.subject, row.did, *part)
        for said in account.left_out:
            yield (*head, said, "", "", "", "")
