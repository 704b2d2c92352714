"""Show beside the mouse what is carried, and what would become of it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.text import label

WIDTH = 260


class Ghost(QFrame):
    """Follow the mouse over the board."""

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look, self._over = look, over
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._what, self._drop = label("", "heading", wrap=True), label("", "small", wrap=True)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(*(look.type.space(2.5),) * 4)
        column.setSpacing(look.type.space(1))
        column.addWidget(self._what)
        column.addWidget(self._drop)
        self.hide()

    def follow(self, point: QPoint, what: str, drop: str) -> None:
        """Stand right below a point of the screen, within the board."""
        self._what.setText(what)
        self._drop.setText(drop)
        self.setFixedWidth(min(self._look.type.px(WIDTH), self._over.width()))
        self.setFixedHeight(self._column.heightForWidth(self.width()))
        space = self._look.type.space(3)
        here = self._over.mapFromGlobal(point) + QPoint(space, space)
        self.move(
            max(0, min(here.x(), self._over.width() - self.width())),
            max(0, min(here.y(), self._over.height() - self.height())),
        )
        self.show()
        self.raise_()
