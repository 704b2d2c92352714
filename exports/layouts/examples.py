"""Quote passages with their locators: the examples of themes, and the best of their codings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from exports.layouts.evidence import without_label
from exports.report import Mode, Paragraph, Span, SpanKind
from framework.queries.codings import CodingRow, all_codings
from framework.queries.themes import ThemeRow
from framework.queries.transcripts import ParagraphRow, paragraphs_near
from framework.rules.locators import paragraph_label
from framework.study import Session


class Quotation(NamedTuple):
    """Hold the words of a passage in quotation marks, where it stands, and its star."""

    words: str
    transcript: str
    place: str
    starred: bool

    @property
    def locator(self) -> str:
        """Give the locator in brackets: [S05 ¶41]."""
        return f"[{self.transcript} {self.place}]"


def examples(session: Session, themes: Iterable[ThemeRow]) -> dict[int, Quotation]:
    """Quote the example of each theme that has one, by the theme's id."""
    wanted = {theme.example: theme.id for theme in themes if theme.example}
    if not wanted:
        return {}
    rows = [row for row in all_codings(session) if row.guid in wanted]
    said = quotations(session, rows)
    return {wanted[row.guid]: said[row.id] for row in rows}


def quotations(session: Session, rows: Sequence[CodingRow]) -> dict[int, Quotation]:
    """Quote coded passages by the coding's id; the speaker's own label is no part of the words."""
    near = paragraphs_near(session, [(row.transcript_id, row.first, row.last) for row in rows])
    return {row.id: _quotation(row, near[row.transcript_id]) for row in rows}


def _quotation(row: CodingRow, paragraphs: Mapping[int, ParagraphRow]) -> Quotation:
    """Quote one coded passage."""
    lines = row.quote.split("\n")
    if len(lines) == row.last - row.first + 1:
        first = paragraphs[row.first]
        for at, n in enumerate(range(row.first, row.last + 1)):
            found = paragraphs[n]
            whole = row.start <= found.start
            if found.label and whole and found.speaker == first.speaker:
                lines[at] = without_label(lines[at], found.label)
    words = "\n".join(line for line in lines if line.strip()).strip()
    place = paragraph_label(row.first, row.last)
    return Quotation(f"“{words}”", row.transcript, place, row.starred)


def quoted(said: Quotation, mode: Mode, who: str = "") -> Paragraph:
    """Set a quotation as a paragraph: its words, who says it, its locator.

    The lines of what goes over several paragraphs are kept apart, in a journal's table by strokes.
    """
    between = " / " if mode == "journal" else "\n"
    words = between.join(" ".join(line.split()) for line in said.words.split("\n"))
    star = "★\u00a0" if said.starred else ""
    kind: SpanKind = "star_quote" if said.starred else "quote"
    place = said.locator
    if who:
        alone = who == said.transcript or who.startswith(f"{said.transcript}, ")
        place = f"[{who}, {said.place}]" if alone else f"[{who}; {said.transcript} {said.place}]"
    return (Span(kind, star + words), Span("text", f" {place}"))


def example_cells(said: Mapping[int, Quotation], mode: Mode) -> dict[int, tuple[Paragraph, ...]]:
    """Set the example of each theme."""
    return {theme_id: (quoted(example, mode),) for theme_id, example in said.items()}
