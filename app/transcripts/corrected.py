"""Read a corrected file for a transcript, and weigh what it would change."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.transcripts.former_speakers import former, split_as_before
from framework.drafts import TranscriptDraft
from framework.progress import Progress

if TYPE_CHECKING:
    from framework.edits.updating import Choices
    from framework.queries.updating import HeldRow, UpdatePreview
    from framework.study import Study

AROUND = 60


class Corrected(NamedTuple):
    """Hold a corrected file as read, what it would change, and the text that stands now."""

    transcript_id: int
    draft: TranscriptDraft
    preview: "UpdatePreview"
    before: str


def read_corrected(study: "Study", transcript_id: int, path: Path, progress: Progress) -> Corrected:
    """Read a corrected file against a transcript; what was chosen about labels there is done here.

    Labels that were joined, split or taken by hand are so again.
    """
    from framework.queries.transcripts import paragraphs_of, speakers_of, text_of
    from framework.queries.updating import preview_update
    from importers import read_transcript
    from importers.abreast import read_all
    from importers.speaker_choices import with_choices

    progress.at(0, 2, path.name)
    (draft,) = read_all(read_transcript, [path], Progress(stop=progress.stop))
    progress.at(1, 2, path.name)
    with study.read() as session:
        paragraphs = paragraphs_of(session, transcript_id)
        before = text_of(session, transcript_id)
        draft = with_choices(draft, former(draft, paragraphs, speakers_of(session, transcript_id)))
        draft = split_as_before(draft, before, paragraphs)
        preview = preview_update(session, transcript_id, draft)
    progress.at(2, 2, "")
    return Corrected(transcript_id, draft, preview, before)


def bring_up_to_date(
    study: "Study", corrected: Corrected, choices: "Choices", progress: Progress
) -> "UpdatePreview":
    """Let the transcript be what the corrected file says, as one step."""
    from framework.edits.updating import update_transcript

    progress.at(0, 1, corrected.preview.name)
    return update_transcript(study, corrected.transcript_id, corrected.draft, choices)


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Give a passage with what stands before and after it, in brief."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    return " ".join(before.split()), " ".join(text[start:end].split()), " ".join(after.split())


def place_of(row: "HeldRow") -> str:
    """Say at which ¶ something stands, and where it would stand."""
    from framework.rules.locators import paragraph_label

    if not row.first:
        return ""
    now = paragraph_label(row.first, row.last)
    if row.span is None or (row.first, row.last) == (row.new_first, row.new_last):
        return now
    return f"{now} → {paragraph_label(row.new_first, row.new_last)}"
