"""Ask for the passphrase of a study, or for a new one."""

from collections.abc import Callable

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.design.look import Look
from app.frame.overlay import Overlay
from app.widgets.buttons import button
from app.widgets.text import label
from framework.errors import RefusedError, StudyFileError

WIDTH = 460


class PassphraseCard(Overlay):
    """Be a card with a field for a passphrase, which is kept no longer than the card is seen."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, "Passphrase")
        self._take: Callable[[str], object] | None = None
        self.words, self.wrong = label("", wrap=True), label("", "wrong", wrap=True)
        self.words.setMinimumWidth(look.type.px(WIDTH))
        self.field, self.again = _field("Passphrase"), _field("Once more")
        self.accept = button("Open", self._accept, role="primary")
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button("Not now", self.hide))
        line.addWidget(self.accept)
        for piece in (self.words, self.field, self.again, self.wrong):
            self.column.addWidget(piece)
        self.column.addLayout(line)
        for field in (self.field, self.again):
            field.returnPressed.connect(self._accept)

    def ask(self, words: str, action: str, take: Callable[[str], object]) -> None:
        """Ask for the passphrase of a study; `take` raises StudyFileError where it is wrong."""
        self._show(words, action, take, twice=False)

    def ask_new(self, words: str, action: str, take: Callable[[str], object]) -> None:
        """Ask for a new passphrase, typed twice; `take` raises RefusedError where it is none."""
        self._show(words, action, take, twice=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep nothing of what was typed."""
        self._clear()
        self._take = None
        super().hideEvent(event)

    def _show(self, words: str, action: str, take: Callable[[str], object], *, twice: bool) -> None:
        """Show the card with empty fields."""
        self._clear()
        self._take = take
        self.words.setText(words)
        self.accept.setText(action)
        self.accept.setAccessibleName(action)
        self.again.setVisible(twice)
        self.wrong.hide()
        self.open()
        self.field.setFocus()

    def _accept(self) -> None:
        """Hand over what was typed, or say what is wrong with it."""
        take, told = self._take, self.field.text()
        if take is None:
            return
        if not self.again.isHidden() and self.again.text() != told:
            self._refuse("The two passphrases differ. Type it twice again.")
            return
        try:
            take(told)
        except (RefusedError, StudyFileError) as refused:
            self._refuse(str(refused))
            return
        if self._take is take:
            self.hide()

    def _refuse(self, sentence: str) -> None:
        """Say why not, and let the person type again."""
        self._clear()
        self.wrong.setText(sentence)
        self.wrong.show()
        self._settle()
        self.field.setFocus()

    def _clear(self) -> None:
        """Empty the fields, and what they would undo."""
        for field in (self.field, self.again):
            field.setText("")  # unlike clear(), this leaves nothing to undo


def _field(name: str) -> QLineEdit:
    """Make a field that shows nothing of what is typed."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    return field
