"""Choose or type what is a speaker's label though it was not read as one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from app.design.look import Look
from app.transcripts.told import counted
from app.widgets.buttons import button
from app.widgets.choices import ROW, Choices
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.drafts import TranscriptDraft

MOST, NAMED = 6, 8


class LabelPanel(QFrame):
    """Offer what paragraphs without a label begin with; say which begin as what is typed."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, look: Look, draft: "TranscriptDraft") -> None:
        from importers.hand_labels import beginnings

        super().__init__()
        self.setProperty("role", "card")
        self._draft, size = draft, look.type
        found = beginnings(draft)
        self.offered = Choices(look, self, "Beginnings of paragraphs", many=False)
        self.offered.offer([(one.label, _words(*one)) for one in found], ())
        self.offered.setFixedHeight(size.px(ROW) * min(len(found), MOST) + 6)
        if not found:
            self.offered.hide()
        self.offered.picked.connect(self._pick)
        self.offered.currentRowChanged.connect(lambda _row: self._pick())
        self.typed = QLineEdit()
        self.typed.setAccessibleName("Label as it stands in the text")
        self.typed.setPlaceholderText("as it stands at the beginning of paragraphs")
        self.typed.textChanged.connect(self._count)
        self.typed.returnPressed.connect(self._take)
        self.take = button("Take as a label", self._take, role="primary")
        self.said = label("", "small", wrap=True)
        line = QHBoxLayout()
        line.addWidget(label("Label"))
        line.addWidget(self.typed, 1)
        line.addWidget(button("Leave", self.left.emit))
        line.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(3),) * 4)
        choose = "choose it, or type" if found else "type"
        head = f"A label that was not read as one: {choose} how the paragraphs begin"
        column.addWidget(label(head, "heading", wrap=True))
        column.addWidget(self.offered)
        column.addLayout(line)
        column.addWidget(self.said)
        if found:
            self._pick()
        self._count()

    def _pick(self) -> None:
        """Take over what is offered."""
        self.typed.setText("".join(str(value) for value in self.offered.values()))

    def _count(self) -> None:
        """Say which paragraphs begin so."""
        from importers.hand_labels import begun

        _, places = begun(self._draft, self.typed.text())
        self.take.setEnabled(bool(places))
        shown = ", ".join(f"¶{n}" for n in places[:NAMED]) + (" …" if len(places) > NAMED else "")
        verb = "begins" if len(places) == 1 else "begin"
        many = f"{counted(len(places), 'paragraph')} {verb} so: {shown}"
        none = "No paragraph without a label begins so." if self.typed.text().strip() else ""
        self.said.setText(many if places else none)

    def _take(self) -> None:
        """Pass the label on."""
        if self.take.isEnabled():
            self.wanted.emit(self.typed.text())


def _words(typed: str, places: tuple[int, ...]) -> str:
    """Say how often paragraphs begin so, and where first."""
    return f"{typed}   {counted(len(places), 'paragraph')}, from ¶{places[0]}"
