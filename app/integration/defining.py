"""Define or change an indicator, with its figures beside the form as it stands."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.charting.asking import Asker
from app.design.look import Look
from app.integration.definitions import in_words, lacking
from app.integration.indicator_form import IndicatorForm, Material
from app.integration.tables import TriedModel
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.row_table import RowTable
from app.widgets.text import frame, label
from framework.drafts import IndicatorDraft
from framework.edits.delivery import define_indicator
from framework.queries.cases import list_cases
from framework.queries.delivery import columns_read, list_tables, table_named
from framework.queries.indicators import IndicatorRow, list_definitions, tried
from framework.study import Study

PAUSE_MS = 250
FORM = 490


class DefiningPage(QWidget):
    """Be the page on which an indicator is defined; `leave` is called when it is done."""

    def __init__(self, study: Study, shell: Shell, leave: Callable[[], None]) -> None:
        super().__init__()
        self._study, self._shell, self._leave = study, shell, leave
        self._look: Look = shell.look
        self._asker = Asker(study, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._try)
        self.title = label("", "title")
        self.words = label("", "muted", wrap=True)
        self.said = label("", "attention", wrap=True)
        self.form = IndicatorForm(self._look, self._show_words)
        self._opened: IndicatorDraft | None = None
        self._kept = False
        self.figures = TriedModel(self._look, self)
        self.save = button("Save indicator", self._save, role="primary",
                           tip=shell.keymap.shown("indicator.save"))  # fmt: skip
        self._lay_out()
        shell.keymap.bind(self, {"indicator.save": self._save, "indicator.leave": self.leave})

    def open(self, draft: IndicatorDraft | None = None) -> None:
        """Begin a new indicator, or change one that is there; one that was left is gone on with."""
        begun = self._opened.key if self._opened and self._opened.label else ""
        if self._kept and begun == (draft.key if draft else ""):
            self.resume()
            return
        with self._study.read() as session:
            material = Material(
                list_tables(session), list_cases(session),
                [row.key for row in list_definitions(session)], self._values,
            )  # fmt: skip
        self.title.setText(f"Change {draft.label}" if draft else "Define an indicator")
        self.form.show_indicator(draft, material)
        self._opened = self.form.draft()

    def keep(self) -> str:
        """Keep what is typed while another page is shown; return its name, "" for nothing typed."""
        self._kept = self._opened is not None and self.form.draft() != self._opened
        self.finish()
        return (self.form.name.text().strip() or "The new indicator") if self._kept else ""

    def resume(self) -> None:
        """Go on with what was kept."""
        self._kept = False
        self._show_words()
        self.form.name.setFocus()

    def leave(self) -> None:
        """Leave with nothing changed."""
        self._opened = None
        self.finish()
        self._leave()

    def finish(self) -> None:
        """Ask for no more figures."""
        self._pause.stop()
        self._asker.finish()

    def _values(self, table: str, column: str) -> list[str]:
        """List the texts of a column."""
        with self._study.read() as session:
            texts = columns_read(session, table_named(session, table)).raw(column).texts
        return sorted({text.strip() for text in texts if text.strip()})

    def _show_words(self) -> None:
        """Say what is defined so far, and ask for its figures."""
        draft = self.form.draft()
        wrong = lacking(draft)
        self.save.setEnabled(not wrong)
        self.save.setToolTip(wrong or self._shell.keymap.shown("indicator.save"))
        computable = lacking(draft) in {"", "Give the indicator a name."}
        self.words.setText(in_words(draft) if computable else wrong)
        self._pause.start()

    def _try(self) -> None:
        """Compute the figures on a thread, those of the latest definition alone."""
        draft = self.form.draft()
        if lacking(draft) not in {"", "Give the indicator a name."}:
            self._asker.forget()
            self._came([])
            return
        self._asker.ask(lambda session: tried(session, draft), self._came)

    def _came(self, rows: list[IndicatorRow]) -> None:
        """Show figures."""
        self.figures.show(rows)
        problems = [row.text for row in rows if row.text.startswith("no figure")]
        self.said.setText(problems[0] if problems else "")
        self.said.setVisible(bool(problems))

    def _save(self) -> None:
        """Define the indicator, and leave."""
        draft = self.form.draft()
        if lacking(draft):
            self._shell.show_message(lacking(draft))
            return
        define_indicator(self._study, draft)
        self._shell.show_message(f"“{draft.label}” is defined.", "Undo", self._shell.undo)
        self.leave()

    def _lay_out(self) -> None:
        """Put the form at the left, the figures at the right."""
        size = self._look.type
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(size.px(FORM))
        inner = frame("rail")
        area.setWidget(inner)
        left = QVBoxLayout(inner)
        left.setContentsMargins(*(size.space(4),) * 4)
        left.setSpacing(size.space(3))
        for piece in (self.title, self.form, self.words):
            left.addWidget(piece)
        left.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(button("Cancel", self.leave,
                                 tip=self._shell.keymap.shown("indicator.leave")))  # fmt: skip
        buttons.addStretch(1)
        left.addLayout(buttons)
        table = RowTable(self._look, self.figures, "Figures of the indicator as defined")
        table.set_widths((120, 200, 80, 0))
        right = frame("pane")
        column = QVBoxLayout(right)
        column.setContentsMargins(size.space(4), size.space(4), 0, 0)
        column.setSpacing(size.space(2))
        for piece in (label("Its figures now", "heading"), self.said):
            column.addWidget(piece)
        column.addWidget(table, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(area)
        line.addWidget(frame("upright"))
        line.addWidget(right, 1)
