"""Write the difference between two versions of the framework."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.framework_editor.prose import Block, Piece, changed, heading
from app.framework_editor.word_changes import Stretch, in_words, word_changes

if TYPE_CHECKING:
    from framework.rules.framework_differences import DifferenceRow

HEADS = {
    "add": "Added",
    "rename": "Renamed",
    "redefine": "Redefined",
    "renumber": "Renumbered",
    "move": "Moved",
    "merge": "Merged",
    "split": "Split",
    "retire": "Retired",
    "bring_back": "Brought back",
    "remove": "Removed",
}


def blocks_of_difference(rows: "Sequence[DifferenceRow]") -> list[Block]:
    """Group the differences by what was done; what is redefined is marked word by word."""
    found: list[Block] = []
    kinds = [*HEADS, *dict.fromkeys(row.operation for row in rows if row.operation not in HEADS)]
    for operation in kinds:
        group = [row for row in rows if row.operation == operation]
        if group:
            head = HEADS.get(operation, operation.capitalize())
            found.append(heading(head, str(len(group)), 4 if found else 0))
        for row in group:
            found += _blocks(row)
    return found


def text_of_difference(title: str, rows: "Sequence[DifferenceRow]") -> str:
    """Write the differences as plain text, for pasting elsewhere."""
    lines = [title]
    for operation, head in HEADS.items():
        group = [row for row in rows if row.operation == operation]
        lines += ["", head] if group else []
        for row in group:
            lines.append(f"- {row.sentence}")
            if operation == "redefine":
                lines.append(f"  {in_words(_changes(row))}")
    return "\n".join(lines) + "\n"


def _blocks(row: "DifferenceRow") -> list[Block]:
    """Write one difference: its sentence, the theme first in bold, and the words that changed."""
    name = f"{row.number} {row.name}".strip()
    starts = bool(name) and row.sentence.startswith(name)
    rest = row.sentence[len(name) :] if starts else row.sentence
    lead = (Piece(name, "strong"),) if starts else ()
    found = [Block((*lead, Piece(rest)), 0, 2)]
    if row.operation == "redefine":
        found.append(Block(changed(_changes(row)), 1, 0.5))
    return found


def _changes(row: "DifferenceRow") -> list[Stretch]:
    """Find the words that changed in a definition."""
    return word_changes(row.before, row.after)
