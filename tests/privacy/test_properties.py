"""Prove that the properties of an exported file name nobody but whom the analyst chose."""

import getpass
import platform
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from exports import Options, export
from framework.edits.cells import write_summary
from framework.study import Study
from tests.framework.pilot import load_pilot
from tests.studies import case_ids, small_study, theme_ids

CODER = "Anna Analyst"
AUTHOR = "A. Author & Co"
PEOPLE = ("creator", "lastModifiedBy", "Manager", "Company", "HyperlinkBase")
PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Give a study with a cell, written by somebody with a name."""
    made = small_study(tmp_path / "s.chartwell")
    made.coder = CODER
    write_summary(made, case_ids(made)["S01"], theme_ids(made)["1.1"], "They came [S01 ¶2].")
    return made


def _written(study: Study, out: Path, options: Options) -> Path:
    """Export a chart."""
    with study.read() as session:
        export(session, "L1", out, options)
    study.close()
    return out


def _properties(path: Path) -> str:
    """Read the properties of a Word document or a workbook."""
    with ZipFile(path) as package:
        parts = [name for name in package.namelist() if name in PROPERTIES]
        return "\n".join(package.read(name).decode() for name in parts)


def _named(properties: str) -> list[str]:
    """Give whom or what properties name."""
    found = re.findall(rf"<(?:\w+:)?(?:{'|'.join(PEOPLE)})>([^<]*)<", properties)
    return [name for name in found if name]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_properties_name_nobody_unless_somebody_is_chosen(
    study: Study, tmp_path: Path, ending: str
) -> None:
    said = _properties(_written(study, tmp_path / f"c.{ending}", Options()))
    assert said
    assert _named(said) == []
    for word in (CODER, platform.node(), str(tmp_path)):
        assert word not in said
    assert not re.search(rf"\b{re.escape(getpass.getuser())}\b", said)


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_author_who_is_chosen_stands_in_the_properties(
    study: Study, tmp_path: Path, ending: str
) -> None:
    said = _properties(_written(study, tmp_path / f"c.{ending}", Options(author=AUTHOR)))
    assert set(_named(said)) == {"A. Author &amp; Co"}


def test_web_page_and_csv_name_nobody(study: Study, tmp_path: Path) -> None:
    page = _written(study, tmp_path / "c.html", Options()).read_text(encoding="utf-8")
    assert 'name="author"' not in page
    assert 'name="generator"' not in page
    assert CODER not in page.partition("</head>")[0]


def test_web_page_names_the_author_who_is_chosen(study: Study, tmp_path: Path) -> None:
    path = _written(study, tmp_path / "c.html", Options(author=AUTHOR))
    said = path.read_text(encoding="utf-8")
    assert '<meta name="author" content="A. Author &amp; Co">' in said


def test_picture_holds_no_text_but_its_own(study: Study, tmp_path: Path) -> None:
    load_pilot(study)
    with study.read() as session:
        export(session, "timeline", tmp_path / "t.png", Options())
    study.close()
    data = (tmp_path / "t.png").read_bytes()
    assert not [kind for kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME") if kind in data]
