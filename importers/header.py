"""Find the block of facts that stands above an interview: ID, date, duration."""

import re
from collections.abc import Sequence

from importers import roster, words
from importers.pieces import Piece

_FIELD = re.compile(
    r"(?:[-–•*]\s{1,3})?(?P<key>[^:\t]{1,40}?)\s{0,3}(?::(?!//)|\t)\s{0,20}(?P<value>.{0,300})"
)
_SPOKEN = (".", "?", "!", "…", "”", '"')
# What ends with a full stop and is no sentence: `Anna Bell, Ph.D.`
_SHORT = re.compile(r"\b(?:(?:[A-Z][a-z]{0,2}\.){2,4}|[A-Z]{2,5}\.|[JS]r\.|Esq\.)$")
_SEARCHED = 40
# So many lines may stand above the first fact, and between two.
_TITLE, _PATIENCE = 20, 6


def length(pieces: Sequence[Piece]) -> int:
    """Count the leading paragraphs that belong to a header block; none of them is a turn."""
    last = -1
    for index, piece in enumerate(pieces[:_SEARCHED]):
        if _is_fact(piece.text):
            last = index
        elif index - last > (_TITLE if last < 0 else _PATIENCE) or not _may_stand_between(piece):
            break
    end = max(last + 1, _credits(pieces))
    while last >= 0 and end < len(pieces) and _names_somebody(pieces[end].text):
        end += 1
    return end


def _credits(pieces: Sequence[Piece]) -> int:
    """Count the leading paragraphs down to the last that credits somebody by a full name.

    Only a few lines that are no turns stand above and between such lines.
    """
    end = 0
    for index, piece in enumerate(pieces[:_SEARCHED]):
        if index - end >= _PATIENCE:
            break
        if roster.is_credit(piece.text, alone=end < index or not index):
            end = index + 1
        elif _may_be_turn(piece):
            break
    return end


def _may_be_turn(piece: Piece) -> bool:
    field = _FIELD.fullmatch(piece.text) if piece.kind == "speech" else None
    return field is not None and (piece.text.endswith(_SPOKEN) or words.is_coded(field["key"]))


def _is_fact(text: str) -> bool:
    field = _FIELD.fullmatch(text)
    return field is not None and words.is_metadata(field["key"]) and len(text) < 200


def _may_stand_between(piece: Piece) -> bool:
    if piece.kind != "speech":
        return True
    field = _FIELD.fullmatch(piece.text)
    spoken = piece.text.endswith(_SPOKEN) and not _SHORT.search(piece.text)
    return len(piece.text) < 120 and not (field and spoken)


def _names_somebody(text: str) -> bool:
    """Tell `Interviewer: Jane Smith` in the block from `Interviewer: Hello.` in the talk."""
    field = _FIELD.fullmatch(text)
    if not field or len(words.bare(field["key"])) < 4 or not words.is_coded(field["key"]):
        return False
    value = field["value"].strip()
    named, _, _ = value.partition(",")
    if _SHORT.search(value) and words.is_name_shaped(named):
        return True
    return value[-1:].isalnum() and words.is_name_shaped(value)
