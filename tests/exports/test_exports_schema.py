"""Word's schema fixes the order in which properties stand; the pages keep to it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from lxml import etree
from pages import W, attributes, body, part

from exports import LAYOUTS
from framework.study import Study

Write = Callable[..., Path]
IN_WORD = [layout.key for layout in LAYOUTS if "docx" in layout.formats]
ORDERS = {
    "pPr": ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl",
            "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "outlineLvl", "rPr"),
    "rPr": ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "shd", "lang"),
    "tblPr": ("tblStyle", "tblpPr", "bidiVisual", "tblW", "jc", "tblCellSpacing", "tblInd",
              "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
              "tblDescription"),
    "trPr": ("cantSplit", "tblHeader"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"),
    "tcBorders": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "tbl": ("bookmarkStart", "bookmarkEnd", "tblPr", "tblGrid", "tr"),
    "sectPr": ("headerReference", "footerReference", "pgSz", "pgMar", "cols", "docGrid"),
    "style": ("name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed",
              "qFormat", "pPr", "rPr", "tblPr", "trPr", "tcPr"),
}  # fmt: skip


@pytest.mark.parametrize("mode", ["working", "journal"])
@pytest.mark.parametrize("layout", IN_WORD)
def test_every_part_of_every_layout_keeps_the_order_of_the_schema(
    concluded: Study, write: Write, layout: str, mode: str
) -> None:
    del concluded
    path = write(layout, "report.docx", mode=mode, comments=True, codings=True)
    for name in ("word/document.xml", "word/styles.xml"):
        for element in part(path, name).iter():
            order = ORDERS.get(_tag(element))
            if order is not None:
                _in_order([_tag(child) for child in element], order, _tag(element))
    for cell in body(path).iter(W + "tc"):
        assert _tag(cell[-1]) == "p"


@pytest.mark.parametrize("layout", IN_WORD)
def test_links_and_bookmarks_of_every_layout_belong_together(
    concluded: Study, write: Write, layout: str
) -> None:
    del concluded
    tree = body(write(layout, "report.docx"))
    places = attributes(tree, "bookmarkStart", "name")
    assert len(places) == len(set(places))
    assert set(attributes(tree, "hyperlink", "anchor")) == set(places)
    assert all(len(place) <= 40 and place[0].isalpha() for place in places)
    size, margins = next(tree.iter(W + "pgSz")), next(tree.iter(W + "pgMar"))
    room = int(size.get(W + "w", "0"))
    room -= int(margins.get(W + "left", "0")) + int(margins.get(W + "right", "0"))
    for table in tree.iter(W + "tbl"):
        widths = [int(width) for width in attributes(table, "gridCol", "w")]
        assert room - 20 <= sum(widths) <= room


def _tag(element: etree._Element) -> str:
    """Name an element without its namespace."""
    return etree.QName(element).localname


def _in_order(found: Sequence[str], order: Sequence[str], inside: str) -> None:
    """Hold children to their order."""
    unknown = set(found) - set(order)
    assert not unknown, f"{inside}: {unknown}"
    places = [order.index(name) for name in found]
    assert places == sorted(places), f"{inside}: {found}"
