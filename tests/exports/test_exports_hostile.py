"""Whatever people or their files are called, no export becomes a formula, mark-up or broken XML."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from sqlalchemy import text

from exports import LAYOUTS, formats_of
from framework.edits.memos import write_cell_memo
from framework.queries.cases import case_named
from framework.queries.themes import list_themes_plain
from framework.study import Study

Write = Callable[..., Path]
ODD = """=cmd|'/c x'!A1<script>alert(1)</script>&"'\x01\x0b\x1f\ufffe]]>"""
ASKED = {"L4": "By lateness", "L7a": "Ordered", "L7b": "Ratings"}
# What is printed of each, wherever it stands; tables whose rows the record keeps beside.
NAMED = (
    ("theme", "name"), ("theme", "definition"), ("theme", "include"), ("theme", "example"),
    ("study_case", "label"), ("attribute", "value"), ("coder", "name"), ("speaker", "label"),
    ("indicator", "label"), ("joint_display", "caption"), ("memo", "text"), ("word", "meaning"),
    ("framework_version", "reason"), ("delivery_table", "source"), ("step", "label"),
    ("mapping_row", "elements"), ("mapping_row", "category"),
)  # fmt: skip
_FORMULA = re.compile(r"^[=+\-@\t\r＝＋－＠](?!$|\d)")


@pytest.fixture
def hostile(concluded: Study) -> Study:
    """Put the oddest of texts wherever a study has a text of its own."""
    with concluded.read() as session:
        themes = {row.number: row.id for row in list_themes_plain(session)}
        case = case_named(session, "S05").id
    write_cell_memo(concluded, case, themes["3.3"], ODD)
    with concluded.step("Call everything oddly") as session:
        for table, column in NAMED:
            known = {row[1] for row in session.execute(text(f"PRAGMA table_info({table})"))}
            if column in known:
                renamed = f"UPDATE {table} SET {column} = :odd || {column}"  # noqa: S608 - our names
                session.execute(text(renamed), {"odd": ODD})
        # Rows of delivery data know their sites by name.
        session.execute(
            text("UPDATE study_case SET name = :odd || name WHERE kind <> 'site'"), {"odd": ODD}
        )
        session.execute(text("UPDATE transcript SET name = :odd || name"), {"odd": ODD})
        session.execute(text("UPDATE cell SET text = :odd || text WHERE text <> ''"), {"odd": ODD})
    return concluded


@pytest.mark.parametrize("layout", [layout.key for layout in LAYOUTS])
def test_odd_names_are_text_in_every_format_of_every_layout(
    hostile: Study, write: Write, layout: str
) -> None:
    del hostile
    chosen = next(row for row in LAYOUTS if row.key == layout)
    for fmt in formats_of(chosen):
        path = write(
            layout, f"report{fmt.ending}", display=ASKED.get(layout, ""), memos=True,
            comments=True, codings=True, grouped=False,
        )  # fmt: skip
        _LOOK[fmt.key](path)


def _look_at_word(path: Path) -> None:
    """See that every part is XML that says nothing but text."""
    with ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith((".xml", "ls"))]
    assert all(etree.fromstring(part) is not None for part in parts)
    fields = {
        "".join(found.itertext()).split()[0]
        for part in parts for found in etree.fromstring(part).iter("{*}instrText")
    }  # fmt: skip
    assert fields <= {"PAGE", "NUMPAGES", "SEQ"}


def _look_at_workbook(path: Path) -> None:
    """See that no cell is a formula and that links stay within the file."""
    with ZipFile(path) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels", ".vml"))]
        parts = {name: etree.fromstring(package.read(name)) for name in names}
    assert not [name for name, part in parts.items() if any(True for _ in part.iter("{*}f"))]
    for part in parts.values():
        assert all(found.get("TargetMode") != "External" for found in part.iter("{*}Relationship"))


def _look_at_csv(path: Path) -> None:
    """See that no value would start a formula."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        values = [value for row in csv.reader(stream) for value in row]
    assert not [value for value in values if _FORMULA.match(value)]
    assert not [value for value in values if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", value)]


def _look_at_page(path: Path) -> None:
    """See that the page has one script, its own, and no sign that a page may not hold."""
    page = path.read_text(encoding="utf-8")
    assert page.count("<script>") <= 1
    assert "alert(1)</script>" not in page
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", page)


def _look_at_picture(path: Path) -> None:
    """See that the picture is XML that runs nothing."""
    assert not any(True for _ in etree.parse(path).iter("{*}script"))


def _look_at_nothing(path: Path) -> None:
    """See that there is something."""
    assert path.stat().st_size


_LOOK: dict[str, Callable[[Path], None]] = {
    "docx": _look_at_word, "xlsx": _look_at_workbook, "csv": _look_at_csv,
    "html": _look_at_page, "svg": _look_at_picture, "qdc": _look_at_picture,
    "png": _look_at_nothing, "yaml": _look_at_nothing,
}  # fmt: skip
