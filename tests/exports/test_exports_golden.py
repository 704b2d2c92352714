"""The parts of reports are what they were when somebody last looked at them.

After a change that is meant, look at the pages and write the parts anew:
`CHARTWELL_GOLDEN=write pytest tests/exports/test_exports_golden.py`.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from sqlalchemy import text

from exports import LAYOUTS
from framework.edits.crosswalk import map_theme
from framework.edits.labels import add_label
from framework.edits.reshaping import retire_theme
from framework.edits.themes import define_theme, set_example, set_origin
from framework.edits.versions import freeze_version
from framework.queries.codings import all_codings
from framework.queries.themes import list_themes_plain
from framework.study import Study

Write = Callable[..., Path]
GOLDEN = Path(__file__).parent / "golden"
SHOWN = {"L4": "By lateness", "L7a": "Ordered", "L7b": "Ratings"}
LAID_OUT = [
    ("L1", "working"), ("L3", "journal"), ("L13", "journal"), ("L14", "working"),
    ("L18", "working"), ("crosswalk", "working"), ("L2", "working"), ("L12", "journal"),
    ("L16", "journal"), ("mapping", "working"), ("transcript", "working"),
    ("L4", "journal"), ("L5", "working"), ("L6", "journal"), ("L7a", "working"),
    ("L7b", "journal"), ("L8", "working"), ("L9", "journal"), ("L10", "working"),
    ("L11", "journal"), ("L15", "working"), ("timeline", "working"), ("dot-plot", "journal"),
]  # fmt: skip
PLAIN = [(key, "working") for key in ("codings", "cells", "indicators", "framework")]
PARTS = ("word/document.xml", "word/styles.xml", "word/footer1.xml", "docProps/core.xml")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("layout", "mode"), LAID_OUT)
def test_the_parts_are_as_they_were(
    study: Study,
    write: Write,
    layout: str,
    mode: str,
    part: str,
    request: pytest.FixtureRequest,
) -> None:
    _prepare(study, layout, request)
    path = _written(write, layout, mode, "docx")
    with ZipFile(path) as package:
        _compare(f"{layout}-{mode}", Path(part).name, _indented(package.read(part)))


@pytest.mark.parametrize(("layout", "mode"), [*LAID_OUT, *PLAIN])
def test_web_pages_and_rows_are_as_they_were(
    study: Study, write: Write, layout: str, mode: str, request: pytest.FixtureRequest
) -> None:
    _prepare(study, layout, request)
    chosen = next(row for row in LAYOUTS if row.key == layout)
    for ending in {"html", "csv", "yaml"} & {*chosen.formats}:
        said = _written(write, layout, mode, ending).read_text(encoding="utf-8-sig")
        if ending == "html":
            said = said[said.index("<body>") : said.index("<script>")]
        # When a cell was written is the time of this test.
        said = re.sub(r"20[0-9-]{8}T[0-9:]{8}Z", "(a time)", said)
        _compare(f"{layout}-{mode}", f"report.{ending}", said)


@pytest.mark.parametrize("layout", ["L1", "L2"])
def test_comments_are_as_they_were(
    study: Study, write: Write, layout: str, request: pytest.FixtureRequest
) -> None:
    _prepare(study, "L2", request)
    path = write(layout, "report.docx", comments=True)
    with ZipFile(path) as package:
        _compare(f"{layout}-working", "comments.xml", _indented(package.read("word/comments.xml")))


def _prepare(study: Study, layout: str, request: pytest.FixtureRequest) -> None:
    """Give the study what a layout shows."""
    if layout in {"L13", "L14", "L18", "crosswalk", "framework"}:
        _revise(study)
    elif layout not in {"L1", "L3"}:
        request.getfixturevalue("concluded")


def _written(write: Write, layout: str, mode: str, ending: str) -> Path:
    """Write a layout."""
    display = SHOWN.get(layout, "")
    return write(layout, f"report.{ending}", mode=mode, order_by="late", display=display)


def _indented(part: bytes) -> str:
    """Set XML out so that differences can be read."""
    tree = etree.fromstring(part)
    etree.indent(tree)
    return etree.tostring(tree, encoding="unicode") + "\n"


def _compare(folder: str, name: str, found: str) -> None:
    """Compare with what is kept, or keep it."""
    kept = GOLDEN / folder / name
    if os.environ.get("CHARTWELL_GOLDEN") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


def _revise(study: Study) -> None:
    """Take the framework through two versions, on a day that stays the same."""
    with study.read() as session:
        ids = {row.number: row.id for row in list_themes_plain(session)}
        starred = next(row.id for row in all_codings(session) if row.starred)
    freeze_version(study, "working 1", "Four transcripts read", allow_undefined=True)
    define_theme(study, ids["3.3"], "Whether it came in time.", include="Late; early", exclude="No")
    set_origin(study, ids["3.3"], "inductive")
    set_example(study, ids["3.3"], starred)
    freeze_version(study, "working 2", "Discussed by AB and CD", allow_undefined=True)
    retire_theme(study, ids["2.1"])
    add_label(study, "coffee room")
    map_theme(study, ids["3.2"], "iparihs-2016", "2.7", on=True)
    with study.step("Set the day") as session:
        session.execute(text("UPDATE framework_version SET created = '2026-11-20T09:00:00Z'"))
