"""Cases: the rows of every chart, with what is known about each."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.cases.attribute_field import AttributeField
from app.cases.incoming import Incoming, counted, kinds_of, read_incoming
from app.cases.incoming_page import IncomingPage
from app.cases.model import KIND, LABEL, NAME, SITES, CaseModel, Edit
from app.cases.table import CaseTable
from app.jobs import Job
from app.shell import Shell
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.filling import fill
from app.widgets.text import label
from app.widgets.workspace import Workspace
from framework.errors import RefusedError

if TYPE_CHECKING:
    from framework.drafts import CaseDraft
    from framework.history import Changes
    from framework.queries.cases import CaseRow
    from framework.study import Study

TOUCHING = {"study_case", "case_parent", "attribute", "attribution", "transcript"}
FILES = "Lists of cases (*.csv *.tsv *.xlsx *.ods)"


class CasesPane(Workspace):
    """Hold the table of cases, and above it what a file would bring."""

    title = "Cases"
    icon = "user"

    def __init__(self, study: "Study", shell: Shell, lead: QWidget | None = None) -> None:
        """Take what stands at the left of the bar in place of a heading."""
        super().__init__(study, shell)
        self._edits: list[Edit] = []
        self.model = CaseModel(study)
        self.table = CaseTable(self.look, self.model, shell.keymap)
        self.incoming = IncomingPage(self.look)
        self.attribute = AttributeField()
        self._count = label("", "muted")
        self._lay_out(lead or label("Cases", "heading"))
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        if not self.model.cases:
            return ""
        return self.shell.keymap.hint(
            "cases.edit", "cases.tick", "cases.up cases.down", "cases.remove"
        )

    def place(self) -> str:
        """Return the case in hand."""
        case = self.table.case()
        return case.name if case is not None else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show the cases as they are."""
        if changes is not None and not changes.tables() & TOUCHING:
            return
        from framework.queries.cases import list_cases

        with self.study.read() as session:
            cases = list_cases(session)
        if self.model.arranges(cases):
            self._rearrange(cases)
        else:
            self.model.show_cases(cases)
        self._count.setText(kinds_of([case.kind for case in cases]))
        for tool in self._tools:
            tool.setVisible(bool(cases))
        self.place_changed.emit()

    def go(self, **where: object) -> None:
        """Take a case in hand."""
        case = where.get("case")
        if isinstance(case, int):
            self.table.take(case)

    def take_keys(self) -> None:
        """Let keys work on the table, or on what to do while it is empty."""
        (self.table if self.model.cases else self._stack.empty.action).setFocus()

    def commit(self) -> None:
        """Save what is being typed into a cell; what is refused keeps no one from leaving."""
        self.table.finish()
        try:
            self._write()
        except RefusedError as refused:
            self.shell.show_message(str(refused))

    def _rearrange(self, cases: "list[CaseRow]") -> None:
        """Show other rows, with the same cell in hand and open as before."""
        at, held = self.table.currentIndex(), self.table.case()
        new = at.isValid() and held is None
        editing = self.table.finish()
        self.model.show_cases(cases)
        self._stack.show_full(on=bool(cases))
        self._hold(0 if new else held.id if held else -1, max(NAME, at.column()), max(0, at.row()))
        if editing:
            self.table.edit_here()

    def _hold(self, case_id: int, column: int, row: int) -> None:
        """Take a case in hand again, or where it is gone the one that stands in its place."""
        if self.model.row_of(case_id) < 0:
            near = [*range(row, self.model.rowCount()), *range(row - 1, -1, -1)]
            found = (self.model.case(at) for at in near)
            case_id = next((case.id for case in found if case is not None), 0)
        self.table.take(case_id, min(column, self.model.columnCount() - 1))

    def _note(self, edit: Edit) -> None:
        """Keep what was typed until its field is gone, before the table changes under it."""
        self._edits.append(edit)
        QTimer.singleShot(0, self, self._write)

    def _write(self) -> None:
        """Write what was typed to the study."""
        while self._edits:
            self._put(self._edits.pop(0))

    def _put(self, edit: Edit) -> None:
        """Write one edit."""
        from framework.edits import cases

        study, case, text = self.study, edit.case_id, edit.text
        if case == 0:
            self._begin(cases.add_case(study, text, edit.about))
        elif edit.column == NAME:
            cases.rename_case(study, case, text)
        elif edit.column == KIND:
            cases.set_kind(study, case, text)
        elif edit.column == LABEL:
            cases.relabel_case(study, case, text)
        elif edit.column == SITES:
            cases.set_parents(study, case, edit.sites)
        else:
            cases.set_attribute(study, case, edit.about, text)

    def _begin(self, made: int) -> None:
        """Show a new case: go on with it after Tab, with the next one after Enter."""
        column = self.table.currentIndex().column()
        editing = self.table.finish()
        self.refresh(None)
        self.table.take(made if column != NAME else 0, column)
        if editing:
            self.table.edit_here()

    def _new_case(self) -> None:
        """Open the row for a new case."""
        self._stack.show_full(on=True)
        self.table.setFocus()
        self.table.name_new()

    def _move(self, case_id: int, by: int) -> None:
        """Move a case up or down among its kind."""
        from framework.edits.cases import move_case

        case = next(case for case in self.model.cases if case.id == case_id)
        of_kind = [other.id for other in self.model.cases if other.kind == case.kind]
        place = of_kind.index(case_id) + by
        if 0 <= place < len(of_kind):
            move_case(self.study, case_id, place)

    def _remove(self, case_id: int) -> None:
        """Remove a case, and offer to undo it."""
        from framework.edits.cases import remove_case

        case = next(case for case in self.model.cases if case.id == case_id)
        remove_case(self.study, case_id)
        words = f"{case.name} was removed with its summaries; its passages stay."
        self.shell.show_message(words, "Undo", self.shell.undo)

    def _withdraw(self) -> None:
        """Go to where a participant is withdrawn with all that used them."""
        case = self.table.case()
        self.shell.go_to("transcripts", withdraw=case.name if case is not None else "")

    def _add_attribute(self, name: str) -> None:
        """Open a column for an attribute."""
        column = self.model.add_attribute(name)
        case = self.table.case() or self.model.cases[0]
        self.table.setFocus()
        self.table.take(case.id, column)

    def _import(self) -> None:
        """Read a list of cases, and show what it would bring."""
        for path in self.shell.ask_open_files("Import cases", FILES):
            work = partial(read_incoming, self.study, path)
            self.shell.run(Job(f"Reading {path.name}", work, self._show_incoming))

    def _show_incoming(self, incoming: Incoming) -> None:
        """Say what a file would bring."""
        self.incoming.show_incoming(incoming)

    def _leave_incoming(self) -> None:
        """Add nothing."""
        self.incoming.hide()
        self.take_keys()

    def _add(self, drafts: "list[CaseDraft]") -> None:
        """Add what was read, as one step."""
        from framework.edits.cases import add_cases

        self.incoming.hide()
        count = counted(add_cases(self.study, drafts), "case")
        self.refresh(None)
        self.take_keys()
        was = "was" if len(drafts) == 1 else "were"
        self.shell.show_message(f"{count} {was} imported.", "Undo", self.shell.undo)

    def _wire(self) -> None:
        """Connect the table and the fields."""
        self.table.in_hand.connect(self.place_changed)
        self.table.move_wanted.connect(self._move)
        self.table.remove_wanted.connect(self._remove)
        self.model.edited.connect(self._note)
        self.attribute.named.connect(self._add_attribute)
        self.incoming.wanted.connect(self._add)
        self.incoming.left.connect(self._leave_incoming)

    def _lay_out(self, lead: QWidget) -> None:
        """Put the table under its bar."""
        bar = Bar(self.look)
        bar.add(lead, self._count)
        bar.stretch()
        self._tools = (
            self.attribute,
            button(
                "Withdraw…",
                self._withdraw,
                role="quiet",
                tip="Remove a participant with all that used them",
            ),
            button("Import cases…", self._import, icon="import", look=self.look),
            button("New case", self._new_case, role="primary"),
        )
        bar.add(*self._tools)
        empty = EmptyState(
            self.look, "user", "No cases yet",
            "Participants and sites belong here: they are the rows of every chart. Type them in, "
            "or bring a list from a spreadsheet.",
            "New case", self._new_case,
        )  # fmt: skip
        empty.offer("Import cases…", self._import)
        self._stack = EmptyOr(empty, self.table)
        fill(self, bar, self.incoming, self._stack)
