"""Make the package that a Word document is: page, footer, properties, styles."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, time
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import IO, Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

from exports.legal import legal
from exports.report import MARGIN_CM, Report, long_date, page_size, text_width
from exports.word.markup import complex_field, run, twips
from exports.word.styles import style_elements

# Neither python-docx nor its elements have types.
Document: TypeAlias = Any
Element: TypeAlias = Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT_PARTS = ("stylesWithEffects", "customXml", "numbering")
_PACKAGE_PARTS = ("extended-properties", "thumbnail")
_FOOTER_CM = 1.2
_MARGIN_TOP_CM = 2.0


def save(report: Report, body: Iterable[str], path: Path) -> None:
    """Write a document of finished body markup, with the report's page, footer and properties.

    The body goes straight into the package: parsing it would take longer than all the rest.
    """
    empty = BytesIO()
    _empty_document(report).save(empty)
    with ZipFile(empty) as source, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as target:
        for item in source.infolist():
            content = source.read(item)
            with target.open(item.filename, "w") as part:
                if item.filename != "word/document.xml":
                    part.write(content)
                    continue
                head, section, tail = content.partition(b"<w:sectPr")
                part.write(head)
                _compress(body, part)
                part.write(section + tail)


def _compress(body: Iterable[str], part: IO[bytes]) -> None:
    """Write the body's pieces, each compressed while the next one is made."""
    with ThreadPoolExecutor(max_workers=1) as compressing:
        written: Future[int] | None = None
        for piece in body:
            if written is not None:
                written.result()
            written = compressing.submit(part.write, piece.encode())
        if written is not None:
            written.result()


def _empty_document(report: Report) -> Document:
    """Make a document that holds nothing but its page and its styles."""
    import docx

    document = docx.Document()
    _leave_out(document)
    _style(document, report)
    _set_page(document, report)
    _write_properties(document, report)
    page = document.element.body
    for child in list(page)[:-1]:
        page.remove(child)
    return document


def program() -> str:
    """Name the program and its version as it is printed: Chartwell 0.1."""
    try:
        return f"Chartwell {'.'.join(version('chartwell').split('.')[:2])}"
    except PackageNotFoundError:
        return "Chartwell"


def _parse(markup: str) -> Element:
    """Parse a few elements."""
    from docx.oxml.parser import parse_xml

    return parse_xml(markup.encode())


def _leave_out(document: Document) -> None:
    """Drop the parts of python-docx's own template that say nothing about this report."""
    for owner, endings in (
        (document.part, _DOCUMENT_PARTS),
        (document.part.package, _PACKAGE_PARTS),
    ):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rsplit("/", 1)[1] in endings:
                del owner.rels[key]


def _style(document: Document, report: Report) -> None:
    """Put our styles in the place of the template's."""
    styles = document.styles.element
    for old in styles.findall(f"{{{_W}}}style"):
        styles.remove(old)
    for markup in style_elements(report.mode):
        styles.append(_parse(markup.replace("<w:style ", f'<w:style xmlns:w="{_W}" ', 1)))
    compat = document.settings.element.find(f".//{{{_W}}}compatSetting")
    compat.set(f"{{{_W}}}val", "15")


def _set_page(document: Document, report: Report) -> None:
    """Set paper, margins and the footer."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    wide, tall = page_size(report.paper, report.orientation)
    section.page_width, section.page_height = Cm(wide), Cm(tall)
    landscape = report.orientation == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(_MARGIN_TOP_CM)
    section.footer_distance = section.header_distance = Cm(_FOOTER_CM)
    footer = section.footer
    footer.is_linked_to_previous = False
    element = footer._element  # noqa: SLF001 - python-docx has no public way to add a field
    for child in list(element):
        element.remove(child)
    element.append(_parse(_footer(report)))


def _footer(report: Report) -> str:
    """Write the footer: study, program and day on the left, page numbers on the right."""
    said = run(f"{report.named} · {program()} · {long_date(report.day)}")
    wide = twips(text_width(report.paper, report.orientation))
    pages = run("Page ") + complex_field("PAGE", "1") + run(" of ") + complex_field("NUMPAGES", "1")
    return (
        f'<w:p xmlns:w="{_W}"><w:pPr><w:pStyle w:val="Footer"/><w:tabs>'
        f'<w:tab w:val="right" w:pos="{wide}"/></w:tabs></w:pPr>'
        f"{said}<w:r><w:tab/></w:r>{pages}</w:p>"
    )


def _write_properties(document: Document, report: Report) -> None:
    """Fill the document's properties; they name no person and no machine."""
    properties = document.core_properties
    properties.title = legal(f"{report.title} – {report.study}")[:255]
    properties.author = ""
    properties.last_modified_by = ""
    properties.comments = "Synthetic data." if report.synthetic else ""
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.combine(report.day, time(), UTC)
