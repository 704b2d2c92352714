"""Choose the case for which a passage, or all that a speaker says, speaks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from framework.queries.cases import CaseRow

WIDTH, MOST, ROW = 360, 8, 28
CASE = Qt.ItemDataRole.UserRole


class CaseChooser(QFrame):
    """Lay a field and a list of cases over the window.

    Enter gives the passage to the case in hand, Ctrl+Enter every turn of its speaker, Esc leaves.
    """

    passage_given = Signal(int)
    speaker_given = Signal(int)
    closed = Signal()

    def __init__(self, look: Look, near: QWidget) -> None:
        super().__init__(near)
        self._look, self._near = look, near
        self._cases: list[CaseRow] = []
        self.hide()
        self.setAccessibleName("Give to a case")
        self.field = QLineEdit()
        self.field.setAccessibleName("Case")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Cases")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda item: self._take(item, speaker=False))
        self.hint = label("", "small")
        self._lay_out()

    def open_at(self, point: QPoint, cases: "list[CaseRow]", what: str, speaker: str) -> None:
        """Open at a point of the screen; `what` names the passage, `speaker` who says it or ""."""
        self._cases, self._speaker = cases, speaker
        self.field.setPlaceholderText(f"Give {what} to the case…")
        turns = f" · Ctrl+↵ every turn of {speaker}" if speaker else ""
        self.hint.setText(f"↵ {what}{turns}")
        self.field.clear()
        self._search("")
        self._over_window(point)
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move through the list."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the chooser has closed."""
        super().hideEvent(event)
        self.closed.emit()

    def _key(self, event: QKeyEvent) -> bool:
        """Act on a key, and say whether it was one of ours."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self._take(self.list.currentItem(), speaker=control and bool(self._speaker))
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                by = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + by) % max(1, self.list.count()))
            case _:
                return False
        return True

    def _search(self, typed: str) -> None:
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

    def _take(self, item: QListWidgetItem | None, *, speaker: bool) -> None:
        """Give the passage or the speaker to the case of a row."""
        if item is None:
            return
        case_id = item.data(CASE)
        self.hide()
        (self.speaker_given if speaker else self.passage_given).emit(case_id)

    def _lay_out(self) -> None:
        """Put the field above the list in a card with the one shadow there is."""
        card = frame("popup")
        shadow = QGraphicsDropShadowEffect(card, blurRadius=24, offset=QPointF(0, 6))
        colour = QColor(self._look.colours.shadow)
        colour.setAlpha(70)
        shadow.setColor(colour)
        card.setGraphicsEffect(shadow)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 8, 8, 8)
        for widget in (self.field, self.list, self.hint):
            inner.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 24)
        outer.addWidget(card)

    def _fit(self) -> None:
        """Be as tall as the rows, up to eight of them."""
        size = self._look.type
        rows = min(max(self.list.count(), 1), MOST)
        self.list.setFixedHeight(size.px(ROW) * rows + 4)
        self.setFixedWidth(size.px(WIDTH))
        self.adjustSize()

    def _over_window(self, point: QPoint) -> None:
        """Lie over the window, at the place nearest to a point where all is seen."""
        window = self._near.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self._near.destroyed.connect(self.deleteLater)
        here = window.mapFromGlobal(point)
        self.move(
            max(0, min(here.x(), window.width() - self.width())),
            max(0, min(here.y(), window.height() - self.height())),
        )
