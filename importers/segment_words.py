"""Make turns of words that programs keep one by one, each with its time and perhaps a speaker."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from importers import roster

_SECONDS = re.compile(r"(\d{1,9}(?:\.\d{1,20})?)s?")
_SPAN = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,3})M)?(?:(\d{1,9}(?:\.\d{1,20})?)S)?")
# Programs round the times of a word and of whoever speaks it differently.
_ROUNDED = 0.005


class Segment(NamedTuple):
    """Hold a stretch of speech, or one word of it; what is not known is empty."""

    time: str
    speaker: str
    text: str


def seconds(typed: str) -> str:
    """Write `1.5s` and `PT1M1.5S` as plain seconds; other times stay as they are."""
    if match := _SECONDS.fullmatch(typed):
        return match[1]
    match = _SPAN.fullmatch(typed)
    if match is None or not any(match.groups()):
        return typed
    hours, minutes, rest = (float(part or 0) for part in match.groups())
    return f"{hours * 3600 + minutes * 60 + rest:.3f}"


def joined(words: Sequence[Segment]) -> list[Segment]:
    """Join the words of one speaker, or of a sentence where nobody is named."""
    turns: list[list[Segment]] = []
    for word in words:
        silent = not any(sign.isalnum() for sign in word.text)
        last = turns[-1][-1] if turns else None
        ends = last is not None and not last.speaker and last.text.endswith(roster.SPOKEN)
        if last is not None and (silent or (word.speaker == last.speaker and not ends)):
            turns[-1].append(word)
        else:
            turns.append([word])
    return [turn[0]._replace(text=_sentence(turn)) for turn in turns]


def _sentence(turn: Sequence[Segment]) -> str:
    """Set words apart, but not the marks behind them."""
    text = ""
    for word in turn:
        marks = not any(sign.isalnum() for sign in word.text)
        text += word.text if marks or not text else f" {word.text}"
    return text


def once(said: list[Segment]) -> list[Segment]:
    """Leave out what is said without speakers, or in many parts, and again with them, or in one.

    Some programs end with all that they heard once more, and with who said it.
    """
    texts = ["".join(filter(str.isalnum, part.text.casefold())) for part in said]
    lengths = list(accumulate(map(len, texts)))
    if not lengths or lengths[-1] % 2 or lengths[-1] // 2 not in lengths:
        return said
    at = lengths.index(lengths[-1] // 2) + 1
    first, again = said[:at], said[at:]
    if "".join(texts[:at]) != "".join(texts[at:]):
        return said
    if not any(part.speaker for part in first) and any(part.speaker for part in again):
        return again
    return first if len(first) > 1 == len(again) else said


def given(words: Sequence[Segment], spans: Sequence[Segment]) -> list[Segment]:
    """Give each word to whoever speaks at its time; a mark goes with the word before it."""
    timed = sorted((float(span.time), span.speaker) for span in spans if _is_plain(span.time))
    starts = [start for start, _ in timed]
    found: list[Segment] = []
    who = ""
    for word in words:
        if starts and _is_plain(word.time):
            place = bisect_right(starts, float(word.time) + _ROUNDED)
            who = timed[max(place - 1, 0)][1]
        found.append(word._replace(speaker=who))
    return found


def named(said: Sequence[Segment], people: Mapping[str, str]) -> list[Segment]:
    """Name the speakers where a list of people holds every number or key that stands for one."""
    keys = {one.speaker for one in said if one.speaker}
    known = bool(keys) and keys <= people.keys()
    return [one._replace(speaker=people.get(one.speaker, "")) if known else one for one in said]


def _is_plain(time: str) -> bool:
    return _SECONDS.fullmatch(time) is not None
