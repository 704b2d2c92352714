"""Change who speaks in a draft, as the analyst says before it is frozen; the text stays as read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from framework.drafts import ParagraphDraft, SpeakerDraft, SpeakerRole, TranscriptDraft
from framework.errors import RefusedError
from importers import hand_labels, words

_BRIEF = 90


class Stretch(NamedTuple):
    """Give what one label opens: the first and last ¶, the label as typed, and how it begins."""

    first: int
    last: int
    label: str
    begins: str


class PersonChoice(NamedTuple):
    """Say which labels are one person, and what that person is."""

    labels: frozenset[str]
    role: SpeakerRole


class SpeakerChoices(NamedTuple):
    """Hold what was chosen about the labels of a file; `nobody` are labels of no person.

    `added` are labels, as typed, that were not read as such.
    """

    people: tuple[PersonChoice, ...]
    nobody: frozenset[str]
    printed: bool
    added: tuple[str, ...] = ()


def stretches(draft: TranscriptDraft, place: int) -> list[Stretch]:
    """List what a speaker says, a stretch for every label typed, in the order of the text."""
    found: list[Stretch] = []
    before: int | None = None
    for n, paragraph in enumerate(draft.paragraphs, 1):
        if paragraph.speaker == place:
            text = draft.text[paragraph.start : paragraph.end]
            if paragraph.label or before != place or not found:
                said = text.removeprefix(paragraph.label or "").lstrip(" :\t>")
                found.append(Stretch(n, n, paragraph.label or "", said[:_BRIEF]))
            else:
                begins = found[-1].begins or text[:_BRIEF]
                found[-1] = found[-1]._replace(last=n, begins=begins)
        if paragraph.speaker is not None:
            before = paragraph.speaker
    return found


def unlabelled(draft: TranscriptDraft) -> int:
    """Count the paragraphs of speech that no label opens."""
    return sum(p.kind == "speech" and p.label is None for p in draft.paragraphs)


def join_speakers(draft: TranscriptDraft, places: Collection[int]) -> TranscriptDraft:
    """Let several labels be one person: the first of them in the list."""
    ordered = sorted(set(places))
    if len(ordered) < 2:
        raise RefusedError("Tick at least two labels to join them; nothing was changed.")
    kept, *others = ordered
    labels = (label for place in ordered for label in draft.speakers[place].labels)
    one = draft.speakers[kept]._replace(labels=tuple(dict.fromkeys(labels)))
    known = (draft.speakers[at].role for at in ordered if draft.speakers[at].role != "unknown")
    one = one._replace(role=next(known, "unknown"))
    speakers = tuple(one if at == kept else s for at, s in enumerate(draft.speakers))
    paragraphs = (p._replace(speaker=kept) if p.speaker in others else p for p in draft.paragraphs)
    return _without(replace(draft, speakers=speakers, paragraphs=tuple(paragraphs)), others)


def split_speaker(
    draft: TranscriptDraft, place: int, firsts: Collection[int], name: str
) -> TranscriptDraft:
    """Give stretches of a speaker, by their first ¶, to another person who bears the same label."""
    wanted = " ".join(name.split())
    listed = stretches(draft, place)
    chosen = [stretch for stretch in listed if stretch.first in firsts]
    if not wanted or words.key(wanted) in {words.key(s.name) for s in draft.speakers}:
        raise RefusedError(
            f"“{wanted}” is somebody in this file already; give the new person another name."
            if wanted
            else "The new person needs a name; nothing was changed."
        )
    if not chosen or len(chosen) == len(listed):
        raise RefusedError(
            "Tick some of the turns, not all: these are the other person’s. Nothing was changed."
        )
    theirs = {n for s in chosen for n in range(s.first, s.last + 1)}
    new = len(draft.speakers)
    paragraphs = tuple(
        p._replace(speaker=new) if n in theirs and p.speaker == place else p
        for n, p in enumerate(draft.paragraphs, 1)
    )
    labels = tuple(dict.fromkeys(stretch.label for stretch in chosen if stretch.label))
    rest = {stretch.label for stretch in listed if stretch not in chosen}
    old = draft.speakers[place]
    kept = old._replace(labels=tuple(lb for lb in old.labels if lb in rest or lb not in labels))
    speakers = [*draft.speakers, SpeakerDraft(wanted, labels, old.role)]
    speakers[place] = kept
    return replace(draft, speakers=tuple(speakers), paragraphs=paragraphs)


def not_a_speaker(draft: TranscriptDraft, places: Collection[int]) -> TranscriptDraft:
    """Let labels be nobody’s: what stands under them continues the turn before."""
    nobody = set(places)
    paragraphs = tuple(_continued(draft.paragraphs, nobody))
    return _without(replace(draft, paragraphs=paragraphs), nobody)


def with_role(draft: TranscriptDraft, place: int, role: SpeakerRole) -> TranscriptDraft:
    """Say what a speaker is."""
    speakers = list(draft.speakers)
    speakers[place] = speakers[place]._replace(role=role)
    return replace(draft, speakers=tuple(speakers))


def has_printed(draft: TranscriptDraft) -> bool:
    """Say whether the source prints numbers beside its lines."""
    return any(paragraph.printed for paragraph in draft.paragraphs)


def without_printed(draft: TranscriptDraft) -> TranscriptDraft:
    """Leave out the numbers that the source prints beside its lines."""
    return replace(draft, paragraphs=tuple(p._replace(printed="") for p in draft.paragraphs))


def labels_of(draft: TranscriptDraft) -> frozenset[str]:
    """Return the labels of a file, folded so that two ways of typing one meet."""
    return frozenset(label for speaker in draft.speakers for label in labels_in(speaker))


def choices_of(as_read: TranscriptDraft, chosen: TranscriptDraft) -> SpeakerChoices:
    """Say what was chosen about labels; what was split stays with its file."""
    held: dict[str, int] = {}
    for place, speaker in enumerate(chosen.speakers):
        for label in labels_in(speaker):
            held.setdefault(label, place)
    people = tuple(
        PersonChoice(frozenset(label for label, at in held.items() if at == place), speaker.role)
        for place, speaker in enumerate(chosen.speakers)
    )
    read = labels_of(as_read)
    nobody = frozenset(read - held.keys())
    typed = (label for speaker in chosen.speakers for label in speaker.labels)
    added = tuple(label for label in typed if words.key(label) not in read)
    return SpeakerChoices(people, nobody, has_printed(chosen) or not has_printed(as_read), added)


def changes_of(as_read: TranscriptDraft, chosen: TranscriptDraft) -> SpeakerChoices:
    """Say what was chosen about labels other than it was read."""
    choices = choices_of(as_read, chosen)
    people = (
        person
        for person in choices.people
        if [speaker.role for speaker in as_read.speakers if labels_in(speaker) & person.labels]
        != [person.role]
    )
    return choices._replace(people=tuple(people), printed=True, added=())


def with_choices(as_read: TranscriptDraft, choices: SpeakerChoices) -> TranscriptDraft:
    """Make the same choices in another file, label by label; labels it alone has stay as read."""
    draft = as_read
    for label in choices.added:
        if hand_labels.begun(draft, label).paragraphs:
            draft = hand_labels.with_label(draft, label)
    for labels, role in choices.people:
        places = [at for at, s in enumerate(draft.speakers) if labels_in(s) & labels]
        if len(places) > 1:
            draft = join_speakers(draft, places)
        if places:
            draft = with_role(draft, places[0], role)
    gone = [at for at, s in enumerate(draft.speakers) if labels_in(s) <= choices.nobody]
    draft = not_a_speaker(draft, gone) if gone else draft
    return draft if choices.printed else without_printed(draft)


def labels_in(speaker: SpeakerDraft) -> frozenset[str]:
    """Fold the labels of a speaker so that two ways of typing one meet."""
    return frozenset(words.key(label) for label in speaker.labels or (speaker.name,))


def _continued(
    paragraphs: Sequence[ParagraphDraft], nobody: Collection[int]
) -> Iterator[ParagraphDraft]:
    """Carry the speaker before on to the paragraphs of labels that are nobody’s."""
    before: int | None = None
    for paragraph in paragraphs:
        if paragraph.speaker in nobody:
            kind = "speech" if paragraph.kind == "label" else paragraph.kind
            yield paragraph._replace(kind=kind, label=None, speaker=before)
            continue
        before = before if paragraph.speaker is None else paragraph.speaker
        yield paragraph


def _without(draft: TranscriptDraft, gone: Collection[int]) -> TranscriptDraft:
    """Take speakers to whom no paragraph belongs out of the list."""
    left = [at for at in range(len(draft.speakers)) if at not in gone]
    now = {before: after for after, before in enumerate(left)}
    paragraphs = tuple(
        p if p.speaker is None else p._replace(speaker=now[p.speaker]) for p in draft.paragraphs
    )
    return replace(draft, speakers=tuple(draft.speakers[at] for at in left), paragraphs=paragraphs)
