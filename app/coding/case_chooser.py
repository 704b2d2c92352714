"""Choose the case for which a passage, or all that a speaker says, speaks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.design.look import Look
from app.widgets.popup_card import PopupCard
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.cases import CaseRow

WIDTH, MOST, ROW = 360, 8, 28
CASE = Qt.ItemDataRole.UserRole


class CaseChooser(PopupCard):
    """Lay a field and a list of cases over the window.

    Enter or a click gives the passage to the case in hand, Ctrl+Enter every turn of its speaker;
    where every turn is asked for they change places. Esc leaves.
    """

    passage_given = Signal(int)
    speaker_given = Signal(int)

    def __init__(self, look: Look, near: QWidget) -> None:
        super().__init__(look, near, "Give to a case", "Case")
        self._cases: list[CaseRow] = []
        self.list = QListWidget()
        self.list.setAccessibleName("Cases")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self._take(item))
        self.hint = label("", "small")
        self.lay_out(self.list, self.hint)

    def open_at(
        self, point: QPoint, cases: "list[CaseRow]", what: str, speaker: str, *,
        every_turn: bool = False,
    ) -> None:  # fmt: skip
        """Open at a point of the screen; `what` names the passage, `speaker` who says it or ""."""
        self._cases, self._speaker, self._turns = cases, speaker, every_turn and bool(speaker)
        ways = [what, *([f"every turn of {speaker}"] if speaker else [])]
        ways = ways[::-1] if self._turns else ways
        self.field.setPlaceholderText(f"Give {ways[0]} to the case…")
        keys = zip(("↵", "Ctrl+↵"), ways, strict=False)
        self.hint.setText(" · ".join(f"{key} {way}" for key, way in keys))
        self.open_over(point)

    def key(self, event: QKeyEvent) -> bool:
        """Act on a key, and say whether it was one of ours."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self._take(self.list.currentItem(), other=control and bool(self._speaker))
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                by = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + by) % max(1, self.list.count()))
            case _:
                return False
        return True

    def search(self, typed: str) -> None:
        """Show the cases that match, those first whose name begins with what is typed."""
        wanted = typed.casefold().strip()
        found = [row for row in self._cases if wanted in f"{row.name} {row.label}".casefold()]
        found.sort(key=lambda row: not row.name.casefold().startswith(wanted))
        self.list.clear()
        for row in found:
            item = QListWidgetItem(f"{row.name}   {row.label or row.kind}")
            item.setData(CASE, row.id)
            item.setSizeHint(QSize(0, self._look.type.px(ROW)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._fit()

    def _take(self, item: QListWidgetItem | None, *, other: bool = False) -> None:
        """Give the passage or the speaker to the case of a row; `other` than was asked for."""
        if item is None:
            return
        case_id = item.data(CASE)
        self.hide()
        (self.speaker_given if self._turns != other else self.passage_given).emit(case_id)

    def _fit(self) -> None:
        """Be as tall as the rows, up to eight of them."""
        size = self._look.type
        rows = min(max(self.list.count(), 1), MOST)
        self.list.setFixedHeight(size.px(ROW) * rows + 4)
        self.fit(WIDTH)
