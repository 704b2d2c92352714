"""Line up what can be done with a cell: marks, states, rating."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.charting.flow import Flow
from app.charting.rating import RatingButton
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import Button, button
from framework.queries.charts import CellView
from framework.rules.cells import State

STATES: tuple[tuple[State, str, str], ...] = (
    ("checked", "Checked ✓", "chart.checked"),
    ("nothing_relevant", "Nothing relevant –", "chart.nothing"),
    ("not_asked", "Not asked n/a", "chart.not_asked"),
)


class CellTools(QWidget):
    """Be the buttons under the editor of a cell; they wrap where the pane is narrow.

    States have a line of their own, so that what stands below stays while they come and go.
    """

    state_chosen = Signal(str)
    rated = Signal(str)

    def __init__(
        self, look: Look, keymap: Keymap, quote: Callable[[], None], comment: Callable[[], None],
        memo: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__()
        gap, column = look.type.space(1.5), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        row, states = Flow(gap=gap), Flow(gap=gap)
        column.addLayout(row)
        column.addLayout(states)
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
            states.addWidget(tool)
        self.rating = RatingButton(key("chart.rate"))
        self.rating.rated.connect(self.rated)
        states.addWidget(self.rating)

    def show_state(self, view: CellView | None, *, written: bool, rated: bool) -> None:
        """Let the buttons say what can be done with a cell; `rated` where its theme asks for it."""
        state = view.state if view else ""
        outdated = view is not None and "out_of_date" in view.flags  # to be checked again
        for name, tool in self.states.items():
            tool.setChecked(state == name and (written == (name == "checked")) and not outdated)
            tool.setEnabled(written == (name == "checked"))
            tool.setVisible(tool.isEnabled())
        self.rating.setVisible(rated)
        self.rating.show_rating(view.rating if view else "")
