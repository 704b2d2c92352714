"""Note who has read what, and write memos in the margin and summaries of cases."""

from datetime import date

import pytest

from framework.edits.cases import add_case, remove_case
from framework.edits.codings import write_memo
from framework.edits.memos import rewrite_memo, write_case_summary, write_margin_memo
from framework.edits.readings import mark_read, mark_unread
from framework.edits.transcripts import remove_transcript
from framework.errors import NotFoundError, RefusedError
from framework.queries.codings import codings_of
from framework.queries.coverage import uncoded
from framework.queries.memos import MemoRow, case_summaries, case_summary, margin_memos
from framework.queries.readings import ReadingRow, readings
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.queries.transcripts import speakers_of
from framework.schema import Memo
from framework.study import Study
from tests.framework.test_finding import _ask
from tests.studies import TALK, case_ids, code_passage, theme_ids

WHOLE = "\n".join(TALK)


def _place(words: str) -> tuple[int, int]:
    start = WHOLE.index(words)
    return start, start + len(words)


def _memos(study: Study) -> list[MemoRow]:
    with study.read() as session:
        assert faults(session) == []
        return margin_memos(session, 1)


def _readings(study: Study) -> dict[int, tuple[ReadingRow, ...]]:
    with study.read() as session:
        assert faults(session) == []
        return readings(session)


def test_each_coder_notes_having_read_a_transcript_today(study: Study) -> None:
    mark_read(study, 1)
    study.coder = "CD"
    mark_read(study, 1)
    mark_read(study, 1)
    today = date.today().isoformat()  # noqa: DTZ011 - the day where the reader sits
    assert _readings(study) == {1: (ReadingRow("AB", today), ReadingRow("CD", today))}
    mark_unread(study, 1)
    assert _readings(study) == {1: (ReadingRow("AB", today),)}
    study.undo()
    assert len(_readings(study)[1]) == 2
    assert study.undo_label == "Mark S01 read"


def test_reading_that_is_not_there_is_not_taken_back(study: Study) -> None:
    with pytest.raises(NotFoundError):
        mark_read(study, 9)
    mark_read(study, 1)
    mark_unread(study, 1)
    add_case(study, "S02", "participant")
    mark_unread(study, 1)
    assert study.undo_label == "Add case S02"


def test_margin_memo_stands_at_its_passage_and_is_found(study: Study) -> None:
    made = write_margin_memo(study, 1, *_place(" the team came"), "Ask the manager")
    later = write_margin_memo(study, 1, *_place("🙂, honestly"), "Tone")
    assert study.undo_label == "Write a memo at S01 ¶5"
    rows = _memos(study)
    assert [(row.id, row.first, row.last, row.text, row.coder) for row in rows] == [
        (made, 2, 2, "Ask the manager", "AB"), (later, 5, 5, "Tone", "AB")
    ]  # fmt: skip
    assert (rows[0].start, rows[0].end) == _place("the team came")
    with study.read() as session:
        (hit,) = search(session, "manager")
    assert (hit.kind, hit.name, hit.ref_id, hit.place) == ("memo", "S01", 1, rows[0].start)


def test_memo_is_rewritten_and_an_empty_one_is_taken_away(study: Study) -> None:
    made = write_margin_memo(study, 1, *_place("the team"), "One")
    rewrite_memo(study, made, "Two")
    rewrite_memo(study, made, "Three")
    assert [row.text for row in _memos(study)] == ["Three"]
    study.undo()
    assert [row.text for row in _memos(study)] == ["One"]
    rewrite_memo(study, made, "  ")
    assert _memos(study) == []
    with pytest.raises(NotFoundError, match="no longer"):
        rewrite_memo(study, made, "Four")
    study.undo()
    assert [row.id for row in _memos(study)] == [made]
    remove_transcript(study, 1)
    assert _memos(study) == []


def test_memo_without_words_or_place_is_refused(study: Study) -> None:
    for start, end, words in ((5, 5, "x"), (27, 28, "x"), (0, 5, "  ")):
        with pytest.raises(RefusedError, match="No memo was written"):
            write_margin_memo(study, 1, start, end, words)
    assert _memos(study) == []


def test_case_has_one_summary_which_is_found_and_goes_with_the_case(study: Study) -> None:
    case = case_ids(study)["S01"]
    write_case_summary(study, case, "A tired nurse")
    write_case_summary(study, case, "A very tired nurse")
    with study.read() as session:
        assert case_summary(session, case) == "A very tired nurse"
        assert case_summaries(session) == {case: "A very tired nurse"}
        (hit,) = search(session, "tired")
        assert faults(session) == []
    assert (hit.kind, hit.name, hit.ref_id, hit.case_id) == ("memo", "S01", 0, case)
    write_case_summary(study, case, " ")
    with study.read() as session:
        assert (case_summary(session, case), case_summaries(session)) == ("", {})
    write_case_summary(study, case, "Again")
    remove_case(study, case)
    with study.read() as session:
        assert case_summaries(session) == {}
    with pytest.raises(NotFoundError):
        write_case_summary(study, 99, "x")


def test_memo_about_a_theme_is_found_under_its_name(study: Study) -> None:
    theme = theme_ids(study)["2.2"]
    with study.step("Write a memo about a theme") as session:
        session.add(Memo(theme_id=theme, kind="theme", text="Too wide?", created="",
                         coder_id=study.coder_id(session)))  # fmt: skip
    with study.read() as session:
        (hit,) = search(session, "wide")
        assert faults(session) == []
    assert (hit.name, hit.theme_id, hit.place) == ("2.2 Timing", theme, None)


def test_memo_of_a_coding_is_no_margin_memo(study: Study) -> None:
    coding = code_passage(study, 1, 3, 9, theme_ids(study)["1.1"])
    write_memo(study, coding, "why?")
    made = write_margin_memo(study, 1, 3, 9, "aside")
    assert [row.id for row in _memos(study)] == [made]
    with study.read() as session:
        assert [row.memo for row in codings_of(session, 1)] == ["why?"]


# what is not coded


def _uncoded(study: Study, coder: str | None = None) -> list[str]:
    with study.read() as session:
        return [WHOLE[start:end] for start, end in uncoded(session, 1, coder)]


def test_uncoded_is_what_participants_say_without_labels(study: Study) -> None:
    _ask(study)
    assert _uncoded(study) == [TALK[1][5:], TALK[3][5:], TALK[4]]
    theme = theme_ids(study)["1.1"]
    code_passage(study, 1, *_place("the team came"), theme)
    code_passage(study, 1, *_place("team came, which"), theme)
    code_passage(study, 1, *_place("like being sent last week’s weather.\nWe had"), theme)
    assert _uncoded(study) == [
        "Most of", "never happens.", "The June one was", "moved on by then 🙂, honestly."
    ]  # fmt: skip
    code_passage(study, 1, *_place("moved on by then 🙂, honestly"), theme)
    assert _uncoded(study)[-1] == "The June one was"


def test_uncoded_may_be_asked_of_one_coder(study: Study) -> None:
    _ask(study)
    theme = theme_ids(study)["1.1"]
    code_passage(study, 1, *_place(TALK[4]), theme)
    study.coder = "CD"
    code_passage(study, 1, *_place(TALK[3]), theme)
    assert _uncoded(study) == [TALK[1][5:]]
    assert _uncoded(study, "AB") == [TALK[1][5:], TALK[3][5:]]
    assert _uncoded(study, "CD") == [TALK[1][5:], TALK[4]]


def test_whole_text_counts_where_nobody_interviews(study: Study) -> None:
    with study.read() as session:
        assert {row.role for row in speakers_of(session, 1)} == {"unknown"}
    assert len(_uncoded(study)) == 5
    with study.read() as session, pytest.raises(NotFoundError):
        uncoded(session, 9)
