"""Turn cues into paragraphs with speakers: by voice tag, or by a name before the text."""

import html
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from framework.drafts import SpeakerDraft, TranscriptDraft
from framework.errors import RefusedError
from importers import limits, words
from importers.cues import Cue, Cues
from importers.pieces import Mark, Piece, Source, compose, tidy
from importers.speakers import cast

_VOICE = re.compile(r"<v(?:\.[^\s>]{1,60})?[ \t]+(?P<name>[^>]{1,200})>|(?P<end></v>)")
_OPENER = re.compile(r"\s{0,4}(?P<dash>[-–—]\s?)?(?P<label>[^\s:–—-][^:\n]{0,40}):\s")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|em|strong|ruby|rt|lang|font|span|v|br)(?:[.\s][^<>]{0,200})?/?>"
    r"|<\d{1,4}:[\d:.,]{3,16}>|\{\\[^{}]{1,80}\}",
    re.IGNORECASE,
)
# A cue's identifier as Webex writes it: 12 "Anna Bell" (1873526016)
_QUOTED = re.compile(r'(?:\d{1,9}\s{1,3})?"(?P<name>[^"]{1,200})"(?:\s{1,3}\(\d{0,20}\))?')
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")


class Spoken(NamedTuple):
    """Hold one stretch of a cue: who is tagged as its voice, and what is said."""

    start_ms: int | None
    voice: str | None
    text: str


def draft(source: Source, cues: Cues, remarks: Iterable[str]) -> TranscriptDraft:
    """Make one paragraph of every cue with text, or of every voice in it."""
    limits.hold_paragraphs(len(cues.cues), source.name)
    if any(sum(map(len, cue.lines)) > limits.CAPTION for cue in cues.cues):
        raise RefusedError(
            f"{source.name} has a caption of more than {limits.CAPTION} characters; nothing was "
            "imported. Save what is said in it as plain text, and import that."
        )
    named = _named(cues.cues)
    known = _openers(cues.cues)
    spoken = [part for cue in cues.cues for part in _voices(cue, named.get(cue.name), known)]
    tagged = any(part.voice for part in spoken)
    texts, marks, people = _tagged(spoken) if tagged else _prefixed(spoken)
    empty = sum(not _voices(cue) for cue in cues.cues)
    return compose(
        source,
        texts,
        marks,
        people,
        _left_out(cues, empty, named),
        (*remarks, *_remarks(cues, spoken)),
    )


def _named(cues: Sequence[Cue]) -> dict[str, str]:
    """Give the identifiers that name who speaks: in quotation marks, or names that recur."""
    found = {}
    for cue in cues:
        if (match := _QUOTED.fullmatch(cue.name)) and match["name"].strip():
            found[cue.name] = tidy(match["name"])
    if found:
        return found
    counts = Counter(cue.name for cue in cues if words.is_name_shaped(cue.name))
    recurring = sum(count > 1 for count in counts.values())
    most = counts.total() * 10 >= len(cues) * 6
    return {name: tidy(name) for name in counts} if recurring and most else {}


def _voices(cue: Cue, named: str | None = None, known: Container[str] = ()) -> list[Spoken]:
    """Split a cue at its voice tags, and at lines that a label opens.

    `named` is who speaks where no tag says so, `known` are labels that open cues.
    """
    parts: list[Spoken] = []
    voice = named
    for line in _lines(cue, known):
        begun = 0
        for match in _VOICE.finditer(line):
            parts.append(Spoken(cue.start_ms, voice, _plain(line[begun : match.start()])))
            voice = _plain(match["name"]) if match["name"] else named
            begun = match.end()
        parts.append(Spoken(cue.start_ms, voice, _plain(line[begun:])))
    return [part for part in parts if part.text]


def _lines(cue: Cue, known: Container[str]) -> list[str]:
    """Join the lines of a cue, but for those that a known label opens, or a dash and a label."""
    joined = [cue.lines[0]] if cue.lines else []
    for line in cue.lines[1:]:
        opener = _OPENER.match(line) if ":" in line else None
        if opener and (opener["dash"] or opener["label"] in known):
            joined.append(line.strip())
        else:
            joined[-1] = f"{joined[-1]} {line.strip()}"
    return joined


def _openers(cues: Sequence[Cue]) -> set[str]:
    """Give the names before a colon that open several cues."""
    found = (_OPENER.match(cue.lines[0]) for cue in cues if cue.lines)
    counts = Counter(match["label"] for match in found if match)
    return {label for label, n in counts.items() if n > 1 and words.is_name_shaped(label)}


def _plain(text: str) -> str:
    bare = _TAG.sub("", text)
    return tidy(_ENTITY.sub(lambda match: html.unescape(match[0]), bare))


def _tagged(spoken: Sequence[Spoken]) -> tuple[list[str], list[Mark], list[SpeakerDraft]]:
    labels: dict[str, int] = {}
    marks = []
    for part in spoken:
        speaker = labels.setdefault(part.voice, len(labels)) if part.voice else None
        marks.append(Mark("speech", part.voice, speaker, part.start_ms))
    everyone = tuple(labels)
    people = [SpeakerDraft(name, (name,), words.role(name, everyone)) for name in labels]
    return [part.text for part in spoken], marks, people


def _prefixed(spoken: Sequence[Spoken]) -> tuple[list[str], list[Mark], Sequence[SpeakerDraft]]:
    """Read names before the text, as Zoom writes them; a cue without one continues the turn."""
    found = cast([Piece(part.text) for part in spoken], captions=True)
    texts, marks = [], []
    speaker: int | None = None
    for part, mark, rest in zip(spoken, found.marks, found.rests, strict=True):
        if mark.speaker is not None or part.text.startswith(">>"):
            speaker = mark.speaker
        texts.append(part.text[rest:].strip() or part.text)
        marks.append(Mark("speech", mark.label, speaker, part.start_ms))
    return texts, marks, found.speakers


def _left_out(cues: Cues, empty: int, named: Mapping[str, str]) -> list[str]:
    said = []
    if cues.header[1:]:
        said.append(f"The header of the captions: {' / '.join(cues.header[1:])}.")
    for kind, name in (("NOTE", "comment"), ("STYLE", "style block"), ("REGION", "region")):
        texts = [" ".join(block) for block in cues.blocks if block[0].startswith(kind)]
        if texts:
            said.append(f"{len(texts)} {name}{'s' * (len(texts) > 1)}: {' / '.join(texts)}")
    titles = [cue.name for cue in cues.cues if cue.name and cue.name not in named]
    if titles:
        said.append(f"{len(titles)} name{'s' * (len(titles) > 1)} of cues: {' / '.join(titles)}.")
    if empty:
        said.append(f"{empty} cue{'s' * (empty > 1)} without text.")
    return said


def _remarks(cues: Cues, spoken: Sequence[Spoken]) -> list[str]:
    said = []
    if cues.repaired:
        said.append(f"{cues.repaired} malformed time{'s' * (cues.repaired > 1)} read as meant.")
    if cues.lost:
        said.append(
            f"{cues.lost} cue{'s' * (cues.lost > 1)} kept without a time: it is unreadable."
        )
    if not spoken:
        said.append("The file holds no captions with text.")
    return said
