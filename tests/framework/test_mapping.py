"""Map cases into classes, rate cells, keep the project's words."""

import pytest

from framework.edits.cases import set_attribute
from framework.edits.cells import set_state, write_summary
from framework.edits.dictionary import add_word, remove_word
from framework.edits.mapping import apply_classes, map_case
from framework.edits.ratings import ask_for_ratings, rate_cell
from framework.errors import NotFoundError, RefusedError
from framework.queries.cases import list_cases
from framework.queries.charts import cell
from framework.queries.dictionary import abbreviations, words
from framework.queries.mapping import MappingCheck, check, worksheet
from framework.queries.soundness import faults
from framework.queries.themes import rated_themes
from framework.rules.ratings import read_rating
from framework.study import Study
from tests.studies import case_ids, theme_ids


def _map(study: Study, case: str, *said: str | None) -> None:
    map_case(study, theme_ids(study)["2.1"], case_ids(study)[case], *said)


def _check(study: Study) -> MappingCheck:
    with study.read() as session:
        return check(session, theme_ids(study)["2.1"])


def _attributes(study: Study, name: str) -> dict[str, str]:
    with study.read() as session:
        return {row.name: row.attribute(name) for row in list_cases(session, "participant")}


def test_worksheet_sets_what_is_charted_beside_what_is_made_of_it(study: Study) -> None:
    write_summary(study, case_ids(study)["S01"], theme_ids(study)["2.1"], "Late [S01 ¶4]")
    _map(study, "S01", "late\nsuperseded", "Timing  undermines", "confirmation ")
    with study.read() as session:
        rows = worksheet(session, theme_ids(study)["2.1"])
        sites = worksheet(session, theme_ids(study)["2.1"], "site")
    assert [row.case for row in rows] == ["S01", "F1"]
    assert rows[0][2] == "Late [S01 ¶4]"
    assert rows[0][4:] == ("late\nsuperseded", "Timing undermines", "confirmation")
    assert rows[1][4:] == ("", "", "")
    assert [row.case for row in sites] == ["P01", "P02"]


def test_mapping_changes_what_is_given_and_undoes(study: Study) -> None:
    _map(study, "S01", "late", None, "prompt")
    _map(study, "S01", None, "Timing")
    with study.read() as session:
        assert worksheet(session, theme_ids(study)["2.1"])[0][4:] == ("late", "Timing", "prompt")
    assert study.undo_label == "Map S01 × 2.1"
    _map(study, "S01", "", "", " ")
    _map(study, "F1", "", "", "")
    assert _check(study).classes == ()
    study.undo()
    assert _check(study).classes == (("prompt", 1),)
    with pytest.raises(NotFoundError):
        map_case(study, theme_ids(study)["2.1"], 999, "x")


def test_check_names_what_is_unclassed_single_spread_and_alike(study: Study) -> None:
    assert _check(study).unclassed == ("S01", "F1")
    _map(study, "S01", None, "Timing", "Prompt")
    assert _check(study) == (("F1",), (("Prompt", 1),), (("Prompt", "S01"),), (), ())
    assert not _check(study).exhaustive
    _map(study, "F1", None, "Timing", "prompt ")
    found = _check(study)
    assert found.exhaustive
    assert found.spread == (("Timing", ("Prompt", "prompt")),)
    assert found.alike == (("Prompt", "prompt"),)


def test_classes_become_an_attribute_in_one_step(study: Study) -> None:
    _map(study, "S01", None, None, "prompt")
    _map(study, "F1", None, None, "not used")
    assert apply_classes(study, theme_ids(study)["2.1"], "report use") == 2
    assert _attributes(study, "report use") == {"S01": "prompt", "F1": "not used"}
    study.undo()
    assert _attributes(study, "report use") == {"S01": "", "F1": ""}


def test_classes_that_leave_cases_out_are_refused_unless_that_is_meant(study: Study) -> None:
    theme = theme_ids(study)["2.1"]
    with pytest.raises(RefusedError, match="No case has a class under"):
        apply_classes(study, theme, "use")
    _map(study, "S01", None, None, "prompt")
    with pytest.raises(RefusedError, match="F1 has no class under"):
        apply_classes(study, theme, "use")
    with pytest.raises(RefusedError, match="needs a name"):
        apply_classes(study, theme, " ", partial=True)
    assert apply_classes(study, theme, "use", partial=True) == 1
    assert _attributes(study, "use") == {"S01": "prompt", "F1": ""}


def test_classes_do_not_write_over_another_attribute_unasked(study: Study) -> None:
    theme = theme_ids(study)["2.1"]
    _map(study, "S01", None, None, "prompt")
    _map(study, "F1", None, None, "facilitator")
    with pytest.raises(RefusedError, match=r"role says something else already \(S01: nurse\)"):
        apply_classes(study, theme, "role")
    assert _attributes(study, "role") == {"S01": "nurse", "F1": "facilitator"}
    apply_classes(study, theme, "role", replace=True)
    assert _attributes(study, "role")["S01"] == "prompt"
    set_attribute(study, case_ids(study)["F1"], "role", "")
    assert apply_classes(study, theme, "role") == 2


@pytest.mark.parametrize(
    ("typed", "rating"),
    [("-2", "-2"), ("−1", "-1"), ("– 1", "-1"), ("0", "0"), ("1", "+1"), (" +2 ", "+2"),
     ("Mixed", "mixed"), ("MISSING", "missing"), ("N/A", "n/a"), ("3", None), ("", None),
     ("good", None)],
)  # fmt: skip
def test_ratings_are_read_as_people_write_them(typed: str, rating: str | None) -> None:
    assert read_rating(typed) == rating


def test_cell_is_rated_where_its_theme_asks_for_it(study: Study) -> None:
    case, themes = case_ids(study)["S01"], theme_ids(study)
    with pytest.raises(RefusedError, match="asks for no rating"):
        rate_cell(study, case, themes["2.1"], "+1")
    ask_for_ratings(study, themes["2"])
    write_summary(study, case, themes["2.1"], "Late [S01 ¶4]")
    set_state(study, case, themes["2.1"], "checked")
    rate_cell(study, case, themes["2.1"], "−2")
    with study.read() as session:
        view = cell(session, case, themes["2.1"])
        assert (view.rating, view.state) == ("-2", "checked")
        assert rated_themes(session) == {themes[n] for n in ("2", "2.1", "2.2")}
        assert faults(session) == []
    assert study.undo_label == "Rate S01 × 2.1 -2"
    with pytest.raises(RefusedError, match="“5” is no rating"):
        rate_cell(study, case, themes["2.1"], "5")
    rate_cell(study, case, themes["2.1"], "")
    with study.read() as session:
        assert cell(session, case, themes["2.1"]).rating == ""
    ask_for_ratings(study, themes["2"], on=False)
    with study.read() as session:
        assert rated_themes(session) == set()


def test_words_are_kept_by_alphabet_with_what_they_stand_for(study: Study) -> None:
    add_word(study, "PN", "practice  nurse")
    add_word(study, " audit-feedback ")
    add_word(study, "AAP", "antibiotic action plan")
    add_word(study, "PN")
    with study.read() as session:
        assert list(words(session).items()) == [
            ("AAP", "antibiotic action plan"), ("audit-feedback", ""), ("PN", "practice nurse")
        ]  # fmt: skip
        assert list(abbreviations(session)) == ["AAP", "PN"]
    remove_word(study, "AAP")
    add_word(study, "PN", "practice manager")
    with study.read() as session:
        assert abbreviations(session) == {"PN": "practice manager"}
    with pytest.raises(RefusedError, match="Type the word"):
        add_word(study, "  ")
