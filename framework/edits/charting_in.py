"""Write what charts from a file change, once a person has seen it."""

from collections.abc import Sequence

from sqlalchemy import select

from framework.edits.cells import cell_in, put_state, sign
from framework.edits.citing import Desk
from framework.edits.synthesis import write_synthesis
from framework.errors import NotFoundError
from framework.progress import Progress
from framework.queries.matching import ACROSS, CellChange
from framework.schema import StudyCase, Theme
from framework.study import Study

_SILENT = Progress()


def chart_changes(
    study: Study, changes: Sequence[CellChange], name: str = "a file",
    progress: Progress = _SILENT,
) -> int:  # fmt: skip
    """Write exactly these cells as one step, all or none; return how many.

    What has a text is a draft then. Locators that lead nowhere stay as text. What is concluded
    across the cases becomes the theme's synthesis.
    """
    count = "1 cell" if len(changes) == 1 else f"{len(changes)} cells"
    with study.step(f"Chart {count} from {name}") as session:
        cases = set(session.scalars(select(StudyCase.id)))
        themes = set(session.scalars(select(Theme.id)))
        desk = Desk(session, sorted({change.theme_id for change in changes} & themes))
        for done, change in enumerate(changes):
            progress.at(done, len(changes), change.case)
            known = change.case_id == ACROSS or change.case_id in cases
            if not known or change.theme_id not in themes:
                raise NotFoundError(
                    f"{change.case} × {change.number} is no longer in the study; no cell was "
                    "written."
                )
            if change.case_id == ACROSS:
                write_synthesis(study, change.text, theme_id=change.theme_id)
                continue
            cell = cell_in(study, session, change.case_id, change.theme_id)
            desk.write(cell, change.text)
            put_state(desk, cell, "draft" if change.text.strip() else change.state)
            sign(study, session, cell)
    return len(changes)
