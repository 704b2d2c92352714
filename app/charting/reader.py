"""Read pages of cells away from the window, so that scrolling never waits for the study."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.charting.asking import Asker
from app.charting.figures import read_figures
from app.charting.words import Shown, Tally, shown, tally
from framework.queries.apart import charted_apart
from framework.queries.charts import Evidences, reasons_out_of_date
from framework.queries.memos import cell_memos
from framework.rules.cells import Evidence
from framework.study import Session, Study

T = TypeVar("T")
Pairs = Mapping[tuple[int, int], Shown]


class Foundations:
    """Hold what the cells of columns rest on, each column read once until the study changes."""

    def __init__(self) -> None:
        self._held: dict[int, Evidences] = {}

    def lay(self, session: Session, theme_ids: Sequence[int]) -> None:
        """Read what the cells of these columns rest on, where that is not held."""
        new = [theme_id for theme_id in theme_ids if theme_id not in self._held]
        if new:
            self._held.update(dict.fromkeys(new, Evidences(session, new)))

    def codings(self, case_id: int, theme_id: int) -> Sequence[int]:
        """List the ids of the codings behind a cell."""
        return self._held[theme_id].codings(case_id, theme_id)

    def of(self, case_id: int, theme_id: int) -> Evidence:
        """Gather what a cell rests on."""
        return self._held[theme_id].of(case_id, theme_id)

    def holds(self, theme_id: int) -> bool:
        """Tell whether a column was read."""
        return theme_id in self._held


def read_page(
    session: Session,
    case_ids: Sequence[int],
    theme_ids: Sequence[int],
    behind: Foundations | None = None,
    coder: str = "",
) -> Pairs:
    """Read the cells of some cases and themes, and what is to be said of each.

    `coder` is the analyst who charts apart, "" for the study's cells.
    """
    behind = behind or Foundations()
    behind.lay(session, theme_ids)
    views = charted_apart(session, coder, case_ids, theme_ids, behind=behind).views
    stale = [pair for pair, view in views.items() if "out_of_date" in view.flags]
    why = reasons_out_of_date(session, stale, behind)
    memos = {
        pair for pair, rows in cell_memos(session, case_ids, theme_ids).items()
        if not coder or any(row.coder == coder for row in rows)
    }  # fmt: skip
    return {
        pair: shown(view, why.get(pair, ()), memo=pair in memos) for pair, view in views.items()
    }


def read_tally(
    session: Session, case_ids: Sequence[int], theme_id: int, behind: Foundations, coder: str = ""
) -> Mapping[int, Tally]:
    """Count a column of the chart."""
    behind.lay(session, [theme_id])
    read = charted_apart(session, coder, case_ids, [theme_id], texts=False, behind=behind)
    return {theme_id: tally(list(read.views.values()))}


class Reader(QObject):
    """Read on one thread and bring what was read back to the window's.

    `coder` is the analyst who charts apart, "" for the study's cells.
    """

    page_read = Signal(object)
    tally_read = Signal(object)
    figures_read = Signal(object)
    founded = Signal(object)

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._asker = Asker(study, self)
        self.coder = ""
        self.behind = Foundations()

    @property
    def busy(self) -> bool:
        """Say whether something is still being read."""
        return self._asker.busy

    def ask_page(self, case_ids: Sequence[int], theme_ids: Sequence[int]) -> None:
        """Read a page of cells."""
        behind, coder = self.behind, self.coder
        self._ask(lambda session: read_page(session, case_ids, theme_ids, behind, coder),
                 self.page_read)  # fmt: skip

    def ask_tally(self, case_ids: Sequence[int], theme_id: int) -> None:
        """Count a column."""
        behind, coder = self.behind, self.coder
        self._ask(lambda session: read_tally(session, case_ids, theme_id, behind, coder),
                 self.tally_read)  # fmt: skip

    def ask_foundations(self, theme_ids: Sequence[int]) -> None:
        """Read what the cells of columns rest on, before they come into view."""
        behind = self.behind
        self._ask(lambda session: behind.lay(session, theme_ids), self.founded)

    def ask_figures(self) -> None:
        """Compute the delivery figures."""
        self._ask(read_figures, self.figures_read)

    def forget(self) -> None:
        """Drop what is being read: the study has moved on."""
        self.behind = Foundations()
        self._asker.forget()

    def finish(self) -> None:
        """Drop what waits and let the thread end."""
        self.forget()
        self._asker.finish()

    def _ask(self, read: Callable[[Session], T], tell: Any) -> None:  # noqa: ANN401 - a bound Signal has no public class
        """Read on the thread, and tell in this one."""
        self._asker.ask_too(read, tell.emit)
