"""Hold how the code books of other programs, and those of people, become frameworks.

All code books here are synthetic.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import pytest
import xlsxwriter

from framework.drafts import FrameworkDraft, ThemeDraft
from importers.frameworks import read_framework

Rows = Sequence[Sequence[object]]


def told(themes: tuple[ThemeDraft, ...]) -> Iterator[str]:
    """Tell a tree as lines: number and name."""
    for theme in themes:
        yield f"{theme.number} {theme.name}"
        yield from told(theme.children)


def lines(draft: FrameworkDraft) -> list[str]:
    return list(told(draft.themes))


def written(folder: Path, name: str, text: str) -> FrameworkDraft:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_framework(path)


def workbook(folder: Path, rows: Rows) -> FrameworkDraft:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, values in enumerate(rows):
            sheet.write_row(at, 0, values)
    return read_framework(path)


def document(folder: Path, rows: Sequence[Sequence[str]]) -> FrameworkDraft:
    made = docx.Document()
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    made.save(folder / "a.docx")
    return read_framework(folder / "a.docx")


TREE = ["1 Context", "1.1 Time", "1.2 Money", "2 People", "2.1 Leaders"]


def test_nvivo_lists_codes_with_paths_and_counts(tmp_path: Path) -> None:
    rows = [
        ["Name", "Description", "Files", "References"],
        ["Codes\\\\Context", "Where it happens", "4", "12"],
        ["Codes\\\\Context\\Time", "Hours and days", "3", "5"],
        ["Codes\\\\Context\\Money", "", "2", "2"],
        ["Codes\\\\People", "", "4", "9"],
        ["Codes\\\\People\\Leaders", "", "1", "1"],
    ]
    for draft in (document(tmp_path, rows), workbook(tmp_path, rows)):
        assert lines(draft) == TREE
        assert draft.themes[0].definition == "Where it happens"
        assert draft.themes[0].children[0].definition == "Hours and days"
        assert draft.remarks == ()


def test_nvivo_code_book_in_word_indents_names(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Codebook", 1)
    rows = [
        ("Name", 0),
        ("Context", 0),
        ("Time", 12),
        ("Money", 12),
        ("People", 0),
        ("Leaders", 12),
    ]
    table = made.add_table(rows=len(rows), cols=2)
    for row, (name, indent) in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = name, "Description" if name == "Name" else "What"
        row.cells[0].paragraphs[0].paragraph_format.left_indent = docx.shared.Pt(indent)
    made.save(tmp_path / "a.docx")
    assert lines(read_framework(tmp_path / "a.docx")) == TREE


def test_maxqda_names_the_parent_and_has_colours_of_its_own(tmp_path: Path) -> None:
    draft = workbook(tmp_path, [
        ["Colour", "Parent code", "Code", "Cod. Seg.", "Code memo"],
        ["#ff0000", "", "Context", 4, "Where"],
        ["#ff0000", "Context", "Time", 2, ""],
        ["#ff0000", "Context", "Money", 2, ""],
        ["#00ff00", "", "People", 1, ""],
        ["#00ff00", "People", "Leaders", 1, ""],
    ])  # fmt: skip
    assert lines(draft) == TREE
    assert draft.themes[0].definition == "Where"
    assert draft.themes[0].colour is None
    assert any("colours of the file were not taken over" in said for said in draft.remarks)
    assert any("Cod. Seg." in said for said in draft.remarks)


def test_maxqda_and_qualcoder_write_paths(tmp_path: Path) -> None:
    paths = "Context > Time\ta\nContext > Money\nPeople > Leaders\n"
    table = written(tmp_path, "a.tsv", "Code\tMemo\n" + paths)
    plain = written(tmp_path, "a.txt", paths.replace(" > ", ">>"))
    for draft in (table, plain):
        assert lines(draft) == TREE
        assert draft.themes[0].children[0].definition == "a"


def test_atlas_ti_taguette_and_dedoose_are_read(tmp_path: Path) -> None:
    atlas = workbook(tmp_path, [
        ["Code", "Comment", "Grounded", "Code Groups"], ["Time", "Hours", 4, "Context"],
    ])  # fmt: skip
    assert (atlas.themes[0].name, atlas.themes[0].definition) == ("Time", "Hours")
    assert atlas.remarks[0].startswith("The columns Grounded, Code Groups were not read")
    taguette = written(tmp_path, "a.csv", 'tag,description,number of highlights\nTime,"a, b",3\n')
    assert taguette.themes == (ThemeDraft("1", "Time", "a, b"),)
    assert taguette.remarks == ()
    dedoose = written(tmp_path, "a.csv", (
        "Id,Parent Id,Depth,Title,Description\n"
        "10,,0,Context,Where\n11,10,1,Time,\n12,10,1,Money,\n20,,0,People,\n21,20,1,Leaders,\n"
    ))  # fmt: skip
    assert lines(dedoose) == TREE


def test_depths_alone_make_a_tree(tmp_path: Path) -> None:
    draft = written(
        tmp_path, "a.csv", "Level,Code\n1,Context\n2,Time\n2,Money\n1,People\n2,Leaders\n"
    )
    assert lines(draft) == TREE


def test_a_column_for_themes_and_one_for_sub_themes(tmp_path: Path) -> None:
    merged = workbook(tmp_path, [
        ["Theme", "Sub-theme", "Definition"],
        ["Context", "Time", "a"], ["", "Money", "b"], ["People", "Leaders", "c"],
    ])  # fmt: skip
    repeated = workbook(tmp_path, [
        ["Category", "Code", "Definition"], ["Context", "", "where"],
        ["Context", "Time", "a"], ["Context", "Money", "b"], ["People", "Leaders", "c"],
    ])  # fmt: skip
    assert lines(merged) == lines(repeated) == TREE
    assert repeated.themes[0].definition == "where"
    numbers = workbook(tmp_path, [["Code", "Theme"], ["1", "Context"], ["1.1", "Time"]])
    assert lines(numbers) == TREE[:2]


def test_indented_names_in_a_table(tmp_path: Path) -> None:
    draft = written(
        tmp_path, "a.csv", "name,definition\nContext,\n  Time,a\n  Money,\nPeople,\n  Leaders,\n"
    )
    assert lines(draft) == TREE
    assert draft.themes[0].children[0].definition == "a"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tabs.txt", "Context\n\tTime\n\tMoney\nPeople\n\tLeaders\n"),
        ("blanks.txt", "Context\n    Time\n    Money\n\nPeople\n  Leaders\n"),
        ("bullets.txt", "• Context\n  • Time\n  • Money\n• People\n  • Leaders\n"),
        ("lists.txt", "Context\n- Time\n- Money\nPeople\n- Leaders\n"),
        ("numbers.txt", "1 Context\n1.1 Time\n1.2 Money\n2. People\n2.1 Leaders\n"),
        ("list.md", "- Context\n  - Time\n  - Money\n- People\n  - Leaders\n"),
        ("heads.md", "# Context\n## Time\n## Money\n# People\n## Leaders\n"),
        ("mixed.md", "# Context\n- **Time**\n- Money\n\n# People\n- Leaders\n"),
    ],
)
def test_an_outline_is_a_tree(name: str, text: str, tmp_path: Path) -> None:
    assert lines(written(tmp_path, name, text)) == TREE


def test_an_outline_may_define(tmp_path: Path) -> None:
    tabbed = written(tmp_path, "a.txt", "Context\tWhere it is\n\tTime\tHours\n")
    assert tabbed.themes[0].definition == "Where it is"
    assert tabbed.themes[0].children[0].definition == "Hours"
    headed = written(tmp_path, "a.md", "Our code book\n\n# Context\nWhere\nit is\n- Time\n")
    assert headed.themes[0].definition == "Where\nit is"
    assert headed.remarks == (
        "Not read, since it stands above the first theme: line 1 “Our code book”.",
    )


def test_word_headings_and_lists_are_a_tree(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Code book, synthetic")
    made.add_heading("Context", 1)
    made.add_paragraph("Where it happens.")
    made.add_heading("Time", 2)
    made.add_heading("Money", 2)
    made.add_heading("People", 1)
    made.add_heading("Leaders", 2)
    made.save(tmp_path / "a.docx")
    draft = read_framework(tmp_path / "a.docx")
    assert lines(draft) == TREE
    assert draft.themes[0].definition == "Where it happens."
    assert "paragraph 1 “Code book, synthetic”" in draft.remarks[0]


def test_merged_cells_and_a_second_header_in_word(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=6, cols=3)
    for row, values in zip(table.rows, (
        ("Coding tree", "", ""), ("No.", "Name", "Definition"), ("1 Context", "", ""),
        ("1.1", "Time", "Hours\nand days"), ("No.", "Name", "Definition"), ("1.2", "Money", ""),
    ), strict=True):  # fmt: skip
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.rows[0].cells[0].merge(table.rows[0].cells[2])
    table.rows[2].cells[0].merge(table.rows[2].cells[2])
    made.save(tmp_path / "a.docx")
    draft = read_framework(tmp_path / "a.docx")
    assert lines(draft) == TREE[:3]
    assert draft.themes[0].children[0].definition == "Hours\nand days"
    assert draft.remarks == ("Not read, since it stands above the header: row 1 “Coding tree”.",)


def test_tracked_deletions_are_not_read(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for cell, value in zip(
        (*table.rows[0].cells, *table.rows[1].cells),
        ("Name", "Definition", "Time", ""),
        strict=True,
    ):
        cell.text = value
    paragraph = table.rows[1].cells[1].paragraphs[0]._p
    gone = docx.oxml.parse_xml(
        f'<w:del xmlns:w="{docx.oxml.ns.nsmap["w"]}" w:id="1" w:author="">'
        "<w:r><w:delText>old</w:delText></w:r></w:del>"
    )
    paragraph.append(gone)
    made.save(tmp_path / "a.docx")
    assert read_framework(tmp_path / "a.docx").themes == (ThemeDraft("1", "Time"),)


def test_rows_above_blank_rows_and_notes_below_are_told(tmp_path: Path) -> None:
    draft = workbook(tmp_path, [
        ["Pilot framework, synthetic"], [], ["No.", "Name", "Colour of pen"],
        ["1", "Context", "red"], [], ["1.1", "Time"], [], ["Agreed by AB and CD."],
    ])  # fmt: skip
    assert lines(draft) == TREE[:2]
    assert draft.remarks == (
        "Not read, since it stands above the header: row 1 “Pilot framework, synthetic”.",
        "The column Colour of pen was not read; a framework has no place for it.",
        "Not read, since it stands below the table: row 8 “Agreed by AB and CD.”.",
    )


def test_names_that_begin_with_numbers_give_them(tmp_path: Path) -> None:
    draft = written(tmp_path, "a.csv", "name\n1. Context\n1.1 Time\n1.2 Money\n")
    assert lines(draft) == TREE[:3]


def test_a_codebook_of_another_program_says_what_it_leaves(tmp_path: Path) -> None:
    draft = written(tmp_path, "a.qdc", (
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other"><Codes>'
        '<Code guid="1" name="Context" isCodable="true" color="#FF0000">'
        "<Description>Where.\n\nNumber: 7</Description></Code></Codes>"
        '<Sets><Set guid="2" name="Mine"/></Sets></CodeBook>'
    ))  # fmt: skip
    assert draft.themes == (ThemeDraft("1", "Context", "Where.\n\nNumber: 7"),)
    assert draft.remarks == (
        "The codes' colours were not taken over; themes have colours of their own.",
        "The sets of codes were not read: Mine.",
    )


def test_numbers_held_as_figures_are_told(tmp_path: Path) -> None:
    draft = workbook(tmp_path, [["No.", "Name"], [1, "Context"], [1.1, "Time"], [1.2, "Money"]])
    assert lines(draft) == TREE[:3]
    assert draft.remarks == (
        "The workbook holds theme numbers as figures, not as text, in 2 rows, first in row 3; a "
        "number typed as 1.10 was read as 1.1.",
    )
