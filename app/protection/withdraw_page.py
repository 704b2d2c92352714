"""Withdraw a participant: see all that would go, and remove it for good."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.apart import Cover
from app.jobs import Job
from app.protection.copies import copies_of, counted, held_still
from app.protection.listing import Line, Listing
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from pathlib import Path

    from app.shell import Shell
    from framework.edits.withdrawal import Withdrawn
    from framework.progress import Progress
    from framework.queries.cases import CaseRow
    from framework.queries.withdrawal import UsedRow
    from framework.study import Study

COPIES = "Backups, which keep what they hold"
FIELD = 220


class Use(NamedTuple):
    """Hold what used a participant, and the copies of the study."""

    case_id: int
    rows: "list[UsedRow]"
    copies: "list[Path]"


class WithdrawPage(QWidget):
    """List what used a participant; removing it asks for the participant's name."""

    place_changed = Signal()

    def __init__(self, study: "Study", shell: "Shell") -> None:
        super().__init__()
        self._study, self._shell = study, shell
        self._cases: list[CaseRow] = []
        self.case = ChoiceBox("Participant who withdraws", taken=self.choose, letters=0)
        self.listing = Listing(shell.look, "What would go", ("Where", "What it says", "Why"))
        self.name, self.reason = QLineEdit(), QLineEdit()
        self.said, self.asked = label("", "muted"), label("", wrap=True)
        self._lay_out()

    def show_cases(self, cases: "list[CaseRow]") -> None:
        """Offer the participants; the one that was chosen stays so."""
        self._cases = [case for case in cases if case.kind != "site"]
        before = self.case.currentText()
        self.case.clear()
        self.case.addItems(["Choose…", *(case.name for case in self._cases)])
        self.case.setCurrentIndex(max(0, self.case.findText(before)))
        self.choose()

    def held(self) -> "CaseRow | None":
        """Return the participant in hand."""
        at = self.case.currentIndex() - 1
        return self._cases[at] if 0 <= at < len(self._cases) else None

    def choose(self) -> None:
        """Look for all that used the participant in hand."""
        case = self.held()
        self.name.clear()
        self._foot.setVisible(case is not None)
        self._settle()
        if case is None:
            self.said.setText("What was said by a participant, and all that used it, is listed.")
            self.listing.show_groups(())
        else:
            self.asked.setText(
                "All of this but backups and files that left is removed: from the text, the "
                "summaries, the search and the record. It cannot be undone. "
                f"Type {case.name} to remove it."
            )
            work = partial(_used, self._study, case.id)
            self._shell.run(Job(f"Looking for what used {case.name}", work, self._show))
        self.place_changed.emit()

    def _show(self, use: Use) -> None:
        """Show what used a participant, unless another is in hand by now."""
        from framework.queries.withdrawal import USED_KINDS

        case = self.held()
        if case is None or case.id != use.case_id:
            return
        groups = [
            (title, [Line(row.where, row.text, row.why) for row in use.rows if row.kind == kind])
            for kind, title in USED_KINDS.items()
        ]
        copies = [Line(path.name, str(path.parent)) for path in use.copies]
        self.listing.show_groups([*groups, (COPIES, copies)])
        count = sum(row.kind != "export" for row in use.rows)
        self.said.setText(
            f"{counted(count, 'thing')} {'uses' if count == 1 else 'use'} {case.name}"
        )

    def _settle(self, _text: str = "") -> None:
        """Let nothing be removed until the name is typed."""
        case = self.held()
        self.remove.setEnabled(case is not None and self.name.text().strip() == case.name)

    def _remove(self) -> None:
        """Remove the participant."""
        from framework.edits.withdrawal import withdraw

        case, reason = self.held(), self.reason.text()
        if case is None or self.name.text().strip() != case.name:
            return
        self.remove.setEnabled(False)

        def work(_progress: "Progress") -> "Withdrawn":
            return withdraw(self._study, case.id, reason)

        self._shell.run(Job(f"Removing {case.name}", work, partial(self._removed, case.name)))

    def _removed(self, name: str, done: "Withdrawn") -> None:
        """Say what was done, and what goes on holding it."""
        files = sum(row.kind == "export" for row in done.used)
        things = counted(len(done.used) - files, "thing")
        words = f"{name} was removed with {things} that used them."
        words += held_still(self._study.path, files)
        if not done.pressed:
            words += " Another program has the study open: close it there too."
        self.reason.clear()
        self._shell.show_message(words)

    def _lay_out(self) -> None:
        """Put the list between the choice and the last question."""
        size = self._shell.look.type
        top = QHBoxLayout()
        top.addWidget(label("Who withdraws"))
        self.case.setMinimumWidth(size.px(FIELD))
        top.addWidget(self.case)
        top.addWidget(self.said, 1)
        self.remove = button("Remove for good", self._remove, role="primary")
        self._foot = frame("notice")
        for field, name in ((self.name, "The name again"), (self.reason, "Why (for the record)")):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.setFixedWidth(size.px(FIELD))
        self.name.textChanged.connect(self._settle)
        self.name.returnPressed.connect(self._remove)
        foot = QVBoxLayout(self._foot)
        foot.addWidget(self.asked)
        line = QHBoxLayout()
        for widget in (self.name, self.reason, self.remove):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        line.addStretch(1)
        foot.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(3))
        column.addLayout(top)
        column.addWidget(self.listing, 1)
        Cover(self.listing, self._study, self._shell, "What used a participant shows")
        column.addStretch()
        column.addWidget(self._foot)


def _used(study: "Study", case_id: int, _progress: "Progress") -> Use:
    """Look for what used a participant, on a job's thread."""
    from framework.queries.withdrawal import used_by

    with study.read() as session:
        rows = used_by(session, case_id)
    return Use(case_id, rows, copies_of(study.path))
