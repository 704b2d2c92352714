"""L1 charts say what the study holds, in the order of its cases."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pages import W, attributes, body, captions, grid, tables, text

from exports import Options, export
from framework.edits.cells import set_state, write_summary
from framework.edits.corrections import correct
from framework.edits.themes import add_theme
from framework.errors import NotFoundError, RefusedError
from framework.queries.cases import case_named
from framework.queries.transcripts import text_of, transcript_named
from framework.study import Study
from tests.studies import code_passage, theme_numbered

Write = Callable[..., Path]


def pair(study: Study, case: str, theme: str) -> tuple[int, int]:
    with study.read() as session:
        return case_named(session, case).id, theme_numbered(session, theme).id


def chart(write: Write, **chosen: object) -> list[list[str]]:
    (table,) = tables(body(write("L1", "chart.docx", themes=("3",), **chosen)))
    return grid(table)


def test_participants_stand_by_practice_and_those_of_several_come_last(write: Write) -> None:
    assert [row[0][:3].strip() for row in chart(write)[1:]] == ["S01", "S03", "S05", "F2"]


def test_an_indicator_orders_the_practices_highest_first(write: Write) -> None:
    rows = chart(write, order_by="attended")
    assert [row[0][:3].strip() for row in rows[1:]] == ["S05", "S03", "S01", "F2"]


def test_a_case_shows_its_practice_arm_and_the_figures_that_differ(write: Write) -> None:
    first = chart(write)[3][0]
    assert first.startswith("S05 GPPractice P07 · implementation")
    assert "Monthly reports late 2/2" in first
    assert "Workshop attended 31" in first
    assert "Reports sent" not in first


def test_a_participant_of_several_practices_shows_them_and_no_figures(write: Write) -> None:
    assert chart(write)[4][0] == "F2 facilitatorServes P01, P07"


def test_states_print_as_their_signs(write: Write) -> None:
    rows = chart(write)
    assert rows[1][3] == "n/a"
    assert rows[2][1] == "–"
    assert rows[2][3] == ""


def test_other_is_a_column_only_where_it_holds_something(write: Write) -> None:
    assert chart(write)[0][-1] == "3.99 Other"
    (table,) = tables(body(write("L1", "two.docx", themes=("2",))))
    assert grid(table)[0] == ["Case", "2.1 Team module"]


def test_quotations_comments_and_locators_are_told_apart(write: Write) -> None:
    tree = body(write("L1", "chart.docx", themes=("3",)))
    styled: dict[str, list[str]] = {}
    for run in tree.iter(W + "r"):
        for name in attributes(run, "rStyle", "val"):
            styled.setdefault(name, []).append(text(run))
    assert "★\u00a0“like being sent last week's weather”" in styled["ChartIllustrative"]
    assert "“something nice to show them”" in styled["ChartQuotation"]
    assert "{see 2.1}" in styled["ChartComment"]
    assert "S05 ¶4–5" in styled["ChartLocator"]


def test_a_summary_of_two_lines_is_two_paragraphs_at_work_and_one_in_a_journal(
    write: Write,
) -> None:
    for mode, paragraphs in (("working", 2), ("journal", 1)):
        (table,) = tables(body(write("L1", "chart.docx", themes=("3",), mode=mode)))
        cell = list(list(table.iter(W + "tr"))[3].iter(W + "tc"))[3]
        assert len(cell.findall(W + "p")) == paragraphs


def test_the_caption_counts_interviews_and_practices(write: Write) -> None:
    assert captions(body(write("L1", "chart.docx", themes=("3",)))) == [
        "Table 1. Theme 3, Audit and feedback: charted summaries by case "
        "(n = 4 interviews, 3 practices; in order of practice; framework: as it stands now, no "
        "version frozen)"
    ]


@pytest.mark.parametrize(
    ("chosen", "counted"),
    [
        ({"cases": ("S05", "S03")}, "n = 2 interviews, 2 practices; in order of practice;"),
        ({"cases": ("P01",), "rows": "sites"}, "n = 2 interviews, 1 practice; in the study’s"),
    ],
)
def test_the_caption_counts_the_interviews_of_the_cases_that_are_shown(
    write: Write, chosen: dict[str, object], counted: str
) -> None:
    (caption,) = captions(body(write("L1", "chart.docx", themes=("3",), **chosen)))
    assert counted in caption


def test_the_notes_explain_the_signs_and_say_that_data_are_synthetic(write: Write) -> None:
    said = text(body(write("L1", "chart.docx", themes=("3",))))
    for words in ("★ illustrative quotation", "n/a not asked", "GP, general practitioner."):
        assert words in said
    assert "Synthetic data." in said


def test_each_passage_stands_once_in_the_appendix_with_all_that_cite_it(write: Write) -> None:
    (evidence,) = tables(body(write("L1", "chart.docx", themes=("3",))), "EvidenceTable")
    rows = grid(evidence)
    assert [row[0][:7].strip() for row in rows[1:]].count("S05 ¶4G") == 1
    (entry,) = [row for row in rows if row[0].startswith("S05 ¶2")]
    assert "GP, practice P07" in entry[0]
    assert "coded AB, CD: 3.3" in entry[0]
    assert "“June's came so late that the nurse had already run her own search.”" in entry[1]
    assert entry[1].startswith("¶1 Interviewer: And the monthly report")
    assert entry[2].startswith("S05 × 3.2; S05 × 3.3")


def test_a_starred_passage_keeps_its_star_in_the_appendix(write: Write) -> None:
    (evidence,) = tables(body(write("L1", "chart.docx", themes=("3",))), "EvidenceTable")
    assert any(row[0].startswith("S05 ¶5 ★") for row in grid(evidence))


def test_without_evidence_there_are_no_links_and_locators_stand_in_brackets(write: Write) -> None:
    tree = body(write("L1", "chart.docx", themes=("3",), evidence=False))
    assert not list(tree.iter(W + "hyperlink"))
    assert "[S05 ¶4–5]" in text(tree)
    assert "ChartLocator" not in attributes(tree, "rStyle", "val")
    assert "evidence appendix" not in text(tree)


def test_a_wide_chart_is_split_in_even_parts_with_the_case_column_in_each(
    study: Study, write: Write
) -> None:
    with study.read() as session:
        theme = theme_numbered(session, "3")
    for n in range(4, 8):
        add_theme(study, f"Added {n}", theme.id)
    tree = body(write("L1", "chart.docx", themes=("3",)))
    assert [len(grid(table)[0]) for table in tables(tree)] == [5, 5]
    assert [grid(table)[0][0] for table in tables(tree)] == ["Case", "Case"]
    assert [caption[:9] for caption in captions(tree)] == ["Table 1a.", "Table 1b."]
    fields = [found.text for found in tree.iter(W + "instrText")]
    assert fields == [" SEQ Table \\* ARABIC ", " SEQ Table \\c "]


def test_an_a3_page_takes_what_an_a4_page_has_in_two_parts(study: Study, write: Write) -> None:
    with study.read() as session:
        theme = theme_numbered(session, "3")
    for n in range(4, 8):
        add_theme(study, f"Added {n}", theme.id)
    tree = body(write("L1", "chart.docx", themes=("3",), paper="A3"))
    assert [len(grid(table)[0]) for table in tables(tree)] == [9]


def test_a_chart_of_few_columns_gives_its_cases_room(write: Write) -> None:
    (few,) = tables(body(write("L1", "chart.docx", themes=("1",))))
    (more,) = tables(body(write("L1", "chart.docx", themes=("3",))))
    assert [int(attributes(table, "gridCol", "w")[0]) for table in (few, more)] == [2948, 2834]


def test_site_rows_leave_out_sites_without_anything_and_say_so(write: Write) -> None:
    tree = body(write("L1", "sites.docx", themes=("3",), rows="sites"))
    (table,) = tables(tree)
    assert [row[0][:3] for row in grid(table)[1:]] == ["P01", "P03", "P07"]
    assert "control practices P02, P08 (withdrawn)" in text(tree)


def test_a_quotation_that_differs_is_named_in_the_notes_of_working_mode(
    study: Study, write: Write
) -> None:
    with study.read() as session:
        case, theme = case_named(session, "S03"), theme_numbered(session, "3.2")
    write_summary(study, case.id, theme.id, '"something nicer to show them" [S03 ¶2]')
    said = "To check, quotation differs from the transcript: S03 × 3.2."
    assert said in text(body(write("L1", "chart.docx", themes=("3",))))
    assert said not in text(body(write("L1", "chart.docx", themes=("3",), mode="journal")))


def test_a_cell_not_asked_stays_apart_from_one_not_charted(study: Study, write: Write) -> None:
    with study.read() as session:
        case, theme = case_named(session, "S03"), theme_numbered(session, "3.3")
    set_state(study, case.id, theme.id, "not asked")
    assert chart(write)[2][3] == "n/a"


def test_an_unknown_theme_is_said_in_a_sentence(write: Write) -> None:
    with pytest.raises(NotFoundError, match="no theme “9”"):
        write("L1", "chart.docx", themes=("9",))


def test_an_empty_study_has_nothing_to_chart(tmp_path: Path) -> None:
    empty = Study.create(tmp_path / "empty.chartwell")
    with empty.read() as session, pytest.raises(RefusedError, match="no themes to chart"):
        export(session, "L1", tmp_path / "chart.docx", Options())
    empty.close()


def test_the_figures_beside_a_case_measure_different_things(write: Write) -> None:
    first = chart(write, order_by="attended")[1][0]
    assert first.endswith("Workshop attended 31Monthly reports late 2/2")


def test_sub_themes_that_are_asked_for_stand_in_the_chart_of_their_theme(write: Write) -> None:
    tree = body(write("L1", "chart.docx", themes=("3.1", "3.3", "1")))
    assert [grid(table)[0] for table in tables(tree)] == [
        ["Case", "1 Patient resources"],
        ["Case", "3.1 Annual report", "3.3 Timing of monthly reports"],
    ]
    assert "× 3.2" not in text(tree)


def test_the_indicators_that_are_asked_for_stand_beside_every_case(write: Write) -> None:
    first = chart(write, indicators=("sent",))[3][0]
    assert first.endswith("Reports sent 2/2")


def test_a_passage_stands_within_the_running_words_of_its_paragraph(
    study: Study, write: Write
) -> None:
    with study.read() as session:
        found = transcript_named(session, "S05")
        spoken = text_of(session, found.id)
        theme = theme_numbered(session, "2.1")
    start = spoken.index("we found")
    code_passage(study, found.id, start, start + len("we found"), theme.id)
    with study.read() as session:
        case = case_named(session, "S05")
    write_summary(study, case.id, theme.id, "By then no news [S05 ¶4]")
    (evidence,) = tables(body(write("L1", "chart.docx", themes=("2.1",))), "EvidenceTable")
    rows = [row for row in evidence.iter(W + "tr") if "“we found”" in text(row)]
    before, words, after = list(rows[0].iter(W + "tc"))[1].findall(W + "p")
    assert text(before) == "¶3 Interviewer: So it was not news."
    assert text(words) == (
        "S05: We looked and thought, yes, that is what “we found”. It told us we could count."
    )
    assert text(after).startswith("¶5 S05: Honestly?")
    assert [attributes(run, "rStyle", "val") for run in words.iter(W + "r")] == [
        ["EvidenceContext"], [], ["EvidenceContext"],
    ]  # fmt: skip


def test_the_appendix_reads_as_corrected_in_the_quotation_and_around_it(
    write: Write, study: Study
) -> None:
    with study.read() as session:
        talk = transcript_named(session, "S05")
        came = text_of(session, talk.id)
    for wrong, right in (("June's", "July's monthly report"), ("weather", "weather forecast")):
        at = came.index(wrong)
        correct(study, talk.id, at, at + len(wrong), right)
    tree = body(write("L1", "chart.docx", themes=("3",)))
    shown = text(tables(tree, "EvidenceTable")[0])
    assert "July's monthly report came so late that the nurse" in shown
    assert "It's like being sent last week's weather forecast." in shown
    assert "June's" not in shown


def test_what_is_written_from_right_to_left_runs_so(study: Study, write: Write) -> None:
    said = "قال إن التقرير وصل متأخرًا (2021)، <جدًا> [S05 ¶2] and so on."
    write_summary(study, *pair(study, "S01", "3.3"), said)
    write_summary(study, *pair(study, "S03", "3.3"), "He said: قال")
    (table,) = tables(body(write("L1", "right.docx", themes=("3",))))
    first, second, *_ = [list(row.iter(W + "tc"))[3] for row in list(table.iter(W + "tr"))[1:]]
    assert [len(list(first.iter(W + tag))) for tag in ("bidi", "rtl")] == [1, 1]
    assert [len(list(second.iter(W + tag))) for tag in ("bidi", "rtl")] == [0, 0]
    assert "قال إن التقرير وصل متأخرًا (2021)، <جدًا>" in text(first)
