"""Say why something did not happen, and offer what can be done instead."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.design.look import Look
from app.frame.overlay import Overlay
from app.widgets.buttons import Button, button
from app.widgets.text import label

WIDTH = 460


class Offer(Overlay):
    """Be a card with a sentence and a button for each thing that can be done."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, "What can be done")
        self.words = label("", wrap=True)
        self.words.setMinimumWidth(look.type.px(WIDTH))
        self.column.addWidget(self.words)
        self._line = QHBoxLayout()
        self._line.addStretch(1)
        self.column.addLayout(self._line)
        self.choices: list[Button] = []

    def show_offer(
        self,
        title: str,
        sentence: str,
        choices: Sequence[tuple[str, Callable[[], object]]] = (),
        instead: str = "Not now",
    ) -> None:
        """Show a sentence with its choices, the first of which Enter takes, or one `instead`."""
        self.set_title(title)
        for old in self.choices:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.words.setText(sentence)
        made = [button(words, partial(self._take, slot)) for words, slot in choices]
        self.choices = [button(instead, self.hide), *made]
        for one in self.choices:
            self._line.addWidget(one)
        self.open()
        (*made, *self.choices)[0].setFocus()

    def _take(self, slot: Callable[[], object]) -> None:
        """Do what was chosen."""
        self.hide()
        slot()
