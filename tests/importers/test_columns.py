"""Hold that transcripts in columns and survey answers are read; all text is synthetic."""

from itertools import permutations
from pathlib import Path

import pytest

from framework.errors import RefusedError
from importers.column_choices import columns_of
from tests.importers.documents import imported, table, texts, times, turns, voices, word
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


def test_a_column_a_person_is_read_row_by_row(tmp_path: Path) -> None:
    text = "Interviewer,P1\nHow was the mill?,\n,It was cold there\nAnd after that?,\n,We left it\n"
    draft = imported(tmp_path, "a.csv", text)
    assert turns(draft) == {"Interviewer": 2, "P1": 2}
    assert texts(draft)[1] == "It was cold there"
    asked = "Question,Answer\nHow was the mill?,It was cold there\nAnd after that?,We left it all\n"
    assert turns(imported(tmp_path, "b.csv", asked)) == {"Question": 2, "Answer": 2}


def test_a_column_a_person_of_a_word_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [("Interviewer", "P1"), ("How was it?", ""), ("", "Cold: very."), ("And then?", "")]
    draft = imported(tmp_path, "a.docx", word(table(*rows, ("", "We left."))))
    assert turns(draft) == {"Interviewer": 2, "P1": 2}


def test_codes_of_questions_are_no_people(tmp_path: Path) -> None:
    rows = (
        "id,Q1,Q2\n1,It was cold all day,Nobody came to the mill\n2,It rained,Two came to see us\n"
    )
    assert set(turns(imported(tmp_path, "a.csv", rows))) == {"1", "2"}


def test_labels_within_a_single_column_are_read(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    write_book(
        path, {"Talk": [("I: How was it?",), ("R: Cold: very.",), ("I: And?",), ("R: No.",)]}
    )
    draft = imported(tmp_path, "a.dat", path.read_bytes())
    assert turns(draft) == {"I": 2, "R": 2}
    assert columns_of(draft) is None


def test_a_header_in_words_that_nobody_knows_is_no_turn(tmp_path: Path) -> None:
    text = "Zeitpunkt X;Wer da;Was da\n00:00:01;Ann;Wie war es dort?\n00:00:05;Ben;Kalt war es.\n"
    draft = imported(tmp_path, "a.csv", text + "00:00:08;Ann;Und danach?\n")
    assert turns(draft) == {"Ann": 2, "Ben": 1}
