"""Hold that speakers within another's paragraph are told of; all text is synthetic."""

from importers import read_text


def test_a_label_that_stands_within_paragraphs_is_told_of() -> None:
    said = ("Was it March?Hale: It was.", "Oh my.Hale: Indeed.", "And then?Hale: We left.") * 2
    draft = read_text("\n".join(f"Interviewer: {text}" for text in said), "a")
    assert [speaker.name for speaker in draft.speakers] == ["Interviewer"]
    assert draft.remarks[0].startswith("“Hale:” stands within paragraphs 6 times")


def test_answers_behind_questions_are_told_of() -> None:
    said = ("MS BELL: You went?---Yes.", "THE COURT: At nine?---At ten.", "MS BELL: So?---Cold.")
    draft = read_text("\n".join(said * 2), "a")
    assert "Answers stand behind questions within paragraphs" in draft.remarks[0]


def test_words_before_a_colon_within_sentences_are_no_labels() -> None:
    said = ("I: And the rule: what was it?", "R: The rule: never walk. My father said: never.")
    assert read_text("\n".join(said * 6), "a").remarks == ()
