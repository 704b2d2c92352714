"""Show rows that match no site, and link them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.design.look import Look
from app.integration.links import SHORTEST, Link
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import frame, label
from framework.queries.cases import CaseRow
from framework.queries.delivery import UnmatchedRow
from framework.queries.linking import Doubt, Suggestion
from framework.rules.naming import Named

MOST_DOUBTS = 8
MOST_TEXTS = 20
CHOOSE = "Choose the site that is meant"


def rows_in_words(count: int) -> str:
    """Count rows."""
    return "1 row" if count == 1 else f"{count} rows"


def unmatched_in_words(count: int) -> str:
    """Say how many rows match no site."""
    return f"{rows_in_words(count)} match{'es' if count == 1 else ''} no site"


class UnmatchedBox(QWidget):
    """List what delivery tables write for a site where no site matches, and link it."""

    def __init__(self, look: Look, link: Link) -> None:
        super().__init__()
        self._look, self._link = look, link
        self.links: dict[tuple[int, str], ChoiceBox] = {}
        self.confirms: dict[tuple[int, str], QPushButton] = {}
        self._near: dict[tuple[int, str], tuple[Named, ...]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.box: QWidget | None = None
        self.more: QPushButton | None = None
        self._rest: Sequence[UnmatchedRow] = ()
        self._sites = QStandardItemModel(self)

    def show_rows(
        self, found: Sequence[UnmatchedRow], sites: Sequence[CaseRow],
        near: Sequence[Suggestion] = (), doubts: Sequence[Doubt] = (),
    ) -> None:  # fmt: skip
        """Show the rows that match no site, what they may mean, and what is in question."""
        held = self._held()
        if self.box is not None:
            self.box.hide()
            self.box.deleteLater()
        self.box, self.more, self.links, self.confirms = None, None, {}, {}
        self._near = {(one.table_id, one.site): one.cases for one in near}
        self.setVisible(bool(found or doubts))
        if not found and not doubts:
            return
        self.box = frame("notice")
        size = self._look.type
        column = QVBoxLayout(self.box)
        column.setContentsMargins(*(size.space(2.5),) * 4)
        for doubt in doubts[:MOST_DOUBTS]:
            column.addWidget(label(doubt.said, "smalltext", wrap=True))
        if len(doubts) > MOST_DOUBTS:
            column.addWidget(label(f"and {len(doubts) - MOST_DOUBTS} more", "small"))
        if found:
            said = unmatched_in_words(sum(row.rows for row in found))
            column.addWidget(label(said, "attention"))
            kept = "They are kept, and count in no site’s figures."
            column.addWidget(label(kept, "small", wrap=True))
        self._offer(sites)
        self._rest = found
        self._add_some(column)
        self._column.addWidget(self.box)
        if held is not None and self.links:
            key = list(self.links)[min(held, len(self.links) - 1)]
            self.box.show()  # what is not shown yet takes no keys
            self.confirms.get(key, self.links[key]).setFocus()

    def _held(self) -> int | None:
        """Give the place of the text whose choice has the keys, or None."""
        held = self.window().focusWidget()
        every = enumerate(self.links.items())
        return next((at for at, (key, box) in every if held in (box, self.confirms.get(key))), None)

    def _offer(self, sites: Sequence[CaseRow]) -> None:
        """Offer sites: one list for all choices, as there may be many of both."""
        self._sites = QStandardItemModel(self.box)
        named = ((f"{site.name} {site.label}".strip(), site.id) for site in sites)
        for said, case_id in ((CHOOSE, 0), *named):
            item = QStandardItem(said)
            item.setData(case_id, Qt.ItemDataRole.UserRole)
            self._sites.appendRow(item)

    def _add_some(self, column: QVBoxLayout) -> None:
        """Show the next texts that name no known site, and offer the rest."""
        if self.more is not None:
            self.more.hide()
            self.more.deleteLater()
            self.more = None
        shown, self._rest = self._rest[:MOST_TEXTS], self._rest[MOST_TEXTS:]
        for row in shown:
            self._add(column, row)
        if self._rest:
            next_some = min(MOST_TEXTS, len(self._rest))
            said = f"Show {next_some} more of {len(self._rest)}"
            self.more = button(said, partial(self._add_some, column), role="small")
            column.addWidget(self.more)

    def _add(self, column: QVBoxLayout, row: UnmatchedRow) -> None:
        """Show one text that names no known site."""
        if not row.site.strip():
            said = f"{row.table}: {rows_in_words(row.rows)} without a site; not attributable."
            column.addWidget(label(said, "smalltext", wrap=True))
            return
        said = f"{row.table}: “{row.site}”, {rows_in_words(row.rows)}"
        column.addWidget(label(said, "smalltext", wrap=True))
        for case in self._near.get((row.table_id, row.site), ())[:1]:
            shown = f"Link to {case.name} {case.label}".strip()
            self.confirms[row.table_id, row.site] = button(
                shown, partial(self._link, row.table_id, row.site, case.id), role="small"
            )
            column.addWidget(self.confirms[row.table_id, row.site])
        # Measuring every site for every choice would take as long as reading them.
        choice = ChoiceBox(f"Site meant by {row.site}", letters=SHORTEST)
        choice.setModel(self._sites)
        choice.activated.connect(lambda _at: self._chosen(row, choice))
        self.links[row.table_id, row.site] = choice
        column.addWidget(choice)

    def _chosen(self, row: UnmatchedRow, choice: ChoiceBox) -> None:
        """Link a text to the site that was chosen."""
        if choice.currentData():
            self._link(row.table_id, row.site, choice.currentData())
