"""Write the smallest pieces of a web page."""

from collections.abc import Collection
from html import escape

from exports.legal import legal
from exports.report import Memo, Paragraph, Span, SpanKind, TableCell

_CLASSES: dict[SpanKind, str] = {
    "muted": "muted",
    "quote": "quote",
    "star_quote": "star",
    "comment": "comment",
    "sign": "muted",
    "fit": "fit",
    "misfit": "fit against",
}


def text(words: str) -> str:
    """Write text, with its line ends."""
    return escape(legal(words), quote=True).replace("\n", "<br>")


def span(piece: Span, places: Collection[str]) -> str:
    """Write a span; a locator whose place the page has is a link."""
    if piece.target in places:
        return f'<a href="#{piece.target}">{text(piece.text)}</a>'
    if piece.kind == "strong":
        return f"<strong>{text(piece.text)}</strong>"
    looks = _CLASSES.get(piece.kind, "")
    return f'<span class="{looks}">{text(piece.text)}</span>' if looks else text(piece.text)


def paragraphs(lines: tuple[Paragraph, ...], places: Collection[str]) -> str:
    """Write paragraphs; one alone needs no element of its own."""
    written = ["".join([span(piece, places) for piece in line]) for line in lines]
    return written[0] if len(written) == 1 else "".join([f"<p>{line}</p>" for line in written])


def cell(content: TableCell, places: Collection[str], *, head: bool = False) -> str:
    """Write a cell, with the places in it that links lead back to; the first of a row heads it."""
    marks = "".join([f'<span id="{place}" tabindex="-1"></span>' for place in content.places])
    value = "" if content.value is None else f' data-value="{content.value!r}"'
    name, scope = ("th", ' scope="row"') if head else ("td", "")
    said = f"{paragraphs(content.paragraphs, places)}{''.join(map(_memo, content.memos))}"
    return f"<{name}{scope}{value}>{marks}{said}</{name}>"


def _memo(memo: Memo) -> str:
    """Write a memo, folded away until it is asked for."""
    head = f"<summary>Memo, {text(memo.headed)}</summary>"
    return f'<details class="memo">{head}{text(memo.text)}</details>'
