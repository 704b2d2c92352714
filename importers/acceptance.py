"""Decide which of the labels seen in a transcript are its speakers.

A label is believed for the company that it keeps:
- it recurs, or stands once where nearly every paragraph opens with a label like it;
- a role or a code needs less company than a name, and a name less than any other words;
- a shape that speech takes too (a dash, a bracket, a line alone) must open most of the talk;
- of layouts that compete, the one with more labels is the transcript's;
- whoever only stands above or below another's label, and says nothing, is no speaker.
In doubt a paragraph goes on with the turn, and the analyst may choose its label.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet

from importers import coverage, identity, letters, rolewords, roster, times, words
from importers.labels import Candidate
from importers.pieces import Piece

Found = Mapping[int, Candidate]
_PATTERNS = frozenset({"dash", "stamp", "ringed", "titled", "spaced", "digit", "marked"})
_INLINE = frozenset({"colon", "tab", "bold", "bracket"}) | _PATTERNS
# How much of the talk shapes that speech takes as well must open to be believed, in tenths.
_MOST = 6


def accepted(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Return the indices of the paragraphs whose label names a speaker.

    A label counts when it recurs, or stands once among others in the clear shape of an interview.
    """
    labels = [found[index].label for index in sorted(found) if not found[index].loose]
    folded = rolewords.series(labels) | identity.same(labels)
    initials, numerals = letters.initials(labels), letters.numerals(labels)
    usable = {
        index: seen._replace(label=folded[seen.label]) if seen.label in folded else seen
        for index, seen in found.items()
        if seen.label not in numerals
        and (
            words.is_chorus(seen.label) or not words.is_never(seen.label) or seen.label in initials
        )
    }
    taken = _taken(pieces, usable)
    # Questions numbered through, with no answers labelled, are headings of what is asked.
    asked = folded.values()
    only_asked = all(
        seen in asked and rolewords.is_question(seen)
        for seen in (usable[index].label for index in taken)
    )
    return set() if only_asked else _speaking(pieces, usable, taken)


def _taken(pieces: Sequence[Piece], usable: Found) -> set[int]:
    """Take the labels of the layouts that the transcript shows, the surest first."""
    own_line = _timed(pieces, usable) | _blocks(pieces, usable)
    stops = letters.stops(pieces, usable)
    inline = _inline(pieces, usable, _keys(usable, own_line), stops)
    taken = own_line | inline
    if len(stops) > len(taken - stops) or letters.are_letters(usable, stops):
        taken |= stops
    rounds = _rounds(pieces, usable)
    if len(rounds) > 2 * len(taken - rounds):
        taken |= rounds
    asked = letters.letters(pieces, usable)
    if len(asked) > len(taken):
        taken |= asked
    alone = _alone(pieces, usable)
    if len(alone) > len(taken):
        return taken | alone
    return taken or _headings(pieces, usable)


def _speaking(pieces: Sequence[Piece], found: Found, taken: set[int]) -> set[int]:
    """Leave out whoever only stands above another's label: `Track 2 [31:15]`, `BY MS. ALDER:`.

    So too what only stands below labels on lines of their own: words that open speech.
    """
    idle = {i for i in taken if not _holds(pieces, i, found[i]) and i + 1 in taken}
    if not idle:
        return taken
    heard = _keys(found, taken - idle)
    taken = {i for i in taken if words.key(found[i].label) in heard}
    apart = _keys(found, {i for i in taken if i - 1 not in idle & taken})
    return {i for i in taken if words.key(found[i].label) in apart}


def _keys(found: Found, indices: AbstractSet[int]) -> set[str]:
    return {words.key(found[index].label) for index in indices}


def _counts(found: Found) -> Counter[str]:
    return Counter(words.key(seen.label) for seen in found.values())


def _of_shapes(found: Found, shapes: frozenset[str] | set[str]) -> dict[int, Candidate]:
    return {index: seen for index, seen in found.items() if seen.shape in shapes}


def _timed(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept names on a line with a time that recur, or before speech where others do."""
    timed = _of_shapes(found, {"timed"})
    counts = Counter(words.key(seen.label) for seen in timed.values())
    before = {
        i: counts[words.key(seen.label)]
        for i, seen in timed.items()
        if counts[words.key(seen.label)] > 1
        or (not seen.loose and (_holds(pieces, i, seen) or _speech_follows(pieces, i, timed)))
    }
    recurring = max(before.values(), default=0) > 1
    return {i for i in before if recurring or (timed[i].sure and len(before) > 1)}


def _blocks(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept names under ranges of times, when they stand under most ranges."""
    blocks = _of_shapes(found, {"block"})
    ranges = sum(times.range_start(piece.text) is not None for piece in pieces) if blocks else 0
    return set(blocks) if len(blocks) * 10 >= ranges * _MOST else set()


def _inline(pieces: Sequence[Piece], found: Found, known: set[str], stops: set[int]) -> set[int]:
    """Accept labels before speech in the same paragraph, or before a line end.

    `known` are labels accepted on lines of their own, `stops` paragraphs that a code and a full
    stop open.
    """
    inline = _of_shapes(found, _INLINE)
    named = {i: s for i, s in inline.items() if not s.loose and s.shape not in _PATTERNS - {"dash"}}
    colons = [i for i, s in named.items() if s.shape == "colon"]
    if len(colons) * 2 > len(named):
        named = {i: s for i, s in named.items() if not _is_beside(pieces, i, s, colons[0])}
    counts = _counts(named)
    firm = _firm(pieces, named, counts)
    labelled = sum(counts[label] for label in firm)
    sure = stops or _is_interview(named, firm, labelled, coverage.spoken(pieces))
    people = known | firm if sure else known
    taken = {i for i, s in named.items() if words.key(s.label) in people}
    taken |= _patterned(pieces, inline)
    if again := _recurring(pieces, inline, taken | stops):  # whoever else recurs speaks too
        taken |= again | {i for i, s in named.items() if words.key(s.label) in firm}
    return taken | _once(pieces, named, counts, taken | stops)


def _is_beside(pieces: Sequence[Piece], index: int, seen: Candidate, begun: int) -> bool:
    """Say whether a label is none where colons are usual: `[English]`, `P1 – nurse` on top."""
    alone = seen.shape == "bracket" and not _holds(pieces, index, seen)
    return alone or (seen.shape == "dash" and index < begun)


def _firm(pieces: Sequence[Piece], named: Found, counts: Counter[str]) -> set[str]:
    """Give the labels that recur, are a role or a code, or stand with times through the talk."""
    persons = {i: s for i, s in named.items() if not words.is_chorus(s.label)}
    firm = _keys(
        persons,
        {
            i
            for i, s in persons.items()
            if counts[words.key(s.label)] > 1 or (s.sure and words.is_coded(s.label))
        },
    )
    timed = {i for i, s in persons.items() if s.time_ms is not None}
    if len(timed) * 10 >= coverage.spoken(pieces, min(timed, default=0)) * _MOST:
        firm |= _keys(persons, timed)
    return firm


def _is_interview(inline: Found, firm: set[str], labelled: int, spoken: int) -> bool:
    """Ask for two people, or one whose label stands before much of it, less for a role."""
    if labelled < 2:
        return False
    if len(firm) > 1:
        counts = _counts(inline)
        once = all(counts[label] == 1 for label in firm)
        return labelled * 10 >= spoken * 4 if once else labelled * 50 >= spoken
    coded = any(
        words.is_coded(s.label) and (len(s.label) > 1 or s.label in words.ROLE_LETTERS)
        for s in inline.values()
    )
    return labelled * (12 if coded else 4) >= spoken


def _patterned(pieces: Sequence[Piece], inline: Found) -> set[int]:
    """Accept names before a dash, or before a time in brackets, where these open most of the talk.

    `Anna - Where?` and `Anna (0:12) Where?` are shapes that speech takes too.
    """
    taken: set[int] = set()
    for shapes in ({"dash", "titled"}, *({shape} for shape in sorted(_PATTERNS))):
        alike = _of_shapes(inline, shapes)
        counts = _counts(alike)
        recurring = sum(count > 1 for count in counts.values())
        since = min(alike, default=0)
        if letters.count_through([alike[i].label for i in sorted(alike)]):
            continue
        if recurring > 1 and len(alike) * 10 >= coverage.spoken(pieces, since) * _MOST:
            taken |= {i for i, seen in alike.items() if not words.is_chorus(seen.label)}
    return taken


def _recurring(pieces: Sequence[Piece], inline: Found, taken: set[int]) -> set[int]:
    """Add labels not written as names are, such as `Ward sister`, that recur among the others."""
    loose = {i: s for i, s in inline.items() if s.loose and s.shape != "dash"}
    counts = _counts(loose)
    torn = _torn(pieces, loose, taken)
    again = {
        i: s
        for i, s in loose.items()
        if counts[words.key(s.label)] > 1 and words.key(s.label) not in torn
    }
    labelled = len(again) + len(taken)
    if len(_keys(again, set(again))) + bool(taken) < 2:
        return set()
    spoken = coverage.spoken(pieces, min([*again, *taken])) - _below(pieces, again, loose)
    if labelled * 10 >= spoken * _MOST:
        return set(again)
    often = {label for label, count in counts.items() if count > 2 and count * 6 >= labelled}
    return {i for i, seen in again.items() if words.key(seen.label) in often}


def _torn(pieces: Sequence[Piece], loose: Found, taken: set[int]) -> set[str]:
    """Give the labels that mostly go on with a sentence of the line above, unlike the others.

    Where sentences end without a full stop, only small letters show what goes on.
    """
    ended = {i for i in {*loose, *taken} if coverage.has_ended(pieces, i)}
    if len(ended) * 2 < len({*loose, *taken}):
        loose = {i: s for i, s in loose.items() if taken and s.label[:1].islower()}
    counts, begun = _counts(loose), Counter(words.key(loose[i].label) for i in ended & set(loose))
    return {label for label, count in counts.items() if begun[label] * 2 < count}


def _once(pieces: Sequence[Piece], named: Found, counts: Counter[str], taken: set[int]) -> set[int]:
    """Add names that stand once, where hardly a paragraph stands without a label.

    Above the first of the others a name must stand before a sentence: `Ort: Köln` is a fact.
    """
    if not taken:
        return set()
    firm = [named[i] for i in taken if i in named]
    shapes = Counter(seen.shape for seen in firm)
    shape = shapes.most_common(1)[0][0] if shapes else "colon"
    alike = {i: s for i, s in named.items() if s.shape == shape and s.sure}
    capitals = all(seen.label.isupper() for seen in firm)
    begun = min(taken)
    apart = all(pieces[i].apart for i in taken if i > begun)
    open_ = {
        i: s
        for i, s in alike.items()
        if i not in taken
        and not coverage.is_within(pieces, i)
        and (pieces[i].apart or not apart or i < begun)
    }
    if not open_:
        return set()
    within = _coverage(pieces, alike, taken, begun)
    whole = _coverage(pieces, alike, taken, 0)
    found = set()
    for index, seen in open_.items():
        share = within if index > begun else whole * pieces[index].text.endswith(roster.SPOKEN)
        if words.is_chorus(seen.label):
            believed = index > begun and share * 10 >= _MOST
        else:
            needed = _needed(pieces[index], seen, capitals=capitals)
            believed = counts[words.key(seen.label)] == 1 and share >= needed
        if believed:
            found.add(index)
    return found


def _coverage(pieces: Sequence[Piece], alike: Found, taken: set[int], since: int) -> float:
    """Say which share of the paragraphs since one of them opens with a label."""
    labelled = {i for i in {*alike, *taken} if i >= since}
    below = _below(pieces, {i: alike[i] for i in labelled & alike.keys()}, labelled)
    return len(labelled) / max(coverage.spoken(pieces, since) - below, 1)


def _needed(piece: Piece, seen: Candidate, *, capitals: bool) -> float:
    """Say how much of the talk must be labelled for a label that stands once to be believed."""
    if piece.text.startswith(">>"):
        return 0
    if capitals and len(seen.label) > 2:
        return 0.6 if words.bare(seen.label).isupper() else 0.9
    return 0.5 if len(seen.label.split()) > 1 else 0.9


def _alone(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept names on lines of their own that recur, each before speech.

    Where a blank line stands before each of them and none after, what else stands so is a name too.
    """
    alone = _of_shapes(found, {"alone"})
    named = {i: seen for i, seen in alone.items() if not seen.loose}
    before_speech = {i for i in named if _speech_follows(pieces, i, named)}
    counts = Counter(words.key(named[index].label) for index in before_speech)
    totals = _counts(named)
    firm = {k for k, count in counts.items() if count > 1 and count * 10 >= totals[k] * 9}
    chosen = {i for i in before_speech if words.key(named[i].label) in firm}
    coded = {i for i in before_speech if words.is_coded(named[i].label)}
    apart = _apart(pieces, alone, chosen)
    people = _keys(alone, chosen | apart)
    if len(chosen | apart) * 5 < coverage.spoken(pieces) or (
        len(people) < 2 and not coded & chosen
    ):
        return set()
    return chosen | coded | apart


def _apart(pieces: Sequence[Piece], alone: Found, chosen: set[int]) -> set[int]:
    """Give what stands alone just as the names chosen do: after a blank line and before none."""

    def stands_so(index: int) -> bool:
        below = index + 1 < len(pieces) and not pieces[index + 1].apart
        return below and pieces[index].apart

    begun = min(chosen, default=0)
    if not chosen or not all(stands_so(i) for i in chosen if i > begun):
        return set()
    counts = _counts(alone)
    return {
        i
        for i, seen in alone.items()
        if i > begun and stands_so(i) and (not seen.loose or counts[words.key(seen.label)] > 1)
    }


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


def _speech_follows(pieces: Sequence[Piece], index: int, labels: Container[int]) -> bool:
    return (
        index + 1 < len(pieces) and index + 1 not in labels and pieces[index + 1].kind == "speech"
    )


def _below(pieces: Sequence[Piece], found: Found, labels: Container[int]) -> int:
    """Count the labels whose speech stands in the paragraph below."""
    return sum(
        not _holds(pieces, i, seen) and _speech_follows(pieces, i, labels)
        for i, seen in found.items()
    )
