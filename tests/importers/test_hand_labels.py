"""Hold that what an analyst calls a label is one wherever paragraphs begin so, and nothing else."""

import pytest

from framework.drafts import ParagraphDraft, SpeakerDraft, TranscriptDraft
from framework.errors import RefusedError
from importers import read_text
from importers.hand_labels import beginnings, begun, with_label
from importers.near_names import near_names
from importers.speaker_choices import choices_of, join_speakers, labels_of, with_choices

LINES = (
    "INT: How was it?", "the sister – It was late.", "It went on.", "INT: And then?",
    "The Sister", "We left.", "INT: Thanks.", "The sisterhood went home.",
)  # fmt: skip


def written(lines: tuple[str, ...] = LINES) -> TranscriptDraft:
    """Make a draft in which a label before a colon was read, and no other."""
    paragraphs, start = [], 0
    for line in lines:
        label = "INT" if line.startswith("INT:") else None
        paragraphs.append(ParagraphDraft(start, start + len(line), "speech", label, 0))
        start += len(line) + 1
    return TranscriptDraft(
        "a", "txt", b"synthetic", "\n".join(lines), tuple(paragraphs),
        (SpeakerDraft("INT", ("INT",), "interviewer"),),
    )  # fmt: skip


def who(draft: TranscriptDraft) -> list[str]:
    return ["" if p.speaker is None else draft.speakers[p.speaker].name for p in draft.paragraphs]


def test_a_label_taken_by_hand_opens_a_turn_wherever_paragraphs_begin_so() -> None:
    made = with_label(written(), "the sister")
    sister = "the sister"
    assert who(made) == ["INT", sister, sister, "INT", sister, sister, "INT", "INT"]
    assert [p.label for p in made.paragraphs][1::3] == ["the sister", "The Sister", None]
    assert [p.kind for p in made.paragraphs].count("label") == 1
    assert made.text == written().text


def test_a_label_that_somebody_bears_is_theirs() -> None:
    made = with_label(written(("INT: One?", "Int – Two?", "x")), "Int")
    assert [speaker.labels for speaker in made.speakers] == [("INT", "Int")]


def test_words_with_which_no_paragraph_begins_are_refused() -> None:
    with pytest.raises(RefusedError, match="No paragraph without a label begins with “Mother”"):
        with_label(written(), "Mother")
    with pytest.raises(RefusedError, match="Choose or type"):
        with_label(written(), " : ")


def test_what_may_be_a_label_is_offered_the_most_frequent_first() -> None:
    draft = written(("INT: One?", "Anne – x", "ward sister: y", "ward sister: z", "So it went."))
    assert [(one.label, one.paragraphs) for one in beginnings(draft)] == [
        ("ward sister", (3, 4)), ("Anne", (2,)),
    ]  # fmt: skip


def test_marks_before_a_label_do_not_hide_it() -> None:
    draft = written(("INT: One?", "[Anne] x", "\u200f- Anne: y", "<Anne> z"))
    assert begun(draft, "Anne").paragraphs == (2, 3, 4)


def test_a_label_taken_by_hand_is_taken_in_files_alike() -> None:
    chosen = with_label(written(), "the sister")
    other = written(("INT: Well?", "The sister – Yes.", "INT: Bye."))
    made = with_choices(other, choices_of(written(), chosen))
    assert who(made) == ["INT", "the sister", "INT"]
    assert with_choices(written(("INT: Well?",)), choices_of(written(), chosen)).speakers[1:] == ()


def named(*names: str) -> TranscriptDraft:
    turns = [f"{name}: So it was, said by {name}." for name in names]
    return read_text("\n".join([*turns, *turns]), "talk")


def asked(*names: str) -> list[tuple[str, str]]:
    speakers = named(*names).speakers
    return [(speakers[a].name, speakers[b].name) for a, b in near_names(named(*names))]


def test_names_one_letter_apart_are_asked_about() -> None:
    assert asked("Anna", "Ben", "Ana") == [("Anna", "Ana")]
    assert asked("Anna Bell", "Ben", "Anna Ball") == [("Anna Bell", "Anna Ball")]
    assert asked("Brian", "Ann", "Brain") == [("Brian", "Brain")]


def test_codes_roles_and_series_are_not_asked_about() -> None:
    assert asked("P1", "P2", "Speaker A", "Speaker B") == []
    assert asked("Interviewer", "Interviewee") == []
    assert asked("Family A", "Family B", "Ann") == []


def test_labels_that_differ_in_a_mark_of_direction_are_one_person() -> None:
    draft = named("דנה", "\u200fדנה", "Ann\u200e", "Ann")
    assert len(draft.speakers) == 2
    assert labels_of(draft) == {"דנה", "ann"}
    assert len(join_speakers(draft, {0, 1}).speakers) == 1


def test_letters_that_may_count_answers_are_left_to_the_analyst() -> None:
    draft = read_text("A) Hello there.\nB) Good day.\nA) And then?\nB) We left.", "a")
    assert draft.speakers == ()
    assert [one.label for one in beginnings(draft)] == ["A", "B"]
    made = with_label(with_label(draft, "A"), "B")
    assert who(made) == ["A", "B", "A", "B"]
