"""Say what a change would touch before it is made, where the theme stands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
)

from app.charting.flow import Flow
from app.design.look import Look
from app.widgets.buttons import Button, button
from app.widgets.choice_box import ChoiceBox
from app.widgets.escape import on_escape
from app.widgets.text import label

Target = int | None


class Choice(NamedTuple):
    """Name one thing that can be done, and what does it with the target."""

    words: str
    do: Callable[[Target], object]


class Question(NamedTuple):
    """Ask about one change: what it would do to each target, and what can be chosen.

    Without `targets` the one target is None; `start` is the target that is offered first.
    """

    title: str
    sentence: Callable[[Target], str]
    choices: Sequence[Choice]
    targets: Sequence[tuple[Target, str]] = ()
    label: str = ""
    start: Target = None


class ConsequenceStrip(QFrame):
    """Lie under the table while a change is considered; Esc leaves with nothing changed.

    `left` tells that it was closed while it had the keys.
    """

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._question: Question | None = None
        self._buttons: list[Button] = []
        self.setProperty("role", "notice")
        self.setAccessibleName("What this would change")
        self.title = label("", "heading", wrap=True)
        self.words = label("", wrap=True)
        self.target, self._label = ChoiceBox("Theme", letters=0), QLabel()
        self.target.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.target.currentIndexChanged.connect(lambda _place: self._say())
        size, asked = look.type, QHBoxLayout()
        asked.addWidget(self._label)
        asked.addWidget(self.target, 1)
        self._row = Flow(gap=size.space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(3.5), size.space(2.5)) * 2)
        column.setSpacing(size.space(1.5))
        column.addWidget(self.title)
        column.addLayout(asked)
        column.addWidget(self.words)
        column.addLayout(self._row)
        on_escape(self, self.leave)
        self.hide()

    def ask(self, question: Question) -> None:
        """Show a question; the keys are on its target, or on its first choice."""
        self._question = question
        self.title.setText(question.title)
        self._label.setText(question.label)
        self.target.setAccessibleName(question.label)
        self.target.blockSignals(True)
        self.target.clear()
        for target, words in question.targets:
            self.target.addItem(words, target)
        self.target.setCurrentIndex(max(0, self.target.findData(question.start)))
        self.target.blockSignals(False)
        for widget in (self.target, self._label):
            widget.setVisible(bool(question.targets))
        self._offer(question.choices)
        self._say()
        self.show()
        (self.target if question.targets else self._buttons[0]).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every line of what is said, whatever else has to give way."""
        super().resizeEvent(event)
        self._make_room()

    def choices(self) -> list[str]:
        """Return what can be chosen."""
        return [made.text() for made in self._buttons]

    def choose(self, words: str) -> None:
        """Choose by words."""
        next(made for made in self._buttons if made.text() == words).click()

    def leave(self) -> None:
        """Close with nothing changed."""
        held = QApplication.focusWidget()
        had_keys = held is not None and self.isAncestorOf(held)
        self._question = None
        self.hide()
        if had_keys:
            self.left.emit()

    def _offer(self, choices: Sequence[Choice]) -> None:
        """Make a button for each choice, the first of them the one that is drawn as such."""
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [
            button(choice.words, partial(self._do, choice), role="" if place else "primary")
            for place, choice in enumerate(choices)
        ]
        self._buttons.append(button("Cancel", self.leave))
        for made in self._buttons:
            self._row.addWidget(made)

    def _say(self) -> None:
        """Say what the change would do to the target that is chosen."""
        if self._question is not None:
            self.words.setText(self._question.sentence(self._chosen()))
            self.words.setVisible(bool(self.words.text()))
            self._make_room()

    def _make_room(self) -> None:
        """Take the height of what is said at the width there is."""
        width = self.width() - 2 * self._look.type.space(3.5)
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(max(80, width))))

    def _chosen(self) -> Target:
        """Return the target that is chosen."""
        held = self.target.currentData() if self._question and self._question.targets else None
        return held if isinstance(held, int) else None

    def _do(self, choice: Choice) -> None:
        """Do what was chosen; a refusal leaves the question open."""
        choice.do(self._chosen())
        self.leave()
