"""Carry what an analyst chose about the speakers of a transcript over to a corrected file."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from framework.drafts import SpeakerRole, TranscriptDraft

if TYPE_CHECKING:
    from framework.queries.transcripts import ParagraphRow, SpeakerRow
    from importers.speaker_choices import SpeakerChoices


def former(
    draft: TranscriptDraft, paragraphs: "Sequence[ParagraphRow]", speakers: "Iterable[SpeakerRow]"
) -> "SpeakerChoices":
    """Say which labels are one person, and which were taken by hand."""
    from importers import words
    from importers.speaker_choices import PersonChoice, SpeakerChoices, labels_of

    heard, read = _heard(paragraphs), labels_of(draft)
    typed = {words.key(row.label): row.label for row in paragraphs if row.label and row.speaker}
    added = [label for key, label in typed.items() if key not in read]
    people = []
    for speaker in speakers:
        labels = frozenset(key for key, who in heard.items() if who == {speaker.label})
        if len(labels) > 1:
            people.append(PersonChoice(labels, _role(speaker.role)))
    return SpeakerChoices(tuple(people), frozenset(), printed=True, added=tuple(added))


def _role(role: str) -> SpeakerRole:
    """Return a role as drafts have it."""
    known: tuple[SpeakerRole, ...] = get_args(SpeakerRole)
    return next((each for each in known if each == role), "unknown")


def split_as_before(
    draft: TranscriptDraft, before: str, paragraphs: "Sequence[ParagraphRow]"
) -> TranscriptDraft:
    """Tell apart again who was told apart under one label: the words say whose a turn was.

    `before` is the text that stands, `paragraphs` its own. A turn that is new stays with whoever
    has the label.
    """
    from importers import words
    from importers.speaker_choices import split_speaker

    shared = {key for key, who in _heard(paragraphs).items() if len(who) > 1}
    places = [
        at for at, speaker in enumerate(draft.speakers)
        if shared & {words.key(label) for label in speaker.labels}
    ]  # fmt: skip
    for place, whose in _whose(draft, before, paragraphs, places).items():
        kept = draft.speakers[place].name
        kept = kept if kept in whose else max(whose, key=lambda name: len(whose[name]), default="")
        for name, firsts in whose.items():
            taken = {words.key(speaker.name) for speaker in draft.speakers}
            if name != kept and words.key(name) not in taken:
                draft = split_speaker(draft, place, firsts, name)
    return draft


def _whose(
    draft: TranscriptDraft, before: str, paragraphs: "Sequence[ParagraphRow]", places: Sequence[int]
) -> dict[int, dict[str, list[int]]]:
    """Give, by place of a speaker, the first ¶ of each turn by whose it was before."""
    from framework.rules.alignment import Alignment
    from importers.speaker_choices import stretches

    if not places:
        return {}
    alignment, starts = Alignment(draft.text, before), [row.start for row in paragraphs]
    found: dict[int, dict[str, list[int]]] = {place: {} for place in places}
    for place in places:
        for stretch in stretches(draft, place):
            here = draft.paragraphs[stretch.first - 1]
            span = alignment.carry(here.start, here.end).span
            who = paragraphs[bisect_right(starts, span[0]) - 1].speaker if span else None
            if who:
                found[place].setdefault(who, []).append(stretch.first)
    return found


def _heard(paragraphs: "Iterable[ParagraphRow]") -> dict[str, set[str]]:
    """Say who spoke under each label, folded so that two ways of typing one meet."""
    from importers import words

    heard: dict[str, set[str]] = {}
    for row in paragraphs:
        if row.label and row.speaker:
            heard.setdefault(words.key(row.label), set()).add(row.speaker)
    return heard
