"""Tell a theme's number from a recent key."""

from app.coding.typed_number import Meant, TypedNumber

NUMBERS = {"1", "1.1", "3", "3.1", "3.10", "3.3", "10"}


def test_a_digit_and_a_pause_is_a_recent_key() -> None:
    typed = TypedNumber()
    assert typed.add("3", NUMBERS) == []
    assert typed.pause() == [Meant("recent", "3")]
    assert typed.typed == ""


def test_a_digit_and_enter_is_a_number() -> None:
    typed = TypedNumber()
    typed.add("3", NUMBERS)
    assert typed.enter() == [Meant("number", "3")]


def test_a_digit_with_which_no_number_begins_does_not_wait() -> None:
    assert TypedNumber().add("7", NUMBERS) == [Meant("recent", "7")]


def test_a_number_is_typed_on() -> None:
    typed = TypedNumber()
    for sign in "3.1":
        assert typed.add(sign, NUMBERS) == []
    assert typed.add("0", NUMBERS) == []
    assert typed.pause() == [Meant("number", "3.10")]


def test_two_digits_that_make_no_number_are_two_recent_keys() -> None:
    typed = TypedNumber()
    typed.add("3", NUMBERS)
    assert typed.add("1", NUMBERS) == [Meant("recent", "3")]
    assert typed.typed == "1"
    assert typed.add("7", NUMBERS) == [Meant("recent", "1"), Meant("recent", "7")]


def test_a_number_that_is_none_is_said() -> None:
    typed = TypedNumber()
    typed.add("3", NUMBERS)
    typed.add(".", NUMBERS)
    assert typed.add("7", NUMBERS) == [Meant("unknown", "3.7")]
    assert typed.typed == ""


def test_a_number_left_at_its_dot_is_the_theme_before_it() -> None:
    typed = TypedNumber()
    typed.add("3", NUMBERS)
    typed.add(".", NUMBERS)
    assert typed.pause() == [Meant("number", "3")]


def test_a_dot_or_nought_by_itself_is_no_number() -> None:
    assert TypedNumber().add(".", NUMBERS) is None
    assert TypedNumber().add("0", NUMBERS) is None


def test_last_digit_is_taken_back() -> None:
    typed = TypedNumber()
    typed.add("1", NUMBERS)
    typed.add("0", NUMBERS)
    typed.back()
    assert typed.enter() == [Meant("number", "1")]
