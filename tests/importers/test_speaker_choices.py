"""Hold what an analyst changes in a draft to its rules: the text stays as it was read."""

import pytest

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.ingest import turn_counts
from importers import read_text
from importers.column_choices import columns_of, read_with
from importers.columnroles import Roles
from importers.measure import measured
from importers.speaker_choices import (
    choices_of,
    has_printed,
    join_speakers,
    labels_of,
    not_a_speaker,
    split_speaker,
    stretches,
    unlabelled,
    with_choices,
    with_role,
    without_printed,
)
from importers.survey import Columns

TALK = (
    "INT: How was it?\nS01: Good.\nIt went on.\nINT: And then?\nSister: I came too.\n"
    "S01: She did.\nINT: Thanks.\nSister: Bye."
)


@pytest.fixture
def talk() -> TranscriptDraft:
    return read_text(TALK, "talk")


def who(draft: TranscriptDraft) -> list[str]:
    names = [None if p.speaker is None else p.speaker for p in draft.paragraphs]
    return ["" if at is None else draft.speakers[at].name for at in names]


def test_joined_labels_are_one_person_and_the_text_stays(talk: TranscriptDraft) -> None:
    made = join_speakers(talk, {2, 1})
    assert who(made) == ["INT", "S01", "S01", "INT", "S01", "S01", "INT", "S01"]
    assert made.speakers[1].labels == ("S01", "Sister")
    assert made.text == talk.text
    assert [p.label for p in made.paragraphs] == [p.label for p in talk.paragraphs]


def test_joining_one_label_is_refused(talk: TranscriptDraft) -> None:
    with pytest.raises(RefusedError, match="at least two"):
        join_speakers(talk, {1})


def test_split_gives_the_ticked_turns_to_another_person(talk: TranscriptDraft) -> None:
    first, second, third = stretches(talk, 0)
    assert (second.first, second.begins) == (4, "And then?")
    made = split_speaker(talk, 0, {second.first}, "Second interviewer")
    assert who(made)[3] == "Second interviewer"
    assert who(made)[0] == who(made)[6] == "INT"
    assert turn_counts(made.paragraphs, len(made.speakers)) == [2, 2, 2, 1]
    assert made.speakers[3].labels == ("INT",)
    assert first.first != third.first


def test_unlabelled_paragraphs_go_with_the_turn_that_is_split_off(talk: TranscriptDraft) -> None:
    one = stretches(talk, 1)[0]
    assert (one.first, one.last) == (2, 3)
    assert who(split_speaker(talk, 1, {2}, "Another"))[1:3] == ["Another", "Another"]


@pytest.mark.parametrize(("name", "turns"), [("", {4}), ("s01", {4}), ("New", set()),
                                             ("New", {1, 4, 7})])  # fmt: skip
def test_split_without_a_name_or_a_rest_is_refused(
    talk: TranscriptDraft, name: str, turns: set[int]
) -> None:
    with pytest.raises(RefusedError):
        split_speaker(talk, 0, turns, name)


def test_a_label_of_nobody_continues_the_turn_before(talk: TranscriptDraft) -> None:
    made = not_a_speaker(talk, {2})
    assert who(made) == ["INT", "S01", "S01", "INT", "INT", "S01", "INT", "INT"]
    assert made.paragraphs[4].label is None
    assert [s.name for s in made.speakers] == ["INT", "S01"]
    assert made.text == talk.text
    assert unlabelled(made) == unlabelled(talk) + 2


def test_choices_are_made_again_in_a_file_of_the_same_labels(talk: TranscriptDraft) -> None:
    other = read_text(TALK.replace("came too", "came as well"), "other")
    made = with_role(join_speakers(talk, {1, 2}), 1, "participant")
    assert labels_of(talk) == labels_of(other)
    again = with_choices(other, choices_of(talk, made))
    assert who(again) == who(made)
    assert again.speakers == made.speakers
    assert again.text == other.text


def test_what_was_split_stays_with_its_file(talk: TranscriptDraft) -> None:
    made = split_speaker(talk, 0, {4}, "Second interviewer")
    assert with_choices(talk, choices_of(talk, made)) == talk


def test_labels_meet_however_they_are_typed(talk: TranscriptDraft) -> None:
    assert labels_of(talk) == labels_of(read_text(TALK.replace("INT:", "Int:"), "other"))
    assert labels_of(talk) != labels_of(read_text(TALK.replace("S01", "S02"), "S02"))
    assert not labels_of(read_text("Nobody is named here.", "plain"))


def test_printed_line_numbers_can_be_left_out(talk: TranscriptDraft) -> None:
    first, *rest = talk.paragraphs
    numbered = TranscriptDraft(
        "n", "pdf", b"n", talk.text, (first._replace(printed="7"), *rest), talk.speakers
    )
    assert has_printed(numbered)
    assert not has_printed(without_printed(numbered))


TABLE = (
    "Clock,Said,Person\n00:00:01,How was it for you?,INT\n00:00:05,It was fine,S01\n"
    "00:00:09,And after that what happened?,INT\n"
)
SURVEY = (
    "id,site,What helped most?,What was hard about it?\n"
    "R1,North,The training day was very good,There was no time for it\n"
    "R2,South,Having a colleague to ask things,Too many forms to fill in\n"
)


def test_a_table_is_read_again_with_the_columns_chosen() -> None:
    draft = read_text(TABLE, "table.csv")
    held = columns_of(draft)
    assert held is not None
    assert held.names == ("Clock", "Said", "Person")
    assert held.begins[2] == "INT"
    assert isinstance(held.read_as, Roles)
    made = read_with(draft, Roles(1, None, 2, 1))
    assert [p.time_ms for p in made.paragraphs] == [None] * 3
    assert any("Clock" in sentence for sentence in made.left_out)
    again = columns_of(made)
    assert again is not None
    assert again.names == held.names


def test_questions_of_a_survey_are_chosen() -> None:
    draft = read_text(SURVEY, "survey.csv")
    held = columns_of(draft)
    assert held is not None
    assert held.read_as == Columns(0, (2, 3))
    made = read_with(draft, Columns(0, (3,)))
    assert "training day" not in made.text
    assert any("What helped most?" in sentence for sentence in made.left_out)


def test_a_column_that_names_nobody_once_is_refused() -> None:
    draft = read_text(
        SURVEY + "R3,South,It all worked well for us,Nothing that I recall\n", "s.csv"
    )
    with pytest.raises(RefusedError, match="each respondent once"):
        read_with(draft, Columns(1, (2, 3)))
    with pytest.raises(RefusedError, match="at least one column"):
        read_with(draft, Columns(0, ()))


def test_only_tables_have_columns(talk: TranscriptDraft) -> None:
    assert columns_of(talk) is None


def test_characters_are_counted_past_the_reader(talk: TranscriptDraft) -> None:
    held, kept = measured(talk)
    assert held == kept == len("".join(TALK.split()))
