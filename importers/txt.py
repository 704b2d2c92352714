"""Read a transcript from plain text: every line that is not blank is a paragraph."""

import re
from collections.abc import Sequence

from framework.drafts import TranscriptDraft
from framework.progress import Progress
from importers import encoding, limits
from importers.pieces import Piece, Source, compose, tidy
from importers.speakers import cast
from importers.wrapping import unwrapped

_LINE_END = re.compile(r"\r\n|\r|\n")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every Format is asked the same
    """Say whether the bytes can be text."""
    return encoding.is_text(head)


def lines(text: str) -> list[str]:
    """Split text at CRLF, CR or LF."""
    return _LINE_END.split(text)


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read the text, its speakers and its times."""
    progress.at(0, 1, name)
    decoded = encoding.decode(data, name)
    whole = unwrapped(lines(decoded.text))
    pieces = _pieces(whole.lines)
    limits.hold_paragraphs(len(pieces), name)
    found = cast(pieces)
    return compose(
        Source(name, "txt", data),
        [piece.text for piece in pieces],
        found.marks,
        found.speakers,
        (),
        (*decoded.remarks, *whole.remarks, *found.remarks),
    )


def _pieces(whole: Sequence[str]) -> list[Piece]:
    pieces, apart = [], False
    for line in whole:
        if text := tidy(line):
            pieces.append(Piece(text, apart=apart))
        apart = not text
    return pieces
