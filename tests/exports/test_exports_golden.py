"""The parts of two reports are what they were when somebody last looked at them.

After a change that is meant, look at the pages and write the parts anew:
`CHARTWELL_GOLDEN=write pytest tests/exports/test_exports_golden.py`.
"""

import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

Write = Callable[..., Path]
GOLDEN = Path(__file__).parent / "golden"
PARTS = ("word/document.xml", "word/styles.xml", "word/footer1.xml", "docProps/core.xml")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("layout", "mode"), [("L1", "working"), ("L3", "journal")])
def test_the_parts_are_as_they_were(write: Write, layout: str, mode: str, part: str) -> None:
    path = write(layout, "report.docx", mode=mode, order_by="late")
    with ZipFile(path) as package:
        tree = etree.fromstring(package.read(part))
    etree.indent(tree)
    found = etree.tostring(tree, encoding="unicode") + "\n"
    kept = GOLDEN / f"{layout}-{mode}" / Path(part).name
    if os.environ.get("CHARTWELL_GOLDEN") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")
