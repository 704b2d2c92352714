"""Make a transcript of the paragraphs of a document."""

from collections.abc import Sequence
from dataclasses import replace

from framework.drafts import TranscriptDraft
from importers import limits, softbreaks
from importers.notes import Notes
from importers.omissions import Omissions
from importers.pieces import Mark, Piece, Source, compose
from importers.speakers import cast


def written(
    source: Source,
    pieces: Sequence[Piece],
    omissions: Omissions,
    remarks: Sequence[str] = (),
    notes: Notes | None = None,
) -> TranscriptDraft:
    """Find who speaks in the paragraphs of a document, and join them into one draft."""
    limits.hold_paragraphs(len(pieces), source.name)
    parted, said = softbreaks.parted(pieces)
    found = cast(parted)
    numbers = [_numbers(piece, mark) for piece, mark in zip(parted, found.marks, strict=True)]
    draft = compose(
        source,
        [number + piece.text for (number, _), piece in zip(numbers, parted, strict=True)],
        found.marks,
        found.speakers,
        omissions.sentences(),
        (*remarks, *said, *found.remarks),
        [printed for _, printed in numbers],
    )
    if notes is None or not notes.texts:
        return draft
    beginnings = [p.start + len(n) for p, (n, _) in zip(draft.paragraphs, numbers, strict=True)]
    return replace(draft, comments=notes.placed(draft, beginnings))


def _numbers(piece: Piece, mark: Mark) -> tuple[str, str]:
    """Give a number in a list as the text before a paragraph, or as printed beside a turn.

    A speaker's label begins its paragraph; numbered turns are there to be cited by their numbers.
    """
    if not piece.number:
        return "", piece.printed
    if mark.label is not None:
        return "", piece.printed or piece.number.strip(".() ")
    return f"{piece.number} ", piece.printed
