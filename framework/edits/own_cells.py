"""Chart cells apart from the other analysts, and reconcile what two of them wrote."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.edits.cells import (
    cell_in,
    known_state,
    pair_name,
    put_state,
    refuse_state,
    sign,
    version_of,
    write_summary,
)
from framework.edits.citing import Desk
from framework.edits.ratings import known_rating, rating_label, refuse_rating
from framework.edits.restoring import as_it_was
from framework.errors import RefusedError
from framework.rules import cells as rules
from framework.schema import Coder, OwnCell
from framework.study import Study, now


def write_own_summary(
    study: Study, case_id: int, theme_id: int, text: str, *, source: object | None = None
) -> list[str]:
    """Write the own version of a cell of the coder at work; the study's cell stays as it is.

    Return the locators that lead nowhere, as typed: they stay in the text as they are.
    """
    label = f"Chart {pair_name(study, case_id, theme_id)} apart"
    merge = f"own:{case_id}:{theme_id}"
    with study.step(label, merge=merge, source=source) as session:
        cell = _kept(study, session, case_id, theme_id)
        if cell is None and not text.strip():
            return []
        cell = cell or _added(study, session, case_id, theme_id)
        before = cell.text
        missing = Desk(session, [theme_id]).write(cell, text)
        if cell.text != before:
            state = rules.read_state(cell.state) or "not_started"
            cell.state = rules.state_after_writing(state, text)
            cell.changed = now()
        return missing


def set_own_state(
    study: Study, case_id: int, theme_id: int, state: str, *, source: object | None = None
) -> None:
    """Set the state of the own version of the coder at work; it must fit what the version holds."""
    wanted = known_state(state)
    label = f"Mark {pair_name(study, case_id, theme_id)} {rules.STATE_NAMES[wanted]}, apart"
    with study.step(label, source=source) as session:
        cell = _kept(study, session, case_id, theme_id)
        if cell is None and wanted == "not_started":
            return
        cell = cell or _added(study, session, case_id, theme_id)
        refuse_state(wanted, written=bool(cell.text.strip()))
        if cell.state != wanted:
            cell.state, cell.changed = wanted, now()


def rate_own_cell(
    study: Study, case_id: int, theme_id: int, rating: str, *, source: object | None = None
) -> None:
    """Rate the own version of the coder at work as `edits.ratings.rate_cell` does a cell."""
    wanted = known_rating(rating)
    label = f"{rating_label(study, case_id, theme_id, wanted)}, apart"
    with study.step(label, source=source) as session:
        refuse_rating(session, theme_id, wanted)
        cell = _kept(study, session, case_id, theme_id)
        if cell is None and not wanted:
            return
        cell = cell or _added(study, session, case_id, theme_id)
        if cell.rating != wanted:
            cell.rating, cell.changed = wanted, now()


def restore_own_cell(
    study: Study, case_id: int, theme_id: int, step: int, *, source: object | None = None
) -> None:
    """Make the own version of the coder at work what a step left it as; a text is a draft."""
    pair = pair_name(study, case_id, theme_id)
    version, day = version_of(study, case_id, theme_id, step, study.coder)
    with study.step(f"Restore {pair} as of {day}, apart", source=source) as session:
        cell = _kept(study, session, case_id, theme_id)
        cell = cell or _added(study, session, case_id, theme_id)
        if as_it_was(session, cell, version):
            cell.changed = now()


def reconcile(
    study: Study, case_id: int, theme_id: int, text: str, *, state: str = "",
    rating: str | None = None,
) -> list[str]:  # fmt: skip
    """Write the study's cell from what analysts charted apart; their own versions stay.

    The step names who charted. `state` says what a cell without a text is, where it is not to be
    not started; without a `rating` the cell keeps the one that it has. Return the locators that
    lead nowhere, as typed.
    """
    with study.read() as reading:
        coders = _coders(reading, case_id, theme_id)
    pair = pair_name(study, case_id, theme_id)
    if not coders:
        raise RefusedError(f"Nobody has charted {pair} apart; nothing was changed.")
    with study.step(f"Reconcile {pair}, charted by {' and '.join(coders)}") as session:
        missing = write_summary(study, case_id, theme_id, text)
        cell = cell_in(study, session, case_id, theme_id)
        if state:
            put_state(Desk(session, [theme_id]), cell, known_state(state))
        if rating is not None:
            cell.rating = known_rating(rating)
        sign(study, session, cell)
        return missing


def keep_agreed(
    study: Study, case_id: int, theme_id: int, text: str, *, rating: str | None = None,
    source: object | None = None,
) -> list[str]:  # fmt: skip
    """Keep as a draft what analysts are agreeing on; the cell waits to be reconciled as before.

    It counts as written when they agree, and until then it has no time of its own. Without a
    `rating` the cell keeps the one that it has. Return the locators that lead nowhere, as typed.
    """
    label = f"Draft the agreed {pair_name(study, case_id, theme_id)}"
    merge = f"agreed:{case_id}:{theme_id}" if rating is None else None
    with study.step(label, merge=merge, source=source) as session:
        cell = cell_in(study, session, case_id, theme_id)
        before = cell.text
        if cell.state == "not_started" and not before:
            cell.changed = ""
        missing = Desk(session, [theme_id]).write(cell, text)
        if cell.text != before:
            state = rules.read_state(cell.state) or "not_started"
            cell.state = rules.state_after_writing(state, text)
            cell.checked = ""
            cell.coder_id = study.coder_id(session)
        if rating is not None:
            cell.rating = known_rating(rating)
        return missing


def _coders(session: Session, case_id: int, theme_id: int) -> list[str]:
    """Name those who have an own version of a cell, in the order in which they came."""
    return list(
        session.scalars(
            select(Coder.name)
            .join(OwnCell, OwnCell.coder_id == Coder.id)
            .where(OwnCell.case_id == case_id, OwnCell.theme_id == theme_id)
            .order_by(Coder.id)
        )
    )


def _kept(study: Study, session: Session, case_id: int, theme_id: int) -> OwnCell | None:
    """Find the own version of the coder at work."""
    return session.scalar(
        select(OwnCell)
        .join(Coder, Coder.id == OwnCell.coder_id)
        .where(
            OwnCell.case_id == case_id,
            OwnCell.theme_id == theme_id,
            Coder.name == study.coder,
        )
    )


def _added(study: Study, session: Session, case_id: int, theme_id: int) -> OwnCell:
    """Add an empty own version."""
    cell = OwnCell(case_id=case_id, theme_id=theme_id, coder_id=study.coder_id(session),
                   state="not_started", text="", changed=now())  # fmt: skip
    session.add(cell)
    session.flush()
    return cell
