"""Write the summaries of cells and say what state they are in."""

import json
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from framework.drafts import CellDraft
from framework.edits.codings import span_of_paragraphs
from framework.errors import FrameworkError, NotFoundError, RefusedError
from framework.queries.attributions import transcripts_of_case
from framework.queries.charts import Evidences, citations_of
from framework.queries.codings import CodingRow, evidence
from framework.queries.transcripts import text_of
from framework.rules import cells as rules
from framework.rules.locators import Locator, locators_in, to_stored, tokens_in
from framework.rules.notation import quotations
from framework.rules.quotations import differing
from framework.schema import Attribution, Cell, Citation, StudyCase, Theme, Transcript
from framework.study import Study, now


def write_summary(
    study: Study, case_id: int, theme_id: int, text: str, *, source: object | None = None
) -> list[str]:
    """Write a cell's summary, in the notation that analysts type; a checked cell is a draft again.

    Return the locators that lead nowhere, as typed: they stay in the text as they are. Writing
    what stands there already changes nothing.
    """
    label = f"Summarise {_pair(study, case_id, theme_id)}"
    with study.step(label, merge=f"cell:{case_id}:{theme_id}", source=source) as session:
        if not text.strip() and _kept(session, case_id, theme_id) is None:
            return []
        cell = _cell(study, session, case_id, theme_id)
        before = cell.text
        missing = _write(session, cell, text)
        if cell.text != before:
            cell.state = rules.state_after_writing(_state(cell), text)
            _sign(study, session, cell)
        return missing


def set_state(
    study: Study, case_id: int, theme_id: int, state: str, *, source: object | None = None
) -> None:
    """Set a cell's state; checking it takes the fingerprint of its evidence.

    A cell with a summary is a draft or checked; one without is not started, not asked, or asked
    with nothing relevant.
    """
    wanted = rules.read_state(state)
    if wanted is None:
        raise RefusedError(f"“{state}” is no state of a cell; nothing was changed.")
    label = f"Mark {_pair(study, case_id, theme_id)} {rules.STATE_NAMES[wanted]}"
    with study.step(label, source=source) as session:
        cell = _cell(study, session, case_id, theme_id)
        before = (cell.state, cell.checked)
        _put_state(session, cell, wanted)
        if (cell.state, cell.checked) != before:
            _sign(study, session, cell)


def chart_from(study: Study, drafts: Sequence[CellDraft]) -> int:
    """Write cells from a file as one step, all or none; return how many.

    The first line that names no case or theme, or cites what is not there, is named, and nothing
    is written.
    """
    with study.step(f"Chart {len(drafts)} cells from a file") as session:
        cases = {row.name.lower(): row.id for row in session.scalars(select(StudyCase))}
        themes = {row.number: row.id for row in session.scalars(select(Theme))}
        for draft in drafts:
            case_id = cases.get(draft.case.strip().lower())
            theme_id = themes.get(draft.theme.strip())
            if case_id is None or theme_id is None:
                what = f"case “{draft.case}”" if case_id is None else f"theme “{draft.theme}”"
                raise NotFoundError(
                    f"Line {draft.line}: there is no {what} in this study; no cell was written."
                )
            _chart_line(study, session, _cell(study, session, case_id, theme_id), draft)
    return len(drafts)


def _chart_line(study: Study, session: Session, cell: Cell, draft: CellDraft) -> None:
    """Write one line of a charts file."""
    missing = _write(session, cell, draft.text)
    if missing:
        raise RefusedError(
            f"Line {draft.line}: {missing[0]} leads to no paragraph of this study; no cell was "
            "written."
        )
    cell.state = rules.state_after_writing(_state(cell), draft.text)
    if draft.state.strip():
        wanted = rules.read_state(draft.state)
        if wanted is None:
            raise RefusedError(
                f"Line {draft.line}: “{draft.state}” is no state of a cell; no cell was written."
            )
        try:
            _put_state(session, cell, wanted)
        except FrameworkError as error:
            raise RefusedError(f"Line {draft.line}: {error} No cell was written.") from error
    _sign(study, session, cell)


def _write(session: Session, cell: Cell, text: str) -> list[str]:
    """Bind the locators of a typed summary and store it; return those that lead nowhere."""
    binder = _Binder(session, cell)
    cell.text = to_stored(text, binder.token)
    kept = set(tokens_in(cell.text))
    session.execute(
        delete(Citation).where(Citation.cell_id == cell.id, Citation.token.not_in(kept))
    )
    cell.misquoted = _misquoted(session, cell)
    return [f"[{found.name} ¶{found.first}]" for found in locators_in(cell.text)]


class _Binder:
    """Bind typed locators to passages, keeping the bindings that a cell already has."""

    def __init__(self, session: Session, cell: Cell) -> None:
        """Read what the cell cites now."""
        self._session, self._cell = session, cell
        self._kept: dict[Locator, list[str]] = {}
        for row in citations_of(session, [cell.id], quotes=False).values():
            key = Locator(row.transcript, row.first, row.last)
            self._kept.setdefault(key, []).append(row.token)
        self._evidence: list[CodingRow] | None = None

    def token(self, locator: Locator) -> str | None:
        """Give the token of a locator, or None when it leads nowhere."""
        transcript = _transcript(self._session, locator.name)
        if transcript is None:
            return None
        named = locator._replace(name=transcript.name)
        if self._kept.get(named):
            return self._kept[named].pop(0)
        span = self._passage(transcript.id, locator) or span_of_paragraphs(
            self._session, transcript.document_id, locator.first, locator.last
        )
        if span is None:
            return None
        token = uuid4().hex[:16]
        self._session.add(
            Citation(cell_id=self._cell.id, token=token, transcript_id=transcript.id,
                     start=span[0], end=span[1])
        )  # fmt: skip
        return token

    def _passage(self, transcript_id: int, locator: Locator) -> tuple[int, int] | None:
        """Find the coded passage that is meant: the only evidence in just these paragraphs."""
        if self._evidence is None:
            self._evidence = evidence(self._session, self._cell.case_id, self._cell.theme_id)
        spans = {
            (row.start, row.end)
            for row in self._evidence
            if row.transcript_id == transcript_id
            and (row.first, row.last) == (locator.first, locator.last)
        }
        return spans.pop() if len(spans) == 1 else None


def _transcript(session: Session, name: str) -> Transcript | None:
    """Find a transcript by its name, or as the only one of the case of that name."""
    found = session.scalar(
        select(Transcript).where(func.lower(Transcript.name) == name.strip().lower())
    )
    if found is not None:
        return found
    of_case = session.scalars(
        select(Transcript)
        .join(Attribution, Attribution.transcript_id == Transcript.id)
        .join(StudyCase, StudyCase.id == Attribution.case_id)
        .where(
            func.lower(StudyCase.name) == name.strip().lower(),
            Attribution.speaker_id.is_(None),
            Attribution.start.is_(None),
        )
        .distinct()
    ).all()
    return of_case[0] if len(of_case) == 1 else None


def _put_state(session: Session, cell: Cell, wanted: rules.State) -> None:
    """Set a state that fits what the cell holds."""
    written = bool(cell.text.strip())
    if written and wanted not in {"draft", "checked"}:
        raise RefusedError(
            f"a cell with a summary cannot be “{rules.STATE_NAMES[wanted]}”; clear it first."
        )
    if not written and wanted in {"draft", "checked"}:
        raise RefusedError(f"an empty cell cannot be “{rules.STATE_NAMES[wanted]}”.")
    cell.state = wanted
    cell.checked = ""
    if wanted == "checked":
        session.flush()
        found = Evidences(session, [cell.theme_id]).of(cell.case_id, cell.theme_id)
        cell.checked = rules.fingerprint(found)


def _misquoted(session: Session, cell: Cell) -> str:
    """List, as JSON, the quotations that stand in no transcript behind the cell."""
    quoted = quotations(cell.text)
    if not quoted:
        return ""
    session.flush()
    cited = session.scalars(
        select(Citation.transcript_id).where(Citation.cell_id == cell.id).distinct()
    )
    behind = {*cited, *transcripts_of_case(session, cell.case_id)}
    found = differing(quoted, (text_of(session, transcript_id) for transcript_id in behind))
    return json.dumps(found, ensure_ascii=False) if found else ""


def _cell(study: Study, session: Session, case_id: int, theme_id: int) -> Cell:
    """Find the cell of a case and a theme in a step, adding an empty one."""
    found = _kept(session, case_id, theme_id)
    if found is not None:
        return found
    cell = Cell(case_id=case_id, theme_id=theme_id, state="not_started", text="", changed=now(),
                coder_id=study.coder_id(session))  # fmt: skip
    session.add(cell)
    session.flush()
    return cell


def _kept(session: Session, case_id: int, theme_id: int) -> Cell | None:
    """Find the cell of a case and a theme, if anything was ever written there."""
    return session.scalar(select(Cell).where(Cell.case_id == case_id, Cell.theme_id == theme_id))


def _sign(study: Study, session: Session, cell: Cell) -> None:
    """Note who changed a cell last, and when."""
    cell.coder_id = study.coder_id(session)
    cell.changed = now()


def _state(cell: Cell) -> rules.State:
    """Give the state of a kept cell."""
    return rules.read_state(cell.state) or "not_started"


def _pair(study: Study, case_id: int, theme_id: int) -> str:
    """Name a cell: `P03 × 2.2`."""
    with study.read() as session:
        case, theme = session.get(StudyCase, case_id), session.get(Theme, theme_id)
        if case is None or theme is None:
            raise NotFoundError("That case or theme is no longer in the study.")
        return f"{case.name} × {theme.number}"
