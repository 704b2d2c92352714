"""Read across a case or down a theme: cells, starred quotations, and what is concluded."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from app.charting.arrangement import columns_of_chart
from app.charting.chooser import named
from app.charting.ink import curly
from app.charting.words import Shown, shown
from app.design.look import Look
from framework.queries.cases import case_by_id, list_cases
from framework.queries.charts import (
    CellView,
    CitationRow,
    Evidences,
    charted,
    reasons_out_of_date,
)
from framework.queries.codings import CodingRow, codings_by_id, starred_among
from framework.queries.synthesis import SynthesisView, synthesis_of_case, synthesis_of_theme
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.rules.locators import paragraph_label
from framework.rules.notation import Run
from framework.study import Session

Spot = tuple[int, int]


class Head(NamedTuple):
    """Name a cell where it is read, and as a synthesis mentions it."""

    head: str
    mention: str


class Piece(NamedTuple):
    """Hold a cell as it is read: its head, what it says and what is starred in its evidence."""

    head: str
    mention: str
    shown: Shown
    starred: tuple[CodingRow, ...]

    @property
    def view(self) -> CellView:
        """Return the cell."""
        return self.shown.view


class Across(NamedTuple):
    """Hold the first cells of a row or a column of the matrix, with what is concluded of all.

    `rest` counts the cells that are not read yet.
    """

    title: str
    pieces: tuple[Piece, ...]
    rest: int
    citations: Mapping[str, CitationRow]
    synthesis: SynthesisView


def columns(session: Session, chart: int) -> list[ThemeRow]:
    """List the columns of one chart, or of all charts where `chart` is 0."""
    return columns_of_chart(list_themes_plain(session), chart)


def read_case(session: Session, case_id: int, chart: int, most: int) -> Across:
    """Read one case down the themes of a chart, the first so many of them."""
    case, themes = case_by_id(session, case_id), columns(session, chart)
    heads = {(case.id, theme.id): Head(named(theme), f"[{case.name} × {theme.number}]")
             for theme in themes}  # fmt: skip
    return _across(session, named(case), heads, most, synthesis_of_case(session, case_id))


def read_theme(session: Session, theme_id: int, kind: str, most: int) -> Across:
    """Read one theme down the cases of a kind, the first so many of them."""
    theme = next(row for row in list_themes_plain(session) if row.id == theme_id)
    heads = {(case.id, theme.id): Head(named(case), f"[{case.name} × {theme.number}]")
             for case in list_cases(session, kind)}  # fmt: skip
    return _across(session, named(theme), heads, most, synthesis_of_theme(session, theme_id))


def _across(
    session: Session, title: str, heads: Mapping[Spot, Head], most: int, synthesis: SynthesisView
) -> Across:
    """Read the first of these cells with what is to be said of them."""
    spots = list(heads)[:most]
    cases, themes = ([*dict.fromkeys(spot[at] for spot in spots)] for at in (0, 1))
    behind = Evidences(session, themes)
    found = charted(session, cases, themes, behind=behind)
    stale = [spot for spot in spots if "out_of_date" in found.views[spot].flags]
    why = reasons_out_of_date(session, stale, behind)
    starred = _starred(session, spots, behind)
    pieces = tuple(
        Piece(*heads[spot], shown(found.views[spot], why.get(spot, ())), starred.get(spot, ()))
        for spot in spots
    )
    return Across(title, pieces, len(heads) - len(spots), found.citations, synthesis)


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
    session: Session, spots: Sequence[Spot], behind: Evidences
) -> dict[Spot, tuple[CodingRow, ...]]:
    """Gather the starred passages behind cells."""
    wanted = {spot: set(behind.codings(*spot)) for spot in spots}
    every = sorted({coding for ids in wanted.values() for coding in ids})
    rows = codings_by_id(session, starred_among(session, every))
    return {
        spot: found for spot, ids in wanted.items()
        if (found := tuple(row for row in rows if row.id in ids))
    }  # fmt: skip
