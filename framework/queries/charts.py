"""Ask for the cells of the matrix and for what they cite."""

import json
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, Literal, NamedTuple, Protocol

from sqlalchemy import Row, bindparam, select, text
from sqlalchemy.orm import Session

from framework.queries import themes
from framework.queries.attributions import codings_heard
from framework.queries.cases import CaseRow, list_cases
from framework.queries.corrections import wordings_in
from framework.queries.placing import Places
from framework.queries.transcripts import texts_of
from framework.rules import cells as rules
from framework.rules.corrections import Wording
from framework.rules.counts import in_groups
from framework.rules.locators import Locator, to_typed, tokens_in
from framework.rules.notation import Run, runs
from framework.schema import Cell, Coder, Theme

Pair = tuple[int, int]
CitedIn = Literal["cell", "own_cell", "synthesis", "joint_row"]

_CITATIONS = """
SELECT i.token, i.{of}_id AS cell_id, i.transcript_id, t.name AS transcript, t.document_id,
    i.start, i."end"
FROM citation i JOIN transcript t ON t.id = i.transcript_id
WHERE i.{of}_id IN :ids ORDER BY i.id
"""


_TO_CHART, _NOT_STARTED = (
    rules.flags(
        state="not_started", written=False, passages=passages, cited=0, stale=False, misquoted=False
    )
    for passages in (1, 0)
)


class CitationRow(NamedTuple):
    """Describe what a locator leads to: `[start, end)` of a transcript, its ¶ and words."""

    token: str
    cell_id: int
    transcript_id: int
    transcript: str
    start: int
    end: int
    first: int
    last: int
    quote: str
    speaker: str | None


class CellView(NamedTuple):
    """Describe a cell; every pair of a case and a theme has one, written or not.

    `text` is in the notation that analysts type, `runs` the same cut into its parts, `passages`
    the number of coded passages behind the cell. `rating` is one of `rules.ratings.RATINGS` or "".
    `own` tells an analyst's own version, charted apart (`queries.apart`), from the study's cell;
    `id` then is that of the version.
    """

    id: int | None
    case_id: int
    theme_id: int
    state: str
    text: str
    runs: tuple[Run, ...]
    passages: int
    flags: tuple[str, ...]
    coder: str
    changed: str
    rating: str = ""
    own: bool = False


def cells(
    session: Session, case_ids: Sequence[int], theme_ids: Sequence[int], *, texts: bool = True
) -> dict[tuple[int, int], CellView]:
    """Give the cell of every pair of these cases and themes.

    Without `texts`, for an overview of many cells, `text` and `runs` are left empty.
    """
    return charted(session, case_ids, theme_ids, texts=texts).views


class Charted(NamedTuple):
    """Give cells with what their locators lead to, by token and without the words there."""

    views: dict[Pair, CellView]
    citations: dict[str, CitationRow]


class Kept(dict[Pair, CellView]):
    """Hold the cells that are kept in the study; any other is shaped when it is asked for."""

    def __init__(self, behind: "Behind") -> None:
        """Begin with none."""
        super().__init__()
        self._behind = behind

    def __missing__(self, pair: Pair) -> CellView:
        """Shape the cell of a pair that nobody has charted."""
        return view_of(pair, None, None, self._behind)


def charted(
    session: Session,
    case_ids: Sequence[int],
    theme_ids: Sequence[int],
    *,
    texts: bool = True,
    behind: "Behind | None" = None,
) -> Charted:
    """Give the cell of every pair of these cases and themes, and what they cite.

    `behind` is what they rest on, where that was read before.
    """
    evidence = Evidences(session, theme_ids) if behind is None else behind
    kept, cited = charted_kept(session, case_ids, theme_ids, evidence, texts=texts)
    return Charted({pair: kept[pair] for pair in product(case_ids, theme_ids)}, cited)


def charted_kept(
    session: Session,
    case_ids: Sequence[int],
    theme_ids: Sequence[int],
    behind: "Behind",
    *,
    texts: bool = True,
) -> Charted:
    """Give the same as `charted`, without going through the cells that nobody has charted."""
    rows = _cell_rows(session, case_ids, theme_ids)
    cited = citations_of(session, [row.id for row in rows], quotes=False) if texts else {}
    locators = locators_by_cell(cited) if texts else None
    views = Kept(behind)
    for row in rows:
        pair = row.case_id, row.theme_id
        views[pair] = view_of(pair, row, locators, behind)
    return Charted(views, cited)


def cell(session: Session, case_id: int, theme_id: int) -> CellView:
    """Give one cell."""
    return cells(session, [case_id], [theme_id])[case_id, theme_id]


def citations_of(
    session: Session, cell_ids: Sequence[int], *, quotes: bool = True, of: CitedIn = "cell"
) -> dict[str, CitationRow]:
    """Give what the locators of these cells lead to, by token; without `quotes`, no words.

    The ids are those of cells, or `of` own cells, syntheses or joint rows; `cell_id` is too.
    """
    if not cell_ids:
        return {}
    statement = text(_CITATIONS.format(of=of)).bindparams(bindparam("ids", expanding=True))
    found: list[Row[Any]] = []
    for at in range(0, len(cell_ids), 10_000):
        found += session.execute(statement, {"ids": list(cell_ids[at : at + 10_000])}).all()
    documents = {row[4] for row in found}
    bodies = texts_of(session, list(documents)) if quotes else dict.fromkeys(documents, "")
    corrected = wordings_in(session, bodies) if quotes else {}
    places = Places(session, documents)
    return {row[0]: _citation(row, bodies, corrected, places) for row in found}


def _citation(
    row: Row[Any], bodies: Mapping[int, str], corrected: Mapping[int, Wording], places: Places
) -> CitationRow:
    """Shape what a locator leads to."""
    token, cell_id, transcript_id, transcript, document_id, start, end = row
    first, last, speaker = places.of(transcript_id, document_id, start, end)
    wording = corrected.get(transcript_id)
    quote = wording.between(start, end) if wording else bodies[document_id][start:end]
    return CitationRow(
        token, cell_id, transcript_id, transcript, start, end, first, last, quote, speaker
    )


def locators_by_cell(cited: Mapping[str, CitationRow]) -> dict[int, dict[str, Locator]]:
    """Give by cell and token what each locator prints."""
    found: dict[int, dict[str, Locator]] = {}
    for row in cited.values():
        found.setdefault(row.cell_id, {})[row.token] = Locator(row.transcript, row.first, row.last)
    return found


def out_of_date_because(session: Session, case_id: int, theme_id: int) -> list[str]:
    """Say what changed since a cell was checked: "1 passage added", "definition changed".

    Which passages, and what the definition was, `queries.since_checked` tells.
    """
    checked = session.scalar(
        select(Cell.checked).where(Cell.case_id == case_id, Cell.theme_id == theme_id)
    )
    evidence = Evidences(session, [theme_id])
    return rules.changes_since(checked or "", evidence.of(case_id, theme_id))


def reasons_out_of_date(
    session: Session, pairs: Sequence[tuple[int, int]], behind: "Behind"
) -> dict[tuple[int, int], list[str]]:
    """Say of many checked cells what `out_of_date_because` says of one."""
    if not pairs:
        return {}
    cases, under = {case_id for case_id, _theme in pairs}, {theme_id for _case, theme_id in pairs}
    checked = session.execute(
        select(Cell.case_id, Cell.theme_id, Cell.checked).where(
            Cell.case_id.in_(cases), Cell.theme_id.in_(under)
        )
    )
    held = {(case_id, theme_id): mark for case_id, theme_id, mark in checked.tuples()}
    return {pair: rules.changes_since(held.get(pair) or "", behind.of(*pair)) for pair in pairs}


class Group(NamedTuple):
    """Give the cases that share the value of an attribute, "" for those without, and their cells.

    `cells` holds the cells of these cases alone, by case and theme.
    """

    value: str
    cases: tuple[CaseRow, ...]
    cells: Mapping[tuple[int, int], CellView]


def grouped(
    session: Session, attribute: str, theme_ids: Sequence[int], kind: str = "participant"
) -> list[Group]:
    """Gather the cases of a kind by an attribute, ranges of numbers from the lowest.

    A participant without the attribute has its sites': one who serves sites that differ stands in
    the group of each. Cases without any value come last.
    """
    every = list_cases(session)
    by_name = {case.name: case for case in every}
    members: dict[str, list[CaseRow]] = {}
    for case in (case for case in every if case.kind == kind):
        parents = [by_name[name].attribute(attribute) for name in case.parents]
        values = [case.attribute(attribute)] if case.attribute(attribute) else parents
        for value in dict.fromkeys(value for value in values if value) or [""]:
            members.setdefault(value, []).append(case)
    views = cells(session, [case.id for case in every if case.kind == kind], theme_ids)
    return [
        Group(value, tuple(members[value]), {
            (case.id, theme_id): views[case.id, theme_id]
            for case in members[value] for theme_id in theme_ids
        })
        for value in in_groups(members)
    ]  # fmt: skip


class CheckRow(NamedTuple):
    """Say of a kept cell which quotations differ, and what had been seen when it was checked.

    `seen` are the guids of the passages of that time, None for a cell that is not checked.
    """

    misquoted: tuple[str, ...]
    seen: frozenset[str] | None


def check_of(session: Session, case_id: int, theme_id: int) -> CheckRow:
    """Give what the last check of a cell found."""
    row = session.execute(
        select(Cell.misquoted, Cell.checked).where(
            Cell.case_id == case_id, Cell.theme_id == theme_id
        )
    ).first()
    if row is None:
        return CheckRow((), None)
    return CheckRow(tuple(json.loads(row.misquoted or "[]")), rules.seen_at(row.checked))


class Behind(Protocol):
    """Know what cells rest on."""

    def codings(self, case_id: int, theme_id: int) -> Sequence[int]:
        """List the ids of the codings behind a cell."""

    def of(self, case_id: int, theme_id: int) -> rules.Evidence:
        """Gather what a cell rests on."""


class Evidences:
    """Hold what the cells under some themes rest on, for comparing with their fingerprints."""

    def __init__(self, session: Session, theme_ids: Sequence[int]) -> None:
        """Read the codings and definitions once for all cells."""
        every = themes.list_themes_plain(session)
        self._below = {theme_id: themes.theme_and_below(every, theme_id) for theme_id in theme_ids}
        self._definitions = {
            row.id: rules.definition_text(row.definition, row.include, row.exclude)
            for row in session.execute(
                select(Theme.id, Theme.definition, Theme.include, Theme.exclude)
            )
        }
        wanted = sorted({theme_id for ids in self._below.values() for theme_id in ids})
        self._cells, self._spans = codings_heard(session, wanted)

    def codings(self, case_id: int, theme_id: int) -> Sequence[int]:
        """List the ids of the codings behind a cell."""
        below = self._below[theme_id]
        if len(below) == 1:
            return self._cells.get((case_id, theme_id), ())
        return [coding for theme in below for coding in self._cells.get((case_id, theme), ())]

    def of(self, case_id: int, theme_id: int) -> rules.Evidence:
        """Gather what a cell rests on."""
        spans = (self._spans[coding] for coding in self.codings(case_id, theme_id))
        return rules.Evidence(
            {guid: (start, end) for guid, _transcript, start, end in spans},
            self._definitions[theme_id],
        )

    def passages(self, case_id: int, theme_id: int) -> list[tuple[int, int, int]]:
        """List the passages behind a cell: transcript id, start, end."""
        return [self._spans[coding][1:] for coding in self.codings(case_id, theme_id)]


def _cell_rows(
    session: Session, case_ids: Sequence[int], theme_ids: Sequence[int]
) -> Sequence[Row[Any]]:
    """Read the cells that are kept for these cases and themes."""
    # Straight from the connection: the session would look at every value of every row.
    return session.connection().execute(
        select(
            Cell.id, Cell.case_id, Cell.theme_id, Cell.state, Cell.text, Cell.checked,
            Cell.misquoted, Cell.changed, Cell.rating, Coder.name.label("coder"),
        )
        .join(Coder, Coder.id == Cell.coder_id)
        .where(Cell.case_id.in_(case_ids), Cell.theme_id.in_(theme_ids))
    ).all()  # fmt: skip


def view_of(
    pair: tuple[int, int],
    row: Row[Any] | None,
    locators: Mapping[int, Mapping[str, Locator]] | None,
    evidence: Behind,
) -> CellView:
    """Shape a cell, kept or not; without locators, its text is left empty."""
    passages = len(evidence.codings(*pair))
    if row is None:
        untouched = _TO_CHART if passages else _NOT_STARTED
        return CellView(None, *pair, "not_started", "", (), passages, untouched, "", "")
    stale = row.state == "checked" and bool(rules.changes_since(row.checked, evidence.of(*pair)))
    # Where passages are coded, nothing hangs on how many are cited.
    said = rules.flags(
        state=row.state, written=bool(row.text.strip()), passages=passages,
        cited=0 if passages else len(tokens_in(row.text)), stale=stale,
        misquoted=row.misquoted not in {"", "[]"},
    )  # fmt: skip
    text, parts = "", tuple[Run, ...]()
    if locators is not None:
        here = locators.get(row.id, {})
        text, parts = to_typed(row.text, here), tuple(runs(row.text, here))
    return CellView(
        row.id, *pair, row.state, text, parts, passages, said, row.coder, row.changed, row.rating
    )  # fmt: skip
