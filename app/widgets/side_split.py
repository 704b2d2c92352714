"""Share a workspace between its main pane and the pane at its right."""

from PySide6.QtWidgets import QWidget

from app.design.look import Look
from app.widgets.kept_split import KeptSplit

MOST_OF_ROOM = 0.31
LEAST_OF_ROOM = 0.4


class SideSplit(KeptSplit):
    """Give the right pane its drawn width, or less where there is little room."""

    def __init__(self, look: Look, main: QWidget, side: QWidget, width: int, least: int) -> None:
        """Take the drawn and the least width of `side` in px at 100 %."""

        def shares(room: int) -> tuple[int, int]:
            wide = max(_least(room), min(look.type.px(width), round(room * MOST_OF_ROOM)))
            return room - wide, wide

        def _least(room: int) -> int:
            return min(look.type.px(least), max(least, round(room * LEAST_OF_ROOM)))

        super().__init__(look, main, side, shares)
        self._side, self._least = side, _least
        self.setStretchFactor(0, 1)
        self._share()

    def _share(self) -> None:
        """Give the panes their widths, and the right one no less than it can be used at."""
        self._side.setMinimumWidth(self._least(self.width()))
        super()._share()
