"""Take the beginning of paragraphs for a speaker's label where the analyst says so."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from framework.drafts import ParagraphDraft, ParagraphKind, SpeakerDraft, TranscriptDraft
from framework.errors import RefusedError
from importers import words

_BEGINS = re.compile(
    r"[^\w\n]{0,3}(\w[^:：፦\t\n\u2028–—\[()=>]{0,40}?)\s{0,3}(?:[:：፦\t–—\[()=>]|-\s|(?<=\w)$)"
)
_BEFORE = " \u00a0\t-–—•*>[(<\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_AFTER = " \u00a0:：፦.,;\t\u2028-–—])>="
_MOST_WORDS = 5
_LONGEST = 60


class Beginning(NamedTuple):
    """Give what may be a label that was not read as one, and the ¶ that begin so."""

    label: str
    paragraphs: tuple[int, ...]


def beginnings(draft: TranscriptDraft, most: int = 20) -> list[Beginning]:
    """List what stands before a colon, a tab, a dash or a bracket, the most frequent first."""
    counts = Counter(label for label in map(_offered, _unlabelled(draft)) if label)
    found = (begun(draft, label) for label, _ in counts.most_common(most))
    return [one for one in found if one.paragraphs]


def begun(draft: TranscriptDraft, label: str) -> Beginning:
    """Say which paragraphs without a label begin with these words, in capitals or small letters."""
    wanted = " ".join(label.split()).strip(_AFTER)
    found = (n for n, p in enumerate(draft.paragraphs, 1) if _typed(draft, p, wanted))
    return Beginning(wanted, tuple(found))


def with_label(draft: TranscriptDraft, label: str) -> TranscriptDraft:
    """Let what paragraphs begin with be a speaker's label; the turn goes on to the next label.

    Who bears that label already is the speaker. Refuses words with which no paragraph begins.
    """
    wanted, places = begun(draft, label)
    if not places:
        raise RefusedError(
            f"No paragraph without a label begins with “{wanted[:_LONGEST]}”; nothing was changed."
            if wanted
            else "Choose or type the label as it stands in the text; nothing was changed."
        )
    who = next((n for n, s in enumerate(draft.speakers) if _bears(s, wanted)), len(draft.speakers))
    typed = {n: _typed(draft, draft.paragraphs[n - 1], wanted) for n in places}
    one = draft.speakers[who] if who < len(draft.speakers) else SpeakerDraft(wanted, ())
    one = one._replace(labels=tuple(dict.fromkeys((*one.labels, *typed.values()))))
    if who == len(draft.speakers):
        labels = tuple(lb for speaker in draft.speakers for lb in speaker.labels)
        one = one._replace(role=words.role(wanted, (*labels, wanted)))
    speakers = (*draft.speakers[:who], one, *draft.speakers[who + 1 :])
    return replace(draft, speakers=speakers, paragraphs=tuple(_carried(draft, typed, who)))


def _bears(speaker: SpeakerDraft, label: str) -> bool:
    return words.key(label) in {words.key(typed) for typed in (speaker.name, *speaker.labels)}


def _carried(draft: TranscriptDraft, typed: dict[int, str], who: int) -> Iterator[ParagraphDraft]:
    """Give each paragraph under the new labels their speaker, up to the next label."""
    under = False
    for n, paragraph in enumerate(draft.paragraphs, 1):
        if n in typed:
            under = True
            kind: ParagraphKind = "speech" if _says_more(draft, paragraph, typed[n]) else "label"
            yield paragraph._replace(kind=kind, label=typed[n], speaker=who)
            continue
        under = under and paragraph.label is None
        speech = under and paragraph.kind == "speech"
        yield paragraph._replace(speaker=who) if speech else paragraph


def _says_more(draft: TranscriptDraft, paragraph: ParagraphDraft, label: str) -> bool:
    text = draft.text[paragraph.start : paragraph.end]
    return bool(text[text.index(label) + len(label) :].strip(_AFTER))


def _typed(draft: TranscriptDraft, paragraph: ParagraphDraft, wanted: str) -> str:
    """Give the label as a paragraph has it, "" where it begins otherwise or has one."""
    if paragraph.label is not None or not wanted:
        return ""
    text = draft.text[paragraph.start : paragraph.end]
    start = len(text) - len(text.lstrip(_BEFORE))
    typed = text[start : start + len(wanted)]
    after = text[start + len(wanted) : start + len(wanted) + 1]
    return typed if typed.casefold() == wanted.casefold() and not after.isalnum() else ""


def _unlabelled(draft: TranscriptDraft) -> Iterator[str]:
    for paragraph in draft.paragraphs:
        if paragraph.label is None:
            yield draft.text[paragraph.start : min(paragraph.end, paragraph.start + _LONGEST)]


def _offered(text: str) -> str:
    """Give what stands before the first sign that may end a label."""
    match = _BEGINS.match(text)
    label = match[1].strip() if match else ""
    short = len(label.split()) <= _MOST_WORDS and any(sign.isalpha() for sign in label)
    return label if short else ""
