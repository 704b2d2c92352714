"""Correct what a frozen transcript reads as, with every offset in its place."""

import pytest

from framework.drafts import CodingDraft
from framework.edits.cases import attribute_transcript
from framework.edits.cells import write_summary
from framework.edits.codings import code_from
from framework.edits.corrections import correct, take_back_correction
from framework.edits.transcripts import import_transcripts, remove_transcript
from framework.errors import NotFoundError, RefusedError
from framework.queries.charts import check_of, citations_of
from framework.queries.codings import codings_of, evidence
from framework.queries.corrections import CorrectionRow, corrections_of, wording_of
from framework.queries.history import history
from framework.queries.search import OFF, ON, search
from framework.queries.soundness import faults
from framework.queries.transcripts import paragraphs_of, text_of
from framework.rules.corrections import Replacement, Wording
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, talk, theme_ids

WHOLE = "\n".join(TALK)


def _place(words: str) -> tuple[int, int]:
    start = WHOLE.index(words)
    return start, start + len(words)


def _correct(study: Study, words: str, text: str, reason: str = "") -> int:
    return correct(study, 1, *_place(words), text, reason)


def _rows(study: Study) -> list[CorrectionRow]:
    with study.read() as session:
        assert faults(session) == []
        return corrections_of(session, 1)


def _reads(study: Study) -> str:
    with study.read() as session:
        return wording_of(session, 1).shown


def test_correction_changes_what_is_shown_and_nothing_that_is_kept(study: Study) -> None:
    theme = theme_ids(study)["1.1"]
    over, after = _place("the team came, which"), _place("🙂, honestly")
    ids = [code_passage(study, 1, *place, theme) for place in (over, after)]
    made = _correct(study, "team", "whole team 🎉", reason="  heard on\nthe recording ")
    (row,) = _rows(study)
    assert (row.id, row.n, row.original, row.text) == (made, 2, "team", "whole team 🎉")
    assert (row.reason, row.coder, row.transcript_id) == ("heard on the recording", "AB", 1)
    assert _reads(study) == WHOLE.replace("team", "whole team 🎉", 1)
    with study.read() as session:
        assert text_of(session, 1) == WHOLE
        assert paragraphs_of(session, 1)[1].text == TALK[1]
        codings = codings_of(session, 1)
    assert [(coding.id, coding.start, coding.end) for coding in codings] == [
        (ids[0], *over), (ids[1], *after)
    ]  # fmt: skip
    assert [coding.quote for coding in codings] == [
        "the whole team 🎉 came, which", "🙂, honestly"
    ]  # fmt: skip
    study.undo()
    assert (_rows(study), _reads(study)) == ([], WHOLE)
    study.redo()
    assert _reads(study) != WHOLE


def test_correction_is_a_line_of_the_audit_trail(study: Study) -> None:
    _correct(study, "team", "teem")
    take_back_correction(study, _rows(study)[0].id)
    with study.read() as session:
        labels = [row.label for row in history(session, 2)]
    assert labels == ["Take back the correction at S01 ¶2", "Correct S01 ¶2: “team” → “teem”"]


def test_same_stretch_again_replaces_and_its_own_wording_takes_back(study: Study) -> None:
    first = _correct(study, "team", "teem", "typo")
    study.coder = "CD"
    assert _correct(study, "team", "squad") == first
    (row,) = _rows(study)
    assert (row.text, row.reason, row.coder) == ("squad", "", "CD")
    assert _correct(study, "team", "team") == 0
    assert _rows(study) == []
    label = study.undo_label
    assert _correct(study, "never", "never") == 0
    assert study.undo_label == label


def test_overlapping_correction_is_refused_and_a_touching_one_is_not(study: Study) -> None:
    _correct(study, "the team", "our team")
    for words in ("team", "team came", "of the", "of the team came"):
        with pytest.raises(RefusedError, match="corrected already, to “our team”"):
            _correct(study, words, "x")
    _correct(study, " came", " arrived")
    assert _reads(study).splitlines()[1].startswith("S01: Most of our team arrived, which")
    assert len(_rows(study)) == 2


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ((5, 5), "x", "Select the words"),
        ((-1, 4), "x", "Select the words"),
        ((9, 900), "x", "Select the words"),
        (_place("go?\nS01"), "x", "within one paragraph"),
        (_place("?\n"), "x", "within one paragraph"),
        (_place("team"), "te\nam", "one line"),
        (_place("team"), "team\u2029", "one line"),
        (_place("team"), "te\x00am", "one line"),
        (_place(TALK[2]), " ", "corrected to nothing"),
    ],
)
def test_correction_that_cannot_be_is_refused(
    study: Study, place: tuple[int, int], text: str, said: str
) -> None:
    with pytest.raises(RefusedError, match=said):
        correct(study, 1, *place, text)
    assert _rows(study) == []
    assert study.undo_label == "Add 4 cases"


def test_paragraph_cannot_be_emptied_piece_by_piece(study: Study) -> None:
    _correct(study, "I: And", "")
    with pytest.raises(RefusedError, match="corrected to nothing"):
        _correct(study, " the reports?", "")
    assert len(_rows(study)) == 1


def test_correction_of_what_is_gone_is_refused(study: Study) -> None:
    with pytest.raises(NotFoundError):
        correct(study, 9, 0, 3, "x")
    with pytest.raises(NotFoundError):
        take_back_correction(study, 9)


def test_correction_is_kept_composed(study: Study) -> None:
    _correct(study, "team", "e\u0301quipe")
    assert _rows(study)[0].text == "équipe"


def test_coding_of_words_that_were_taken_out_reads_as_it_came(study: Study) -> None:
    code_passage(study, 1, *_place("honestly"), theme_ids(study)["1.1"])
    _correct(study, ", honestly", "")
    with study.read() as session:
        assert codings_of(session, 1)[0].quote == "honestly"


def test_corrected_words_are_found_once_and_the_old_ones_no_more(study: Study) -> None:
    _correct(study, "team", "squad")
    _correct(study, "never", "rarely")
    with study.read() as session:
        (hit,) = search(session, "squad rarely")
        assert (hit.kind, hit.name, hit.n, hit.place) == ("transcript", "S01", 2, 28)
        assert f"{ON}squad{OFF} came, which {ON}rarely{OFF}" in hit.snippet
        assert search(session, "team") == search(session, "never") == []
        assert [row.n for row in search(session, "s01")] == [2, 4]
    take_back_correction(study, _rows(study)[0].id)
    with study.read() as session:
        assert len(search(session, "team rarely")) == 1
        assert search(session, "squad") == []
    study.undo()
    with study.read() as session:
        assert len(search(session, "squad rarely")) == 1


def test_hits_in_corrected_paragraphs_keep_their_place_and_the_limit(study: Study) -> None:
    lines = tuple(f"S02: word {n}" for n in range(9))
    import_transcripts(study, [talk("S02", lines)])
    correct(study, 2, 5, 9, "sword word")
    with study.read() as session:
        assert [hit.n for hit in search(session, "word", limit=4)] == [1, 2, 3, 4]


def test_citations_and_evidence_read_as_corrected(study: Study) -> None:
    cases, theme = case_ids(study), theme_ids(study)["1.1"]
    attribute_transcript(study, 1, cases["S01"])
    code_passage(study, 1, *_place("the team came"), theme)
    write_summary(study, cases["S01"], theme, "They came [S01 ¶2]")
    _correct(study, "team", "squad")
    with study.read() as session:
        assert evidence(session, cases["S01"], theme)[0].quote == "the squad came"
        assert [row.quote for row in citations_of(session, [1]).values()] == ["the squad came"]


def test_quotation_may_be_as_corrected_or_as_it_came(study: Study) -> None:
    cases, theme = case_ids(study), theme_ids(study)["1.1"]
    attribute_transcript(study, 1, cases["S01"])
    write_summary(study, cases["S01"], theme, "“the team came”, “the squad came”")
    write_summary(study, cases["P01"], theme, "“the squad came”")
    write_summary(study, cases["P02"], theme, "“the squad came”")

    def differing(case: str) -> tuple[str, ...]:
        with study.read() as session:
            return check_of(session, cases[case], theme).misquoted

    assert differing("S01") == differing("P01") == ("the squad came",)
    made = _correct(study, "team", "squad")
    assert differing("S01") == differing("P01") == ()
    assert differing("P02") == ("the squad came",)
    take_back_correction(study, made)
    assert differing("S01") == ("the squad came",)
    study.undo()
    assert differing("S01") == ()
    study.undo()
    assert differing("P01") == ("the squad came",)


def test_codings_file_may_quote_corrected_words(study: Study) -> None:
    _correct(study, "team", "whole squad")
    lines = [CodingDraft(2, "S01", "1.1", quote="the whole squad came"),
             CodingDraft(3, "S01", "1.2", quote="the team came")]  # fmt: skip
    assert code_from(study, lines) == 2
    with study.read() as session:
        rows = codings_of(session, 1)
    assert {(row.start, row.end) for row in rows} == {_place("the team came")}
    assert {row.quote for row in rows} == {"the whole squad came"}


def test_corrections_go_and_come_back_with_their_transcript(study: Study) -> None:
    _correct(study, "team", "squad")
    remove_transcript(study, 1)
    with study.read() as session:
        assert search(session, "squad") == []
        assert faults(session) == []
    study.undo()
    assert _reads(study) != WHOLE


def test_places_in_the_rest_of_a_long_correction_stay_true_to_their_word() -> None:
    before, after = "We recieved teh reports late.", "We received all the reports too late."
    wording = Wording(before, [Replacement(0, len(before), after)])
    assert wording.shown == after
    for word in ("We", "reports", "late."):
        start = before.index(word)
        assert wording.between(start, start + len(word)) == word
        found = after.index(word)
        assert wording.span_to_frozen(found, found + len(word)) == (start, start + len(word))


def test_part_of_a_replaced_word_stands_for_all_of_it() -> None:
    wording = Wording("It went ded well.", [Replacement(8, 11, "really")])
    start = wording.shown.index("eall")
    assert wording.span_to_frozen(start, start + 4) == (8, 11)
    taken_out = Wording("a very bad day", [Replacement(2, 7, "")])
    assert taken_out.shown == "a bad day"
    assert taken_out.span_to_frozen(2, 5) == (7, 10)
    assert taken_out.span_to_frozen(0, 2) == (0, 2)
