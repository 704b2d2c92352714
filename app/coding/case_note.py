"""Write the half page that sums up a case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.fields import TextField
from app.widgets.text import label

LINES = 11


class CaseNote(QWidget):
    """Show the summary of the case that speaks where the cursor stands."""

    written = Signal(int, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.case: int | None = None
        self.setProperty("role", "pane")
        self.name = label("", "heading", wrap=True)
        self.nobody = label(
            "No case speaks here. Give the passage, or all that its speaker says, to a case: right "
            "click on the text.", "muted", wrap=True,
        )  # fmt: skip
        self.field = TextField(look, "Case summary", lines=LINES)
        self.field.setPlaceholderText(
            "Half a page on this case: who it is, what matters, what stands out"
        )
        self.field.committed.connect(self._write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1.5))
        for widget in (self.name, self.nobody, self.field):
            column.addWidget(widget)
        column.addStretch(1)
        self.show_case(None, "", "")

    def show_case(self, case_id: int | None, name: str, text: str) -> None:
        """Show the summary of a case; commit first what was typed on another."""
        if case_id != self.case:
            self.field.commit()
            self.case = case_id
            self.field.replace(text)
        else:
            self.field.show_text(text)
        self.name.setText(f"Summary of {name}")
        self.field.setAccessibleName(f"Summary of {name}" if name else "Case summary")
        for widget in (self.name, self.field):
            widget.setVisible(case_id is not None)
        self.nobody.setVisible(case_id is None)

    def _write(self, text: str) -> None:
        """Tell what is to be written about which case."""
        if self.case is not None:
            self.written.emit(self.case, text)
