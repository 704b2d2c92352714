"""Hold how frameworks are read, whole or not at all."""

from pathlib import Path

import pytest
import xlsxwriter

import framework
from framework.drafts import ThemeDraft
from framework.errors import RefusedError
from importers.frameworks import read_framework, read_templates
from importers.outline import count

TEMPLATES = Path(framework.__file__).parent / "templates" / "frameworks.yaml"
QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>
<Code guid="1" name="Context" isCodable="true"><Description>Where.</Description>
<Code guid="2" name="Time" isCodable="true"/><Code guid="3" name="Money" isCodable="true"/></Code>
<Code guid="4" name="People" isCodable="true"/></Codes></CodeBook>"""


def numbers(themes: tuple[ThemeDraft, ...]) -> list[str]:
    return [n for theme in themes for n in (theme.number, *numbers(theme.children))]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_built_in_framework_is_read() -> None:
    rows = read_templates(TEMPLATES)
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.name
        assert row.short
        assert row.citation
        assert row.themes == count(row.draft.themes) > 4
        assert row.draft.template == row.id


def test_other_is_added_under_themes_with_sub_themes() -> None:
    plain = {row.id: row.draft for row in read_templates(TEMPLATES)}
    for row in read_templates(TEMPLATES, with_other=True):
        assert row.themes == count(plain[row.id].themes)
        for theme in row.draft.themes:
            other = [child for child in theme.children if child.name == "Other"]
            if theme.children:
                assert other[-1].number == f"{theme.number}.99"
                assert other[-1].definition.startswith("Relevant to this theme")


def test_yaml_keeps_numbers_as_typed_and_numbers_the_rest(tmp_path: Path) -> None:
    text = (
        "name: Mine\ncitation: None\nnodes:\n- {n: 1, name: A, definition: yes, include: [x, y]}\n"
        "- n: 2\n  name: B\n  children:\n  - {n: 2.10, name: C, exclude: z, origin: data}\n  - D\n"
    )
    draft = read_framework(written(tmp_path, "a.yaml", text))
    assert draft.name == "Mine"
    assert draft.themes[0] == ThemeDraft("1", "A", "yes", "x; y")
    assert draft.themes[1].children == (
        ThemeDraft("2.10", "C", exclude="z", origin="data"),
        ThemeDraft("2.2", "D"),
    )


def test_bare_lists_and_mappings_are_themes(tmp_path: Path) -> None:
    listed = read_framework(written(tmp_path, "a.yaml", "- A\n- B: [C, D]\n- E: about e\n"))
    mapped = read_framework(written(tmp_path, "a.yaml", "A:\nB: [C, D]\nE: about e\n"))
    assert listed.themes == mapped.themes
    assert numbers(listed.themes) == ["1", "2", "2.1", "2.2", "3"]
    assert listed.themes[2].definition == "about e"


def test_a_table_takes_its_tree_from_numbers(tmp_path: Path) -> None:
    text = (
        "number,name,definition,include,exclude,origin\n2.1,C,c,,,data\n1,A,a,i,e,prior\n2.,B,,,,\n"
    )
    draft = read_framework(written(tmp_path, "a.csv", text))
    assert draft.themes == (
        ThemeDraft("1", "A", "a", "i", "e", "prior"),
        ThemeDraft("2", "B", children=(ThemeDraft("2.1", "C", "c", origin="data"),)),
    )


@pytest.mark.parametrize(
    "head", ["Code no,Label,Meaning", "No.,Theme,What it means", "Theme no,Code,Explanation"]
)
def test_meanings_are_definitions_whatever_their_column_is_called(
    head: str, tmp_path: Path
) -> None:
    draft = read_framework(written(tmp_path, "a.csv", f"{head}\n2,A,a\n2.1,B,b\n"))
    assert draft.themes == (ThemeDraft("2", "A", "a", children=(ThemeDraft("2.1", "B", "b"),)),)


def test_a_table_may_name_parents(tmp_path: Path) -> None:
    draft = read_framework(written(tmp_path, "a.csv", "name,parent\nA,\nB,A\nC,A\nD,B\n"))
    assert numbers(draft.themes) == ["1", "1.1", "1.1.1", "1.2"]


def test_a_workbook_is_read_as_a_table_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, values in enumerate((["Number", "Name"], [1, "A"], [1.1, "B"], ["1.10", "C"])):
            sheet.write_row(row, 0, values)
    assert numbers(read_framework(path).themes) == ["1", "1.1", "1.10"]


def test_a_codebook_of_another_program_is_numbered(tmp_path: Path) -> None:
    draft = read_framework(written(tmp_path, "a.qdc", QDC))
    assert numbers(draft.themes) == ["1", "1.1", "1.2", "2"]
    assert draft.themes[0].definition == "Where."


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "number,name\n1,A\n2.1,B\n", "row 3: there is no theme 2 above it"),
        ("a.csv", "number,name\n1,A\n1,B\n", "row 3: the number 1 stands already at row 2"),
        ("a.csv", "number,name\n1,A\n2,\n", "row 3: the theme 2 has no name"),
        ("a.csv", "number,name\n1,A\n,B\n", "row 3: the theme B has no number"),
        ("a.csv", "name,parent\nA,B\nB,A\n", "in a circle"),
        ("a.csv", "number\n1\n", "no column name"),
        ("a.yaml", "- {n: 1, name: A}\n- {n: 1, name: B}\n", "theme 2 .*1 stands already"),
        ("a.yaml", "- {n: 1, name: ''}\n", "a theme has no name"),
        ("a.yaml", "- {name: [A\n", "line 2"),
        ("a.yaml", "just text\n", "a list of themes is expected"),
        ("a.yaml", "&a [*a]\n", "theme"),
        ("a.yaml", "templates: [{id: a}, {id: b}]\n", "holds 2 frameworks"),
        ("a.yaml", "[]\n", "holds no themes"),
        ("a.qdc", "<CodeBook/>", "holds no codes"),
        ("a.qdc", "<CodeBook>", "is damaged"),
        ("a.pdf", "x", "is read from"),
    ],
)
def test_a_faulty_framework_is_refused(name: str, text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=said) as refused:
        read_framework(written(tmp_path, name, text))
    assert name in str(refused.value)
