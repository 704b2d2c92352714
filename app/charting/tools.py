"""Line up what can be done with a cell: marks, states, rating."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.charting.flow import Flow
from app.charting.rating import fill_ratings
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import Button, button
from framework.queries.charts import CellView

STATES = (
    ("checked", "Checked ✓", "chart.checked"),
    ("nothing_relevant", "Nothing relevant –", "chart.nothing"),
    ("not_asked", "Not asked n/a", "chart.not_asked"),
)


class CellTools(QWidget):
    """Be the buttons under the editor of a cell; they wrap where the pane is narrow."""

    state_chosen = Signal(str)
    rated = Signal(str)

    def __init__(
        self, look: Look, keymap: Keymap, quote: Callable[[], None], comment: Callable[[], None],
        memo: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__()
        row = Flow(self, gap=look.type.space(1.5))
        key = keymap.shown
        for text, slot, action in (("Quote “”", quote, "chart.quote"),
                                   ("Comment {}", comment, "chart.comment")):  # fmt: skip
            row.addWidget(button(text, slot, role="small", tip=key(action)))
        self.memo = button("Memo", memo, role="small", tip=key("chart.memo"))
        row.addWidget(self.memo)
        self.states: dict[str, Button] = {}
        for state, text, action in STATES:
            tool = button(text, partial(self.state_chosen.emit, state), role="small",
                          tip=key(action))  # fmt: skip
            tool.setCheckable(True)
            self.states[state] = tool
            row.addWidget(tool)
        self._view: CellView | None = None
        self.rating = button("Rate", self.open_ratings, role="small", tip=key("chart.rate"))
        self.ratings = QMenu(self)
        self.ratings.aboutToShow.connect(self._fill)
        row.addWidget(self.rating)

    def show_state(self, view: CellView | None, *, written: bool, rated: bool) -> None:
        """Let the buttons say what can be done with a cell; `rated` where its theme asks for it."""
        self._view = view
        state = view.state if view else ""
        for name, tool in self.states.items():
            tool.setChecked(state == name and (written == (name == "checked")))
            tool.setEnabled(written == (name == "checked"))
            tool.setVisible(tool.isEnabled())
        given = view.rating if view else ""
        self.rating.setVisible(rated)
        self.rating.setText(f"Rated {given} ▾" if given else "Rate ▾")
        self.rating.setAccessibleName(f"Rating: {given or 'none'}")

    def open_ratings(self) -> None:
        """Offer the ratings."""
        self.ratings.popup(self.rating.mapToGlobal(QPoint(0, self.rating.height())))

    def _fill(self) -> None:
        """Fill the menu of ratings."""
        fill_ratings(self.ratings, self._view.rating if self._view else "", self.rated.emit)
