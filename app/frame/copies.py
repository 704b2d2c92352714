"""List the copies of a study, and bring one back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app.frame.dialogs import STUDIES
from app.frame.opening import with_ending
from app.frame.overlay import Overlay
from app.jobs import Job
from app.widgets.buttons import button
from app.widgets.text import label

if TYPE_CHECKING:
    from app.window import Window
    from framework.backups import Backup, Made
    from framework.rescue import Rescued

WIDTH, HEIGHT = 620, 260


class Copies(Overlay):
    """Be a card that lists the copies of a study, with what each of them holds."""

    def __init__(self, window: "Window", parent: QWidget) -> None:
        super().__init__(window.look, parent, "Copies of the study")
        self._window = window
        self._path = Path()
        size = window.look.type
        self.words, self.total = label("", wrap=True), label("", "small")
        self.words.setMinimumWidth(size.px(WIDTH))
        self.list = QListWidget()
        self.list.setAccessibleName("Copies")
        self.list.setWordWrap(True)
        self.list.setSpacing(size.space(1) // 2)
        self.list.setMinimumHeight(size.px(HEIGHT))
        self.list.currentRowChanged.connect(self._allow)
        self.save = button("Open as a new file…", self._restore, role="primary")
        self.put = button("Put in its place", self._put_back,
                          tip="The study as it is now is kept as a copy first")  # fmt: skip
        self.rescue = button("Rescue what can be read…", self._rescue,
                             tip="Carry everything readable to a new file")  # fmt: skip
        line = QHBoxLayout()
        line.addWidget(self.rescue)
        line.addStretch(1)
        for one in (button("Close", self.hide), self.put, self.save):
            line.addWidget(one)
        for piece in (self.words, self.list, self.total):
            self.column.addWidget(piece)
        self.column.addLayout(line)

    def open_for(self, path: Path, sentence: str = "") -> None:
        """List the copies of a study; say first why, such as that it is damaged."""
        from app.commands.copies import size_of
        from framework.backups import folders_of, list_backups

        self._path, held = path, list_backups(path)
        where = held[0].path.parent if held else folders_of(path)[0]
        self.words.setText(sentence or f"{path.name}: copies are kept in {where}.")
        self.list.clear()
        for copy in held:
            self._add(copy)
        self.total.setText(
            f"{len(held)} kept, {size_of(sum(copy.size for copy in held))} in all. Nothing is "
            "overwritten: what takes a study’s place is preceded by a copy of it."
            if held
            else "There is no copy yet. One is kept at each opening, and while you work."
        )
        self.list.setCurrentRow(0 if held else -1)
        self._allow()
        self.open()
        self.list.setFocus()

    def _add(self, copy: "Backup") -> None:
        """List one copy in two lines."""
        from app.commands.copies import line_of

        item = QListWidgetItem("\n".join(line_of(copy).split(": ", 1)))
        item.setData(Qt.ItemDataRole.UserRole, copy)
        self.list.addItem(item)

    def _chosen(self) -> "Backup | None":
        """Give the copy that is chosen."""
        item = self.list.currentItem()
        copy: Backup | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return copy if copy is not None and copy.readable else None

    def _allow(self, _row: int = 0) -> None:
        """Offer only what can be done with the copy that is chosen."""
        chosen = self._chosen() is not None
        self.save.setEnabled(chosen)
        self.put.setEnabled(chosen)

    def _restore(self) -> None:
        """Write the copy to a new file, and open that."""
        from framework.restoring import restore

        copy, window = self._chosen(), self._window
        if copy is None:
            return
        out = window.dialogs.save_file("Open copy as", f"{self._path.stem} {copy.at[:10]}", STUDIES)
        if out is not None:
            restore(copy.path, with_ending(out))
            self.hide()
            window.open_study(with_ending(out))

    def _put_back(self) -> None:
        """Put the copy in the study's place, after a copy of that."""
        from framework.restoring import put_back

        copy, window = self._chosen(), self._window
        if copy is None:
            return
        self.hide()
        if window.study is not None:
            window.leave_study()
        put_back(self._path, copy.path)
        window.open_study(self._path)

    def _rescue(self) -> None:
        """Carry what can be read to a new file, and open that."""
        from framework.rescue import rescue

        window = self._window
        suggested = f"{self._path.stem} rescued.chartwell"
        out = window.dialogs.save_file("Rescue into", suggested, STUDIES)
        if out is not None:
            out = with_ending(out)
            self.hide()
            path = self._path
            work = partial(rescue, path, out)
            window.jobs.run(Job("Rescuing what can be read", work, self._rescued))

    def _rescued(self, done: "Rescued") -> None:
        """Open what was rescued, and say what is missing."""
        self._window.open_study(done.path)
        self._window.shell.show_message(done.words())

    def keep_now(self) -> None:
        """Keep a copy of the open study, because the person asks."""
        from framework.backups import make_backup

        if self._window.study is not None:
            path = self._window.study.path
            work = partial(make_backup, path, "asked")
            self._window.jobs.run(Job("Keeping a copy", work, self._kept))

    def _kept(self, made: "Made | None") -> None:
        """Say where the copy is."""
        if made is None:
            said = "The last copy is the same; no other was made."
        elif made.faults:
            said = f"A copy is kept, but the study is not sound: {' '.join(made.faults)}"
        else:
            said = f"A checked copy is kept in {made.path.parent.name}."
        self._window.shell.show_message(said)
