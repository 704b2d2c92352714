"""List what was found, gathered under heads, each with its count."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from app.design.look import Look

KEY = Qt.ItemDataRole.UserRole
WHERE, WHY, ROW = 230, 110, 26


class Line(NamedTuple):
    """Show one thing: where it is, what it says, why it is listed; `key` names it."""

    where: str
    text: str
    why: str = ""
    key: str = ""


class Listing(QTreeWidget):
    """Show things under heads that can be folded; with `ticked` each has a tick."""

    def __init__(
        self, look: Look, name: str, heads: Sequence[str], *, ticked: bool = False
    ) -> None:
        super().__init__()
        self._look, self._ticked = look, ticked
        self.setAccessibleName(name)
        self.setHeaderLabels(list(heads))
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(False)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        look.changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_groups(self, groups: Iterable[tuple[str, Sequence[Line]]]) -> None:
        """Show these things; a head without any is left out, and so is a list of none."""
        self.clear()
        for title, lines in groups:
            if lines:
                head = QTreeWidgetItem(self, [f"{title} · {len(lines)}"])
                head.setFirstColumnSpanned(True)
                head.setFont(0, self._look.type.font("base", bold=True))
                head.setSizeHint(0, QSize(0, self._look.type.px(ROW)))
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                for line in lines:
                    self._add(head, line)
                head.setExpanded(True)
        self.setVisible(bool(self.topLevelItemCount()))

    def keys(self, *, ticked: bool) -> list[str]:
        """List the keys of what is ticked, or of what is not."""
        wanted = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        found = []
        for at in range(self.topLevelItemCount()):
            head = self.topLevelItem(at)
            for n in range(head.childCount() if head else 0):
                item = head.child(n) if head else None
                if item is not None and item.checkState(0) == wanted:
                    found.append(item.data(0, KEY))
        return found

    def _add(self, head: QTreeWidgetItem, line: Line) -> None:
        """Add one thing under a head."""
        plain = " ".join(line.text.split())
        item = QTreeWidgetItem(head, [line.where, plain, line.why])
        item.setData(0, KEY, line.key)
        item.setSizeHint(0, QSize(0, self._look.type.px(ROW)))
        for column, words in enumerate((line.where, plain, line.why)):
            item.setToolTip(column, words)
        if self._ticked:
            item.setCheckState(0, Qt.CheckState.Checked)

    def _measure(self) -> None:
        """Take sizes from the look."""
        size, header = self._look.type, self.header()
        header.resizeSection(0, size.px(WHERE))
        header.resizeSection(2, size.px(WHY))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
