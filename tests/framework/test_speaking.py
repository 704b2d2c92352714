"""Give passages to cases, take them back, and tell who speaks where."""

import pytest

from framework.edits.cases import (
    attribute_passage,
    attribute_speaker,
    attribute_transcript,
    set_parents,
    unattribute_passage,
)
from framework.edits.cells import write_summary
from framework.edits.transcripts import import_transcripts, remove_transcript
from framework.errors import NotFoundError, RefusedError
from framework.queries.attributions import SpeakingRow, speaking
from framework.queries.charts import check_of
from framework.queries.codings import codings_of
from framework.queries.soundness import faults
from framework.queries.transcripts import speakers_of
from framework.schema import Attribution
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, talk, theme_ids

WHOLE = "\n".join(TALK)


def _place(words: str) -> tuple[int, int]:
    start = WHOLE.index(words)
    return start, start + len(words)


def _speaking(study: Study) -> list[SpeakingRow]:
    with study.read() as session:
        assert faults(session) == []
        return speaking(session, 1)


def _cases(study: Study) -> list[tuple[str, ...]]:
    with study.read() as session:
        return [row.cases for row in codings_of(session, 1)]


def test_passage_given_to_a_case_is_taken_back(study: Study) -> None:
    cases = case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    code_passage(study, 1, *_place("the team"), theme_ids(study)["1.1"])
    attribute_passage(study, 1, *_place(" Most of the team came,"), cases["F1"])
    assert study.undo_label == "Give S01 ¶2 to F1"
    assert _cases(study) == [("F1",)]
    assert unattribute_passage(study, 1, *_place("team"), cases["S01"]) == 0
    assert unattribute_passage(study, 1, *_place("team"), cases["F1"]) == 1
    assert study.undo_label == "Take back to whom S01 ¶2 was given"
    assert _cases(study) == [("S01",)]
    study.undo()
    assert _cases(study) == [("F1",)]


def test_whatever_a_passage_was_given_to_can_be_taken_back_at_once(study: Study) -> None:
    cases = case_ids(study)
    for case in ("P01", "P02"):
        attribute_passage(study, 1, *_place("the team"), cases[case])
    attribute_passage(study, 1, *_place("June one"), cases["P01"])
    assert unattribute_passage(study, 1, *_place(TALK[1])) == 2
    assert [(row.start, row.end, row.case) for row in _speaking(study)] == [
        (*_place("June one"), "P01")
    ]


def test_same_passage_is_given_to_a_case_once(study: Study) -> None:
    for words in ("the team", " the team "):
        attribute_passage(study, 1, *_place(words), case_ids(study)["P01"])
    with study.read() as session:
        assert session.query(Attribution).count() == 1


def test_passage_without_words_or_case_is_refused(study: Study) -> None:
    with pytest.raises(RefusedError, match="no text selected"):
        attribute_passage(study, 1, 27, 28, case_ids(study)["P01"])
    with pytest.raises(NotFoundError):
        attribute_passage(study, 1, 0, 9, 99)
    with pytest.raises(NotFoundError):
        attribute_passage(study, 9, 0, 9, 1)
    assert _speaking(study) == []


def test_margin_tells_who_speaks_where_and_by_what(study: Study) -> None:
    cases = case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    assert _speaking(study) == [SpeakingRow(0, len(WHOLE), cases["S01"], "S01", "transcript")]
    with study.read() as session:
        (asking,) = [row for row in speakers_of(session, 1) if row.label == "I"]
    attribute_speaker(study, asking.id, cases["F1"])
    attribute_passage(study, 1, *_place("June one was"), cases["P02"])
    found = [(row.case, row.by, WHOLE[row.start : row.end]) for row in _speaking(study)]
    assert found == [
        ("F1", "speaker", TALK[0]),
        ("S01", "transcript", TALK[1]),
        ("F1", "speaker", TALK[2]),
        ("S01", "transcript", "\n".join(TALK[3:])),
        ("P02", "passage", "June one was"),
    ]


def test_nobody_speaks_where_nothing_was_said(study: Study) -> None:
    assert _speaking(study) == []


def test_quotations_are_checked_again_when_it_changes_who_speaks(study: Study) -> None:
    cases, theme = case_ids(study), theme_ids(study)["1.1"]
    (other,) = import_transcripts(study, [talk("T", ("F1: Nobody came.",))])
    for case in ("F1", "P02", "P01"):
        write_summary(study, cases[case], theme, "“Nobody came”")

    def differing() -> list[str]:
        with study.read() as session:
            return [case for case in ("F1", "P01", "P02")
                    if check_of(session, cases[case], theme).misquoted]  # fmt: skip

    assert differing() == ["F1", "P01", "P02"]
    attribute_transcript(study, other, cases["F1"])
    assert differing() == []
    set_parents(study, cases["F1"], [cases["P02"]])
    assert differing() == ["P01"]
    attribute_transcript(study, other, cases["S01"])
    assert differing() == ["F1", "P02"]
    attribute_passage(study, other, 4, 10, cases["P02"])
    assert differing() == ["F1"]
    unattribute_passage(study, other, 4, 10)
    assert differing() == ["F1", "P02"]
    with study.read() as session:
        (speaker,) = speakers_of(session, other)
    attribute_speaker(study, speaker.id, cases["F1"])
    assert differing() == []
    study.undo()
    assert differing() == ["F1", "P02"]
    remove_transcript(study, other)
    assert differing() == ["F1", "P01", "P02"]
    study.undo()
    assert differing() == ["F1", "P02"]
