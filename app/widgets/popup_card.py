"""Lay a card with a field and what it finds over the window."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLineEdit, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.text import frame


class PopupCard(QFrame):
    """Hold the keys in a field while the card is open; it closes when they leave."""

    closed = Signal()

    def __init__(self, look: Look, near: QWidget, name: str, field: str) -> None:
        """Be over the window of the widget `near`; `field` names the field."""
        super().__init__(near)
        self._look, self._near = look, near
        self._bottom: int | None = None
        self.hide()
        self.setAccessibleName(name)
        self.field = QLineEdit()
        self.field.setAccessibleName(field)
        self.field.textChanged.connect(self.search)
        self.field.installEventFilter(self)

    def search(self, typed: str) -> None:
        """Show what matches what is typed."""
        raise NotImplementedError

    def key(self, event: QKeyEvent) -> bool:
        """Act on a key, and say whether it was one of ours."""
        raise NotImplementedError

    def open_over(self, point: QPoint, above: int | None = None) -> None:
        """Open at the place nearest to a point of the screen where all is seen.

        Where there is no room below the point, the card stands above the height `above`.
        """
        self._bottom = None
        self.field.clear()
        self.search("")
        self._over_window(point, above)
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move through what was found."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the card has closed."""
        super().hideEvent(event)
        self.closed.emit()

    def lay_out(self, *widgets: QWidget) -> None:
        """Put the field above widgets in a card with the one shadow there is."""
        self._card = card = frame("popup")
        shadow = QGraphicsDropShadowEffect(card, blurRadius=24, offset=QPointF(0, 6))
        colour = QColor(self._look.colours.shadow)
        colour.setAlpha(70)
        shadow.setColor(colour)
        card.setGraphicsEffect(shadow)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 8, 8, 8)
        for widget in (self.field, *widgets):
            inner.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 24)
        outer.addWidget(card)

    def fit(self, width: int) -> None:
        """Be as tall as what is found, at a width in px at 100 %."""
        self.setFixedWidth(self._look.type.px(width))
        for layout in (self._card.layout(), self.layout()):
            if layout is not None:
                layout.invalidate()
                layout.activate()
        self.resize(self.width(), self.sizeHint().height())
        if self._bottom is not None:
            self.move(self.x(), max(0, self._bottom - self.height()))

    def _over_window(self, point: QPoint, above: int | None) -> None:
        """Lie over the window, at the place nearest to a point where all is seen."""
        window = self._near.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self._near.destroyed.connect(self.deleteLater)
        here = window.mapFromGlobal(point)
        if above is not None and here.y() + self.height() > window.height():
            top = window.mapFromGlobal(QPoint(0, above)).y()
            if top > self.height():
                self._bottom = top
                here.setY(top - self.height())
        self.move(
            max(0, min(here.x(), window.width() - self.width())),
            max(0, min(here.y(), window.height() - self.height())),
        )
