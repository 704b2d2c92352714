"""Tick what a joint display shows."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.design.look import Look

NONE = ("",)


def tick(look: Look, text: str, room: int, changed: Callable[[], None], *, on: bool) -> QCheckBox:
    """Make a tick whose text takes no more than `room` px."""
    measure = QFontMetrics(look.type.font("base"))
    made = QCheckBox(measure.elidedText(text, Qt.TextElideMode.ElideMiddle, room))
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.setChecked(on)
    made.toggled.connect(lambda _on: changed())
    return made


class TickList(QWidget):
    """List what may be ticked, by key; `changed` is called when the person ticks."""

    def __init__(self, look: Look, room: int, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._look, self._room, self._changed = look, room, changed
        self.ticks: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.type.space(1))

    def show_ticks(self, names: Mapping[str, str], chosen: Collection[str]) -> None:
        """Show these, with those chosen ticked; where none is chosen all are."""
        texts = [box.toolTip() for box in self.ticks.values()]
        if list(self.ticks) != list(names) or texts != list(names.values()):
            for box in self.ticks.values():
                box.hide()
                box.deleteLater()
            self.ticks = {
                key: tick(self._look, text, self._room, self._changed, on=True)
                for key, text in names.items()
            }
            for box in self.ticks.values():
                self._column.addWidget(box)
        for key, box in self.ticks.items():
            box.blockSignals(True)
            box.setChecked(not chosen or key in chosen)
            box.blockSignals(False)

    def chosen(self) -> tuple[str, ...]:
        """Return what is ticked: nothing where all are, so that what is new is shown too."""
        found = tuple(key for key, box in self.ticks.items() if box.isChecked())
        if len(found) == len(self.ticks):
            return ()
        return found or NONE
