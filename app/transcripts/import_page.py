"""Show what was read from files, before anything is added."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.design.look import Look
from app.transcripts.file_rows import FileRows
from app.transcripts.preview import Preview
from app.transcripts.reading import alike, apply_alike
from app.transcripts.told import counted
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.kept_split import KeptSplit
from app.widgets.row_ink import ROLE
from app.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from app.keymap import Keymap
    from app.transcripts.reading import Reading

FILES, MOST_OF_ROOM = 400, 0.3


class ImportPage(QWidget):
    """List the files at the left, and preview the one in hand at the right."""

    confirmed = Signal(list)

    def __init__(
        self,
        look: Look,
        keymap: "Keymap",
        cancel: Callable[[], object],
        say: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._readings: list[Reading] = []
        self._cases: list[str] = []
        self._say, self._cancel = say, cancel
        self._title = label("", "heading")
        self.list = _file_list(look)
        self.list.currentItemChanged.connect(self._show)
        self.preview = Preview(look, keymap)
        self.preview.changed.connect(self._count)
        self.preview.alike_wanted.connect(self._use_alike)
        self.preview.taken_elsewhere.connect(say)
        self.confirm = button("Import", self._confirm, role="primary")
        self._bind(keymap)
        bar, size = Bar(look), look.type
        said = ElidedLabel("muted")
        said.setText("nothing is added until you press Import")
        bar.add(self._title, said)
        bar.stretch()
        bar.add(button("Cancel", cancel), self.confirm)

        def shares(room: int) -> tuple[int, int]:
            files = min(size.px(FILES), round(room * MOST_OF_ROOM))
            return files, room - files

        split = KeptSplit(look, self.list, self.preview, shares)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(split, 1)

    def show_readings(self, readings: "list[Reading]", cases: list[str]) -> None:
        """Show files as read, the first with a question in hand."""
        self._readings, self._cases = readings, cases
        self.preview.set_files(readings, cases)
        self.list.clear()
        for reading in readings:
            item = QListWidgetItem()
            item.setData(ROLE, reading)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, reading.file)
            self.list.addItem(item)
        asked = (i for i, reading in enumerate(readings) if reading.questions)
        said = (i for i, reading in enumerate(readings) if reading.remarks)
        self.list.setCurrentRow(next(asked, next(said, 0)))
        self._count()
        self.list.setFocus()

    def _show(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        """Preview the file in hand."""
        if item is not None:
            reading = item.data(ROLE)
            self.preview.show_reading(reading, len(alike(self._readings, reading)))

    def _use_alike(self, cases: bool) -> None:  # noqa: FBT001 - Qt calls it
        """Make the choices of the file in hand in the files alike."""
        item = self.list.currentItem()
        if item is not None:
            reading = item.data(ROLE)
            refused = apply_alike(self._readings, reading, self._cases, cases=cases)
            self._count()
            count = len(alike(self._readings, reading)) - len(refused)
            said = f"The same was chosen in {counted(count, 'file')} alike."
            self._say(" ".join([said, *refused]))

    def _bind(self, keymap: "Keymap") -> None:
        """Let keys do what the buttons do."""
        keymap.bind(
            self,
            {
                "importing.import": self.confirm.click,
                "importing.leave": self._leave,
                "importing.join": self.preview.join,
                "importing.split": self.preview.part,
                "importing.nobody": self.preview.leave_out,
                "importing.label": self.preview.add_label,
                "importing.as_read": self.preview.take_back,
                "importing.next": partial(self._step, 1),
                "importing.previous": partial(self._step, -1),
            },
        )

    def _leave(self) -> None:
        """Leave the turns that are being split, the label that is being added, or the page."""
        if self.preview.panel is not None:
            self.preview.leave_panel()
        else:
            self._cancel()

    def _step(self, by: int) -> None:
        """Take the file after or before in hand; the list keeps the keys, the rest is made anew."""
        self.list.setFocus()
        row = max(0, min(self.list.count() - 1, self.list.currentRow() + by))
        self.list.setCurrentRow(row)

    def _count(self) -> None:
        """Say on the button how many will be imported, and beside it how many are left out."""
        count = sum(reading.wanted for reading in self._readings)
        out = len(self._readings) - count
        title = f"Import {counted(len(self._readings), 'file')}"
        self._title.setText(f"{title}, {out:,} left out" if out else title)
        self.confirm.setText(f"Import {count} transcript{'s' if count != 1 else ''}")
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.setEnabled(count > 0)
        self.list.viewport().update()

    def _confirm(self) -> None:
        """Pass the files on."""
        self.confirmed.emit(self._readings)


def _file_list(look: Look) -> QListWidget:
    """Make the list of files."""
    made = QListWidget()
    made.setProperty("role", "rail")
    made.setAccessibleName("Files")
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setItemDelegate(FileRows(look, made))
    # A scroll bar that comes makes lines narrower, and so some rows higher.
    made.setWordWrap(True)
    return made
