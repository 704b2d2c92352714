"""Align a text with its corrected form, and carry places of the one over to the other."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal, NamedTuple

Fate = Literal["kept", "changed", "lost"]
Span = tuple[int, int]

_WORD = re.compile(r"\w+|[^\w\s]")
_RUNS = (12, 5, 2, 1)
_SMALL = 40_000
_ALIKE = 0.6
_ENOUGH = 0.5
_TELLING = 4
_TWICE = 2


class Carried(NamedTuple):
    """Tell what became of a passage: where it stands now, or None when it is lost."""

    fate: Fate
    span: Span | None


class Block(NamedTuple):
    """Match `size` words from `before` on with as many from `after` on."""

    before: int
    after: int
    size: int


class Alignment:
    """Match the words of two texts, and carry passages over: never past words that are lost.

    The time that it takes grows with the length of the texts; only where much was rewritten at
    once does it grow faster, within a bound.
    """

    def __init__(self, before: str, after: str) -> None:
        """Match the words once."""
        self.before, self.after = before, after
        self._old = [match.span() for match in _WORD.finditer(before)]
        self._new = [match.span() for match in _WORD.finditer(after)]
        self._starts = [start for start, _end in self._old]
        self._ends = [end for _start, end in self._old]
        old = [before[start:end] for start, end in self._old]
        new = [after[start:end] for start, end in self._new]
        self._blocks = _united(matching(old, new))
        self._at = [block.before for block in self._blocks]

    def carry(self, start: int, end: int) -> Carried:
        """Tell where the passage `[start, end)`, in code points, stands now."""
        if self.before == self.after:
            return Carried("kept", (start, end))
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        found = [pair for at in range(first, last) if (pair := (at, self._partner(at)))[1] >= 0]
        if not found:
            return Carried("lost", None)
        span = self._edge(start, *found[0], first=first), self._edge(end, *found[-1], last=last)
        if span[0] < span[1] and _words(self.before, (start, end)) == _words(self.after, span):
            return Carried("kept", span)
        if span[0] >= span[1] or not self._is_enough((first, last), span, found):
            return Carried("lost", None)
        return Carried("changed", self._widened(span, (first, last), found))

    def between(self, start: int, end: int) -> Span | None:
        """Give what stands now between the words round a passage; None where these are lost."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        left = self._partner(first - 1) if first else -1
        right = self._partner(last) if last < len(self._old) else len(self._new)
        if (first and left < 0) or right < 0 or left + 1 >= right:
            return None
        return self._new[left + 1][0], self._new[right - 1][1]

    def suggested(self, start: int, end: int) -> Span | None:
        """Guess where a lost passage may belong: where its words stand once, or where it stood.

        That is for a person to decide.
        """
        wanted = _words(self.before, (start, end))
        if len(wanted) >= _TELLING:
            pattern = r"\s+".join(map(re.escape, wanted))
            found = [match.span() for match in islice(re.finditer(pattern, self.after), 2)]
            if len(found) == 1:
                return found[0]
        between = self.between(start, end)
        return between if between and between[1] - between[0] <= 3 * (end - start) else None

    def _edge(self, place: int, at: int, partner: int, *, first: int = -1, last: int = -1) -> int:
        """Carry an edge of a passage: within its word as far as the word is the same."""
        (old_start, old_end), (new_start, new_end) = self._old[at], self._new[partner]
        same = self.before[old_start:old_end] == self.after[new_start:new_end]
        if first >= 0:
            inside = place - old_start if same and at == first else 0
            return new_start + max(inside, 0)
        outside = old_end - place if same and at == last - 1 else 0
        return new_end - max(outside, 0)

    def _widened(self, span: Span, old: Span, found: Sequence[tuple[int, int]]) -> Span:
        """Take in the words that stand in the place of those lost at the edges of a passage."""
        (head, head_now), (tail, tail_now) = found[0], found[-1]
        before = self._partner(old[0] - 1) if old[0] else -1
        after = self._partner(old[1]) if old[1] < len(self._old) else len(self._new)
        start, end = span
        if (before >= 0 or not old[0]) and self._replaces(head - old[0], (before + 1, head_now)):
            begins = self._new[before + 1][0]
            start = start if "\n" in self.after[begins:start] else begins
        if self._replaces(old[1] - tail - 1, (tail_now + 1, after)):
            ends = self._new[after - 1][1]
            end = end if "\n" in self.after[end:ends] else ends
        return start, end

    @staticmethod
    def _replaces(gone: int, new: Span) -> bool:
        """Say whether a few words stand in the place of so many."""
        return 0 < new[1] - new[0] <= gone * _TWICE

    def _is_enough(self, old: Span, span: Span, found: Sequence[tuple[int, int]]) -> bool:
        """Tell whether enough of a passage is left, and not too much came in between."""
        had = sum(end - start for start, end in self._old[old[0] : old[1]])
        kept = sum(self._old[at][1] - self._old[at][0] for at, _partner in found)
        within = range(bisect_left(self._new, span[0], key=_begin), len(self._new))
        has = 0
        for at in within:
            start, end = self._new[at]
            if start >= span[1]:
                break
            has += end - start
        return kept >= had * _ENOUGH and kept >= has * _ENOUGH

    def _partner(self, at: int) -> int:
        """Give the word that an old word became: itself, or its correction; -1 for none."""
        n = bisect_right(self._at, at) - 1
        if n >= 0 and at < self._blocks[n].before + self._blocks[n].size:
            return self._blocks[n].after + at - self._blocks[n].before
        old = (self._blocks[n].before + self._blocks[n].size if n >= 0 else 0,
               self._at[n + 1] if n + 1 < len(self._at) else len(self._old))  # fmt: skip
        new = (self._blocks[n].after + self._blocks[n].size if n >= 0 else 0,
               self._blocks[n + 1].after if n + 1 < len(self._at) else len(self._new))  # fmt: skip
        if old[1] - old[0] != new[1] - new[0]:
            return -1
        partner = new[0] + at - old[0]
        return partner if self._is_correction(at, partner) else -1

    def _is_correction(self, at: int, partner: int) -> bool:
        """Tell whether a word that stands in the place of another is that word, corrected."""
        one = self.before[slice(*self._old[at])].casefold()
        other = self.after[slice(*self._new[partner])].casefold()
        return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def matching(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Match the words of two texts in order: by the longest runs that stand once, then between."""
    codes: dict[str, int] = {}
    before = [codes.setdefault(word, len(codes)) for word in old]
    after = [codes.setdefault(word, len(codes)) for word in new]
    found: list[Block] = []
    waiting = [(0, len(before), 0, len(after), 0)]
    while waiting:
        low, high, under, over, level = waiting.pop()
        head = _alike(before, after, range(low, high), range(under, over))
        if head:
            found.append(Block(low, under, head))
        low, under = low + head, under + head
        tail = _alike(before, after, range(low, high)[::-1], range(under, over)[::-1])
        if tail:
            found.append(Block(high - tail, over - tail, tail))
        high, over = high - tail, over - tail
        if low == high or under == over:
            continue
        if (high - low) * (over - under) <= _SMALL:
            found += _small(before, after, (low, high), (under, over))
        elif level < len(_RUNS):
            anchors = _anchors(before[low:high], after[under:over], _RUNS[level])
            waiting += _between(anchors, (low, high), (under, over), level)
    return sorted(found)


def _alike(before: Sequence[int], after: Sequence[int], old: range, new: range) -> int:
    """Count how many words are the same, from the beginning of two ranges on."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if before[one] != after[other]:
            break
        count += 1
    return count


def _small(before: Sequence[int], after: Sequence[int], old: Span, new: Span) -> Iterator[Block]:
    """Match a short stretch word by word."""
    matcher = SequenceMatcher(None, before[slice(*old)], after[slice(*new)], autojunk=False)
    for one, other, size in matcher.get_matching_blocks():
        if size:
            yield Block(old[0] + one, new[0] + other, size)


def _anchors(old: Sequence[int], new: Sequence[int], run: int) -> list[tuple[int, int]]:
    """Find runs of words that stand once in either text, in an order that both share."""
    once, other = _once(old, run), _once(new, run)
    pairs = [(at, other[words]) for words, at in once.items() if words in other]
    return _longest(sorted(pairs))


def _once(words: Sequence[int], run: int) -> dict[tuple[int, ...], int]:
    """Find the runs of words that stand once, and where."""
    shifted = [words[shift:] for shift in range(run)]
    found: dict[tuple[int, ...], int] = {}
    for at, words_here in enumerate(zip(*shifted, strict=False)):
        found[words_here] = -1 if words_here in found else at
    return {key: at for key, at in found.items() if at >= 0}


def _longest(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the most pairs, sorted by their first, whose second rise too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_one, other) in enumerate(pairs):
        at = bisect_left(tops, other)
        before.append(ends[at - 1] if at else -1)
        if at == len(tops):
            tops.append(other)
            ends.append(n)
        else:
            tops[at], ends[at] = other, n
    chain, n = [], ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _between(
    anchors: Sequence[tuple[int, int]], old: Span, new: Span, level: int
) -> list[tuple[int, int, int, int, int]]:
    """Cut a stretch at its anchors; the anchors stand at the beginnings of what is cut."""
    cuts = [(old[0], new[0]), *((old[0] + one, new[0] + other) for one, other in anchors), (
        old[1], new[1])]  # fmt: skip
    deeper = level + 1
    return [
        (cuts[at][0], cuts[at + 1][0], cuts[at][1], cuts[at + 1][1], deeper)
        for at in range(len(cuts) - 1)
    ]


def _united(blocks: Sequence[Block]) -> list[Block]:
    """Make one block of those that follow on one another."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and (last.before + last.size, last.after + last.size) == block[:2]:
            found[-1] = last._replace(size=last.size + block.size)
        else:
            found.append(block)
    return found


def _begin(span: Span) -> int:
    """Give where a word begins."""
    return span[0]


def _words(text: str, span: Span) -> list[str]:
    """List the words of a stretch, white space apart."""
    return text[slice(*span)].split()
