"""Gather what stands beside a cell: its evidence, and what is to be said of it."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from app.charting.words import Shown, shown
from framework.queries.apart import charted_apart
from framework.queries.cases import CaseRow, case_by_id, children_of, list_cases
from framework.queries.charts import (
    CellView,
    CheckRow,
    CitationRow,
    CitedIn,
    check_of,
    citations_of,
    out_of_date_because,
)
from framework.queries.codings import CodingRow, evidence, evidence_of_case
from framework.queries.evidence import AdjacentRow, adjacent
from framework.queries.memos import CellMemoRow, cell_memos
from framework.queries.themes import ThemeRow, list_themes_plain, rated_themes
from framework.rules.locators import typed
from framework.study import Session

Mode = Literal["cell", "case", "cited"]


class Passage(NamedTuple):
    """Hold a stretch of a transcript that stands beside a cell.

    `theme` names what it is coded to where that is not the cell's own theme. `coder` is "" for
    text that is not coded; `beside` tells that it only stands next to a passage of the cell.
    """

    transcript_id: int
    transcript: str
    start: int
    end: int
    first: int
    last: int
    quote: str
    speaker: str | None
    colour: int | None = None
    coder: str = ""
    theme: str = ""
    memo: str = ""
    starred: bool = False
    cited: bool = False
    new: bool = False
    beside: bool = False

    @property
    def locator(self) -> str:
        """Write the locator as it is typed."""
        return typed(self.transcript, self.first, self.last)

    def is_as(self, other: "Passage") -> bool:
        """Tell whether it is the same passage, cited since or not."""
        return self._replace(cited=other.cited) == other


class Account(NamedTuple):
    """Hold what a participant's cell says, beside its site's cell."""

    case: CaseRow
    view: CellView
    locators: tuple[str, ...]


class Beside(NamedTuple):
    """Hold all that the side pane shows of one cell; `memos` are those that may be seen."""

    case: CaseRow
    theme: ThemeRow
    shown: Shown
    misquoted: tuple[str, ...]
    accounts: tuple[Account, ...]
    passages: tuple[Passage, ...]
    mode: Mode = "cell"
    rated: bool = False
    memos: tuple[CellMemoRow, ...] = ()


def read_beside(
    session: Session, case_id: int, theme_id: int, mode: Mode = "cell", *, around: bool = False,
    coder: str = "",
) -> Beside:  # fmt: skip
    """Read what stands beside a cell; with `around` also the uncoded text beside its passages.

    `coder` is the analyst who charts apart, "" for the study's cells.
    """
    case = case_by_id(session, case_id)
    theme = next(row for row in list_themes_plain(session) if row.id == theme_id)
    view = charted_apart(session, coder, [case_id], [theme_id]).views[case_id, theme_id]
    of: CitedIn = "own_cell" if view.own else "cell"
    because = out_of_date_because(session, case_id, theme_id) if "out_of_date" in view.flags else []
    cited = list(citations_of(session, [view.id], quotes=mode == "cited", of=of).values()) if (
        view.id) else []  # fmt: skip
    check = CheckRow((), None) if view.own else check_of(session, case_id, theme_id)
    if mode == "cited":
        passages = _cited(session, case_id, theme_id, cited)
    else:
        read = evidence(session, case_id, theme_id) if mode == "cell" else evidence_of_case(
            session, case_id)  # fmt: skip
        seen = check.seen if because and mode == "cell" else None
        passages = [_coded(row, theme_id, cited, seen) for row in read]
    if around and mode == "cell":
        passages = _woven(passages, adjacent(session, case_id, theme_id), cited)
    noted = cell_memos(session, [case_id], [theme_id]).get((case_id, theme_id), ())
    memos = tuple(row for row in noted if coder in {"", row.coder})
    return Beside(
        case, theme, shown(view, because, memo=bool(memos)), check.misquoted,
        _accounts(session, case, theme_id, coder) if mode == "cell" else (),
        tuple(passages), mode, theme_id in rated_themes(session), memos,
    )  # fmt: skip


def _coded(
    row: CodingRow, theme_id: int, cited: Iterable[CitationRow], seen: frozenset[str] | None
) -> Passage:
    """Shape a coded passage."""
    other = "" if row.theme_id == theme_id else f"{row.number} {row.theme}".strip()
    return Passage(
        row.transcript_id, row.transcript, row.start, row.end, row.first, row.last, row.quote,
        row.speaker, row.colour, row.coder, other, row.memo, row.starred,
        _is_cited(row.transcript_id, row.start, row.end, cited),
        seen is not None and row.guid not in seen,
    )  # fmt: skip


def _cited(
    session: Session, case_id: int, theme_id: int, cited: Iterable[CitationRow]
) -> list[Passage]:
    """Shape what the locators of a cell lead to, each place once, coded or not."""
    here = {(row.transcript_id, row.start, row.end): row
            for row in evidence(session, case_id, theme_id)}  # fmt: skip
    found: dict[tuple[int, int, int], Passage] = {}
    for row in cited:
        place = (row.transcript_id, row.start, row.end)
        coded = here.get(place)
        found[place] = _coded(coded, theme_id, cited, None) if coded else Passage(
            row.transcript_id, row.transcript, row.start, row.end, row.first, row.last, row.quote,
            row.speaker, cited=True,
        )  # fmt: skip
    return list(found.values())


def _woven(
    passages: list[Passage], near: Iterable[AdjacentRow], cited: Iterable[CitationRow]
) -> list[Passage]:
    """Put the text beside passages where it stands among them."""
    order = {row.transcript_id: at for at, row in reversed(list(enumerate(passages)))}
    beside = [
        Passage(
            row.transcript_id, row.transcript, row.start, row.end, row.first, row.last, row.quote,
            row.speaker, cited=_is_cited(row.transcript_id, row.start, row.end, cited), beside=True,
        ) for row in near
    ]  # fmt: skip
    return sorted([*passages, *beside], key=lambda row: (order[row.transcript_id], row.start))


def _is_cited(transcript_id: int, start: int, end: int, cited: Iterable[CitationRow]) -> bool:
    """Tell whether a locator of the cell leads to a passage."""
    return any(
        found.transcript_id == transcript_id and found.start < end and found.end > start
        for found in cited
    )


def _accounts(session: Session, case: CaseRow, theme_id: int, coder: str) -> tuple[Account, ...]:
    """Read what the cells of a site's participants say."""
    if case.kind != "site":
        return ()
    members = children_of(session).get(case.id, [])
    rows = {row.id: row for row in list_cases(session)}
    views, cited = charted_apart(session, coder, members, [theme_id])
    written = [views[member, theme_id] for member in members if views[member, theme_id].text]
    return tuple(Account(rows[view.case_id], view, _typed(view, cited)) for view in written)


def _typed(view: CellView, cited: Mapping[str, CitationRow]) -> tuple[str, ...]:
    """List a cell's locators as they are typed, each once."""
    rows = (cited[run.token] for run in view.runs if run.token in cited)
    found = (typed(row.transcript, row.first, row.last) for row in rows)
    return tuple(dict.fromkeys(found))
