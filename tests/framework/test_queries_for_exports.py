"""Facts about the questions that exports ask, many passages at once."""

from pathlib import Path

import pytest

from framework.queries.codings import all_codings, codings_of, codings_touching
from framework.queries.themes import list_themes_plain
from framework.queries.transcripts import (
    list_transcripts,
    order_of_transcripts,
    paragraphs_near,
    paragraphs_of,
)
from framework.study import Study
from tests.studies import code_passage, small_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Give a small study with two passages coded."""
    made = small_study(tmp_path / "small.chartwell")
    with made.read() as session:
        transcript = list_transcripts(session)[0].id
        second = paragraphs_of(session, transcript)[1]
        theme = list_themes_plain(session)[-1].id
    code_passage(made, transcript, second.start, second.start + 12, theme, starred=True)
    return made


def test_paragraphs_near_a_passage_are_those_of_the_transcript(study: Study) -> None:
    with study.read() as session:
        for transcript in order_of_transcripts(session):
            every = {row.n: row for row in paragraphs_of(session, transcript)}
            for n in every:
                near = paragraphs_near(session, [(transcript, n, n)])[transcript]
                assert n in near
                assert all(every[found] == row for found, row in near.items())
    study.close()


def test_a_label_that_stands_alone_is_given_with_the_paragraph_beyond_it(study: Study) -> None:
    with study.read() as session:
        for transcript in order_of_transcripts(session):
            every = paragraphs_of(session, transcript)
            for row in every:
                near = paragraphs_near(session, [(transcript, row.n, row.n)])[transcript]
                after = [other for other in every if other.n > row.n and other.kind != "label"]
                assert not after or after[0].n in near
    study.close()


def test_codings_that_touch_a_passage_agree_with_the_list_of_codings(study: Study) -> None:
    with study.read() as session:
        every = all_codings(session)
        assert every
        passages = [(row.transcript_id, row.start, row.start + 1) for row in every]
        touching = codings_touching(session, passages)
        for passage in passages:
            wanted = [
                (row.id, row.number, row.coder, row.starred, row.cases)
                for row in codings_of(session, passage[0])
                if row.start < passage[2] and row.end > passage[1]
            ]
            found = touching[passage]
            assert [(r.id, r.number, r.coder, r.starred, r.cases) for r in found] == wanted
        beyond = (every[0].transcript_id, 10_000_000, 10_000_001)
        assert codings_touching(session, [beyond]) == {beyond: []}
        assert codings_touching(session, []) == {}
    study.close()


def test_the_order_of_transcripts_is_that_of_their_list(study: Study) -> None:
    with study.read() as session:
        assert order_of_transcripts(session) == [row.id for row in list_transcripts(session)]
    study.close()
