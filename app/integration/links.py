"""List the texts that were linked to sites by hand, and let each mean another site, or none."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import label
from framework.queries.cases import CaseRow
from framework.queries.linking import LinkRow

Link = Callable[[int, str, int | None], None]
NONE = "No site"
SHORTEST = 8  # signs, so that the list is no wider than its place


class LinkedList(QWidget):
    """Open a list of what was linked otherwise than by name; each link can be changed."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link = link
        self._links: Sequence[LinkRow] = ()
        self._sites: Sequence[CaseRow] = ()
        self.boxes: dict[tuple[int, str], ChoiceBox] = {}
        self.opener = button("Linked by hand…", self._turn, role="link")
        self.opener.setCheckable(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.opener)
        self._body: QWidget | None = None

    def show_links(self, links: Sequence[LinkRow], sites: Sequence[CaseRow]) -> None:
        """Show how many links there are, and each where the list is open."""
        same = [link[:3] for link in links] == [link[:3] for link in self._links]
        self._links, self._sites = links, sites
        self.opener.setText(f"{len(links)} linked by hand…")
        self.setVisible(bool(links))
        if not same or not self._body:
            self._list()
        for link in links if self.boxes else ():
            box = self.boxes[link.table_id, link.site]
            box.fill([(NONE, None), *((f"{x.name} {x.label}".strip(), x.id) for x in sites)])
            box.setCurrentIndex(box.findData(link.case_id))

    def _turn(self) -> None:
        """Open the list, or close it."""
        self._list()
        self.show_links(self._links, self._sites)

    def _list(self) -> None:
        """List the links anew, where the list is open."""
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body, self.boxes = None, {}
        if not self.opener.isChecked():
            return
        self._body = QWidget()
        self._body.setProperty("role", "clear")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        for link in self._links:
            column.addWidget(label(f"{link.table}: “{link.site}”", "smalltext", wrap=True))
            self.boxes[link.table_id, link.site] = box = self._box(link)
            column.addWidget(box)
        self._column.addWidget(self._body)

    def _box(self, link: LinkRow) -> ChoiceBox:
        """Make the choice of what a text means."""
        box = ChoiceBox(f"Site meant by {link.site}", letters=SHORTEST)
        box.activated.connect(lambda _at: self._link(link.table_id, link.site, box.currentData()))
        return box
