"""Accept letters and numerals as labels: the `Q` and `A` of courts, two capitals, no list."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from importers import coverage, words
from importers.labels import Candidate
from importers.pieces import Piece

Found = Mapping[int, Candidate]
# How much of the talk letters must open to be believed, in tenths.
_MOST = 6
_MOST_NUMBERS = 8
_FIRST = "ABCDEFGHIJ"


def stops(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept codes before a full stop, when two people's recur and open half of the talk."""
    opened = {i: seen for i, seen in found.items() if seen.shape == "stop"}
    recurring = sum(count > 1 for count in _counts(opened).values())
    labelled = len(opened)
    if are_letters(found, opened):  # the court and counsel speak in between
        labelled += sum(seen.shape == "colon" for seen in found.values())
    return set(opened) if recurring > 1 and labelled * 2 >= coverage.spoken(pieces) else set()


def are_letters(found: Found, indices: Iterable[int]) -> bool:
    """Say whether labels are the `Q` and `A` of court reporters, and no others."""
    return {found[index].label for index in indices} == {"Q", "A"}


def stolen(found: Found) -> dict[int, Candidate]:
    """Give the labels before a colon that begin with an answer’s letter: `A. In May: the 3rd`."""
    opened = [index for index, seen in found.items() if seen.shape == "stop"]
    if not opened or not are_letters(found, opened):
        return {}
    return {
        index: seen
        for index, seen in found.items()
        if seen.shape == "colon" and seen.label.startswith(("Q. ", "A. "))
    }


def letters(pieces: Sequence[Piece], found: Found) -> set[int]:
    """Accept `Q` and `A` before a blank, when both recur and open most of the talk.

    `A` opens sentences too; `Q` opens none.
    """
    opened = {i: seen for i, seen in found.items() if seen.shape == "letter"}
    counts = _counts(opened)
    since = min(opened, default=0)
    asked = [pieces[i].text.endswith(("?", "？")) for i in opened if opened[i].label == "Q"]
    if sum(asked) * 2 < len(asked):
        return set()
    enough = len(opened) * 10 >= coverage.spoken(pieces, since) * _MOST
    return set(opened) if len(counts) > 1 and min(counts.values()) > 1 and enough else set()


def count_through(labels: Sequence[str]) -> bool:
    """Say whether labels count paragraphs: 1, 2, 3, and from 1 again, or A, B, C; people are few.

    `Q` may ask what `A` and `B` are the answers to choose from.
    """
    lettered = set(labels) - {"Q"}
    if not all(label.isdecimal() for label in labels):
        return "B" in lettered and lettered == set(_FIRST[: len(lettered)])
    numbers = [int(label) for label in labels]
    steady = all(b in {a + 1, 1} for a, b in pairwise(numbers))
    return len(set(numbers)) > _MOST_NUMBERS or (steady and len(set(numbers)) > 2)


def numerals(labels: Sequence[str]) -> set[str]:
    """Give the Roman numerals of a list: `I` and `II`, each once."""
    counts = Counter(labels)
    found = {label for label in counts if label.strip("IVX") == ""}
    return found if "II" in found and all(counts[label] == 1 for label in found) else set()


def initials(labels: Sequence[str]) -> set[str]:
    """Give two capitals that recur: `CC` heads a letter once, and speaks more often than that."""
    counts = Counter(label for label in labels if len(label) == 2 and label.isalpha())
    few = 1 if len(counts) > 2 else 2  # among others' initials
    return {label for label, count in counts.items() if count > few and label.isupper()}


def _counts(found: Found) -> Counter[str]:
    return Counter(words.key(seen.label) for seen in found.values())
