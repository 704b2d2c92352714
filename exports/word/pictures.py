"""Place pictures in a Word document, as PNG and, for programs that draw it, as SVG."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from exports.legal import legal
from exports.pictures.png import png
from exports.pictures.shapes import Drawing
from exports.pictures.svg import svg
from exports.report import Picture, Report, picture_label
from exports.word.markup import caption, run, wrap
from exports.word.page import Page

_EMU_A_CM = 360_000
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'r:embed="rIdVector{number}"/></a:ext></a:extLst>'
)


def picture(block: Picture, number: int, page: Page) -> Iterator[str]:
    """Write caption, picture and notes; `number` counts the pictures of the document."""
    yield caption("Figure", block.number, block.part, block.caption)
    yield wrap(_inline(block, number, page), "ChartText", keep=bool(block.notes))
    yield wrap(run(" ".join(block.notes)), "ChartNotes")


def parts(report: Report) -> dict[str, bytes]:
    """Give the parts of the package that hold the pictures, by name."""
    found: dict[str, bytes] = {}
    for number, block in enumerate(_pictures(report), start=1):
        found[f"word/media/picture{number}.png"] = png(block.drawing)
        found[f"word/media/picture{number}.svg"] = svg(block.drawing, block.alt).encode()
    return found


def with_types(types: bytes) -> bytes:
    """Name the kinds of picture among the package's types."""
    said = b"".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'.encode()
        for ending, kind in (("png", "image/png"), ("svg", "image/svg+xml"))
        if f'Extension="{ending}"'.encode() not in types
    )
    head, sign, tail = types.partition(b"<Default ")
    return head + said + sign + tail


def with_relations(relations: bytes, report: Report) -> bytes:
    """Name the pictures among the parts that belong to the pages."""
    said = "".join(
        f'<Relationship Id="{id_}{number}" Type="{_RELATION}/image" '
        f'Target="media/picture{number}.{ending}"/>'
        for number, _block in enumerate(_pictures(report), start=1)
        for id_, ending in (("rIdPicture", "png"), ("rIdVector", "svg"))
    )
    return relations.replace(b"</Relationships>", f"{said}</Relationships>".encode())


def _pictures(report: Report) -> list[Picture]:
    """List the pictures of a report."""
    return [block for block in report.blocks if isinstance(block, Picture)]


def _inline(block: Picture, number: int, page: Page) -> str:
    """Write the picture into the line, as wide as it was drawn or as the page allows."""
    wide, tall = _size(block.drawing, page)
    alt = quoteattr(legal(block.alt))
    name = quoteattr(picture_label(block))
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent cx="{wide}" cy="{tall}"/>'
        f'<wp:docPr id="{1000 + number}" name={name} descr={alt}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture" xmlns:r="{_RELATION}">'
        f'<pic:nvPicPr><pic:cNvPr id="{1000 + number}" name={name} descr={alt}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture{number}">'
        f"{_SVG.format(number=number)}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _size(drawing: Drawing, page: Page) -> tuple[int, int]:
    """Give width and height as Word counts them; the page keeps room for caption and notes."""
    room = page.height - page.top - page.bottom - 3.5
    scale = min(1, page.room / drawing.width, room / drawing.height)
    return round(drawing.width * scale * _EMU_A_CM), round(drawing.height * scale * _EMU_A_CM)
