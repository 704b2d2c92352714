"""A chart is exported as it is arranged: filtered, in order, grouped, with columns hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pages import attributes, body, captions, grid, tables, text
from python_calamine import CalamineWorkbook

from framework.errors import RefusedError

Write = Callable[..., Path]


def _first(row: list[str]) -> str:
    return row[0].split(" ")[0]


def test_cases_that_are_asked_for_are_the_rows_and_the_rest_are_named(write: Write) -> None:
    tree = body(write("L1", "chart.docx", themes=("3",), cases=("S05", "f2"), kept="serving P07"))
    (table,) = tables(tree)
    assert [_first(row) for row in grid(table)[1:]] == ["S05", "F2"]
    assert "; only serving P07" in captions(tree)[0]
    assert "n = 2 interviews, 2 practices" in captions(tree)[0]
    assert "Not shown, participants: S01, S03." in text(tree)


def test_rows_stand_in_the_order_that_is_asked_for(write: Write) -> None:
    order = ("S03", "S05", "F2", "S01")
    tree = body(write("L1", "chart.docx", themes=("3",), order=order, ordered="in order of role"))
    (table,) = tables(tree)
    assert [_first(row) for row in grid(table)[1:]] == ["S03", "S05", "F2", "S01"]
    assert "in order of role" in captions(tree)[0]


def test_an_order_that_is_asked_for_comes_before_that_of_an_indicator(write: Write) -> None:
    tree = body(write("L3", "matrix.docx", order=("P03", "P07", "P01"), order_by="late"))
    (table,) = tables(tree)
    assert [row[0][:3] for row in grid(table)[2:]] == ["P03", "P07", "P01", "All"]
    assert "in a chosen order" in captions(tree)[0]
    assert "highest first" not in text(tree)


def test_groups_have_a_head_with_their_count_that_stays_with_its_first_row(write: Write) -> None:
    tree = body(write("L3", "matrix.docx", grouped_by="arm"))
    (table,) = tables(tree)
    rows = grid(table)[2:]
    assert rows[0] == ["arm: implementation (n = 3)"]
    assert [row[0][:3] for row in rows[1:]] == ["P01", "P03", "P07", "All"]
    assert "grouped by arm" in captions(tree)[0]


def test_a_case_in_two_groups_stands_in_both_and_is_marked_once(write: Write) -> None:
    path = write("L1", "chart.docx", themes=("3",), grouped_by="list_size_band")
    (table,) = tables(body(path))
    firsts = [row[0] for row in grid(table)[1:]]
    assert {len(row) for row in grid(table)[1:] if ":" in row[0]} == {1}
    assert [first for first in firsts if first.startswith("list size band:")] == [
        "list size band: 6000-9999 (n = 2)",
        "list size band: 10000-14999 (n = 1)",
        "list size band: 15000+ (n = 2)",
    ]
    assert len([first for first in firsts if first.startswith("F2")]) == 2
    places = attributes(body(path), "bookmarkStart", "name")
    assert len(places) == len(set(places))
    assert set(attributes(body(path), "hyperlink", "anchor")) == set(places)


def test_columns_that_are_shown_stand_in_their_order_and_the_others_are_named(
    write: Write,
) -> None:
    tree = body(write("L1", "chart.docx", shown=("3.3", "3.1")))
    (table,) = tables(tree)
    assert grid(table)[0] == ["Case", "3.3 Timing of monthly reports", "3.1 Annual report"]
    assert "Not shown, themes: 3.2 What the report is used for; 3.99 Other." in text(tree)


def test_the_same_view_goes_to_a_workbook(write: Write) -> None:
    path = write("L3", "matrix.xlsx", grouped_by="arm", shown=("3.3",), cases=("P07", "P03"))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[0].split("\n")[0] for row in rows[3:6]] == ["arm: implementation (n = 2)", "P03",
                                                           "P07"]  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"grouped_by": "shoe size"}, "no attribute “shoe size” to group by"),
        ({"cases": ("P01",)}, "None of the cases that are asked for is a row"),
        ({"cases": ("nobody",)}, "no case “nobody”"),
        ({"shown": ("88",)}, "no themes to chart"),
    ],
)
def test_a_view_that_shows_nothing_is_refused(
    write: Write, chosen: dict[str, object], said: str
) -> None:
    with pytest.raises(RefusedError, match=said):
        write("L1", "chart.docx", **chosen)
