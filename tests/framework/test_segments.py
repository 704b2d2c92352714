"""Cut texts into words and sentences, and move a selection by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.rules.segments import (
    Span,
    Unit,
    grown,
    sentences,
    sentences_round,
    shrunk,
    speech_start,
    words,
)

TEXT = "One two. Three “four.” Five!\nSix seven? Eight.\nNine."
PARAGRAPHS = [(0, 28), (29, 46), (47, 52)]
TURNS = [(0, 46), (47, 52)]


def _pieces(text: str, spans: list[Span]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was late. We left.", ["It was late.", "We left."]),
        ("Dr. May and Mrs. Lee came, e.g. by train.", None),
        ("It took 3.5 days, i.e. long.", None),
        ("J. K. Lee said so.", None),
        ("So did I. Then we left.", ["So did I.", "Then we left."]),
        ("See no. 5 and p. 12 there.", None),
        ("He said no. She left.", ["He said no.", "She left."]),
        ("Well… perhaps not. Or... maybe.", ["Well… perhaps not.", "Or... maybe."]),
        ("It ended… Then we left.", ["It ended…", "Then we left."]),
        ("“Really?” she said. “Yes.” We left.", ["“Really?” she said.", "“Yes.”", "We left."]),
        ("Really? yes! So there.", ["Really?", "yes!", "So there."]),
        ("(It was late.) We left.", ["(It was late.)", "We left."]),
        ("etc. and so on. At 9 a.m. we left.", ["etc. and so on.", "At 9 a.m. we left."]),
        ("שלום. מה שלומך? טוב.", ["שלום.", "מה שלומך?", "טוב."]),
        ("كيف الحال؟ نعم. لا", ["كيف الحال؟", "نعم.", "لا"]),
        ("你好。再见！", ["你好。", "再见！"]),
        ("line one\nline two", ["line one", "line two"]),
        ("  Late.  ", ["Late."]),
        ("no stop", None),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, found: list[str] | None) -> None:
    expected = [text.strip()] if found is None else found
    assert _pieces(text, sentences(text, 0, len(text))) == expected


def test_words_are_without_the_punctuation_round_them() -> None:
    text = "Well, (“yes”) it’s late—very 🙂, שָׁלוֹם e\u0301. — …"
    assert _pieces(text, words(text, 0, len(text))) == [
        "Well", "yes", "it’s", "late", "very", "🙂", "שָׁלוֹם", "e\u0301"
    ]  # fmt: skip


def test_speech_begins_after_the_label() -> None:
    assert speech_start("S01:\t Yes", 0, 9, "S01") == 6
    assert speech_start("Yes", 0, 3, "S01") == speech_start("Yes", 0, 3, None) == 0
    assert speech_start("S01:", 0, 4, "S01") == 4


def test_sentences_round_a_match_are_whole() -> None:
    assert sentences_round(TEXT, (4, 10), (0, 28)) == (0, 22)
    assert sentences_round(TEXT, (24, 25), (0, 28)) == (23, 28)
    assert sentences_round("   ", (1, 2), (0, 3)) == (1, 2)


def _grow(selection: Span, unit: Unit) -> Span:
    return grown(TEXT, selection, unit, PARAGRAPHS, TURNS)


def _shrink(selection: Span, unit: Unit) -> Span:
    return shrunk(TEXT, selection, unit, PARAGRAPHS, TURNS)


def test_selection_grows_by_words_sentences_paragraphs_and_turns() -> None:
    assert _grow((1, 1), "word") == (0, 3)
    assert _grow((0, 3), "word") == (0, 7)
    assert _grow((4, 7), "sentence") == (0, 8)
    assert _grow((0, 8), "sentence") == (0, 22)
    assert _grow((9, 10), "paragraph") == (0, 28)
    assert _grow((0, 28), "paragraph") == (0, 46)
    assert _grow((30, 31), "turn") == (0, 46)
    assert _grow((0, 46), "turn") == (0, 52)


def test_at_the_end_of_a_paragraph_the_selection_grows_at_its_start() -> None:
    assert _grow((23, 28), "sentence") == (9, 28)
    assert _grow((9, 28), "sentence") == (0, 28)
    assert _grow((0, 28), "sentence") == (0, 28)
    assert _grow((29, 52), "paragraph") == (0, 52)
    assert _grow((0, 52), "turn") == (0, 52)


def test_selection_over_several_paragraphs_moves_among_their_sentences() -> None:
    assert _grow((24, 32), "sentence") == (23, 39)
    assert _grow((23, 39), "sentence") == (23, 46)
    assert _shrink((23, 39), "sentence") == (23, 28)


def test_selection_shrinks_to_its_first_unit_and_no_further() -> None:
    assert _shrink((0, 22), "sentence") == (0, 8)
    assert _shrink((0, 8), "sentence") == (0, 8)
    assert _shrink((0, 7), "word") == (0, 3)
    assert _shrink((0, 52), "turn") == (0, 46)
    assert _shrink((0, 52), "paragraph") == (0, 46)
    assert _shrink((2, 2), "word") == (2, 2)


def test_selection_outside_all_units_stays() -> None:
    assert grown("  ", (0, 1), "word", [(0, 2)], [(0, 2)]) == (0, 1)
    assert grown("ab", (0, 1), "turn", [], []) == (0, 1)


@given(st.text("aB .!?…\n’”e\u0301🙂ש", max_size=40), st.data())
def test_growing_keeps_what_is_selected_and_shrinking_keeps_some(
    text: str, data: st.DataObject
) -> None:
    place = st.integers(0, len(text))
    start, end = sorted((data.draw(place), data.draw(place)))
    unit: Unit = data.draw(st.sampled_from(("word", "sentence", "paragraph", "turn")))
    whole = [(0, len(text))]
    wide = grown(text, (start, end), unit, whole, whole)
    assert 0 <= wide[0] <= wide[1] <= len(text)
    assert start == end or (wide[0] <= start and wide[1] >= end)
    less = shrunk(text, (start, end), unit, whole, whole)
    assert less == (start, end) or less[0] < less[1] <= max(end, less[1])
