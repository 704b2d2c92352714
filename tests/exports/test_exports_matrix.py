"""L3 sets delivery figures beside what interviews found, a row a site."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pages import W, body, captions, grid, tables, text
from python_calamine import CalamineWorkbook

from exports import NONE, Options, export
from framework.drafts import CellDraft, FrameworkDraft, ThemeDraft
from framework.edits.cells import chart_from
from framework.edits.themes import load_framework
from framework.errors import RefusedError
from framework.study import Study

Write = Callable[..., Path]


def test_sites_are_rows_and_the_last_row_gives_all_together(write: Write) -> None:
    (table,) = tables(body(write("L3", "matrix.docx")))
    rows = grid(table)
    assert [row[0][:3] for row in rows[2:]] == ["P01", "P03", "P07", "All"]
    assert rows[1][1:] == [
        "Reports sent",
        "Monthly reports late",
        "Workshop attended",
        "3 Audit and feedback",
    ]
    assert rows[-1][1:] == ["6/6 (100%)", "3/6 (50%)", "62", ""]


def test_a_theme_joins_its_sub_themes_with_their_numbers(write: Write) -> None:
    (table,) = tables(body(write("L3", "matrix.docx")))
    assert grid(table)[4][4] == "3.2 Confirmation, not prompt S05 ¶43.3 Too late to act on S05 ¶2"
    (table,) = tables(body(write("L3", "matrix.docx", mode="journal")))
    joined = "3.2 Confirmation, not prompt [S05 ¶4]; 3.3 Too late to act on [S05 ¶2]"
    assert grid(table)[4][4] == joined


def test_any_indicator_orders_the_rows_highest_first(write: Write) -> None:
    tree = body(write("L3", "matrix.docx", order_by="late"))
    (table,) = tables(tree)
    assert [row[0][:3] for row in grid(table)[2:]] == ["P07", "P03", "P01", "All"]
    assert "in order of Monthly reports late" in captions(tree)[0]


def test_bands_are_shown_and_the_rule_for_late_is_stated(write: Write) -> None:
    said = text(body(write("L3", "matrix.docx")))
    assert "list size 6000–9999" in said
    assert "Monthly reports late: late when more than 2 days after the date due." in said
    assert "control practices P02, P08 (withdrawn)" in said


def test_many_themes_stand_in_a_second_table_of_the_same_order(study: Study, write: Write) -> None:
    load_framework(study, FrameworkDraft("More", tuple(
        ThemeDraft(str(n), f"Added theme {n}") for n in range(11, 16))))  # fmt: skip
    chart_from(study, [CellDraft(n, "P07", str(n), "Said much [S05 ¶4]") for n in range(11, 16)])
    tree = body(write("L3", "matrix.docx", order_by="late"))
    delivery, findings = tables(tree)
    order = ["P07", "P03", "P01"]
    assert [row[0][:3] for row in grid(delivery)[2:]] == [*order, "All"]
    assert [row[0][:3] for row in grid(findings)[2:]] == order
    assert [caption[:9] for caption in captions(tree)] == ["Table 1a.", "Table 1b."]


def test_a_study_without_sites_is_refused(tmp_path: Path) -> None:
    empty = Study.create(tmp_path / "empty.chartwell")
    with empty.read() as session, pytest.raises(RefusedError, match="No site"):
        export(session, "L3", tmp_path / "matrix.docx", Options())
    empty.close()


def test_only_what_is_asked_for_is_in_the_matrix_in_every_format(write: Write) -> None:
    asked = {"indicators": ("attended",), "themes": ("3.3",), "order_by": "late"}
    tree = body(write("L3", "matrix.docx", **asked))
    (table,) = tables(tree)
    assert [row[0][:3] for row in grid(table)[2:]] == ["P07", "P03", "P01", "All"]
    assert grid(table)[1][1:] == ["Workshop attended", "3 Audit and feedback"]
    assert grid(table)[2][2] == "3.3 Too late to act on S05 ¶2"
    assert "in order of Monthly reports late" in captions(tree)[0]
    assert len(tables(tree, "EvidenceTable")[0].findall(W + "tr")) == 2
    lines = write("L3", "matrix.csv", **asked).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "case,arm,list_size_band,Workshop attended,3.3 Timing of monthly reports"
    book = CalamineWorkbook.from_path(write("L3", "matrix.xlsx", **asked))
    assert book.get_sheet_by_index(0).to_python()[2] == [
        "Practice", "Workshop attended", "3 Audit and feedback",
    ]  # fmt: skip


def test_a_matrix_may_hold_delivery_alone_but_not_nothing(write: Write) -> None:
    (table,) = tables(body(write("L3", "matrix.docx", themes=NONE)))
    assert len(grid(table)[0]) == 2
    with pytest.raises(RefusedError, match="is chosen for the matrix"):
        write("L3", "matrix.docx", themes=NONE, indicators=NONE)


def test_an_unknown_indicator_is_refused_with_those_there_are(write: Write) -> None:
    with pytest.raises(
        RefusedError, match=r"no indicator “lateness” to show.*attended, late, sent"
    ):
        write("L3", "matrix.docx", indicators=("late", "lateness"))


def test_themes_without_a_charted_site_are_named_or_the_way_to_chart_is(
    study: Study, write: Write
) -> None:
    load_framework(study, FrameworkDraft("More", (ThemeDraft("11", "Added theme"),)))
    said = text(body(write("L3", "matrix.docx")))
    assert "Themes under which no practice is charted are not shown:" in said
    assert "11 Added theme." in said
    said = text(body(write("L3", "bare.docx", themes=("11",))))
    assert "No theme is shown, as no practice is charted yet: choose “Rows: Site” in Chart" in said
    said = text(body(write("L3", "print.docx", themes=("11",), mode="journal")))
    assert "charted" not in said
