"""Find words wherever they stand."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework.edits.cells import write_summary
from framework.edits.codings import write_memo
from framework.edits.transcripts import import_transcripts, remove_transcript
from framework.queries.search import OFF, ON, Hit, search
from framework.study import Study
from tests.studies import case_ids, code_passage, talk, theme_ids


def _find(study: Study, words: str, limit: int = 100) -> list[Hit]:
    with study.read() as session:
        return search(session, words, limit)


def test_words_are_found_in_transcripts_with_their_paragraph_and_place(study: Study) -> None:
    (hit,) = _find(study, "TEAM came")
    assert (hit.kind, hit.name, hit.ref_id, hit.n, hit.place) == ("transcript", "S01", 1, 2, 28)
    assert f"{ON}team{OFF} {ON}came{OFF}" in hit.snippet


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("came team", 1), ('"team came"', 1), ('"came team"', 0), ("“the team”", 1),
        ("hap*", 1), ("hap", 0), ('"never hap"', 0), ("last week’s", 1), ("", 0), ("  ", 0),
        ("*", 0), ('"', 0), ('""', 0), ("(", 0), ("🙂", 0), ("¶", 0),
    ],
)  # fmt: skip
def test_all_words_phrases_and_beginnings(study: Study, words: str, found: int) -> None:
    assert len(_find(study, words)) == found


def test_accents_and_case_do_not_matter(study: Study) -> None:
    import_transcripts(study, [talk("T", ("Élise: Un café très cher.",))])
    for words in ("cafe tres", "CAFÉ", "élise"):
        assert [hit.name for hit in _find(study, words)] == ["T"]
    assert _find(study, "naïve") == []


@pytest.mark.parametrize(
    "words",
    ["team AND", "NOT", "OR OR", "NEAR(a b)", "body:team", "-team", "^team", "a + b", 'te"am',
     "team*came", "{a}", "'; DROP TABLE theme; --", "\x00", "a\x00b", "²", "\udcff", "a\udcff"],
)  # fmt: skip
def test_signs_of_a_query_language_are_only_words(study: Study, words: str) -> None:
    _find(study, words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40))
def test_whatever_people_type_is_no_error(study: Study, words: str) -> None:
    _find(study, words)
    _find(study, f'"{words}" {words}*')


def test_summaries_and_memos_are_found_and_undo_forgets_them(study: Study) -> None:
    case, theme = case_ids(study)["S01"], theme_ids(study)["2.1"]
    coding = code_passage(study, 1, 0, 9, theme)
    write_memo(study, coding, "Ask the manager")
    write_summary(study, case, theme, "Stale reports [S01 ¶4]")
    (memo,) = _find(study, "manager")
    assert (memo.kind, memo.name, memo.ref_id, memo.place) == ("memo", "S01", 1, 0)
    (summary,) = _find(study, "stale")
    assert (summary.kind, summary.name) == ("summary", "S01 × 2.1")
    assert (summary.case_id, summary.theme_id) == (case, theme)
    assert "⟦" not in summary.snippet
    write_summary(study, case, theme, "Old reports [S01 ¶4]")
    assert _find(study, "stale") == []
    study.undo()
    assert _find(study, "reports stale") == _find(study, "old") == []
    study.redo()
    assert len(_find(study, "old")) == 1
    study.undo()
    study.undo()
    assert _find(study, "manager") == []


def test_removed_transcript_is_not_found_until_it_comes_back(study: Study) -> None:
    remove_transcript(study, 1)
    assert _find(study, "team") == []
    study.undo()
    assert len(_find(study, "team")) == 1


def test_no_more_hits_than_asked_for(study: Study) -> None:
    lines = tuple(f"S02: word {n}" for n in range(30))
    import_transcripts(study, [talk("S02", lines)])
    assert len(_find(study, "word", limit=7)) == 7
