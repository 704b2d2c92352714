"""Hold corrections to it that no place is lost, whatever the text and whatever is corrected."""

import tempfile
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework.edits.corrections import correct
from framework.edits.themes import add_theme
from framework.edits.transcripts import import_transcripts
from framework.queries.codings import codings_of
from framework.queries.corrections import wording_of
from framework.queries.soundness import faults
from framework.rules.corrections import Replacement, Wording
from framework.study import Study
from tests.studies import code_passage, talk

SIGNS = "ab z.,’-\u0301\u05b8\u0650שלוםمرحباé🙂👩\u200d🔬𝒳\U0001f1eb\U0001f1f7"
TEXTS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=40)
WORDINGS = st.text(st.sampled_from(SIGNS), max_size=12)


@st.composite
def corrected(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    """Draw a text and corrections of it that do not overlap, in any order."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    rows = [Replacement(start, end, draw(WORDINGS)) for start, end in pairs]
    return text, draw(st.permutations(rows))


def _by_hand(text: str, rows: list[Replacement], start: int, end: int) -> str:
    """Replace what is corrected within a stretch, one correction after another from its end."""
    whole = text[:end]
    for row in sorted(rows, reverse=True):
        if start <= row.start and row.end <= end:
            whole = whole[: row.start] + row.text + whole[row.end :]
    return whole[start:]


@settings(max_examples=400)
@given(corrected())
def test_shown_text_is_the_frozen_one_with_each_stretch_replaced(
    drawn: tuple[str, list[Replacement]],
) -> None:
    text, rows = drawn
    wording = Wording(text, rows)
    assert wording.shown == _by_hand(text, rows, 0, len(text))
    assert wording.frozen == text


@settings(max_examples=400)
@given(corrected())
def test_place_outside_what_is_replaced_comes_back_as_it_went(
    drawn: tuple[str, list[Replacement]],
) -> None:
    text, rows = drawn
    wording = Wording(text, rows)
    taken_out = {place for row in rows if not row.text for place in (row.start, row.end)}
    for place in range(len(text) + 1):
        if place not in taken_out and not any(row.start < place < row.end for row in rows):
            assert wording.to_frozen(wording.to_shown(place)) == place
            assert _by_hand(text, rows, 0, place) == wording.shown[: wording.to_shown(place)]


@settings(max_examples=400)
@given(corrected())
def test_order_of_places_is_kept_both_ways(drawn: tuple[str, list[Replacement]]) -> None:
    text, rows = drawn
    wording = Wording(text, rows)
    shown = [wording.to_shown(place) for place in range(len(text) + 1)]
    frozen = [wording.to_frozen(place) for place in range(len(wording.shown) + 1)]
    assert shown == sorted(shown)
    assert frozen == sorted(frozen)
    assert set(shown) <= set(range(len(wording.shown) + 1))
    assert set(frozen) <= set(range(len(text) + 1))


@settings(max_examples=400)
@given(corrected(), st.data())
def test_quotation_is_what_replacing_by_hand_gives(
    drawn: tuple[str, list[Replacement]], data: st.DataObject
) -> None:
    text, rows = drawn
    within = {place for row in rows for place in range(row.start + 1, row.end)}
    places = st.sampled_from(sorted(set(range(len(text) + 1)) - within))
    start, end = sorted((data.draw(places), data.draw(places)))
    expected = _by_hand(text, rows, start, end) or text[start:end]
    assert Wording(text, rows).between(start, end) == expected


@settings(max_examples=400)
@given(corrected(), st.data())
def test_what_is_selected_as_shown_is_quoted_whole(
    drawn: tuple[str, list[Replacement]], data: st.DataObject
) -> None:
    text, rows = drawn
    wording = Wording(text, rows)
    places = st.integers(0, len(wording.shown))
    start, end = sorted((data.draw(places), data.draw(places)))
    if start < end:
        first, last = wording.span_to_frozen(start, end)
        assert 0 <= first < last <= len(text)
        assert wording.to_shown(first) <= start
        assert wording.to_shown(last) >= end
        assert wording.shown[start:end] in wording.between(first, last)


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_no_coding_moves_in_a_real_study(lines: list[str], data: st.DataObject) -> None:
    composed = [unicodedata.normalize("NFC", f"W: א{line}z") for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        study = Study.create(Path(folder) / "s.chartwell", coder="AB")
        (transcript,) = import_transcripts(study, [talk("T", composed)])
        text, theme = "\n".join(composed), add_theme(study, "One")
        cuts = sorted(data.draw(st.sets(st.integers(3, len(composed[0]) - 1), max_size=6)))
        spans = [(0, 3), *zip(cuts[::2], cuts[1::2], strict=False)]
        for start, end in spans:
            if text[start:end].strip():
                code_passage(study, transcript, start, end, theme)
        with study.read() as session:
            before = [(row.id, row.start, row.end) for row in codings_of(session, transcript)]
        rows = []
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            words = unicodedata.normalize("NFC", data.draw(WORDINGS))
            correct(study, transcript, start, end, words)
            rows.append(Replacement(start, end, words))
        with study.read() as session:
            after = codings_of(session, transcript)
            assert wording_of(session, transcript).shown == _by_hand(text, rows, 0, len(text))
            assert faults(session) == []
        study.close()
    assert [(row.id, row.start, row.end) for row in after] == before
    within = {place for row in rows for place in range(row.start + 1, row.end)}
    for row in after:
        if not within & {row.start, row.end}:
            expected = _by_hand(text, rows, row.start, row.end) or text[row.start : row.end]
            assert row.quote == expected
