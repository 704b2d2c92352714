"""Add, name, order and describe cases by hand."""

import pytest

from framework.drafts import CaseDraft
from framework.edits.cases import (
    add_case,
    add_cases,
    move_case,
    relabel_case,
    remove_case,
    rename_case,
    set_attribute,
    set_kind,
    set_parents,
)
from framework.edits.cells import write_summary
from framework.errors import NotFoundError, RefusedError
from framework.queries.cases import CaseRow, case_named, list_cases
from framework.queries.charts import cell
from framework.study import Study
from tests.studies import case_ids, theme_ids


def _case(study: Study, name: str) -> CaseRow:
    with study.read() as session:
        return case_named(session, name)


def _order(study: Study, kind: str | None = None) -> list[str]:
    with study.read() as session:
        return [row.name for row in list_cases(session, kind)]


def test_added_case_stands_last_and_belongs_to_its_sites(study: Study) -> None:
    ids = case_ids(study)
    made = add_case(study, "  S02 ", "Participant", " GP ", (ids["P02"], ids["P01"], ids["P02"]))
    row = _case(study, "S02")
    assert row == CaseRow(made, "S02", "participant", "GP", ("P01", "P02"), ())
    assert _order(study)[-1] == "S02"
    assert study.undo_label == "Add case S02"
    study.undo()
    assert "S02" not in _order(study)


@pytest.mark.parametrize(("name", "said"), [("  ", "needs a name"), ("p01", "is called P01")])
def test_empty_and_taken_names_are_refused_and_nothing_added(
    study: Study, name: str, said: str
) -> None:
    with pytest.raises(RefusedError, match=f"{said}; nothing was added"):
        add_case(study, name, "site")
    with pytest.raises(RefusedError, match=f"{said}; the old name was kept"):
        rename_case(study, case_ids(study)["P02"], name)
    assert _order(study) == ["P01", "P02", "S01", "F1"]


def test_case_without_a_kind_is_refused(study: Study) -> None:
    with pytest.raises(RefusedError, match="needs a kind"):
        add_case(study, "P03", " ")
    with pytest.raises(RefusedError, match="the old one was kept"):
        set_kind(study, case_ids(study)["P01"], "")
    assert _case(study, "P01").kind == "site"


def test_renamed_case_keeps_its_summaries_and_may_change_its_letters(study: Study) -> None:
    site, theme = case_ids(study)["P01"], theme_ids(study)["1.1"]
    write_summary(study, site, theme, "Everyone came.")
    rename_case(study, site, "p01")
    rename_case(study, site, "Mill   Lane")
    with study.read() as session:
        assert cell(session, site, theme).text == "Everyone came."
    assert _case(study, "mill lane").id == site
    assert _case(study, "S01").parents == ("Mill Lane",)


def test_label_and_kind_are_changed(study: Study) -> None:
    nurse = case_ids(study)["S01"]
    relabel_case(study, nurse, " practice nurse ")
    set_kind(study, nurse, "Family")
    assert _case(study, "S01")[2:4] == ("family", "practice nurse")
    relabel_case(study, nurse, "")
    assert _case(study, "S01").label == ""


def test_sites_of_a_case_are_set_in_place_of_those_before(study: Study) -> None:
    ids = case_ids(study)
    set_parents(study, ids["S01"], [ids["P02"]])
    assert _case(study, "S01").parents == ("P02",)
    set_parents(study, ids["F1"], [])
    assert _case(study, "F1").parents == ()
    study.undo()
    assert _case(study, "F1").parents == ("P01", "P02")


def test_case_never_belongs_to_itself_or_to_what_belongs_to_it(study: Study) -> None:
    ids = case_ids(study)
    for parent in ("P01", "S01"):
        with pytest.raises(RefusedError, match="P01 cannot belong to"):
            set_parents(study, ids["P01"], [ids["P02"], ids[parent]])
    assert _case(study, "P01").parents == ()


def test_attribute_is_set_changed_and_taken_away(study: Study) -> None:
    site = case_ids(study)["P01"]
    set_attribute(study, site, " list size ", " 8,200 ")
    assert _case(study, "P01").attributes == (("arm", "implementation"), ("list size", "8,200"))
    set_attribute(study, site, "arm", "control")
    assert _case(study, "P01").attribute("arm") == "control"
    set_attribute(study, site, "arm", " ")
    assert _case(study, "P01").attributes == (("list size", "8,200"),)
    with pytest.raises(RefusedError, match="needs a name"):
        set_attribute(study, site, " ", "x")


def test_case_moves_among_its_kind_and_leaves_the_others(study: Study) -> None:
    ids = case_ids(study)
    move_case(study, ids["F1"], 0)
    assert _order(study) == ["P01", "P02", "F1", "S01"]
    move_case(study, ids["P01"], 9)
    assert _order(study) == ["P02", "P01", "F1", "S01"]
    study.undo()
    study.undo()
    assert _order(study) == ["P01", "P02", "S01", "F1"]


def test_case_that_is_gone_is_not_found(study: Study) -> None:
    site = case_ids(study)["P01"]
    remove_case(study, site)
    assert study.undo_label == "Remove case P01"
    with pytest.raises(NotFoundError, match="no longer"):
        rename_case(study, site, "P09")
    with pytest.raises(NotFoundError, match="no longer"):
        set_attribute(study, site, "arm", "x")
    with pytest.raises(NotFoundError, match="no longer"):
        move_case(study, site, 0)


def test_list_that_says_no_kind_and_no_sites_leaves_those_of_the_study(study: Study) -> None:
    add_cases(study, [CaseDraft("S01", "case", "", (), {"years": "12"}),
                      CaseDraft("C1", "case", "", (), {})])  # fmt: skip
    row = _case(study, "S01")
    assert (row.kind, row.label, row.parents) == ("participant", "nurse", ("P01",))
    assert row.attribute("years") == "12"
    assert _case(study, "C1").kind == "case"
