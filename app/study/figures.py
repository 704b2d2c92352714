"""Show the five figures of a study."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel

from app.design.look import Look
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.progress import ProgressRow


def counted(count: int, what: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {what}{'s' if count != 1 else ''}"


class Figures(QFrame):
    """Hold five figures, each with its name above and what it is made of below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "card")
        size = look.type
        grid = QGridLayout(self)
        grid.setContentsMargins(size.space(4.5), size.space(4), size.space(4.5), size.space(4))
        grid.setHorizontalSpacing(size.space(4))
        grid.setVerticalSpacing(size.space(0.5))
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        names = ("Transcripts", "Coded", "Framework", "Charted", "Delivery data")
        for column, name in enumerate(names):
            figure, of, below = label("", "figure"), label("", "heading"), label("", "small")
            below.setWordWrap(True)
            below.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = QHBoxLayout()
            line.setSpacing(size.space(1.5))
            line.addWidget(figure)
            line.addWidget(of, 1)
            grid.addWidget(label(name, "muted"), 0, column)
            grid.addLayout(line, 1, column)
            grid.addWidget(below, 2, column)
            grid.setColumnStretch(column, 1)
            self._cells.append((figure, of, below))
        grid.setRowStretch(2, 1)

    def show_progress(self, p: "ProgressRow") -> None:
        """Show these figures."""
        charted = p.states.get("draft", 0) + p.states.get("checked", 0)
        charted += p.states.get("nothing_relevant", 0) + p.states.get("not_asked", 0)
        checked, late = p.states.get("checked", 0), p.flags.get("out_of_date", 0)
        coded = f"{counted(p.codings, 'coding')} · {counted(p.coders, 'coder')}"
        rows = f"{counted(p.delivery_rows, 'row')} in {counted(p.delivery_tables, 'table')}"
        lost = f" · {p.unmatched_rows} match no site" if p.unmatched_rows else ""
        figures = (
            (str(p.transcripts), "", counted(p.words, "word")),
            (str(p.coded_transcripts), f"of {p.transcripts}", coded),
            (str(p.themes), "themes", counted(p.sub_themes, "sub-theme")),
            (str(charted), f"of {p.cells}", f"{checked} checked · {late} out of date"),
            (str(p.sites), "sites" if p.sites != 1 else "site", rows + lost),
        )
        for (figure, of, below), texts in zip(self._cells, figures, strict=True):
            for cell, text in zip((figure, of, below), texts, strict=True):
                cell.setText(text)
