"""Part paragraphs in which several people speak, one after another, over line breaks."""

from collections.abc import Sequence
from typing import NamedTuple

from importers.labels import candidate
from importers.pieces import LINE_BREAK, Piece, tidy
from importers.speakers import cast


class Parted(NamedTuple):
    """Hold the paragraphs as parted, and a remark where any was."""

    pieces: tuple[Piece, ...]
    remarks: tuple[str, ...] = ()


def parted(pieces: Sequence[Piece]) -> Parted:
    """Part a paragraph before each line that opens with a speaker's label.

    Whoever types a whole interview with Shift+Enter makes one paragraph of it; kept whole, all of
    it would count as the first speaker's.
    """
    lines = [_lines(piece) for piece in pieces]
    if not any(candidate(line) for own in lines for line in own[1:]):
        return Parted(tuple(pieces))
    marks = iter(cast([line for own in lines for line in own]).marks)
    labelled = [[next(marks).label is not None for _ in own] for own in lines]
    whole = [
        part
        for piece, own, opens in zip(pieces, lines, labelled, strict=True)
        for part in (_parts(own, opens) if any(opens[1:]) else [piece])
    ]
    count = sum(any(opens[1:]) for opens in labelled)
    if not count:
        return Parted(tuple(pieces))
    what = "1 paragraph" if count == 1 else f"{count} paragraphs"
    return Parted(tuple(whole), (f"{what} with several speakers parted at line breaks.",))


def _lines(piece: Piece) -> list[Piece]:
    if LINE_BREAK not in piece.text:
        return [piece]
    texts = [text for line in piece.text.split(LINE_BREAK) if (text := tidy(line))]
    bold = [min(piece.bold, len(texts[0])), *(0 for _ in texts[1:])]
    first, *others = zip(texts, bold, strict=True)
    rest = piece._replace(number="", printed="")
    return [
        piece._replace(text=first[0], bold=first[1]),
        *(rest._replace(text=text, bold=bold) for text, bold in others),
    ]


def _parts(lines: list[Piece], opens: list[bool]) -> list[Piece]:
    parts = [lines[0]]
    for line, labelled in zip(lines[1:], opens[1:], strict=True):
        if labelled:
            parts.append(line)
        else:
            parts[-1] = parts[-1]._replace(text=f"{parts[-1].text}{LINE_BREAK}{line.text}")
    return parts
