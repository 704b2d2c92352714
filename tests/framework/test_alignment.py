"""Align texts, and carry passages over."""

import random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.rules.alignment import Alignment, matching

OLD = "We met on Tuesday. The reports came late again. Nobody had the time to read them."


def carried(old: str, new: str, words: str) -> tuple[str, str]:
    """Carry the place of some words over; give what became of them and the words there now."""
    start = old.index(words)
    fate, span = Alignment(old, new).carry(start, start + len(words))
    return fate, new[slice(*span)] if span else ""


@pytest.mark.parametrize(
    ("new", "words", "expected"),
    [
        ("Well. " + OLD, "reports came late", ("kept", "reports came late")),
        (OLD.replace("again", "again, as ever"), "came late", ("kept", "came late")),
        (OLD.replace("came late", "came very late"), "reports came late again",
         ("changed", "reports came very late again")),
        (OLD.replace("Tuesday", "Tuesdays"), "Tuesday", ("changed", "Tuesdays")),
        (OLD.replace("The reports came late again. ", ""), "The reports came late again.",
         ("lost", "")),
        (OLD.replace("The reports came late again.", "Somebody has phoned me twice since then."),
         "The reports came late again.", ("lost", "")),
        (OLD.replace(" ", "  "), "came late again", ("kept", "came  late  again")),
        (OLD, "ports came la", ("kept", "ports came la")),
        (OLD.replace("The reports came", "All papers came"), "The reports came late again",
         ("changed", "All papers came late again")),
        (OLD.replace("late again.", "late once more."), "reports came late again",
         ("changed", "reports came late once more")),
        (OLD.replace("We met", "They had met"), "We met on", ("changed", "They had met on")),
        (OLD.replace("again. Nobody", "now.\nNobody"), "came late again", ("changed",
         "came late now")),
        (OLD.replace("late again", "late").replace("Nobody", "And yet nobody"),
         "came late again.", ("changed", "came late.")),
        (OLD.replace("The reports", "Well.\nSo then"), "The reports came late again",
         ("changed", "came late again")),
    ],
)  # fmt: skip
def test_passage_goes_where_its_words_are(new: str, words: str, expected: tuple[str, str]) -> None:
    assert carried(OLD, new, words) == expected


def test_part_of_a_word_stays_that_part_of_it() -> None:
    assert carried(OLD, "Right. " + OLD, "ports came la") == ("kept", "ports came la")


def test_moved_paragraph_is_lost_and_suggested() -> None:
    first, second, third = "one two three four", "alpha beta gamma delta epsilon", "x y z u v w"
    old, new = f"{first}\n{second}\n{third}", f"{second}\n{third}\n{first}"
    alignment = Alignment(old, new)
    assert alignment.carry(0, len(first)).fate == "lost"
    span = alignment.suggested(0, len(first))
    assert span is not None
    assert new[slice(*span)] == first


def test_what_was_written_in_place_of_a_passage_is_suggested() -> None:
    old = "We met there. Kitchens are cold places today. Nobody came along."
    new = "We met there. Parking was free after six o'clock. Nobody came along."
    alignment = Alignment(old, new)
    start = old.index("Kitchens")
    assert alignment.carry(start, start + 31).fate == "lost"
    span = alignment.suggested(start, start + 31)
    assert span is not None
    assert new[slice(*span)] == "Parking was free after six o'clock."


@given(
    st.lists(st.sampled_from("abcdef")),
    st.lists(st.sampled_from("abcdef")),
)
def test_matched_words_are_the_same_and_in_order(old: list[str], new: list[str]) -> None:
    before = after = 0
    for block in matching(old, new):
        assert block.before >= before
        assert block.after >= after
        before, after = block.before + block.size, block.after + block.size
        assert old[block.before : before] == new[block.after : after]


@given(st.lists(st.text("ab .", min_size=1, max_size=6), min_size=1), st.data())
def test_words_that_are_kept_read_the_same(lines: list[str], data: st.DataObject) -> None:
    old = "\n".join(lines)
    new = "\n".join(data.draw(st.permutations(lines)))
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    fate, span = Alignment(old, new).carry(start, end)
    if fate == "kept":
        assert span is not None
        assert new[slice(*span)].split() == old[start:end].split()
    assert (span is None) == (fate == "lost")


@pytest.mark.parametrize("change", ["edited", "another", "turned round"])
def test_eighty_thousand_words_are_aligned_within_seconds(change: str) -> None:
    chance = random.Random(5)
    words = [f"w{int(chance.paretovariate(0.7)) % 5000}" for _ in range(80_000)]
    new = {
        "edited": ["zz" if chance.random() < 0.01 else word for word in words],
        "another": [f"v{int(chance.paretovariate(0.7)) % 5000}" for _ in range(80_000)],
        "turned round": words[40_000:] + words[:40_000],
    }[change]
    began = process_time()
    alignment = Alignment(" ".join(words), " ".join(new))
    for at in range(0, 300_000, 100):
        alignment.carry(at, at + 60)
    assert process_time() - began < 10
