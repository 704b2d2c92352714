"""Look back at what a cell was, and make it that again."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.drafts import TranscriptDraft
from framework.edits.cases import attribute_transcript, remove_case
from framework.edits.cells import restore_cell, set_state, write_summary
from framework.edits.codings import uncode
from framework.edits.ratings import ask_for_ratings, rate_cell
from framework.edits.reshaping import merge_themes
from framework.edits.transcripts import (
    import_transcripts,
    remove_transcript,
    rename_transcript,
)
from framework.errors import NotFoundError, RefusedError
from framework.queries.cell_history import CellVersionRow, history_of_cell
from framework.queries.charts import CellView, cell, citations_of
from framework.queries.history import history
from framework.queries.soundness import faults
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, small_study, talk, theme_ids

Pair = tuple[int, int]
WHOLE = "\n".join(TALK)


@pytest.fixture
def pair(study: Study) -> Pair:
    cases = case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    return cases["S01"], theme_ids(study)["2.1"]


def _history(study: Study, pair: Pair) -> list[CellVersionRow]:
    with study.read() as session:
        return history_of_cell(session, *pair)


def _texts(study: Study, pair: Pair) -> list[str]:
    return [row.text for row in _history(study, pair)]


def _view(study: Study, pair: Pair) -> CellView:
    with study.read() as session:
        assert faults(session) == []
        return cell(session, *pair)


def _other_step(study: Study) -> None:
    """Part two writings that would else be one step."""
    write_summary(study, case_ids(study)["P02"], theme_ids(study)["1.1"], f"{study.undo_label}.")


def _second(name: str = "S02") -> TranscriptDraft:
    return talk(name, ("S02: one", "two", "three"))


def test_each_step_that_changed_a_cell_is_a_version_newest_first(study: Study, pair: Pair) -> None:
    assert _history(study, pair) == []
    write_summary(study, *pair, "Late [S01 ¶4]")
    _other_step(study)
    study.coder = "CD"
    write_summary(study, *pair, "Late [S01 ¶4], often [S01 ¶5]")
    set_state(study, *pair, "checked")
    rows = _history(study, pair)
    assert [(row.coder, row.state, row.text) for row in rows] == [
        ("CD", "checked", "Late [S01 ¶4], often [S01 ¶5]"),
        ("CD", "draft", "Late [S01 ¶4], often [S01 ¶5]"),
        ("AB", "draft", "Late [S01 ¶4]"),
    ]
    assert [row.label for row in rows][1:] == ["Summarise S01 × 2.1"] * 2
    assert rows[0].label == "Mark S01 × 2.1 checked"


def test_what_was_typed_in_one_go_is_one_version(study: Study, pair: Pair) -> None:
    for text in ("L", "La", "Late"):
        write_summary(study, *pair, text)
    assert _texts(study, pair) == ["Late"]
    _other_step(study)
    for text in ("Late [S01 ¶4]", "Late", "Late, twice"):
        write_summary(study, *pair, text)
    assert _texts(study, pair) == ["Late, twice", "Late"]


def test_undo_and_redo_are_versions_and_say_so(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late [S01 ¶4]")
    study.undo()
    study.redo()
    write_summary(study, *pair, "Late")
    study.undo()
    rows = _history(study, pair)
    assert [row.text for row in rows] == [
        "Late [S01 ¶4]", "Late", "Late [S01 ¶4]", "", "Late [S01 ¶4]"
    ]  # fmt: skip
    assert [row.label.split(" “")[0] for row in rows] == [
        "Undo", "Summarise S01 × 2.1", "Redo", "Undo", "Summarise S01 × 2.1"
    ]  # fmt: skip
    assert rows[3].state == "not_started"


def test_cell_that_was_removed_and_written_again_has_one_history(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "First")
    study.undo()
    write_summary(study, *pair, "Second")
    _other_step(study)
    write_summary(study, *pair, "")
    assert _texts(study, pair) == ["", "Second", "", "First"]


def test_versions_of_another_cell_are_not_listed(study: Study, pair: Pair) -> None:
    other = (pair[0], theme_ids(study)["2.2"])
    write_summary(study, *pair, "Here")
    write_summary(study, *other, "There")
    assert (_texts(study, pair), _texts(study, other)) == (["Here"], ["There"])


def test_step_that_changed_nothing_to_be_seen_is_no_version(study: Study, pair: Pair) -> None:
    import_transcripts(study, [_second()])
    write_summary(study, *pair, 'Said "one"')
    attribute_transcript(study, 2, pair[0])
    assert "quote_differs" not in _view(study, pair).flags
    assert _texts(study, pair) == ['Said "one"']


def test_restoring_is_a_step_that_names_the_day(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late [S01 ¶4]")
    _other_step(study)
    write_summary(study, *pair, "Never mind")
    restore_cell(study, *pair, _history(study, pair)[-1].step)
    assert study.undo_label is not None
    assert study.undo_label.startswith("Restore S01 × 2.1 as of ")
    assert _view(study, pair).text == "Late [S01 ¶4]"
    study.undo()
    assert _view(study, pair).text == "Never mind"


def test_restored_locator_leads_where_it_led_though_the_coding_is_gone(
    study: Study, pair: Pair
) -> None:
    start = WHOLE.index("sent last week’s weather")
    coding = code_passage(study, 1, start, start + 24, pair[1])
    write_summary(study, *pair, "Late [S01 ¶4]")
    uncode(study, [coding])
    write_summary(study, *pair, "")
    restore_cell(study, *pair, _history(study, pair)[-1].step)
    view = _view(study, pair)
    with study.read() as session:
        rows = citations_of(session, [view.id or 0])
    assert [row.quote for row in rows.values()] == ["sent last week’s weather"]


def test_checked_version_comes_back_as_a_draft_and_an_empty_one_with_its_state(
    study: Study, pair: Pair
) -> None:
    set_state(study, *pair, "not asked")
    write_summary(study, *pair, "Late")
    set_state(study, *pair, "checked")
    write_summary(study, *pair, "Later")
    _later, checked, _draft, empty = _history(study, pair)
    restore_cell(study, *pair, checked.step)
    assert (_view(study, pair).text, _view(study, pair).state) == ("Late", "draft")
    restore_cell(study, *pair, empty.step)
    assert (_view(study, pair).text, _view(study, pair).state) == ("", "not_asked")


def test_restoring_what_stands_there_changes_nothing(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late")
    set_state(study, *pair, "checked")
    restore_cell(study, *pair, _history(study, pair)[0].step)
    assert study.undo_label == "Mark S01 × 2.1 checked"


def test_locator_of_a_version_prints_the_transcripts_present_name(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late [S01 ¶4]")
    _other_step(study)
    write_summary(study, *pair, "Late")
    rename_transcript(study, 1, "Interview 1")
    assert _texts(study, pair) == ["Late", "Late [Interview 1 ¶4]"]


def test_locator_into_a_removed_transcript_comes_back_as_typed(study: Study, pair: Pair) -> None:
    second = import_transcripts(study, [_second()])[0]
    write_summary(study, *pair, "Late [S02 ¶2] and [S01 ¶4]")
    _other_step(study)
    write_summary(study, *pair, "Late")
    remove_transcript(study, second)
    assert _texts(study, pair)[-1] == "Late [S02 ¶2] and [S01 ¶4]"
    restore_cell(study, *pair, _history(study, pair)[-1].step)
    view = _view(study, pair)
    assert view.text == "Late [S02 ¶2] and [S01 ¶4]"
    assert [run.text for run in view.runs if run.kind == "locator"] == ["S01 ¶4"]


def test_rating_is_part_of_a_version(study: Study, pair: Pair) -> None:
    ask_for_ratings(study, pair[1])
    write_summary(study, *pair, "Late")
    rate_cell(study, *pair, "−1")
    rate_cell(study, *pair, "mixed")
    assert [row.rating for row in _history(study, pair)] == ["mixed", "-1", ""]
    restore_cell(study, *pair, _history(study, pair)[1].step)
    assert _view(study, pair).rating == "-1"


def test_case_that_was_removed_and_brought_back_keeps_the_history(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late [S01 ¶4]")
    remove_case(study, pair[0])
    study.undo()
    rows = _history(study, pair)
    assert [row.text for row in rows] == ["Late [S01 ¶4]", "", "Late [S01 ¶4]"]
    assert rows[1].label == "Remove case S01"


def test_text_that_came_with_a_merged_theme_is_a_version(study: Study, pair: Pair) -> None:
    other = (pair[0], theme_ids(study)["2.2"])
    write_summary(study, *other, "Timing [S01 ¶4]")
    merge_themes(study, other[1], pair[1])
    assert _texts(study, pair) == ["Timing [S01 ¶4]"]
    assert _texts(study, other) == ["", "Timing [S01 ¶4]"]
    study.undo()
    assert _texts(study, other)[0] == "Timing [S01 ¶4]"
    assert _texts(study, pair) == ["", "Timing [S01 ¶4]"]


_DEEDS = st.lists(
    st.one_of(
        st.sampled_from(["undo", "redo", "elsewhere", "not asked", "checked", "restore", "CD"]),
        st.sampled_from(["=", "=Late", "=Late [S01 ¶4]", "=[S01 ¶5] and [S01 ¶4]"]),
    ),
    max_size=25,
)


@settings(max_examples=20, deadline=None)
@given(_DEEDS)
def test_history_holds_what_the_cell_was_after_every_step(deeds: list[str]) -> None:
    with TemporaryDirectory() as folder:
        study = small_study(Path(folder) / "small.chartwell")
        pair = (case_ids(study)["S01"], theme_ids(study)["2.1"])
        seen = {_last_step(study): ("not_started", "")}
        for deed in deeds:
            with suppress(RefusedError):
                _do(study, pair, deed)
            view = _view(study, pair)
            seen[_last_step(study)] = (view.state, view.text)
        versions = {row.step: (row.state, row.text) for row in _history(study, pair)}
        now = ("not_started", "")
        for step, was in sorted(seen.items()):
            now = versions.get(step, now)
            assert now == was, (step, versions, seen)
        assert versions.keys() <= seen.keys()
        study.close()


def _do(study: Study, pair: Pair, deed: str) -> None:
    if deed.startswith("="):
        write_summary(study, *pair, deed[1:])
    elif deed == "undo" and study.undo_label != "Add 4 cases":
        study.undo()
    elif deed == "redo":
        study.redo()
    elif deed == "elsewhere":
        _other_step(study)
    elif deed == "CD":
        study.coder = "CD" if study.coder == "AB" else "AB"
    elif deed == "restore" and (rows := _history(study, pair)):
        restore_cell(study, *pair, rows[-1].step)
    elif deed in {"not asked", "checked"}:
        set_state(study, *pair, deed)


def _last_step(study: Study) -> int:
    with study.read() as session:
        return history(session, 1)[0].step


def test_version_that_is_not_in_the_record_is_refused(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late")
    with pytest.raises(NotFoundError, match="not in the record"):
        restore_cell(study, *pair, 9999)
