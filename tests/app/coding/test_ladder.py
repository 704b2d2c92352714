"""Climb from a word to a turn and down again."""

from hypothesis import given
from hypothesis import strategies as st

from app.coding import ladder
from app.coding.ladder import Ladder, speech_of

LINES = (
    ("Interviewer: What did it change?", "Interviewer"),
    ("P03: It gave us words. They ask it!", "P03"),
    ("And then 🫁 they book. Always.", "P03"),
    ("Interviewer: I see.", "Interviewer"),
)
TEXT = "\n".join(line for line, _speaker in LINES)


def speech() -> ladder.Speech:
    rows, start = [], 0
    for line, speaker in LINES:
        begin = line.index(": ") + 2 if ": " in line else 0
        rows.append(((start + begin, start + len(line)), speaker))
        start += len(line) + 1
    return speech_of(TEXT, rows)


def said(selection: tuple[int, int]) -> str:
    return TEXT[slice(*selection)]


def test_selection_grows_from_word_to_turn_and_shrinks_back() -> None:
    climb, steps = Ladder(), list[str]()
    held = (TEXT.index("gave") + 1,) * 2
    first = held
    for _ in range(6):
        held = climb.up(speech(), held)
        steps.append(said(held))
    turn = "It gave us words. They ask it!\nAnd then 🫁 they book. Always."
    paragraph = "It gave us words. They ask it!"
    assert steps == ["gave", "It gave us words.", paragraph, turn, turn, turn]
    down = []
    for _ in range(4):
        held = climb.down(speech(), held)
        down.append(said(held))
    assert down == [paragraph, "It gave us words.", "gave", ""]
    assert held == first


def test_cursor_before_the_label_grows_into_what_is_said() -> None:
    at = TEXT.index("P03")
    assert said(Ladder().up(speech(), (at, at))) == "It"


def test_selection_made_otherwise_shrinks_to_the_unit_where_it_begins() -> None:
    start = TEXT.index("It gave")
    whole = (start, TEXT.index("it!") + 3)
    assert said(Ladder().down(speech(), whole)) == "It gave us words."


def test_selection_over_part_of_two_sentences_grows_to_both() -> None:
    held = (TEXT.index("words."), TEXT.index("ask") + 3)
    assert said(Ladder().up(speech(), held)) == "It gave us words. They ask it!"


def test_sentences_are_added_and_taken_away() -> None:
    held = (TEXT.index("It gave"), TEXT.index("words.") + 6)
    held = ladder.longer(speech(), held)
    assert said(held) == "It gave us words. They ask it!"
    assert said(ladder.shorter(speech(), held)) == "It gave us words."


def test_edges_move_by_words_and_take_a_full_stop_along() -> None:
    held = (TEXT.index("gave"), TEXT.index("gave") + 4)
    held = ladder.end_later(speech(), held)
    assert said(held) == "gave us"
    held = ladder.end_later(speech(), ladder.end_later(speech(), held))
    assert said(held) == "gave us words."
    assert said(ladder.end_earlier(speech(), held)) == "gave us words"
    held = ladder.start_earlier(speech(), held)
    assert said(held) == "It gave us words."
    assert said(ladder.start_later(speech(), held)) == "gave us words."


WAYS = (ladder.longer, ladder.shorter, ladder.end_later, ladder.end_earlier, ladder.start_later,
        ladder.start_earlier, Ladder().up, Ladder().down)  # fmt: skip


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from(WAYS))
def test_no_key_leaves_the_text(one: int, other: int, way: object) -> None:
    start, end = sorted((one, other))
    first, last = way(speech(), (start, end))  # type: ignore[operator] # one of WAYS
    assert 0 <= first <= last <= len(TEXT)
