"""Say which case a stretch of text speaks for."""

import pytest

from framework.drafts import AttributionDraft, CaseDraft
from framework.edits.cases import (
    add_cases,
    attribute,
    attribute_passage,
    attribute_speaker,
    attribute_transcript,
    remove_case,
)
from framework.edits.transcripts import import_transcripts
from framework.errors import FrameworkError, NotFoundError, RefusedError
from framework.queries.cases import case_named, children_of, list_cases
from framework.queries.codings import codings_of, evidence, evidence_of_case
from framework.queries.transcripts import cases_of_transcripts, paragraphs_of, speakers_of
from framework.study import Study
from tests.studies import case_ids, code_passage, talk, theme_ids

VISITS = (
    "F2: At the first practice everyone came.",
    "F2: At the other one nobody did.",
    "I: And in general?",
    "F2: It takes time.",
)


def _facilitated(study: Study) -> None:
    """Add a facilitator of two sites, who says a passage about each and one about neither."""
    add_cases(
        study,
        [
            CaseDraft("P04", "site", "", (), {}),
            CaseDraft("P07", "site", "", (), {}),
            CaseDraft("F2", "participant", "facilitator", ("P04", "P07"), {}),
        ],
    )
    (added,) = import_transcripts(study, [talk("F2", VISITS)])
    attribute_transcript(study, added, case_ids(study)["F2"])
    with study.read() as session:
        places = paragraphs_of(session, added)
    theme = theme_ids(study)["1.1"]
    for place in (places[0], places[1], places[3]):
        code_passage(study, added, place.start, place.end, theme)
    attribute_passage(study, added, places[0].start, places[0].end, case_ids(study)["P04"])
    attribute_passage(study, added, places[1].start, places[1].end, case_ids(study)["P07"])


def _quotes(study: Study, case: str, theme: str = "1.1") -> list[str]:
    with study.read() as session:
        return [
            row.quote for row in evidence(session, case_ids(study)[case], theme_ids(study)[theme])
        ]


def test_cases_keep_kind_label_sites_and_attributes(study: Study) -> None:
    with study.read() as session:
        rows = list_cases(session)
        sites = list_cases(session, "site")
        found = case_named(session, " f1 ")
        children = children_of(session)
    assert [row.name for row in rows] == ["P01", "P02", "S01", "F1"]
    assert [row.name for row in sites] == ["P01", "P02"]
    assert (found.label, found.parents) == ("facilitator", ("P01", "P02"))
    assert (found.attribute("role"), found.attribute("arm")) == ("facilitator", "")
    names = {row.id: row.name for row in rows}
    assert {names[site]: [names[c] for c in below] for site, below in children.items()} == {
        "P01": ["S01", "F1"], "P02": ["F1"],
    }  # fmt: skip


def test_case_of_the_same_name_is_brought_up_to_date(study: Study) -> None:
    before = case_ids(study)
    add_cases(study, [CaseDraft("s01", "participant", "", ("P02",), {"years": "12"})])
    with study.read() as session:
        row = case_named(session, "S01")
    assert case_ids(study) == before
    assert (row.label, row.parents) == ("nurse", ("P02",))
    assert row.attributes == (("role", "nurse"), ("years", "12"))


@pytest.mark.parametrize("parent", ["P09", "S02"])
def test_unknown_site_of_a_case_is_refused_and_nothing_added(study: Study, parent: str) -> None:
    with pytest.raises(RefusedError, match=f"“{parent}”"):
        add_cases(study, [CaseDraft("P05", "site", "", (), {}),
                          CaseDraft("S02", "participant", "", (parent,), {})])  # fmt: skip
    assert set(case_ids(study)) == {"P01", "P02", "S01", "F1"}


def test_names_of_cases_are_found_whatever_their_case_and_script(study: Study) -> None:
    add_cases(study, [CaseDraft("Ärzte", "site", "", (), {})])
    with study.read() as session:
        assert case_named(session, "ÄRZTE").name == "Ärzte"
        with pytest.raises(NotFoundError, match="“Arzte”"):
            case_named(session, "Arzte")


def test_passage_of_a_facilitator_speaks_for_its_site_alone_and_for_the_facilitator(
    study: Study,
) -> None:
    _facilitated(study)
    first, other, general = VISITS[0], VISITS[1], VISITS[3]
    assert _quotes(study, "P04") == [first, general]
    assert _quotes(study, "P07") == [other, general]
    assert _quotes(study, "F2") == [first, other, general]


def test_site_gathers_what_its_participants_say(study: Study) -> None:
    attribute_transcript(study, 1, case_ids(study)["S01"])
    code_passage(study, 1, 28, 75, theme_ids(study)["1.1"])
    assert _quotes(study, "P01") == _quotes(study, "S01") != []
    assert _quotes(study, "P02") == []
    assert _quotes(study, "P01", "1") == _quotes(study, "P01")
    assert _quotes(study, "P01", "2") == []


def test_speaker_stands_above_the_transcript_and_a_passage_above_the_speaker(study: Study) -> None:
    cases = case_ids(study)
    coding = code_passage(study, 1, 28, 75, theme_ids(study)["1.1"])

    def speaks_for() -> tuple[str, ...]:
        with study.read() as session:
            (row,) = codings_of(session, 1)
            assert row.id == coding
            return row.cases

    assert speaks_for() == ()
    attribute_transcript(study, 1, cases["F1"])
    assert speaks_for() == ("F1",)
    with study.read() as session:
        speaker = speakers_of(session, 1)[1]
    attribute_speaker(study, speaker.id, cases["S01"])
    assert speaks_for() == ("S01",)
    attribute_passage(study, 1, 30, 40, cases["F1"])
    assert speaks_for() == ("F1",)
    study.undo()
    attribute_speaker(study, speaker.id, None)
    assert speaks_for() == ("F1",)
    with study.read() as session:
        assert speakers_of(session, 1)[1].cases == ()
        assert cases_of_transcripts(session) == {1: ["F1"]}


def test_what_the_interviewer_says_is_no_evidence_of_the_speaker(study: Study) -> None:
    with study.read() as session:
        speaker = speakers_of(session, 1)[1]
    attribute_speaker(study, speaker.id, case_ids(study)["S01"])
    code_passage(study, 1, 0, 27, theme_ids(study)["1.1"])
    code_passage(study, 1, 5, 40, theme_ids(study)["1.1"])
    with study.read() as session:
        rows = evidence_of_case(session, case_ids(study)["S01"])
    assert [(row.start, row.first, row.last) for row in rows] == [(5, 1, 2)]


def test_file_of_attributions_speaks_for_transcripts_speakers_and_paragraphs(study: Study) -> None:
    lines = [
        AttributionDraft(2, "s01", None, "f1"),
        AttributionDraft(3, "S01", "s01", "S01"),
        AttributionDraft(4, "S01", None, "P02", (4, 5)),
    ]
    assert attribute(study, lines) == 3
    code_passage(study, 1, 28, 75, theme_ids(study)["1.1"])
    code_passage(study, 1, 100, 130, theme_ids(study)["2.1"])
    with study.read() as session:
        assert [row.cases for row in codings_of(session, 1)] == [("S01",), ("P02", "S01")]
    attribute(study, lines)
    assert study.undo_label == "Code S01 ¶4 as 2.1"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (AttributionDraft(7, "S99", None, "S01"), "Line 7.*“S99”"),
        (AttributionDraft(8, "S01", None, "S99"), "Line 8.*“S99”"),
        (AttributionDraft(9, "S01", "Nobody", "S01"), "Line 9.*“Nobody”"),
        (AttributionDraft(10, "S01", None, "S01", (4, 9)), "Line 10.*paragraphs 4 to 9"),
    ],
)
def test_attribution_to_what_is_not_there_names_its_line(
    study: Study, line: AttributionDraft, said: str
) -> None:
    with pytest.raises(FrameworkError, match=said):
        attribute(study, [AttributionDraft(2, "S01", None, "S01"), line])
    with study.read() as session:
        assert cases_of_transcripts(session) == {}


def test_speaker_with_accents_is_found(study: Study) -> None:
    (added,) = import_transcripts(study, [talk("T", ("Élise: Oui.",))])
    attribute(study, [AttributionDraft(2, "T", "ÉLISE", "S01")])
    with study.read() as session:
        assert speakers_of(session, added)[0].cases == ("S01",)


def test_removed_case_leaves_its_participants(study: Study) -> None:
    remove_case(study, case_ids(study)["P01"])
    with study.read() as session:
        assert case_named(session, "F1").parents == ("P02",)
        assert case_named(session, "S01").parents == ()
