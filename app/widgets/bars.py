"""Make the strip at a workspace's top."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.design.look import Look

HEIGHT = 46


class Bar(QFrame):
    """Line up tabs and buttons in one strip."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._look = look
        self._line = QHBoxLayout(self)
        look.changed.connect(self._measure)
        self._measure()

    def add(self, *widgets: QWidget, stretch: int = 0) -> None:
        """Put widgets at the right end."""
        for widget in widgets:
            self._line.addWidget(widget, stretch)

    def stretch(self) -> None:
        """Push what follows to the right."""
        self._line.addStretch(1)

    def _measure(self) -> None:
        """Take the height and gaps of the text size."""
        size = self._look.type
        self.setMinimumHeight(size.px(HEIGHT))
        self._line.setContentsMargins(
            size.space(3.5), size.space(1), size.space(3.5), size.space(1)
        )
        self._line.setSpacing(size.space(2))
