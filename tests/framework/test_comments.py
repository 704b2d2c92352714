"""Keep comments that came in a transcript's file."""

from dataclasses import replace
from pathlib import Path

import pytest

from framework.drafts import CommentDraft
from framework.edits.comments import take_comments
from framework.edits.transcripts import import_transcripts
from framework.edits.updating import update_transcript
from framework.queries.comments import comments_of
from framework.queries.memos import margin_memos
from framework.queries.soundness import faults
from framework.study import Study
from tests.studies import TALK, talk

NOTES = (
    CommentDraft("Ann B", "2021-05-03T10:20:00Z", 3, 10, "Which one?"),
    CommentDraft("", "", 33, 45, "Who?"),
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Give a study with a transcript in whose file stood two comments."""
    made = Study.create(tmp_path / "a.chartwell", coder="AB")
    import_transcripts(made, [replace(talk(), comments=NOTES)])
    return made


def test_comments_are_listed_with_their_places(study: Study) -> None:
    with study.read() as session:
        rows = comments_of(session, 1)
    assert [(row.n, row.first, row.quote, row.text, row.taken) for row in rows] == [
        (0, 1, "How did", "Which one?", False), (1, 2, "Most of the ", "Who?", False),
    ]  # fmt: skip
    study.close()


def test_chosen_comments_become_memos_once_and_in_one_step(study: Study) -> None:
    assert take_comments(study, 1, {0}) == 1
    assert study.undo_label == "Keep 1 comment of S01 as memos"
    assert take_comments(study, 1) == 1
    assert take_comments(study, 1) == 0
    with study.read() as session:
        memos = [(row.first, row.text, row.coder) for row in margin_memos(session, 1)]
        assert memos == [(1, "Ann B, 2021-05-03: Which one?", "AB"), (2, "Who?", "AB")]
        assert all(row.taken for row in comments_of(session, 1))
        assert faults(session) == []
    study.undo()
    with study.read() as session:
        assert [row.taken for row in comments_of(session, 1)] == [True, False]
    study.close()


def test_comments_go_with_their_words_when_the_transcript_is_brought_up_to_date(
    study: Study,
) -> None:
    take_comments(study, 1)
    update_transcript(study, 1, talk("S01 v2", ("I: Thank you for coming.", *TALK)))
    with study.read() as session:
        assert [row.first for row in margin_memos(session, 1)] == [2, 3]
        assert comments_of(session, 1) == []
    study.close()
