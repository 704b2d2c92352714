"""Protection: names that are replaced, participants who withdraw, files that left."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.protection.left_page import LeftPage
from app.protection.pseudonyms_page import PseudonymsPage
from app.protection.withdraw_page import WithdrawPage
from app.widgets.bars import Bar
from app.widgets.tabs import PillTabs
from app.widgets.text import label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from app.shell import Shell
    from framework.history import Changes
    from framework.study import Study

PAGES = {"pseudonyms": "Pseudonyms", "withdraw": "Withdrawal", "left": "Files that left"}


class ProtectionPane(Workspace):
    """Hold what protects the people in a study."""

    title = "Protection"
    icon = "user"

    def __init__(self, study: "Study", shell: "Shell", lead: QWidget | None = None) -> None:
        """Take what stands at the left of the bar in place of a heading."""
        super().__init__(study, shell)
        self.pseudonyms = PseudonymsPage(study, shell)
        self.withdraw = WithdrawPage(study, shell)
        self.left = LeftPage(study, shell)
        self._pages = QStackedWidget()
        self._tabs = PillTabs(self.look)
        self._tabs.set_tabs(PAGES.items())
        self._tabs.chosen.connect(self.show_page)
        self._lay_out(lead or label("Protection", "heading"))
        self.withdraw.place_changed.connect(self.place_changed)

    def place(self) -> str:
        """Return the participant in hand, or the page."""
        case = self.withdraw.held()
        if self._pages.currentWidget() is self.withdraw and case is not None:
            return case.name
        return PAGES[self._tabs.current() or "pseudonyms"]

    def refresh(self, changes: "Changes | None") -> None:
        """Offer the participants as they are."""
        from framework.queries.cases import list_cases

        if changes is None or changes.tables() & {"study_case", "past_export"}:
            with self.study.read() as session:
                cases = list_cases(session)
            self.withdraw.show_cases(cases)
            self.left.show_files()

    def go(self, **where: object) -> None:
        """Take a participant in hand who withdraws."""
        case = where.get("withdraw")
        if isinstance(case, str):
            self.show_page("withdraw")
            self.withdraw.case.setCurrentIndex(max(0, self.withdraw.case.findText(case)))
            self.withdraw.choose()

    def show_page(self, page: str) -> None:
        """Show a page."""
        self._tabs.select(page)
        self._pages.setCurrentIndex(list(PAGES).index(page))
        self.place_changed.emit()

    def take_keys(self) -> None:
        """Let keys work on the page."""
        self._tabs.setFocus()

    def _lay_out(self, lead: QWidget) -> None:
        """Put the pages under their bar."""
        bar = Bar(self.look)
        bar.add(lead)
        bar.stretch()
        bar.add(self._tabs)
        for page in (self.pseudonyms, self.withdraw, self.left):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(self._pages, 1)
