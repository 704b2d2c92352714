"""Put pseudonyms in the place of names: see every place, and replace what is ticked."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.apart import Cover
from app.jobs import Job
from app.protection.copies import counted, held_still
from app.protection.listing import Line, Listing
from app.widgets.buttons import button
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.shell import Shell
    from framework.edits.pseudonyms import Replaced
    from framework.edits.pseudonyms_restoring import Restored
    from framework.progress import Progress
    from framework.queries.pseudonyms import Occurrence
    from framework.rules.pseudonyms import NameEntry
    from framework.study import Study

WORD = "replace"
FIELD = 220
NO_FILE = (
    "A key file lists names and what stands for each: a table with the columns original and "
    "replacement, kept apart from the study. It alone can put the names back."
)


class PseudonymsPage(QWidget):
    """List where the names of a key file stand, each with a tick."""

    def __init__(self, study: "Study", shell: "Shell") -> None:
        super().__init__()
        self._study, self._shell = study, shell
        self._path: Path | None = None
        self._entries: Sequence[NameEntry] = ()
        self._found: list[Occurrence] = []
        heads = ("Where", "As it stands", "Becomes")
        self.listing = Listing(shell.look, "Where names stand", heads, ticked=True)
        self.said, self.asked = label(NO_FILE, "muted", wrap=True), label("", wrap=True)
        self.word = QLineEdit()
        self._lay_out()

    def open_key_file(self) -> None:
        """Read a key file, and look for its names."""
        from importers.key_file import read_key_file

        paths = self._shell.ask_open_files("Key file", "Lists (*.csv *.xlsx)")
        if paths:
            key = read_key_file(paths[0])
            self._path, self._entries = paths[0], key.entries
            self.back.setVisible(bool(key.made))
            self.look_again()

    def look_again(self) -> None:
        """Look for the names anew."""
        if self._path is not None:
            work = partial(_find, self._study, self._entries)
            self._shell.run(Job("Looking for names", work, self._show))

    def _show(self, found: "list[Occurrence]") -> None:
        """Show where names stand, name by name."""
        from app.protection.key_files import warning

        self._found = found
        groups = [
            (f"{entry.original} → {entry.replacement}",
             [Line(one.where, f"…{one.before}{one.found}{one.after}…", entry.replacement, one.key)
              for one in found if one.entry.guid == entry.guid])
            for entry in self._entries
        ]  # fmt: skip
        self.listing.show_groups(groups)
        near = warning(self._study, self._path) if self._path is not None else ""
        names, places = len(self._entries), len(found)
        self.said.setText(
            " ".join(filter(None, (f"{counted(names, 'name')}, {counted(places, 'place')}.", near)))
        )
        self.asked.setText(
            "What is ticked is replaced in the study and in its record, and the files that came "
            f"with it go. It cannot be undone without the key file. Type {WORD} to do it."
        )
        self._foot.setVisible(bool(found))
        self.word.clear()
        self._settle()

    def chosen(self) -> "list[NameEntry]":
        """Return the names as they are ticked: everywhere, or in some places."""
        left = set(self.listing.keys(ticked=False))
        found = []
        for entry in self._entries:
            keys = [one.key for one in self._found if one.entry.guid == entry.guid]
            wanted = tuple(key for key in keys if key not in left)
            if wanted:
                some = len(wanted) < len(keys)
                found.append(replace(entry, rule="this" if some else "all", where=wanted * some))
        return found

    def _settle(self, _text: str = "") -> None:
        """Let nothing be replaced until the word is typed."""
        self.do.setEnabled(self.word.text().strip().casefold() == WORD)

    def _replace(self) -> None:
        """Replace what is ticked."""
        from app.protection.key_files import apply

        entries, path = self.chosen(), self._path
        if path is None or not entries or not self.do.isEnabled():
            return

        def work(_progress: "Progress") -> "Replaced":
            return apply(self._study, entries, path)

        self._shell.run(Job("Replacing names", work, self._replaced))

    def _replaced(self, done: "Replaced") -> None:
        """Say what was done."""
        places = counted(len(done.made), "place")
        words = f"Names were replaced in {places}; the key file can put them back."
        words += held_still(self._study.path)
        if not done.pressed:
            words += " Another program has the study open: close it there too."
        self.back.setVisible(True)
        self._shell.show_message(words)
        self.look_again()

    def _put_back(self) -> None:
        """Put the names of the key file back."""
        from app.protection.key_files import put_back

        path = self._path
        if path is None:
            return

        def work(_progress: "Progress") -> "Restored":
            return put_back(self._study, path)

        self._shell.run(Job("Putting names back", work, self._restored))

    def _restored(self, done: "Restored") -> None:
        """Say what was done."""
        words = f"Names stand again in {counted(done.restored, 'place')}."
        if done.left:
            left = counted(len(done.left), "place")
            words += f" {left} could not be told apart and stayed as before."
        self.back.setVisible(bool(done.left))
        self._shell.show_message(words)
        self.look_again()

    def _lay_out(self) -> None:
        """Put the list between the key file and the last question."""
        size = self._shell.look.type
        self.back = button("Put names back", self._put_back)
        self.back.hide()
        top = QHBoxLayout()
        top.addWidget(button("Key file…", self.open_key_file, role="primary"))
        top.addWidget(self.said, 1)
        top.addWidget(self.back)
        self.do = button("Replace what is ticked", self._replace, role="primary")
        self.word.setPlaceholderText(WORD)
        self.word.setAccessibleName("The word that lets names be replaced")
        self.word.setFixedWidth(size.px(FIELD))
        self.word.textChanged.connect(self._settle)
        self.word.returnPressed.connect(self._replace)
        self._foot = frame("notice")
        foot = QVBoxLayout(self._foot)
        foot.addWidget(self.asked)
        line = QHBoxLayout()
        for widget in (self.word, self.do):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        line.addStretch(1)
        foot.addLayout(line)
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(3))
        column.addLayout(top)
        column.addWidget(self.listing, 1)
        Cover(self.listing, self._study, self._shell, "Where names stand shows")
        column.addStretch()
        column.addWidget(self._foot)


def _find(
    study: "Study", entries: "Sequence[NameEntry]", _progress: "Progress"
) -> "list[Occurrence]":
    """Look for names, on a job's thread."""
    from framework.queries.pseudonyms import occurrences

    with study.read() as session:
        return occurrences(session, entries)
