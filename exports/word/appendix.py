"""Write the evidence appendix: every cited passage, with links back to the cells."""

from collections.abc import Iterator
from itertools import islice

from exports.report import Column, Entry, Evidence, Span
from exports.word.markup import Ids, paragraph, run, twips, wrap
from exports.word.page import Page
from exports.word.tables import head_rows, opening, table_cell

_PASSAGE_CM = 3.6
_CITED_CM = 4.4
_ROWS_AT_ONCE = 200


def entries(block: Evidence, page: Page, ids: Ids) -> Iterator[str]:
    """Write the entries as rows: the passage and who speaks, its words in context, its cells."""
    wide = page.room
    columns = (
        Column("Passage", _PASSAGE_CM),
        Column("Words, with the paragraphs before and after", wide - _PASSAGE_CM - _CITED_CM),
        Column("Cited in", _CITED_CM),
    )
    described = "Evidence appendix: every passage that the tables cite"
    opened = opening(columns, "EvidenceTable", described) + head_rows(columns, "", "EvidenceHead")
    yield opened
    rows = _rows(block, columns, ids)
    while some := "".join(islice(rows, _ROWS_AT_ONCE)):
        yield some
    yield f"</w:tbl>{wrap('', 'ChartNotes')}"


def _rows(block: Evidence, columns: tuple[Column, ...], ids: Ids) -> Iterator[str]:
    """Write a row for each entry."""
    widths = [twips(column.width) for column in columns]
    for entry in block.entries:
        cells = (_passage(entry, ids), _words(entry), _cited(entry, ids))
        written = "".join(
            table_cell(content, width) for content, width in zip(cells, widths, strict=True)
        )
        long = len(entry.quotation) > 1500
        yield f"<w:tr>{'' if long else '<w:trPr><w:cantSplit/></w:trPr>'}{written}</w:tr>"


def _passage(entry: Entry, ids: Ids) -> str:
    """Write the first cell: locator, star, who speaks, how it is coded."""
    star = run(" ★") if entry.starred else ""
    head = wrap(ids.bookmark(entry.place) + run(entry.locator, "Strong") + star, "EvidenceText")
    return head + "".join(_small(line) for line in entry.about)


def _words(entry: Entry) -> str:
    """Write the quotation in its paragraph, between the neighbouring ones."""
    around = [run(words, "EvidenceContext") if words else "" for words in (entry.lead, entry.trail)]
    before, after = (_small(words) if words else "" for words in (entry.before, entry.after))
    quoted = wrap(run(f"“{entry.quotation}”").join(around), "EvidenceText")
    return f"{before}{quoted}{after}"


def _cited(entry: Entry, ids: Ids) -> str:
    """Write the links back to the cells, then where the passage stands."""
    pieces: list[Span] = []
    for at, span in enumerate(entry.cited):
        pieces += [Span("text", "; " if at else ""), span]
    links = paragraph(tuple(piece for piece in pieces if piece.text), "EvidenceText", ids)
    return links + "".join(_small(line) for line in entry.source)


def _small(line: str) -> str:
    """Write a line about the passage."""
    return wrap(run(line, "ChartMuted"), "EvidenceText")
