"""Write the evidence appendix: every cited passage, with links back to the cells."""

from collections.abc import Iterator
from itertools import chain

from exports.legal import is_plain
from exports.report import Column, Entry, Evidence, Span
from exports.word.cells import CELL_END, cell_opening
from exports.word.markup import (
    PARAGRAPH_END,
    RUN_END,
    Ids,
    paragraph,
    paragraph_opening,
    run_opening,
    said,
    twips,
    wrap,
)
from exports.word.page import Page
from exports.word.tables import ROW, WHOLE_ROW, head_rows, opening

_PASSAGE_CM = 3.6
_CITED_CM = 4.4
_LONG = 1500
_BETWEEN = Span("text", "; ")
_WORDS = paragraph_opening("EvidenceText")
_STRONG = run_opening("Strong")
_STAR = f"{run_opening()} ★{RUN_END}"
_CONTEXT = run_opening("EvidenceContext")
_QUOTATION = f"{run_opening()}“"
_SMALL = f"{_WORDS}{run_opening('ChartMuted')}"
_SMALL_END = f"{RUN_END}{PARAGRAPH_END}"


def entries(block: Evidence, page: Page, ids: Ids) -> Iterator[str]:
    """Write the entries as rows: the passage and who speaks, its words in context, its cells."""
    wide = page.room
    columns = (
        Column("Passage", _PASSAGE_CM),
        Column("Words, with the paragraphs before and after", wide - _PASSAGE_CM - _CITED_CM),
        Column("Cited in", _CITED_CM),
    )
    described = "Evidence appendix: every passage that the tables cite"
    yield opening(columns, "EvidenceTable", described) + head_rows(columns, "", "EvidenceHead")
    yield from _rows(block, columns, ids)
    yield f"</w:tbl>{wrap('', 'ChartNotes')}"


def _rows(block: Evidence, columns: tuple[Column, ...], ids: Ids) -> Iterator[str]:
    """Write a row for each entry."""
    passage, words, cited = [cell_opening(twips(column.width)) for column in columns]
    for entry in map(_ready, block.entries):
        _, locator, starred, about, before, lead, quotation, trail, after, back, source = entry
        # A piece that is missing is no empty run: the row is one text of many optional ones.
        yield (
            f"{ROW if len(quotation) > _LONG else WHOLE_ROW}{passage}{_WORDS}"
            f"{ids.bookmark(entry.place)}{_STRONG}{locator}{RUN_END}"
            f"{_STAR if starred else ''}{PARAGRAPH_END}{_small(about)}{CELL_END}{words}"
            f"{f'{_SMALL}{before}{_SMALL_END}' if before else ''}"
            f"{_WORDS}{f'{_CONTEXT}{lead}{RUN_END}' if lead else ''}"
            f"{_QUOTATION}{quotation}”{RUN_END}"
            f"{f'{_CONTEXT}{trail}{RUN_END}' if trail else ''}{PARAGRAPH_END}"
            f"{f'{_SMALL}{after}{_SMALL_END}' if after else ''}{CELL_END}{cited}"
            f"{_back(back, ids)}{_small(source)}{CELL_END}</w:tr>"
        )


def _ready(entry: Entry) -> Entry:
    """Give an entry whose texts can stand in XML; most can as they are, and are tried together."""
    if is_plain("".join((
        entry.locator, *entry.about, entry.before, entry.lead, entry.quotation, entry.trail,
        entry.after, *entry.source,
    ))):  # fmt: skip
        return entry
    return entry._replace(
        locator=said(entry.locator), about=tuple(map(said, entry.about)),
        before=said(entry.before), lead=said(entry.lead), quotation=said(entry.quotation),
        trail=said(entry.trail), after=said(entry.after), source=tuple(map(said, entry.source)),
    )  # fmt: skip


def _back(cited: tuple[Span, ...], ids: Ids) -> str:
    """Write the links back to the cells."""
    if len(cited) > 1:
        cited = tuple(chain.from_iterable((_BETWEEN, span) for span in cited))[1:]
    return paragraph(cited, "EvidenceText", ids)


def _small(lines: tuple[str, ...]) -> str:
    """Write the lines about a passage."""
    return "".join([f"{_SMALL}{line}{_SMALL_END}" for line in lines])
