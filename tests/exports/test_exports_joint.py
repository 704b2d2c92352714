"""Joint displays are laid out as method papers and journals ask for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from joint_study import CUTS
from pages import W, attributes, body, captions, grid, part, tables, text

from exports.layouts import l7a_case_ordered, l15_time_ordered
from exports.layouts.figures import figure_text
from exports.layouts.joint import columns
from exports.options import Options
from exports.report import Table
from framework.drafts import (
    Cut,
    IndicatorDraft,
    JointDefinition,
    ParagraphDraft,
    TranscriptDraft,
)
from framework.edits.delivery import define_indicator
from framework.edits.joint_displays import add_display, define_display
from framework.edits.joint_rows import add_row, judge, write_row
from framework.edits.themes import rename_theme
from framework.edits.transcripts import import_transcripts
from framework.errors import RefusedError
from framework.queries.cases import list_cases
from framework.queries.indicators import indicators
from framework.queries.joint_displays import list_displays
from framework.queries.themes import list_themes_plain
from framework.rules.nothings import Nothing
from framework.study import Study
from tests.studies import display_named

Write = Callable[..., Path]


def _grid(path: Path) -> list[list[str]]:
    return grid(tables(body(path))[0])


def test_sites_stand_from_most_to_least_in_groups_that_say_their_rule(
    concluded: Study, write: Write
) -> None:
    del concluded
    path = write("L7a", "ordered.docx", display="Ordered")
    rows = _grid(path)
    assert rows[0][:3] == ["Practice", "Monthly reports late", "Workshop attended"]
    assert [row[0] for row in rows if len(row) == 1] == [
        "Any late (Monthly reports late ≥ 0.1; n = 2 practices)",
        "All on time (Monthly reports late < 0.1; n = 1 practice)",
    ]
    assert [row[0][:3] for row in rows[1:] if len(row) > 1] == ["P07", "P03", "P01", "All"]
    assert rows[2][-1] == "ConfirmationLateness took the prompt away S05 ¶2"
    assert "in order of Monthly reports late, highest first" in captions(body(path))[0]
    assert "Monthly reports late: late when more than 2 days" in text(body(path))


def test_a_row_that_heads_a_group_spans_the_table_in_every_format(
    concluded: Study, write: Write
) -> None:
    del concluded
    (table,) = tables(body(write("L7a", "ordered.docx", display="Ordered")))
    wide = len(table.findall(f".//{W}gridCol"))
    assert attributes(table, "gridSpan", "val") == [str(wide), str(wide)]
    page = write("L7a", "ordered.html", display="Ordered").read_text("utf-8")
    assert page.count(f'<th scope="rowgroup" colspan="{wide}">') == 2


def test_groups_are_columns_beside_each_theme(concluded: Study, write: Write) -> None:
    del concluded
    rows = _grid(write("L4", "themes.docx", display="By lateness"))
    assert rows[0] == [
        "Theme", "Any late (Monthly reports late ≥ 0.1; n = 2 practices)",
        "All on time (Monthly reports late < 0.1; n = 1 practice)", "Reading",
    ]  # fmt: skip
    assert rows[1][1:3] == ["Confirmation, not prompt S05 ¶4 (P07)",
                            "Prompts a monthly search S01 ¶3 (P01)"]  # fmt: skip
    assert "Too late to prompt anyone" in rows[2][3]


def test_findings_stand_side_by_side_with_figures_as_they_are_now(
    concluded: Study, write: Write
) -> None:
    del concluded
    path = write("L5", "side.docx")
    assert _grid(path)[:2] == [
        ["Domain", "Quantitative finding", "Qualitative finding", "Fit", "Meta-inference"],
        ["Monthly report", "6/6 (100%) sent; 3/6 late, at P03, P07",
         "Too late to prompt S05 ¶2; ★\u00a0“like being sent last week's weather” S05 ¶5 "
         "S05 × 3.3", "Expansion", "Sending a report is not enough; record when it comes."],
    ]  # fmt: skip
    said = text(body(path))
    assert "Fit after Fetters et al. 2013: expansion, one adds to what the other says" in said
    assert "Silence is taken from the triangulation protocol." in said
    assert "Not checked yet: Workshop, Website." in said
    assert "Late: 3/6." in said


def test_locators_of_rows_lead_to_the_evidence_and_back(concluded: Study, write: Write) -> None:
    del concluded
    tree = body(write("L5", "side.docx"))
    (evidence,) = tables(tree, "EvidenceTable")
    cited = [row[2] for row in grid(evidence)[1:]]
    assert any(said.startswith("Monthly report") for said in cited)
    assert any(said.startswith("Workshop") for said in cited)
    assert set(attributes(tree, "hyperlink", "anchor")) == set(
        attributes(tree, "bookmarkStart", "name")
    )


def test_mentions_lead_to_the_summaries_and_these_to_their_passages(
    concluded: Study, write: Write
) -> None:
    del concluded
    tree = body(write("L5", "side.docx"))
    _display, summaries = tables(tree)
    (row,) = grid(summaries)[1:]
    assert row[0] == "S05 × 3.3"
    assert "Report came weeks late S05 ¶2" in row[1]
    (place,) = attributes(summaries, "bookmarkStart", "name")
    assert attributes(tree, "hyperlink", "anchor").count(place) >= 2
    without = body(write("L5", "bare.docx", evidence=False))
    assert len(tables(without)) == 1
    assert "[S05 × 3.3]" in text(without)


@pytest.mark.parametrize("layout", ["L4", "L5", "L6", "L7a", "L7b", "L8", "L9", "L10", "L11"])
def test_a_journals_table_has_one_paragraph_a_cell_and_no_shade(
    concluded: Study, write: Write, layout: str
) -> None:
    del concluded
    path = write(layout, "journal.docx", mode="journal")
    (table, *_more) = tables(body(path))
    assert all(len(cell.findall(f"{W}p")) == 1 for cell in table.iter(W + "tc"))
    assert not list(table.iter(W + "shd"))
    assert not list(part(path, "word/styles.xml").iter(W + "shd"))


def test_two_coders_stand_beside_the_agreed_code(concluded: Study, write: Write) -> None:
    del concluded
    path = write("L8", "codes.docx")
    rows = _grid(path)
    assert rows[0][4:] == ["Coder AB", "Coder CD", "Agreed code"]
    assert rows[1][4:] == ["PA", "A", "PA"]
    said = text(body(path))
    assert "AB and CD agreed on 1/2 rows (50%); Cohen’s kappa 0.33." in said
    assert "Codes: A agreement, PA partial agreement, S silence, D dissonance." in said


def test_pillars_and_threads_show_what_their_rows_hold(concluded: Study, write: Write) -> None:
    del concluded
    pillars = _grid(write("L6", "pillars.docx"))
    assert pillars[1] == ["Data", "Categories", "Pillar", "Categories", "Codes and quotations"]
    assert pillars[2][2] == "TimelinessA report prompts only while it is news"
    assert "Listing (" in text(body(write("L6", "pillars.docx")))
    threads = _grid(write("L9", "threads.docx"))
    assert threads[1][0] == "Timing"
    assert threads[1][5] == "2022-03-04, AB"


def test_ratings_tell_which_construct_sets_high_sites_apart(concluded: Study, write: Write) -> None:
    del concluded
    path = write("L7b", "ratings.docx", display="Ratings")
    rows = _grid(path)
    assert rows[1] == ["Construct", "P01 (0/2)", "P03 (1/2)", "P07 (2/2)", "Distinguishing"]
    assert rows[3] == ["3.2 What the report is used for", "+2", "0", "−1", "strongly (−3)"]
    assert rows[4] == ["3.3 Timing of monthly reports", "0 (mixed)", "", "Missing", "too few"]
    assert "the median rating of the practices above the median figure less that of those" in text(
        body(path)
    )


def test_sites_that_share_their_figure_are_not_set_apart_by_ratings(
    concluded: Study, write: Write
) -> None:
    with concluded.read() as session:
        display = display_named(session, "Ratings")
    define_display(concluded, display.id, JointDefinition(order_by="sent"))
    rows = _grid(write("L7b", "tied.docx"))
    assert {row[-1] for row in rows[3:5]} == {"too few"}
    define_display(concluded, display.id, JointDefinition())
    assert _grid(write("L7b", "as they stand.docx"))[0] == ["Construct", "P01", "P03", "P07"]


def test_the_delivery_summary_prints_the_figures_as_text_too(
    concluded: Study, write: Write
) -> None:
    del concluded
    path = write("L10", "summary.docx")
    rows = _grid(path)
    assert [row for row in rows if len(row) == 1] == [["Organisational"], ["Facilitation"]]
    assert rows[2][:3] == ["Monthly report", "on the 7th", "6/6 (100%)"]
    assert "6/6 (100%) reports were sent, 3/6 of them late." in text(body(path))


def test_criteria_say_stop_review_or_go(concluded: Study, write: Write) -> None:
    del concluded
    rows = _grid(write("L11", "criteria.docx"))
    assert rows[2] == ["Reports sent", "50%", "50–79%", "80%", "6/6 (100%)", "Go"]
    assert rows[3] == ["Reports late", "60", "between", "10", "3/6 (50%)", "Review"]


def test_months_say_what_came_late_and_what_was_not_due(study: Study, write: Write) -> None:
    del study
    path = write("L15", "months.docx")
    whole, each = (grid(table) for table in tables(body(path)))
    assert whole[0] == ["Component", "Jul 2021", "Aug 2021"]
    assert whole[1][1] == "◐ 1 on time; 2 late (P03 11 d, P07 19 d)"
    assert each[2][:3] == ["P03", "Reports", "◐ sent 11 d late"]


def test_the_months_of_a_site_stay_on_one_page_with_its_name(study: Study) -> None:
    june = IndicatorDraft("june", "Of June", "reports", "delivered", column="done", due="due",
                          where={"period": "2021-06"})  # fmt: skip
    define_indicator(study, june)
    with study.read() as session:
        _whole, each = l15_time_ordered.build(session, Options()).blocks
    assert isinstance(each, Table)
    names = ["".join(span.text for line in row[0].paragraphs for span in line) for row in each.rows]
    assert each.heads == {at - 1 for at, name in enumerate(names) if not name} != set()


def test_a_matrix_may_be_defined_by_a_joint_display(concluded: Study, write: Write) -> None:
    add_display(
        concluded, "Matrix", "L3", JointDefinition(order_by="late", indicators=("attended",))
    )
    rows = _grid(write("L3", "matrix.docx", display="matrix"))
    assert rows[1][:2] == ["Practice", "Workshop attended"]
    assert [row[0][:3] for row in rows[2:]] == ["P07", "P03", "P01", "All"]


def test_a_figure_that_changed_is_named_on_the_working_page(concluded: Study, write: Write) -> None:
    with concluded.read() as session:
        display = display_named(session, "Side by side")
    row = add_row(concluded, display.id, title="Fresh")
    write_row(concluded, row, "quantitative", "[=attended total]")
    assert "Not checked yet: Workshop, Website, Fresh." in text(body(write("L5", "a.docx")))
    assert "Not checked" not in text(body(write("L5", "b.docx", mode="journal")))


def test_inferences_and_evidence_can_be_left_out(concluded: Study, write: Write) -> None:
    with concluded.read() as session:
        display = display_named(session, "Side by side")
    define_display(concluded, display.id, JointDefinition(show=frozenset()))
    tree = body(write("L5", "bare.docx"))
    assert grid(tables(tree)[0])[0] == ["Domain", "Quantitative finding", "Qualitative finding"]
    assert not tables(tree, "EvidenceTable")


def test_what_is_not_there_is_refused_in_a_sentence(study: Study, write: Write) -> None:
    with pytest.raises(RefusedError, match="no joint display laid out as side by side"):
        write("L5", "none.docx")
    with pytest.raises(RefusedError, match=r"There is no joint display “Elsewhere”.*none yet"):
        write("L4", "none.docx", display="Elsewhere")
    with pytest.raises(RefusedError, match="No cell of these cases is rated"):
        write("L7b", "none.docx")
    add_display(study, "Empty", "L9", JointDefinition(cuts=CUTS))
    with pytest.raises(RefusedError, match="“Empty” has no rows yet"):
        write("L9", "none.docx")


def test_a_figure_that_is_not_there_says_which_kind_of_nothing_it_is(study: Study) -> None:
    with study.read() as session:
        (row, *_more) = indicators(session, ["late"])
    bare = row._replace(value=None, text="no record")
    assert figure_text(row) == row.text
    assert figure_text(bare._replace(nothing=Nothing(not_due=2))) == "not due"
    assert figure_text(bare._replace(nothing=Nothing(missing=1))) == "1 due and missing"
    assert figure_text(bare._replace(nothing=Nothing(not_applicable=3))) == "3 not applicable"
    assert figure_text(bare) == "no record"


def test_codes_are_kept_from_a_coder_who_judges_apart(concluded: Study, write: Write) -> None:
    with concluded.read() as session:
        display = next(row for row in list_displays(session) if row.layout == "L8")
    row = add_row(concluded, display.id, title="Fresh finding")
    judge(concluded, row, "dissonance")
    assert _grid(write("L8", "all.docx"))[-1][4:] == ["D", "", ""]
    path = write("L8", "apart.docx", coder="CD")
    assert _grid(path)[-1][4:] == ["", "", ""]
    assert _grid(path)[1][4:] == ["PA", "A", "PA"]
    said = text(body(path))
    assert "Kept from CD, who judges apart: what others judged of 1 row" in said
    assert "kappa" not in said
    assert _grid(write("L8", "own.docx", coder="AB"))[-1][4:] == ["D", "", ""]


def test_convergence_coding_prints_the_meta_inference_where_one_is_written(
    concluded: Study, write: Write
) -> None:
    assert _grid(write("L8", "none.docx"))[0][-1] == "Agreed code"
    with concluded.read() as session:
        display = next(row for row in list_displays(session) if row.layout == "L8")
    row = add_row(concluded, display.id, title="Fresh finding")
    write_row(concluded, row, "inference", "Sending is not reaching")
    rows = _grid(write("L8", "inferred.docx"))
    assert (rows[0][-1], rows[-1][-1]) == ("Meta-inference", "Sending is not reaching")


@pytest.mark.parametrize(("layout", "display"), [("L7a", "Ordered"), ("L4", "By lateness")])
def test_starred_quotations_lead_to_their_evidence_and_back(
    concluded: Study, write: Write, layout: str, display: str
) -> None:
    del concluded
    tree = body(write(layout, "starred.docx", display=display))
    marked = attributes(tree, "bookmarkStart", "name")
    quoted = [name for name in marked if name.startswith("quoted_")]
    assert len(quoted) == 1
    assert quoted[0] in attributes(tree, "hyperlink", "anchor")
    assert set(attributes(tree, "hyperlink", "anchor")) == set(marked)


def test_cuts_are_printed_as_they_were_given(concluded: Study, write: Write) -> None:
    cuts = (Cut("Some", 0.01, None), Cut("None", None, 0.01))
    add_display(concluded, "Fine", "L7a", JointDefinition(order_by="late", cuts=cuts))
    said = text(body(write("L7a", "fine.docx", display="Fine")))
    assert "Some: 0.01 or more; None: below 0.01." in said
    assert "Monthly reports late ≥ 0.01" in said


def test_ratings_stand_as_their_display_orders_them(concluded: Study, write: Write) -> None:
    with concluded.read() as session:
        display = display_named(session, "Ratings")
    define_display(concluded, display.id, JointDefinition(order_by="late"))
    rows = _grid(write("L7b", "falling.docx"))
    assert rows[1] == ["Construct", "P07 (2/2)", "P03 (1/2)", "P01 (0/2)", "Distinguishing"]
    assert rows[3][-1] == "strongly (−3)"


def test_a_matrix_follows_its_display_from_the_lowest_figure_up(
    concluded: Study, write: Write
) -> None:
    definition = JointDefinition(order_by="late", indicators=("attended",), descending=False)
    add_display(concluded, "Matrix", "L3", definition)
    path = write("L3", "matrix.docx")
    assert [row[0][:3] for row in _grid(path)[2:]] == ["P01", "P03", "P07", "All"]
    assert "in order of Monthly reports late, lowest first" in captions(body(path))[0]


def test_a_quotation_that_nobody_said_is_named_on_the_working_page(
    concluded: Study, write: Write
) -> None:
    with concluded.read() as session:
        display = display_named(session, "Side by side")
    assert "stands in no transcript" not in text(body(write("L5", "true.docx")))
    row = add_row(concluded, display.id, title="Fresh")
    write_row(concluded, row, "qualitative", '"it told us we could count" and "nobody said this"')
    said = text(body(write("L5", "wrong.docx")))
    assert "To check, “Fresh”: “nobody said this” stands in no transcript." in said
    assert "no transcript" not in text(body(write("L5", "journal.docx", mode="journal")))


def test_no_usual_word_of_a_head_breaks_where_there_is_room() -> None:
    heads = [("Practice", 3.0, ""), ("Annual implementation report", 0.5, ""), ("Theme", 9.0, "")]
    widths = [column.width for column in columns(heads, 16)]
    assert sum(widths) == pytest.approx(16)
    assert widths[1] > len("implementation") * 0.18
    heads.append(("w" * 80, 0.5, ""))
    assert columns(heads, 16)[-1].width < 5


def test_figures_that_are_the_same_everywhere_are_not_shaded(concluded: Study) -> None:
    made = JointDefinition(order_by="late", indicators=("sent", "attended"))
    add_display(concluded, "Shaded", "L7a", made)
    with concluded.read() as session:
        (table, *_rest) = l7a_case_ordered.build(session, Options(display="Shaded")).blocks
    assert isinstance(table, Table)
    first = {
        column.head: cell.weight for column, cell in zip(table.columns, table.rows[0], strict=True)
    }
    assert first["Monthly reports late"] == 1
    assert not first["Reports sent"]


@pytest.mark.parametrize("display", ["Side by side", "Criteria"])
def test_interviews_that_speak_for_no_case_are_not_counted(
    concluded: Study, write: Write, display: str
) -> None:
    said = "Interviewer: A pilot."
    paragraph = ParagraphDraft(0, len(said), "speech", "Interviewer")
    import_transcripts(
        concluded, [TranscriptDraft("Pilot", "txt", said.encode(), said, (paragraph,))]
    )
    layout = {"Side by side": "L5", "Criteria": "L11"}[display]
    (caption, *_) = captions(body(write(layout, "n.docx", display=display)))
    assert "n = 4 interviews, 3 practices;" in caption


def test_interviews_of_the_sites_that_all_rows_are_about_count_alone(
    concluded: Study, write: Write
) -> None:
    with concluded.read() as session:
        cases = {row.name: row.id for row in list_cases(session)}
    display = add_display(concluded, "Two sites", "L5")
    for name in ("P01", "P07"):
        add_row(concluded, display, title=name, case_id=cases[name])
    path = write("L5", "two.html", display="Two sites").read_text("utf-8")
    assert "n = 3 interviews, 2 practices;" in path


def test_the_reading_of_a_theme_stays_with_it_under_another_name(
    concluded: Study, write: Write
) -> None:
    with concluded.read() as session:
        themes = {row.number: row for row in list_themes_plain(session)}
    rename_theme(concluded, themes["3.3"].id, "Lateness")
    rows = _grid(write("L4", "themes.docx", display="By lateness"))
    (reading,) = [row[-1] for row in rows if row[0] == "3.3 Lateness"]
    assert reading.startswith("Too late")


def test_no_column_is_kept_for_readings_where_no_theme_has_one(
    concluded: Study, write: Write
) -> None:
    with concluded.read() as session:
        themes = {row.number: row.guid for row in list_themes_plain(session)}
    add_display(concluded, "Unread", "L4", JointDefinition(themes=(themes["3.2"],)))
    assert "Reading" not in _grid(write("L4", "unread.docx", display="Unread"))[0]
