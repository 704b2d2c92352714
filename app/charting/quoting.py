"""Compare quotations with the transcripts while they are typed, and offer the true words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.charting.asking import Asker
from app.charting.editor import SummaryEditor
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import button
from app.widgets.offsets import Offsets
from app.widgets.text import label
from framework.queries.quotations import QuotationRow, check_quotations
from framework.study import Session, Study

PAUSE_MS = 350
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


class QuotationStrip(QFrame):
    """Underline quotations that differ, and under the editor say what the transcript says."""

    found = Signal()

    def __init__(self, look: Look, editor: SummaryEditor, study: Study, keymap: Keymap) -> None:
        super().__init__()
        self._look, self._editor, self._pair = look, editor, (0, 0)
        self._asker = Asker(study, self)
        self._rows: tuple[QuotationRow, ...] = ()
        self._checked = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.said = label("", "wrong", wrap=True)
        self.use = button("Use it", self.use_true, role="small", tip=keymap.shown("chart.use_true"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        column.addWidget(self.said)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        editor.textChanged.connect(self._typed)
        editor.cursorPositionChanged.connect(self._show)
        look.changed.connect(self._show)
        self.hide()

    @property
    def rows(self) -> tuple[QuotationRow, ...]:
        """Return the quotations that differ in the text as it stands."""
        return self._rows if self._editor.text() == self._checked else ()

    def about(self, case_id: int, theme_id: int) -> None:
        """Check the quotations of another cell from now on; a synthesis has one of them, and 0."""
        if self._pair != (case_id, theme_id):
            self._pair, self._rows = (case_id, theme_id), ()
            self._asker.forget()
        self._pause.start()
        self._show()

    def use_true(self) -> None:
        """Put the transcript's words in place of those at the cursor, or of the first."""
        row = self._current()
        if row is not None and row.nearest:
            self._editor.put(row.start, row.end, row.nearest)
            self._editor.setFocus()

    def finish(self) -> None:
        """Drop what is being read, and let the thread end."""
        self._pause.stop()
        self._asker.finish()

    def _typed(self) -> None:
        """Wait for a pause in typing; what is no longer so is not underlined meanwhile."""
        if not self.rows:
            self._show()
        self._pause.start()

    def _ask(self) -> None:
        """Have the quotations checked on a thread."""
        text = self._editor.text()
        if not any(self._pair):
            return
        if '"' not in text and "“" not in text:
            self._tell(text, ())
            return
        read = partial(_check, pair=self._pair, text=text)
        self._asker.ask(read, partial(self._tell, text))

    def _tell(self, text: str, rows: Sequence[QuotationRow]) -> None:
        """Show which quotations differ, if that is still the text."""
        self._checked, self._rows = text, tuple(rows)
        self._show()
        self.found.emit()

    def _current(self) -> QuotationRow | None:
        """Return the quotation at the cursor, or the first."""
        at = Offsets(self._editor.text()).to_python(self._editor.textCursor().position())
        here = (row for row in self.rows if row.start - 1 <= at <= row.end + 1)
        return next(here, self.rows[0] if self.rows else None)

    def _show(self) -> None:
        """Underline what differs, and say what is true instead."""
        row = self._current()
        made = QTextCharFormat()
        made.setUnderlineStyle(WAVE)
        made.setUnderlineColor(self._look.colour("wrong"))
        self._editor.underline("quotations", [(r.start, r.end) for r in self.rows], made)
        if row is not None:
            where = "this case" if self._pair[0] else "the study"
            self.said.setText(_said(row, len(self.rows), where))
            self.use.setVisible(bool(row.nearest))
        self.setVisible(row is not None)


def _check(session: Session, *, pair: tuple[int, int], text: str) -> list[QuotationRow]:
    """Check the quotations of a text, on the thread."""
    return check_quotations(session, pair[0] or None, pair[1] or None, text)


def _said(row: QuotationRow, count: int, where: str) -> str:
    """Say what the transcript says instead."""
    more = f" ({count} quotations differ)" if count > 1 else ""
    if not row.nearest:
        return f"“{row.words}” stands in no transcript of {where}{more}."
    return f"{row.transcript} ¶{row.paragraph} says “{row.nearest}”{more}"
