"""Read the summaries of cells from a table."""

from pathlib import Path

from framework.drafts import CellDraft
from importers import tables
from importers.chart_marks import is_separated, unguarded

_STATES = frozenset({"", "not_started", "not_asked", "nothing_relevant", "draft", "checked"})
_SAME = {
    "asked,_nothing_relevant": "nothing_relevant",
    "asked_nothing_relevant": "nothing_relevant",
}


def read_cells(path: Path) -> list[CellDraft]:
    """Read columns case, theme, text and, where given, state; refuse a cell that stands twice."""
    table = tables.read(path)
    case = table.require("case", "case", "case_id", "participant_id", "participant", "site_id")
    theme = table.require("theme", "theme", "code")
    text = table.require("text", "text", "summary")
    seen: dict[tuple[str, str], int] = {}
    drafts = []
    for number, values in table.records():
        for column in (case, theme):
            if not values[column]:
                raise table.refuse(number, f"the column {column} is blank.")
        state = tables.fold(values.get("state", ""))
        state = _SAME.get(state, state)
        if state not in _STATES:
            raise table.refuse(number, f"“{values['state']}” is no state of a cell.")
        cell = (values[case], values[theme])
        if cell in seen:
            raise table.refuse(
                number, f"the cell {cell[0]} × {cell[1]} stands in row {seen[cell]} already."
            )
        seen[cell] = number
        said = unguarded(values[text]) if is_separated(table.original) else values[text]
        drafts.append(CellDraft(number, *cell, said, state))
    return drafts
