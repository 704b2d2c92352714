"""Write what is concluded across a case or down a theme, citing cells and passages."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.charting.citables import Citables
from app.charting.editor import SummaryEditor
from app.charting.proofs import Proofs
from app.charting.words import moment
from app.shell import Shell
from app.widgets.text import label
from framework.edits.synthesis import write_synthesis
from framework.queries.synthesis import SynthesisView
from framework.study import Study

HINT = "Type [ to cite a cell, as [P03 × 2.1], or a passage. {} or Ctrl+click opens what is cited."


class SynthesisPane(QFrame):
    """Be the pane in which a synthesis is written; it saves itself."""

    unit_opened = Signal(str)

    def __init__(self, study: Study, shell: Shell, source: QObject) -> None:
        """Take the page as the source of the steps that are written here."""
        super().__init__()
        self._study, self._shell, self._source = study, shell, source
        self._case_id: int | None = None
        self._theme_id: int | None = None
        self.setProperty("role", "pane")
        self.setAccessibleName("Synthesis")
        look = shell.look
        self.title = label("", "heading", wrap=True)
        self.line = label("", "small", wrap=True)
        self.citables = Citables(study)
        self.editor = SummaryEditor(look, self._save, self.citables, "Synthesis")
        self.editor.unit_opened.connect(self.unit_opened)
        self.proofs = Proofs(look, shell.keymap, study, self.editor)
        column, size = QVBoxLayout(self), look.type
        column.setContentsMargins(*[size.space(3.5)] * 4)
        column.setSpacing(size.space(2))
        for piece in (
            self.title,
            self.line,
            self.editor,
            self.proofs.strip,
            label(HINT.format(shell.keymap.shown("across.open")), "small", wrap=True),
        ):
            column.addWidget(piece)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text most of the pane."""
        super().resizeEvent(event)
        self.editor.be_at_most(max(self._shell.look.type.px(120), self.height() * 7 // 10))

    def about(self, *, case_id: int | None = None, theme_id: int | None = None) -> None:
        """Write about this case or theme from now on; what was typed before is saved."""
        if (case_id, theme_id) == (self._case_id, self._theme_id):
            return
        self.editor.commit()
        self._case_id, self._theme_id = case_id, theme_id
        if case_id is not None:
            self.citables.about_case(case_id)
        elif theme_id is not None:
            self.citables.about_theme(theme_id)
        self.editor.replace("")
        self.proofs.strip.about(case_id or 0, theme_id or 0)

    def show_synthesis(self, title: str, view: SynthesisView) -> None:
        """Show what is concluded; what is being typed stays."""
        self.title.setText(f"Synthesis: {title}")
        self._sign(view.coder, view.changed)
        self.editor.show_text(view.text)

    def cite(self, mention: str) -> None:
        """Put a mention of a cell at the cursor and save; one goes on writing there."""
        self.editor.insert_apart(mention)
        self.editor.commit()
        self.editor.setFocus()

    def commit(self) -> None:
        """Save what is typed, and let reading end."""
        self.editor.commit()
        self.citables.finish()
        self.proofs.finish()

    def _sign(self, coder: str, changed: str) -> None:
        """Say who wrote it when."""
        self.line.setText(f"by {coder}, {moment(changed)}" if changed else "not written yet")

    def _save(self, text: str) -> None:
        """Save the synthesis."""
        lost = write_synthesis(self._study, text, case_id=self._case_id, theme_id=self._theme_id,
                               source=self._source)  # fmt: skip
        if lost:
            self._shell.show_message(f"{', '.join(lost)} leads nowhere. It stays as typed.")
        self.line.setText(f"by {self._study.coder}, saved" if text.strip() else "not written yet")
