"""Pseudonyms, comments and the person's own template do what they say."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from pages import W, attributes, body, grid, part, style, tables, text

from exports import LAYOUTS, formats_of
from framework.edits.cases import set_attribute
from framework.edits.themes import add_theme
from framework.errors import RefusedError
from framework.queries.cases import list_cases
from framework.study import Study

Write = Callable[..., Path]
NAMES = re.compile(r"\b(?:S0[135]|F2|P0[1-8])\b")
OF_SITES = {"L7b": "Practice 1", "L10": "", "L11": "", "L15": "Practice 1",
            "timeline": "Practice 1", "dot-plot": "Practice 1"}  # fmt: skip
OF_CASES = [row.key for row in LAYOUTS if "pseudonyms" in row.asks]


@pytest.mark.parametrize("layout", OF_CASES)
def test_no_name_of_a_case_is_left_in_any_format(
    concluded: Study, write: Write, layout: str
) -> None:
    del concluded
    chosen = next(row for row in LAYOUTS if row.key == layout)
    for fmt in formats_of(chosen):
        path = write(layout, f"report{fmt.ending}", pseudonyms="numbered", grouped=False)
        for name, content in _texts(path):
            assert not NAMES.search(content), (name, NAMES.findall(content))
    page = _texts(write(layout, "page.html", pseudonyms="numbered", grouped=False))[0][1]
    assert OF_SITES.get(layout, "Participant 1") in page


def test_pseudonyms_leave_links_and_places_as_they_were(concluded: Study, write: Write) -> None:
    del concluded
    plain, hidden = body(write("L1", "a.docx")), body(write("L1", "b.docx", pseudonyms="numbered"))
    for tag, name in (("bookmarkStart", "name"), ("hyperlink", "anchor")):
        assert attributes(plain, tag, name) == attributes(hidden, tag, name)


def test_a_numbered_site_is_not_called_a_practice_twice(write: Write) -> None:
    said = text(body(write("L1", "a.docx", pseudonyms="numbered")))
    assert "Practice 4" in said
    assert "Practice Practice" not in said


def test_pseudonyms_can_come_from_an_attribute_that_every_participant_has(
    study: Study, write: Write
) -> None:
    with study.read() as session:
        people = list_cases(session, "participant")
    with pytest.raises(RefusedError, match="No pseudonym in “alias” for S05, F2, S01, S03"):
        write("L1", "a.docx", pseudonyms="alias")
    for row, alias in zip(people, ("Ada", "Bea", "Cleo", "Ada"), strict=True):
        set_attribute(study, row.id, "alias", alias)
    with pytest.raises(RefusedError, match="Several cases have the pseudonym Ada"):
        write("L1", "a.docx", pseudonyms="alias")
    set_attribute(study, people[3].id, "alias", "Dora")
    said = text(body(write("L1", "a.docx", pseudonyms="alias")))
    assert "Ada ¶2" in said
    assert not re.search(r"\bS0[135]\b", said)


@pytest.mark.parametrize("evidence", [True, False])
def test_quotations_stand_as_comments_beside_their_locators(
    write: Write, evidence: bool
) -> None:  # fmt: skip
    path = write("L1", "chart.docx", comments=True, evidence=evidence)
    tree, said = body(path), part(path, "word/comments.xml")
    numbers = attributes(said, "comment", "id")
    assert numbers
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert attributes(tree, tag, "id") == numbers
    assert "“Honestly? It's like being sent last week's weather.”" in text(said)
    assert bool(attributes(tree, "hyperlink", "anchor")) == evidence
    assert len(list(docx.Document(str(path)).comments)) == len(numbers)


def test_a_template_lends_its_styles_and_its_page(tmp_path: Path, write: Write) -> None:
    own = docx.Document()
    own.add_paragraph("Not to be kept")
    own.styles["Heading 1"].font.size = Pt(31)
    own.sections[0].left_margin = own.sections[0].right_margin = Cm(4)
    own.sections[0].header.paragraphs[0].text = "Letterhead"
    own.save(str(tmp_path / "own.docx"))
    path = write("L1", "chart.docx", style=tmp_path / "own.docx")
    made = docx.Document(str(path))
    assert made.styles["Heading 1"].font.size == Pt(31)
    assert abs(made.sections[0].left_margin - Cm(4)) < Cm(0.01)
    assert made.sections[0].page_width > made.sections[0].page_height
    tree = body(path)
    assert "Not to be kept" not in text(tree)
    room = made.sections[0].page_width.twips - 2 * Cm(4).twips
    for table in tree.iter(W + "tbl"):
        assert room - 20 <= sum(map(int, attributes(table, "gridCol", "w"))) <= room
    assert not tree.findall(f".//{W}headerReference")


def test_a_narrow_page_breaks_no_head_and_parts_no_caption_from_its_table(
    tmp_path: Path, write: Write
) -> None:
    own = docx.Document()
    own.sections[0].page_width, own.sections[0].page_height = Cm(14.8), Cm(21)
    own.sections[0].left_margin = own.sections[0].right_margin = Cm(1.8)
    own.save(str(tmp_path / "own.docx"))
    path = write("L14", "tree.docx", style=tmp_path / "own.docx")
    (table,) = tables(body(path))
    widths = dict(zip(grid(table)[0], attributes(table, "gridCol", "w"), strict=True))
    assert int(widths["Passages"]) > Cm(1.8).twips
    captions = [found for found in body(path).iter(W + "p") if style(found) == "Caption"]
    assert all(found.find(f"{W}pPr/{W}keepNext") is not None for found in captions)
    with ZipFile(path) as package:
        (footer,) = [name for name in package.namelist() if "footer" in name]
    stops = [stop.get(W + "val") for stop in part(path, footer).iter(W + "tab")]
    assert stops == ["clear", "clear", "right", None]


def test_a_template_lends_nothing_of_what_its_own_properties_say(
    tmp_path: Path, write: Write
) -> None:
    own = docx.Document()
    for name in ("author", "last_modified_by", "subject", "keywords", "category"):
        setattr(own.core_properties, name, "Ann Onymous")
    variables = OxmlElement("w:docVars")
    variable = OxmlElement("w:docVar")
    variable.set(qn("w:name"), "owner")
    variable.set(qn("w:val"), "Ann Onymous")
    variables.append(variable)
    own.settings.element.append(variables)
    own.settings.element.append(OxmlElement("w:trackRevisions"))
    own.save(str(tmp_path / "own.docx"))
    with ZipFile(write("L14", "tree.docx", style=tmp_path / "own.docx")) as package:
        held = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, said in held.items() if b"Onymous" in said]
    assert b"trackRevisions" not in held["word/settings.xml"]


def test_a_template_hands_on_no_part_of_its_own_content(tmp_path: Path, write: Write) -> None:
    own = docx.Document()
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    notes = Part(PackURI("/word/footnotes.xml"), "application/xml", b"Onymous", own.part.package)
    own.part.relate_to(notes, f"{kinds}/footnotes")
    path = "file:///Z:/Onymous/own.dotm"
    settings = own.part.part_related_by(f"{kinds}/settings")
    settings.relate_to(path, f"{kinds}/attachedTemplate", is_external=True)
    own.save(str(tmp_path / "own.docx"))
    with ZipFile(write("L14", "tree.docx", style=tmp_path / "own.docx")) as package:
        held = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, said in held.items() if b"Onymous" in said]
    assert "word/numbering.xml" in held


def test_the_page_of_a_template_is_that_of_its_last_section(tmp_path: Path, write: Write) -> None:
    own = docx.Document()
    own.settings.odd_and_even_pages_header_footer = True
    own.settings.element.xpath(".//w:compatSetting")[0].set(qn("w:val"), "12")
    own.sections[0].left_margin = Cm(9)
    last = own.add_section()
    last.left_margin, last.right_margin, last.gutter = Cm(3), Cm(3), Cm(1)
    own.save(str(tmp_path / "own.docx"))
    path = write("L1", "chart.docx", style=tmp_path / "own.docx")
    made = docx.Document(str(path))
    (section,) = made.sections
    margins = (section.left_margin, section.right_margin, section.gutter)
    assert [round(margin.cm, 1) for margin in margins] == [4, 3, 0]
    assert not made.settings.odd_and_even_pages_header_footer
    assert made.settings.element.xpath(".//w:compatSetting/@w:val")[0] == "15"


def test_a_manuscripts_text_does_not_spread_or_indent_tables(tmp_path: Path, write: Write) -> None:
    own = docx.Document()
    normal = own.styles["Normal"].paragraph_format
    normal.line_spacing, normal.first_line_indent, normal.alignment = 2, Cm(1.27), 3
    own.save(str(tmp_path / "own.docx"))
    made = docx.Document(str(write("L1", "chart.docx", style=tmp_path / "own.docx")))
    for name in ("Chart Text", "Chart Head", "Chart Notes", "Evidence Text"):
        own_way = made.styles[name].paragraph_format
        assert (own_way.line_spacing, own_way.first_line_indent, own_way.alignment) == (1.05, 0, 0)


def test_styles_that_the_template_calls_by_other_ids_are_found_by_name(
    tmp_path: Path, write: Write
) -> None:
    own = docx.Document()
    heading = own.styles["Heading 1"].element
    heading.set(W + "styleId", "Titre1")
    for based in own.styles.element.iter(W + "basedOn", W + "link", W + "next"):
        if based.get(W + "val") == "Heading1":
            based.set(W + "val", "Titre1")
    own.save(str(tmp_path / "own.docx"))
    path = write("L1", "chart.docx", style=tmp_path / "own.docx")
    used = set(attributes(body(path), "pStyle", "val"))
    assert "Titre1" in used
    assert "Heading1" not in used
    known = set(attributes(part(path, "word/styles.xml"), "style", "styleId"))
    assert used <= known


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.openxmlformats-officedocument.wordprocessingml.template",
        "vnd.ms-word.document.macroEnabled",
        "vnd.ms-word.template.macroEnabledTemplate",
    ],
)
def test_a_template_of_word_lends_its_styles_and_a_document_is_made(
    tmp_path: Path, write: Write, kind: str
) -> None:
    own = docx.Document()
    own.styles["Heading 1"].font.size = Pt(31)
    own.save(str(tmp_path / "own.docx"))
    plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    with ZipFile(tmp_path / "own.docx") as old, ZipFile(tmp_path / "own.dotx", "w") as new:
        for item in old.infolist():
            new.writestr(item, old.read(item).replace(plain, f"{kind}.main".encode()))
    path = write("L1", "chart.docx", style=tmp_path / "own.dotx")
    assert docx.Document(str(path)).styles["Heading 1"].font.size == Pt(31)
    with ZipFile(path) as package:
        assert kind.encode() not in package.read("[Content_Types].xml")


def test_a_template_that_is_no_word_document_is_refused(tmp_path: Path, write: Write) -> None:
    (tmp_path / "own.docx").write_text("no")
    with pytest.raises(RefusedError, match=r"cannot be read as a Word document"):
        write("L1", "chart.docx", style=tmp_path / "own.docx")
    with pytest.raises(RefusedError, match=r"cannot be read as a Word document"):
        write("L1", "chart.docx", style=tmp_path / "gone.docx")
    assert not (tmp_path / "chart.docx").exists()


def test_a3_is_a_paper_too(write: Write) -> None:
    tree = body(write("L1", "chart.docx", paper="A3"))
    size = next(tree.iter(W + "pgSz"))
    assert round(int(size.get(W + "w", "0")) / 567) == 42
    assert tables(tree)


def _texts(path: Path) -> list[tuple[str, str]]:
    """Give what a person reads in a file, part by part."""
    if path.suffix == ".png":
        return []  # what is painted is what the same picture says as SVG
    if path.suffix not in {".docx", ".xlsx"}:
        return [(path.name, path.read_text("utf-8"))]
    with ZipFile(path) as package:
        return [
            (name, package.read(name).decode("utf-8"))
            for name in package.namelist()
            # A sheet holds names of its own cells, such as F2; its texts stand in a part apart.
            if name.endswith(".xml") and "/worksheets/" not in name
        ]  # fmt: skip


def test_a_theme_in_which_nothing_is_charted_is_one_line_unless_it_stands_alone(
    study: Study, write: Write
) -> None:
    add_theme(study, "Cost")
    *_begun, (head, said) = [grid(table) for table in tables(body(write("L1", "all.docx")))]
    assert head == ["Case"]
    assert said == ["Nothing charted yet. Exported alone, this theme is a chart to fill in."]
    assert ["Nothing charted yet."] in grid(tables(body(write("L1", "j.docx", mode="journal")))[-1])
    number = write("L1", "all.csv").read_text("utf-8-sig").splitlines()[-1].split(",")[1]
    (alone,) = tables(body(write("L1", "alone.docx", themes=(number,))))
    assert [row[1] for row in grid(alone)] == [f"{number} Cost", "", "", "", ""]
