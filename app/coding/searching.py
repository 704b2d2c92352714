"""Go from the transcript to the page that searches them all, to a place found there, and back."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout

from app.coding.autocode import AutocodePage

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.history import Changes
    from framework.queries.passages import FoundPassage

TOUCHING = {"transcript", "speaker", "theme", "correction"}


class Searching:
    """Keep the search page of Code, which is made when it is first wanted."""

    def __init__(self, workspace: "CodeWorkspace", stack: QStackedLayout) -> None:
        self._w, self._stack = workspace, stack
        self._page: AutocodePage | None = None

    @property
    def shown(self) -> AutocodePage | None:
        """Return the page when it is shown."""
        page = self._page
        return page if page is not None and self._stack.currentWidget() is page else None

    def open(self, words: str = "") -> None:
        """Show the page, with these words to be found if there are any."""
        if self._w.transcript is None:
            return
        if self._page is None:
            self._page = AutocodePage(self._w.study, self._w.shell)
            self._page.opened.connect(self._show_place)
            self._page.left.connect(self.leave)
            self._stack.addWidget(self._page)
        self._stack.setCurrentWidget(self._page)
        self._page.open(words)
        self._w.place_changed.emit()

    def leave(self) -> None:
        """Go back to the transcript."""
        if self.shown is None:
            return
        self._stack.setCurrentIndex(1)
        self._w.view.setFocus()
        self._w.place_changed.emit()

    def follow(self, changes: "Changes | None") -> None:
        """Show what has changed in the study."""
        page, touched = self.shown, changes.tables() if changes is not None else TOUCHING
        if page is None:
            return
        if touched & TOUCHING:
            page.read()
        elif "coding" in touched:
            page.mark_coded()

    def _show_place(self, passage: "FoundPassage") -> None:
        """Show a passage in its transcript, and the way back."""
        self.leave()
        self._w.go(transcript=passage.transcript_id, start=passage.start, end=passage.end)
        key = self._w.shell.keymap.shown("window.autocode")
        words = f"{passage.transcript} ¶{passage.n}. {key} goes back to what was found."
        self._w.shell.show_message(words, "Back", self.open)
