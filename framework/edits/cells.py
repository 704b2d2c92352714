"""Write the summaries of cells and say what state they are in."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.drafts import CellDraft
from framework.edits.citing import Desk
from framework.edits.restoring import as_it_was
from framework.errors import FrameworkError, NotFoundError, RefusedError
from framework.queries.cell_history import (
    Version,
    history_of_cell,
    versions_of_cell,
)
from framework.queries.themes import list_themes_plain
from framework.rules import cells as rules
from framework.rules.days import spelled_day
from framework.schema import Cell, StudyCase, Theme
from framework.study import Study, now


def write_summary(
    study: Study, case_id: int, theme_id: int, text: str, *, source: object | None = None
) -> list[str]:
    """Write a cell's summary, in the notation that analysts type; a checked cell is a draft again.

    Return the locators that lead nowhere, as typed: they stay in the text as they are. Writing
    what stands there already changes nothing.
    """
    label = f"Summarise {pair_name(study, case_id, theme_id)}"
    with study.step(label, merge=f"cell:{case_id}:{theme_id}", source=source) as session:
        if not text.strip() and _kept(session, case_id, theme_id) is None:
            return []
        cell = cell_in(study, session, case_id, theme_id)
        before = cell.text
        missing = Desk(session, [theme_id]).write(cell, text)
        if cell.text != before:
            cell.state = rules.state_after_writing(_state(cell), text)
            sign(study, session, cell)
        return missing


def set_state(
    study: Study, case_id: int, theme_id: int, state: str, *, source: object | None = None
) -> None:
    """Set a cell's state; checking it takes the fingerprint of its evidence.

    A cell with a summary is a draft or checked; one without is not started, not asked, or asked
    with nothing relevant.
    """
    wanted = known_state(state)
    label = f"Mark {pair_name(study, case_id, theme_id)} {rules.STATE_NAMES[wanted]}"
    with study.step(label, source=source) as session:
        cell = cell_in(study, session, case_id, theme_id)
        before = (cell.state, cell.checked)
        put_state(Desk(session, [theme_id]), cell, wanted)
        if (cell.state, cell.checked) != before:
            sign(study, session, cell)


def restore_cell(
    study: Study, case_id: int, theme_id: int, step: int, *, source: object | None = None
) -> None:
    """Make a cell what a step left it as, as a step of its own; what has a text is a draft.

    Its locators lead where they led; those into a transcript that was removed stand as typed.
    """
    pair = pair_name(study, case_id, theme_id)
    version, day = version_of(study, case_id, theme_id, step)
    with study.step(f"Restore {pair} as of {day}", source=source) as session:
        cell = cell_in(study, session, case_id, theme_id)
        if as_it_was(session, cell, version):
            cell.checked = ""
            sign(study, session, cell)


def version_of(
    study: Study, case_id: int, theme_id: int, step: int, coder: str = ""
) -> tuple[Version, str]:
    """Find what a step left a cell as, and the day in words; `coder` asks for an own version."""
    with study.read() as session:
        versions = versions_of_cell(session, case_id, theme_id, coder)
        version = next((row for row in versions if row.step == step), None)
        if version is None:
            pair = pair_name(study, case_id, theme_id)
            raise NotFoundError(f"That version of {pair} is not in the record; nothing changed.")
        history = history_of_cell(session, case_id, theme_id, coder)
        at = next(row.at for row in history if row.step == step)
    return version, spelled_day(at).rpartition(" ")[0]


def chart_from(study: Study, drafts: Sequence[CellDraft]) -> int:
    """Write cells from a file as one step, all or none; return how many lines say something new.

    The first line that names no case or theme, or cites what is not there, is named, and nothing
    is written. A cell that says already what its line says is left as it is.
    """
    label, rows, written = f"Chart {len(drafts)} cells from a file", len(drafts), 0
    with study.step(label, rows=rows) as session, session.no_autoflush:
        cases = {row.name.lower(): row.id for row in session.scalars(select(StudyCase))}
        themes = {row.number: row.id for row in list_themes_plain(session)}
        desk = Desk(session, list(themes.values()))
        kept = {(row.case_id, row.theme_id): row for row in session.scalars(select(Cell))}
        for draft in drafts:
            case_id = cases.get(draft.case.strip().lower())
            theme_id = themes.get(draft.theme.strip())
            if case_id is None or theme_id is None:
                what = f"case “{draft.case}”" if case_id is None else f"theme “{draft.theme}”"
                raise NotFoundError(
                    f"Line {draft.line}: there is no {what} in this study; no cell was written."
                )
            known = kept.get((case_id, theme_id))
            if _says(desk, known, draft):
                continue
            written += 1
            cell = known or _added(study, session, case_id, theme_id)
            kept[case_id, theme_id] = cell
            _chart_line(desk, cell, draft, new=known is None)
            sign(study, session, cell)
    return written


def _says(desk: Desk, cell: Cell | None, draft: CellDraft) -> bool:
    """Tell whether a cell says what a line says, its state included where the line has one."""
    text, state = "", "not_started"
    if cell is not None:
        text, state = cell.text, _state(cell)
        stored, added = desk.bound(cell, draft.text)
    else:
        stored, added = draft.text, []
    if added or stored.strip() != text.strip():
        return False
    return not draft.state.strip() or rules.read_state(draft.state) == state


def _chart_line(desk: Desk, cell: Cell, draft: CellDraft, *, new: bool) -> None:
    """Write one line of a charts file."""
    missing = desk.write(cell, draft.text, new=new)
    if missing:
        raise RefusedError(
            f"Line {draft.line}: {missing[0]} leads to no paragraph of this study; no cell was "
            "written."
        )
    cell.state = rules.state_after_writing(_state(cell), draft.text)
    if not draft.state.strip():
        return
    wanted = rules.read_state(draft.state)
    if wanted is None:
        raise RefusedError(
            f"Line {draft.line}: “{draft.state}” is no state of a cell; no cell was written."
        )
    try:
        put_state(desk, cell, wanted)
    except FrameworkError as error:
        raise RefusedError(f"Line {draft.line}: {error} No cell was written.") from error


def known_state(state: str) -> rules.State:
    """Read a state as people write it, or refuse it."""
    wanted = rules.read_state(state)
    if wanted is None:
        raise RefusedError(f"“{state}” is no state of a cell; nothing was changed.")
    return wanted


def refuse_state(wanted: rules.State, *, written: bool) -> None:
    """Refuse a state that does not fit what a cell holds."""
    if written and wanted not in {"draft", "checked"}:
        raise RefusedError(
            f"A cell with a summary cannot be “{rules.STATE_NAMES[wanted]}”; it stays as it was. "
            "Take its text out first."
        )
    if not written and wanted in {"draft", "checked"}:
        raise RefusedError(
            f"An empty cell cannot be “{rules.STATE_NAMES[wanted]}”; it stays as it was. Write its "
            "summary first."
        )


def put_state(desk: Desk, cell: Cell, wanted: rules.State) -> None:
    """Set a state that fits what the cell holds."""
    refuse_state(wanted, written=bool(cell.text.strip()))
    cell.state = wanted
    cell.checked = ""
    if wanted == "checked":
        cell.checked = rules.fingerprint(desk.evidence.of(cell.case_id, cell.theme_id))


def cell_in(study: Study, session: Session, case_id: int, theme_id: int) -> Cell:
    """Find the cell of a case and a theme in a step, adding an empty one."""
    return _kept(session, case_id, theme_id) or _added(study, session, case_id, theme_id)


def _added(study: Study, session: Session, case_id: int, theme_id: int) -> Cell:
    """Add an empty cell."""
    cell = Cell(case_id=case_id, theme_id=theme_id, state="not_started", text="", changed=now(),
                coder_id=study.coder_id(session))  # fmt: skip
    session.add(cell)
    session.flush()
    return cell


def _kept(session: Session, case_id: int, theme_id: int) -> Cell | None:
    """Find the cell of a case and a theme, if anything was ever written there."""
    return session.scalar(select(Cell).where(Cell.case_id == case_id, Cell.theme_id == theme_id))


def sign(study: Study, session: Session, cell: Cell) -> None:
    """Note who changed a cell last, and when."""
    cell.coder_id = study.coder_id(session)
    cell.changed = now()


def _state(cell: Cell) -> rules.State:
    """Give the state of a kept cell."""
    return rules.read_state(cell.state) or "not_started"


def pair_name(study: Study, case_id: int, theme_id: int) -> str:
    """Name a cell: `P03 × 2.2`."""
    with study.read() as session:
        case, theme = session.get(StudyCase, case_id), session.get(Theme, theme_id)
        if case is None or theme is None:
            raise NotFoundError(
                "That case or theme is no longer in the study; nothing was changed."
            )
        return f"{case.name} × {theme.number}"
