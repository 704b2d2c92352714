"""Show what a study holds, as text or as one JSON value."""

from argparse import Namespace
from collections.abc import Callable

from app.commands import showing_joint
from app.commands.figures import figure_lines
from app.commands.opening import answer, opened, say
from framework.errors import RefusedError
from framework.queries import (
    cases,
    charts,
    codings,
    corrections,
    progress,
    themes,
    transcripts,
)
from framework.queries.history import history
from framework.queries.indicators import indicators, list_definitions
from framework.queries.past_exports import list_past_exports
from framework.study import Session

Record = dict[str, object]


def show(args: Namespace) -> None:
    """Show one kind of thing."""
    with opened(args, reading=True) as study, study.read() as session:
        # within, so that a value that cannot be shown is told as the damage that it is
        _tell(args, SHOWN[args.what](session, args))


def _tell(args: Namespace, value: Record | list[Record]) -> None:
    """Print what a study holds, as it is wanted."""
    if args.json:
        answer(value)
        return
    if value == []:
        say("There are none.")
    if args.what == "indicators" and isinstance(value, list):
        say("\n".join(figure_lines(value)))
        return
    for record in value if isinstance(value, list) else [value]:
        say("  ".join(f"{name}={_plain(held)}" for name, held in record.items()))


def _plain(value: object) -> str:
    """Print a value on one line."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _transcripts(session: Session, _args: Namespace) -> list[Record]:
    """Give the transcripts with their speakers."""
    speakers = transcripts.speakers_by_transcript(session)
    whole = transcripts.cases_of_transcripts(session)
    return [
        {
            "name": row.name,
            "format": row.format,
            "sha256": row.sha256,
            "words": row.words,
            "paragraphs": row.paragraphs,
            "speakers": [
                {
                    "label": person.label,
                    "role": person.role,
                    "turns": person.turns,
                    "cases": list(person.cases),
                }
                for person in speakers.get(row.id, ())
            ],
            "codings": row.codings,
            "cases": whole.get(row.id, []),
            "left_out": list(row.left_out),
            "remarks": list(row.remarks),
        }
        for row in transcripts.list_transcripts(session)
    ]


def _one_transcript(session: Session, args: Namespace) -> int:
    """Find the transcript that a command names; the only one needs no name."""
    if args.transcript:
        return transcripts.transcript_named(session, args.transcript).id
    rows = transcripts.list_transcripts(session)
    if len(rows) != 1:
        raise RefusedError("Say which transcript with --transcript NAME; nothing was shown.")
    return rows[0].id


def _paragraphs(session: Session, args: Namespace) -> list[Record]:
    """Give the paragraphs of a transcript; what reads otherwise by now is given beside the text."""
    transcript_id = _one_transcript(session, args)
    wording = corrections.wording_of(session, transcript_id)
    found = []
    for row in transcripts.paragraphs_of(session, transcript_id):
        reads = wording.between(row.start, row.end)
        found.append(row._asdict() | ({} if reads == row.text else {"corrected": reads}))
    return found


def _turns(session: Session, args: Namespace) -> list[Record]:
    """Give the turns of a transcript."""
    rows = transcripts.turns_of(session, _one_transcript(session, args))
    return [row._asdict() for row in rows]


def _cases(session: Session, _args: Namespace) -> list[Record]:
    """Give the cases."""
    return [
        {
            "case": row.name,
            "kind": row.kind,
            "label": row.label,
            "parents": list(row.parents),
            "attributes": dict(row.attributes),
        }
        for row in cases.list_cases(session)
    ]


def _framework(session: Session, _args: Namespace) -> list[Record]:
    """Give the themes in order."""
    rows = themes.list_themes(session)
    numbers = {row.id: row.number for row in rows}
    return [
        {
            "number": row.number,
            "name": row.name,
            "definition": row.definition,
            "include": row.include,
            "exclude": row.exclude,
            "origin": row.origin,
            "parent": numbers.get(row.parent_id or 0),
            "codings": row.codings,
            "cases": row.cases,
            "all_codings": row.all_codings,
            "all_cases": row.all_cases,
        }
        for row in rows
    ]


def _codings(session: Session, _args: Namespace) -> list[Record]:
    """Give the codings."""
    return [
        {
            "transcript": row.transcript,
            "start": row.start,
            "end": row.end,
            "paragraphs": list(range(row.first, row.last + 1)),
            "quote": row.quote,
            "theme": row.number or row.theme,
            "coder": row.coder,
            "starred": row.starred,
            "memo": row.memo,
            "cases": list(row.cases),
        }
        for row in codings.all_codings(session)
    ]


def _cells(session: Session, _args: Namespace) -> list[Record]:
    """Give the cells that are written, marked, or have passages behind them."""
    names = {row.id: row.name for row in cases.list_cases(session)}
    every = themes.list_themes_plain(session)
    numbers = {row.id: row.number for row in every}
    columns = {row.id for row in progress.matrix_columns(every)}
    found = charts.cells(session, list(names), [row.id for row in every])
    shown = [
        view
        for view in found.values()
        if view.id is not None or (view.flags and view.theme_id in columns)
    ]
    cited = charts.citations_of(session, [view.id for view in shown if view.id is not None])
    return [
        {
            "case": names[view.case_id],
            "theme": numbers[view.theme_id],
            "state": view.state,
            "text": view.text,
            "citations": [
                {
                    "transcript": cited[run.token].transcript,
                    "paragraphs": list(range(cited[run.token].first, cited[run.token].last + 1)),
                    "quote": cited[run.token].quote,
                }
                for run in view.runs
                if run.kind == "locator" and run.token in cited
            ],
            "flags": list(view.flags),
        }
        for view in shown
    ]


def _indicators(session: Session, _args: Namespace) -> list[Record]:
    """Give the figures of the indicators, per site and for all (`case` null)."""
    tables = {row.key: row.table for row in list_definitions(session)}
    return [
        {
            "indicator": row.key,
            "label": row.label,
            "case": row.case,
            "value": row.value,
            "n": row.n,
            "N": row.N,
            "unit": row.unit,
            "text": row.text,
            "rows": list(row.rows),
            "table": tables[row.key],
            "measure": row.measure,
            "spread": row.spread._asdict() if row.spread else None,
            "rule": row.rule,
        }
        for row in indicators(session)
    ]


def _progress(session: Session, _args: Namespace) -> Record:
    """Give the counts of every stage."""
    return progress.progress(session)._asdict()


def _history(session: Session, _args: Namespace) -> list[Record]:
    """Give the steps, latest first."""
    return [
        {"step": row.step, "at": row.at, "coder": row.coder, "label": row.label,
         "undone": row.undone}
        for row in history(session)
    ]  # fmt: skip


def _exports(session: Session, _args: Namespace) -> list[Record]:
    """Give the files that left the study, oldest first."""
    return [
        {"layout": row.layout, "file": row.file_name, "sha256": row.sha256, "at": row.created,
         "coder": row.coder, "cases": list(row.cases), "transcripts": list(row.transcripts),
         "decision": row.decision}
        for row in list_past_exports(session)
    ]  # fmt: skip


SHOWN: dict[str, Callable[[Session, Namespace], Record | list[Record]]] = {
    "transcripts": _transcripts,
    "paragraphs": _paragraphs,
    "turns": _turns,
    "cases": _cases,
    "framework": _framework,
    "codings": _codings,
    "cells": _cells,
    "indicators": _indicators,
    "progress": _progress,
    "history": _history,
    "exports": _exports,
    "joint-displays": showing_joint.displays,
    "joint-rows": showing_joint.rows,
    "delivery-summary": showing_joint.summary,
    "criteria": showing_joint.judged,
}
