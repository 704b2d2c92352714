"""Facts about withdrawing a participant."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from framework.drafts import (
    AttributionDraft,
    CaseDraft,
    ColumnDraft,
    DeliveryDraft,
    JointDefinition,
)
from framework.edits.cases import add_cases, attribute
from framework.edits.cells import set_state, write_summary
from framework.edits.codings import write_memo
from framework.edits.corrections import correct
from framework.edits.delivery import load_tables
from framework.edits.joint_displays import add_display
from framework.edits.joint_rows import add_row, write_row
from framework.edits.memos import write_margin_memo
from framework.edits.past_exports import note_export
from framework.edits.synthesis import write_synthesis
from framework.edits.transcripts import import_transcripts
from framework.edits.withdrawal import withdraw
from framework.errors import RefusedError
from framework.queries.cases import case_named, list_cases
from framework.queries.chain import verify
from framework.queries.charts import cell
from framework.queries.codings import all_codings
from framework.queries.delivery import list_tables, rows_of
from framework.queries.joint_displays import display_rows
from framework.queries.past_exports import guids_of
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.queries.transcripts import list_transcripts, paragraphs_of, text_of
from framework.queries.withdrawal import used_by
from framework.study import Study
from tests.studies import SampleAt, case_ids, code_passage, small_study, talk, theme_ids

GROUP = (
    "I: How was the first month?",
    "N1: We lost the letters between two wards and a staircase.",
    "N2: My view is that nobody ever opened the second envelope.",
    "It lay on the radiator until the wax seal had melted.",
    "N1: I agree with that, more or less.",
)
SECRETS = ("nobody ever opened the second envelope", "until the wax seal had melted")


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Study]:
    """Give a study with a focus group of two nurses, coded and charted."""
    study = small_study(tmp_path / "group.chartwell")
    import_transcripts(study, [talk("G1", GROUP)])
    add_cases(
        study,
        [
            CaseDraft("N1", "participant", "nurse", ("P01",), {}),
            CaseDraft("N2", "participant", "nurse", ("P01",), {"band": "six"}),
        ],
    )
    attribute(study, [AttributionDraft(1, "G1", "N1", "N1"), AttributionDraft(2, "G1", "N2", "N2")])
    yield study
    study.close()


def _id_of(study: Study, name: str) -> int:
    with study.read() as session:
        return next(row.id for row in list_transcripts(session) if row.name == name)


def _place(study: Study, transcript_id: int, words: str) -> tuple[int, int]:
    with study.read() as session:
        start = text_of(session, transcript_id).index(words)
    return start, start + len(words)


def _bytes(study: Study) -> bytes:
    """Read the study's file, and what lies beside it."""
    parts = (study.path.with_name(study.path.name + end) for end in ("", "-wal", "-journal"))
    return b"".join(part.read_bytes() for part in parts if part.exists())


def test_one_of_a_group_is_withdrawn_and_the_others_keep_their_places(group: Study) -> None:
    talk_id, themes, cases = _id_of(group, "G1"), theme_ids(group), case_ids(group)
    hers = _place(group, talk_id, "nobody ever opened the second envelope")
    theirs = _place(group, talk_id, "I agree with that")
    coding = code_passage(group, talk_id, *hers, themes["2.1"])
    write_memo(group, coding, "The envelope again: the second envelope is hers.")
    code_passage(group, talk_id, *theirs, themes["2.1"])
    write_margin_memo(group, talk_id, *hers, "She said it twice.")
    correct(group, talk_id, *_place(group, talk_id, "wax"), "red wax")
    write_summary(
        group,
        cases["N1"],
        themes["2.1"],
        'Agreed [G1 ¶5]. Unlike her: "nobody ever opened the second envelope" [G1 ¶3].',
    )
    set_state(group, cases["N1"], themes["2.1"], "checked")
    write_summary(
        group,
        cases["P01"],
        themes["2.1"],
        "Letters were lost. One nurse saw it lie until the red wax seal had melted.",
    )
    write_summary(group, cases["N2"], themes["2.1"], "Nobody read it [G1 ¶3-4].")
    write_synthesis(group, "Reports went astray. See [N2 × 2.1].", theme_id=themes["2"])
    with group.read() as session:
        listed = used_by(session, cases["N2"])
    assert [(row.where, row.why) for row in listed if row.kind == "sentence"] == [
        ("N1 × 2.1", "cites"),
        ("P01 × 2.1", "quotes"),
        ("Synthesis of 2 Resources", "cites"),
    ]

    done = withdraw(group, cases["N2"], "asked to")

    assert done.pressed
    assert [row.kind for row in done.used] == [row.kind for row in listed]
    with group.read() as session:
        assert faults(session) == []
        assert verify(session).broken == ()
        body = text_of(session, talk_id)
        assert [row.n for row in paragraphs_of(session, talk_id)] == [1, 2, 3, 4, 5]
        assert paragraphs_of(session, talk_id)[2].text == "[withdrawn]"
        kept = [row.quote for row in all_codings(session)]
        assert kept == ["I agree with that"]
        assert "N2" not in body
        n1 = cell(session, cases["N1"], themes["2.1"])
        assert (n1.text, n1.state) == ("Agreed [G1 ¶5].", "draft")
        assert search(session, "envelope") == []
        assert [row.name for row in list_cases(session)] == ["P01", "P02", "S01", "F1", "N1"]
    assert group.undo() is None
    held = _bytes(group)
    for secret in (*SECRETS, "red wax", "second envelope is hers", "Nobody read it"):
        assert secret.encode() not in held, secret


def test_removing_s05_lists_every_sentence_quotation_and_export_that_used_it(
    sample_at: SampleAt, tmp_path: Path
) -> None:
    study = Study.open(sample_at(tmp_path / "s.chartwell"), "AB")
    with study.read() as session:
        s05 = case_named(session, "S05")
        talk_id = next(row.id for row in list_transcripts(session) if row.name == "S05")
        speech = [row.text for row in paragraphs_of(session, talk_id)]
        cases, talks = (
            guids_of(session, "case", [s05.id]),
            guids_of(session, "transcript", [talk_id]),
        )
    themes = theme_ids(study)
    display = add_display(study, "Reports", "L5", JointDefinition())
    row = add_row(study, display, title="Late reports")
    write_row(
        study, row, "qualitative", 'Stale news: "last week\'s weather" [S05 ¶45]. Others too.'
    )
    note_export(study, "L1", "chart.docx", "0" * 64, cases=cases, transcripts=talks)
    note_export(study, "L14", "tree.docx", "1" * 64)
    with study.read() as session:
        listed = used_by(session, s05.id)
        citing = [one for one in listed if one.kind == "sentence"]
    assert [one.where for one in listed if one.kind == "export"] == ["chart.docx"]
    assert "P07 × 3.3" in {one.where for one in citing}
    assert any("weather" in one.text and "Joint display" in one.where for one in citing)
    assert all("S05" in one.text or one.why == "quotes" for one in citing)
    assert {one.where for one in listed if one.kind == "transcript"} == {"S05"}

    withdraw(study, s05.id)

    with study.read() as session:
        assert faults(session) == []
        assert [r.qualitative.typed for r in display_rows(session, display)] == ["Others too."]
        assert search(session, '"nineteen years"') == []
    assert themes["3.3"]
    study.close()
    held = _bytes(study)
    sentences = [part for said in speech for part in re.split(r"(?<=[.?!])\s", said)]
    left = [part for part in sentences if len(part) > 30 and part.encode() in held]
    assert [part for part in left if not part.startswith(("Synthetic", "No real"))] == []


def test_delivery_rows_about_a_person_go_and_the_others_are_counted_anew(group: Study) -> None:
    rows = (("N1", "2021-05-01", "came"), ("N2", "2021-05-02", "left early, with a migraine"))
    original = "\n".join(",".join(row) for row in (("who", "day", "note"), *rows)).encode()
    columns = tuple(ColumnDraft(name, "text") for name in ("who", "day", "note"))
    load_tables(group, [DeliveryDraft("attendance", original, columns, rows, site="who")])
    withdraw(group, case_ids(group)["N2"])
    with group.read() as session:
        table = list_tables(session)[0]
        assert [row.values for row in rows_of(session, table.id)] == [rows[0]]
        assert table.rows == 1
        assert faults(session) == []
    assert b"with a migraine" not in _bytes(group)


def test_transcript_that_was_removed_before_is_forgotten_too(group: Study) -> None:
    from framework.edits.transcripts import remove_transcript

    remove_transcript(group, _id_of(group, "G1"))
    withdraw(group, case_ids(group)["N2"])
    held = _bytes(group)
    assert not [secret for secret in SECRETS if secret.encode() in held]
    with group.read() as session:
        assert faults(session) == []
        assert verify(session).broken == ()


def test_site_is_not_withdrawn(group: Study) -> None:
    with pytest.raises(RefusedError, match="P01 is a site"):
        withdraw(group, case_ids(group)["P01"])
    assert "P01" in case_ids(group)
