"""Say in a sentence what a chart leaves out, and offer to show it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.charting.arrangement import Arrangement, Choice
from app.charting.filters import said
from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import label


class LeftOut(QFrame):
    """Stand over the chart while a filter is on, or something is hidden."""

    all_wanted = Signal()
    hidden_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "pane")
        self.setAccessibleName("What is left out")
        self.sentence = label("", "small", wrap=True)
        self.show_all = button("Show all", self.all_wanted.emit, role="small")
        self.show_hidden = button("Show hidden", self.hidden_wanted.emit, role="small")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self.show_all)
        self._row.addWidget(self.show_hidden)
        look.changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_arrangement(self, found: Arrangement, choice: Choice) -> None:
        """Say what is left out of an arrangement."""
        parts = []
        if choice.filtered:
            kept = said(choice.keep, choice.signs, choice.bounds)
            parts.append(f"{found.shown} of {found.total} cases, where {kept}.")
        rows, columns = len(found.hidden_rows), len(found.hidden_columns)
        hidden = [_many(rows, "row"), _many(columns, "column")]
        if rows or columns:
            parts.append(f"Hidden: {' and '.join(part for part in hidden if part)}.")
        self.sentence.setText(" ".join(parts))
        self.show_all.setVisible(choice.filtered)
        self.show_hidden.setVisible(bool(rows or columns))
        self.show_hidden.setText(f"Show hidden ({rows + columns})")
        self.show_hidden.setAccessibleName(self.show_hidden.text())
        self.setVisible(bool(parts))

    @property
    def says(self) -> str:
        """Return the sentence, "" where nothing is left out."""
        return self.sentence.text()

    def _measure(self) -> None:
        """Take gaps from the size of type."""
        gap = self._look.type.space(2)
        self._row.setContentsMargins(2 * gap, gap // 2, 2 * gap, gap // 2)
        self._row.setSpacing(gap)


def _many(count: int, what: str) -> str:
    """Count something, "" for none."""
    return "" if not count else f"{count} {what}" if count == 1 else f"{count} {what}s"
