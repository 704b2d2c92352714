"""Show the card in hand: its name, what it means, the first passages under it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.design.look import Look
from app.framework_editor.passage_list import PassageList, Quoted
from app.framework_editor.wording import counted, place_of
from app.widgets.buttons import button
from app.widgets.fields import LineField
from app.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from framework.queries.codings import CodingRow
    from framework.queries.themes import ThemeRow

FIRST = 8


class Strip(QFrame):
    """Stand beside the board."""

    renamed = Signal(int, str)
    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._card: ThemeRow | None = None
        self.setProperty("role", "pane")
        self.setAccessibleName("Card in hand")
        size, column = look.type, QVBoxLayout(self)
        self._kind, self._about = label("", "small"), label("", "small", wrap=True)
        self.name = LineField("Name")
        self.name.committed.connect(self._rename)
        self._definition = label("", "smalltext", wrap=True)
        self.passages = PassageList(look, "First passages of this card")
        self.passages.opened.connect(self.opened)
        self.open = button("Open in transcript", self._open)
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(1.5))
        for widget in (self._kind, self.name, self._about, self._definition):
            column.addWidget(widget)
        column.addWidget(self.passages, 1)
        line = QHBoxLayout()
        line.addWidget(self.open)
        line.addStretch(1)
        column.addLayout(line)
        self.show_card(None, ())

    def show_card(self, card: "ThemeRow | None", passages: "Sequence[CodingRow]") -> None:
        """Show a card; what is typed on another is saved first."""
        other = card is None or self._card is None or card.id != self._card.id
        if other:
            self.name.commit()
        self._card = card
        for widget in (self.name, self._about, self._definition, self.open):
            widget.setEnabled(card is not None)
        kind = "No card in hand" if card is None else "Label without a place"
        self._kind.setText(f"Theme {card.number}" if card and card.number else kind)
        show = self.name.replace if other else self.name.show_text
        show(card.name if card else "")
        if card is not None:
            more = f" · the first {FIRST} are shown" if card.all_codings > FIRST else ""
            count = counted(card.all_codings, "passage")
            self._about.setText(f"{count} · {counted(card.all_cases, 'case')}{more}")
            undefined = "no definition yet" if card.number else ""
            self._definition.setText(card.definition or undefined)
        self._definition.setVisible(bool(card and self._definition.text()))
        self.passages.show_passages([
            Quoted(place_of(row), row.quote, row.transcript_id, row.start, row.end, row.colour)
            for row in passages[:FIRST]
        ])  # fmt: skip
        self.open.setEnabled(bool(passages))

    def _rename(self, name: str) -> None:
        """Pass another name on."""
        if self._card is not None and name.strip():
            self.renamed.emit(self._card.id, name)
        elif self._card is not None:
            self.name.show_text(self._card.name)

    def _open(self) -> None:
        """Open the passage in hand."""
        passage = self.passages.passage()
        if passage is not None:
            self.opened.emit(passage)
