"""Rank themes as a person who types a few letters expects it."""

from app.widgets.folding import Folded
from app.widgets.theme_search import find, slips
from framework.queries.themes import ThemeRow


def theme(at: int, number: str, name: str, definition: str = "", include: str = "") -> ThemeRow:
    return ThemeRow(at, None, number, name, definition, include, "", "", 0, 0, 0, 0, 0, 0)


THEMES = [
    theme(1, "1", "Innovation"),
    theme(2, "1.1", "Fit with practice"),
    theme(3, "2.3", "Time and capacity", "Minutes in the day."),
    theme(4, "3.2", "Practice culture", "Habits, and how the team works together day to day."),
    theme(5, "4.1", "Team roles"),
    theme(6, "4.2", "Team learning", include="peer teaching"),
    theme(7, "4.3", "Steam"),
    theme(8, "11", "Équipe d’été"),
]


def names(typed: str, recent: tuple[int, ...] = ()) -> list[str]:
    return [f"{found.theme.number} {found.theme.name}" for found in find(THEMES, typed, recent)]


def test_name_that_begins_so_comes_before_one_that_holds_it_before_a_definition() -> None:
    assert names("team") == ["4.1 Team roles", "4.2 Team learning", "4.3 Steam",
                             "3.2 Practice culture"]  # fmt: skip


def test_recent_theme_comes_first_among_equals() -> None:
    assert names("team", (6,))[:2] == ["4.2 Team learning", "4.1 Team roles"]
    assert names("", (6, 3))[:3] == ["4.2 Team learning", "2.3 Time and capacity", "1 Innovation"]


def test_exact_number_comes_before_numbers_that_begin_so() -> None:
    assert names("1") == ["1 Innovation", "1.1 Fit with practice", "11 Équipe d’été"]
    assert names("1.1") == ["1.1 Fit with practice"]


def test_case_and_accents_are_forgiven() -> None:
    assert names("EQUIPE") == ["11 Équipe d’été"]
    found = find(THEMES, "ete")[0]
    assert found.theme.name[slice(*found.bold[0])] == "été"


def test_small_slip_is_forgiven_in_longer_words() -> None:
    assert names("praticce") == ["1.1 Fit with practice", "3.2 Practice culture"]
    assert names("inovation") == ["1 Innovation"]
    assert names("xim") == []
    assert names("team")[-1] == "3.2 Practice culture"
    assert names("fitt") == ["1.1 Fit with practice"]
    assert slips("tmie", "time", 1)
    assert not slips("team", "time", 1)


def test_definition_that_matches_is_shown_round_the_match() -> None:
    found = find(THEMES, "works")[0]
    assert found.theme.number == "3.2"
    assert "team works together" in found.note
    assert [found.note[a:b] for a, b in found.note_bold] == ["works"]
    assert find(THEMES, "peer")[0].note == "peer teaching"


def test_words_may_match_number_name_and_definition_together() -> None:
    assert names("4 learn") == ["4.2 Team learning"]
    assert names("team day") == ["3.2 Practice culture"]


def test_folded_text_tells_places_in_the_text_as_it_is() -> None:
    text = "Straße 🫁 cafe\u0301 ÉTÉ שָׁלוֹם مَرْحَبًا"
    held = Folded(text)
    for typed, words in (
        ("strasse", "Straße"), ("cafe", "cafe\u0301"), ("ete", "ÉTÉ"), ("שלום", "שָׁלוֹם"),
        ("مرحبا", "مَرْحَبًا"), ("🫁", "🫁"),
    ):  # fmt: skip
        assert [text[a:b] for a, b in held.places(typed)] == [words]
    assert held.places("") == []
