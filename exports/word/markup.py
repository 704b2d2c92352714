"""Write the pieces of a Word page as WordprocessingML text."""

from collections.abc import Collection, Iterable
from functools import cache
from itertools import count
from typing import get_args
from xml.sax.saxutils import escape

from exports.legal import is_plain, legal
from exports.report import Entry, Heading, Memo, Paragraph, Report, SpanKind, long_date

TWIPS_A_CM = 1440 / 2.54
PAPER_WHITE_FILL = "F4F4F2"
RUN_END = "</w:t></w:r>"
PARAGRAPH_END = "</w:p>"

_STYLES: dict[SpanKind, str] = {
    "strong": "Strong",
    "muted": "ChartMuted",
    "quote": "ChartQuotation",
    "star_quote": "ChartIllustrative",
    "comment": "ChartComment",
    "locator": "ChartLocator",
    "fit": "ChartFit",
    "misfit": "ChartMisfit",
}


class Ids:
    """Number the bookmarks and the comments of a document.

    `places` are those that it has; what would lead elsewhere is no link. `remarks` are the entries
    whose words stand as comments, by place.
    """

    def __init__(self, places: Collection[str] = (), remarks: Iterable[Entry] = ()) -> None:
        """Start at 1, comments at 0."""
        self._next = count(1)
        self._places = places
        self._remarks = {entry.place: entry for entry in remarks}
        self.comments: list[Entry | Memo] = []

    def link(self, written: str, target: str) -> str:
        """Let a run lead to a place where the document has it, and give it its comment."""
        if target in self._places:
            written = f'<w:hyperlink w:anchor="{target}">{written}</w:hyperlink>'
        entry = self._remarks.get(target)
        if entry is None:
            return written
        return self.remark(written, entry)

    def remark(self, written: str, said: Entry | Memo) -> str:
        """Let a comment stand beside what is written."""
        number = len(self.comments)
        self.comments.append(said)
        return (
            f'<w:commentRangeStart w:id="{number}"/>{written}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>'
        )

    def bookmark(self, place: str) -> str:
        """Mark a place that links lead to; its name is letters, digits and _ only."""
        number = next(self._next)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{place}"/><w:bookmarkEnd w:id="{number}"/>'
        )


def twips(cm: float) -> int:
    """Turn cm into twentieths of a point, rounded down so that widths never add up to more."""
    return int(cm * TWIPS_A_CM)


def run(text: str, style: str = "") -> str:
    """Write a stretch of text; line ends become breaks, tabs become spaces."""
    return f"{run_opening(style)}{said(text)}{RUN_END}"


def said(text: str) -> str:
    """Write the text of a run as it can stand in XML."""
    return text if is_plain(text) else _lines(text)


def _lines(text: str) -> str:
    """Write what needs more than to be set down as it is."""
    lines = escape(legal(text).replace("\t", " ")).split("\n")
    return '</w:t><w:br/><w:t xml:space="preserve">'.join(lines)


@cache
def run_opening(style: str = "") -> str:
    """Open a run of a style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">'


def paragraph(
    pieces: Paragraph, style: str, ids: Ids, *, keep: bool = False, before: str = ""
) -> str:
    """Write a paragraph; `keep` holds it on one page with the next, `before` is put at its head."""
    written = [paragraph_opening(style, _KEEP if keep else ""), before]
    for kind, words, target in pieces:
        shown = words if is_plain(words) else _lines(words)
        if target:
            written.append(ids.link(f"{_OPENINGS[kind]}{shown}{RUN_END}", target))
        else:
            # What leads nowhere must not look as if it did.
            written.append(f"{_OPENINGS['text' if kind == 'locator' else kind]}{shown}{RUN_END}")
    written.append(PARAGRAPH_END)
    return "".join(written)


def wrap(content: str, style: str, *, keep: bool = False, new_page: bool = False) -> str:
    """Put finished runs into a paragraph."""
    opened = paragraph_opening(style)
    if keep or new_page:
        more = f"{_KEEP if keep else ''}{_NEW_PAGE if new_page else ''}"
        opened = paragraph_opening(style, more)
    return f"{opened}{content}{PARAGRAPH_END}"


@cache
def paragraph_opening(style: str, more: str = "") -> str:
    """Open a paragraph of a style; `more` is what else its properties say."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>'


_KEEP = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"
_OPENINGS = {kind: run_opening(_STYLES.get(kind, "")) for kind in get_args(SpanKind)}


def complex_field(instruction: str, shown: str, style: str = "") -> str:
    """Write a field that Word keeps up to date, with what it shows until then."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown, style)}"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def caption(kind: str, number: int, part: str, said: str) -> str:
    """Write the caption of a table or a figure, which stands above it.

    Parts b, c … repeat the number of part a, each on a page of its own.
    """
    follows = part not in {"", "a"}
    sequence = f"SEQ {kind} \\c" if follows else f"SEQ {kind} \\* ARABIC"
    shown = complex_field(sequence, str(number), "Strong")
    label = run(f"{kind} ", "Strong") + shown + run(f"{part}.", "Strong")
    return wrap(label + run(f" {said}"), "Caption", keep=True, new_page=follows)


def heading(block: Heading) -> str:
    """Write a heading that Word's navigation pane lists."""
    return wrap(run(block.text), f"Heading{block.level}", keep=True, new_page=block.new_page)


def title(report: Report) -> str:
    """Write the head of the first page."""
    said = f"{report.study} · {long_date(report.day)}"
    if report.synthetic:
        said += " · synthetic data"
    return wrap(run(report.title), "Title") + wrap(run(said), "Subtitle")
