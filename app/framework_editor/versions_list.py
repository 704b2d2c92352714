"""List the versions of the framework, the framework as it is now first."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QRectF,
    QSignalBlocker,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidgetItem,
)

from app.design.look import Look
from app.framework_editor.moments import day_of
from app.widgets.row_ink import ROLE, Index, InkedList, RowInk, paint_ground, paint_words

if TYPE_CHECKING:
    from framework.queries.versions import VersionRow

ROW = 66


class Entry(NamedTuple):
    """Hold what is said of a version; `id` is None for the framework as it is now."""

    id: int | None
    title: str
    size: str
    about: str
    reason: str


def entries(versions: "list[VersionRow]", changed: int, themes: int) -> list[Entry]:
    """Word the versions, the latest first, after the framework as it is now."""
    said = "no version frozen yet"
    if versions:
        said = f"{changed} change{'s' if changed != 1 else ''} since {versions[-1].name}"
    found = [Entry(None, "The framework now", f"{themes} themes", said, "")]
    for row in reversed(versions):
        about = f"{row.kind} · {day_of(row.created)} · {row.coder}"
        found.append(Entry(row.id, row.name, f"{row.themes} themes", about, row.reason))
    return found


class VersionList(InkedList):
    """Choose a version."""

    in_hand = Signal()
    remove_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Versions")
        self.setItemDelegate(_Rows(look, self, ROW))
        self.currentItemChanged.connect(lambda *_: self.in_hand.emit())

    def entry(self) -> Entry | None:
        """Return the version in hand."""
        found: Entry | None = self.held()
        return found

    def show_entries(self, found: list[Entry]) -> None:
        """Show these versions; the one in hand stays in hand."""
        held, row = self.entry(), 0
        with QSignalBlocker(self):
            self.clear()
            for place, entry in enumerate(found):
                said = ", ".join(part for part in entry[1:] if part)
                item = QListWidgetItem(said, self)
                item.setData(ROLE, entry)
                item.setToolTip(entry.reason)
                if held is not None and entry.id == held.id:
                    row = place
            self.setCurrentRow(row)
        self.in_hand.emit()


class _Rows(RowInk):
    """Paint a version in three lines: name and size, kind and day, reason."""

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one version."""
        entry: Entry = index.data(ROLE)
        look = self._look
        paint_ground(painter, rect, look, "accent_soft" if chosen else "surface")
        pitch, space = look.type.px(19), look.type.space(1)
        lines = [line for line in (entry.title, entry.about, entry.reason) if line]
        top = rect.top() + (rect.height() - pitch * len(lines)) / 2
        painter.setFont(look.type.font("small"))
        wide = painter.fontMetrics().horizontalAdvance(entry.size) + 4 * space
        box = QRectF(rect.left() + space, top, rect.width() - wide - space, pitch)
        beside = QRectF(rect.right() - wide, top, wide, pitch)
        paint_words(painter, beside, look, entry.size, "muted")
        for place, words in enumerate(lines):
            painter.setFont(look.type.font("small" if place else "base", bold=not place))
            paint_words(painter, box, look, words, "muted" if place == 1 else "text")
            box = QRectF(box.left(), box.top() + pitch, rect.width() - 2 * space, pitch)
