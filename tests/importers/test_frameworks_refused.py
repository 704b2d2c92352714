"""Hold that a faulty framework is refused in a sentence that says where, and leaves nothing."""

import io
import random
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.edits.themes import load_framework
from framework.errors import RefusedError
from framework.queries.themes import list_themes
from framework.study import Study
from importers.frameworks import read_framework

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
QDC = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{}</Codes></CodeBook>'


def workbook(folder: Path, rows: Sequence[Sequence[Any]], *, merge: str = "") -> Path:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        dates = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, dates)
                else:
                    sheet.write(at, column, value)
        if merge:
            sheet.merge_range(merge, "Context")
    return path


def said(path: Path) -> str:
    """Give the sentence in which a file is refused."""
    with pytest.raises(RefusedError) as refused:
        read_framework(path)
    sentence = str(refused.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "othing was" in sentence
    return sentence


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.csv", "size,colour\n1,2\n", "no column name, theme, title or code"),
        ("a.csv", "number,name\n1,A\n1.1,\n", "row 3: the theme 1.1 has no name"),
        ("a.csv", "number,name\n1,A\n\n1.1,B\n1.1,C\n", "row 5: .* 1.1 stands already at row 4"),
        ("a.csv", "name,parent\nA,\nB,X\n", "row 3: there is no theme X above it"),
        ("a.csv", "number,name,parent\n1,A,\n2,B,1\n", "row 3: 2 B stands under 1, but .* the top"),
        ("a.csv", "number,name,parent\n2,A,\n3.2,B,2\n",
         "row 3: 3.2 B stands under 2, but its number belongs under 3"),
        ("a.csv", "number,name\n1,A\n1.1.1,B\n", "row 3: there is no theme 1.1 above it"),
        ("a.csv", "name,parent\nA,B\nB,C\nC,A\n", "in a circle"),
        ("a.csv", "id,parent id,title\n1,2,A\n2,1,B\n", "in a circle"),
        ("a.csv", "id,parent id,title\n1,,A\n2,9,B\n", "row 3: there is no theme 9 above it"),
        ("a.csv", "name,parent\nA,\nB,A\nX,\nB,X\nC,B\n", "row 6: B is the name of several themes"),
        ("a.csv", "number,name\n1,A\n01-Feb,B\n", "row 3: .* turned into a date, 01-Feb"),
        ("a.csv", "number,name\n1,A\n2021-02-01,B\n", "row 3: .* turned into a date"),
        ("a.csv", "name,retired\nA,perhaps\n", "row 2: retired says “perhaps”"),
        ("a.csv", "name,definition\nA,b,c\n", "row 2: “c” stands beyond the last column"),
        ("a.csv", 'name,definition\nA,"b\n', "row 2: the quotation marks do not match"),
        ("a.csv", "name,definition,Definition\nA,b,c\n", "two columns named definition"),
        ("a.csv", "level,code\n1,A\n3,B\n", "row 3: B stands 2 levels below A"),
        ("a.csv", "level,code\n1,A\ndeep,B\n", "row 3: “deep” is no level"),
        ("a.csv", "theme,sub-theme\n,B\n", "row 2: B has no theme above it"),
        ("a.csv", "theme,sub-theme\nA,B\n,B\n", "row 3: A > B stands already at row 2"),
        ("a.csv", "code\nA > B\nA > B\n", "row 3: A > B stands already at row 2"),
        ("a.csv", "name,definition\n  A,\nB,\n", "row 3: the line is indented less"),
        ("a.txt", "A\n\t\tB\n", "line 2: B stands 2 levels below A"),
        ("a.txt", "A\n\tB\n    C\n", "line 3: some lines are indented by tabs and some by blanks"),
        ("a.txt", "1 A\n1.1 B\n1.1 C\n", "line 3: the number 1.1 stands already at line 2"),
        ("a.txt", "1 A\n2.1 B\n", "line 2: there is no theme 2 above it"),
        ("a.md", "# A\n### B\n", "line 2: B stands 2 levels below A"),
        ("a.yaml", "- name: A\n\tdefinition: x\n", "line 2: a tab stands where"),
        ("a.yaml", "- name: A\n  name: B\n", "line 2: “name” stands there twice"),
        ("a.yaml", "A: x\nB: y\nA: z\n", "line 3: “A” stands there twice"),
        ("a.yaml", "- name: [A]\n  definition: {a: b}\n", "definition must be text"),
        ("a.yaml", "- [A]\n", "theme 1: a name, or a mapping with a name, is expected"),
        ("a.yaml", "- {n: 1, name: A, children: text}\n", "a list of themes is expected"),
        ("a.yaml", "- ? [a]\n  : b\n", "line 1: a name is expected before the colon"),
        ("a.yaml", "- {n: 2, name: A, children: [{n: 3.2, name: B}]}\n", "belongs under 3"),
        ("a.yaml", "- {name: A, colour: red}\n", "colour red is no whole number"),
        ("a.yaml", "- {name: A, retired: maybe}\n", "neither yes nor no"),
        ("a.yaml", "- name: ~\n", "a theme has no name"),
        ("a.yaml", "a: 1\n---\nb: 2\n", "another document"),
        ("a.yaml", "%YAML 9.9\n---\n- A\n", "line"),
        ("a.yaml", "- *nowhere\n", "undefined alias|line 1"),
        ("a.yaml", "[" * 200_000, "nested|line"),
        ("a.qdc", QDC.format('<Code name=""/>'), "line 1: a theme has no name"),
        ("a.qdc", QDC.format('<Code name="A"><Code name=" "/></Code>'), "A > line 1: .* no name"),
        ("a.qdc", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
         + QDC.format('<Code name="&x;"/>'), "is damaged"),
        ("a.qdc", QDC.format('<Code name="A">' * 40 + "</Code>" * 40), "nested too deeply|levels"),
        ("a.docx", "no zip", "is damaged"),
        ("a.xlsx", "PK\x03\x04 no zip", "is damaged"),
        ("a.csv", "\n\n", "is empty"),
    ],
)  # fmt: skip
def test_the_place_of_a_fault_is_named(name: str, text: str, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    sentence = said(path)
    with pytest.raises(RefusedError, match=wanted):
        read_framework(path)
    assert "None" not in sentence


def test_yaml_that_unfolds_without_end_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    lists = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    path.write_text("l0: &l0 [A, B]\n" + "\n".join(lists), encoding="utf-8")
    assert "unfolds to more than" in said(path)
    path.write_text(f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 900)}]", encoding="utf-8")
    assert "unfolds to more than" in said(path)


def test_yaml_makes_no_objects(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- !!python/object/apply:os.getcwd []\n- !!int abc\n", encoding="utf-8")
    said(path)
    path.write_text("- name: !!timestamp never\n- !!int abc\n", encoding="utf-8")
    assert [theme.name for theme in read_framework(path).themes] == ["never", "abc"]


def test_aliases_are_read_as_what_they_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- {name: A, definition: &d Same}\n- {name: B, definition: *d}\n")
    assert [theme.definition for theme in read_framework(path).themes] == ["Same", "Same"]


def test_a_number_that_a_workbook_made_a_date_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["No.", "Name"], [1, "Context"], [date(2026, 2, 1), "Time"]])
    assert "row 3: the number of Time has been turned into a date, 2026-02-01" in said(path)


def test_a_number_that_a_workbook_shortened_is_refused(tmp_path: Path) -> None:
    rows = [["No.", "Name"], [1, "A"], ["1.8", "H"], [1.9, "I"], [1.1, "J"]]
    assert "row 5: the number 1.1 stands after 1.9" in said(workbook(tmp_path, rows))
    rows = [["No.", "Name"], [1, "A"], [1.1, "B"], [1.2, "C"], [1.1, "J"]]
    assert "row 5: the number 1.1 stands already at row 3" in said(workbook(tmp_path, rows))


def test_a_cell_that_is_merged_over_rows_leaves_a_theme_without_a_name(tmp_path: Path) -> None:
    rows = [["Name", "Definition"], ["", "Where"], ["", "When"]]
    assert "row 3: the theme has no name" in said(workbook(tmp_path, rows, merge="A2:A3"))


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"\0" * 30_000_000)
    assert "would expand to 30 MB" in said(path)


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(COMPOUND + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(RefusedError):
        read_framework(path)


def test_a_word_document_without_themes_is_refused(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("A letter.")
    made.save(tmp_path / "a.docx")
    assert "no table, no headings and no list" in said(tmp_path / "a.docx")
    table = made.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text = "Day"
    made.save(tmp_path / "a.docx")
    assert "none of its tables" in said(tmp_path / "a.docx")


def test_a_framework_that_is_refused_leaves_the_study_as_it_was(tmp_path: Path) -> None:
    study = Study.create(tmp_path / "a.chartwell", "A", "AB")
    path = tmp_path / "a.csv"
    path.write_text("number,name\n1,A\n1.1,B\n", encoding="utf-8")
    load_framework(study, read_framework(path))
    with pytest.raises(RefusedError, match=r"numbered 1, and that number is taken"):
        load_framework(study, read_framework(path))
    with study.read() as session:
        assert len(list_themes(session)) == 2
    study.close()


_WORDS = st.sampled_from(
    ["name", "number", "parent", "definition", "1", "1.1", "2", "A", "B > C", "", " ", "\t", "- ",
     "#", ":", "&a", "*a", "[", "]", "{", "}", '"', "'", "|", ">", "yes", "\n", "\n\n", ",", ";",
     "level", "code", "theme", "sub-theme", "0", "-1", "é", "\u2028", "\x85", "\ufeff", "<", "/>"],
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(text=st.lists(_WORDS, max_size=40).map("".join),
       ending=st.sampled_from(["csv", "tsv", "txt", "md", "yaml", "qdc"]))  # fmt: skip
def test_any_text_is_read_or_refused(text: str, ending: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        path.write_text(text, encoding="utf-8")
        _read_or_refused(path)


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_damaged_document_is_read_or_refused(ending: str, tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Name", "Definition"
    table.rows[1].cells[0].text = "Time"
    kept = io.BytesIO()
    made.save(kept)
    whole = kept.getvalue()
    if ending == "xlsx":
        whole = workbook(tmp_path, [["Name"], ["Time"]]).read_bytes()
    chance = random.Random(5)
    path = tmp_path / f"damaged.{ending}"
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data[: chance.randint(len(data) // 2, len(data))]))
        _read_or_refused(path)


def _read_or_refused(path: Path) -> None:
    """Read a file whole, or see it refused in a sentence."""
    try:
        draft = read_framework(path)
    except RefusedError as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - either way is right
    else:
        assert draft.themes


def test_a_path_deeper_than_any_framework_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.txt"
    path.write_text(" > ".join(["a"] * 5000) + "\n")
    with pytest.raises(RefusedError, match="more than 12 levels"):
        read_framework(path)


def test_a_refusal_that_quotes_several_lines_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('number,name,parent\n"1\u202eContext,\n1.1,,Place,1,\n2,\rWork,"'.encode())
    with pytest.raises(RefusedError) as refused:
        read_framework(path)
    assert str(refused.value).splitlines() == [str(refused.value)]
    assert str(refused.value).endswith("has no name. Nothing was loaded.")
