"""Move the beginning or the end of a coding with the mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from app.widgets.offsets import whole
from app.widgets.transcript_marks import Mark

if TYPE_CHECKING:
    from app.widgets.transcript_view import TranscriptView

REACH = 5


class EdgeDrag:
    """Hold the edge of the coding in hand while the mouse moves it."""

    def __init__(self, view: "TranscriptView") -> None:
        self._view = view
        self._held: tuple[Mark, bool] | None = None
        self._now = (0, 0)

    @property
    def active(self) -> bool:
        """Say whether an edge is held."""
        return self._held is not None

    def near(self, place: QPointF) -> tuple[Mark, bool] | None:
        """Return the coding in hand whose edge lies under the mouse, and whether it is the end."""
        view = self._view
        mark = view.mark_in_hand()
        if mark is None or view.shows == "reading":
            return None
        for number, at, is_end in ((mark.first, mark.start, False), (mark.last, mark.end, True)):
            box = view.cursor_box(number, at, after=is_end)
            if box is not None and box.adjusted(-REACH, -2, REACH, 2).contains(place):
                return mark, is_end
        return None

    def press(self, place: QPointF) -> bool:
        """Take the edge under the mouse; say whether there is one."""
        self._held = self.near(place)
        if self._held is not None:
            self._now = self._held[0].start, self._held[0].end
        return self.active

    def move(self, place: QPointF) -> None:
        """Show the coding as it would be."""
        if self._held is None:
            return
        mark, is_end = self._held
        at = self._view.place_at(place)
        start, end = (mark.start, at) if is_end else (at, mark.end)
        if start < end and self._view.text[start:end].strip():
            self._now = whole(self._view.text, start, end)
            self._view.preview(mark.id, *self._now)

    def release(self) -> tuple[int, int, int] | None:
        """Let go; return the coding with its new start and end, or None when nothing moved."""
        held, self._held = self._held, None
        if held is None or self._now == (held[0].start, held[0].end):
            return None
        return held[0].id, *self._now

    def cancel(self) -> None:
        """Let go, and show the coding as it was."""
        held, self._held = self._held, None
        if held is not None:
            self._view.preview(held[0].id, held[0].start, held[0].end)
