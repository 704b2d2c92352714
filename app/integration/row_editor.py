"""Write one row of a joint display: both findings, their fit, what is inferred, whether checked."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.charting.flow import Flow
from app.charting.quoting import QuotationStrip
from app.integration.fit_choice import FitChoice
from app.integration.joint_citables import JointCitables
from app.integration.judging import JudgingBox
from app.integration.row_fields import TITLES, Field, FieldBox, fields_of, typed_in
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.fields import LineField
from app.widgets.text import frame, label
from framework.edits import joint_rows
from framework.queries.cases import CaseRow
from framework.queries.joint_displays import DisplayRow, JointRowView
from framework.queries.joint_quotations import NO_THEME
from framework.study import Study

WIDE = 300  # px of a field, at least
EMPTY = "Add a row to write what both strands found."
HINT = "Type [= for a figure, [ for a cell or a passage. {} or Ctrl+click opens what is cited."


class Beside(NamedTuple):
    """Hold what a row is shown with: sites, choices by field, its agreement, what it comes to."""

    sites: Sequence[CaseRow]
    choices: Mapping[str, Sequence[tuple[str, str]]]
    agreement: str = ""
    result: str = ""


class RowEditor(QScrollArea):
    """Edit a row, which saves itself; `opened` gives what is cited, `behind` the row in hand."""

    opened = Signal(str)
    behind = Signal(int)

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__()
        self._study, self._shell, self._look = study, shell, shell.look
        self._display: DisplayRow | None = None
        self.row: JointRowView | None = None
        self._filling = False
        self.citables = JointCitables(study)
        self.boxes: dict[str, FieldBox] = {}
        self._fields: list[Field] = []
        self.title = LineField("Title of the row")
        self.title.committed.connect(lambda text: self._save("title", text))
        self.site = ChoiceBox("Site that the row is about", [("All sites", 0)])
        self.site.activated.connect(lambda _at: self._place())
        self.fit = FitChoice("Fit", self._set_fit)
        self.checked = QCheckBox("Checked")
        self.checked.setToolTip(shell.keymap.shown("joint.check"))
        self.checked.clicked.connect(lambda on: self.check(on=on))
        self.look_behind = button("Look behind", self._look_behind, role="small",
                                  tip=shell.keymap.shown("joint.behind"))  # fmt: skip
        self.judging = JudgingBox(self._look, self._judge)
        self.result = label("", "heading", wrap=True)
        self._lay_out()

    def show_row(self, display: DisplayRow, row: JointRowView | None, beside: Beside) -> None:
        """Show a row, or that there is none; what is being typed in this very row stays."""
        other = self.row is None or row is None or row.id != self.row.id
        if other:
            self.commit()
        self._display, self.row, self._filling = display, row, True
        self._body.setVisible(row is not None)
        self._none.setVisible(row is None)
        if row is not None:
            sites = [(f"{site.name} {site.label}".strip(), site.id) for site in beside.sites]
            self.site.fill([("All sites", 0), *sites])
            self.site.setCurrentIndex(max(0, self.site.findData(row.case_id or 0)))
            self._show_fields(fields_of(display.layout, row), beside, anew=other)
            self._show_signs(display, row, beside, anew=other)
            if other:
                self.citables.about_row(row.case_id, row.case or "")
        self._filling = False

    def commit(self) -> None:
        """Save what is typed."""
        self.title.commit()
        self.judging.reason.commit()
        for box in self.boxes.values():
            box.commit()

    def finish(self) -> None:
        """Save what is typed, and let reading end."""
        self.commit()
        self.citables.finish()
        for box in self.boxes.values():
            box.finish()

    def check(self, *, on: bool) -> None:
        """Confirm the row as it reads now, or take that back."""
        if self.row is None:
            return
        self.commit()
        (joint_rows.check_row if on else joint_rows.uncheck_row)(self._study, self.row.id)

    def take_keys(self) -> None:
        """Let keys go to the title, or to the first field where there is a title."""
        first = next(iter(self.boxes.values()), None)
        if self.title.text() and first is not None:
            first.take_keys()
        else:
            self.title.setFocus()

    def open_unit(self) -> None:
        """Open what the cursor touches in the field that has the keys."""
        for box in self.boxes.values():
            if box.editor is not None and box.editor.hasFocus() and box.editor.unit_here():
                self.opened.emit(box.editor.unit_here())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many fields beside each other as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _show_fields(self, fields: list[Field], beside: Beside, *, anew: bool) -> None:
        """Show the fields of a row; those that are there stay, with their focus."""
        if self.row is None:
            return
        if fields != self._fields:
            self.commit()
            for box in self.boxes.values():
                box.finish()
                box.hide()
                box.deleteLater()
            self._fields = fields
            self.boxes = {field.key: self._box(field, beside) for field in fields}
            self._arrange()
        self.title.replace(self.row.title) if anew else self.title.show_text(self.row.title)
        for key, box in self.boxes.items():
            if box.choice is not None:
                box.choice.fill(beside.choices.get(key.removeprefix("details."), ()))
            if box.some is not None:
                box.some.offer(beside.choices.get(key.removeprefix("details."), ()))
            box.show_text(typed_in(self.row, key), anew=anew)

    def _show_signs(
        self, display: DisplayRow, row: JointRowView, beside: Beside, *, anew: bool
    ) -> None:
        """Show the fit, the check, and what changed."""
        judged, vocabulary = display.layout == "L8", display.definition.vocabulary
        self.title.setPlaceholderText(TITLES.get(display.layout, "Domain"))
        self.fit.be_called("Agreed code" if judged else "Fit")
        self.fit.show_fit(row.fit, vocabulary)
        self.fit.setToolTip("The code that was agreed" if judged else "How both findings fit")
        self.fit.setVisible(display.layout in {"L5", "L6", "L8"} or bool(row.fit))
        self.judging.setVisible(judged)
        if judged:
            if anew:
                self.judging.reason.replace("")
            self.judging.show_row(row, self._study.coder, vocabulary, beside.agreement)
        self.checked.setChecked(bool(row.checked))
        self.checked.setText(f"C{row.checked[1:]}" if row.checked else "Checked")
        self.notice.setVisible(bool(row.changed))
        self.notice.setText("\n".join(row.changed))
        self.result.setText(beside.result)
        self.result.setVisible(bool(beside.result))

    def _box(self, field: Field, beside: Beside) -> FieldBox:
        """Make a field."""
        made = FieldBox(self._look, field, self.citables, beside.choices, self._save)
        if made.editor is not None:
            made.editor.unit_opened.connect(self.opened)
            strip = QuotationStrip(self._look, made.editor, self._study, self._shell.keymap)
            strip.about(0, NO_THEME)
            made.set_under(strip)
        return made

    def _save(self, key: str, text: str) -> None:
        """Write a field of the row; say what in it leads nowhere."""
        if self.row is None:
            return
        if key.startswith("details."):
            name = key.removeprefix("details.")
            lost = joint_rows.set_detail(self._study, self.row.id, name, text, source=self)
        else:
            lost = joint_rows.write_row(self._study, self.row.id, key, text, source=self)
        if lost:
            self._shell.show_message(f"{', '.join(lost)} leads nowhere. It stays as typed.")

    def _set_fit(self, fit: str) -> None:
        """Say how the findings fit."""
        if self.row is not None:
            joint_rows.set_fit(self._study, self.row.id, fit)

    def _judge(self, code: str, reason: str) -> None:
        """Judge the row as the coder at work."""
        if self.row is not None and not self._filling:
            joint_rows.judge(self._study, self.row.id, code, reason)

    def _place(self) -> None:
        """Say which site the row is about."""
        if self.row is not None:
            joint_rows.set_case(self._study, self.row.id, self.site.currentData() or None)

    def _look_behind(self) -> None:
        """Ask to look behind the row."""
        if self.row is not None:
            self.commit()
            self.behind.emit(self.row.id)

    def _arrange(self) -> None:
        """Put the fields in a grid of as many columns as fit."""
        across = max(1, min(3, self.viewport().width() // self._look.type.px(WIDE)))
        for at, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, at // across, at % across)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < across))

    def _lay_out(self) -> None:
        """Put the editor together."""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The row in hand")
        inner, size = frame("pane"), self._look.type
        self.setWidget(inner)
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(*(size.space(3.5),) * 4)
        self._none = label(EMPTY, "muted", wrap=True)
        self._body = QWidget()
        self._body.setProperty("role", "clear")
        outer.addWidget(self._none)
        outer.addWidget(self._body)
        outer.addStretch(1)
        column, line = QVBoxLayout(self._body), Flow(gap=size.space(2))
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(size.space(2))
        for piece in (self.site, self.fit, self.checked, self.look_behind):
            line.addWidget(piece)
        self.notice = label("", "attention", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(size.space(3))
        hint = HINT.format(self._shell.keymap.shown("joint.open"))
        column.addWidget(self.title)
        column.addLayout(line)
        for below in (self.notice, self.judging, self.result):
            column.addWidget(below)
        column.addLayout(self._grid)
        column.addWidget(label(hint, "small", wrap=True))
