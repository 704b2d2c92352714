"""Ask for the figures that stand in the texts of joint displays."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.cases import list_cases
from framework.queries.indicators import (
    DefinitionRow,
    IndicatorRow,
    indicators,
    list_definitions,
)
from framework.rules.figure_tokens import FigureToken, Held, shown
from framework.schema import FigureReference


class Figures:
    """Hold the figures of indicators, each computed when it is first asked for."""

    def __init__(self, session: Session) -> None:
        """Read the definitions alone."""
        self._session = session
        self.definitions = {row.id: row for row in list_definitions(session)}
        self.by_key = {row.key: row for row in self.definitions.values()}
        self._rows: dict[int, dict[int | None, IndicatorRow]] = {}

    def want(self, indicator_ids: Iterable[int]) -> None:
        """Compute these indicators at once, where that was not done."""
        missing = [
            self.definitions[at] for at in dict.fromkeys(indicator_ids)
            if at in self.definitions and at not in self._rows
        ]  # fmt: skip
        if missing:
            self._rows |= {row.id: {} for row in missing}
            for found in indicators(self._session, [row.key for row in missing]):
                self._rows[found.id][found.case_id] = found

    def rows(self, indicator_id: int) -> dict[int | None, IndicatorRow]:
        """Give an indicator's figures by site; under None, that of all together."""
        self.want([indicator_id])
        return self._rows.get(indicator_id, {})

    def held(self, indicator_id: int, case_id: int | None) -> Held | None:
        """Give what a figure is printed from, or None where there is none."""
        row = self.rows(indicator_id).get(case_id)
        if row is None:
            return None
        sites = self._having(self.definitions[indicator_id]) if case_id is None else ()
        return Held(row.text, row.value, row.n, row.N, row.spread, row.measure, sites)

    def shown(self, figure: FigureToken, case_id: int | None) -> str | None:
        """Print a figure that a text names, or None where it names none."""
        definition = self.by_key.get(figure.key)
        if definition is None:
            return None
        held = self.held(definition.id, case_id)
        return None if held is None else shown(figure.form, held)

    def _having(self, definition: DefinitionRow) -> tuple[str, ...]:
        """Name the sites that an indicator found something at."""
        draft = definition.definition
        if draft.measure == "cases":
            return tuple(
                case.name
                for case in list_cases(self._session, draft.column)
                if all(case.attribute(name) == value for name, value in draft.among.items())
            )
        return tuple(
            row.case
            for row in self.rows(definition.id).values()
            if row.case is not None and (row.value if row.spread else row.n or row.value)
        )


class ReferenceRow(NamedTuple):
    """Say which figure a token in the text of a row stands for.

    `shown` is the figure as it read when the row was written.
    """

    token: str
    joint_row_id: int
    indicator_id: int
    case_id: int | None
    form: str
    shown: str


def references_of(session: Session, row_ids: Sequence[int]) -> list[ReferenceRow]:
    """List the figures that stand in rows of joint displays."""
    held = FigureReference
    statement = (
        select(
            held.token, held.joint_row_id, held.indicator_id, held.case_id, held.form, held.shown
        )
        .where(held.joint_row_id.in_(row_ids))
        .order_by(held.id)
    )
    return [ReferenceRow(*row) for row in session.execute(statement).tuples()]
