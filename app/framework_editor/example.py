"""Show the passage that stands as a theme's example, and let another be chosen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.design.look import Look
from app.framework_editor.wording import place_of
from app.widgets.buttons import button
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow

ROLE = Qt.ItemDataRole.UserRole
LINES, LONGEST = 7, 240


class Example(QWidget):
    """Hold a quotation with its place; the list of other passages opens under it."""

    chosen = Signal(object)
    jump_wanted = Signal(int)

    def __init__(self, look: Look, passages: "Callable[[], list[CodingRow]]") -> None:
        """Take what reads the theme's passages when they are asked for."""
        super().__init__()
        self._look, self._passages = look, passages
        self._row: CodingRow | None = None
        self.quote = label("", wrap=True)
        self.jump = button("", self._jump, role="link", tip="Go to the passage")
        self.choose = button("Choose…", self.toggle, role="small", tip="Choose from its passages")
        self.remove = button("Remove", self._remove, role="small", tip="Have no example")
        self.list = _Passages("Passages of this theme")
        self.list.hide()
        self.list.taken.connect(self._take)
        self.list.left.connect(self._leave)
        line = QHBoxLayout()
        line.setSpacing(look.type.space(1.5))
        for tool in (self.jump, self.choose, self.remove):
            line.addWidget(tool)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        column.addWidget(self.quote)
        column.addLayout(line)
        column.addWidget(self.list)
        look.changed.connect(self._measure)
        self._measure()

    def show_example(self, row: "CodingRow | None", passages: int) -> None:
        """Show an example, or that there is none; `passages` is how many could be one."""
        self._row = row
        none = "None chosen yet." if passages else "No passage is coded to this theme itself yet."
        self.quote.setText(f"“{shortened(row.quote)}”" if row is not None else none)
        self.jump.setText(place_of(row) if row is not None else "")
        self.jump.setAccessibleName(f"Go to {place_of(row)}" if row is not None else "No example")
        self.jump.setVisible(row is not None)
        self.remove.setVisible(row is not None)
        self.choose.setVisible(passages > 0)
        self.choose.setAccessibleName("Choose an example from its passages")

    def toggle(self) -> None:
        """Open the list of passages, or close it."""
        if not self.list.isHidden():
            self._leave()
            return
        self.list.clear()
        for row in self._passages():
            words = f"{place_of(row)}  {'★ ' if row.starred else ''}“{shortened(row.quote)}”"
            item = QListWidgetItem(words, self.list)
            item.setData(ROLE, row.id)
        self.list.setCurrentRow(0)
        self.list.show()
        self.list.setFocus()

    def close_list(self) -> None:
        """Close the list, for another theme is in hand."""
        self.list.hide()

    def _take(self, coding_id: int) -> None:
        """Make a passage the example."""
        self._leave()
        self.chosen.emit(coding_id)

    def _leave(self) -> None:
        """Close the list and give the keys back."""
        self.list.hide()
        self.choose.setFocus()

    def _remove(self) -> None:
        """Have no example."""
        self.chosen.emit(None)

    def _jump(self) -> None:
        """Go to the passage."""
        if self._row is not None:
            self.jump_wanted.emit(self._row.id)

    def _measure(self) -> None:
        """Take the height of the text size."""
        self.list.setFixedHeight(self._look.type.px(28 * LINES))


class _Passages(QListWidget):
    """List passages: Enter or a click takes one, Esc leaves."""

    taken = Signal(int)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "rail")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(ROLE)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the passage in hand, or leave."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.taken.emit(item.data(ROLE))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def shortened(quote: str) -> str:
    """Write a quotation on one line, and no more of it than can be taken in."""
    plain = " ".join(quote.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"
