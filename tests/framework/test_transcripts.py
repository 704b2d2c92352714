"""Import, name and remove transcripts."""

from dataclasses import replace
from threading import Event

import pytest
from sqlalchemy import text

from framework.drafts import ParagraphDraft
from framework.edits.cells import write_summary
from framework.edits.transcripts import (
    attribute_added,
    import_transcripts,
    remove_transcript,
    rename_transcript,
    set_role,
)
from framework.errors import CancelledError, NotFoundError, RefusedError
from framework.progress import Progress
from framework.queries.charts import cell
from framework.queries.soundness import faults
from framework.queries.transcripts import (
    cases_of_transcripts,
    list_transcripts,
    paragraphs_of,
    speakers_of,
    text_of,
    transcript_named,
    turns_of,
)
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, talk, theme_ids


def _names(study: Study) -> list[str]:
    with study.read() as session:
        return [row.name for row in list_transcripts(session)]


def test_transcript_keeps_its_text_and_numbers_its_paragraphs(study: Study) -> None:
    with study.read() as session:
        assert text_of(session, 1) == "\n".join(TALK)
        rows = paragraphs_of(session, 1)
    assert [row.n for row in rows] == [1, 2, 3, 4, 5]
    assert [row.text for row in rows] == list(TALK)
    assert [row.speaker for row in rows] == ["I", "S01", "I", "S01", "S01"]
    assert [row.label for row in rows] == ["I", "S01", "I", "S01", None]


def test_a_large_file_is_kept_byte_for_byte(study: Study) -> None:
    large = replace(talk("S09"), original=bytes(range(256)) * 9_001)
    import_transcripts(study, [large])
    with study.read() as session:
        kept = session.scalar(text("SELECT original FROM document ORDER BY id DESC LIMIT 1"))
        assert not faults(session)
    assert kept == large.original


def test_speakers_turns_are_counted_and_their_first_words_shown(study: Study) -> None:
    with study.read() as session:
        people = speakers_of(session, 1)
        turns = turns_of(session, 1)
    assert [(row.label, row.turns) for row in people] == [("I", 2), ("S01", 2)]
    assert people[1].first_words == "Most of the team came, which never happens."
    assert [(turn.speaker, turn.first, turn.last) for turn in turns] == [
        ("I", 1, 1), ("S01", 2, 2), ("I", 3, 3), ("S01", 4, 5),
    ]  # fmt: skip


def test_heading_inside_a_turn_does_not_end_it(study: Study) -> None:
    draft = talk("S02", ("S02: First.", "Second", "S02: Third.", "I: Fourth?"))
    middle = draft.paragraphs[1]._replace(kind="heading", speaker=None)
    draft = replace(draft, paragraphs=(draft.paragraphs[0], middle, *draft.paragraphs[2:]))
    (added,) = import_transcripts(study, [draft])
    with study.read() as session:
        turns = turns_of(session, added)
        people = speakers_of(session, added)
    assert [(turn.speaker, turn.first, turn.last) for turn in turns] == [("S02", 1, 3), ("I", 4, 4)]
    counted = {row.label: row.turns for row in people}
    assert counted == {name: sum(t.speaker == name for t in turns) for name in counted}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("S02 [final] ¶3.docx", "S02 final 3"),
        ("⟦S02⟧", "S02"),
        ("[]", "Transcript"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("  S  02 .txt", "S 02"),
    ],
)
def test_name_is_cleaned_of_the_signs_of_locators(study: Study, name: str, kept: str) -> None:
    import_transcripts(study, [talk(name, ("S02: Well.",))])
    assert _names(study) == ["S01", kept]


def test_name_that_is_taken_gets_a_number(study: Study) -> None:
    other = ("S01: Something else.",)
    import_transcripts(study, [talk("s01", other), talk("S01.txt", other)])
    assert _names(study) == ["S01", "s01 (2)", "S01 (3)"]


def test_same_file_twice_is_refused_and_nothing_added(study: Study) -> None:
    with pytest.raises(RefusedError, match="already, as S01"):
        import_transcripts(study, [talk("S09"), talk()])
    assert _names(study) == ["S01"]
    assert study.undo_label == "Add 4 cases"


def test_transcript_without_words_is_refused(study: Study) -> None:
    empty = replace(talk("S02"), text=" \n ", paragraphs=(ParagraphDraft(0, 1),))
    with pytest.raises(RefusedError, match="no text"):
        import_transcripts(study, [empty])


def test_reader_that_breaks_its_promise_is_a_bug(study: Study) -> None:
    for wrong in (
        replace(talk("S02"), text="Cafe\u0301 " * 60),
        replace(talk("S02"), paragraphs=(ParagraphDraft(0, 9000),)),
        replace(talk("S02"), paragraphs=(ParagraphDraft(0, 9), ParagraphDraft(5, 12))),
        replace(talk("S02"), paragraphs=(ParagraphDraft(0, 9, speaker=7),)),
    ):
        with pytest.raises(ValueError, match="broke its contract"):
            import_transcripts(study, [wrong])
    assert _names(study) == ["S01"]


def test_cancelled_import_leaves_nothing(study: Study) -> None:
    stop = Event()

    def cancel_at_second(done: int, _total: int, _what: str) -> None:
        if done == 1:
            stop.set()

    drafts = [talk(f"T{n}") for n in range(4)]
    with pytest.raises(CancelledError):
        import_transcripts(study, drafts, Progress(cancel_at_second, stop))
    assert _names(study) == ["S01"]
    with study.read() as session:
        assert session.scalar(text("SELECT count(*) FROM document")) == 1


def test_renamed_transcript_is_printed_in_every_locator(study: Study) -> None:
    pair = case_ids(study)["S01"], theme_ids(study)["2.1"]
    write_summary(study, *pair, "Late [S01 ¶4], moved on [S01 ¶4-5]")
    rename_transcript(study, 1, "  Nurse [A] ")
    with study.read() as session:
        view = cell(session, *pair)
        assert transcript_named(session, "nurse a").id == 1
        assert faults(session) == []
    assert view.text == "Late [Nurse A ¶4], moved on [Nurse A ¶4-5]"
    assert [run.text for run in view.runs if run.kind == "locator"] == [
        "Nurse A ¶4",
        "Nurse A ¶4–5",
    ]
    write_summary(study, *pair, view.text)
    assert study.undo_label == "Rename transcript to Nurse A"


def test_rename_to_a_taken_or_empty_name_is_refused(study: Study) -> None:
    import_transcripts(study, [talk("Élodie", ("É: Oui.",))])
    for name, said in (("ÉLODIE", "Another transcript"), ("[]", "needs a name")):
        with pytest.raises(RefusedError, match=said):
            rename_transcript(study, 1, name)
    rename_transcript(study, 2, "élodie")
    assert _names(study) == ["S01", "élodie"]


def test_names_with_accents_are_found_whatever_their_case(study: Study) -> None:
    import_transcripts(study, [talk("Élodie", ("É: Oui.",))])
    with study.read() as session:
        assert transcript_named(session, "Élodie").id == 2
        assert transcript_named(session, " éLODIE ").id == 2
        with pytest.raises(NotFoundError):
            transcript_named(session, "Elodie?")


def test_removed_transcript_leaves_its_locators_as_they_read_and_undo_binds_them(
    study: Study,
) -> None:
    pair = case_ids(study)["S01"], theme_ids(study)["2.1"]
    import_transcripts(study, [talk("S02", ("S02: Well.",))])
    write_summary(study, *pair, "Late [S01 ¶4-5]; well [S02 ¶1]")
    with study.read() as session:
        before = cell(session, *pair)
    remove_transcript(study, 1)
    with study.read() as session:
        after = cell(session, *pair)
        assert faults(session) == []
    assert after.text == "Late [S01 ¶4-5]; well [S02 ¶1]"
    assert [run.text for run in after.runs if run.kind == "locator"] == ["S02 ¶1"]
    study.undo()
    with study.read() as session:
        assert cell(session, *pair) == before
        assert faults(session) == []


def test_role_of_a_speaker_is_kept(study: Study) -> None:
    with study.read() as session:
        speaker = speakers_of(session, 1)[0].id
    set_role(study, speaker, "interviewer")
    with study.read() as session:
        assert speakers_of(session, 1)[0].role == "interviewer"
    with pytest.raises(NotFoundError):
        set_role(study, 999, "participant")


def test_transcript_is_coded_as_far_as_its_own_codings_go(study: Study) -> None:
    import_transcripts(study, [talk("S02")])
    with study.read() as session:
        first, _second = list_transcripts(session)
        last = paragraphs_of(session, first.id)[3]
    code_passage(study, first.id, last.start, last.end, theme_ids(study)["1.1"])
    with study.read() as session:
        assert [row.coded_to for row in list_transcripts(session)] == [4, 0]


def test_transcripts_just_added_speak_for_cases_by_name(study: Study) -> None:
    made = import_transcripts(study, [talk("S02", ("S02: First.", "I: Fourth?")), talk("S03")])
    case = next(iter(case_ids(study)))
    attribute_added(study, [(made[0], 0, case.upper()), (made[1], None, case)])
    with study.read() as session:
        assert [row.cases for row in speakers_of(session, made[0])] == [(case,), ()]
        assert cases_of_transcripts(session)[made[1]] == [case]


def test_a_case_that_is_gone_by_then_adds_nothing(study: Study) -> None:
    def add() -> None:
        with study.step("Import"):
            made = import_transcripts(study, [talk("S02", ("S02: First.",))])
            attribute_added(study, [(made[0], 0, "Gone")])

    before = _names(study)
    with pytest.raises(NotFoundError, match="no case called “Gone”"):
        add()
    assert _names(study) == before
