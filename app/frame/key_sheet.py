"""Show which keys there are, those of the workspace at hand first."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.actions import ACTIONS, PLACES, Action
from app.design.look import Look
from app.frame.overlay import Overlay
from app.key_file import FILE, template
from app.keymap import Keymap
from app.widgets.buttons import button
from app.widgets.text import label
from framework.errors import RefusedError

WIDE, HIGH = 940, 680
COLUMNS = 2
BESIDE = {"transcripts": ("cases",)}


class KeySheet(Overlay):
    """List the keys; typing filters them, ↑↓ scroll, Esc closes."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        keymap: Keymap,
        folder: Path,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(look, parent, "Keys")
        self._keymap, self._file, self._say = keymap, folder / FILE, say
        self._place = ""
        self.filter = QLineEdit()
        self.filter.setProperty("role", "search")
        self.filter.setPlaceholderText("Type what you want to do, or a key")
        self.filter.setAccessibleName("Filter the keys")
        self.filter.textChanged.connect(self._show)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Keys")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setProperty("role", "clear")
        self.change = button("Change keys…", self._change, tip=f"Open {FILE}")
        line = QHBoxLayout()
        line.addWidget(self.change)
        line.addStretch(1)
        line.addWidget(button("Close", self.hide, role="primary"))
        for widget in (self.filter, self.area):
            self.column.addWidget(widget)
        self.column.addLayout(line)
        look.changed.connect(self._restyle, Qt.ConnectionType.QueuedConnection)

    def open_at(self, place: str) -> None:
        """Show the sheet with the keys of a workspace first; put it away when it is shown."""
        if self.isVisible():
            self.hide()
            return
        self._place = place
        self.filter.clear()
        self._show()
        self.open()
        self.filter.setFocus()

    def shown(self) -> list[Action]:
        """List the actions that are shown, in order."""
        words = self.filter.text().casefold().split()
        return [
            action
            for place in self._places()
            for action in ACTIONS
            if action.place == place and self._matches(action, words)
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll through the keys."""
        bar = self.area.verticalScrollBar()
        line, page = bar.singleStep(), bar.pageStep()
        steps = {Qt.Key.Key_Down: line, Qt.Key.Key_Up: -line,
                 Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}  # fmt: skip
        if Qt.Key(event.key()) in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _places(self) -> list[str]:
        """List the places, that at hand first."""
        title = PLACES.get(self._place)
        first = [place for place in PLACES if title and PLACES[place].startswith(title)]
        first += BESIDE.get(self._place, ())
        return first + [place for place in PLACES if place not in first]

    def _matches(self, action: Action, words: list[str]) -> bool:
        """Say whether an action holds every word that is typed."""
        said = f"{action.words} {self._keymap.every(action.id)} {PLACES[action.place]}".casefold()
        return all(word in said for word in words)

    def _restyle(self) -> None:
        """Lay the keys out anew where they are seen."""
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        """Lay the keys out in two columns, each place with its heading."""
        ground, size = QWidget(), self.look.type
        ground.setProperty("role", "clear")
        line = QHBoxLayout(ground)
        line.setContentsMargins(0, 0, size.space(2), 0)
        line.setSpacing(size.space(6))
        columns, heights = [QVBoxLayout() for _ in range(COLUMNS)], [0] * COLUMNS
        for column in columns:
            column.setSpacing(size.space(5))
            line.addLayout(column, 1)
        shown = self.shown()
        for place in self._places():
            actions = [action for action in shown if action.place == place]
            if actions:
                at = heights.index(min(heights))
                columns[at].addLayout(self._section(place, actions))
                heights[at] += len(actions) + 2
        if not shown:
            columns[0].addWidget(label("No key does that.", "muted"))
        for column in columns:
            column.addStretch(1)
        self.area.setWidget(ground)

    def _section(self, place: str, actions: list[Action]) -> QGridLayout:
        """Make the list of the keys of one place."""
        grid, size = QGridLayout(), self.look.type
        grid.setHorizontalSpacing(size.space(3))
        grid.setVerticalSpacing(size.space(1))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(PLACES[place], "heading"), 0, 0, 1, 2)
        top = Qt.AlignmentFlag.AlignTop
        for row, action in enumerate(actions, start=1):
            key = label(self._keymap.every(action.id) or "no key", "smalltext")
            key.setMinimumWidth(size.px(104))
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            grid.addWidget(key, row, 0, top)
            grid.addWidget(label(action.words, "small", wrap=True), row, 1, top)
        return grid

    def _settle(self) -> None:
        """Take as much of the window as is needed, in the middle."""
        room, size = self._over.size(), self.look.type
        edge = size.space(5)
        self.resize(
            min(size.px(WIDE), room.width() - 2 * edge),
            min(size.px(HIGH), room.height() - 2 * edge),
        )
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)

    def _change(self) -> None:
        """Open the folder of the file in which keys are changed, making the file if need be."""
        path = self._file
        if not path.exists():
            try:
                path.write_text(template(), "utf-8")
            except OSError as error:
                raise RefusedError(
                    f"{path} could not be written: {error.strerror}. No key was changed."
                ) from error
        self.hide()
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        how = "" if opened else " Its folder could not be opened from here; open the file yourself."
        self._say(f"Keys are changed in {path}. They hold from the next start.{how}")
