"""Tick what a joint display shows."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from framework.queries.themes import ThemeRow, columns_in

NONE = ("",)
INDENT = 5  # steps of spacing
FEW = "Mm…mm"


class Tick(QCheckBox):
    """Be a tick that shortens its words in their middle where they have no room."""

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Need room for the box and a few letters."""
        few = self.fontMetrics().horizontalAdvance(FEW)
        return QSize(self._around() + few, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words in what room there is."""
        option, size, mode = QStyleOptionButton(), self.fontMetrics(), Qt.TextElideMode.ElideMiddle
        self.initStyleOption(option)
        option.text = size.elidedText(self.text(), mode, self.width() - self._around())
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_CheckBox, option)

    def _around(self) -> int:
        """Return the width of all but the words, px."""
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.toolTip())


def tick(text: str, changed: Callable[[], None], *, on: bool) -> Tick:
    """Make a tick that calls `changed` when it is ticked or not ticked any more."""
    made = Tick(text)
    made.setChecked(on)
    made.toggled.connect(lambda _on: changed())
    return made


class TickList(QWidget):
    """List what may be ticked, by key; `changed` is called when the person ticks."""

    def __init__(self, look: Look, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._changed = changed
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
            self.ticks = {key: tick(text, self._changed, on=True) for key, text in names.items()}
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


class ThemeTicks(QWidget):
    """List themes with the sub-themes that are charted; a theme ticks all below it."""

    def __init__(self, look: Look, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._look, self._changed = look, changed
        self._themes: Sequence[ThemeRow] = ()
        self.heads: dict[str, QCheckBox] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self._below: dict[str, list[str]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.type.space(1))

    def show_themes(self, themes: Sequence[ThemeRow], chosen: Collection[str]) -> None:
        """Show themes by guid, with those chosen ticked, a theme by all below it; none are all."""
        if [(row.guid, row.number, row.name) for row in themes] != [
            (row.guid, row.number, row.name) for row in self._themes
        ]:
            self._build(themes)
        for head, below in self._below.items():
            for key in below:
                on = not chosen or key in chosen or head in chosen
                self._set(self.ticks[key], Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._mark_heads()

    def chosen(self) -> tuple[str, ...]:
        """Return the guids of what is ticked: nothing where all are."""
        found = tuple(key for key, box in self.ticks.items() if box.isChecked())
        if len(found) == len(self.ticks):
            return ()
        return found or NONE

    def _build(self, themes: Sequence[ThemeRow]) -> None:
        """Make the ticks anew."""
        for box in {**self.heads, **self.ticks}.values():
            box.hide()
            box.deleteLater()
        self._themes, self.heads, self.ticks, self._below = themes, {}, {}, {}
        for top in (row for row in themes if row.depth == 0):
            below = columns_in(list(themes), top.id)
            self._below[top.guid] = [row.guid for row in below]
            if [row.id for row in below] == [top.id]:
                self._add(top, 0)
                continue
            head = Tick(f"{top.number} {top.name}")
            head.setAccessibleName(f"All of {top.number} {top.name}")
            head.clicked.connect(partial(self._all, top.guid))
            self.heads[top.guid] = head
            self._column.addWidget(head)
            for row in below:
                self._add(row, self._look.type.space(INDENT))

    def _add(self, row: ThemeRow, indent: int) -> None:
        """Add the tick of one column."""
        text = f"{row.number} {row.name}"
        made = tick(text, self._ticked, on=True)
        made.setStyleSheet(f"QCheckBox {{ margin-left: {indent}px; }}" if indent else "")
        self.ticks[row.guid] = made
        self._column.addWidget(made)

    def _all(self, head: str, _on: object = None) -> None:
        """Tick all below a theme, or none where all are ticked."""
        below = [self.ticks[key] for key in self._below[head]]
        every = all(box.isChecked() for box in below)
        for box in below:
            self._set(box, Qt.CheckState.Unchecked if every else Qt.CheckState.Checked)
        self._ticked()

    def _ticked(self) -> None:
        """Tell of a change."""
        self._mark_heads()
        self._changed()

    def _mark_heads(self) -> None:
        """Tick the themes of which all is ticked, and half tick those of which some is."""
        for key, head in self.heads.items():
            on = [self.ticks[one].isChecked() for one in self._below[key]]
            some = Qt.CheckState.PartiallyChecked if any(on) else Qt.CheckState.Unchecked
            self._set(head, Qt.CheckState.Checked if all(on) else some)

    def _set(self, box: QCheckBox, state: Qt.CheckState) -> None:
        """Set a tick without telling of it."""
        box.blockSignals(True)
        box.setTristate(state == Qt.CheckState.PartiallyChecked)
        box.setCheckState(state)
        box.blockSignals(False)
