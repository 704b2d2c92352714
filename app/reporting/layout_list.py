"""List what can be exported under its headings, one layout chosen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QLabel, QRadioButton, QVBoxLayout

from app.design.look import Look
from app.widgets.text import frame, label
from exports import Layout
from exports.catalogue import Group, grouped


class LayoutList:
    """Hold a choice for every layout; the arrow keys walk through all, whatever their heading.

    `chosen` is called with the key of the layout that the person chose.
    """

    def __init__(self, look: Look, chosen: Callable[[str], None]) -> None:
        self.widget = frame("clear")
        self.choices: dict[str, QRadioButton] = {}
        self.sections: list[Section] = []
        self._what: dict[str, QLabel] = {}
        self._look, self._chosen = look, chosen
        self._group = QButtonGroup(self.widget)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(2))
        for group, layouts in grouped():
            section = Section(look, group)
            self._fill(section, layouts)
            self.sections.append(section)
            column.addWidget(section)

    def choose(self, key: str) -> None:
        """Show a layout as chosen, and what it is."""
        self.choices[key].setChecked(True)
        for other, what in self._what.items():
            what.setVisible(other == key)

    def _fill(self, section: "Section", layouts: Sequence[Layout]) -> None:
        """Put the choices of a heading below it."""
        size = self._look.type
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(size.space(1))
        for layout in layouts:
            choice = QRadioButton(layout.name)
            choice.setAccessibleDescription(layout.what)
            choice.clicked.connect(partial(self._choose, layout.key))
            self._group.addButton(choice)
            self.choices[layout.key] = choice
            what = label(layout.what, "small", wrap=True)
            what.setIndent(size.space(5))
            what.hide()
            self._what[layout.key] = what
            column.addWidget(choice)
            column.addWidget(what)

    def _choose(self, key: str, _on: object = None) -> None:
        """Take what the person chose."""
        self._chosen(key)


class Section(QGroupBox):
    """Be a heading with what stands below it, which a screen reader names on entering."""

    def __init__(self, look: Look, group: Group) -> None:
        super().__init__(group.value)
        self._look = look
        self.setFlat(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the heading alone, without the frame of the style."""
        painter = QPainter(self)
        painter.setFont(self._look.type.font("small", bold=True))
        painter.setPen(self._look.colour("muted"))
        painter.drawText(0, painter.fontMetrics().ascent(), self.title())
        painter.end()
