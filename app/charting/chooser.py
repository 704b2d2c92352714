"""Choose one case or one theme from all there are."""

from collections.abc import Iterable

from app.widgets.choice_box import ChoiceBox
from framework.queries.cases import CaseRow
from framework.queries.themes import ThemeRow


class Chooser(ChoiceBox):
    """Offer cases or themes by their ids; the one that is chosen stays while it is there."""

    def __init__(self, name: str) -> None:
        super().__init__(name, letters=1)

    def offer(self, rows: Iterable[CaseRow | ThemeRow]) -> None:
        """Offer these, in their order."""
        held = self.currentData()
        self.clear()
        for row in rows:
            self.addItem(named(row), row.id)
        self.setCurrentIndex(max(0, self.findData(held)))

    def choose(self, row_id: object) -> bool:
        """Choose one by its id; say whether it is there."""
        at = self.findData(row_id)
        if at >= 0:
            self.setCurrentIndex(at)
        return at >= 0


def named(row: CaseRow | ThemeRow) -> str:
    """Name a case or a theme in full."""
    parts = (row.name, row.label) if isinstance(row, CaseRow) else (row.number, row.name)
    return " ".join(parts).strip()
