"""Find passages by their words, by who says them, and by what was asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework.drafts import ParagraphDraft, TranscriptDraft
from framework.edits.corrections import correct
from framework.edits.passages import code_passages
from framework.edits.transcripts import import_transcripts, set_role
from framework.errors import NotFoundError
from framework.queries.codings import all_codings
from framework.queries.finding import Unit, find_passages
from framework.queries.passages import FoundPassage, passages_of_speaker
from framework.queries.questions import QuestionRow, answers_to, questions
from framework.queries.transcripts import speakers_of, text_of
from framework.rules.matches import OFF, ON, unmarked, windows
from framework.rules.questions import gist, grouped, is_aside, is_asking, names_in
from framework.study import Study
from tests.studies import TALK, talk, theme_ids

WHOLE = "\n".join(TALK)
GUIDE = ("And thinking about the workshop, how did it go?", "How were the monthly reports?")


def _find(study: Study, query: str, unit: Unit = "match") -> list[FoundPassage]:
    with study.read() as session:
        found = find_passages(session, query, unit)
        for row in found:
            assert 0 <= row.match_start < row.match_end <= len(row.text), row
            if row.transcript_id == 1 and row.text in WHOLE:
                assert WHOLE[row.start : row.end] == row.text
    return found


def _ask(study: Study) -> None:
    """Say of every speaker called I that they interview."""
    with study.read() as session:
        every = [row for key in range(1, 30) for row in speakers_of(session, key)]
    for row in every:
        if row.label == "I":
            set_role(study, row.id, "interviewer")


def _matched(row: FoundPassage) -> str:
    return row.text[row.match_start : row.match_end]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("report*", ["reports"]), ("WAS like", ["was like"]), ('"last week’s"', ["last week’s"]),
        ("“the team”", ["the team"]), ('never "the team"', ["the team came, which never"]),
        ("came never team", ["team came, which never"]), ("reports june", []),
        ("the", [*["the"] * 3, "The"]), ("weather moved", []), ("", []), ("*", []),
        ("(", []), ('"', []),
    ],
)  # fmt: skip
def test_match_is_the_shortest_stretch_of_a_paragraph_that_holds_all(
    study: Study, query: str, found: list[str]
) -> None:
    assert [row.text for row in _find(study, query)] == found


def test_every_occurrence_is_found_in_the_order_of_the_study(study: Study) -> None:
    import_transcripts(study, [talk("S02", ("S02: late, so late.", "S02: Too late!"))])
    rows = _find(study, "late")
    assert [(row.transcript, row.n, row.start) for row in rows] == [
        ("S02", 1, 5), ("S02", 1, 14), ("S02", 2, 29)
    ]  # fmt: skip


def test_unit_draws_the_passage_wider_with_the_match_marked(study: Study) -> None:
    line = "S02: Dr. May came late. Was it e.g. the train? Late again, 3.5 days. Fine."
    import_transcripts(study, [talk("S02", (line, "And so on.", "I: Hm."))])
    assert [(row.text, _matched(row)) for row in _find(study, "late", "sentence")] == [
        ("Dr. May came late.", "late"), ("Late again, 3.5 days.", "Late")
    ]  # fmt: skip
    assert [row.text for row in _find(study, "train days", "sentence")] == [
        "Was it e.g. the train? Late again, 3.5 days."
    ]
    assert [(row.text, _matched(row)) for row in _find(study, "late", "paragraph")] == [
        (line[5:], "late")
    ]
    (turn,) = _find(study, "so", "turn")
    assert (turn.text, _matched(turn), turn.n) == (f"{line[5:]}\nAnd so on.", "so", 2)


def test_labels_are_not_found_by_themselves_but_a_phrase_may_begin_there(study: Study) -> None:
    assert _find(study, "s01") == []
    (row,) = _find(study, '"S01 most of"')
    assert (row.text, _matched(row)) == ("Most of", "Most of")
    assert [row.text for row in _find(study, "s01 june", "paragraph")] == [TALK[3][5:]]


def test_roles_and_transcripts_narrow_what_is_searched(study: Study) -> None:
    import_transcripts(study, [talk("S02", ("I: Any reports?", "S02: No reports."))])
    _ask(study)
    with study.read() as session:
        said = find_passages(session, "reports", "paragraph", roles=["participant", "unknown"])
        asked = find_passages(session, "reports", "turn", roles=["interviewer"], transcripts=[2])
        assert find_passages(session, "reports", transcripts=[]) == []
    assert [row.text for row in said] == ["No reports."]
    assert [row.text for row in asked] == ["Any reports?"]


def test_corrected_words_are_found_where_they_stand_and_old_ones_are_not(study: Study) -> None:
    start = WHOLE.index("never")
    correct(study, 1, start, start + 5, "very rarely")
    assert _find(study, "never") == []
    (match,) = _find(study, "rarely")
    assert (match.start, match.end, match.text, _matched(match)) == (
        start, start + 5, "very rarely", "rarely",
    )  # fmt: skip
    units: tuple[Unit, ...] = ("sentence", "paragraph", "turn")
    for unit in units:
        (row,) = _find(study, "rarely happens", unit)
        assert row.text == "Most of the team came, which very rarely happens."
        assert _matched(row) == "rarely happens"
        assert (row.start, row.end) == (33, 76)
    assert [row.text for row in _find(study, "came")] == ["came"]


def test_found_passages_are_coded_as_they_were_shown(study: Study) -> None:
    start = WHOLE.index("never")
    correct(study, 1, start, start + 5, "rarely")
    found = _find(study, "rarely", "sentence") + _find(study, "the") + _find(study, "rarely")
    code_passages(study, [(row.transcript_id, row.start, row.end) for row in found],
                  theme_ids(study)["1.1"])  # fmt: skip
    with study.read() as session:
        assert {row.quote for row in all_codings(session)} == {row.text for row in found}


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(max_size=30))
def test_whatever_people_type_is_no_error(study: Study, words: str) -> None:
    _find(study, words)
    _find(study, f'"{words}" the {words}*', "turn")


def test_words_with_accents_and_other_scripts_are_found(study: Study) -> None:
    lines = ("S02: 🙂 Un café très cher.", "S02: הַסַּדְנָה הָיְתָה טוֹבָה", "S02: كانت الورشة جيدة")
    import_transcripts(study, [talk("S02", lines)])
    assert [row.text for row in _find(study, "CAFE")] == ["café"]
    assert [row.text for row in _find(study, "הַסַּדְנָה")] == ["הַסַּדְנָה"]
    assert [row.text for row in _find(study, "الورشة", "sentence")] == ["كانت الورشة جيدة"]


def test_turns_of_a_speaker_are_listed_without_labels(study: Study) -> None:
    with study.read() as session:
        (speaker,) = [row for row in speakers_of(session, 1) if row.label == "S01"]
        found = passages_of_speaker(session, 1, speaker.ordinal)
        assert passages_of_speaker(session, 1, 9) == []
    assert [row.text for row in found] == [TALK[1][5:], f"{TALK[3][5:]}\n{TALK[4]}"]
    assert [(row.n, row.match_start, row.match_end) for row in found] == [(2, 0, 0), (4, 0, 0)]


# what was asked


def _interviews(study: Study, many: int = 10) -> None:
    """Add interviews in which two questions recur, each worded a little differently."""
    people = ("Mary", "Tom", "Ann", "Zoe", "Ali", "Bob", "Eve", "Joe", "Kim", "Lou")[:many]
    for at, name in enumerate(people):
        asked = (GUIDE[0], f"So, {name}, thinking about the  workshop – how did it go?",
                 f"{GUIDE[0][:-1]}, {name}?")[at % 3]  # fmt: skip
        lines = (
            "I: Right.", f"S{at}: Yes.", f"I: OK. {asked}", f"S{at}: Well.", "It was long.",
            "I: Mm-hm, yeah.", f"S{at}: I asked Dr. {name}.", "I: What is your favourite colour?"
            if at == 3 else f"I: {GUIDE[1].upper() if at == 5 else GUIDE[1]}", f"S{at}: Late.",
            "I: Really?", f"S{at}: Very.",
        )  # fmt: skip
        import_transcripts(study, [talk(f"T{at}", lines)])
    _ask(study)


def _questions(study: Study) -> list[QuestionRow]:
    with study.read() as session:
        return questions(session)


def test_question_asked_in_ten_interviews_is_one_with_ten_places(study: Study) -> None:
    _interviews(study)
    first, second = _questions(study)
    assert (first.text, first.kind, first.transcripts, len(first.places)) == (
        GUIDE[0], "question", 10, 10,
    )  # fmt: skip
    assert (second.text, second.transcripts) == (GUIDE[1], 9)
    with study.read() as session:
        for place in first.places:
            body = text_of(session, place.transcript_id)
            assert "how did it go" in body[place.start : place.end]
            assert "OK" not in body[place.start : place.end]


def test_answer_goes_on_over_asides_until_the_next_question(study: Study) -> None:
    _interviews(study, 2)
    with study.read() as session:
        answers = answers_to(session, _questions(study)[0])
        again = answers_to(session, GUIDE[1].lower())
    assert [(row.transcript, row.text) for row in answers] == [
        ("T0", "Well.\nIt was long."), ("T0", "I asked Dr. Mary."),
        ("T1", "Well.\nIt was long."), ("T1", "I asked Dr. Tom."),
    ]  # fmt: skip
    assert [row.text for row in again] == ["Late.", "Very.", "Late.", "Very."]
    with study.read() as session, pytest.raises(NotFoundError, match="recurring question"):
        answers_to(session, "What?")


def test_headings_are_asked_too_and_answered_until_the_next(study: Study) -> None:
    draft = talk("S02", ("The workshop", "I: How was it?", "S02: Fine.", "It went on.",
                         "I: And after?", "S02: Lunch.", "THE WORKSHOP.", "S02: More.", "End",
                         "S02: Bye."))  # fmt: skip
    headed = [
        ParagraphDraft(row.start, row.end, "heading") if n in {0, 6, 8} else row
        for n, row in enumerate(draft.paragraphs)
    ]
    import_transcripts(study, [_with(draft, headed)])
    _ask(study)
    first, last = _questions(study)
    assert (first.text, first.kind, first.transcripts, len(first.places)) == (
        "The workshop", "heading", 1, 2,
    )  # fmt: skip
    with study.read() as session:
        assert [row.text for row in answers_to(session, first)] == [
            "Fine.\nIt went on.", "Lunch.", "More."
        ]  # fmt: skip
        assert [row.text for row in answers_to(session, last)] == ["Bye."]


def _with(draft: TranscriptDraft, paragraphs: list[ParagraphDraft]) -> TranscriptDraft:
    """Give a draft other paragraphs."""
    return TranscriptDraft(draft.name, draft.format, draft.original, draft.text,
                           tuple(paragraphs), draft.speakers)  # fmt: skip


def test_corrected_question_is_the_question_it_reads_as(study: Study) -> None:
    import_transcripts(
        study,
        [talk(name, ("I: How was teh workshp then?", f"{name}: Good.")) for name in ("A", "B")],
    )
    _ask(study)
    for key in (2, 3):
        correct(study, key, 11, 22, "the workshop")
    (row,) = _questions(study)
    assert row.text == "How was the workshop then?"
    assert row.places[0][3:] == (3, 28)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (GUIDE[0], "thinking about the WORKSHOP how did it go", True),
        ("So how was the workshop?", "How was the workshop for you then?", True),
        ("How was the workshop?", "How were the reports?", False),
        ("Why did you want the workshop?", "How was the workshop?", False),
        ("How did the monthly feedback reports change what your team planned?",
         "How did the monthly feedback reports change what the team planned, do you think?", True),
        ("Tell me about the workshop.", "Tell me about the reports.", False),
    ],
)  # fmt: skip
def test_questions_are_the_same_when_only_little_words_differ(
    one: str, other: str, alike: bool
) -> None:
    first, second = grouped([gist(one), gist(other)])
    assert (first == second) == alike


def test_names_are_what_is_never_in_small_letters() -> None:
    said = ("Mary, how was it?", "And how was it, Tom?", "Was the Workshop fine?", "The workshop?")
    assert names_in(said) == {"mary", "tom"}
    assert names_in(("Was denken Sie über die Berichte der Praxis?",) * 3) == set()


@pytest.mark.parametrize(
    ("turn", "aside"),
    [
        ("Mm.", True), ("Yeah, yeah.", True), ("I see. Right.", True), ("Really?", True),
        ("And the reports?", False), ("Could you say a bit more?", False), ("Why is that?", True),
    ],
)  # fmt: skip
def test_asides_of_interviewers_are_told_from_questions(turn: str, aside: bool) -> None:
    assert is_aside(turn) == aside
    assert not (aside and is_asking(turn, gist(turn)))


def test_finds_are_read_off_a_marked_text() -> None:
    assert unmarked(f"a {ON}b{OFF} c{ON}🙂{OFF}") == ("a b c🙂", [(2, 3), (5, 6)])
    assert unmarked("plain") == ("plain", [])
    assert windows([[(0, 1), (9, 10)], [(4, 5), (11, 12), (20, 21)]]) == [(0, 5), (9, 12)]
