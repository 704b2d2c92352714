"""Read transcripts that programs keep as JSON: stretches of text with a speaker and a time."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.progress import Progress
from importers import columns, encoding, limits
from importers.columnroles import Roles
from importers.pieces import Source

_OPENS = re.compile(r"\s*(?:\[\s*(?:\{|\])|\{\s*(?:\"[^\"\n]{0,100}\"\s*:|\}))")
_TEXTS = ("text", "transcript", "content", "body", "sentence", "utterance", "caption", "message")
_PARTS = ("sentences", "elements", "words")
_SPEAKERS = ("speaker", "speakername", "speakerlabel", "speakerdisplayname", "participant", "name",
             "author", "role", "from", "user")  # fmt: skip
_TIMES = ("start", "starttime", "startoffset", "begin", "offset", "timestamp", "time", "ts")
_SECONDS = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)s")
# A file with fewer words is no transcript.
_FEWEST = 3


class _Segment(NamedTuple):
    time: str
    speaker: str
    text: str


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


def _said(value: object) -> tuple[list[_Segment], list[str]]:
    """Give the entries of the list that says most and best by whom, and what else they hold."""
    lists = [(list(map(_segment, entries)), entries) for entries in _lists(value).values()]
    most = max((_letters(said) for said, _ in lists), default=0)
    full = [found for found in lists if _letters(found[0]) * 10 >= most * 9 > 0]
    best, entries = max(full, key=lambda found: _worth(found[0]), default=([], []))
    keys = dict.fromkeys(key for entry in entries for key in entry)
    taken = {*_TEXTS, *_PARTS, *_SPEAKERS, *_TIMES}
    return [s for s in best if s.text], [_whole(key) for key in keys if _folded(key) not in taken]


def _letters(said: Sequence[_Segment]) -> int:
    return sum(len("".join(entry.text.split())) for entry in said)


def _worth(said: Sequence[_Segment]) -> tuple[bool, bool, int]:
    """Prefer entries with speakers, then with times, then the longer ones."""
    return any(entry.speaker for entry in said), any(entry.time for entry in said), -len(said)


def _lists(value: object) -> dict[str, list[Mapping[str, object]]]:
    """Collect the entries of lists, however deep, those in the same place of others together."""
    found: dict[str, list[Mapping[str, object]]] = {}
    waiting = [("", value)]
    while waiting:
        path, here = waiting.pop()
        if isinstance(here, dict):
            waiting.extend((f"{path}.{key}", inner) for key, inner in reversed(here.items()))
        elif isinstance(here, list):
            entries = [entry for entry in here if isinstance(entry, dict)]
            if entries:
                found.setdefault(path, []).extend(entries)
            waiting.extend((f"{path}[]", inner) for inner in reversed(here))
    return found


def _segment(entry: Mapping[str, object]) -> _Segment:
    values = {_folded(key): value for key, value in entry.items()}
    text = _first(values, _TEXTS)
    if not text:
        text = next((joined for key in _PARTS if (joined := _joined(values.get(key)))), "")
    time = _first(values, _TIMES)
    seconds = _SECONDS.fullmatch(time)
    return _Segment(seconds[1] if seconds else time, _first(values, _SPEAKERS), text)


def _first(values: Mapping[str, object], keys: Sequence[str]) -> str:
    """Give the first of these values that is text or a number; of a person, the name."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("label")
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
    if any("value" in entry for entry in entries):
        return "".join(_first(entry, ("value",)) for entry in entries)
    return " ".join(
        filter(None, (_first(entry, ("text", "punctuatedword", "word")) for entry in entries))
    )


def _folded(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "").replace(" ", "")
