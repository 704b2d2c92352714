"""Show what a cell was before, and what changed behind it since it was checked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.charting.scroll import Scroll, block
from app.charting.word_marks import marked, rich
from app.charting.words import moment, who
from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import card, frame, label
from framework.queries.cell_history import CellVersionRow, MemoVersionRow
from framework.queries.since_checked import SinceChecked
from framework.rules.cells import STATE_NAMES
from framework.rules.locators import paragraph_label

MOST = 40


class CellHistory(Scroll):
    """List the versions of a cell, newest first, each with what changed in it."""

    def __init__(self, look: Look, restore: Callable[[int], None]) -> None:
        super().__init__(look, "What the cell was before")
        self._restore, self._me = restore, ""

    def show_versions(
        self, rows: Sequence[CellVersionRow], memos: Sequence[MemoVersionRow] = (), me: str = ""
    ) -> None:
        """Show the versions of a cell and of the memos on it; `me` is the coder at work."""
        self._me = me
        if not rows and not memos:
            self.show_blocks([label("Nothing was written here yet.", "muted", wrap=True)])
            return
        before = [row.text for row in rows[1:]] + [""] * bool(rows)
        cells = [
            (row.step, partial(self._version, row, text, newest=at == 0))
            for at, (row, text) in enumerate(zip(rows, before, strict=True))
        ]
        notes = [(row.step, partial(self._memo, row, _before(memos, at)))
                 for at, row in enumerate(memos)]  # fmt: skip
        every = sorted([*cells, *notes], key=lambda item: item[0], reverse=True)
        blocks: list[QWidget] = [make() for _step, make in every[:MOST]]
        if len(every) > MOST:
            rest = f"and {len(every) - MOST} earlier versions, in the audit trail"
            blocks.append(label(rest, "muted", wrap=True))
        self.show_blocks(blocks)

    def _version(self, row: CellVersionRow, before: str, *, newest: bool) -> QFrame:
        """Show one version."""
        made, column = block(self._look, card())
        state = STATE_NAMES[row.state]  # type: ignore[index] # a version's state is one of STATES
        rated = f" · rated {row.rating}" if row.rating else ""
        head = f"{moment(row.at)} · {who(row.coder, self._me)} · {state}{rated}"
        column.addWidget(label(head, "small", wrap=True))
        column.addWidget(label(row.label, "small", wrap=True))
        if row.text or before:
            column.addWidget(rich(marked(before, row.text, self._look), row.text))
        if newest:
            column.addWidget(label("This is how it stands.", "muted", wrap=True))
        else:
            again = button("Restore", partial(self._restore, row.step), role="small")
            again.setAccessibleName(f"Restore the version of {head}")
            column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        made.setAccessibleName(head)
        return made

    def _memo(self, row: MemoVersionRow, before: str) -> QFrame:
        """Show what a memo became."""
        made, column = block(self._look, card())
        wrote = "memo" if row.text else "memo taken away"
        head = f"{moment(row.at)} · {who(row.coder, self._me)} · {wrote}"
        column.addWidget(label(head, "small", wrap=True))
        column.addWidget(rich(marked(before, row.text, self._look), row.text))
        made.setAccessibleName(head)
        return made


def _before(memos: Sequence[MemoVersionRow], at: int) -> str:
    """Give what a memo of the same analyst was before a version, newest first."""
    return next((row.text for row in memos[at + 1 :] if row.coder == memos[at].coder), "")


class Difference(Scroll):
    """Show what changed behind a cell since it was checked, passage by passage."""

    def __init__(self, look: Look, check: Callable[[], None]) -> None:
        super().__init__(look, "What changed since the cell was checked")
        self._check = check

    def show_difference(self, found: SinceChecked) -> None:
        """Show the passages added, removed and moved, and the definition before and now."""
        look, blocks = self._look, list[QWidget]()
        head, column = block(look, frame("notice"))
        said = f"Since it was checked: {', '.join(found.said)}."
        nothing = "Nothing changed since it was checked."
        column.addWidget(label(said if found.said else nothing, wrap=True))
        again = button("Check again", self._check, role="small")
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        again.setVisible(bool(found.said))
        blocks.append(head)
        for row in found.added:
            place = f"{row.transcript} {paragraph_label(row.first, row.last)}"
            blocks.append(self._piece(f"Added · {place}", "", row.quote))
        for lost in found.removed:
            place = f"{lost.transcript} {paragraph_label(lost.first, lost.last)}".strip()
            blocks.append(self._piece(f"Removed · {place} · {lost.why}", lost.quote, ""))
        for moved in found.changed:
            row = moved.coding
            place = f"{row.transcript} {paragraph_label(row.first, row.last)}"
            blocks.append(self._piece(f"Ends moved · {place}", moved.before, row.quote))
        if found.definition_before is not None and found.definition_now is not None:
            blocks.append(self._piece("Definition", found.definition_before.strip(),
                                      found.definition_now.strip()))  # fmt: skip
        self.show_blocks(blocks)

    def _piece(self, head: str, before: str, after: str) -> QFrame:
        """Show one thing that changed."""
        made, column = block(self._look, card())
        column.addWidget(label(head, "small", wrap=True))
        spoken = f"{head}. Before: {before or 'nothing'}. Now: {after or 'nothing'}."
        column.addWidget(rich(marked(before, after, self._look), spoken))
        made.setAccessibleName(head)
        return made
