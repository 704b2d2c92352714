"""Hold that any turns come back from every format, and that no bytes crash a reader.

`CHARTWELL_FUZZ=600` gives every format that many seconds instead of a few tries.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework.errors import RefusedError
from tests.importers.documents import imported, open_document, paragraph, texts, voices, word
from tests.importers.pages import pdf
from tests.importers.test_hostile import SOUND

Turn = tuple[str, str]
SECONDS = int(os.environ.get("CHARTWELL_FUZZ", "0"))
_NAMES = ("I", "P1", "S02", "Interviewer", "Jane Smith", "Zoë O’Neill", "Siân ap Rhys", "MALE 2?")
_SAYINGS = (
    "well, you know: it was late.",
    "It was 9:30, at https://example.org: there.",
    "[pause] they came [inaudible 00:12:33] and went.",
    "Yes, {so} it <was> & is.",
    "“so: what” she said, “ok”.",
)
_TURNS = st.lists(
    st.tuples(st.sampled_from(_NAMES), st.sampled_from(_SAYINGS)), min_size=1, max_size=8
).map(lambda turns: [*turns, *turns, ("I", "Thanks, all."), ("P1", "Welcome, you."), *turns])


def _rtf(turns: list[Turn]) -> bytes:
    def signs(text: str) -> str:
        return "".join(
            f"\\{sign}" if sign in "{}\\" else sign if sign.isascii() else f"\\u{ord(sign)}?"
            for sign in text
        )

    body = "".join(rf"{{\b {signs(name)}:}} {signs(said)}\par " for name, said in turns)
    return f"{{\\rtf1\\ansi {body}}}".encode("ascii")


def _html(turns: list[Turn]) -> bytes:
    rows = (f"<p><b>{escape(name)}:</b> {escape(said)}</p>" for name, said in turns)
    return f"<!DOCTYPE html><html><body>{''.join(rows)}</body></html>".encode()


def _csv(turns: list[Turn]) -> bytes:
    rows = (f'"{name}","{said}"' for name, said in turns)
    return ("Speaker,Text\n" + "\n".join(rows)).encode()


def _pdf(turns: list[Turn]) -> bytes:
    lines = [f"{name}: {said}" for name, said in turns]
    pages = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    return pdf([[(72, 780 - 18 * n, line) for n, line in enumerate(page)] for page in pages])


def _odt(turns: list[Turn]) -> bytes:
    rows = (f"<text:p>{escape(name)}: {escape(said)}</text:p>" for name, said in turns)
    return open_document("".join(rows))


def _docx(turns: list[Turn]) -> bytes:
    return word("".join(paragraph(f"{name}: ", escape(said)) for name, said in turns))


WRITERS: tuple[Callable[[list[Turn]], bytes], ...] = (_rtf, _html, _csv, _pdf, _odt, _docx)


@pytest.mark.parametrize("written", WRITERS)
def test_any_turns_come_back_from_every_format(written: Callable[[list[Turn]], bytes]) -> None:
    @settings(deadline=None, max_examples=15)
    @given(_TURNS)
    def hold(turns: list[Turn]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            draft = imported(Path(folder), "a.dat", written(turns))
        assert voices(draft) == [name for name, _ in turns]
        assert all(
            shown.endswith(said) for shown, (_, said) in zip(texts(draft), turns, strict=True)
        )

    hold()


@pytest.mark.parametrize("name", SOUND)
def test_no_bytes_crash_a_reader(name: str, tmp_path: Path) -> None:
    whole = SOUND[name]
    until = monotonic() + SECONDS

    @settings(
        deadline=None,
        max_examples=200 if SECONDS else 25,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, len(whole)), st.integers(0, 40), st.binary(max_size=60))
    def hold(at: int, gone: int, put: bytes) -> None:
        try:
            draft = imported(tmp_path, name, whole[:at] + put + whole[at + gone :])
        except RefusedError as refused:
            draft = None
            sentence = str(refused)
        assert draft is not None or sentence.startswith(name)
        assert draft is None or "\n".join(texts(draft)) == draft.text

    hold()
    while monotonic() < until:
        hold()
