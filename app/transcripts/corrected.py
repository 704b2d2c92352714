"""Read a corrected file for a transcript, and weigh what it would change."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from framework.drafts import SpeakerRole, TranscriptDraft
from framework.progress import Progress

if TYPE_CHECKING:
    from framework.edits.updating import Choices, UpdatePreview
    from framework.queries.transcripts import ParagraphRow, SpeakerRow
    from framework.queries.updating import HeldRow
    from framework.study import Study
    from importers.speaker_choices import SpeakerChoices

AROUND = 60


class Corrected(NamedTuple):
    """Hold a corrected file as read, what it would change, and the text that stands now."""

    transcript_id: int
    draft: TranscriptDraft
    preview: "UpdatePreview"
    before: str


def read_corrected(study: "Study", transcript_id: int, path: Path, progress: Progress) -> Corrected:
    """Read a corrected file against a transcript; labels that were joined there are joined here."""
    from framework.edits.updating import preview_update
    from framework.queries.transcripts import paragraphs_of, speakers_of, text_of
    from importers import read_transcript
    from importers.speaker_choices import with_choices

    progress.at(0, 2, path.name)
    draft = read_transcript(path, progress)
    progress.at(1, 2, path.name)
    with study.read() as session:
        paragraphs = paragraphs_of(session, transcript_id)
        draft = with_choices(draft, _former(draft, paragraphs, speakers_of(session, transcript_id)))
        preview = preview_update(session, transcript_id, draft)
        before = text_of(session, transcript_id)
    progress.at(2, 2, "")
    return Corrected(transcript_id, draft, preview, before)


def _former(
    draft: TranscriptDraft, paragraphs: "Iterable[ParagraphRow]", speakers: "Iterable[SpeakerRow]"
) -> "SpeakerChoices":
    """Say which labels are one person, and which were taken by hand.

    What was split cannot be told from its labels.
    """
    from importers import words
    from importers.speaker_choices import PersonChoice, SpeakerChoices, labels_of

    heard: dict[str, set[str]] = {}
    added: dict[str, str] = {}
    read = labels_of(draft)
    for row in paragraphs:
        if row.label and row.speaker:
            if words.key(row.label) not in read:
                added.setdefault(words.key(row.label), row.label)
            heard.setdefault(words.key(row.label), set()).add(row.speaker)
    people = []
    for speaker in speakers:
        labels = frozenset(key for key, who in heard.items() if who == {speaker.label})
        if len(labels) > 1:
            people.append(PersonChoice(labels, _role(speaker.role)))
    return SpeakerChoices(tuple(people), frozenset(), printed=True, added=tuple(added.values()))


def _role(role: str) -> SpeakerRole:
    """Return a role as drafts have it."""
    known: tuple[SpeakerRole, ...] = get_args(SpeakerRole)
    return next((each for each in known if each == role), "unknown")


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
