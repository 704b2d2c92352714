"""Make the package that a Word document is: page, footer, properties, styles."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, time
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import IO, Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

from exports.legal import legal
from exports.report import Report, long_date
from exports.word import pictures
from exports.word.comments import PART as COMMENTS
from exports.word.comments import with_relation, with_type
from exports.word.directions import directed
from exports.word.markup import complex_field, run, twips
from exports.word.page import Page, open_template
from exports.word.styles import style_elements
from exports.word.template import lend_styles

# Neither python-docx nor its elements have types.
Document: TypeAlias = Any
Element: TypeAlias = Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT_PARTS = frozenset({"styles", "settings", "theme", "fontTable", "webSettings"})
_CHARACTERS_AT_ONCE = 2_000_000
_PIECES_WAITING = 3
_PACKAGE_PARTS = frozenset({"officeDocument", "core-properties"})
_LENT_PARTS = _DOCUMENT_PARTS | {"numbering"}


def save(
    report: Report, page: Page, body: Iterable[str], path: Path, remarks: Iterable[str] | None
) -> None:
    """Write a document of finished body markup, with the report's page, footer and properties.

    The body goes straight into the package: parsing it would take longer than all the rest.
    `remarks` is the part of the comments, which is complete once the body is written.
    """
    empty = BytesIO()
    document, ids = _empty_document(report, page)
    document.save(empty)
    media = pictures.parts(report)
    with ZipFile(empty) as source, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as target:
        for item in source.infolist():
            content = _announcing(item.filename, source.read(item), remarks)
            content = _showing(item.filename, content, report) if media else content
            with target.open(item.filename, "w") as part:
                if item.filename != "word/document.xml":
                    part.write(content)
                    continue
                head, section, tail = content.partition(b"<w:sectPr")
                part.write(head)
                _compress(_in_styles(body, ids), part)
                part.write(section + tail)
        if remarks is not None:
            with target.open(COMMENTS, "w") as part:
                _compress(_in_styles(remarks, ids), part)
        for name, drawn in media.items():
            target.writestr(name, drawn)


def _showing(name: str, content: bytes, report: Report) -> bytes:
    """Name the pictures where the package lists its parts."""
    if name == "[Content_Types].xml":
        return pictures.with_types(content)
    related = name == "word/_rels/document.xml.rels"
    return pictures.with_relations(content, report) if related else content


def _announcing(name: str, content: bytes, remarks: Iterable[str] | None) -> bytes:
    """Name the part of the comments where the package lists its parts."""
    if remarks is None:
        return content
    if name == "[Content_Types].xml":
        return with_type(content)
    return with_relation(content) if name == "word/_rels/document.xml.rels" else content


def _in_styles(body: Iterable[str], ids: Mapping[str, str]) -> Iterable[str]:
    """Name styles as the person's own document does: Titre1 where ours says Heading1."""
    if not ids:
        return body
    named = re.compile(rf'(<w:(?:p|r|tbl)Style w:val=")({"|".join(ids)})(?=")')
    return (named.sub(lambda found: found[1] + ids[found[2]], piece) for piece in body)


def _compress(body: Iterable[str], part: IO[bytes]) -> None:
    """Write the body's pieces, each compressed while the next ones are made."""
    waiting: deque[Future[int]] = deque()
    with ThreadPoolExecutor(max_workers=1) as compressing:
        for piece in _gathered(body):
            if len(waiting) == _PIECES_WAITING:
                waiting.popleft().result()
            waiting.append(compressing.submit(part.write, piece))
        for written in waiting:
            written.result()


def _gathered(body: Iterable[str]) -> Iterator[bytes]:
    """Join pieces to large ones: handing a small one to another thread costs more than it saves."""
    held: list[bytes] = []
    size = 0
    for piece in body:
        # A small piece is still in the processor's cache when it is encoded, a large one is not.
        held.append(piece.encode())
        size += len(piece)
        if size > _CHARACTERS_AT_ONCE:
            yield directed(b"".join(held))
            held, size = [], 0
    yield directed(b"".join(held))


def _empty_document(report: Report, page: Page) -> tuple[Document, Mapping[str, str]]:
    """Make a document that holds nothing but its page and its styles.

    Also say which of our styles have other ids in it.
    """
    import docx

    ids: Mapping[str, str] = {}
    if report.template is None:
        document = docx.Document()
        _leave_out(document, _DOCUMENT_PARTS)
        _style(document, report)
    else:
        document = open_template(report.template)
        _leave_out(document, _LENT_PARTS)
        ids = lend_styles(document, report.mode)
    modes = document.settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']")
    for mode in modes:
        mode.set(f"{{{_W}}}val", "15")
    body = document.element.body
    section = document.sections[-1]._sectPr  # noqa: SLF001 - python-docx has no public way to it
    for child in list(body):
        body.remove(child)
    body.append(_bare(section))
    _set_page(document, report, page)
    _write_properties(document, report)
    return document, ids


def _bare(section: Element) -> Element:
    """Take headers, footers and columns of its own from a page."""
    for child in list(section):
        if child.tag.rsplit("}", 1)[1] not in {"pgSz", "pgMar", "docGrid"}:
            section.remove(child)
    return section


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


def _leave_out(document: Document, kept: Collection[str]) -> None:
    """Drop the parts of a template that say nothing about this report: all but those `kept`."""
    for owner, stays in ((document.part, kept), (document.part.package, _PACKAGE_PARTS)):
        for key, relation in list(owner.rels.items()):
            kind = relation.reltype.rsplit("/", 1)[1]
            if kind not in stays:
                del owner.rels[key]
            elif kind == "settings":
                relation.target_part.rels.clear()


def _style(document: Document, report: Report) -> None:
    """Put our styles in the place of the template's."""
    styles = document.styles.element
    for old in styles.findall(f"{{{_W}}}style"):
        styles.remove(old)
    for markup in style_elements(report.mode):
        styles.append(_parse(markup.replace("<w:style ", f'<w:style xmlns:w="{_W}" ', 1)))


def _set_page(document: Document, report: Report, page: Page) -> None:
    """Set paper, margins and the footer."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(page.width), Cm(page.height)
    landscape = report.orientation == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin, section.gutter = Cm(page.left), Cm(page.right), 0
    section.top_margin, section.bottom_margin = Cm(page.top), Cm(page.bottom)
    section.footer_distance = section.header_distance = Cm(page.foot)
    footer = section.footer
    footer.is_linked_to_previous = False
    element = footer._element  # noqa: SLF001 - python-docx has no public way to add a field
    for child in list(element):
        element.remove(child)
    stops = document.styles.element.xpath("w:style[w:name/@w:val='footer']//w:tab/@w:pos")
    element.append(_parse(_footer(report, page, stops)))


def _footer(report: Report, page: Page, stops: Iterable[str]) -> str:
    """Write the footer: study, program and day on the left, page numbers on the right.

    `stops` are the tab stops of its style, which the person's own document may have: they go.
    """
    others = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in stops)
    said = run(f"{report.named} · {program()} · {long_date(report.day)}")
    wide = twips(page.room)
    pages = run("Page ") + complex_field("PAGE", "1") + run(" of ") + complex_field("NUMPAGES", "1")
    return (
        f'<w:p xmlns:w="{_W}"><w:pPr><w:pStyle w:val="Footer"/><w:tabs>'
        f'{others}<w:tab w:val="right" w:pos="{wide}"/></w:tabs></w:pPr>'
        f"{said}<w:r><w:tab/></w:r>{pages}</w:p>"
    )


def _write_properties(document: Document, report: Report) -> None:
    """Fill the document's properties; they name no machine, and nobody who was not chosen."""
    properties = document.core_properties
    properties.title = legal(f"{report.title} – {report.study}")[:255]
    properties.author = legal(report.author)[:255]
    for of_others in ("last_modified_by", "subject", "keywords", "category", "content_status"):
        if getattr(properties, of_others):
            setattr(properties, of_others, "")
    properties.comments = "Synthetic data." if report.synthetic else ""
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.combine(report.day, time(), UTC)
