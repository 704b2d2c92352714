"""Find the passages that carry both of two themes."""

from framework.drafts import CodingDraft
from framework.edits.codings import code_from
from framework.edits.corrections import correct
from framework.edits.labels import add_label
from framework.edits.reshaping import retire_theme
from framework.edits.transcripts import import_transcripts
from framework.queries.overlaps import OverlapRow, overlap_passages, overlaps
from framework.study import Study
from tests.framework.reshaped import TEAM
from tests.studies import code_passage, talk, theme_ids


def test_pairs_that_share_most_come_first_each_in_the_order_of_the_framework(
    study: Study,
) -> None:
    import_transcripts(study, [talk("S02")])
    ids = theme_ids(study)
    label = add_label(study, "late")
    for transcript in (1, 2):
        code_passage(study, transcript, *TEAM, ids["2.2"])
        code_passage(study, transcript, 41, 59, ids["1.1"])
    code_passage(study, 1, 50, 102, label)
    code_passage(study, 1, 102, 129, ids["1.2"])
    with study.read() as session:
        assert overlaps(session) == [
            OverlapRow(ids["1.1"], ids["2.2"], 2),
            OverlapRow(ids["1.1"], label, 1),
            OverlapRow(ids["2.2"], label, 1),
        ]
    retire_theme(study, ids["1"])
    with study.read() as session:
        assert overlaps(session) == [OverlapRow(ids["2.2"], label, 1)]


def test_shared_stretch_is_listed_once_with_both_codings(study: Study) -> None:
    ids = theme_ids(study)
    whole = code_passage(study, 1, *TEAM, ids["2.2"])
    part = code_passage(study, 1, 33, 49, ids["1.1"])
    code_from(study, [CodingDraft(1, "S01", "1.1", span=(33, 49), coder="CD")])
    correct(study, 1, 33, 37, "Many")
    with study.read() as session:
        (row,) = overlap_passages(session, ids["1.1"], ids["2.2"])
        (turned,) = overlap_passages(session, ids["2.2"], ids["1.1"])
        assert overlaps(session)[0].passages == 1
    assert (row.transcript, row.start, row.end, row.first, row.last) == ("S01", 33, 49, 2, 2)
    assert row.quote == "Many of the team"
    assert row.coding_id == part
    assert turned.coding_id == whole


def test_passages_that_only_touch_share_nothing(study: Study) -> None:
    ids = theme_ids(study)
    code_passage(study, 1, 28, 41, ids["1.1"])
    code_passage(study, 1, 41, 59, ids["2.2"])
    code_passage(study, 1, 28, 59, ids["1.1"])
    with study.read() as session:
        assert [(row.start, row.end) for row in overlap_passages(session, ids["1.1"], ids["2.2"])]
        assert overlaps(session) == [OverlapRow(ids["1.1"], ids["2.2"], 1)]
