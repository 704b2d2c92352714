"""Grow a selection from a word to a turn, step by step, and shrink it the same way back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from framework.rules import segments
from framework.rules.segments import Span

FAR = 1000


class Speech(NamedTuple):
    """Hold a transcript's text, and its paragraphs and turns without their speakers' labels."""

    text: str
    paragraphs: Sequence[Span]
    turns: Sequence[Span]


class Ladder:
    """Climb from cursor to word, sentence, paragraph and turn, and down again."""

    def __init__(self) -> None:
        self._below: list[tuple[Span, Span]] = []

    def up(self, speech: Speech, selection: Span) -> Span:
        """Return the smallest whole unit that is more than the selection, or the selection."""
        begin = _in_speech(speech, selection)
        for unit in _units(speech, begin):
            if unit[0] <= begin[0] and unit[1] >= begin[1] and unit != begin:
                if self._below and self._below[-1][1] != selection:
                    self._below.clear()
                self._below.append((selection, unit))
                return unit
        return selection

    def down(self, speech: Speech, selection: Span) -> Span:
        """Return what the selection has grown from, or else the largest unit at its beginning."""
        if self._below and self._below[-1][1] == selection:
            return self._below.pop()[0]
        self._below.clear()
        start, end = selection
        smaller = [unit for unit in _units(speech, (start, start))
                   if unit[0] >= start and unit[1] < end]  # fmt: skip
        return smaller[-1] if smaller else (start, start)


def longer(speech: Speech, selection: Span) -> Span:
    """Return the selection longer by a sentence."""
    begin = _in_speech(speech, selection)
    return segments.grown(speech.text, begin, "sentence", speech.paragraphs, speech.turns)


def shorter(speech: Speech, selection: Span) -> Span:
    """Return the selection without its last sentence."""
    return segments.shrunk(speech.text, selection, "sentence", speech.paragraphs, speech.turns)


def end_later(speech: Speech, selection: Span) -> Span:
    """Return the selection with its end a word on."""
    start, end = selection
    after = (stop for stop in _ends(speech, end, end + FAR) if stop > end)
    return start, min(after, default=end)


def end_earlier(speech: Speech, selection: Span) -> Span:
    """Return the selection with its end a word back."""
    start, end = selection
    before = (stop for stop in _ends(speech, max(start, end - FAR), end) if start < stop < end)
    return start, max(before, default=end)


def start_later(speech: Speech, selection: Span) -> Span:
    """Return the selection with its beginning a word on."""
    start, end = selection
    words = segments.words(speech.text, start, min(end, start + FAR))
    return min((word[0] for word in words if word[0] > start), default=start), end


def start_earlier(speech: Speech, selection: Span) -> Span:
    """Return the selection with its beginning a word back."""
    start, end = selection
    words = segments.words(speech.text, max(0, start - FAR), start)
    return max((word[0] for word in words), default=start), end


def speech_of(text: str, paragraphs: "Sequence[tuple[Span, str | None]]") -> Speech:
    """Gather what is said, from each paragraph's speech and its speaker, into turns."""
    turns: list[Span] = []
    for at, (span, speaker) in enumerate(paragraphs):
        if at and speaker is not None and speaker == paragraphs[at - 1][1]:
            turns[-1] = (turns[-1][0], span[1])
        else:
            turns.append(span)
    return Speech(text, [span for span, _speaker in paragraphs], turns)


def _in_speech(speech: Speech, selection: Span) -> Span:
    """Return a selection that begins no earlier than what is said in its paragraph."""
    start, end = selection
    after = next((p for p in speech.paragraphs if p[1] >= start), None)
    if after is None or start >= after[0]:
        return selection
    return after[0], max(end, after[0])


def _units(speech: Speech, selection: Span) -> list[Span]:
    """List the units round a selection, from words to whole turns."""
    text, here = speech.text, [p for p in speech.paragraphs if _touch(p, selection)]
    cuts: tuple[Callable[[str, int, int], list[Span]], ...] = (segments.words, segments.sentences)
    levels = [[piece for span in here for piece in cut(text, *span)] for cut in cuts]
    found = []
    for level in (*levels, here, speech.turns):
        touched = [piece for piece in level if _touch(piece, selection)]
        if touched and selection[0] == selection[1]:
            touched = touched[-1:]  # between two, the one that begins here
        if touched:
            found.append((touched[0][0], touched[-1][1]))
    return found


def _touch(span: Span, selection: Span) -> bool:
    """Say whether a selection, or a mere cursor, touches a stretch."""
    start, end = selection
    if start == end:
        return span[0] <= start <= span[1]
    return span[0] < end and span[1] > start


def _ends(speech: Speech, start: int, end: int) -> list[int]:
    """List where words end in a stretch, and sentences with what closes them."""
    end = min(end, len(speech.text))
    stops = [word[1] for word in segments.words(speech.text, start, end)]
    for paragraph in speech.paragraphs:
        if paragraph[0] < end and paragraph[1] > start:
            stops += [s[1] for s in segments.sentences(speech.text, *paragraph)]
    return [stop for stop in stops if start <= stop <= end]
