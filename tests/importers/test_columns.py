"""Hold that transcripts in columns and survey answers are read; all text is synthetic."""

from itertools import permutations
from pathlib import Path

import pytest

from framework.errors import RefusedError
from tests.importers.documents import imported, texts, times, turns, voices
from tests.importers.workbooks import write_book

ROWS = [
    ("00:00:01", "INT", "How was it, then?"),
    ("00:00:05", "P01", "It went well, I think."),
    ("00:00:09", "INT", "And the training?"),
    ("00:00:15", "P01", "We had two hours of it."),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("header", [True, False])
def test_columns_in_any_order_are_told_apart(
    order: tuple[int, ...], header: bool, tmp_path: Path
) -> None:
    rows = [("Time", "Speaker", "Text"), *ROWS] if header else ROWS
    lines = [",".join(f'"{row[at]}"' for at in order) for row in rows]
    draft = imported(tmp_path, "a.csv", "\r\n".join(lines))
    assert draft.format == "table"
    assert turns(draft) == {"INT": 2, "P01": 2}
    assert texts(draft) == [row[2] for row in ROWS]
    assert times(draft) == [1000, 5000, 9000, 15000]


def test_a_workbook_is_read_and_its_other_columns_are_told(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    rows = [(*row, f"q{n}") for n, row in enumerate(ROWS)]
    write_book(path, {"Talk": [("Start", "Name", "Transcript", "Quality"), *rows]})
    draft = imported(tmp_path, "a.dat", path.read_bytes())
    assert voices(draft) == ["INT", "P01", "INT", "P01"]
    assert draft.left_out == ("4 values of the column “Quality”: q0 / q1 / q2 / q3",)


def test_survey_answers_stand_under_their_respondents(tmp_path: Path) -> None:
    text = (
        "ID,Age,What helped you most?,What would you change?\n"
        "R1,31,The visits by the trainer,Nothing at all comes to mind\n"
        'R2,45,"Time, and being asked\nabout it",\n'
    )
    draft = imported(tmp_path, "answers.csv", text)
    assert voices(draft) == ["R1", None, "R1", None, "R1", "R2", None, "R2", "R2"]
    assert texts(draft)[5:] == ["R2", "What helped you most?", "Time, and being asked", "about it"]
    assert [speaker.role for speaker in draft.speakers] == ["participant", "participant"]
    assert len(draft.left_out) == 1


def test_a_table_without_speech_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="without a column of speech"):
        imported(tmp_path, "a.csv", "speaker,age\nAnn,3\nBen,4\n")
