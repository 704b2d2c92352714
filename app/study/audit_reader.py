"""Read what one step did, before and after."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.charting.scroll import Scroll, block
from app.charting.word_marks import marked, rich
from app.charting.words import moment
from app.widgets.text import card, frame, label

if TYPE_CHECKING:
    from app.design.look import Look
    from framework.queries.audit import Account, ChangeRow, Part
    from framework.queries.history import StepRow

SHORT = 60
KINDS = {
    "beside": "It stands beside the steps that undo takes back.",
    "final": "Nothing before it can be undone.",
}


class AuditReader(QWidget):
    """Show a step: its words, who made it and when, and each row that it touched."""

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look, size = look, look.type
        self.head, self.about = label("", "heading", wrap=True), label("", "small", wrap=True)
        self._changes = Scroll(look, "What the step did")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(4),) * 3, 0)
        column.setSpacing(size.space(2))
        for widget in (self.head, self.about):
            column.addWidget(widget)
        column.addWidget(self._changes, 1)

    def show_nothing(self, why: str) -> None:
        """Show no step, and say why."""
        self.head.setText("")
        self.about.setText(why)
        self._changes.show_blocks([])

    def show_step(self, row: "StepRow", account: "Account", *, narrowed: bool) -> None:
        """Show a step; `narrowed` tells that its rows are those that were asked for alone."""
        self.head.setText(row.label)
        undone = " · undone later" if row.undone else ""
        self.about.setText(f"Step {row.step:,} · {moment(row.at)} · {row.coder}{undone}")
        blocks: list[QWidget] = []
        if row.removed:
            blocks.append(self._notice(f"Words were removed from this step: {row.removed}."))
        if row.kind in KINDS:
            blocks.append(label(KINDS[row.kind], "small", wrap=True))
        blocks += [self._change(change) for change in account.changes]
        blocks += [label(f"and {said}", "muted", wrap=True) for said in account.left_out]
        if not account.changes and not account.left_out:
            blocks.append(label("It touched nothing that is told here.", "muted", wrap=True))
        if narrowed:
            said = "Only what concerns your choice is shown of this step."
            blocks.append(label(said, "small", wrap=True))
        self._changes.show_blocks(blocks)
        self._changes.verticalScrollBar().setValue(0)

    def texts(self) -> list[str]:
        """Give what is shown of each row, as a screen reader says it."""
        return [one.accessibleName() for one in self._changes.findChildren(QFrame)
                if one.objectName() == "change"]  # fmt: skip

    def _notice(self, said: str) -> QFrame:
        """Say something that must be seen."""
        made, column = block(self._look, frame("notice"))
        column.addWidget(label(said, wrap=True))
        return made

    def _change(self, change: "ChangeRow") -> QFrame:
        """Show what became of a row."""
        from framework.queries.audit import said

        made, column = block(self._look, card())
        made.setObjectName("change")
        made.setAccessibleName(said(change))
        column.addWidget(label(f"{change.subject} · {change.did}", "heading", wrap=True))
        for part in change.parts:
            if len(part.before) + len(part.after) > SHORT:
                column.addWidget(label(part.name, "small"))
            column.addWidget(self._part(change, part))
        return made

    def _part(self, change: "ChangeRow", part: "Part") -> QWidget:
        """Show what a part of a row was and is: a short one in a line, a long one word by word."""
        short = len(part.before) + len(part.after) <= SHORT
        if change.did != "changed":
            words = part.after or part.before
            return label(f"{part.name}: {words}" if short else words, wrap=True)
        if short:
            said = f"{part.name}: {part.before or 'nothing'} → {part.after or 'nothing'}"
            return label(said, wrap=True)
        spoken = (
            f"{part.name}. Before: {part.before or 'nothing'}. After: {part.after or 'nothing'}."
        )
        return rich(marked(part.before, part.after, self._look), spoken)
