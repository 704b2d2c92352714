"""Bring transcripts, cases, frameworks, codings, charts and delivery data into a study."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import answer, counted, opened, say
from framework.errors import RefusedError

if TYPE_CHECKING:
    from framework.drafts import MatrixDraft


def transcripts(args: Namespace) -> None:
    """Import transcripts, all or none."""
    from framework.edits.transcripts import import_transcripts
    from framework.queries.transcripts import transcript_by_id
    from importers import read_transcript
    from importers.abreast import read_all

    drafts = read_all(read_transcript, [Path(file) for file in args.files])
    with opened(args) as study:
        ids = import_transcripts(study, drafts)
        with study.read() as session:
            rows = [transcript_by_id(session, found) for found in ids]
    if args.json:
        answer(
            [
                {
                    "name": row.name,
                    "format": row.format,
                    "sha256": row.sha256,
                    "words": row.words,
                    "paragraphs": row.paragraphs,
                    "speakers": len(draft.speakers),
                    "left_out": list(row.left_out),
                    "remarks": list(row.remarks),
                }
                for row, draft in zip(rows, drafts, strict=True)
            ]
        )
        return
    for row, draft in zip(rows, drafts, strict=True):
        said = ", ".join(speaker.name for speaker in draft.speakers) or "nobody named"
        say(f"{row.name}: {row.words} words in {row.paragraphs} paragraphs; speakers: {said}.")
        for remark in (*row.left_out, *row.remarks):
            say(f"  {remark}")


def cases(args: Namespace) -> None:
    """Add cases with their attributes."""
    from framework.edits.cases import add_cases
    from importers import apart
    from importers.cases import read_cases

    drafts = apart.read(read_cases, Path(args.file))
    with opened(args) as study:
        say(f"Added {counted(add_cases(study, drafts), 'case')}.")


def attribute(args: Namespace) -> None:
    """Say which cases the transcripts and their speakers speak for."""
    from framework.edits.cases import attribute as attribute_all
    from importers import apart
    from importers.attribution import read_attributions

    drafts = apart.read(read_attributions, Path(args.file))
    with opened(args) as study:
        say(f"Added {counted(attribute_all(study, drafts), 'attribution')}.")


def framework(args: Namespace) -> None:
    """Load a framework from a file, or a built-in template."""
    from app.commands.templates import draft_of
    from framework.edits.themes import load_framework

    draft = draft_of(args.source)
    with opened(args) as study:
        number = load_framework(study, draft)
    say(f"Added {counted(number, 'theme')} from {draft.name}.")
    for remark in draft.remarks:
        say(f"  {remark}")
    if draft.citation:
        say(f"Source: {draft.citation}")


def code(args: Namespace) -> None:
    """Add codings, all or none."""
    from framework.edits.codings import code_from
    from importers import apart
    from importers.codings import read_codings

    drafts = apart.read(read_codings, Path(args.file))
    with opened(args) as study:
        say(f"Added {counted(code_from(study, drafts), 'coding')}.")


def chart(args: Namespace) -> None:
    """Write the cells of a list, or those in which a chart differs, all or none."""
    from framework.edits.cells import chart_from
    from importers import apart
    from importers.chart_tables import lists_cells, read_chart_tables
    from importers.charts import read_cells

    path = Path(args.file)
    with apart.Reader() as reader:
        if args.preview or not reader.read(lists_cells, path):
            _chart_across(args, reader.read(read_chart_tables, path))
            return
        drafts = reader.read(read_cells, path)
    with opened(args) as study:
        say(f"Charted {counted(chart_from(study, drafts), 'cell')}.")


def _chart_across(args: Namespace, draft: "MatrixDraft") -> None:
    """Write the cells in which a chart differs from the study, or only say which they are."""
    from framework.edits.charting_in import chart_changes
    from framework.queries.matching import match_cells

    path = Path(args.file)
    with opened(args) as study:
        with study.read() as session:
            found = match_cells(session, draft)
        unclear = (*found.unmatched_cases, *found.unmatched_themes, *found.ambiguous)
        if unclear and not args.preview and not args.leave_out:
            raise RefusedError(
                f"{path.name}: “{unclear[0].text}” ({unclear[0].where}) is unclear in this study; "
                "no cell was written. Name it as the study does, or leave it out (--leave-out)."
            )
        if found.changes and not args.preview:
            chart_changes(study, found.changes, path.name)
    would = "Would change" if args.preview else "Charted"
    say(f"{would} {counted(len(found.changes), 'cell')}; {found.same} the same.")
    for change in found.changes:
        say(f"  {change.case} × {change.number}: {change.kind}")
        for lost in change.unresolved:
            say(f"    {lost} leads nowhere and stays as text.")
    for row in unclear:
        say(f"  Left out, since it is unclear: “{row.text}” ({row.where}).")
    for table in found.passed_over:
        say(f"  {table} holds no theme of the study; it was passed over.")
    for remark in draft.remarks:
        say(f"  {remark}")


def delivery(args: Namespace) -> None:
    """Load delivery tables and say which rows match no site."""
    from app.delivery_files import read_folder_of_tables, sites_of
    from framework.queries.delivery import unmatched
    from framework.queries.linking import doubts, suggestions

    files, mapping = [Path(file) for file in args.files], args.mapping
    with opened(args) as study:
        found = read_folder_of_tables(files, Path(mapping) if mapping else None, sites_of(study))
        changes = found.differences(study)
        found.load_into(study)
        with study.read() as session:
            apart, near, questions = unmatched(session), suggestions(session), doubts(session)
    for line in (*found.said, *changes, *(doubt.said for doubt in questions)):
        say(line)
    for row in apart:
        where = (
            f"“{row.site}” is no site of this study" if row.site else ("not attributable to a site")
        )
        say(f"{row.table}: {counted(row.rows, 'row')}: {where}.")
    for suggestion in near:
        names = " or ".join(case.name for case in suggestion.cases)
        say(f"{suggestion.table}: “{suggestion.site}” may be {names}; link it in Integrate.")
