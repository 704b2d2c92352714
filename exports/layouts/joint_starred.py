"""Quote starred passages in the cells of a joint display, with links to the evidence and back."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exports.layouts.evidence import Appendix, Cited
from exports.layouts.examples import Quotation, quotations, quoted
from exports.layouts.joint import Joint
from exports.layouts.reading import read_codings
from exports.report import Mode, Paragraph, Span
from framework.queries.cases import CaseRow
from framework.queries.charts import CellView, CitationRow
from framework.queries.codings import CodingRow
from framework.queries.themes import ThemeRow, theme_and_below
from framework.rules.notation import Run
from framework.study import Session

_NO_CELL = 1_000_000_000  # more than any cell's id: what quotes alone is below its negative


class Starred(NamedTuple):
    """Hold a starred passage, its words, and the case and the theme that it speaks for."""

    said: Quotation
    coding: CodingRow
    case: CaseRow

    @property
    def place(self) -> str:
        """Name the place of the quotation in a document."""
        return f"quoted_{self.case.id}_{self.coding.id}"

    @property
    def token(self) -> str:
        """Name what its locator stands for, as a citation's token does."""
        return self.place


Found = dict[tuple[int, int], tuple[Starred, ...]]


def starred_of(
    session: Session, joint: Joint, cases: Sequence[CaseRow], every: Sequence[ThemeRow],
    columns: Sequence[Sequence[ThemeRow]],
) -> Found:  # fmt: skip
    """Find the starred passages that speak for a case, by its id and the place of the column.

    A column is the sub-themes in it. A site has the passages of those who belong to it alone.
    """
    if "quotation" not in joint.definition.show:
        return {}
    at_theme = {
        theme_id: at
        for at, column in enumerate(columns)
        for row in column
        for theme_id in theme_and_below(every, row.id)
    }
    speaks = {case.name: case for case in cases}
    for person in joint.cases.participants:
        if len(person.parents) == 1 and person.parents[0] in speaks:
            speaks.setdefault(person.name, speaks[person.parents[0]])
    chosen = [
        row for row in read_codings(session, joint.options)
        if row.starred and row.theme_id in at_theme
    ]  # fmt: skip
    said = quotations(session, chosen)
    found: dict[tuple[int, int], dict[Quotation, Starred]] = {}
    for row in chosen:
        about = {speaks[name].id: speaks[name] for name in row.cases if name in speaks}
        for case in about.values():
            held = found.setdefault((case.id, at_theme[row.theme_id]), {})
            held.setdefault(said[row.id], Starred(said[row.id], row, case))
    return {key: tuple(held.values()) for key, held in found.items()}


def first_unsaid(some: Iterable[Starred], text: str) -> Starred | None:
    """Give the first passage whose words a text does not give already."""
    words = _folded(text)
    return next((one for one in some if _folded(one.said.words.strip("“”")) not in words), None)


def cited_by(shown: Iterable[Starred]) -> tuple[list[Cited], dict[str, CitationRow]]:
    """Name what quotes as the appendix names what cites, with the passages by token."""
    cited, citations = [], dict[str, CitationRow]()
    for at, one in enumerate(shown):
        row, cell_id = one.coding, -_NO_CELL - at
        runs = (Run("locator", one.said.locator, one.token),)
        view = CellView(cell_id, one.case.id, row.theme_id, "charted", one.said.locator, runs, 0,
                        (), "", "")  # fmt: skip
        cited.append(Cited(view, f"{one.case.name} × {row.number}", one.place))
        citations[one.token] = CitationRow(
            one.token, cell_id, row.transcript_id, row.transcript, row.start, row.end, row.first,
            row.last, row.quote, row.speaker,
        )  # fmt: skip
    return cited, citations


def quotation(one: Starred, appendix: Appendix, mode: Mode) -> Paragraph:
    """Set a quotation; its locator leads to the evidence where that is shown."""
    *words, _locator = quoted(one.said, mode)
    target = appendix.targets.get(one.token, "")
    plain = target and mode == "working"
    locator = one.said.locator[1:-1] if plain else one.said.locator
    return (*words, Span("text", " "), Span("locator", locator, target))


def _folded(text: str) -> str:
    """Fold marks and spaces, to compare words alone."""
    return " ".join(text.replace("’", "'").casefold().split())
