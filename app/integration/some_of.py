"""Tick some of the study's indicators in a list; their keys are kept as one text."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.design.look import Look
from app.widgets.row_ink import ROLE

MOST_SHOWN = 5


class SomeOf(QListWidget):
    """List what can be chosen, each with a tick; `save` takes the keys of those that are."""

    def __init__(
        self, look: Look, name: str, choices: Sequence[tuple[str, str]],
        save: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self._save, self._filling = save, True
        self._others: list[str] = []
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._look, self._shown = look, list[tuple[str, str]]()
        self.itemChanged.connect(lambda _item: self._tell())
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """List what can be chosen; what is listed already stays, with its ticks."""
        if list(choices) == self._shown and self._shown:
            return
        self._filling, self._shown = True, list(choices)
        self.clear()
        for words, key in choices:
            item = QListWidgetItem(words, self)
            item.setData(ROLE, key)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setToolTip(f"{words} ({key})")
        tall = max(self.sizeHintForRow(0), self._look.type.px(20))
        shown = max(1, min(MOST_SHOWN, self.count()))
        self.setFixedHeight(tall * shown + self._look.type.space(2))
        self._filling = False

    def show_keys(self, text: str) -> None:
        """Tick what is named; a key that is no choice is kept as it is."""
        keys = [key for key in re.split(r"[\s,;]+", text) if key]
        self._filling, known = True, set[str]()
        for at in range(self.count()):
            item = self.item(at)
            key = str(item.data(ROLE))
            known.add(key)
            on = Qt.CheckState.Checked if key in keys else Qt.CheckState.Unchecked
            item.setCheckState(on)
        self._others = [key for key in keys if key not in known]
        self._filling = False

    def keys(self) -> list[str]:
        """Return the keys that are ticked, in the order of the list."""
        items = (self.item(at) for at in range(self.count()))
        ticked = [str(item.data(ROLE)) for item in items
                  if item.checkState() == Qt.CheckState.Checked]  # fmt: skip
        return [*ticked, *self._others]

    def _tell(self) -> None:
        """Save what is ticked."""
        if not self._filling:
            self._save(" ".join(self.keys()))
