"""Be the window: everything in the frame is wired here."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.apart import Cover, charts_apart, to_undo_and_redo
from app.bridge import Bridge
from app.errors import Errors
from app.frame.appearance import Appearance
from app.frame.closing import Closing
from app.frame.copies import Copies
from app.frame.dialogs import Dialogs
from app.frame.doors import DOORS, enter
from app.frame.drops import Drops
from app.frame.key_sheet import KeySheet
from app.frame.main_menu import fill_menu
from app.frame.message_bar import MessageBar
from app.frame.offers import Offer
from app.frame.opening import Opening
from app.frame.overlay import BugPanel
from app.frame.rail import Rail
from app.frame.search import SearchResults
from app.frame.settings import Settings
from app.frame.start_page import StartPage
from app.frame.status_bar import StatusBar
from app.frame.top_bar import TopBar
from app.frame.work_stack import WorkStack
from app.jobs import Jobs
from app.key_file import FILE, read_keys
from app.shell import Shell
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.study import Study

EVERYWHERE = ("window.keys", "window.search", " ".join(f"go.{door.key}" for door in DOORS))
SMALLEST = (800, 560)
FIRST_SIZE = (1440, 900)


class Window(QMainWindow):
    """Hold one study and the seven workspaces."""

    study_shown = Signal()
    study_closing = Signal()

    def __init__(self, settings: Settings, dialogs: Dialogs | None = None) -> None:
        super().__init__()
        self.settings, self.dialogs = settings, dialogs or Dialogs(settings)
        self.dialogs.parent = self
        self.study: Study | None = None
        self._bridge: Bridge | None = None
        self._workspaces: dict[str, Workspace] = {}
        self._stale: set[str] = set()
        self._current = ""
        self.appearance = Appearance(settings, self)
        self.look = self.appearance.look
        self.keymap, left_out = read_keys(settings.folder / FILE)
        self.opening, self.closing = Opening(self), Closing(self)
        self.errors = Errors(
            self._say, self._report, lambda: self.study.path if self.study else None,
            self.closing.count_unsaved,
        )  # fmt: skip
        self.jobs = Jobs(self.errors.show)
        self.shell = Shell(
            self.look, self.go_to, self._say, self.jobs.run,
            self.dialogs.open_files, self.dialogs.save_file, self.undo, self.keymap,
            settings.recall, settings.remember, self._renew,
        )  # fmt: skip
        self._build()
        self._wire()
        self._bind_keys()
        self.look.apply()
        self.show_start()
        if left_out:
            self._say(" ".join(left_out))

    def new_study(self) -> None:
        """Make a new study where the person says."""
        self.opening.new()

    def open_study(self, path: Path) -> None:
        """Open a study file."""
        self.opening.open(path)

    def show_study(self, study: "Study") -> None:
        """Show an open study, closing the one before."""
        self.close_study()
        self.study = study
        self._bridge = Bridge(study)
        self._bridge.changed.connect(self._on_changes)
        self.settings.opened(study.path)
        self.results.set_study(study)
        self.rail.show()
        self.status.show_saved(now=False)
        if study.reading:
            self.status.show_reading()
        self._show_title()
        self.go_to("study")
        self.study_shown.emit()

    def close_study(self, *, saving: bool = True) -> None:
        """Save what is typed, let jobs end, and close the study."""
        if saving:
            self.errors.through(self._commit)
        self.study_closing.emit()
        self.jobs.close()
        if self._bridge is not None:
            self._bridge.close()
            self._bridge.changed.disconnect(self._on_changes)
            self._bridge = None
        for workspace in self._workspaces.values():
            self.stack.removeWidget(workspace)
            workspace.deleteLater()
        self._workspaces, self._stale, self._current = {}, set(), ""
        self.results.set_study(None)
        if self.study is not None:
            self.study.close()
            self.closing.say_parting(self.study)
            self.study = None

    def go_to(self, workspace: str, /, **where: object) -> None:
        """Show a workspace, and a place in it."""
        if self.study is None:
            return
        if workspace != self._current:
            self._commit()
        shown = self._workspace(workspace)
        self._current = workspace
        self.stack.setCurrentWidget(shown)
        self.rail.show_current(workspace)
        if workspace in self._stale:
            self._stale.discard(workspace)
            shown.refresh(None)
        shown.take_keys()
        if where:
            shown.go(**where)
        self._show_place()

    def find_all(self, words: str) -> None:
        """Search all transcripts for words, to code what is found."""
        self.go_to("code", find=words)

    @property
    def current(self) -> str:
        """Name the workspace that is shown, "" for none."""
        return self._current

    def workspace(self) -> Workspace | None:
        """Return the workspace that is shown."""
        return self._workspaces.get(self._current)

    def undo(self) -> None:
        """Take back the latest step, and say so."""
        self._commit()
        if self.study is not None and self.study.undo() is not None:
            _undo, done = to_undo_and_redo(self.study, self.shell)
            self._say(f"Undone: {done}", "Redo", self.redo)

    def redo(self) -> None:
        """Do again what was undone last, and say so."""
        self._commit()
        if self.study is not None and self.study.redo() is not None:
            done, _redo = to_undo_and_redo(self.study, self.shell)
            self._say(f"Done again: {done}", "Undo", self.undo)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is typed and close the study; stay where that has to be read about first."""
        if not self.closing.may_end():
            event.ignore()
            return
        self.errors.uninstall()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what lies over the window in its place."""
        super().resizeEvent(event)
        self.message.settle()
        self.results.hide()

    def _build(self) -> None:
        """Put the frame together."""
        self.setWindowTitle("Chartwell")
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self.top = TopBar(self.look, self.undo, self.appearance.toggle, self.keymap)
        self.rail, self.status = Rail(self.look, DOORS, self.keymap), StatusBar(self.look)
        self.start = StartPage(
            self.look, self.new_study, self.opening.ask, self.opening.sample, self.open_study,
            self.opening.ask_for_copies,
        )  # fmt: skip
        self.stack = WorkStack(self._back_to_work)
        self.stack.addWidget(self.start)
        ground, body = QWidget(), QHBoxLayout()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        for layout in (column, body):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self.stack, 1)
        column.addWidget(self.top)
        column.addLayout(body, 1)
        column.addWidget(self.status)
        self.setCentralWidget(ground)
        self.message = MessageBar(self.look, ground, self.rail)
        self.results = SearchResults(
            self.look, self.top.search, ground, self.keymap,
            lambda study: charts_apart(study, self.shell),
        )  # fmt: skip
        self.sheet = KeySheet(self.look, ground, self.keymap, self.settings.folder, self._say)
        self.bug = BugPanel(self.look, ground)
        self.offer, self.copies = Offer(self.look, ground), Copies(self, ground)
        self.drops = Drops(self)

    def _wire(self) -> None:
        """Connect the pieces of the frame."""
        self.rail.chosen.connect(self.go_to)
        self.results.opened.connect(self._open_hit)
        self.results.left.connect(self._back_to_work)
        self.results.coding_wanted.connect(self.find_all)
        self.top.initials_chosen.connect(self._take_initials)
        self.top.menu.aboutToShow.connect(partial(fill_menu, self))
        self.status.cancelled.connect(self.jobs.cancel)
        self.jobs.started.connect(self.status.start_job)
        self.jobs.progressed.connect(self.status.show_progress)
        self.jobs.finished.connect(self.status.end_job)

    def _bind_keys(self) -> None:
        """Bind the keys that work everywhere."""
        text = self.appearance.step_text_size
        slots: dict[str, Callable[[], object]] = {
            "window.search": self._start_search, "window.keys": self.show_keys,
            "window.new": self.new_study, "window.open": self.opening.ask,
            "window.quit": self.close, "window.undo": self.undo, "window.redo": self.redo,
            "window.larger": partial(text, 1), "window.smaller": partial(text, -1),
            "window.drawn": partial(text, 0), "window.autocode": self._find_these,
            **{f"go.{door.key}": partial(self.go_to, door.key) for door in DOORS},
        }  # fmt: skip
        self.keymap.bind(self, slots, everywhere=True)

    def _workspace(self, key: str) -> Workspace:
        """Return a workspace, making it on the first visit."""
        if key not in self._workspaces and self.study is not None:
            door = next(door for door in DOORS if door.key == key)
            made = enter(door, self.study, self.shell)
            made.place_changed.connect(self._show_place)
            made.setAccessibleName(made.title)
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.stack.addWidget(made)
            self._workspaces[key] = made
            self._stale.add(key)
        return self._workspaces[key]

    def _on_changes(self, changes: "Changes") -> None:
        """Refresh what is shown; the rest when it is shown next."""
        self.status.show_saved(now=True)
        self._stale |= set(self._workspaces) - {self._current}
        shown = self.workspace()
        if shown is not None:
            shown.refresh(changes)
        if "study" in changes.tables():
            self._show_title()
        else:  # what was changed is painted first
            QTimer.singleShot(0, self._show_undo)
        self._show_place()

    def _show_title(self) -> None:
        """Show the study's title, what it says of its data, and the step to undo."""
        if self.study is None:
            return
        how = ", reading only" if self.study.reading else ""
        self.setWindowTitle(f"{self.study.title}{how} – Chartwell")
        self.top.show_study(self.study.title, self.study.coder, self.study.note)
        self._show_undo()

    def _show_undo(self) -> None:
        """Name the step to undo."""
        if self.study is not None:
            undo, _redo = to_undo_and_redo(self.study, self.shell)
            self.top.show_undo(None if self.study.reading else undo)

    def _show_place(self) -> None:
        """Show where the person is, and the keys that work there."""
        shown = self.workspace()
        if shown is not None:
            self.status.show_place(shown.place(), shown.keys or self.keymap.hint(*EVERYWHERE))

    def show_start(self) -> None:
        """Show the start page."""
        self.stack.setCurrentWidget(self.start)
        self.start.show_recent(self.settings.recent)
        self.start.first.setFocus()
        self.rail.hide()
        self.top.show_study("", "")
        self.status.rest()

    def _commit(self) -> None:
        """Save what is typed in the workspace that is shown."""
        shown = self.workspace()
        if shown is not None:
            shown.commit()

    def _say(
        self,
        text: str,
        action: str = "",
        then: Callable[[], object] | None = None,
        more: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show a sentence for a while."""
        self.message.say(text, action, then, more)

    def _report(self, report: str) -> None:
        """Show what went wrong."""
        self.bug.show_report(report)

    def leave_study(self) -> None:
        """Close the study and show the start page."""
        self.close_study()
        self.show_start()

    def show_keys(self) -> None:
        """Show the sheet of keys, those of the workspace first."""
        self.sheet.open_at(self._current)

    def _start_search(self) -> None:
        """Put the cursor into the search box."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _find_these(self) -> None:
        """Search all transcripts for what is typed in the search box, if one is there."""
        box = self.top.search
        self.find_all(box.text().strip() if box.hasFocus() else "")

    def _back_to_work(self) -> None:
        """Give the keys back to the workspace."""
        shown = self.workspace()
        if shown is not None:
            shown.take_keys()

    def _open_hit(self, workspace: str, where: dict[str, object]) -> None:
        """Go to what a search found."""
        self.go_to(workspace, **where)

    def _take_initials(self, initials: str) -> None:
        """Keep the person's initials with every step from now on."""
        self.settings.coder = initials
        if self.study is not None:
            self._commit()
            self.study.coder = initials
            self._renew()
            self._back_to_work()

    def _renew(self) -> None:
        """Show everything anew, as the person at work may see it."""
        self._stale |= set(self._workspaces) - {self._current}
        shown = self.workspace()
        if shown is not None:
            shown.refresh(None)
        for cover in self.findChildren(Cover):
            cover.settle()
        self._show_title()
