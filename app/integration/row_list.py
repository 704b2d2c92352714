"""List the written rows of a joint display, to be chosen, added, moved and removed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.row_ink import ROLE
from framework.queries.joint_displays import JointRowView

MOST_SHOWN = 10
EDGES = 12
TOOL = 30


def row_in_words(at: int, row: JointRowView) -> str:
    """Say what a row is about, how its findings fit, and whether it is checked."""
    title = row.title or "No title yet"
    fit = f" · {row.fit}" if row.fit else ""
    sign = " · ✓" if row.checked and not row.changed else " · changed" if row.changed else ""
    return f"{at + 1}  {title}{fit}{sign}"


class RowList(QWidget):
    """List rows; `chosen` gives the id of the row in hand, the others what is wanted of it."""

    chosen = Signal(int)
    added = Signal()
    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._look, keymap = shell.look, shell.keymap
        self.list = QListWidget()
        self.list.setProperty("role", "rail")
        self.list.setAccessibleName("Rows of the joint display")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._tell())
        self.add = button("+ Add a row", self.added.emit, role="link",
                          tip=keymap.shown("joint.add"))  # fmt: skip
        self.up, self.down, self.away = (
            button("", slot, role="quiet", icon=icon, look=self._look, tip=keymap.tip(tip, key))
            for slot, icon, tip, key in (
                (lambda: self.carry(-1), "arrow-up", "Move the row up", "joint.up"),
                (lambda: self.carry(1), "arrow-down", "Move the row down", "joint.down"),
                (self.remove, "trash", "Remove the row", "joint.remove"),
            )
        )
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.type.space(1))
        column.addWidget(self.list)
        line.setSpacing(0)
        for piece in (self.add, self.up, self.down, self.away):
            line.addWidget(piece)
        for tool in (self.up, self.down, self.away):
            tool.setFixedWidth(self._look.type.px(TOOL))
        line.insertStretch(1)
        column.addLayout(line)

    def show_rows(self, rows: Sequence[JointRowView]) -> None:
        """Show rows; the one in hand stays in hand, or the first is taken."""
        held, at = self.current(), max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        for place, row in enumerate(rows):
            item = QListWidgetItem(row_in_words(place, row), self.list)
            item.setData(ROLE, row.id)
            item.setToolTip("\n".join((*row.changed, row.checked)).strip())
        ids = [row.id for row in rows]
        if ids:
            kept = ids.index(held) if held in ids else min(at, len(ids) - 1)
            self.list.setCurrentRow(kept)
        self.list.blockSignals(False)
        self.list.setVisible(bool(ids))
        # A bar that comes and goes would wrap the lines at two widths.
        policy = Qt.ScrollBarPolicy
        few = len(ids) <= MOST_SHOWN
        self.list.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if few else policy.ScrollBarAlwaysOn
        )
        self._fit()
        for piece in (self.up, self.down, self.away):
            piece.setEnabled(bool(ids))
        if self.current() != held:
            self._tell()

    def be_about_sites(self, *, on: bool) -> None:
        """Offer to write about a site, where rows are sites, or a further row."""
        self.add.setText("+ About a site…" if on else "+ Add a row")
        self.add.setAccessibleName(self.add.text())

    def current(self) -> int:
        """Return the id of the row in hand, 0 for none."""
        item = self.list.currentItem()
        return int(item.data(ROLE)) if item is not None else 0

    def choose(self, row_id: int) -> None:
        """Take a row in hand."""
        for at in range(self.list.count()):
            if self.list.item(at).data(ROLE) == row_id:
                self.list.setCurrentRow(at)

    def step(self, by: int) -> None:
        """Take the next row in hand, or the one before."""
        at = self.list.currentRow() + by
        if 0 <= at < self.list.count():
            self.list.setCurrentRow(at)

    def carry(self, by: int) -> None:
        """Ask for the row in hand to be moved by some places."""
        at = self.list.currentRow() + by
        if self.current() and 0 <= at < self.list.count():
            self.moved.emit(self.current(), at)

    def remove(self) -> None:
        """Ask for the row in hand to be removed."""
        if self.current():
            self.removed.emit(self.current())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines that the rows take at another width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # a height set while others are laid out is not heard

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to the lines of another size of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Make each row as tall as its lines, and the list as tall as its rows, up to a limit."""
        size, metrics = self._look.type, self.list.fontMetrics()
        room = QRect(0, 0, self.list.viewport().width() - size.space(5) - EDGES, 1 << 16)
        wrapped = int(Qt.TextFlag.TextWordWrap)
        heights = []
        for item in (self.list.item(row) for row in range(self.list.count())):
            lines = metrics.boundingRect(room, wrapped, item.text()).height()
            heights.append(lines + round(size.space(3.5)) + EDGES)
            item.setSizeHint(QSize(1, heights[-1]))
        self.list.setFixedHeight(sum(heights[:MOST_SHOWN]) + EDGES)

    def _tell(self) -> None:
        """Tell which row is in hand."""
        self.chosen.emit(self.current())
