"""Load delivery tables, link their rows to sites, define indicators."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from framework.collecting import collector_resting
from framework.drafts import ColumnReading, DeliveryDraft, IndicatorDraft, Level
from framework.edits.indicators import refuse_used
from framework.errors import NotFoundError, RefusedError
from framework.ingest import freeze_dataset, freeze_with_level, freeze_with_reading
from framework.queries.delivery import list_tables, rows_by_site, sites_meant, table_named
from framework.queries.table_updates import with_choices_kept
from framework.rules.indicators import MEASURES, WITHDRAWN
from framework.schema import DeliveryLink, DeliveryTable, Indicator
from framework.study import Study


def load_tables(
    study: Study, tables: Sequence[DeliveryDraft], indicators: Sequence[IndicatorDraft] = ()
) -> None:
    """Load delivery tables and define indicators, as one step, all or none.

    A table whose name is there is brought up to date: its rows are replaced, the analyst's links
    and the indicators that are not given anew stay.
    """
    names = ", ".join(table.name for table in tables) or "indicators"
    rows = sum(len(draft.rows) for draft in tables)
    with collector_resting(), study.step(f"Load {names}", rows=rows) as session:
        for draft in tables:
            _load(session, draft)
        for definition in indicators:
            _define(session, definition)
        for kept in session.scalars(select(Indicator.definition)):
            _refuse_lost_columns(session, IndicatorDraft(**json.loads(kept)))


def define_indicator(study: Study, definition: IndicatorDraft) -> None:
    """Define an indicator, or change the one of that key."""
    with study.step(f"Define {definition.label}") as session:
        _define(session, definition)


def link_site(study: Study, table_id: int, site: str, case_id: int | None) -> None:
    """Say which site a delivery table means by `site`; None takes that decision back."""
    with study.step(f"Link “{site}” to a site") as session:
        session.execute(
            delete(DeliveryLink).where(DeliveryLink.table_id == table_id, DeliveryLink.site == site)
        )
        if case_id is not None:
            session.add(DeliveryLink(table_id=table_id, site=site, case_id=case_id))


def keep_rows(session: Session, case_id: int, name: str) -> None:
    """Link to a case the rows that are its own by its name, before it takes another."""
    plain = name.strip().casefold()
    for table in list_tables(session):
        if sites_meant(session, table.id).get(plain, (0, ""))[0] != case_id:
            continue
        linked = {link.casefold() for link in session.scalars(
            select(DeliveryLink.site).where(DeliveryLink.table_id == table.id)
        )}  # fmt: skip
        for site in rows_by_site(session, table) if table.site else ():
            if site.casefold() == plain and plain not in linked:
                session.add(DeliveryLink(table_id=table.id, site=site, case_id=case_id))
                linked.add(plain)


def set_reading(study: Study, table_id: int, column: str, reading: ColumnReading) -> None:
    """Read a column of a loaded table in another way; its rows stay as they came."""
    with study.step(f"Read {column} as {reading.kind}") as session:
        table = session.get(DeliveryTable, table_id)
        if table is None:
            raise NotFoundError(
                "That delivery table is no longer in this study; nothing was changed."
            )
        now = table_named(session, table.name)
        if column not in dict(now.columns):
            raise NotFoundError(f"{table.name} has no column “{column}”; nothing was changed.")
        table.dataset_id = freeze_with_reading(session, now.dataset_id, column, reading)
        session.flush()


def set_level(study: Study, table_id: int, level: Level, key: Sequence[str]) -> None:
    """Say what a row of a loaded table is about, and which columns tell one row from another."""
    with study.step("Say what rows are about") as session:
        table = session.get(DeliveryTable, table_id)
        if table is None:
            raise NotFoundError(
                "That delivery table is no longer in this study; nothing was changed."
            )
        names = {name for name, _kind in table_named(session, table.name).columns}
        lost = next((column for column in key if column not in names), None)
        if lost is not None:
            raise NotFoundError(f"{table.name} has no column “{lost}”; nothing was changed.")
        table.dataset_id = freeze_with_level(session, table.dataset_id, level, key)
        session.flush()


def remove_table(study: Study, table_id: int) -> None:
    """Remove a delivery table with its links and indicators; undo brings all of it back.

    Refused while rows of joint displays hold figures from it.
    """
    with study.step("Remove delivery table") as session:
        refuse_used(
            session, session.scalars(select(Indicator).where(Indicator.table_id == table_id)).all()
        )
        session.execute(delete(DeliveryTable).where(DeliveryTable.id == table_id))


def _load(session: Session, draft: DeliveryDraft) -> None:
    """Load one table; what the analyst chose about the one of its name stays."""
    known = session.scalar(select(DeliveryTable).where(DeliveryTable.name == draft.name))
    if known is not None:
        draft = with_choices_kept(draft, table_named(session, draft.name))
    dataset_id = freeze_dataset(session, draft)
    if known is None:
        session.add(DeliveryTable(name=draft.name, dataset_id=dataset_id, site=draft.site))
    else:
        known.dataset_id, known.site = dataset_id, draft.site
    session.flush()


def _define(session: Session, definition: IndicatorDraft) -> None:
    """Define one indicator."""
    if definition.withdrawn not in WITHDRAWN:
        raise RefusedError(
            f"“{definition.withdrawn}” is no rule for sites that withdrew; nothing was changed."
        )
    if definition.measure not in MEASURES:
        raise RefusedError(
            f"“{definition.measure}” is no measure of an indicator; nothing was changed."
        )
    table_id = None
    if definition.measure != "cases":
        table_id = _table_with(session, definition)
    known = session.scalar(select(Indicator).where(Indicator.key == definition.key))
    position = session.scalar(select(func.max(Indicator.position))) or 0
    if known is None:
        known = Indicator(key=definition.key, position=position + 1)
        session.add(known)
    known.label, known.table_id = definition.label, table_id
    known.definition = json.dumps(asdict(definition), ensure_ascii=False, sort_keys=True)
    session.flush()


def _refuse_lost_columns(session: Session, definition: IndicatorDraft) -> None:
    """Refuse tables that no longer have the columns of an indicator that stays."""
    if definition.measure != "cases":
        _table_with(session, definition)


def _table_with(session: Session, definition: IndicatorDraft) -> int:
    """Find an indicator's table, and see that it has the columns that the indicator names."""
    table = table_named(session, definition.table)
    names = {name for name, _reading in table.columns}
    columns = [*definition.where, definition.column]
    if definition.measure in {"delivered", "on_time", "late", "days_late"}:
        columns.append(definition.due)
    missing = [column for column in columns if column and column not in names]
    if missing:
        raise NotFoundError(
            f"The indicator “{definition.label}” needs a column “{missing[0]}”, which "
            f"{definition.table} does not have; nothing was changed."
        )
    return table.id
