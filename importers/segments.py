"""Read transcripts that programs keep as JSON: stretches of text with a speaker and a time."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.progress import Progress
from importers import columns, encoding, limits, segment_words
from importers.columnroles import Roles
from importers.pieces import Source
from importers.segment_words import Segment

_OPENS = re.compile(r"\s*(?:\[\s*(?:\{|\])|\{\s*(?:\"[^\"\n]{0,100}\"\s*:|\}))")
_TEXTS = ("text", "transcript", "content", "body", "sentence", "utterance", "caption", "message",
          "display", "txt", "utt")  # fmt: skip
_WORDS = ("punctuatedword", "punct", "word", "value", "utf8")
_PARTS = ("sentences", "elements", "words", "segs")
_SPEAKERS = ("speaker", "speakername", "speakerlabel", "speakerdisplayname", "participant", "name",
             "sendername", "sender", "author", "role", "from", "userprofile", "user", "speakerid",
             "speakertag", "spk")  # fmt: skip
_TIMES = ("start", "starttime", "startoffset", "begin", "offset", "timestamp", "time", "ts",
          "tstartms")  # fmt: skip
# Where a machine was unsure, it lists what else may have been said, the likeliest first.
_CHOICES = ("alternatives", "nbest")
_SINGLE = frozenset({"words", "items", "tokens", "wordsegments"})
_KINDS = frozenset({"word", "pronunciation"})
_NAMES = ("name", "speakername", "displayname", "label")
# A file with fewer words is no transcript.
_FEWEST = 3
_Entries = list[Mapping[str, object]]


def recognises(head: bytes, name: str) -> bool:
    """Say whether the file opens as JSON does, or is named so."""
    if not encoding.is_text(head):
        return False
    text = encoding.opening(head)
    named = name.lower().endswith((".json", ".jsonl"))
    return _OPENS.match(text) is not None or (named and text.lstrip()[:1] in {"[", "{"})


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read the list that holds what is said; the names of all other values go to `left_out`."""
    progress.at(0, 1, name)
    decoded = encoding.decode(data, name)
    said, others = _said(_values(decoded.text, name))
    if sum(len(entry.text.split()) for entry in said) < _FEWEST:
        raise RefusedError(
            f"{name} holds no list of what was said, with a text in each of its entries; nothing "
            "was imported. Export the transcript as text, captions or a Word document."
        )
    limits.hold_paragraphs(len(said), name)
    timed = 0 if any(entry.time for entry in said) else None
    named = 1 if any(entry.speaker for entry in said) else None
    source = Source(name, "json", data)
    draft = columns.spoken(source, said, Roles(0, timed, named, 2), decoded.remarks)
    omitted = (f"Other values: {', '.join(others)}.",) if others else ()
    return replace(draft, left_out=(*draft.left_out, *omitted))


def _values(text: str, name: str) -> Any:  # noqa: ANN401 - JSON holds values of any kind
    """Read one JSON value, or one a line."""
    try:
        try:
            return json.loads(text, parse_int=str)  # however many digits
        except json.JSONDecodeError:
            return [json.loads(line, parse_int=str) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise RefusedError(
            f"{name} is JSON that is damaged in line {error.lineno}; nothing was imported. "
            "Export the transcript again."
        ) from error
    except RecursionError as error:
        raise limits.too_deep(name) from error


def _said(value: object) -> tuple[list[Segment], list[str]]:
    """Give the entries of the list that says most and best by whom, and what else they hold."""
    found = _lists(value)
    parts = {path: segment_words.once(list(map(_segment, some))) for path, some in found.items()}
    whose = [
        some for some in parts.values() if all(s.speaker and s.time and not s.text for s in some)
    ]
    spans = max(whose, key=len, default=[])
    lists = [(_stretches(path, parts[path], some, spans), some) for path, some in found.items()]
    most = max((_letters(said) for said, _ in lists), default=0)
    full = [one for one in lists if _letters(one[0]) * 10 >= most * 9 > 0]
    best, entries = max(full, key=lambda one: _worth(one[0]), default=([], []))
    keys = dict.fromkeys(key for entry in entries for key in entry)
    taken = {*_TEXTS, *_WORDS, *_PARTS, *_SPEAKERS, *_TIMES, *_CHOICES}
    said = segment_words.named([one for one in best if one.text], _people(found, value))
    return said, [_whole(key) for key in keys if _folded(key) not in taken]


def _stretches(
    path: str, said: list[Segment], entries: _Entries, spans: list[Segment]
) -> list[Segment]:
    """Join words that stand each in an entry of its own; `spans` may say who spoke when."""
    single = _folded(path.rstrip("[]").rpartition(".")[2]) in _SINGLE
    if not single and not any(entry.get("type") in _KINDS for entry in entries):
        return said
    if not any(word.speaker for word in said):
        said = segment_words.given(said, spans)
    return segment_words.joined([word for word in said if word.text])


def _people(found: dict[str, _Entries], value: object) -> dict[str, str]:
    """Give the names of people whom the stretches name by a number or a key."""
    people = {}
    for entries in found.values():
        for values in map(_values_of, entries):
            key = _first(values, ("id", "speakerid"))
            if key and not _first(values, _TEXTS) and (name := _first(values, _NAMES)):
                people[key] = name
    keyed = value.get("speakers") if isinstance(value, dict) else None
    for key, held in keyed.items() if isinstance(keyed, dict) else ():
        if name := _first({"name": held}, ("name",)):
            people[key] = name
    return people


def _letters(said: Sequence[Segment]) -> int:
    return sum(len("".join(entry.text.split())) for entry in said)


def _worth(said: Sequence[Segment]) -> tuple[bool, bool, int]:
    """Prefer entries with speakers, then with times, then the longer ones."""
    return any(entry.speaker for entry in said), any(entry.time for entry in said), -len(said)


def _lists(value: object) -> dict[str, _Entries]:
    """Collect the entries of lists, however deep, those in the same place of others together.

    Of what else may have been said the likeliest is taken.
    """
    found: dict[str, _Entries] = {}
    waiting = [("", value)]
    while waiting:
        path, here = waiting.pop()
        if isinstance(here, dict):
            waiting.extend((f"{path}.{key}", inner) for key, inner in reversed(here.items()))
        elif isinstance(here, list):
            some = here[:1] if _folded(path.rpartition(".")[2]) in _CHOICES else here
            entries = [entry for entry in some if isinstance(entry, dict)]
            if entries:
                found.setdefault(path, []).extend(entries)
            waiting.extend((f"{path}[]", inner) for inner in reversed(some))
    return found


def _values_of(entry: Mapping[str, object]) -> dict[str, object]:
    """Give what an entry holds, with what its likeliest choice holds besides."""
    values = {_folded(key): value for key, value in entry.items()}
    for key in _CHOICES:
        choices = values.get(key)
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            values = {_folded(key): value for key, value in choices[0].items()} | values
    return values


def _segment(entry: Mapping[str, object]) -> Segment:
    values = _values_of(entry)
    text = _first(values, _TEXTS)
    if not text:
        text = next((joined for key in _PARTS if (joined := _joined(values.get(key)))), "")
    time = _first(values, _TIMES) or _first_within(values)
    return Segment(
        segment_words.seconds(time), _first(values, _SPEAKERS), text or _first(values, _WORDS)
    )


def _first_within(values: Mapping[str, object]) -> str:
    """Give the time of the first word that an entry without a time of its own holds."""
    for part in (values.get(key) for key in _PARTS):
        for entry in part if isinstance(part, list) else ():
            if isinstance(entry, dict) and (time := _first(_values_of(entry), _TIMES)):
                return time
    return ""


def _first(values: Mapping[str, object], keys: Sequence[str]) -> str:
    """Give the first of these values that is text or a number; of a person, the name."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, dict):
            value = (
                value.get("name")
                or value.get("real_name")
                or value.get("label")
                or value.get("@id")
            )
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            return _whole(str(value))
    return ""


def _whole(text: str) -> str:
    """Mark halves of signs that stand without the other half: they are no text."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _joined(parts: object) -> str:
    """Join sentences with blanks between; values hold their blanks themselves."""
    if not isinstance(parts, list):
        return ""
    entries = [{_folded(k): v for k, v in part.items()} for part in parts if isinstance(part, dict)]
    if any("value" in entry or "utf8" in entry for entry in entries):
        return "".join(_first(entry, ("value", "utf8")) for entry in entries)
    return " ".join(
        filter(None, (_first(entry, ("text", "punctuatedword", "word")) for entry in entries))
    )


def _folded(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "").replace(" ", "")
