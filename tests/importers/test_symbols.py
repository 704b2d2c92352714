"""Hold that the signs of symbol fonts are read as signs, and that none is guessed."""

from importers import symbols


def test_signs_of_a_known_font_are_read() -> None:
    assert symbols.plain("so \uf04a then \uf0e0", "Wingdings") == "so ☺ then →"
    assert symbols.plain("\uf061\uf062", "Symbol") == "αβ"


def test_a_sign_that_is_not_known_stays_as_it_is() -> None:
    assert symbols.plain("\uf021", "Wingdings") == "\uf021"
    assert symbols.plain("\uf061", "House Dingbats") == "\uf061"


def test_a_bullet_needs_no_font() -> None:
    assert symbols.plain("\uf0b7 one", "") == "• one"


def test_letters_are_never_taken_for_signs() -> None:
    assert symbols.plain("abc é", "Symbol") == "abc é"


def test_bytes_in_a_symbol_font_are_signs_and_control_stays() -> None:
    assert symbols.of_bytes(b"a\tb", "Symbol") == "α\tβ"
    assert symbols.draws_symbols("WINGDINGS")
    assert not symbols.draws_symbols("Arial")
