"""Show what one analyst charted apart."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.charting.rating import said
from app.charting.reading import html_of
from app.charting.word_marks import rich
from app.charting.words import moment
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.text import label
from framework.queries.charts import citations_of
from framework.queries.own_cells import OwnCellView
from framework.rules.cells import STATE_NAMES
from framework.study import Session

EMPTY = {"nothing_relevant": "Asked, nothing relevant", "not_asked": "Not asked"}


class Version(QFrame):
    """Show what one analyst charted, or that it is hidden until the other has written."""

    taken = Signal()

    def __init__(self, shell: Shell, side: str, key: str) -> None:
        super().__init__()
        self._look = shell.look
        self.view: OwnCellView | None = None
        self.setProperty("role", "card")
        self.head, self.line = label("", "heading", wrap=True), label("", "small", wrap=True)
        self.text = rich("", "")
        self.take = button(f"Take {side} {key}".strip(), self.taken.emit, role="small")
        column, size = QVBoxLayout(self), self._look.type
        column.setContentsMargins(*[size.space(2.5)] * 4)
        column.setSpacing(size.space(1.5))
        for piece in (self.head, self.line, self.text):
            column.addWidget(piece)
        column.addStretch(1)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def show_version(self, session: Session, view: OwnCellView | None, *, hidden: bool) -> None:
        """Show a version; a hidden one says only that it is there."""
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        self.head.setText(view.coder)
        self.take.setVisible(not hidden)
        if hidden:
            self.line.setText(f"{view.coder} has charted this cell.")
            self.text.setText("Hidden until you have written your own version.")
            return
        state = STATE_NAMES[view.state]  # type: ignore[index] # one of STATES
        rated = f" · rated {said(view.rating)}" if view.rating else ""
        self.line.setText(f"{state}{rated}, {moment(view.changed)}")
        cited = citations_of(session, [view.id], quotes=False, of="own_cell")
        words = "".join(run.text for run in view.runs)
        shown = html_of(view.runs, cited, self._look)
        self.text.setText(shown or EMPTY.get(view.state, "Nothing written"))
        self.text.setAccessibleName(f"{view.coder}: {words or EMPTY.get(view.state, 'nothing')}")
