"""Find who speaks in which paragraph, when, and what is no speech at all."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from framework.drafts import ParagraphKind, SpeakerDraft
from importers import (
    clocks,
    furniture,
    grid,
    header,
    identity,
    letters,
    rolewords,
    roster,
    times,
    within,
    words,
)
from importers.acceptance import accepted
from importers.labels import Candidate, candidate, stop
from importers.pieces import Mark, Piece

_BRACKETED = re.compile(r"\[[^\[\]]{1,300}\]|\([^()]{1,300}\)|<[^<>]{1,100}>")
_PREFACE = 200
# No label holds a line end, so this one is nobody's: `>>` before speech says that another speaks.
_UNNAMED = "\n"


class Cast(NamedTuple):
    """Hold what was found: a mark a paragraph, the people, and where each one's speech begins.

    `remarks` say how times were read.
    """

    marks: tuple[Mark, ...]
    speakers: tuple[SpeakerDraft, ...]
    rests: tuple[int, ...]
    remarks: tuple[str, ...] = ()


def cast(pieces: Sequence[Piece], *, captions: bool = False) -> Cast:
    """Name the speaker of every paragraph that has one; drop no paragraph and invent no person.

    Paragraphs without a label continue the turn; headings and notes belong to nobody. In captions
    only a name before text counts, for a name alone may be what somebody calls out.
    """
    rows = grid.cells(pieces)
    found = _candidates(pieces, rows)
    if captions:
        found = {
            i: seen for i, seen in found.items() if seen.shape in {"colon", "bracket", "round"}
        }
    heard = {index: found[index] for index in accepted(pieces, found)}
    said = _said(pieces, found, heard, min([*heard, *rows], default=0)) | rows
    cast_, order = people(said[index].who for index in sorted(said))
    marks = tuple(_carried([said[index] for index in range(len(pieces))], order))
    rests = tuple(heard[i].rest if i in heard else 0 for i in range(len(pieces)))
    if captions:
        return Cast(marks, cast_, rests)
    timed = clocks.settled(pieces, marks)
    said_of = (*timed.remarks, *within.remarks(pieces, heard))
    return Cast(timed.marks, roster.given(cast_, pieces, marks), rests, said_of)


def _candidates(pieces: Sequence[Piece], rows: Mapping[int, grid.Said]) -> dict[int, Candidate]:
    found = {}
    for index in range(header.length(pieces), len(pieces)):
        seen = candidate(pieces[index]) if index not in rows else None
        if seen is None or furniture.is_remark(pieces[index].text):
            continue
        under_range = index > 0 and times.range_start(pieces[index - 1].text) is not None
        if under_range and seen.shape == "alone" and not seen.loose:
            seen = seen._replace(shape="block")
        if seen.shape == "alone" and _opens_with_colon(pieces, index + 1):
            seen = seen._replace(shape="colon", sure=True)
        found[index] = seen
    for index, seen in letters.stolen(found).items():
        found[index] = stop(pieces[index].text) or seen
    labels = {index: words.key(seen.label) for index, seen in found.items() if not seen.loose}
    for index in roster.legends(pieces, labels):
        found.pop(index, None)
    return found


def _opens_with_colon(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a paragraph begins with the colon of the name above it."""
    return index < len(pieces) and pieces[index].text.startswith((":", "："))


def people(labels: Iterable[str]) -> tuple[tuple[SpeakerDraft, ...], dict[str, int]]:
    """Say who bears these labels, given in the order of the turns, and whose each folded one is."""
    typed: dict[str, list[str]] = {}
    order: dict[str, int] = {}
    heard = [label for label in labels if label.strip()]
    full = identity.same(heard) | rolewords.series(heard)
    for label in heard:
        person = words.key(full.get(label, label))
        order.setdefault(words.key(label), order.setdefault(person, len(typed)))
        ways = typed.setdefault(person, [])
        if label not in ways:
            ways.append(label)
    everyone = tuple(label for ways in typed.values() for label in ways)
    found = (
        SpeakerDraft(full.get(ways[0], ways[0]), tuple(ways), words.role(ways[0], everyone))
        for ways in typed.values()
    )
    return tuple(found), order


def _carried(said: Sequence[grid.Said], order: Mapping[str, int]) -> Iterable[Mark]:
    """Carry each speaker on to the paragraphs without a label."""
    current: int | None = None
    for mark, who in said:
        if mark.kind in {"heading", "note"}:
            yield mark
            continue
        if who:
            current = order.get(words.key(who))
        yield mark._replace(speaker=current)


def _said(
    pieces: Sequence[Piece],
    found: Mapping[int, Candidate],
    heard: Mapping[int, Candidate],
    first: int,
) -> dict[int, grid.Said]:
    """Say of each paragraph outside tables what it is; `first` is where the first turn begins."""
    clocks = sum(times.alone(piece.text) is not None for piece in pieces)
    apart = furniture.kinds(pieces, heard)
    said = {}
    for index, piece in enumerate(pieces):
        if index in heard:
            said[index] = _labelled(pieces, index, heard[index])
        elif heard and piece.text.startswith(">>"):
            said[index] = grid.Said(Mark(piece.kind), _UNNAMED)
        elif index in apart:
            said[index] = grid.Said(Mark(apart[index]))
        elif index < first and piece.kind == "speech" and len(piece.text) < _PREFACE:
            shown = _unlabelled(piece, is_note=True, clocks=clocks)
            said[index] = grid.Said(Mark("note", None, None, shown.time_ms))
        else:
            is_note = index in found and _is_note(found[index], labelled=bool(heard))
            said[index] = grid.Said(_unlabelled(piece, is_note=is_note, clocks=clocks))
    top = header.length(pieces)
    above = (index for index in range(top) if pieces[index].kind == "speech")
    return said | {index: grid.Said(Mark("note")) for index in above}


def _labelled(pieces: Sequence[Piece], index: int, seen: Candidate) -> grid.Said:
    time = seen.time_ms
    if seen.shape == "block":
        time = times.range_start(pieces[index - 1].text)
    kind: ParagraphKind = "speech" if seen.rest < len(pieces[index].text) else "label"
    return grid.Said(Mark(kind, seen.label, None, time), seen.label)


def _is_note(seen: Candidate, *, labelled: bool) -> bool:
    return (
        seen.shape == "colon" and words.is_note(seen.label) and (labelled or seen.label.isupper())
    )


def _unlabelled(piece: Piece, *, is_note: bool, clocks: int) -> Mark:
    """Mark a paragraph that nobody's label opens, with the time that it shows of itself."""
    text = piece.text
    clock = times.alone(text)
    if clock and (clock[1] or clocks > 1):
        return Mark("note", None, None, clock[0])
    if (start := times.range_start(text)) is not None:
        return Mark("note", None, None, start)
    if is_note or furniture.is_remark(text) or _BRACKETED.fullmatch(text):
        return Mark("note")
    leading = times.leading(text) if piece.kind == "speech" else None
    return Mark(piece.kind, None, None, leading[0] if leading else None)
