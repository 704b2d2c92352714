"""Make a transcript of the paragraphs of a document."""

from collections.abc import Sequence

from framework.drafts import TranscriptDraft
from importers import softbreaks
from importers.omissions import Omissions
from importers.pieces import Piece, Source, compose
from importers.speakers import cast


def written(
    source: Source, pieces: Sequence[Piece], omissions: Omissions, remarks: Sequence[str] = ()
) -> TranscriptDraft:
    """Find who speaks in the paragraphs of a document, and join them into one draft."""
    parted, said = softbreaks.parted(pieces)
    found = cast(parted)
    return compose(
        source,
        [piece.text for piece in parted],
        found.marks,
        found.speakers,
        omissions.sentences(),
        (*remarks, *said),
    )
