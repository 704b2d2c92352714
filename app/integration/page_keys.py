"""Go through the links of a page by keyboard: Tab to the next, Enter to where it leads."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.integration.page_links import Names, links_in
from app.reporting.pages import Pages

_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageLinks(QObject):
    """Mark one link of the page while it has the keys; past the last, Tab goes on as usual."""

    def __init__(self, pages: Pages) -> None:
        super().__init__(pages)
        self._pages = pages
        self._links: list[tuple[int, int]] = []
        self._names = Names({}, {})
        self._found, self.at = True, -1
        pages.installEventFilter(self)

    def find(self, names: Names) -> None:
        """Let the links of the page that is shown now be those to go through."""
        self._names, self._found, self.at = names, False, -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that go from link to link."""
        if event.type() == QEvent.Type.FocusOut:
            self._mark(-1)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = event.key() == Qt.Key.Key_Backtab
            if event.key() == Qt.Key.Key_Tab or back:
                return self._step(-1 if back else 1)
            if event.key() in _OPEN and self.at >= 0:
                self._pages.sheets.pointed.emit(self._links[self.at][0])
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> bool:
        """Go to a neighbouring link; False where there is none."""
        document = self._pages.sheets.document
        if not self._found and document is not None:
            self._links, self._found = links_in(document, self._names), True
        to = self.at + by if self.at >= 0 or by > 0 else len(self._links) - 1
        if document is None or not 0 <= to < len(self._links):
            self._mark(-1)
            return False
        self._mark(to)
        return True

    def _mark(self, at: int) -> None:
        """Mark a link, or none."""
        self.at = at
        start, end = self._links[at] if at >= 0 else (0, 0)
        self._pages.mark(start, end)
