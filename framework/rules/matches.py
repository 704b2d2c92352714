"""Work out which stretches of a paragraph hold what was searched for."""

from collections.abc import Sequence

Span = tuple[int, int]

ON, OFF = "\ufdd0", "\ufdd1"  # characters that no text may hold, put round what a search found


def unmarked(marked: str) -> tuple[str, list[Span]]:
    """Take the signs of a search off a text; give the text and the stretches found in it."""
    parts, spans, length = [], [], 0
    for at, piece in enumerate(marked.split(ON)):
        inside, _sign, rest = piece.partition(OFF) if at else ("", "", piece)
        if at:
            spans.append((length, length + len(inside)))
        parts += [inside, rest]
        length += len(inside) + len(rest)
    return "".join(parts), spans


def windows(places: Sequence[Sequence[Span]]) -> list[Span]:
    """List the shortest stretches, one after another, that hold each term; `places` are by term."""
    if len(places) == 1:
        return list(places[0])
    every = sorted((span, term) for term, spans in enumerate(places) for span in spans)
    found, latest = list[Span](), dict[int, Span]()
    for span, term in every:
        latest[term] = span
        if len(latest) == len(places):
            ends = max(end for _start, end in latest.values())
            found.append((min(start for start, _end in latest.values()), ends))
            latest.clear()
    return found
