"""Show the five figures of a study."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.progress import ProgressRow


def counted(count: int, what: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {what}{'s' if count != 1 else ''}"


class Figures(QFrame):
    """Hold five figures, each with its name above and what it is made of below.

    They stand in one line, or in two or more where one has no room for them.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "card")
        size = look.type
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(
            size.space(4.5), size.space(4), size.space(4.5), size.space(4)
        )
        self._grid.setHorizontalSpacing(size.space(4))
        self._grid.setVerticalSpacing(size.space(3))
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        self._places: list[QWidget] = []
        for name in ("Transcripts", "Coded", "Framework", "Charted", "Delivery data"):
            figure, of, below = label("", "figure"), label("", "heading"), label("", "small")
            below.setWordWrap(True)
            below.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = QHBoxLayout()
            line.setSpacing(size.space(1.5))
            line.addWidget(figure)
            line.addWidget(of, 1)
            place = QWidget()
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(size.space(0.5))
            column.addWidget(label(name, "muted"))
            column.addLayout(line)
            column.addWidget(below, 1)
            self._cells.append((figure, of, below))
            self._places.append(place)
        self._columns = 0
        self._line_up()
        look.changed.connect(self._line_up)

    def minimumSizeHint(self) -> QSize:
        """Need no more width than the widest figure alone."""
        edges, hint = self._grid.contentsMargins(), super().minimumSizeHint()
        widest = max(place.minimumSizeHint().width() for place in self._places)
        return QSize(widest + edges.left() + edges.right(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin a new line where a figure would be cut off."""
        super().resizeEvent(event)
        self._line_up()

    def _line_up(self) -> None:
        """Put as many figures in a line as have room."""
        edges, gap = self._grid.contentsMargins(), self._grid.horizontalSpacing()
        room = self.width() - edges.left() - edges.right()
        widths = [place.minimumSizeHint().width() for place in self._places]
        fitting = (
            count
            for count in range(len(widths), 1, -1)
            if sum(max(widths[at::count]) + gap for at in range(count)) - gap <= room
        )
        columns = next(fitting, 1)
        if columns == self._columns:
            return
        self._columns = columns
        for at, place in enumerate(self._places):
            self._grid.addWidget(place, *divmod(at, columns))
            self._grid.setColumnStretch(at, int(at < columns))

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
        self._line_up()
