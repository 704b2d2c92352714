"""Read charts as people lay them out in Excel and Word."""

from pathlib import Path

import pytest

from framework.drafts import MatrixDraft
from framework.errors import RefusedError
from importers.chart_tables import read_chart_tables
from importers.charts import read_cells
from tests.importers.documents import paragraph, run, word
from tests.importers.workbooks import Rows, write_book

CHART = (
    ("Case", "1.1 Workshop", "1.2 Team plan"),
    ("S01", "Most came", "–"),
    ("F1", "", "Later\nsecond line"),
)


def _read(tmp_path: Path, *rows: Rows, **more: Rows) -> MatrixDraft:
    sheets = {f"Sheet{at}": sheet for at, sheet in enumerate(rows, 1)}
    return read_chart_tables(write_book(tmp_path / "charts.xlsx", {**sheets, **more}))


def _cells(draft: MatrixDraft) -> list[tuple[str, str, str]]:
    return [(cell.case, cell.heads[0], cell.text) for cell in draft.cells]


def _word(tmp_path: Path, body: str) -> MatrixDraft:
    path = tmp_path / "charts.docx"
    path.write_bytes(word(body))
    return read_chart_tables(path)


PLAIN = [
    ("S01", "1.1 Workshop", "Most came"), ("S01", "1.2 Team plan", "–"),
    ("F1", "1.1 Workshop", ""), ("F1", "1.2 Team plan", "Later\nsecond line"),
]  # fmt: skip


def test_first_column_names_cases_and_the_head_themes(tmp_path: Path) -> None:
    draft = _read(tmp_path, CHART)
    assert _cells(draft) == PLAIN
    assert (draft.name, draft.remarks) == ("charts", ())
    assert draft.cells[3].where == "Sheet Sheet1, row 3"
    assert draft.cells[3].heads == ("1.2 Team plan", "Sheet1")


def test_head_needs_no_word_for_case(tmp_path: Path) -> None:
    assert _cells(_read(tmp_path, (("", *CHART[0][1:]), *CHART[1:]))) == PLAIN
    assert _cells(_read(tmp_path, (("Who we met", *CHART[0][1:]), *CHART[1:]))) == PLAIN


def test_what_stands_above_and_below_is_no_cell(tmp_path: Path) -> None:
    draft = _read(
        tmp_path, (("Chart of theme 1",), *CHART, ("",), ("A note below",), ("Synthetic data.",))
    )
    assert _cells(draft) == PLAIN
    assert draft.cells[0].heads == ("1.1 Workshop", "Chart of theme 1", "Sheet1")
    assert draft.remarks == (
        "Sheet Sheet1: not read, since it stands below the table: “A note below”; “Synthetic "
        "data.”.",
    )  # fmt: skip


def test_blank_rows_do_not_end_a_chart_and_cases_without_texts_are_kept(tmp_path: Path) -> None:
    draft = _read(tmp_path, (CHART[0], CHART[1], ("", "", ""), ("P02", "", ""), CHART[2]))
    assert [cell.case for cell in draft.cells] == ["S01", "S01", "P02", "P02", "F1", "F1"]


def test_several_charts_stand_below_each_other_and_on_several_sheets(tmp_path: Path) -> None:
    second = (("Participant", "2.1 Reports"), ("S01", "Late"))
    draft = _read(tmp_path, (*CHART, ("",), ("Theme 2",), *second), second)
    assert _cells(draft) == [*PLAIN, ("S01", "2.1 Reports", "Late"), ("S01", "2.1 Reports", "Late")]
    assert [cell.heads[1:] for cell in draft.cells[4:]] == [("Theme 2", "Sheet1"), ("Sheet2",)]


@pytest.mark.parametrize(
    "heads",
    [
        (("", "Facilitation", "", "Resources"), ("Case", "Workshop", "Other", "Other")),
        (("Case", "Facilitation", "", "Resources"), ("", "Workshop", "Other", "Other")),
        (("", "Facilitation", "", "Resources"), ("", "Workshop", "Other", "Other")),
    ],
)
def test_head_that_spans_several_columns_tells_them_apart(tmp_path: Path, heads: Rows) -> None:
    draft = _read(tmp_path, (*heads, ("S01", "a", "b", "c")))
    assert [(cell.heads[:2], cell.text) for cell in draft.cells] == [
        (("Workshop", "Facilitation"), "a"), (("Other", "Facilitation"), "b"),
        (("Other", "Resources"), "c"),
    ]  # fmt: skip


def test_merged_case_goes_on_in_the_rows_below(tmp_path: Path) -> None:
    rows = (CHART[0], ("S01", "one", ""), ("", "two", "x"), CHART[2])
    path = write_book(tmp_path / "charts.xlsx", {"A": rows}, [("A", "A2:A3")])
    assert _cells(read_chart_tables(path))[:2] == [
        ("S01", "1.1 Workshop", "one\ntwo"), ("S01", "1.2 Team plan", "x")
    ]  # fmt: skip


def test_text_without_a_case_or_a_head_is_told_and_not_read(tmp_path: Path) -> None:
    draft = _read(tmp_path, (*CHART, ("", "whose?", "")), (CHART[0], ("S01", "a", "b", "beyond")))
    assert _cells(draft)[:4] == PLAIN
    assert draft.remarks == (
        "Sheet Sheet1: not read, since it stands in row 4, which names no case: “whose?”.",
        "Sheet Sheet2: not read, since it stands in a column without a head: “beyond”.",
    )


def test_numbers_and_csv_are_read_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "charts.csv"
    path.write_text('id;1.1;2.10\n7;late;"two\nlines"\n', encoding="utf-8")
    assert _cells(read_chart_tables(path)) == [("7", "1.1", "late"), ("7", "2.10", "two\nlines")]


def test_evidence_of_an_export_is_no_chart(tmp_path: Path) -> None:
    assert (
        _cells(_read(tmp_path, CHART, Evidence=(("Passage", "Starred"), ("S05 ¶2", "★")))) == PLAIN
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("just", ""), ("names", "")), "holds no chart"),
    ],
)
def test_file_that_holds_no_chart_is_refused(tmp_path: Path, rows: Rows, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        _read(tmp_path, rows)


def test_web_page_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "chart.html"
    path.write_text("<!DOCTYPE html>\n<table><tr><td>Case, theme</td></tr></table>")
    with pytest.raises(RefusedError, match="is a web page"):
        read_chart_tables(path)


def test_list_of_cells_is_read_too(tmp_path: Path) -> None:
    rows = (
        ("case", "theme", "state", "text"),
        ("S01", "1.1", "checked", "Most came"), ("S01", "1.2", "nothing_relevant", ""),
        ("F1", "1.1", "", ""), ("", "1.2", "", "lost"), ("F1", "1.2", "", "Later\nsecond line"),
    )  # fmt: skip
    draft = _read(tmp_path, rows)
    assert _cells(draft) == [
        ("S01", "1.1", "Most came"), ("S01", "1.2", "–"), ("F1", "1.1", ""),
        ("F1", "1.2", "Later\nsecond line"),
    ]  # fmt: skip
    assert draft.remarks == ("Sheet Sheet1, row 5: not read, since it names no case or no theme.",)


@pytest.mark.parametrize(
    ("stands", "was"),
    [("'=1+2", "=1+2"), ("''=1+2", "'=1+2"), ("'-lower", "-lower"), ("'tis late", "'tis late"),
     ("'", "'"), ("-2", "-2")],
)  # fmt: skip
def test_mark_against_formulas_is_taken_off_a_csv_file(
    tmp_path: Path, stands: str, was: str
) -> None:
    path = tmp_path / "chart.csv"
    path.write_text(f"Case,1.1\nS01,{stands}\n", encoding="utf-8")
    assert [cell.text for cell in read_chart_tables(path).cells] == [was]
    path.write_text(f"case,theme,text\nS01,1.1,{stands}\n", encoding="utf-8")
    assert [cell.text for cell in read_chart_tables(path).cells] == [was]
    assert [cell.text for cell in read_cells(path)] == [was]


def _tc(*paragraphs: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{''.join(paragraph(text) for text in paragraphs)}</w:tc>"


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_word_table_keeps_paragraphs_as_lines_and_takes_its_caption(tmp_path: Path) -> None:
    body = paragraph("Table 1. Theme 1, Facilitation") + _table(
        _tc("Case") + _tc("Workshop"), _tc("S01", "nurse") + _tc("Most came", "", "Second")
    )
    draft = _word(tmp_path, body)
    (cell,) = draft.cells
    assert (cell.case, cell.text) == ("S01\nnurse", "Most came\nSecond")
    assert cell.heads == ("Workshop", "Table 1. Theme 1, Facilitation")
    assert cell.where == "Table 1, row 2"


def test_word_table_with_merged_cells_is_read(tmp_path: Path) -> None:
    span, start, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    draft = _word(
        tmp_path,
        _table(
            _tc("Case", more=start) + _tc("Facilitation", more=span) + _tc("Resources"),
            _tc("", more=on) + _tc("Workshop") + _tc("Other") + _tc("Other"),
            _tc("S01", more=start) + _tc("a") + _tc("b") + _tc("c"),
            _tc("", more=on) + _tc("more") + _tc("") + _tc(""),
        ),
    )
    assert [(cell.case, cell.heads, cell.text) for cell in draft.cells] == [
        ("S01", ("Workshop", "Facilitation"), "a\nmore"), ("S01", ("Other", "Facilitation"), "b"),
        ("S01", ("Other", "Resources"), "c"),
    ]  # fmt: skip


def test_link_to_the_evidence_is_a_locator_whatever_touches_it(tmp_path: Path) -> None:
    link = f'<w:hyperlink w:anchor="e1">{run("S05 ¶4–5")}</w:hyperlink>'
    other = f'<w:hyperlink w:anchor="top">{run("up")}</w:hyperlink>'
    cell = f"<w:tc>{paragraph(run('late'), link, run('9'), other)}</w:tc>"
    (draft,) = _word(tmp_path, _table(_tc("Case") + _tc("1.1"), _tc("S01") + cell)).cells
    assert draft.text == "late[S05 ¶4–5]9up"


def test_tracked_changes_are_read_as_accepted_and_deletions_are_told(tmp_path: Path) -> None:
    inserted = f"<w:ins>{run('now')}</w:ins>"
    gone = "<w:del><w:r><w:delText>then</w:delText></w:r></w:del>"
    cell = f"<w:tc>{paragraph(run('Late '), gone, inserted)}</w:tc>"
    draft = _word(tmp_path, _table(_tc("Case") + _tc("1.1"), _tc("S01") + cell))
    assert draft.cells[0].text == "Late now"
    assert draft.remarks == ("Left out: 1 tracked deletion: then.",)
