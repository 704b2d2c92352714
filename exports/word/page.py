"""Measure the page: that of the layout, or that of the person's own document."""

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from exports.report import MARGIN_CM, Report, page_size, text_width
from framework.errors import RefusedError

# python-docx has no types.
Document: TypeAlias = Any

_EMU_A_CM = 360_000
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_MARGIN_TOP_CM = 2.0
_FOOTER_CM = 1.2


class Page(NamedTuple):
    """Give a page in cm; `scale` is how much wider its text is than the layout was made for."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    foot: float
    scale: float = 1

    @property
    def room(self) -> float:
        """Give the width between the margins."""
        return self.width - self.left - self.right


def page_of(report: Report) -> Page:
    """Give the page of a report; which way round it is stays with the layout."""
    wide, tall = page_size(report.paper, report.orientation)
    if report.template is None:
        side, top = MARGIN_CM, _MARGIN_TOP_CM
        return Page(wide, tall, side, side, top, top, _FOOTER_CM)
    section = open_template(report.template).sections[-1]
    edges = sorted(_cm(edge, other) for edge, other in (
        (section.page_width, wide), (section.page_height, tall)))  # fmt: skip
    if report.orientation == "landscape":
        edges.reverse()
    page = Page(
        edges[0], edges[1],
        _cm(section.left_margin, MARGIN_CM) + _cm(section.gutter, 0),
        _cm(section.right_margin, MARGIN_CM),
        _cm(section.top_margin, _MARGIN_TOP_CM), _cm(section.bottom_margin, _MARGIN_TOP_CM),
        _cm(section.footer_distance, _FOOTER_CM),
    )  # fmt: skip
    return page._replace(scale=page.room / text_width(report.paper, report.orientation))


def open_template(path: Path) -> Document:
    """Open the person's own document, or refuse what is none."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = docx.Document(_as_document(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError, OSError) as no:
        raise RefusedError(
            f"{path.name} cannot be read as a Word document or template (.docx, .dotx), so its "
            "styles cannot be used; nothing was written. Choose another template, or none."
        ) from no
    if not document.sections:
        raise RefusedError(f"{path.name} has no page of its own; nothing was written.")
    return document


def _as_document(path: Path) -> BytesIO:
    """Give a template of Word (.dotx, .dotm), or a document with macros, as a plain document.

    They differ in nothing but the type that the package says it is of.
    """
    from zipfile import ZIP_STORED, ZipFile

    held = BytesIO()
    with ZipFile(path) as source, ZipFile(held, "w", ZIP_STORED) as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "[Content_Types].xml":
                for kind in _KINDS:
                    content = content.replace(kind, _DOCUMENT)
            target.writestr(item.filename, content)
    held.seek(0)
    return held


def _cm(length: int | None, otherwise: float) -> float:
    """Turn a length into cm."""
    return otherwise if length is None else length / _EMU_A_CM
