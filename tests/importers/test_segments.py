"""Hold how transcripts kept as JSON are read; all of it is synthetic."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from framework.errors import RefusedError
from importers import read_text, read_transcript
from tests.importers.documents import texts, times, turns

SAID = (("Joan", 0.0, "How was the mill?"), ("Tom", 3.2, "Cold: minus five."), ("Joan", 6.1, "Oh."))
WORDS = [text for _, _, text in SAID]


def _words(text: str) -> list[dict[str, str]]:
    return [{"text": word} for word in text.split()]


def _parts(text: str) -> list[tuple[str, str]]:
    """Part a text into words and the marks behind them."""
    return [
        (part, "word" if part.isalnum() else "punctuation")
        for part in re.findall(r"\w+|[^\w\s]", text)
    ]


KEPT: dict[str, Any] = {
    "segments": {
        "text": " ".join(WORDS),
        "segments": [
            {"id": 1, "start": at, "text": f" {text}", "speaker": name, "words": _words(text)}
            for name, at, text in SAID
        ],
    },
    "utterances beside all words": {
        "words": [word for text in WORDS for word in _words(text)],
        "utterances": [
            {"speaker": name, "start": int(at * 1000), "text": text} for name, at, text in SAID
        ],
    },
    "sentences in paragraphs": {
        "channels": [
            {
                "alternatives": [
                    {
                        "transcript": " ".join(WORDS),
                        "paragraphs": [
                            {"speaker": name, "start": at, "sentences": [{"text": text}]}
                            for name, at, text in SAID
                        ],
                    }
                ]
            }
        ]
    },
    "display names": {
        "entries": [
            {"speakerDisplayName": name, "startOffset": f"00:00:0{at}00", "text": text}
            for name, at, text in SAID
        ]
    },
    "people by number": {
        "speakers": [{"id": 7, "name": "Joan"}, {"id": 8, "name": "Tom"}],
        "monologues": [
            {"speaker": {"Joan": 7, "Tom": 8}[name], "elements": [{"value": text, "ts": at}]}
            for name, at, text in SAID
        ],
    },
    "people by key": {
        "speakers": {"a1": "Joan", "b2": {"name": "Tom"}},
        "paragraphs": [
            {"speaker": {"Joan": "a1", "Tom": "b2"}[name], "start": at, "text": text}
            for name, at, text in SAID
        ],
    },
    "words, and spans of speakers": {
        "words": [
            {"start": at + n / 10, "text": word}
            for _, at, text in SAID
            for n, word in enumerate(text.split())
        ],
        "paragraphs": [{"start": at, "end": at + 2, "speaker": name} for name, at, _ in SAID],
    },
    "words and marks in choices": {
        "results": [
            {
                "type": kind,
                "start_time": at,
                "alternatives": [
                    {"content": part, "speaker": name},
                    {"content": "else", "speaker": name},
                ],
            }
            for name, at, text in SAID
            for part, kind in _parts(text)
        ]
    },
    "words without marks and times, then marks": {
        "items": [
            {"type": kind, "alternatives": [{"content": part}]}
            | ({"start_time": f"{at}"} if kind == "word" else {})
            for _, at, text in SAID
            for part, kind in _parts(text)
        ],
        "labels": [{"start_time": f"{at}", "speaker_label": name} for name, at, _ in SAID],
    },
    "lengths of time": {
        "phrases": [
            {"speaker": name, "offset": f"PT{at}S", "nBest": [{"display": text}, {"display": "x"}]}
            for name, at, text in SAID
        ]
    },
    "all once more with speakers": {
        "results": [
            *({"alternatives": [{"transcript": text, "words": _words(text)}]} for text in WORDS),
            {
                "alternatives": [
                    {
                        "words": [
                            {"word": word, "startTime": f"{at}s", "speakerTag": name}
                            for name, at, text in SAID
                            for word in text.split()
                        ]
                    }
                ]
            },
        ]
    },
    "captions in pieces": {
        "events": [
            {
                "tStartMs": int(at * 1000),
                "author": name,
                "segs": [{"utf8": text[:3]}, {"utf8": text[3:]}],
            }
            for name, at, text in SAID
        ]
    },
}


def _written(folder: Path, value: object) -> Path:
    path = folder / "a.json"
    path.write_text(json.dumps(value), "utf-8")
    return path


@pytest.mark.parametrize("form", KEPT)
def test_speakers_texts_and_times_are_read_from_json(form: str, tmp_path: Path) -> None:
    draft = read_transcript(_written(tmp_path, KEPT[form]))
    assert texts(draft) == WORDS
    assert turns(draft) == {"Joan": 2, "Tom": 1}
    assert times(draft) == [0, 3200, 6100]


def test_words_with_their_punctuation_become_a_turn(tmp_path: Path) -> None:
    elements = [{"type": "text", "value": "How"}, {"type": "punct", "value": " "},
                {"type": "text", "value": "was"}, {"type": "punct", "value": " it?"}]  # fmt: skip
    draft = read_transcript(
        _written(tmp_path, {"monologues": [{"speaker": 0, "elements": elements}]})
    )
    assert (texts(draft), turns(draft)) == (["How was it?"], {"0": 1})


def test_no_conversation_of_several_is_lost(tmp_path: Path) -> None:
    talk = {"title": "x", "messages": [{"role": name, "content": text} for name, _, text in SAID]}
    assert texts(read_transcript(_written(tmp_path, [talk, talk]))) == [*WORDS, *WORDS]


def test_one_json_value_a_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"speaker": {"name": name}, "text": text}) for name, _, text in SAID]
    path.write_text("\n".join(lines), "utf-8")
    assert turns(read_transcript(path)) == {"Joan": 2, "Tom": 1}


def test_what_else_the_entries_hold_is_named(tmp_path: Path) -> None:
    entries = [{"text": text, "confidence": 0.9} for text in WORDS]
    assert read_transcript(_written(tmp_path, entries)).left_out == ("Other values: confidence.",)


@pytest.mark.parametrize(
    "content",
    ['{"name": "x", "list": [{"name": "q"}]}', '{"segments": [{"text": "a b', "[" * 90_000],
)
def test_json_without_a_transcript_is_refused_in_one_sentence(content: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, "utf-8")
    with pytest.raises(RefusedError, match="nothing was imported"):
        read_transcript(path)


def test_half_a_sign_and_a_number_without_end_are_no_obstacle() -> None:
    halved = r'[{"speaker": "Ann\ud83d", "text": "so it \ude00 was", "\ud800k": 1}]'
    draft = read_text(halved, "a")
    assert (draft.text, draft.speakers[0].name) == ("so it � was", "Ann�")
    assert draft.left_out == ("Other values: �k.",)
    long = '[{"start": ' + "9" * 5000 + ', "text": "so it was here"}]'
    assert read_text(long, "a").text == "so it was here"
