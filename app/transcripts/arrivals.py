"""Bring text into the study: files, pasted text, and corrected files, each shown first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.jobs import Job
from app.transcripts.corrected import Corrected, bring_up_to_date, read_corrected
from app.transcripts.import_page import ImportPage
from app.transcripts.pasting_page import PastingPage
from app.transcripts.reading import Reading, add_to, read_files, read_pasted
from app.transcripts.updating_page import UpdatingPage
from app.widgets.buttons import button

if TYPE_CHECKING:
    from app.shell import Shell
    from framework.queries.updating import UpdatePreview
    from framework.study import Study

GO_ON = "Go on with these files"


class Arrivals(QStackedWidget):
    """Hold the pages on which what is to come in is seen and settled."""

    shown = Signal()
    left = Signal()
    imported = Signal(list)
    updated = Signal(int)

    def __init__(self, study: "Study", shell: "Shell") -> None:
        super().__init__()
        self._study, self._shell = study, shell
        look, keymap = shell.look, shell.keymap
        leave: Callable[[], object] = self.left.emit
        self.importing = ImportPage(look, keymap, self._put_aside, shell.show_message)
        self.pasting = PastingPage(look, keymap, leave)
        self.updating = UpdatingPage(look, keymap, leave)
        self.again = button(GO_ON, partial(self._show, self.importing))
        self.again.hide()
        for page in (self.importing, self.pasting, self.updating):
            self.addWidget(page)
        self.importing.confirmed.connect(self._add)
        self.pasting.confirmed.connect(self._read_pasted)
        self.updating.confirmed.connect(self._update)

    @property
    def keys(self) -> str:
        """Return the keys that work on the page shown."""
        hint = self._shell.keymap.hint
        if self.currentWidget() is self.updating:
            return hint("updating.apply", "updating.place", "updating.leave")
        if self.currentWidget() is self.pasting:
            return hint("importing.import", "importing.leave")
        return hint(
            "importing.next", "importing.join", "importing.split", "importing.nobody",
            "importing.label", "importing.import",
        )  # fmt: skip

    def take_keys(self) -> None:
        """Let keys work on the page shown."""
        if self.currentWidget() is self.pasting:
            self.pasting.text.setFocus()
        elif self.currentWidget() is self.updating:
            self.updating.confirm.setFocus()
        else:
            self.importing.list.setFocus()

    def read(self, paths: list[Path]) -> None:
        """Read files, and show them before anything is added."""
        if paths:
            work = partial(read_files, paths, *self._known())
            self._shell.run(Job("Reading files", work, self._show_readings))

    def paste(self) -> None:
        """Ask for a text."""
        self._show(self.pasting)
        self.pasting.begin()

    def update_from(self, transcript_id: int) -> None:
        """Ask for a corrected file of a transcript, and show what it would change."""
        paths = self._shell.ask_open_files("Update from a corrected file", filters(), many=False)
        if paths:
            work = partial(read_corrected, self._study, transcript_id, paths[0])
            self._shell.run(Job("Comparing", work, self._show_corrected))

    def _known(self) -> tuple[list[str], dict[str, str]]:
        """Name the cases of the study, and its transcripts by the digests of their files."""
        from framework.queries.cases import list_cases
        from framework.queries.transcripts import list_transcripts

        with self._study.read() as session:
            there = {row.sha256: row.name for row in list_transcripts(session)}
            return [case.name for case in list_cases(session)], there

    def _read_pasted(self, name: str, text: str) -> None:
        """Read pasted text."""
        work: Callable[[Any], list[Reading]] = partial(read_pasted, text, name, *self._known())
        self._shell.run(Job("Reading text", work, self._show_readings))

    def _show_readings(self, readings: list[Reading]) -> None:
        """Show what was read."""
        self._show(self.importing)
        self.importing.show_readings(readings, self._known()[0])

    def _put_aside(self) -> None:
        """Leave the files that were read, and offer to go on with them as they stand."""
        self.again.show()
        self.left.emit()
        self._shell.show_message("Nothing was imported.", GO_ON, self.again.click)

    def _show_corrected(self, corrected: Corrected) -> None:
        """Show what a corrected file would change."""
        self._show(self.updating)
        self.updating.show_corrected(corrected)

    def _show(self, page: "ImportPage | PastingPage | UpdatingPage") -> None:
        """Show a page."""
        self.setCurrentWidget(page)
        if page is self.importing:
            self.again.hide()
        self.shown.emit()

    def _add(self, readings: list[Reading]) -> None:
        """Add what is wanted."""
        work = partial(add_to, self._study, readings)
        self._shell.run(Job("Importing", work, self._added))

    def _added(self, made: list[int]) -> None:
        """Say what was added."""
        self.pasting.clear()
        self.imported.emit(made)
        words = f"{len(made)} transcripts were" if len(made) != 1 else "1 transcript was"
        self._shell.show_message(f"{words} imported.", "Undo", self._shell.undo)

    def _update(self, corrected: Corrected, choices: Any) -> None:  # noqa: ANN401 - Qt passes a dict
        """Bring a transcript up to date."""
        work = partial(bring_up_to_date, self._study, corrected, choices)
        self._shell.run(Job("Bringing up to date", work, self._brought))

    def _brought(self, preview: "UpdatePreview") -> None:
        """Say what came of it."""
        self.updated.emit(preview.transcript_id)
        words = f"{preview.name} was brought up to date."
        self._shell.show_message(words, "Undo", self._shell.undo)


def filters() -> str:
    """Return the endings of transcripts for a file dialog."""
    from importers import FORMATS

    endings = " ".join(f"*{ending}" for form in FORMATS for ending in form.endings)
    return f"Transcripts ({endings});;All files (*)"
