"""Mark what changed in a text."""

from hypothesis import given
from hypothesis import strategies as st

from app.framework_editor.word_changes import in_words, word_changes

TEXTS = st.text(alphabet="ab é.,\n -’", max_size=40)


def test_words_that_came_and_went_are_told_apart() -> None:
    found = word_changes("How the team learned it.", "How the whole team learnt it.")
    assert in_words(found) == "How the [+whole +]team [-learned-][+learnt+] it."


def test_spaces_between_changed_words_change_with_them() -> None:
    found = word_changes("Doing it, usefulness.", "What was done.")
    assert in_words(found) == "[-Doing it, usefulness-][+What was done+]."


def test_same_text_is_left_plain() -> None:
    assert [s.kind for s in word_changes("The same.", "The same.")] == ["plain"]
    assert word_changes("", "") == []


@given(TEXTS, TEXTS)
def test_nothing_is_lost_between_two_texts(before: str, after: str) -> None:
    found = word_changes(before, after)
    assert "".join(s.text for s in found if s.kind != "inserted") == before
    assert "".join(s.text for s in found if s.kind != "deleted") == after
