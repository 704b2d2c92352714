"""Code passages by hand and from files."""

import pytest

from framework.drafts import CodingDraft
from framework.edits.codings import code_from, recode, star, uncode, write_memo
from framework.edits.transcripts import import_transcripts
from framework.errors import NotFoundError, RefusedError
from framework.queries.codings import CodingRow, all_codings, codings_by_id, codings_of
from framework.rules.passages import find_quotation
from framework.schema import Theme
from framework.study import Study
from tests.studies import TALK, code_passage, talk, theme_ids

WHOLE = "\n".join(TALK)


def _rows(study: Study) -> list[CodingRow]:
    with study.read() as session:
        return all_codings(session)


def _place(words: str) -> tuple[int, int]:
    start = WHOLE.index(words)
    return start, start + len(words)


def test_coding_says_where_it_stands_what_it_says_and_who_coded_it(study: Study) -> None:
    theme = theme_ids(study)["2.1"]
    start, end = _place("sent last week’s weather.\nWe had")
    made = code_passage(study, 1, start, end, theme, starred=True, memo="apt")
    (row,) = _rows(study)
    assert row.id == made
    assert (row.transcript, row.first, row.last, row.speaker) == ("S01", 4, 5, "S01")
    assert row.quote == "sent last week’s weather.\nWe had"
    assert (row.number, row.theme, row.coder, row.starred, row.memo) == (
        "2.1", "Reports", "AB", True, "apt",
    )  # fmt: skip


def test_white_space_at_the_ends_is_left_out(study: Study) -> None:
    start, end = _place("which never happens.\n")
    code_passage(study, 1, start - 1, end, theme_ids(study)["1.1"])
    assert _rows(study)[0].quote == "which never happens."
    assert study.undo_label == "Code S01 ¶2 as 1.1"


def test_passage_without_words_or_theme_is_refused(study: Study) -> None:
    end = WHOLE.index("\n")
    for start, stop, theme in ((end, end + 1, 1), (5, 5, 1), (900, 950, 1), (9, 3, 1), (0, 5, 999)):
        with pytest.raises(RefusedError, match="Nothing was coded"):
            code_passage(study, 1, start, stop, theme)
    with pytest.raises(NotFoundError):
        code_passage(study, 7, 0, 5, 1)
    assert _rows(study) == []


def test_same_passage_theme_and_coder_twice_is_one_coding(study: Study) -> None:
    theme = theme_ids(study)["1.1"]
    first = code_passage(study, 1, 3, 9, theme)
    assert code_passage(study, 1, 2, 9, theme) == first
    study.coder = "CD"
    assert code_passage(study, 1, 3, 9, theme) != first
    assert [row.coder for row in _rows(study)] == ["AB", "CD"]


def test_passages_are_counted_in_code_points(study: Study) -> None:
    start, end = _place("🙂, honestly")
    code_passage(study, 1, start, end, theme_ids(study)["1.1"])
    (row,) = _rows(study)
    assert (row.quote, row.end - row.start) == ("🙂, honestly", 11)
    assert code_from(study, [CodingDraft(2, "S01", "1.1", quote="honestly.")]) == 1
    assert _rows(study)[1].start == start + 3


def test_stars_memos_and_themes_are_changed(study: Study) -> None:
    ids = theme_ids(study)
    coding = code_passage(study, 1, 3, 9, ids["1.1"])
    star(study, coding, on=True)
    write_memo(study, coding, "why")
    write_memo(study, coding, "why?")
    assert (_rows(study)[0].starred, _rows(study)[0].memo) == (True, "why?")
    recode(study, coding, ids["2.2"])
    write_memo(study, coding, "  ")
    assert (_rows(study)[0].number, _rows(study)[0].memo) == ("2.2", "")
    uncode(study, [coding])
    with pytest.raises(NotFoundError, match="no longer"):
        star(study, coding, on=False)
    with pytest.raises(NotFoundError, match="no longer"):
        write_memo(study, coding, "x")
    study.undo()
    assert _rows(study)[0].id == coding


def test_codings_are_listed_in_the_order_of_the_text(study: Study) -> None:
    ids = theme_ids(study)
    import_transcripts(study, [talk("S02", ("S02: Well, yes.",))])
    made = [code_passage(study, where, start, start + 6, ids["1.1"])
            for where, start in ((2, 0), (1, 40), (1, 3))]  # fmt: skip
    assert [row.id for row in _rows(study)] == [made[2], made[1], made[0]]
    with study.read() as session:
        assert [row.id for row in codings_of(session, 1)] == [made[2], made[1]]
        assert [row.id for row in codings_by_id(session, made[:2])] == [made[1], made[0]]
        assert codings_by_id(session, []) == []


def test_file_places_codings_by_quotation_positions_and_paragraphs(study: Study) -> None:
    lines = [
        CodingDraft(2, "s01", "1.1", quote="which never happens", coder="CD", starred=True),
        CodingDraft(3, "S01", "Reports", span=_place("moved on"), memo="later"),
        CodingDraft(4, "S01", "2.2", paragraphs=(4, 5)),
        CodingDraft(5, "S01", "2.2", quote="the", paragraphs=(3, 3)),
        CodingDraft(6, "S01", "2.2", paragraphs=(4, 5)),
    ]
    assert code_from(study, lines) == 4
    rows = {(row.number, row.quote): row for row in _rows(study)}
    assert rows["1.1", "which never happens"].coder == "CD"
    assert rows["1.1", "which never happens"].starred
    assert rows["2.1", "moved on"].memo == "later"
    assert ("2.2", "\n".join(TALK[3:])) in rows
    assert rows["2.2", "the"].first == 3
    assert code_from(study, lines) == 0
    assert study.undo_label == "Add 5 codings from a file"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (CodingDraft(7, "S09", "1.1", quote="came"), "Line 7.*“S09”"),
        (CodingDraft(8, "S01", "9.9", quote="came"), "Line 8.*“9.9”"),
        (CodingDraft(9, "S01", "1.1", quote="nobody came"), "Line 9.*does not stand in S01"),
        (CodingDraft(10, "S01", "1.1", quote="S01:"), "Line 10.*stands 2 times"),
        (CodingDraft(11, "S01", "1.1", paragraphs=(5, 6)), "Line 11.*no ¶5–6"),
        (CodingDraft(12, "S01", "1.1", span=(5, 9000)), "Line 12.*5 to 9000"),
        (CodingDraft(13, "S01", "1.1", quote="moved on", paragraphs=(1, 2)), "Line 13.*not stand"),
        (CodingDraft(14, "S01", "1.1", span=(27, 28)), "Line 14.*27 to 28"),
    ],
)
def test_line_that_cannot_be_placed_is_named_and_nothing_is_added(
    study: Study, line: CodingDraft, said: str
) -> None:
    with pytest.raises(RefusedError, match=said):
        code_from(study, [CodingDraft(2, "S01", "1.1", quote="never happens"), line])
    assert _rows(study) == []


def test_theme_is_found_by_a_name_only_where_one_theme_has_it(study: Study) -> None:
    lines = [CodingDraft(2, "S01", " workshop ", quote="came")]
    assert code_from(study, lines) == 1
    with study.step("Two of a name") as session:
        session.add(Theme(parent_id=None, position=9, number="7", name="Workshop"))
    with pytest.raises(RefusedError, match="workshop"):
        code_from(study, lines)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("it's late", "so it’s late then"),
        ("it’s  late", "so it's\nlate then"),
        ('"late" - again', "so “late” – again"),
        ("well‑known", "a well-known way"),
        ("well-known", "a well‐known way"),
        ("a.b (c)", "x a.b (c) y"),
    ],
)
def test_quotation_is_found_despite_its_signs(typed: str, text: str) -> None:
    assert len(find_quotation(text, typed)) == 1


def test_quotation_to_the_letter_goes_before_one_that_is_forgiven() -> None:
    text = "it’s late. it's late."
    assert find_quotation(text, "it's late") == [(11, 20)]
    assert find_quotation(text, "IT'S late") == []
    assert find_quotation(text, "   ") == []


def test_coding_again_adds_its_star_and_memo_and_loses_none(study: Study) -> None:
    theme = theme_ids(study)["1.1"]
    code_passage(study, 1, 3, 9, theme, memo="why?")
    again = CodingDraft(2, "S01", "1.1", span=(3, 9), starred=True, coder="AB", memo="see 2.1")
    assert code_from(study, [again, again._replace(line=3, memo="and again")]) == 0
    with study.read() as session:
        (row,) = codings_of(session, 1)
    assert (row.starred, row.memo) == (True, "why?\nsee 2.1\nand again")
