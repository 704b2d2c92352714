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
    passage, words, cited = [twips(column.width) for column in columns]
    for entry in block.entries:
        written = (
            table_cell(_passage(entry, ids), passage) + table_cell(_words(entry), words)
            + table_cell(_cited(entry, ids), cited)
        )  # fmt: skip
        long = len(entry.quotation) > 1500
        yield f"<w:tr>{'' if long else '<w:trPr><w:cantSplit/></w:trPr>'}{written}</w:tr>"


def _passage(entry: Entry, ids: Ids) -> str:
    """Write the first cell: locator, star, who speaks, how it is coded."""
    star = run(" ★") if entry.starred else ""
    head = wrap(ids.bookmark(entry.place) + run(entry.locator, "Strong") + star, "EvidenceText")
    return head + "".join([_small(line) for line in entry.about])


def _words(entry: Entry) -> str:
    """Write the quotation in its paragraph, between the neighbouring ones."""
    lead = run(entry.lead, "EvidenceContext") if entry.lead else ""
    trail = run(entry.trail, "EvidenceContext") if entry.trail else ""
    before = _small(entry.before) if entry.before else ""
    after = _small(entry.after) if entry.after else ""
    quoted = wrap(f"{lead}{run(f'“{entry.quotation}”')}{trail}", "EvidenceText")
    return f"{before}{quoted}{after}"


def _cited(entry: Entry, ids: Ids) -> str:
    """Write the links back to the cells, then where the passage stands."""
    pieces: list[Span] = []
    for span in entry.cited:
        pieces += [_BETWEEN, span] if pieces else [span]
    links = paragraph(tuple(pieces), "EvidenceText", ids)
    return links + "".join([_small(line) for line in entry.source])


def _small(line: str) -> str:
    """Write a line about the passage."""
    return wrap(run(line, "ChartMuted"), "EvidenceText")
