"""Hold that turns written in any layout are read back as they were."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.documents import imported, paragraph, run, texts, voices, word

Turn = tuple[str, str]
_NAMES = ("I", "P1", "S02", "Interviewer", "Jane Smith", "Nurse, B (P01)", "MALE 2?", "Zoë O’Neill")
_SAYINGS = (
    "well, you know: it was late.",
    "It was 9:30, at https://example.org: there.",
    "[pause] they came [inaudible 00:12:33] and went.",
    "Yes.",
    "and “so: what” she said 😀.",
    "the answer is: two",
)
_TURNS = st.lists(
    st.tuples(st.sampled_from(_NAMES), st.sampled_from(_SAYINGS)), min_size=1, max_size=12
).map(lambda turns: [*turns, *turns, ("I", "Thanks, all."), ("P1", "Welcome, you."), *turns])


def _clock(position: int) -> str:
    return f"{position // 60}:{position % 60:02}"


_LINES: tuple[Callable[[int, str, str], str], ...] = (
    lambda _, name, said: f"{name}: {said}",
    lambda _, name, said: f"{name}:\t{said}",
    lambda n, name, said: f"[00:{_clock(n).zfill(5)}] {name}: {said}",
    lambda n, name, said: f"{name} [00:{_clock(n).zfill(5)}]: {said}",
    lambda _, name, said: f">> {name}: {said}",
    lambda n, name, said: f"{name}  {_clock(n)}\n{said}",
    lambda n, name, said: f"{name}   {_clock(n)}\n{said}\n",
    lambda n, name, said: f"00:{_clock(n).zfill(5)} {name}\n{said}",
    lambda _, name, said: f"**{name}:** {said}\n",
    lambda _, name, said: f"**{name}**: {said}\n",
    lambda _, name, said: f"{name}:\n{said}",
)


@settings(deadline=None, max_examples=60)
@given(_TURNS, st.sampled_from(_LINES))
def test_turns_in_any_layout_are_read_back(
    turns: list[Turn], line: Callable[[int, str, str], str]
) -> None:
    text = "\n".join(line(n, name, said) for n, (name, said) in enumerate(turns))
    with tempfile.TemporaryDirectory() as folder:
        draft = imported(Path(folder), "a.md" if "**" in text else "a.txt", text)
    heard = [
        (voice, shown)
        for voice, shown, mark in zip(voices(draft), texts(draft), draft.paragraphs, strict=True)
        if mark.kind == "speech"
    ]
    assert [voice for voice, _ in heard] == [name for name, _ in turns]
    assert all(shown.endswith(said) for (_, shown), (_, said) in zip(heard, turns, strict=True))


@settings(deadline=None, max_examples=20)
@given(_TURNS)
def test_turns_under_bold_names_in_word_are_read_back(turns: list[Turn]) -> None:
    body = "".join(paragraph(run(f"{name}:", "<w:b/>"), f" {said}") for name, said in turns)
    with tempfile.TemporaryDirectory() as folder:
        draft = imported(Path(folder), "a.docx", word(body))
    assert voices(draft) == [name for name, _ in turns]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_no_sign_of_a_text_file_is_lost(text: str) -> None:
    import unicodedata

    composed = unicodedata.normalize("NFC", text).strip()
    if composed.strip("\ufeff \t") and not text.startswith(("%PDF", "{\\rtf", "\ufeff", "WEBVTT")):
        with tempfile.TemporaryDirectory() as folder:
            draft = imported(Path(folder), "a.txt", text)
        assert "".join(draft.text.split()) == "".join(composed.split())
