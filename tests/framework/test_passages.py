"""Change the passages of codings, and code many at once."""

from threading import Event

import pytest

from framework.drafts import CodingDraft
from framework.edits.codings import code_from, recode, star, write_memo
from framework.edits.labels import add_label
from framework.edits.passages import (
    code_as,
    code_passages,
    copy_coding,
    merge_codings,
    resize_coding,
    split_coding,
)
from framework.edits.reshaping import retire_theme
from framework.edits.themes import define_theme, set_example
from framework.edits.transcripts import import_transcripts
from framework.edits.versions import freeze_version
from framework.errors import CancelledError, NotFoundError, RefusedError
from framework.progress import Progress
from framework.queries.codings import CodingRow, all_codings, codings_of
from framework.queries.rereading import count_to_reread, reread_codings
from framework.queries.themes import list_themes_plain
from framework.schema import Coding
from framework.study import Study
from tests.studies import TALK, code_passage, talk, theme_ids

WHOLE = "\n".join(TALK)


def _place(words: str) -> tuple[int, int]:
    start = WHOLE.index(words)
    return start, start + len(words)


def _code(study: Study, words: str, theme: str = "1.1", memo: str = "") -> int:
    return code_passage(study, 1, *_place(words), theme_ids(study)[theme], memo=memo)


def _rows(study: Study) -> list[CodingRow]:
    with study.read() as session:
        return all_codings(session)


def _said(study: Study) -> list[tuple[str, str, bool, str]]:
    return [(row.quote, row.number, row.starred, row.memo) for row in _rows(study)]


def test_resized_coding_stays_what_it_is(study: Study) -> None:
    coding = _code(study, "the team", memo="why?")
    start, end = _place(" the team came, ")
    resize_coding(study, coding, start, end)
    (row,) = _rows(study)
    assert (row.id, row.quote, row.memo) == (coding, "the team came,", "why?")
    study.undo()
    assert _said(study) == [("the team", "1.1", False, "why?")]


@pytest.mark.parametrize("place", [(27, 28), (5, 5), (9, 3), (900, 950)])
def test_coding_without_words_is_refused(study: Study, place: tuple[int, int]) -> None:
    coding = _code(study, "the team")
    with pytest.raises(RefusedError, match="stays as it was"):
        resize_coding(study, coding, *place)
    assert _said(study) == [("the team", "1.1", False, "")]


def test_coding_resized_on_to_the_same_one_unites_with_it(study: Study) -> None:
    kept, other = _code(study, "the team", memo="one"), _code(study, "team came", memo="two")
    star(study, other, on=True)
    set_example(study, theme_ids(study)["1.1"], other)
    resize_coding(study, kept, *_place("team came"))
    (row,) = _rows(study)
    assert (row.id, row.starred, row.memo) == (kept, True, "one\ntwo")
    with study.read() as session:
        example = {theme.number: theme.example for theme in list_themes_plain(session)}["1.1"]
    assert example == row.guid
    study.undo()
    assert len(_rows(study)) == 2


def test_coding_of_another_theme_or_coder_is_not_united(study: Study) -> None:
    first, second = _code(study, "the team"), _code(study, "team came", "1.2")
    study.coder = "CD"
    third = _code(study, "team came")
    resize_coding(study, first, *_place("team came"))
    assert {row.id for row in _rows(study)} == {first, second, third}


def test_split_gives_two_codings_and_leaves_the_memo_with_the_first(study: Study) -> None:
    coding = _code(study, "the team came, which never", memo="why?")
    star(study, coding, on=True)
    second = split_coding(study, coding, _place(" which")[0])
    assert _said(study) == [
        ("the team came,", "1.1", True, "why?"), ("which never", "1.1", True, "")
    ]  # fmt: skip
    assert [row.id for row in _rows(study)] == [coding, second]
    study.undo()
    assert _said(study) == [("the team came, which never", "1.1", True, "why?")]


@pytest.mark.parametrize("words", ["the team", "Most"])
def test_split_outside_or_at_the_edge_is_refused(study: Study, words: str) -> None:
    coding = _code(study, "the team")
    with pytest.raises(RefusedError, match="between its words"):
        split_coding(study, coding, _place(words)[0])
    with pytest.raises(RefusedError, match="between its words"):
        split_coding(study, coding, _place("the team")[1])
    assert len(_rows(study)) == 1


def test_split_on_to_a_coding_that_is_there_unites_with_it(study: Study) -> None:
    there = _code(study, "team", memo="there")
    coding = _code(study, "the team")
    second = split_coding(study, coding, _place("team")[0])
    assert there != second
    assert _said(study) == [("the", "1.1", False, ""), ("team", "1.1", False, "there")]


def test_both_halves_wait_to_be_read_again(study: Study) -> None:
    coding = _code(study, "the team")
    define_theme(study, theme_ids(study)["1.1"], definition="Only the workshop")
    second = split_coding(study, coding, _place("team")[0])
    with study.read() as session:
        assert reread_codings(session, 1) == {coding, second}
    merge_codings(study, [coding, second])
    with study.read() as session:
        assert count_to_reread(session) == 1


def test_codings_that_touch_overlap_or_follow_one_another_merge(study: Study) -> None:
    ids = [_code(study, words, memo=memo) for words, memo in (
        ("last week’s weather.", "one"), ("weather.\nWe had", ""), ("We had moved", "two"),
        ("on by", "three"),
    )]  # fmt: skip
    star(study, ids[2], on=True)
    assert merge_codings(study, [ids[3], *ids[:3]]) == ids[0]
    assert _said(study) == [
        ("last week’s weather.\nWe had moved on by", "1.1", True, "one\ntwo\nthree")
    ]
    assert study.undo_label == "Merge 4 passages"
    study.undo()
    assert len(_rows(study)) == 4


def test_merging_a_passage_inside_another_keeps_the_longer(study: Study) -> None:
    ids = [_code(study, words) for words in ("the team came", "team", "came, which")]
    merge_codings(study, ids)
    assert _said(study) == [("the team came, which", "1.1", False, "")]


def test_merge_on_to_a_coding_that_is_there_unites_with_it(study: Study) -> None:
    _code(study, "team came", memo="there")
    merge_codings(study, [_code(study, "team"), _code(study, "came")])
    assert _said(study) == [("team came", "1.1", False, "there")]


def test_codings_that_are_not_one_are_refused_in_a_sentence(study: Study) -> None:
    import_transcripts(study, [talk("S02", ("S02: Well, yes.",))])
    one = _code(study, "the team")
    far, other = _code(study, "never happens"), _code(study, "came", "1.2")
    elsewhere = code_passage(study, 2, 5, 9, theme_ids(study)["1.1"])
    study.coder = "CD"
    hers = _code(study, "came")
    before = _said(study)
    for ids, said in (
        ([one, far], "words between"), ([one, other], "one theme"), ([one, hers], "one coder"),
        ([one, elsewhere], "one transcript"), ([one], "two passages"), ([one, one], "two passages"),
    ):  # fmt: skip
        with pytest.raises(RefusedError, match=said):
            merge_codings(study, ids)
    assert _said(study) == before
    with pytest.raises(NotFoundError):
        merge_codings(study, [one, 99])


def test_copied_coding_keeps_passage_and_star_and_is_the_copier_s(study: Study) -> None:
    coding, ids = _code(study, "the team", memo="why?"), theme_ids(study)
    star(study, coding, on=True)
    study.coder = "CD"
    made = copy_coding(study, coding, ids["2.1"])
    assert copy_coding(study, coding, ids["2.1"]) == made
    assert [(row.number, row.coder, row.starred, row.memo) for row in _rows(study)] == [
        ("1.1", "AB", True, "why?"), ("2.1", "CD", True, "")
    ]  # fmt: skip


def test_several_themes_are_coded_as_one_step(study: Study) -> None:
    ids = theme_ids(study)
    there = _code(study, "the team")
    made = code_as(study, 1, *_place(" the team "), [ids["1.1"], ids["2.1"], ids["2.1"]])
    assert made[0] == there
    assert study.undo_label == "Code S01 ¶2 as 1.1, 2.1"
    assert [row.number for row in _rows(study)] == ["1.1", "2.1"]
    study.undo()
    assert [row.number for row in _rows(study)] == ["1.1"]
    with pytest.raises(RefusedError, match="Nothing was coded"):
        code_as(study, 1, 3, 9, [ids["1.1"], 999])
    assert len(_rows(study)) == 1


def test_many_passages_are_coded_as_one_step_and_those_there_passed_over(study: Study) -> None:
    theme, kept = theme_ids(study)["2.2"], _code(study, "the team", "2.2", memo="mine")
    places = [_place(words) for words in ("the team ", "never", "never", "moved on")]
    assert code_passages(study, [(1, *place) for place in places], theme) == 2
    assert study.undo_label == "Code 4 passages as 2.2 Timing"
    assert [row.quote for row in _rows(study)] == ["the team", "never", "moved on"]
    assert _rows(study)[0].id == kept
    assert code_passages(study, [(1, *place) for place in places], theme) == 0
    study.undo()
    assert [row.id for row in _rows(study)] == [kept]
    assert code_passages(study, [(1, 3, 9)], theme, "Code what F1 says") == 1
    assert study.undo_label == "Code what F1 says"
    with pytest.raises(RefusedError, match=r"S01 ¶.* holds no words"):
        code_passages(study, [(1, 10, 15), (1, 27, 28)], theme)
    assert len(_rows(study)) == 2


def test_cancelled_coding_of_many_passages_leaves_nothing(study: Study) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(CancelledError):
        code_passages(study, [(1, 3, 9)], theme_ids(study)["1.1"], progress=Progress(stop=stop))
    assert _rows(study) == []


def test_recoding_on_to_the_same_coding_unites_the_two(study: Study) -> None:
    first, second = _code(study, "the team", "1.1", "one"), _code(study, "the team", "1.2", "two")
    recode(study, first, theme_ids(study)["1.2"])
    (row,) = _rows(study)
    assert (row.id, row.number, row.memo) == (first, "1.2", "one\ntwo")
    study.undo()
    assert {row.id for row in _rows(study)} == {first, second}


def test_recoded_passage_no_longer_waits_to_be_read_again(study: Study) -> None:
    coding = _code(study, "the team")
    define_theme(study, theme_ids(study)["1.1"], definition="Only the workshop")
    recode(study, coding, theme_ids(study)["1.1"])
    with study.read() as session:
        assert count_to_reread(session) == 1
    recode(study, coding, theme_ids(study)["1.2"])
    with study.read() as session:
        assert count_to_reread(session) == 0


def test_retired_theme_takes_no_codings(study: Study) -> None:
    ids = theme_ids(study)
    coding = _code(study, "the team")
    retire_theme(study, ids["2.1"])
    for attempt in (
        lambda: code_passage(study, 1, 3, 9, ids["2.1"]),
        lambda: code_as(study, 1, 3, 9, [ids["1.1"], ids["2.1"]]),
        lambda: code_passages(study, [(1, 3, 9)], ids["2.1"]),
        lambda: copy_coding(study, coding, ids["2.1"]),
        lambda: recode(study, coding, ids["2.1"]),
        lambda: code_from(study, [CodingDraft(2, "S01", "2.1", quote="came")]),
    ):
        with pytest.raises(RefusedError, match=r"2\.1 Reports is retired"):
            attempt()
    assert len(_rows(study)) == 1


def test_label_is_coded_to_like_a_theme(study: Study) -> None:
    label = add_label(study, "hurry")
    code_passage(study, 1, 3, 9, label)
    assert study.undo_label == "Code S01 ¶1 as hurry"
    assert code_from(study, [CodingDraft(2, "S01", "Hurry", quote="came")]) == 1
    assert {row.theme for row in _rows(study)} == {"hurry"}


def test_new_coding_carries_the_latest_version_of_the_framework(study: Study) -> None:
    theme = theme_ids(study)["1.1"]
    early = _code(study, "the team")
    first = freeze_version(study, "working 1", "First", allow_undefined=True)
    second = split_coding(study, early, _place("team")[0])
    coded = [_code(study, "never"), copy_coding(study, early, theme_ids(study)["2.1"])]
    coded += code_as(study, 1, 3, 9, [theme])
    code_passages(study, [(1, *_place("moved on"))], theme)
    code_from(study, [CodingDraft(9, "S01", "1.1", quote="weather")])
    with study.read() as session:
        versions = {row.id: row.version_id for row in session.query(Coding)}
    assert versions.pop(early) is None
    assert versions.pop(second) is None
    assert set(versions.values()) == {first}
    assert set(coded) <= set(versions)
    recode(study, early, theme_ids(study)["1.2"])
    with study.read() as session:
        assert session.get_one(Coding, early).version_id == first


def test_codings_of_one_coder_can_be_asked_for(study: Study) -> None:
    mine = _code(study, "the team")
    study.coder = "CD"
    hers = _code(study, "never")
    with study.read() as session:
        assert [row.id for row in codings_of(session, 1)] == [mine, hers]
        assert [row.id for row in codings_of(session, 1, "CD")] == [hers]
        assert codings_of(session, 1, "EF") == []


def test_memo_that_stands_in_both_is_not_doubled(study: Study) -> None:
    first, second = _code(study, "team"), _code(study, "came")
    write_memo(study, first, "Ask again")
    write_memo(study, second, "ask")
    write_memo(study, second, "Ask again")
    merge_codings(study, [first, second])
    assert _said(study) == [("team came", "1.1", False, "Ask again")]
