"""Define the styles of a Word report, in working and in journal mode."""

from typing import NamedTuple

from exports.report import Mode

_FONT = "Arial"
_BLACK = "000000"
_MUTED = "5F6368"
_TEAL = "0B5C62"


class _Paragraphs(NamedTuple):
    """Describe a paragraph style: size in half points, `before` and `after` in twips.

    `level` is its place in the outline, `keep` holds it on one page with what follows.
    """

    style: str
    name: str
    size: int
    bold: bool = False
    before: int = 0
    after: int = 0
    keep: bool = False
    level: int | None = None


_PARAGRAPHS = (
    _Paragraphs("Title", "Title", 32, bold=True, after=40, keep=True),
    _Paragraphs("Subtitle", "Subtitle", 18, after=240, keep=True),
    _Paragraphs("Heading1", "heading 1", 26, bold=True, after=160, keep=True, level=0),
    _Paragraphs("Heading2", "heading 2", 21, bold=True, before=240, after=100, keep=True, level=1),
    _Paragraphs("Caption", "caption", 20, before=240, after=100, keep=True),
    _Paragraphs("ChartSynthesis", "Chart Synthesis", 19, after=100),
    _Paragraphs("ChartText", "Chart Text", 17),
    _Paragraphs("ChartHead", "Chart Head", 17, bold=True, before=20, after=20, keep=True),
    _Paragraphs("ChartNotes", "Chart Notes", 16, before=100, after=240),
    _Paragraphs("EvidenceText", "Evidence Text", 17),
    _Paragraphs("EvidenceHead", "Evidence Head", 15, keep=True),
    _Paragraphs("CommentText", "annotation text", 20),
    _Paragraphs("Footer", "footer", 15),
)


def style_elements(mode: Mode) -> list[str]:
    """Write every style as WordprocessingML; journal mode is black on white without colour."""
    muted, link = (_BLACK, _BLACK) if mode == "journal" else (_MUTED, _TEAL)
    line = "single" if mode == "working" else "none"
    return [
        _normal(),
        *_PRESUMED,
        *(_paragraph(row, muted if row.style in _QUIET else _BLACK) for row in _PARAGRAPHS),
        _character("Strong", "Strong", "<w:b/><w:bCs/>"),
        _character("ChartMuted", "Chart Muted", f'<w:color w:val="{muted}"/>{_size(mode)}'),
        _character("EvidenceContext", "Evidence Context", f'<w:color w:val="{muted}"/>'),
        _character("ChartQuotation", "Chart Quotation", ""),
        _character("ChartIllustrative", "Chart Illustrative Quotation", "<w:i/><w:iCs/>"),
        _character("ChartComment", "Chart Comment", f'<w:color w:val="{muted}"/>'),
        _character(
            "ChartLocator", "Chart Locator", f'<w:color w:val="{link}"/><w:u w:val="{line}"/>'
        ),
        _character("ChartFit", "Chart Fit", _shade(mode, "E1EFEE")),
        _character("ChartMisfit", "Chart Misfit", _shade(mode, "F6E2DC")),
        _character("CommentReference", "annotation reference", '<w:sz w:val="16"/>'),
        _table("ChartTable", "Chart Table", outer=8, inner=4, colour=_BLACK, row="9A9A96"),
        _table("EvidenceTable", "Evidence Table", outer=4, inner=4, colour="9A9A96", row="C9C9C4"),
    ]


_QUIET = {"Subtitle", "Footer", "EvidenceHead"}

_PRESUMED = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
    '<w:name w:val="No List"/><w:semiHidden/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>",
)


def _normal() -> str:
    """Write the style that the others build on; the three that Word presumes follow it."""
    fonts = " ".join(f'w:{script}="{_FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:spacing w:before="0" w:after="0" w:line="252" '
        f'w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts {fonts}/><w:sz w:val="20"/>'
        '<w:szCs w:val="20"/><w:lang w:val="en-GB" w:eastAsia="en-GB"/></w:rPr></w:style>'
    )


def _paragraph(row: _Paragraphs, colour: str) -> str:
    """Write a paragraph style; what a manuscript does to its text is not done to tables."""
    outline = "" if row.level is None else f'<w:outlineLvl w:val="{row.level}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{row.style}"><w:name w:val="{row.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{"<w:keepNext/>" if row.keep else ""}'
        f'<w:spacing w:before="{row.before}" w:after="{row.after}" w:line="252" '
        f'w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
        f"{outline}</w:pPr>"
        f'<w:rPr>{"<w:b/><w:bCs/>" if row.bold else ""}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{row.size}"/><w:szCs w:val="{row.size}"/></w:rPr></w:style>'
    )


def _character(style: str, name: str, properties: str) -> str:
    """Write a character style."""
    return (
        f'<w:style w:type="character" w:styleId="{style}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def _shade(mode: Mode, fill: str) -> str:
    """Set a label bold; in working mode it lies on a light shade too."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if mode == "working" else ""
    return f"<w:b/><w:bCs/>{shade}"


def _size(mode: Mode) -> str:
    """Set what is said beside the text a little smaller, but not in a journal's table."""
    return '<w:sz w:val="15"/><w:szCs w:val="15"/>' if mode == "working" else ""


def _table(style: str, name: str, *, outer: int, inner: int, colour: str, row: str) -> str:
    """Write a table style: a rule above and below, a lighter one between rows, none upright."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="{shade}"/>'
        for edge, eighths, shade in (
            ("top", outer, colour), ("bottom", outer, colour), ("insideH", inner, row),
        )
    )  # fmt: skip
    margins = "".join(
        f'<w:{edge} w:w="{width}" w:type="dxa"/>'
        for edge, width in (("top", 50), ("left", 85), ("bottom", 60), ("right", 85))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{edges}'
        f"</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
