"""Compare quotations with the transcripts while they are being typed."""

import pytest

from framework.edits.cases import attribute_transcript
from framework.edits.cells import write_summary
from framework.edits.corrections import correct
from framework.edits.transcripts import import_transcripts
from framework.queries.charts import cell
from framework.queries.quotations import QuotationRow, check_quotations
from framework.study import Study
from tests.studies import TALK, case_ids, talk, theme_ids

Pair = tuple[int, int]
WHOLE = "\n".join(TALK)


@pytest.fixture
def pair(study: Study) -> Pair:
    cases = case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    return cases["S01"], theme_ids(study)["2.1"]


def _check(study: Study, pair: Pair, text: str) -> list[QuotationRow]:
    with study.read() as session:
        return check_quotations(session, *pair, text)


@pytest.mark.parametrize(
    "text",
    [
        "No quotation at all",
        '"sent last week\'s   weather" [S01 ¶4]',
        "*“SENT LAST WEEK’S WEATHER”",
        '"being … weather."',
        '"being sent [old] weather"',
        '"[The report] was like being sent"',
        '{he never said "anything"}',
        '"like being [S01 ¶4] sent"',
        '"…"',
    ],
)
def test_true_quotation_is_not_listed(study: Study, pair: Pair, text: str) -> None:
    assert _check(study, pair, text) == []


@pytest.mark.parametrize(
    ("words", "true"),
    [
        ("like being sent last years weather", "like being sent last week’s weather"),
        ("was being sent last week’s weather", "being sent last week’s weather"),
        ("Most of team came, which never happens.", "Most of the team came, which never happens."),
        ("Most of our whole team came", "Most of the team came"),
        ("moved along by then", "moved on by then"),
        ("like being … last year’s weather", "like being … last week’s weather"),
        ("wether", "weather"),
    ],
)
def test_words_that_differ_are_placed_with_the_nearest_true_text(
    study: Study, pair: Pair, words: str, true: str
) -> None:
    text = f'Late; *"{words}" [S01 ¶4] {{?}}'
    (row,) = _check(study, pair, text)
    assert text[row.start : row.end] == row.words == words
    assert (row.nearest, row.transcript) == (true, "S01")
    assert WHOLE.splitlines()[row.paragraph - 1].find(true.split(" … ")[-1]) >= 0
    assert 60 <= row.score < 100
    mended = text[: row.start] + row.nearest + text[row.end :]
    assert _check(study, pair, mended) == []


def test_words_that_are_like_nothing_have_no_nearest_text(study: Study, pair: Pair) -> None:
    (row,) = _check(study, pair, '"Zyxw qrst 9876 zzyzx qqq"')
    assert row[3:] == ("", "", 0, 0)


def test_pieces_in_the_wrong_order_differ(study: Study, pair: Pair) -> None:
    (row,) = _check(study, pair, '"moved on by then … like being sent"')
    assert row.nearest in {"moved on by then", "like being sent"}


def test_each_quotation_is_checked_by_itself(study: Study, pair: Pair) -> None:
    text = '"last week’s weather" and "last year’s weather" and “moved off by then”'
    assert [row.words for row in _check(study, pair, text)] == [
        "last year’s weather", "moved off by then"
    ]  # fmt: skip


def test_transcript_of_another_case_counts_where_it_is_cited(study: Study, pair: Pair) -> None:
    import_transcripts(study, [talk("S02", ("S02: Nobody has read the annual report.",))])
    assert len(_check(study, pair, '"Nobody has read"')) == 1
    assert _check(study, pair, '"Nobody has read" [S02 ¶1]') == []


def test_nearest_text_comes_from_the_cited_transcript_first(study: Study, pair: Pair) -> None:
    (other,) = import_transcripts(study, [talk("S02", ("S02: It was last week’s weather.",))])
    attribute_transcript(study, other, pair[0])
    (row,) = _check(study, pair, '"last weeks weather" [S02 ¶1]')
    assert (row.transcript, row.nearest) == ("S02", "last week’s weather")
    (row,) = _check(study, pair, '"last weeks weather" [S01 ¶4]')
    assert row.transcript == "S01"


def test_site_is_held_to_what_its_participants_said(study: Study, pair: Pair) -> None:
    site = (case_ids(study)["P01"], pair[1])
    assert _check(study, site, '"moved on by then"') == []
    assert len(_check(study, site, '"moved off by then"')) == 1


def test_corrected_wording_counts_as_true_and_is_what_is_offered(study: Study, pair: Pair) -> None:
    start = WHOLE.index("weather")
    correct(study, 1, start, start + 7, "whether")
    assert _check(study, pair, '"last week’s whether" "last week’s weather"') == []
    (row,) = _check(study, pair, '"sent last months whether"')
    assert row.nearest == "sent last week’s whether"


def test_marks_within_what_is_offered_change_over(study: Study, pair: Pair) -> None:
    (other,) = import_transcripts(study, [talk("S02", ('S02: She said "never mind" to me.',))])
    attribute_transcript(study, other, pair[0])
    (row,) = _check(study, pair, "\"She says 'never mind' to me\"")
    assert row.nearest == "She said 'never mind' to me"
    write_summary(study, *pair, f'"{row.nearest}"')
    with study.read() as session:
        assert "quote_differs" not in cell(session, *pair).flags


def test_locator_within_a_quotation_does_not_make_it_differ(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, '"like being sent [S01 ¶4] last week’s weather"')
    with study.read() as session:
        assert "quote_differs" not in cell(session, *pair).flags
