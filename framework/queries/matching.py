"""Hold charts read from a file against the study: what they would change, and what is unclear."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.drafts import MatrixCellDraft, MatrixDraft
from framework.queries.cases import list_cases
from framework.queries.charts import CellView, cells
from framework.queries.synthesis import synthesis_of_theme
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.queries.transcripts import cases_of_transcripts
from framework.rules.cells import State
from framework.rules.locators import Locator
from framework.rules.naming import Match, Named, folded, match_case, match_theme
from framework.rules.printed import (
    mentions_back,
    printed_state,
    read_back,
    renamed,
    same,
    unresolved,
    without_brackets,
)
from framework.schema import Document, Transcript

Kind = Literal["new", "changed", "cleared", "state"]
ACROSS = 0
_ACROSS_CASES = "acrosscases"


class CellChange(NamedTuple):
    """Say how a chart's cell differs from the study's; `text` is in the notation.

    `new` fills a cell without a text, `cleared` empties one, `state` says something else of an
    empty one. `unresolved` are its locators that lead nowhere: they stay as text. Where `case_id`
    is ACROSS, it is what is concluded of the theme across the cases.
    """

    case_id: int
    case: str
    theme_id: int
    number: str
    kind: Kind
    before: str
    text: str
    state: State
    where: str
    unresolved: tuple[str, ...] = ()
    was_checked: bool = False


class Unmatched(NamedTuple):
    """Name what was matched with nothing: as it stands in the file, where, and what it may be.

    Pass a suggestion's id by `text` to `match_cells` to have it taken.
    """

    text: str
    where: str
    suggestions: tuple[Named, ...]


class Matched(NamedTuple):
    """Preview an import of charts; nothing is written.

    `same` counts the cells that say what the study says. `ambiguous` lists names that fit several
    and cells that the file has twice with different texts; `passed_over` the tables in which no
    head is like a theme.
    """

    changes: tuple[CellChange, ...]
    same: int
    unmatched_cases: tuple[Unmatched, ...]
    unmatched_themes: tuple[Unmatched, ...]
    ambiguous: tuple[Unmatched, ...]
    passed_over: tuple[str, ...] = ()


def match_cells(
    session: Session,
    draft: MatrixDraft,
    *,
    cases: Mapping[str, int] | None = None,
    themes: Mapping[str, int] | None = None,
) -> Matched:
    """Match the cells of charts with those of the study by the names of cases and themes.

    Names are matched exactly, then without regard to case, space and dashes; themes by number,
    number and name, or name alone. What is only near is suggested; so are the sub-themes of a
    theme that has some, since its own cell is no column of a chart. `cases` and `themes` say by id
    what a person chose for a text of the file.
    """
    names = _Names(session, cases or {}, themes or {})
    known, passed_over = _charts(draft.cells, names)
    placed = names.placed(known)
    views = cells(session, list({pair[0] for pair in placed}), list({pair[1] for pair in placed}))
    reader = _Reader(session)
    # What heads a group of rows names no case, and no more does a row that says nothing.
    said = {cell.case for cell in known if cell.text.strip()}
    changes: list[CellChange] = []
    twice: list[Unmatched] = []
    for pair, found in placed.items():
        first = found[0]
        if any(not same(first.text, other.text) for other in found[1:]):
            case_name = names.cases[pair[0]].name if pair[0] else first.case
            label = f"{case_name} × {names.themes[pair[1]].shown}"
            twice.append(Unmatched(label, "; ".join(cell.where for cell in found), ()))
        elif change := (
            reader.change(views[pair], first, names) if pair[0]
            else reader.conclusion(session, first, names)
        ):  # fmt: skip
            changes.append(change)
    return Matched(
        tuple(changes), len(placed) - len(changes) - len(twice),
        tuple(row for case, row in names.unmatched_cases.items() if case in said),
        tuple(names.unmatched_themes.values()),
        (*names.ambiguous.values(), *twice), passed_over,
    )  # fmt: skip


class _Names:
    """Match names, each text of the file once, and gather what is unclear."""

    def __init__(
        self, session: Session, cases: Mapping[str, int], themes: Mapping[str, int]
    ) -> None:
        """Read the cases and the themes of the study."""
        rows = list_themes_plain(session)
        self.cases = {row.id: Named(row.id, row.name, label=row.label)
                      for row in list_cases(session)}  # fmt: skip
        self.themes = _named_themes(rows)
        self._parents = {row.id: row.parent_id for row in rows}
        self._chosen_cases, self._chosen_themes = cases, themes
        self._found_cases: dict[str, Named | None] = {}
        self._found_themes: dict[tuple[str, ...], Named | None] = {}
        self.unmatched_cases: dict[str, Unmatched] = {}
        self.unmatched_themes: dict[str, Unmatched] = {}
        self.ambiguous: dict[str, Unmatched] = {}

    def case(self, cell: MatrixCellDraft) -> Named | None:
        """Find the case of a cell."""
        if cell.case not in self._found_cases:
            chosen = self.cases.get(self._chosen_cases.get(cell.case, 0))
            match = Match(chosen) if chosen else match_case(cell.case, list(self.cases.values()))
            self._note(match, cell.case, cell.where, self.unmatched_cases)
            self._found_cases[cell.case] = match.found
        return self._found_cases[cell.case]

    def placed(
        self, every: Sequence[MatrixCellDraft]
    ) -> dict[tuple[int, int], list[MatrixCellDraft]]:
        """Gather the cells whose names are matched, by case and theme id."""
        found: dict[tuple[int, int], list[MatrixCellDraft]] = {}
        for cell in every:
            theme = self.theme(cell)
            if self.concludes(cell):
                case_id: int | None = ACROSS
            else:
                case = self.case(cell)
                case_id = case.id if case is not None else None
            if case_id is not None and theme is not None:
                found.setdefault((case_id, theme.id), []).append(cell)
        return found

    def concludes(self, cell: MatrixCellDraft) -> bool:
        """Tell whether a row holds what is concluded across the cases; no case is called so."""
        return (
            folded(cell.case) == _ACROSS_CASES
            and not match_case(cell.case, list(self.cases.values())).found
        )

    def theme(self, cell: MatrixCellDraft) -> Named | None:
        """Find the theme of a cell."""
        if cell.heads not in self._found_themes:
            match = self._match(cell.heads)
            self._note(match, cell.heads[0], cell.table, self.unmatched_themes)
            self._found_themes[cell.heads] = match.found
        return self._found_themes[cell.heads]

    def settle(self, columns: Sequence[tuple[str, ...]]) -> int:
        """Match the heads of one table, whose themes stand side by side; count those that may be.

        A name that several themes have is that of the one beside the others.
        """
        matches = {heads: self._match(heads) for heads in columns}
        parents = {self._parents[match.found.id] for match in matches.values() if match.found}
        for heads, match in matches.items():
            beside = [one for one in match.candidates if self._parents[one.id] in parents]
            alike = len({one.name.casefold() for one in match.candidates}) == 1
            if len(parents) == len(beside) == 1 and alike:
                self._found_themes[heads] = beside[0]
        return sum(any(match) for match in matches.values())

    def _match(self, heads: tuple[str, ...]) -> Match:
        """Match a head, unless a person chose what it means."""
        chosen = self.themes.get(self._chosen_themes.get(heads[0], 0))
        if chosen is not None:
            return Match(chosen)
        match = match_theme(heads, list(self.themes.values()))
        if match.found is None:
            return match
        below = [one for one in self.themes.values() if match.found in one.above[:1]]
        return Match(None, (), tuple(below)) if below else match

    def _note(self, match: Match, text: str, where: str, unmatched: dict[str, Unmatched]) -> None:
        """Keep what was not matched, once for each text."""
        if match.found is not None:
            return
        if match.candidates:
            self.ambiguous.setdefault(text, Unmatched(text, where, match.candidates))
        else:
            unmatched.setdefault(text, Unmatched(text, where, match.near))


class _Reader:
    """Read the texts of cells back to the notation, and hold them against the study's."""

    def __init__(self, session: Session) -> None:
        """Read which transcripts there are, and how far each goes."""
        rows = session.execute(
            select(Transcript.id, Transcript.name, Document.paragraph_count).join(
                Document, Document.id == Transcript.document_id
            )
        ).tuples().all()  # fmt: skip
        self._names = [name for _id, name, _count in rows]
        self._last = {name.lower(): count for _id, name, count in rows}
        self._called = {name.lower(): name for name in self._names}
        called = {transcript_id: name for transcript_id, name, _count in rows}
        counts = {transcript_id: count for transcript_id, _name, count in rows}
        only: dict[str, list[int]] = {}
        for transcript_id, said in cases_of_transcripts(session).items():
            for name in said:
                only.setdefault(name.lower(), []).append(transcript_id)
        for name, ids in only.items():
            if len(ids) == 1:
                self._last.setdefault(name, counts[ids[0]])
                self._called.setdefault(name, called[ids[0]])

    def change(self, view: CellView, cell: MatrixCellDraft, names: _Names) -> CellChange | None:
        """Tell how a cell of the file differs from the study's, None where it does not."""
        state = printed_state(cell.text)
        text = "" if state else read_back(cell.text, self._names)
        empty = state or "not_started"
        written, before = bool(text), bool(view.text.strip())
        if before and (same(cell.text, view.text) or same(renamed(text, self._called), view.text)):
            return None
        if not before and not written and view.state == empty:
            return None
        kind = _kind(written=written, before=before, state=state)
        case, theme = names.cases[view.case_id], names.themes[view.theme_id]
        return CellChange(
            case.id, case.name, theme.id, theme.number, kind, view.text, text,
            "draft" if written else empty, cell.where, tuple(unresolved(text, self._leads)),
            view.state == "checked",
        )  # fmt: skip

    def conclusion(
        self, session: Session, cell: MatrixCellDraft, names: _Names
    ) -> CellChange | None:
        """Tell how what is concluded across the cases differs from the study's synthesis."""
        theme = names.theme(cell)
        if theme is None:
            return None
        before = synthesis_of_theme(session, theme.id).text
        if same(without_brackets(cell.text), without_brackets(before)):
            return None
        known = [one.number or one.name for one in names.themes.values()]
        text = mentions_back(
            read_back(cell.text, self._names), [one.name for one in names.cases.values()], known
        )
        return CellChange(
            ACROSS, "Across cases", theme.id, theme.number,
            _kind(written=bool(text), before=bool(before), state=None), before, text,
            "draft" if text else "not_started", cell.where,
            tuple(unresolved(text, self._leads)),
        )  # fmt: skip

    def _leads(self, locator: Locator) -> bool:
        """Tell whether a locator leads to paragraphs of the study."""
        return 1 <= locator.first <= locator.last <= self._last.get(locator.name.lower(), 0)


def _kind(*, written: bool, before: bool, state: State | None) -> Kind:
    """Name how a cell changes."""
    if written:
        return "changed" if before else "new"
    return "state" if state else "cleared"


def _named_themes(rows: Sequence[ThemeRow]) -> dict[int, Named]:
    """Give the themes with those above them, nearest first."""
    found: dict[int, Named] = {}
    for row in rows:
        parent = found.get(row.parent_id) if row.parent_id is not None else None
        above = (parent, *parent.above) if parent else ()
        found[row.id] = Named(row.id, row.name, row.number, above=above)
    return found


def _charts(
    every: Sequence[MatrixCellDraft], names: _Names
) -> tuple[list[MatrixCellDraft], tuple[str, ...]]:
    """Keep the cells of tables in which a head may be a theme; name the other tables."""
    columns: dict[str, dict[tuple[str, ...], None]] = {}
    for cell in every:
        columns.setdefault(cell.table, {})[cell.heads] = None
    charts = {table for table, heads in columns.items() if names.settle(list(heads))}
    kept: Callable[[MatrixCellDraft], bool] = lambda cell: cell.table in charts  # noqa: E731
    return list(filter(kept, every)), tuple(table for table in columns if table not in charts)
