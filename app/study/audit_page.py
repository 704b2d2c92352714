"""The audit trail: who did what and when, what it was before, and whether the record holds."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.apart import Cover, may_leave
from app.jobs import Job
from app.reporting.password_button import PasswordButton
from app.study.audit_filters import AuditFilters
from app.study.audit_model import WIDTHS, AuditLines, AuditModel
from app.study.audit_reader import AuditReader
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.row_table import RowTable
from app.widgets.side_split import SideSplit
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from app.protection.leaving import Left
    from app.shell import Shell
    from framework.progress import Progress
    from framework.queries.audit import Account, Trail
    from framework.study import Study

RIGHT, LEAST = 460, 260
MOST = 60
FORMATS = "Word (*.docx);;Excel (*.xlsx);;Comma-separated text (*.csv);;Web page (*.html)"


class AuditPage(QWidget):
    """List the steps at the left, and read one of them at the right."""

    back_wanted = Signal()

    def __init__(self, study: "Study", shell: "Shell") -> None:
        super().__init__()
        self._study, self._shell, look = study, shell, shell.look
        self._about: Trail | None = None
        self.model = AuditModel()
        self.table = RowTable(look, self.model, "Steps, the latest first")
        self.table.set_widths(WIDTHS)
        self.table.setItemDelegate(AuditLines(look, self.table))
        self.reader = AuditReader(look)
        self.filters = AuditFilters(look, self.list_steps)
        self.table.selectionModel().currentRowChanged.connect(self._show_step)
        self._lay_out()

    def refresh(self) -> None:
        """Offer what can be asked about, and list the steps."""
        with self._study.read() as session:
            self.filters.offer_record(session)
        self.list_steps()

    def list_steps(self) -> None:
        """List the steps that are asked for, and read the one that was read or the latest."""
        from framework.queries import audit

        at = self.table.currentIndex().row()
        before = self.model.rows[at].step if 0 <= at < len(self.model.rows) else None
        with self._study.read() as session:
            self._about = audit.trail(session, self.filters.asked())
        rows = self._about.steps
        self.model.show_rows(rows)
        self.count.setText(f"{len(rows):,} step{'s' * (len(rows) != 1)}")
        places = {row.step: place for place, row in enumerate(rows)}
        if rows:
            self.table.selectRow(places.get(before or 0, 0))
        else:
            self.reader.show_nothing("No step fits what is chosen.")

    def check(self) -> None:
        """Check that the record is as it was written, and say so."""
        self._shell.run(Job("Checking the record", self._checked, self._say))

    def export(self) -> None:
        """Write the steps that are listed to a file."""
        from exports import Options

        if not may_leave(self._study, self._shell, "audit"):
            return
        path = self._shell.ask_save_file("Export the audit trail", "Audit trail.docx", FORMATS)
        if path is not None:
            path = path if path.suffix else path.with_suffix(".docx")
            options = self.filters.added(Options())
            work = partial(self._write, path, options, self.lock.told(path.suffix.casefold()))
            self.lock.forget()
            self._shell.run(Job(f"Exporting {path.name}", work, self._exported))

    def _show_step(self, current: QModelIndex, _before: QModelIndex) -> None:
        """Read a step."""
        if not current.isValid():
            return
        row = self.model.rows[current.row()]
        self.reader.show_step(row, self._account(row.step), narrowed=self._narrowed())

    def _account(self, step: int) -> "Account":
        """Ask what a step did."""
        from framework.queries import audit

        about = self._about.about if self._about else None
        with self._study.read() as session:
            return audit.accounts(session, [step], MOST, about)[step]

    def _narrowed(self) -> bool:
        """Tell whether the trail is about something."""
        return self._about is not None and self._about.about is not None

    def _checked(self, progress: "Progress") -> list[str]:
        """Check the record, on a job's thread."""
        from exports.layouts.audit_trail import chain_sentences
        from framework.queries.chain import verify

        progress.at(0, 1, "Checking the record")
        with self._study.read() as session:
            return chain_sentences(verify(session))

    def _say(self, sentences: list[str]) -> None:
        """Say whether the record holds."""
        self.chain.setText(" ".join(sentences))
        self.chain.setVisible(True)

    def _write(self, path: Path, options: object, password: str, progress: "Progress") -> "Left":
        """Write the export, on a job's thread."""
        from app.protection.leaving import write_out

        return write_out(self._study, "audit", path, options, progress, password=password)  # type: ignore[arg-type] # the filters' Options

    def _exported(self, left: "Left") -> None:
        """Say where the export is."""
        from app.reporting.folders import open_folder

        self._shell.show_message(left.written, "Open folder", partial(open_folder, left.path))

    def _lay_out(self) -> None:
        """Put the choices above the list, and the reader beside it."""
        look = self._shell.look
        self.count, self.chain = label("", "muted"), label("", "small", wrap=True)
        self.chain.setContentsMargins(look.type.space(4), 0, look.type.space(4), look.type.space(2))
        self.chain.hide()
        bar, strip, side = Bar(look), frame("pane"), frame("pane")
        above = QVBoxLayout(strip)
        back = button("Study", self.back_wanted.emit, role="quiet", icon="arrow-left", look=look)
        bar.add(back, label("Audit trail", "heading"), self.count)
        bar.stretch()
        self.lock = PasswordButton(look)
        bar.add(button("Check the record", self.check), self.lock,
                button("Export…", self.export, icon="export", look=look))  # fmt: skip
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.filters)
        above.addWidget(self.chain)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.reader)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(strip)
        steps = SideSplit(look, self.table, side, RIGHT, LEAST)
        column.addWidget(steps, 1)
        Cover(steps, self._study, self._shell, "The audit trail shows")
