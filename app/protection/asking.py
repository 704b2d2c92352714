"""Ask before an export without a preview what becomes of what could identify someone."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout

from app.apart import may_leave
from app.jobs import Job
from app.protection.guard import Guard
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.text import label
from exports import LAYOUTS, Options
from exports.report import Report
from framework.progress import Progress
from framework.study import Study

Write = Callable[[Options, Mapping[str, object]], None]
WIDE = 620


class Asking(QDialog):
    """Show what was found in an export; `write` is called once the person has decided."""

    def __init__(
        self, study: Study, shell: Shell, layout: str, options: Options, write: Write
    ) -> None:
        super().__init__(QApplication.activeWindow())
        self._study, self._shell, self._write = study, shell, write
        self._layout = next(one for one in LAYOUTS if one.key == layout)
        self._options = replace(options, coder=study.coder)
        self._report: Report | None = None
        self.guard = Guard(shell, self._look_again)
        self.setWindowTitle("Before the export")
        self.setMinimumWidth(shell.look.type.px(WIDE))
        self.go = button("Export", self.accept, role="primary")
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.addWidget(label("What could identify someone in this export", "heading"))
        column.addWidget(self.guard)
        line.addStretch(1)
        line.addWidget(button("Cancel", self.reject))
        line.addWidget(self.go)
        column.addLayout(line)
        self.accepted.connect(self._decided)
        self.finished.connect(lambda _how: self.deleteLater())

    def begin(self) -> None:
        """Look through the export on a job; write it at once where nothing is found."""
        if not may_leave(self._study, self._shell, self._layout.key):
            self.deleteLater()
            return
        self._shell.run(Job("Looking for what could identify someone", self._look, self._looked))

    def _look(self, progress: Progress) -> Report:
        """Build the report and look through it, on the job's thread."""
        with self._study.read() as session:
            report = self._layout.build(session, replace(self._options, progress=progress))
            self.guard.look_through(session, report, self._options)
        return report

    def _looked(self, report: Report) -> None:
        """Write, or ask first."""
        self._report = report
        if not self.guard.record()["found"]:
            self.accept()
            return
        self.guard.show_found()
        self.guard.open.click()
        self.open()

    def _look_again(self) -> None:
        """Look through the report with other names, or other decisions."""
        if self._report is None:
            return
        with self._study.read() as session:
            self.guard.look_through(session, self._report, self._options)
        self.guard.show_found()

    def _decided(self) -> None:
        """Write the export as it was decided."""
        self._write(self.guard.decided(self._options), self.guard.record())
