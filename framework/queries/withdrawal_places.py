"""Name the places in which analysts write."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.cases import case_names
from framework.schema import Theme
from framework.scrubbing import Image


class PlaceNames:
    """Name where a text stands."""

    def __init__(self, session: Session) -> None:
        """Read the names of cases and themes."""
        self._cases = case_names(session)
        rows = session.execute(select(Theme.id, Theme.number, Theme.name)).tuples()
        self._themes = {key: f"{number} {name}".strip() for key, number, name in rows}

    def of(self, table: str, row: Image) -> str:
        """Name the place of a row's text."""
        case = self._cases.get(row.get("case_id") or 0, "")
        theme = self._themes.get(row.get("theme_id") or 0, "")
        if table == "memo" and case and theme:
            return f"Memo on {case} × {theme.split(' ')[0]}"
        if table in {"cell", "own_cell"}:
            return f"{case} × {theme.split(' ')[0]}" + ", charted apart" * (table == "own_cell")
        kinds = {"synthesis": "Synthesis of", "memo": "Memo on", "mapping_row": "Mapping of",
                 "joint_row": "Joint display,", "joint_version": "Version of a joint display",
                 "theme": "Definition of", "framework_version": "Framework version"}  # fmt: skip
        about = row.get("title") or row.get("name") or case or theme or _about_memo(table, row)
        return f"{kinds.get(table, table.replace('_', ' ').capitalize())} {about}".strip()


def _about_memo(table: str, row: Image) -> str:
    """Say what a memo is about that is about no case and no theme."""
    return {"coding": "a passage", "joint row": "a row of a joint display"}.get(
        str(row.get("kind")), "a transcript"
    ) if table == "memo" else ""  # fmt: skip
