"""Chart apart, and reconcile."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from framework.edits.cases import attribute_transcript
from framework.edits.cells import set_state, write_summary
from framework.edits.memos import write_cell_memo
from framework.edits.own_cells import (
    keep_agreed,
    rate_own_cell,
    reconcile,
    restore_own_cell,
    set_own_state,
    write_own_summary,
)
from framework.edits.ratings import ask_for_ratings, rate_cell
from framework.edits.synthesis import write_synthesis
from framework.edits.transcripts import import_transcripts, remove_transcript
from framework.errors import NotFoundError, RefusedError
from framework.queries.apart import charted_apart, progress_apart, reconciled, to_reconcile
from framework.queries.cell_history import history_of_cell
from framework.queries.charts import cell, cells, charted
from framework.queries.own_cells import OwnCellView, agreement, own_cells
from framework.queries.search import OFF, ON, search
from framework.queries.search_apart import search_apart
from framework.queries.soundness import faults
from framework.study import Study
from tests.studies import case_ids, talk, theme_ids

Pair = tuple[int, int]


@pytest.fixture
def pair(study: Study) -> Pair:
    cases = case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    return cases["S01"], theme_ids(study)["2.1"]


@contextmanager
def _as(study: Study, coder: str) -> Iterator[None]:
    before, study.coder = study.coder, coder
    yield
    study.coder = before


def _both(study: Study, pair: Pair) -> None:
    write_own_summary(study, *pair, "Late [S01 ¶4-5]")
    with _as(study, "CD"):
        write_own_summary(study, *pair, "Very late [S01 ¶4]")


def _own(study: Study, pair: Pair, coder: str | None = None) -> tuple[OwnCellView, ...]:
    with study.read() as session:
        assert faults(session) == []
        return own_cells(session, [pair[0]], [pair[1]], coder).get(pair, ())


def _waiting(study: Study) -> list[Pair]:
    with study.read() as session:
        return to_reconcile(session)


def test_own_versions_are_each_analysts_and_the_studys_cell_stays(study: Study, pair: Pair) -> None:
    _both(study, pair)
    assert [(view.coder, view.state, view.text) for view in _own(study, pair)] == [
        ("AB", "draft", "Late [S01 ¶4-5]"), ("CD", "draft", "Very late [S01 ¶4]")
    ]  # fmt: skip
    assert [view.coder for view in _own(study, pair, "CD")] == ["CD"]
    assert _own(study, pair, "EF") == ()
    assert [run.kind for run in _own(study, pair)[0].runs] == ["text", "locator"]
    with study.read() as session:
        assert cell(session, *pair).id is None
        assert not any(view.text for view in cells(session, [pair[0]], [pair[1]]).values())
        assert search(session, "very late") == []
        assert history_of_cell(session, *pair) == []


def test_own_version_keeps_its_locators_and_tells_those_that_lead_nowhere(
    study: Study, pair: Pair
) -> None:
    assert write_own_summary(study, *pair, "Late [S01 ¶4], [S01 ¶99]") == ["[S01 ¶99]"]
    assert _own(study, pair)[0].text == "Late [S01 ¶4], [S01 ¶99]"
    assert study.undo_label == "Chart S01 × 2.1 apart"
    (second,) = import_transcripts(study, [talk("S02", ("S02: a", "b"))])
    write_own_summary(study, *pair, "Late [S02 ¶2]")
    remove_transcript(study, second)
    assert _own(study, pair)[0].text == "Late [S02 ¶2]"


def test_nothing_typed_is_no_own_version(study: Study, pair: Pair) -> None:
    before = study.undo_label
    with _as(study, "New"):
        assert write_own_summary(study, *pair, " ") == []
        set_own_state(study, *pair, "not started")
    assert (_own(study, pair), study.undo_label) == ((), before)


def test_state_of_an_own_version_fits_what_it_holds(study: Study, pair: Pair) -> None:
    set_own_state(study, *pair, "n/a")
    assert _own(study, pair)[0].state == "not_asked"
    with pytest.raises(RefusedError, match="An empty cell"):
        set_own_state(study, *pair, "checked")
    write_own_summary(study, *pair, "Late")
    set_own_state(study, *pair, "checked")
    assert _own(study, pair)[0].state == "checked"
    write_own_summary(study, *pair, "Later")
    assert _own(study, pair)[0].state == "draft"


def test_cell_of_two_analysts_waits_until_it_is_reconciled(
    study: Study, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_own_summary(study, *pair, "Late")
    assert _waiting(study) == []
    _both(study, pair)
    assert _waiting(study) == [pair]
    assert reconcile(study, *pair, "Late, both say [S01 ¶4] [S01 ¶77]") == ["[S01 ¶77]"]
    assert _waiting(study) == []
    assert len(_own(study, pair)) == 2
    monkeypatch.setattr("framework.edits.own_cells.now", lambda: "2999-01-01T00:00:00Z")
    write_own_summary(study, *pair, "On second thoughts, early")
    assert _waiting(study) == [pair]


def test_reconciled_cell_says_in_its_history_who_charted(study: Study, pair: Pair) -> None:
    _both(study, pair)
    with _as(study, "EF"):
        reconcile(study, *pair, "Late [S01 ¶4]")
    with study.read() as session:
        (row,) = history_of_cell(session, *pair)
    assert (row.coder, row.text) == ("EF", "Late [S01 ¶4]")
    assert row.label == "Reconcile S01 × 2.1, charted by AB and CD"
    study.undo()
    assert _waiting(study) == [pair]


def test_cell_that_stands_as_agreed_already_is_reconciled_too(
    study: Study, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framework.edits.cells.now", lambda: "2020-01-01T00:00:00Z")
    write_summary(study, *pair, "Late")
    _both(study, pair)
    assert _waiting(study) == [pair]
    monkeypatch.undo()
    reconcile(study, *pair, "Late")
    assert _waiting(study) == []


def test_analysts_may_agree_that_a_cell_is_empty(study: Study, pair: Pair) -> None:
    for coder in ("AB", "CD"):
        with _as(study, coder):
            set_own_state(study, *pair, "nothing relevant")
    assert _waiting(study) == [pair]
    reconcile(study, *pair, "", state="nothing relevant")
    with study.read() as session:
        assert cell(session, *pair).state == "nothing_relevant"
    assert _waiting(study) == []


def test_nothing_is_reconciled_where_nobody_charted_apart(study: Study, pair: Pair) -> None:
    with pytest.raises(RefusedError, match="Nobody has charted S01"):
        reconcile(study, *pair, "Late")


def test_agreement_counts_the_paragraphs_that_both_cite(study: Study, pair: Pair) -> None:
    _both(study, pair)
    with study.read() as session:
        said = agreement(session, *pair)
    assert said == "Same state (draft); 1 of 2 paragraphs cited by both."
    with _as(study, "CD"):
        write_own_summary(study, *pair, "")
        set_own_state(study, *pair, "not asked")
    with study.read() as session:
        assert agreement(session, *pair) == (
            "States: draft, not asked; 0 of 2 paragraphs cited by both."
        )
        other = agreement(session, pair[0], theme_ids(study)["1.1"])
    assert other == "Charted by nobody apart."


def test_states_of_the_studys_cell_do_not_touch_own_versions(study: Study, pair: Pair) -> None:
    write_own_summary(study, *pair, "Late")
    set_state(study, *pair, "not asked")
    assert _own(study, pair)[0].text == "Late"


def test_what_is_being_agreed_on_is_kept_and_the_cell_still_waits(study: Study, pair: Pair) -> None:
    _both(study, pair)
    assert keep_agreed(study, *pair, "Late, it se") == []
    assert keep_agreed(study, *pair, "Late, it seems [S01 ¶4] [S01 ¶77]") == ["[S01 ¶77]"]
    with study.read() as session:
        view = cell(session, *pair)
        assert faults(session) == []
    assert (view.text, view.state) == ("Late, it seems [S01 ¶4] [S01 ¶77]", "draft")
    assert _waiting(study) == [pair]
    assert study.undo_label == "Draft the agreed S01 × 2.1"
    reconcile(study, *pair, view.text)
    assert _waiting(study) == []


def test_version_that_was_emptied_is_no_version_to_reconcile(study: Study, pair: Pair) -> None:
    _both(study, pair)
    with _as(study, "CD"):
        write_own_summary(study, *pair, "")
    assert _waiting(study) == []


def test_analyst_who_charts_apart_sees_the_own_version_until_it_is_reconciled(
    study: Study, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framework.edits.cells.now", lambda: "2020-01-01T00:00:00Z")
    write_summary(study, *pair, "What somebody wrote in the chart [S01 ¶4]")
    monkeypatch.undo()
    other = (pair[0], theme_ids(study)["1.1"])
    asked = ([pair[0]], [pair[1], other[1]])
    _both(study, pair)
    with study.read() as session:
        mine = charted_apart(session, "AB", *asked)
        none = charted_apart(session, "EF", *asked)
        assert charted_apart(session, "", *asked) == charted(session, *asked)
        assert charted_apart(session, "AB", *asked, texts=False).views[pair].state == "draft"
    view = mine.views[pair]
    assert (view.own, view.coder, view.text) == (True, "AB", "Late [S01 ¶4-5]")
    assert [row.first for row in mine.citations.values()] == [4]
    assert (none.views[pair].text, none.views[pair].state, none.citations) == (
        "",
        "not_started",
        {},
    )
    assert mine.views[other].text == ""
    reconcile(study, *pair, "Late, both say [S01 ¶4]")
    with study.read() as session:
        agreed = charted_apart(session, "AB", *asked)
        assert reconciled(session, *asked) == {pair: ("AB", "CD")}
    assert (agreed.views[pair].own, agreed.views[pair].text) == (False, "Late, both say [S01 ¶4]")
    assert {row.cell_id for row in agreed.citations.values()} == {agreed.views[pair].id}


def test_progress_of_those_who_chart_apart_is_counted(study: Study, pair: Pair) -> None:
    other = (pair[0], theme_ids(study)["1.1"])
    _both(study, pair)
    with _as(study, "CD"):
        write_own_summary(study, *other, "Most came")
    asked = ([pair[0]], [pair[1], other[1]])
    with study.read() as session:
        assert progress_apart(session, *asked) == ((("AB", 1), ("CD", 2)), 1, 0)
        assert progress_apart(session, [pair[0]], [other[1]]) == ((("CD", 1),), 0, 0)
    reconcile(study, *pair, "Late")
    with study.read() as session:
        assert progress_apart(session, *asked) == ((("AB", 1), ("CD", 2)), 0, 1)


def test_own_version_has_a_history_of_its_own_and_an_earlier_one_is_restored(
    study: Study, pair: Pair
) -> None:
    write_own_summary(study, *pair, "Late [S01 ¶4-5]")
    with _as(study, "CD"):
        write_own_summary(study, *pair, "Very late [S01 ¶4]")
    write_own_summary(study, *pair, "On time")
    with study.read() as session:
        assert [row.text for row in history_of_cell(session, *pair, "CD")] == ["Very late [S01 ¶4]"]
        rows = history_of_cell(session, *pair, "AB")
        assert history_of_cell(session, *pair, "EF") == []
        assert history_of_cell(session, *pair) == []
    assert [row.text for row in rows] == ["On time", "Late [S01 ¶4-5]"]
    restore_own_cell(study, *pair, rows[1].step)
    assert [view.text for view in _own(study, pair)] == ["Late [S01 ¶4-5]", "Very late [S01 ¶4]"]
    study.undo()
    assert _own(study, pair)[0].text == "On time"
    with _as(study, "CD"), pytest.raises(NotFoundError, match="not in the record"):
        restore_own_cell(study, *pair, rows[1].step)


def test_search_of_one_who_charts_apart_finds_own_versions_and_nothing_of_the_others(
    study: Study, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framework.edits.cells.now", lambda: "2020-01-01T00:00:00Z")
    write_summary(study, *pair, "Hésitant for the study")
    monkeypatch.undo()
    write_synthesis(study, "Hesitant across", theme_id=pair[1])
    write_own_summary(study, *pair, "A long way before they were hésitant, and so late [S01 ¶4]")
    write_cell_memo(study, *pair, "hesitant or late?")
    with _as(study, "CD"):
        write_own_summary(study, *pair, "Hesitant for CD")
        write_cell_memo(study, *pair, "hesitant says CD")

    def found(words: str) -> list[tuple[str, str, str]]:
        with study.read() as session:
            hits = search_apart(session, words, "AB")
        return [(hit.kind, hit.name, hit.snippet.replace(ON, "<").replace(OFF, ">"))
                for hit in hits if hit.kind != "transcript"]  # fmt: skip

    own = "A long way before they were <hésitant>, and so late [S01 ¶4]"
    assert found("hesitant") == [
        ("memo", "S01 × 2.1", "<hesitant> or late?"), ("summary", "S01 × 2.1, your own", own)
    ]  # fmt: skip
    assert len(found("hesit* late")) == 2
    assert found('"were late"') == found("hesit") == found("  ") == []
    reconcile(study, *pair, "Hesitant, all agree")
    assert ("summary", "S01 × 2.1", "<Hesitant>, all agree") in found("hesitant")
    assert not any("your own" in name for _kind, name, _snippet in found("hesitant"))


def _rated(study: Study, pair: Pair) -> tuple[str, ...]:
    return tuple(view.rating for view in _own(study, pair))


def test_own_versions_are_rated_each_for_itself(study: Study, pair: Pair) -> None:
    _both(study, pair)
    with pytest.raises(RefusedError, match="asks for no rating"):
        rate_own_cell(study, *pair, "+1")
    ask_for_ratings(study, pair[1])
    rate_own_cell(study, *pair, "1")
    with _as(study, "CD"):
        rate_own_cell(study, *pair, "−2")
    assert _rated(study, pair) == ("+1", "-2")
    assert study.undo_label == "Rate S01 × 2.1 -2, apart"
    with study.read() as session:
        assert cell(session, *pair).rating == ""
        assert charted_apart(session, "CD", [pair[0]], [pair[1]]).views[pair].rating == "-2"
        assert "; ratings: +1, −2; " in agreement(session, *pair)
    rate_own_cell(study, *pair, "-2")
    with study.read() as session:
        assert "; same rating (−2); " in agreement(session, *pair)
        assert [row.rating for row in history_of_cell(session, *pair, "AB")][:3] == [
            "-2", "+1", ""
        ]  # fmt: skip
    study.undo()
    assert _rated(study, pair) == ("+1", "-2")
    rate_own_cell(study, *pair, "")
    assert _rated(study, pair) == ("", "-2")


def test_a_restored_own_version_has_the_rating_that_it_had(study: Study, pair: Pair) -> None:
    ask_for_ratings(study, pair[1])
    write_own_summary(study, *pair, "Late")
    rate_own_cell(study, *pair, "+2")
    with study.read() as session:
        before = history_of_cell(session, *pair, "AB")[0].step
    rate_own_cell(study, *pair, "mixed")
    restore_own_cell(study, *pair, before)
    assert _rated(study, pair) == ("+2",)


def test_what_is_agreed_may_be_rated_too(study: Study, pair: Pair) -> None:
    ask_for_ratings(study, pair[1])
    _both(study, pair)
    rate_cell(study, *pair, "0")
    reconcile(study, *pair, "Late, both say")
    with study.read() as session:
        assert cell(session, *pair).rating == "0"
    reconcile(study, *pair, "Late, both say", rating="-1")
    with study.read() as session:
        assert cell(session, *pair).rating == "-1"
    study.undo()
    with study.read() as session:
        assert cell(session, *pair).rating == "0"
