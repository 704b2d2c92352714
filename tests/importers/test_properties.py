"""Hold that turns written in any layout are read back as they were."""

import json
import tempfile
import textwrap
from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from framework.drafts import TranscriptDraft
from importers import read_text
from tests.importers.documents import imported, paragraph, run, table, texts, voices, word

Turn = tuple[str, str]
_NAMES = ("I", "P1", "S02", "Interviewer", "Jane Smith", "Nurse, B (P01)", "MALE 2?", "Zoë O’Neill")
_PEOPLE = (
    *_NAMES,
    "A", "Q", "M", "É", "J.B.", "A. B.", "M. K. van den Berg", "Jean-Luc de la Tour",
    "Siobhán O’Neill-D'Arcy", "Dr. Ødegård", "Mrs Okafor-Smith", "Prof. Ada B. Hale",
    "participant", "P-03", "FG2_P3", "Respondent #4", "ID 1043", "S2", "SPEAKER_01", "Speaker 2",
    "Male 1", "Tom (P4, nurse)", "Ibn Sīnā", "Łukasz Żak", "Ñusta Ç.", "İpek", "Νίκη Δήμου",
    "Иванова А. П.", "Респондент 2", "مريم", "باحثة", "דנה כהן", "प्रतिभागी", "田中さん", "受访者3",
    "참여자 5", "ผู้ให้ข้อมูล", "Nguyễn Thị Hoa", "Interviewer:in", "Q1", "X Æ", "Coordinator",
)  # fmt: skip
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
    lambda n, name, said: f"#{n + 1} {name}: {said}",
    lambda n, name, said: f"{name}\t[00:{_clock(n).zfill(5)}]\t{said}",
    lambda n, name, said: f"00:{_clock(n).zfill(5)}\t{name}\t{said}",
    lambda n, name, said: f"[00:{_clock(n).zfill(5)} --> 00:59:59] {name}: {said}",
    lambda n, name, said: f"0:{_clock(n)}.450 --> 0:59:59.120\n{name}\n{said}",
    lambda n, name, said: f"{name} | {_clock(n)}\n{said}",
    lambda n, name, said: f"{name} ({_clock(n).zfill(5)}):\n{said}\n",
    lambda _, name, said: f"- **{name}:** {said}",
)
_SHAPES: tuple[Callable[[int, str, str], str], ...] = (
    *_LINES,
    lambda n, name, said: f"{name}\n00:{_clock(n).zfill(5)}\n{said}\n",
    lambda n, name, said: f"[00:{_clock(n).zfill(5)}] {name}\n{said}\n",
    lambda n, name, said: f"[00:{_clock(n).zfill(5)}.120] - {name}\n{said}\n",
    lambda n, name, said: f"{name} - {_clock(n).zfill(5)}\n{said}\n",
    lambda n, name, said: f"00:{_clock(n).zfill(5)}:07 - 00:59:59:01\n{name}\n{said}\n",
    lambda n, name, said: f"[0.{n}s -> 9.9s] {name}: {said}",
    lambda n, name, said: f"{n + 1}  {name}: {said}",
    lambda _, name, said: f"{name} : {said}",
    lambda _, name, said: f"{name}： {said}",
    lambda _, name, said: f"    {name}:  {said}",
    lambda _, name, said: f"{name}:\n\n{said}\n",
    lambda _, name, said: f"{name}: [laughs] {said}",
    lambda n, name, said: f"{name} (00:{_clock(n).zfill(5)} - 00:59:59): {said}",
    lambda n, name, said: f"( {n + 1}s ) {name}: {said}",
    lambda _, name, said: f"*{name}:* **{said}**\n",
    lambda n, name, said: f"**{name}** *{_clock(n).zfill(5)}*\n{said}\n",
    lambda n, name, said: f"- **[{_clock(n).zfill(5)}] {name}**: {said}",
    lambda n, name, said: f"({n + 1}) {name}: {said}",
    lambda n, name, said: f"[{n + 1}] {name}: {said}",
    lambda n, name, said: f"{name} [{n}.50 - {n}.90]\n{said}\n",
    lambda n, name, said: f"{name} ~ {_clock(n)}\n{said}\n",
)
_CODES = ("R2", "P1", "S02", "INT", "Interviewer", "Speaker 3", "Facilitator")
_CODED: tuple[Callable[[str, str], str], ...] = (
    lambda name, said: f"[{name}] {said}",
    lambda name, said: f"({name}) {said}",
    lambda name, said: f"<{name}> {said}",
    lambda name, said: f"{name} - {said}",
    lambda name, said: f"{name}; {said}",
    lambda name, said: f"{name}/ {said}",
    lambda name, said: f"{name}      {said}",
    lambda name, said: f"{name}. {said}",
    lambda name, said: f"{{{name}}} {said}",
    lambda name, said: f"{name}) {said}",
    lambda name, said: f"{name}= {said}",
    lambda name, said: f"{name} = {said}",
    lambda name, said: f"{name}- {said}",
    lambda name, said: f"{name}> {said}",
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


_SPOKEN = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(_SAYINGS)), min_size=1, max_size=9)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(_PEOPLE), min_size=2, max_size=5, unique=True),
    _SPOKEN,
    st.sampled_from(_SHAPES),
)
def test_turns_of_people_of_any_name_are_read_back(
    people: list[str], spoken: list[tuple[int, str]], shape: Callable[[int, str, str], str]
) -> None:
    turns = [(people[who % len(people)], said) for who, said in spoken]
    each = [(name, said) for said in _SAYINGS[:2] for name in people]
    turns = [*turns, *turns, *each, *turns]
    text = "\n".join(shape(n, name, said) for n, (name, said) in enumerate(turns))
    with tempfile.TemporaryDirectory() as folder:
        draft = imported(Path(folder), "a.md" if "**" in text else "a.txt", text)
    heard = [
        voice
        for voice, mark in zip(voices(draft), draft.paragraphs, strict=True)
        if mark.kind == "speech"
    ]
    assert heard == [name for name, _ in turns]


@settings(deadline=None, max_examples=40)
@given(_TURNS, st.sampled_from(_CODED), st.permutations(_CODES))
def test_turns_after_codes_are_read_back(
    turns: list[Turn], line: Callable[[str, str], str], codes: list[str]
) -> None:
    turns = [*turns, *turns]  # some of these shapes are believed only where everybody recurs
    code = dict(zip(_NAMES, [*codes, "P9"], strict=True))
    text = "\n".join(line(code[name], said) for name, said in turns)
    with tempfile.TemporaryDirectory() as folder:
        draft = imported(Path(folder), "a.txt", text)
    assert voices(draft) == [code[name] for name, _ in turns]


_INDENTS = (("", ""), ("", "      "), ("      ", ""))
_LONG = st.lists(
    st.tuples(st.integers(0, 3), st.lists(st.sampled_from(_SAYINGS), min_size=1, max_size=6)),
    min_size=8,
    max_size=24,
)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(_PEOPLE), min_size=2, max_size=4, unique=True),
    _LONG,
    st.sampled_from(_INDENTS),
    st.booleans(),
    st.sampled_from(("", "Interview 7\nDate: 3 May 2021\n\n", "THE MILL\n\nKey: [..] unclear\n")),
)
def test_wrapped_turns_keep_their_speakers(
    people: list[str],
    spoken: list[tuple[int, list[str]]],
    indents: tuple[str, str],
    spaced: bool,
    head: str,
) -> None:
    each = [(who, list(_SAYINGS)) for who in [*range(len(people)), *range(len(people))]]
    turns = [(people[who % len(people)], " ".join(said)) for who, said in [*spoken, *each]]
    rows = [
        textwrap.fill(
            f"{name}: {said}", 72, initial_indent=indents[0], subsequent_indent=indents[1]
        )
        for name, said in turns
    ]
    text = head + "\n\n".join(row.replace("\n", "\n\n") if spaced else row for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        draft = imported(Path(folder), "a.txt", text)
    heard = [
        voice
        for voice, mark in zip(voices(draft), draft.paragraphs, strict=True)
        if mark.label is not None
    ]
    assert heard == [name for name, _ in turns]


def _captions(turns: list[Turn], form: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"00:{_clock(n).zfill(5)}.000 --> 00:{_clock(n).zfill(5)}.900\n{form.format(name, said)}"
        for n, (name, said) in enumerate(turns)
    )


@settings(deadline=None, max_examples=30)
@given(_TURNS, st.sampled_from(("<v {0}>{1}</v>", "<v {0}>{1}", "{0}: {1}")))
def test_turns_in_captions_are_read_back(turns: list[Turn], form: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        draft = imported(Path(folder), "a.vtt", _captions(turns, form))
    heard = [
        voice for n, voice in enumerate(voices(draft)) if not n or voice != voices(draft)[n - 1]
    ]
    said = [name for n, (name, _) in enumerate(turns) if not n or name != turns[n - 1][0]]
    assert heard == said
    words = "".join("".join(said.split()) for _, said in turns)
    assert "".join(_unlabelled(draft).split()) == words


def _unlabelled(draft: TranscriptDraft) -> str:
    """Give the speech of a draft without the labels in it."""
    return " ".join(
        text.removeprefix(mark.label or "").lstrip(":")
        if mark.label and text.startswith(f"{mark.label}:") else text
        for text, mark in zip(texts(draft), draft.paragraphs, strict=True)
    )  # fmt: skip


@settings(deadline=None, max_examples=20)
@given(_TURNS, st.permutations((0, 1, 2)), st.booleans())
def test_turns_in_a_table_are_read_back(
    turns: list[Turn],
    order: list[int],
    headed: bool,
) -> None:
    rows = [(f"00:{_clock(n).zfill(5)}", name, said) for n, (name, said) in enumerate(turns)]
    grid = ([("Time", "Speaker", "Text")] if headed else []) + rows
    body = table(*(tuple(row[at] for at in order) for row in grid))
    with tempfile.TemporaryDirectory() as folder:
        draft = imported(Path(folder), "a.docx", word(body))
    marks = list(zip(voices(draft), texts(draft), draft.paragraphs, strict=True))
    heard = [(voice, shown) for voice, shown, mark in marks if mark.kind == "speech"]
    assert heard == turns


@settings(deadline=None, max_examples=20)
@given(_TURNS)
def test_turns_under_bold_names_in_word_are_read_back(turns: list[Turn]) -> None:
    body = "".join(paragraph(run(f"{name}:", "<w:b/>"), f" {said}") for name, said in turns)
    with tempfile.TemporaryDirectory() as folder:
        draft = imported(Path(folder), "a.docx", word(body))
    assert voices(draft) == [name for name, _ in turns]


_KEPT: tuple[Callable[[list[Turn]], object], ...] = (
    lambda turns: [{"speaker": name, "text": said} for name, said in turns],
    lambda turns: {
        "speakers": [{"id": name * 2, "name": name} for name in {name for name, _ in turns}],
        "monologues": [
            {"speaker": name * 2, "elements": [{"value": said}]} for name, said in turns
        ],
    },
    lambda turns: {
        "words": [
            {"start": n * 10 + place / 100, "word": part}
            for n, (_, said) in enumerate(turns)
            for place, part in enumerate(said.split())
        ],
        "spans": [{"start": n * 10, "speaker": name} for n, (name, _) in enumerate(turns)],
    },
    lambda turns: {
        "results": [
            {"type": "word", "alternatives": [{"content": part, "speaker": name}]}
            for name, said in turns
            for part in said.split()
        ]
    },
)


@settings(deadline=None, max_examples=40)
@given(_TURNS, st.sampled_from(_KEPT))
def test_turns_kept_as_json_are_read_back(
    turns: list[Turn], kept: Callable[[list[Turn]], object]
) -> None:
    draft = read_text(json.dumps(kept(turns)), "a.json")
    assert _by_person(zip(voices(draft), texts(draft), strict=True)) == _by_person(turns)


def _by_person(turns: Iterable[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """Join what one person says in one go, without blanks."""
    return [
        (name, "".join("".join(said.split()) for _, said in group))
        for name, group in groupby(turns, key=itemgetter(0))
    ]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_no_sign_of_a_text_file_is_lost(text: str) -> None:
    import unicodedata

    composed = unicodedata.normalize("NFC", text).strip()
    if composed.strip("\ufeff \t") and not text.startswith(("%PDF", "{\\rtf", "\ufeff", "WEBVTT")):
        with tempfile.TemporaryDirectory() as folder:
            draft = imported(Path(folder), "a.txt", text)
        assert "".join(draft.text.split()) == "".join(composed.split())
