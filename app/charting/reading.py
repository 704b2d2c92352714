"""Read across a case or down a theme: cells, starred quotations, and what is concluded."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from app.charting.ink import curly
from app.design.look import Look
from framework.queries.attributions import codings_by_cell
from framework.queries.cases import CaseRow, list_cases
from framework.queries.charts import CellView, CitationRow, charted
from framework.queries.codings import CodingRow, codings_by_id
from framework.queries.synthesis import SynthesisView, synthesis_of_case, synthesis_of_theme
from framework.queries.themes import ThemeRow, columns_in, list_themes_plain, theme_and_below
from framework.rules.locators import paragraph_label
from framework.rules.notation import Run
from framework.study import Session

Spot = tuple[int, int]


class Piece(NamedTuple):
    """Hold a cell as it is read: its head, what it says and what is starred in its evidence."""

    head: str
    mention: str
    view: CellView
    starred: tuple[CodingRow, ...]


class Across(NamedTuple):
    """Hold a row or a column of the matrix with its synthesis."""

    title: str
    pieces: tuple[Piece, ...]
    citations: Mapping[str, CitationRow]
    synthesis: SynthesisView


def columns(session: Session, chart: int) -> list[ThemeRow]:
    """List the columns of one chart, or of all charts where `chart` is 0."""
    tree = list_themes_plain(session)
    tops = [row.id for row in tree if row.depth == 0 and chart in {0, row.id}]
    return [column for top in tops for column in columns_in(tree, top)]


def read_case(session: Session, case: CaseRow, themes: Sequence[ThemeRow]) -> Across:
    """Read one case down all these themes."""
    found = charted(session, [case.id], [theme.id for theme in themes])
    starred = _starred(session, [case.id], [theme.id for theme in themes])
    pieces = tuple(
        Piece(f"{theme.number} {theme.name}".strip(), f"[{case.name} × {theme.number}]",
              found.views[case.id, theme.id], starred.get((case.id, theme.id), ()))
        for theme in themes
    )  # fmt: skip
    title = f"{case.name} {case.label}".strip()
    return Across(title, pieces, found.citations, synthesis_of_case(session, case.id))


def read_theme(session: Session, theme: ThemeRow, kind: str) -> Across:
    """Read one theme down all cases of a kind."""
    cases = list_cases(session, kind)
    ids = [case.id for case in cases]
    found, starred = charted(session, ids, [theme.id]), _starred(session, ids, [theme.id])
    pieces = tuple(
        Piece(f"{case.name} {case.label}".strip(), f"[{case.name} × {theme.number}]",
              found.views[case.id, theme.id], starred.get((case.id, theme.id), ()))
        for case in cases
    )  # fmt: skip
    title = f"{theme.number} {theme.name}".strip()
    return Across(title, pieces, found.citations, synthesis_of_theme(session, theme.id))


def html_of(runs: Sequence[Run], cited: Mapping[str, CitationRow], look: Look) -> str:
    """Write a cell as rich text, in which locators are links to their passages."""
    said = []
    for run in runs:
        if run.kind == "locator" and run.token in cited:
            said.append(link_to(cited[run.token], run.text, look))
            continue
        text = escape(curly(run.text) if run.kind.endswith("quote") else run.text)
        text = text.replace("\n", "<br>")
        if run.kind.endswith("quote"):
            star = "★ " if run.kind == "star_quote" else ""
            text = f"<b><i>{star}{text}</i></b>"
        elif run.kind == "comment":
            text = f'<i style="color:{look.colours.muted}">{text}</i>'
        said.append(text)
    return "".join(said)


def starred_html(row: CodingRow, look: Look) -> str:
    """Write a starred quotation with its locator."""
    label = f"{row.transcript} {paragraph_label(row.first, row.last)}"
    return f"★ “{escape(row.quote)}” {link_to(row, label, look)}"


def link_to(row: CitationRow | CodingRow, label: str, look: Look) -> str:
    """Write a link to a passage; `spot_of` reads it back."""
    whole = label.replace(" ", "\u00a0")
    return (
        f'<a style="color:{look.colours.accent}; text-decoration:none"'
        f' href="{row.transcript_id}:{row.start}:{row.end}">{escape(whole)}</a>'
    )


def spot_of(link: str) -> tuple[int, int, int]:
    """Read a link: transcript id, start, end."""
    transcript_id, start, end = map(int, link.split(":"))
    return transcript_id, start, end


def _starred(
    session: Session, case_ids: Sequence[int], theme_ids: Sequence[int]
) -> dict[Spot, tuple[CodingRow, ...]]:
    """Gather the starred passages behind cells."""
    tree = list_themes_plain(session)
    below = {theme: theme_and_below(tree, theme) for theme in theme_ids}
    by_cell = codings_by_cell(session, sorted({t for ids in below.values() for t in ids}))
    wanted = {
        (case, theme): {c for one in below[theme] for c in by_cell.get((case, one), ())}
        for case in case_ids for theme in theme_ids
    }  # fmt: skip
    every = sorted({coding for ids in wanted.values() for coding in ids})
    rows = [row for row in codings_by_id(session, every) if row.starred]
    return {
        spot: found for spot, ids in wanted.items()
        if (found := tuple(row for row in rows if row.id in ids))
    }  # fmt: skip
