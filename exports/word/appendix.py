"""Write the evidence appendix: every cited passage, with links back to the cells."""

from collections.abc import Iterator
from itertools import islice

from exports.report import Column, Entry, Evidence, Span
from exports.word.markup import Ids, line, paragraph, run, twips, wrap
from exports.word.page import Page
from exports.word.tables import CELL_END, ROW, WHOLE_ROW, cell_opening, head_rows, opening

_PASSAGE_CM = 3.6
_CITED_CM = 4.4
_ROWS_AT_ONCE = 200
_LONG = 1500
_BETWEEN = Span("text", "; ")


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
    passage, words, cited = [cell_opening(twips(column.width)) for column in columns]
    for entry in block.entries:
        splits = len(entry.quotation) > _LONG
        yield (
            f"{ROW if splits else WHOLE_ROW}{passage}{_passage(entry, ids)}{CELL_END}"
            f"{words}{_words(entry)}{CELL_END}{cited}{_cited(entry, ids)}{CELL_END}</w:tr>"
        )


def _passage(entry: Entry, ids: Ids) -> str:
    """Write the first cell: locator, star, who speaks, how it is coded."""
    star = run(" ★") if entry.starred else ""
    head = f"{ids.bookmark(entry.place)}{run(entry.locator, 'Strong')}{star}"
    return wrap(head, "EvidenceText") + "".join([_small(text) for text in entry.about])


def _words(entry: Entry) -> str:
    """Write the quotation in its paragraph, between the neighbouring ones."""
    lead = run(entry.lead, "EvidenceContext") if entry.lead else ""
    trail = run(entry.trail, "EvidenceContext") if entry.trail else ""
    before = _small(entry.before) if entry.before else ""
    after = _small(entry.after) if entry.after else ""
    quoted = f"{lead}{run(f'“{entry.quotation}”')}{trail}"
    return f"{before}{wrap(quoted, 'EvidenceText')}{after}"


def _cited(entry: Entry, ids: Ids) -> str:
    """Write the links back to the cells, then where the passage stands."""
    pieces = entry.cited
    if len(pieces) > 1:
        pieces = tuple([part for span in pieces for part in (_BETWEEN, span)][1:])
    links = paragraph(pieces, "EvidenceText", ids)
    return links + "".join([_small(text) for text in entry.source])


def _small(text: str) -> str:
    """Write a line about the passage."""
    return line(text, "EvidenceText", "ChartMuted")
