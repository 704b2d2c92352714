"""Versions: freeze the framework, and read what changed between any two versions."""

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.framework_editor.difference_blocks import blocks_of_difference, text_of_difference
from app.framework_editor.freezing import Freeze, FreezeForm
from app.framework_editor.list_split import ListSplit, headed
from app.framework_editor.plain_ink import PlainInk
from app.framework_editor.prose import Block, Piece, Prose
from app.framework_editor.saving import save_as
from app.framework_editor.versions_list import VersionList, entries
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.filling import fill
from app.widgets.row_table import RowTable
from app.widgets.text import frame, label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.themes import ThemeRow
    from framework.queries.transcripts import TranscriptRow
    from framework.queries.versions import VersionRow
    from framework.rules.framework_differences import DifferenceRow
    from framework.study import Study

HINTS = ("versions.freeze", "versions.remove")
TOUCHED = {"framework_version", "theme", "coding", "transcript"}
WIDTH = 360
NOW, NOTHING = "now", "nothing"


class VersionsPage(Workspace):
    """Hold the versions at the left, over the transcripts; the difference at the right."""

    title = "Versions"
    icon = "history"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self._versions: list[VersionRow] = []
        self._themes: list[ThemeRow] = []
        self._rows: list[DifferenceRow] = []
        self.list = VersionList(self.look)
        self.form = FreezeForm(self.look)
        self.text = Prose(self.look, "Difference between two versions")
        self.before = ChoiceBox("Earlier version", letters=0)
        self.after = ChoiceBox("Later version", letters=0)
        self._model = QStandardItemModel(0, 2)
        self._model.setHorizontalHeaderLabels(["Transcript", "Coded under"])
        self.transcripts = RowTable(self.look, self._model, "Transcripts and their versions")
        self.transcripts.setEditTriggers(RowTable.EditTrigger.NoEditTriggers)
        self.transcripts.set_widths((150, 0))
        self.transcripts.setItemDelegate(PlainInk(self.look, self.transcripts, 1))
        self._count = label("", "heading")
        self._freeze_button = button("Freeze…", self.freeze, role="primary")
        self._freeze_button.setToolTip(shell.keymap.shown("versions.freeze"))
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return self.shell.keymap.hint(*HINTS) if self._themes else ""

    def place(self) -> str:
        """Return the two versions that are compared."""
        return f"{self.before.currentText()} → {self.after.currentText()}" if self._themes else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show the versions as they are, and what changed between the two in hand."""
        if changes is not None and not changes.tables() & TOUCHED:
            return
        from framework.queries.themes import list_themes_plain
        from framework.queries.transcripts import list_transcripts
        from framework.queries.versions import changed_since, list_versions, versions_by_transcript

        with self.study.read() as session:
            self._versions = list_versions(session)
            self._themes = list_themes_plain(session)
            last = self._versions[-1].id if self._versions else None
            changed = changed_since(session, last) if last is not None else 0
            under, transcripts = versions_by_transcript(session), list_transcripts(session)
        nothing = not self._themes and not self._versions
        self._stack.show_full(on=not nothing)
        count = len(self._versions)
        self._count.setText(f"{count} version{'s' if count != 1 else ''} frozen")
        self._show_transcripts(transcripts, under)
        self._fill_choices()
        self.list.show_entries(entries(self._versions, changed, len(self._themes)))

    def go(self, **where: object) -> None:
        """Take a version in hand, or open the form that freezes one."""
        if where.get("freeze"):
            self.freeze()
            return
        for row in range(self.list.count()):
            if (
                "version" in where
                and self.list.item(row).data(Qt.ItemDataRole.UserRole).id == where["version"]
            ):
                self.list.setCurrentRow(row)
        self.take_keys()

    def take_keys(self) -> None:
        """Let keys work on the versions, or on the form while it is open."""
        if self._stack.is_empty():
            self._stack.empty.action.setFocus()
        else:
            (self.form.reason if self.form.isVisible() else self.list).setFocus()

    def freeze(self) -> None:
        """Open the form that freezes a version."""
        if self._themes:
            self.form.open([row.name for row in self._versions], self._themes)
            self._freeze_button.setEnabled(False)

    def _freeze(self, asked: Freeze) -> None:
        """Freeze the framework as it is now."""
        from framework.edits.versions import freeze_version

        kind: Literal["working", "final"] = "final" if asked.kind == "final" else "working"
        freeze_version(self.study, asked.name, asked.reason, kind, allow_undefined=asked.anyway)
        self._close_form()
        self.refresh(None)
        words = f"The framework was frozen as “{asked.name}”."
        self.shell.show_message(words, "Undo", self.shell.undo)
        self.take_keys()

    def _close_form(self) -> None:
        """Close the form, and let keys work on the versions."""
        self.form.hide()
        self._freeze_button.setEnabled(True)
        self.list.setFocus()

    def _remove(self) -> None:
        """Remove the version in hand."""
        from framework.edits.versions import remove_version

        entry = self.list.entry()
        if entry is not None and entry.id is not None:
            remove_version(self.study, entry.id)
            self.refresh(None)
            self.shell.show_message(
                f"Version “{entry.title}” was removed.", "Undo", self.shell.undo
            )

    def _follow(self) -> None:
        """Compare the version in hand with the one before it."""
        entry = self.list.entry()
        if entry is None:
            return
        ids: list[int | None] = [None, *(row.id for row in self._versions)]
        later = ids.index(entry.id) if entry.id is not None else len(ids)
        with QSignalBlocker(self.before), QSignalBlocker(self.after):
            self.before.setCurrentIndex(max(0, later - 1))
            self.after.setCurrentIndex(max(0, later - 1))
        self._compare()

    def _compare(self) -> None:
        """Show what changed between the two versions chosen."""
        from framework.queries.versions import difference

        with self.study.read() as session:
            before, after = self.before.currentData(), self.after.currentData()
            self._rows = difference(session, before, after)
        blocks = blocks_of_difference(self._rows)
        same = (
            f"Nothing differs between {self.before.currentText()} and {self.after.currentText()}."
        )
        self.text.show_blocks(blocks or [Block((Piece(same, "muted"),))])
        self.copy.setEnabled(bool(self._rows))
        self.save.setEnabled(bool(self._rows))
        self.place_changed.emit()

    def _copy(self) -> None:
        """Copy the difference as text."""
        QGuiApplication.clipboard().setText(text_of_difference(self._named(), self._rows))
        self.shell.show_message("The difference was copied as text.")

    def _save(self) -> None:
        """Write the difference as a Word document; from nothing on, the whole log."""
        from exports import Options

        options = Options(versions=self._compared())
        save_as(self.study, self.shell, "L18", options, "Framework changes.docx")

    def _compared(self) -> tuple[str, ...]:
        """Name the versions compared as exports do: the later alone is now, none is all."""
        if self.before.currentData() is None:
            return ()
        later = () if self.after.currentData() is None else (self.after.currentText(),)
        return (self.before.currentText(), *later)

    def _named(self) -> str:
        """Name the two versions that are compared."""
        return f"Framework, {self.before.currentText()} to {self.after.currentText()}"

    def _fill_choices(self) -> None:
        """Offer the versions to compare; what is chosen stays chosen while it is there."""
        names = [(row.name, row.id) for row in self._versions]
        for choice, offered in (
            (self.before, [(NOTHING, None), *names]), (self.after, [*names, (NOW, None)])
        ):  # fmt: skip
            with QSignalBlocker(choice):
                choice.clear()
                for name, version in offered:
                    choice.addItem(name, version)

    def _show_transcripts(
        self, transcripts: "list[TranscriptRow]", under: dict[int, tuple[str, ...]]
    ) -> None:
        """Show under which versions each transcript was coded."""
        self._model.setRowCount(0)
        for row in transcripts:
            said = ", ".join(under.get(row.id, ())) or "not coded yet"
            self._model.appendRow([QStandardItem(row.name), QStandardItem(said)])

    def _wire(self) -> None:
        """Connect list, choices and form."""
        self.list.in_hand.connect(self._follow)
        for choice in (self.before, self.after):
            choice.currentIndexChanged.connect(lambda _at: self._compare())
        self.form.wanted.connect(self._freeze)
        self.form.closed.connect(self._close_form)
        self.form.theme_wanted.connect(
            lambda theme: self.shell.go_to("framework", page="themes", theme=theme)
        )
        slots = {"versions.freeze": self.freeze, "versions.remove": self._remove}
        self.shell.keymap.bind(self.list, slots)

    def _left(self) -> QWidget:
        """Put the versions over the transcripts."""
        below = QWidget()
        below.setProperty("role", "pane")
        column = QVBoxLayout(below)
        column.setContentsMargins(0, self.look.type.space(2.5), 0, 0)
        head = label("Under which version each was coded", "heading")
        head.setContentsMargins(self.look.type.space(3), 0, 0, 0)
        column.addWidget(head)
        column.addWidget(self.transcripts)
        made = QSplitter(Qt.Orientation.Vertical)
        made.addWidget(headed(self.look, self._count, self._freeze_button, self.list))
        made.addWidget(below)
        made.setSizes([3, 2])
        made.setChildrenCollapsible(False)
        return made

    def _right(self) -> QWidget:
        """Put the two versions to compare over their difference."""
        size, pane = self.look.type, frame("pane")
        self.copy = button("Copy", self._copy, icon="copy", look=self.look)
        self.save = button("Save as Word…", self._save)
        line = QHBoxLayout()
        line.setSpacing(size.space(2))
        line.addWidget(label("What changed from", "heading"))
        line.addWidget(self.before)
        line.addWidget(label("to", "heading"))
        line.addWidget(self.after)
        line.addStretch(1)
        low = QHBoxLayout()
        low.setSpacing(size.space(2))
        low.addWidget(self.copy)
        low.addWidget(self.save)
        low.addStretch(1)
        column = QVBoxLayout(pane)
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(2.5))
        column.addLayout(line)
        column.addWidget(self.text, 1)
        column.addLayout(low)
        return pane

    def _lay_out(self) -> None:
        """Put the form over the versions and their difference."""
        full = QWidget()
        fill(full, self.form, ListSplit(self.look, self._left(), self._right(), WIDTH))
        empty = EmptyState(
            self.look, "history", "No framework to freeze yet",
            "A version keeps the framework as it stood on a day, with the reason why. Every "
            "passage coded after it says under which version it was coded.",
            "Go to the themes", partial(self.shell.go_to, "framework", page="themes"),
        )  # fmt: skip
        self._stack = EmptyOr(empty, full)
        fill(self, self._stack)
