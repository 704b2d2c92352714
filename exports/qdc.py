"""Write a framework as a REFI-QDA codebook, which other qualitative programs read.

A codebook holds name, description and colour of a code. What a theme has beyond that stands at the
end of its description, a line each, beginning with its number.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from exports.legal import legal
from exports.report import Report
from exports.word.package import program
from framework.drafts import ThemeDraft
from framework.errors import RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_EMPTY = (
    f'<CodeBook xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{NAMESPACE} Codebook.xsd"/>'
)
_COLOURS = (
    "#CC79A7", "#E69F00", "#009E73", "#56B4E9", "#0072B2", "#D55E00", "#B8A800", "#8C8C8C",
)  # fmt: skip
_UNNAMED = UUID("6e1d1b57-9a1f-4b52-9d4e-0f3a3c6f8d10")


def write(report: Report, path: Path) -> None:
    """Write the framework of a report, a code each theme; what is out of use is not codable."""
    from lxml import etree

    if report.framework is None:
        raise RefusedError(
            f"{report.title} is no framework, which alone can be a codebook; nothing was written. "
            "Choose another format."
        )
    book = etree.fromstring(_EMPTY)
    book.set("origin", program())
    codes = etree.SubElement(book, f"{{{NAMESPACE}}}Codes")
    for theme in report.framework.themes:
        _code(codes, theme, 0)
    etree.ElementTree(book).write(
        str(path), encoding="utf-8", xml_declaration=True, pretty_print=True
    )


def _code(above: "_Element", theme: ThemeDraft, colour: int) -> None:
    """Write a theme and what is under it."""
    from lxml import etree

    shade = colour if theme.colour is None else theme.colour
    code = etree.SubElement(
        above,
        f"{{{NAMESPACE}}}Code",
        {
            "guid": str(UUID(theme.guid) if theme.guid else uuid5(_UNNAMED, theme.number)),
            "name": legal(theme.name),
            "isCodable": "false" if theme.retired else "true",
            "color": _COLOURS[shade % len(_COLOURS)],
        },
    )
    description = etree.SubElement(code, f"{{{NAMESPACE}}}Description")
    description.text = "\n".join(_description(theme))
    for child in theme.children:
        _code(code, child, shade)


def _description(theme: ThemeDraft) -> Iterator[str]:
    """Give the definition, then what else the theme carries; further lines of it are indented."""
    if definition := legal(theme.definition).strip():
        yield definition
        yield ""
    fields = {
        "Number": theme.number,
        "Include": theme.include,
        "Exclude": theme.exclude,
        "Origin": theme.origin,
        "Example": theme.example,
        "Colour": "" if theme.colour is None else str(theme.colour),
        "Fixed": "yes" if theme.fixed_number else "",
        "Retired": "yes" if theme.retired else "",
    }
    for key, said in fields.items():
        if said:
            yield f"{key}: " + legal(said).replace("\n", "\n\t")
