"""Facts about what could identify somebody."""

from exports import Options
from exports.disclosure import findings
from framework.drafts import CaseDraft, ColumnDraft, DeliveryDraft
from framework.edits.cases import add_cases, attribute_transcript, set_attribute
from framework.edits.cells import write_summary
from framework.edits.codings import write_memo
from framework.edits.delivery import load_tables
from framework.queries.cases import case_named
from framework.queries.disclosure import findings_in_study
from framework.queries.transcripts import list_transcripts
from framework.rules.pseudonyms import NameEntry
from framework.study import Study
from tests.studies import case_ids, code_passage, theme_ids

SURNAME = NameEntry("a" * 32, "person", "Featherstone", "[GP 1]")
PRACTICE = NameEntry("b" * 32, "organisation", "Wharfe Lane Surgery", "[practice P01]")
KNOWN = (SURNAME, PRACTICE)


def _talk(study: Study) -> int:
    with study.read() as session:
        return list_transcripts(session)[0].id


def test_surname_in_a_memo_and_practice_in_a_delivery_note_are_found(study: Study) -> None:
    coding = code_passage(study, _talk(study), 28, 60, theme_ids(study)["2.1"])
    write_memo(study, coding, "Dr Featherstone said the same.")
    rows = (("P01", "Visit to Wharfe Lane Surgery put off"),)
    columns = (ColumnDraft("site", "text"), ColumnDraft("note", "text"))
    load_tables(study, [DeliveryDraft("visits", b"visits", columns, rows, site="site")])
    with study.read() as session:
        found = findings_in_study(session, KNOWN)
    names = {(one.what, one.where) for one in found if one.kind == "name"}
    assert names == {("Featherstone", "Memo on a passage"),
                     ("Wharfe Lane Surgery", "visits, row 1, note")}  # fmt: skip


def test_only_person_in_a_role_at_a_site_is_found_until_there_are_two(study: Study) -> None:
    with study.read() as session:
        what = {one.what for one in findings_in_study(session, ()) if one.kind == "role"}
    assert "S01 is the only nurse of P01" in what
    add_cases(study, [CaseDraft("S02", "participant", "nurse", ("P01",), {})])
    with study.read() as session:
        what = {one.what for one in findings_in_study(session, ()) if one.kind == "role"}
    assert not [one for one in what if "nurse" in one]


def test_attribute_that_one_site_alone_has_is_found(study: Study) -> None:
    cases = case_ids(study)
    set_attribute(study, cases["P01"], "list size", "31,000 and over")
    set_attribute(study, cases["P02"], "list size", "under 5,000")
    with study.read() as session:
        found = [one.what for one in findings_in_study(session, ()) if one.kind == "attribute"]
    assert any(one.startswith("P01 alone has list size 31,000 and over") for one in found)


def test_export_is_looked_through_as_it_would_be_written(study: Study) -> None:
    cases, themes = case_ids(study), theme_ids(study)
    attribute_transcript(study, _talk(study), cases["S01"])
    write_summary(study, cases["S01"], themes["2.1"], "Featherstone had asked for it.")
    with study.read() as session:
        found = findings(session, "L1", Options(), KNOWN)
        hidden = findings(session, "L1", Options(names=KNOWN), KNOWN)
        elsewhere = findings(session, "L14", Options(), KNOWN)
        case = case_named(session, "S01")
    assert [one.what for one in found if one.kind == "name"] == ["Featherstone"]
    assert [one for one in hidden if one.kind == "name"] == []
    assert elsewhere == []
    roles = [one for one in found if one.kind == "role"]
    assert any(one.what.startswith(f"{case.name} is the only nurse") for one in roles)
    assert "Featherstone" not in next(one.noted for one in found if one.kind == "name")
