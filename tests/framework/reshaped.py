"""Read what a test needs to know of a framework that is being reshaped."""

from framework.queries.charts import CellView, cell
from framework.queries.codings import CodingRow, all_codings
from framework.queries.rereading import RereadRow, to_reread
from framework.queries.soundness import faults
from framework.queries.themes import list_themes
from framework.study import Study

TEAM, JUNE, ASKED = (28, 75), (97, 129), (0, 27)


def tree(study: Study) -> list[str]:
    """List the themes in use, in order."""
    with study.read() as session:
        return [f"{row.number} {row.name}" for row in list_themes(session)]


def codings(study: Study) -> list[CodingRow]:
    """List all codings."""
    with study.read() as session:
        return all_codings(session)


def coded(study: Study) -> list[tuple[str, int, int, str]]:
    """List what is coded as what, and by whom."""
    return [(row.theme, row.start, row.end, row.coder) for row in codings(study)]


def summary(study: Study, case_id: int, theme_id: int) -> CellView:
    """Give a cell."""
    with study.read() as session:
        return cell(session, case_id, theme_id)


def waiting(study: Study) -> list[RereadRow]:
    """List what is to be re-read."""
    with study.read() as session:
        return to_reread(session)


def reasons(study: Study) -> dict[str, str]:
    """Map what is to be re-read, by its words, to why."""
    return {row.text: row.reason for row in waiting(study)}


def damage(study: Study) -> list[str]:
    """List what is wrong with a study."""
    with study.read() as session:
        return faults(session)
