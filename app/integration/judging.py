"""Judge a row apart from the other coders: their codes show once your own is given."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.design.look import Look
from app.integration.fit_choice import FitChoice
from app.widgets.fields import LineField
from app.widgets.text import label
from framework.queries.joint_displays import JointRowView

Judge = Callable[[str, str], None]


def others_in_words(codes: Sequence[tuple[str, str, str]], own: str) -> list[str]:
    """Say what the other coders judged, a sentence each, or that it is kept back."""
    said = []
    for coder, code, reason in codes:
        if coder != own:
            known = f"{code}{f': {reason}' if reason else ''}"
            said.append(f"{coder}: {known if code else 'has judged; shown once you have'}")
    return said


class JudgingBox(QWidget):
    """Hold your own code and its reason, and what the others judged."""

    def __init__(self, look: Look, judge: Judge) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._judge = judge
        self.code = FitChoice("Your own code", self._coded)
        self.reason = LineField("Reason of your own code")
        self.reason.setPlaceholderText("Why")
        self.reason.committed.connect(self._reasoned)
        self.others = label("", "smalltext", wrap=True)
        self.agreed = label("", "small", wrap=True)
        line, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        line.addWidget(self.code)
        line.addWidget(self.reason, 1)
        column.addLayout(line)
        column.addWidget(self.others)
        column.addWidget(self.agreed)

    def show_row(self, row: JointRowView, own: str, vocabulary: str, agreement: str) -> None:
        """Show what is judged of a row as this coder may see it."""
        mine = next((entry for entry in row.codes if entry[0] == own), (own, "", ""))
        self.code.show_fit(mine[1], vocabulary)
        self.reason.show_text(mine[2])
        self.reason.setEnabled(bool(mine[1]))
        said = others_in_words(row.codes, own)
        self.others.setText("  ·  ".join(said) or "Nobody else has judged this row yet.")
        self.agreed.setText(agreement)

    def _coded(self, code: str) -> None:
        """Judge, with the reason that stands there."""
        self._judge(code, self.reason.text().strip() if code else "")

    def _reasoned(self, reason: str) -> None:
        """Give another reason for the code that stands there."""
        code = str(self.code.currentData() or "")
        if code:
            self._judge(code, reason.strip())
