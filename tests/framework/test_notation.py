"""Read the notation of summaries."""

from hypothesis import given
from hypothesis import strategies as st

from framework.rules.locators import (
    Locator,
    locators_in,
    paragraph_label,
    stored,
    to_stored,
    to_typed,
    typed,
)
from framework.rules.notation import Mark, Run, marks, quotations, runs

HANDLE = "0123456789abcdef"
PLACES = {HANDLE: Locator("S05", 43, 44)}

SIGNS = st.sampled_from(['"', "“", "”", "*", "{", "}", "[", "]", "¶", "S05 ¶4", "\n", " ", "🙂"])
SUMMARY = st.lists(st.one_of(SIGNS, st.text(max_size=4)), max_size=30).map("".join)


def test_runs_tell_quotations_stars_comments_and_locators() -> None:
    text = f'Late; *"apt" and “so” {{why?}} {stored(HANDLE)}.'
    assert runs(text, PLACES) == [
        Run("text", "Late; "), Run("star_quote", '"apt"'), Run("text", " and "),
        Run("quote", "“so”"), Run("text", " "), Run("comment", "{why?}"), Run("text", " "),
        Run("locator", "S05 ¶43–44", HANDLE), Run("text", "."),
    ]  # fmt: skip


def test_locator_inside_a_comment_is_still_a_locator() -> None:
    assert runs(f"{{see {stored(HANDLE)}}}", PLACES) == [
        Run("comment", "{see "), Run("locator", "S05 ¶43–44", HANDLE), Run("comment", "}"),
    ]  # fmt: skip


def test_locator_without_its_citation_says_so() -> None:
    assert runs(stored(HANDLE), {}) == [Run("locator", "missing passage", HANDLE)]


def test_marks_stand_where_an_editor_paints_them() -> None:
    text = '🙂 *"apt" {why?} [S05 ¶43-44] [sic]'
    found = marks(text)
    assert [(mark.kind, text[mark.start : mark.end]) for mark in found] == [
        ("star_quote", '*"apt"'), ("comment", "{why?}"), ("locator", "[S05 ¶43-44]"),
    ]  # fmt: skip
    assert found[0] == Mark("star_quote", 2, 8)


def test_quotation_ends_with_its_line() -> None:
    assert quotations('an " inch\nand "two"') == ["two"]
    assert quotations('{"in a comment"} "out"') == ["out"]


def test_paragraphs_are_printed_as_people_cite_them() -> None:
    assert (paragraph_label(41, 41), paragraph_label(43, 44)) == ("¶41", "¶43–44")
    assert (typed("S05", 41, 41), typed("S05", 43, 44)) == ("[S05 ¶41]", "[S05 ¶43-44]")


def test_what_is_no_locator_is_left_alone() -> None:
    for text in ("[sic]", "[S05]", "¶4", "[¶4]", "[S05 ¶]", "[S05 ¶4", "[S05\n¶4]"):
        assert locators_in(text) == []


@given(SUMMARY)
def test_runs_lose_nothing_but_stars(text: str) -> None:
    joined = "".join(run.text for run in runs(text, {}))
    star_quotes = sum(run.kind == "star_quote" for run in runs(text, {}))
    if "⟦" not in text:
        assert len(joined) == len(text) - star_quotes
        assert joined.replace("*", "") == text.replace("*", "")


@given(SUMMARY)
def test_runs_print_locators_and_all_else_as_it_stands(text: str) -> None:
    whole = runs(f"{text}{stored(HANDLE)}{text}", PLACES)
    assert [run.token for run in whole if run.kind == "locator"] == [HANDLE]
    assert all(run.text for run in whole)


@given(SUMMARY)
def test_marks_lie_inside_the_text(text: str) -> None:
    for mark in marks(text):
        assert 0 <= mark.start < mark.end <= len(text)


@given(SUMMARY, st.booleans())
def test_typed_text_is_stored_and_typed_again_without_loss(text: str, known: bool) -> None:
    places: dict[str, Locator] = {}

    def bind(locator: Locator) -> str | None:
        token = f"{len(places):016x}"
        places[token] = locator
        return token if known else None

    kept = to_stored(text, bind)
    assert locators_in(to_typed(kept, places)) == locators_in(text)
    if not known or not places:
        assert kept == text
