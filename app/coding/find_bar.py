"""Find words in the transcript that is shown."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout

from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import button
from app.widgets.folding import Folded, Span
from app.widgets.offsets import Offsets
from app.widgets.text import label, rule

if TYPE_CHECKING:
    from app.widgets.transcript_view import TranscriptView

PAUSE_MS = 60


class FindBar(QFrame):
    """Stand below the text; case and accents are forgiven."""

    def __init__(self, look: Look, view: "TranscriptView", keymap: Keymap) -> None:
        super().__init__()
        self._look, self._view, self._keymap = look, view, keymap
        self._folded, self.found, self.at = Folded(""), list[Span](), -1
        self._text, self._from, self._taken = "", 0, (-1, -1)
        self._marks = list[Span]()
        self._shown = Offsets("")
        self.setProperty("role", "bar")
        self.setAccessibleName("Find in the transcript")
        self.field = QLineEdit()
        self.field.setProperty("role", "search")
        self.field.setPlaceholderText("Find in this transcript")
        self.field.setAccessibleName("Find")
        self.field.installEventFilter(self)
        self.count = label("", "muted")
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._search)
        self.field.textEdited.connect(lambda _text: self._later.start())
        self._slots = {
            "find.next": lambda: self.step(1),
            "find.previous": lambda: self.step(-1),
            "find.leave": self.leave,
        }
        self._lay_out()
        look.changed.connect(self._mark)
        self.hide()

    def open(self) -> None:
        """Show the bar, with what is selected as what to find."""
        start, end = self._view.selection()
        self._from = start
        chosen = self._view.text[start:end]
        if chosen and "\n" not in chosen and len(chosen) <= 60:
            self.field.setText(chosen)
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._search()

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round and round."""
        if self._later.isActive():
            self._search()
        self._read()
        if not self.found:
            return
        start, end = self._view.selection()
        if (start, end) == self._taken and 0 <= self.at < len(self.found):
            at = self.at + by
        elif by > 0:
            at = bisect_left([place[0] for place in self.found], start)
        else:
            at = bisect_right([place[1] for place in self.found], start) - 1
        self._take(at % len(self.found))

    def leave(self) -> None:
        """Give the keys back to the text, with the place found selected."""
        if self._later.isActive():
            self._search()
        self.hide()
        self._mark()
        self._view.setFocus()

    def follow(self) -> None:
        """Search again when another transcript is shown."""
        if self.isVisible():
            self._from = 0
            self._search()
        else:
            self.found, self.at, self._marks = [], -1, []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that step through what is found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            action = self._keymap.action_of("find", event)
            if action is not None:
                self._slots[action]()
                return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        """Find what is typed, and go to the first place from where the search began."""
        self._later.stop()
        self._read()
        if self.found:
            at = bisect_left([place[0] for place in self.found], self._from)
            self._take(at if at < len(self.found) else 0)
        else:
            self._view.select(self._from, self._from)
            self._say()

    def _read(self) -> None:
        """List the places that hold what is typed, in the text as it is shown."""
        shown = self._view.offsets.shown
        if self._text is not shown:
            self._text, self._shown, self._folded = shown, Offsets(shown), Folded(shown)
        to_qt = self._shown.to_qt
        found = self._folded.places(self.field.text())
        self._marks = [(to_qt(start), to_qt(end)) for start, end in found]
        self.found = [self._view.offsets.span_to_python(*mark) for mark in self._marks]
        self._mark()

    def _take(self, at: int) -> None:
        """Select a place."""
        self.at = at
        self._view.select(*self.found[at])
        self._taken = self._view.selection()
        self._say()

    def _say(self) -> None:
        """Say which place this is, of how many."""
        typed = self.field.text().strip()
        if self.found:
            self.count.setText(f"{self.at + 1:,} of {len(self.found):,}")
        else:
            self.count.setText("not found" if typed else "")
        self.field.setAccessibleDescription(self.count.text())

    def _mark(self) -> None:
        """Mark every place in the text."""
        style = QTextCharFormat()
        style.setBackground(self._look.colour("attention_line"))
        style.setForeground(self._look.colour("text"))
        marks = []
        for start, end in self._marks if self.isVisible() else ():
            mark: Any = QTextEdit.ExtraSelection()  # Qt's own description leaves out its fields
            mark.cursor = QTextCursor(self._view.document())
            mark.cursor.setPosition(start)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.format = style
            marks.append(mark)
        self._view.setExtraSelections(marks)

    def _lay_out(self) -> None:
        """Put the field, the count and the buttons in a line."""
        look, size = self._look, self._look.type
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(rule())
        column.addLayout(line)
        line.setContentsMargins(size.space(3), size.space(1.5), size.space(3), size.space(1.5))
        self.field.setMaximumWidth(size.px(320))
        line.addWidget(self.field, 2)
        line.addWidget(self.count)
        line.addStretch(1)
        for icon, words, action, slot in (
            ("chevron-up", "Place before", "find.previous", lambda: self.step(-1)),
            ("chevron-down", "Next place", "find.next", lambda: self.step(1)),
            ("close", "Close", "find.leave", self.leave),
        ):
            made = button("", slot, role="quiet", icon=icon, look=look, tip=words)
            made.setToolTip(self._keymap.tip(words, action))
            line.addWidget(made)
