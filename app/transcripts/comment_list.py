"""Offer the comments of a file to be kept as memos."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.choices import ROW, Choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from framework.drafts import TranscriptDraft

MOST = 6
QUOTED = 40


class CommentList(QWidget):
    """List comments with a tick each, and one tick for all; `chosen` follows the ticks."""

    ticked = Signal()

    def __init__(self, look: Look, lines: "Sequence[str]", chosen: set[int]) -> None:
        """Take what is to be said of each comment, and the numbers of those that are ticked."""
        super().__init__()
        self._chosen = chosen
        count = len(lines)
        many = f"{count} comments in the file: take them as memos"
        self.every = QCheckBox(many if count != 1 else "1 comment in the file: take it as a memo")
        self.list = Choices(look, self, "Comments in the file", many=True)
        self.list.offer(list(enumerate(lines)), chosen)
        self.list.setFixedHeight(look.type.px(ROW) * min(count, MOST) + 6)
        self.every.setChecked(len(chosen) == count)
        self.every.clicked.connect(self._take_every)
        self.list.itemChanged.connect(lambda _item: self._follow())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.every)
        column.addWidget(self.list)

    def _take_every(self, on: bool) -> None:  # noqa: FBT001 - Qt calls it
        """Tick all, or none."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _follow(self) -> None:
        """Keep which are ticked."""
        now = {at for at in self.list.values() if isinstance(at, int)}
        self._chosen.clear()
        self._chosen.update(now)
        self.every.setChecked(len(now) == self.list.count())
        self.ticked.emit()


def lines_of(draft: "TranscriptDraft") -> list[str]:
    """Say of each comment who wrote it, what, and about which words."""
    return [
        said_of(note.author, note.date, note.text, draft.text[note.start : note.end])
        for note in draft.comments
    ]


def said_of(author: str, date: str, text: str, quote: str) -> str:
    """Say a comment in a line."""
    head = ", ".join(part for part in (author.strip(), date[:10]) if part)
    about = quote if len(quote) <= QUOTED else f"{quote[: QUOTED - 1].rstrip()}…"
    said = f"{head}: {text}" if head else text
    return f"{' '.join(said.split())} — “{' '.join(about.split())}”"
