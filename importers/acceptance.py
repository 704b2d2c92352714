"""Decide which of the labels seen in a transcript are its speakers."""

from collections import Counter
from collections.abc import Mapping, Sequence

from importers import rolewords, times, words
from importers.labels import Candidate
from importers.pieces import Piece

Found = Mapping[int, Candidate]
_INLINE = frozenset({"colon", "tab", "bold", "bracket", "dash"})


def accepted(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Return the indices of the paragraphs whose label names a speaker.

    A label counts when it recurs, or stands once among others in the clear shape of an interview.
    """
    folded = rolewords.series(seen.label for seen in found.values())
    usable = {
        index: seen._replace(label=folded.get(seen.label, seen.label))
        for index, seen in found.items()
        if not words.is_never(seen.label)
    }
    taken = _taken(pieces, usable)
    # Questions numbered through, with no answers labelled, are headings of what is asked.
    asked = folded.values()
    only_asked = all(
        seen in asked and rolewords.is_question(seen)
        for seen in (usable[index].label for index in taken)
    )
    return set() if only_asked else taken


def _taken(pieces: Sequence[Piece], usable: Found) -> set[int]:
    """Take the labels of the layouts that the transcript shows, the surest first."""
    own_line = _timed(pieces, usable) | _blocks(pieces, usable)
    inline = _inline(pieces, usable, _keys(usable, own_line))
    taken = own_line | inline
    rounds = _rounds(pieces, usable)
    if len(rounds) > 2 * len(taken - rounds):
        taken |= rounds
    alone = _alone(pieces, {i: c for i, c in usable.items() if c.shape == "alone"})
    if len(alone) > len(taken):
        return taken | alone
    return taken or _stops(pieces, usable) or _headings(pieces, usable)


def _keys(found: Found, indices: set[int]) -> set[str]:
    return {words.key(found[index].label) for index in indices}


def _of_shapes(found: Found, shapes: frozenset[str] | set[str]) -> dict[int, Candidate]:
    return {index: seen for index, seen in found.items() if seen.shape in shapes}


def _timed(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept names on a line with a time, when each is followed by speech or recurs."""
    timed = _of_shapes(found, {"timed"})
    if len(timed) < 2:
        return set()
    counts = Counter(words.key(seen.label) for seen in timed.values())
    return {
        index
        for index, seen in timed.items()
        if counts[words.key(seen.label)] > 1
        or (seen.sure and (_holds(pieces, index, seen) or _speech_follows(pieces, index, timed)))
    }


def _blocks(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept names under ranges of times, when most ranges are followed by a name and speech."""
    blocks = _of_shapes(found, {"block"})
    good = {
        index
        for index in blocks
        if index + 1 < len(pieces) and times.range_start(pieces[index + 1].text) is None
    }
    ranges = sum(times.range_start(piece.text) is not None for piece in pieces)
    return good if len(good) > 1 and len(good) * 10 >= ranges * 6 else set()


def _inline(pieces: Sequence[Piece], found: Found, known: set[str]) -> set[int]:
    """Accept labels before speech in the same paragraph, or before a line end."""
    inline = _of_shapes(found, _INLINE)
    counts = Counter(words.key(seen.label) for seen in inline.values())
    spoken = sum(piece.kind == "speech" for piece in pieces)
    firm = {
        words.key(seen.label)
        for seen in inline.values()
        if _is_firm(seen, counts[words.key(seen.label)], known)
    }
    labelled = sum(counts[label] for label in firm)
    if not _is_interview(inline, firm, labelled, spoken):
        firm &= known
    else:
        firm |= _once(pieces, inline, counts, firm)
    return {index for index, seen in inline.items() if words.key(seen.label) in firm}


def _is_firm(seen: Candidate, count: int, known: set[str]) -> bool:
    if words.key(seen.label) in known or count > 1:
        return True
    return seen.shape != "bold" and seen.sure and words.is_coded(seen.label)


def _is_interview(inline: Found, firm: set[str], labelled: int, spoken: int) -> bool:
    """Ask for two people, or for one whose label is a role or stands before much of the talk."""
    if labelled < 2:
        return False
    if len(firm) > 1:
        once = all(count == 1 for count in _counts_of(inline, firm).values())
        return labelled * 10 >= spoken * 4 if once else labelled * 50 >= spoken
    coded = any(words.is_coded(s.label) for s in inline.values() if words.key(s.label) in firm)
    return coded or labelled * 4 >= spoken


def _counts_of(inline: Found, firm: set[str]) -> Counter[str]:
    return Counter(key for seen in inline.values() if (key := words.key(seen.label)) in firm)


def _once(pieces: Sequence[Piece], inline: Found, counts: Counter[str], firm: set[str]) -> set[str]:
    """Add names that stand once, where hardly a paragraph stands without a label."""
    shapes = Counter(s.shape for s in inline.values() if words.key(s.label) in firm)
    shape = shapes.most_common(1)[0][0]
    alike = {index: s for index, s in inline.items() if s.shape == shape and s.sure}
    below = sum(
        _speech_follows(pieces, i, alike) for i, s in alike.items() if not _holds(pieces, i, s)
    )
    spoken = sum(piece.kind == "speech" for piece in pieces) - below
    coverage = len(alike) / max(spoken, 1)
    capitals = all(s.label.isupper() for s in alike.values() if words.key(s.label) in firm)
    return {
        words.key(seen.label)
        for index, seen in alike.items()
        if counts[words.key(seen.label)] == 1
        and coverage >= _needed(pieces[index], seen, capitals=capitals)
    }


def _needed(piece: Piece, seen: Candidate, *, capitals: bool) -> float:
    """Say how much of the talk must be labelled for a label that stands once to be believed."""
    if piece.text.startswith(">>"):
        return 0
    if capitals and len(seen.label) > 2:
        return 0.6 if seen.label.isupper() else 0.9
    return 0.5 if len(seen.label.split()) > 1 else 0.9


def _alone(pieces: Sequence[Piece], alone: Found) -> set[int]:
    """Accept names on lines of their own that recur, each before speech."""
    before_speech = {i for i in alone if _speech_follows(pieces, i, alone)}
    counts = Counter(words.key(alone[index].label) for index in before_speech)
    totals = Counter(words.key(seen.label) for seen in alone.values())
    firm = {k for k, count in counts.items() if count > 1 and count * 10 >= totals[k] * 9}
    chosen = {i for i in before_speech if words.key(alone[i].label) in firm}
    spoken = sum(piece.kind == "speech" for piece in pieces)
    coded = {i for i in before_speech if words.is_coded(alone[i].label)}
    if len(chosen) * 5 < spoken or (len(firm) < 2 and not coded & chosen):
        return set()
    return chosen | coded


def _stops(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept codes before a full stop, when two people's recur and open half of the talk."""
    stops = _of_shapes(found, {"stop"})
    counts = Counter(words.key(seen.label) for seen in stops.values())
    spoken = sum(piece.kind == "speech" for piece in pieces)
    recurring = sum(count > 1 for count in counts.values())
    return set(stops) if recurring > 1 and len(stops) * 2 >= spoken else set()


def _rounds(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept names in round brackets where these open half of the talk and two of them recur.

    What is heard stands in such brackets too; it opens a paragraph now and then.
    """
    rounds = {
        index: seen
        for index, seen in found.items()
        if (seen.shape == "round" or (seen.shape == "bracket" and not seen.sure))
        and _holds(pieces, index, seen)
    }
    counts = Counter(words.key(seen.label) for seen in rounds.values())
    firm = {label for label, count in counts.items() if count > 1}
    chosen = {index for index, seen in rounds.items() if words.key(seen.label) in firm}
    spoken = sum(piece.kind == "speech" for piece in pieces)
    return chosen if len(firm) > 1 and len(chosen) * 2 >= spoken else set()


def _headings(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept headings that are names, when two recur, each before speech, and few others stand."""
    headings = _of_shapes(found, {"heading"})
    before = {i for i in headings if _speech_follows(pieces, i, headings)}
    counts = Counter(words.key(headings[index].label) for index in before)
    firm = {label for label, count in counts.items() if count > 1}
    chosen = {i for i in before if words.key(headings[i].label) in firm}
    every = sum(piece.kind == "heading" for piece in pieces)
    return chosen if len(firm) > 1 and len(chosen) * 10 >= every * 6 else set()


def _holds(pieces: Sequence[Piece], index: int, seen: Candidate) -> bool:
    return seen.rest < len(pieces[index].text)


def _speech_follows(pieces: Sequence[Piece], index: int, labels: Found) -> bool:
    return (
        index + 1 < len(pieces) and index + 1 not in labels and pieces[index + 1].kind == "speech"
    )
