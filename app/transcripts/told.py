"""Say what was read of a file: its format, its figures, and that nothing was lost."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.transcripts.reading import Reading

WHY = {
    "md": "mark-up",
    "html": "mark-up",
    "vtt": "names that stand as labels",
    "srt": "names that stand as labels",
}


class Told(NamedTuple):
    """Give a line, and the role of its label."""

    words: str
    role: str = "small"


def counted(count: int, what: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {what}{'s' if count != 1 else ''}"


def told_of(reading: "Reading") -> Iterator[Told]:
    """Tell what the file is, how much was read, and what was left out and why."""
    from importers.speaker_choices import unlabelled

    draft = reading.draft
    if draft is None:
        return
    figures = [reading.format, counted(reading.words, "word"),
               counted(len(draft.paragraphs), "paragraph"),
               counted(len(draft.speakers), "speaker")]  # fmt: skip
    yield Told(" · ".join(figures))
    if draft.speakers:
        free = unlabelled(draft)
        verb = "has" if free == 1 else "have"
        if free:
            words = f"{counted(free, 'paragraph')} of speech {verb} no label and continue the turn"
            yield Told(f"{words.replace('continue', 'continues') if free == 1 else words}.")
        else:
            yield Told("Every paragraph of speech has a label.")
    yield _characters(reading)
    for sentence in draft.left_out:
        yield Told(f"Left out: {sentence}")
    if not draft.left_out:
        yield Told("Nothing was left out.")


def _characters(reading: "Reading") -> Told:
    """Compare the characters of the file with those of the text, blanks not counted."""
    measured, draft = reading.measured, reading.draft
    if measured is None or draft is None:
        return Told("")
    kept = f"{measured.kept:,} in the text"
    if measured.held is None:
        table = reading.table is not None
        why = (
            "what stands in other columns is listed below"
            if table
            else "this format has no plain text of its own to compare with"
        )
        return Told(f"Characters: {kept}; {why}.")
    said = f"Characters: {measured.held:,} in the file, {kept}"
    gone = measured.held - measured.kept
    if not gone:
        return Told(f"{said}: none lost.")
    if gone < 0:
        return Told(f"{said}: {-gone:,} more, such as numbers of lists that the file only counts.")
    why = "left out as said below" if draft.left_out else WHY.get(draft.format, "")
    sure = Told(f"{said}: {gone:,} fewer, {why}.")
    return sure if why else Told(f"{said}: {gone:,} fewer; compare with the file.", "attention")
