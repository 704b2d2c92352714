"""Ask what is left to chart, which cells of a theme are empty, and how long summaries are."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.cases import list_cases
from framework.queries.charts import CellView
from framework.queries.progress import bare_columns, matrix, matrix_columns
from framework.queries.themes import list_themes_plain, rated_themes
from framework.rules.locators import split_stored
from framework.schema import Cell

_WHY = {
    "out_of_date": "evidence changed since it was checked",
    "quote_differs": "quotation differs from the transcript",
    "no_evidence": "charted without evidence",
}


class LeftRow(NamedTuple):
    """Name a cell that is not done, and say why."""

    case_id: int
    case: str
    theme_id: int
    number: str
    why: str


def left_to_do(
    session: Session,
    kind: str = "participant",
    found: Mapping[tuple[int, int], CellView] | None = None,
) -> list[LeftRow]:
    """List the cells that are not done, chart by chart, in the order of the cases.

    Done is what is checked without a flag, not asked, or asked with nothing relevant. An Other to
    which nothing has come yet asks for nothing. `found` is the matrix of these cases
    (`queries.progress.matrix`), where that is at hand.
    """
    views = matrix(session, kind) if found is None else found
    every = matrix_columns(list_themes_plain(session))
    bare = bare_columns(every, views)
    columns = [column for column in every if column.id not in bare]
    cases = list_cases(session, kind)
    rated = rated_themes(session)
    return [
        LeftRow(case.id, case.name, column.id, column.number, why)
        for column in columns for case in cases
        if (why := _why(views[case.id, column.id], asks=column.id in rated))
    ]  # fmt: skip


def word_counts(session: Session) -> dict[tuple[int, int], int]:
    """Count the words of each written cell by case and theme; locators are no words."""
    rows = session.execute(select(Cell.case_id, Cell.theme_id, Cell.text).where(Cell.text != ""))
    return {
        (case_id, theme_id): sum(len(piece.split()) for piece in split_stored(text)[::2])
        for case_id, theme_id, text in rows.tuples()
    }


def _why(view: CellView, *, asks: bool) -> str:
    """Say why a cell is not done, or ""."""
    said = [_WHY[flag] for flag in view.flags if flag in _WHY]
    if view.state == "not_started":
        return f"{_passages(view.passages)} coded, not charted" if view.passages else (
            "nothing coded; was it asked?"
        )  # fmt: skip
    if view.state == "draft":
        said.insert(0, "a draft, to be checked")
    if "coded_not_charted" in view.flags:
        said.append(f"{_passages(view.passages)} coded, though marked empty")
    if asks and not view.rating and view.state in {"draft", "checked"}:
        said.append("no rating")
    return "; ".join(said)


def _passages(count: int) -> str:
    """Count passages in words."""
    return "1 passage" if count == 1 else f"{count} passages"
