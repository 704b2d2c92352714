"""Say that an analyst charts apart, and how far all who do have come."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import label
from framework import NAMELESS
from framework.queries.apart import ApartRow, progress_apart
from framework.study import Study


class ApartSign(QFrame):
    """Stand over the chart while an analyst sees the own versions only."""

    reconcile_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "notice")
        self.setAccessibleName("Charting apart")
        self.sentence = label("", wrap=True)
        self.reconcile = button("Reconcile", self.reconcile_wanted.emit, role="small")
        self.leave = button("Stop charting apart", self.left.emit, role="small")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self.reconcile)
        self._row.addWidget(self.leave)
        look.changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_progress(
        self, study: Study, coder: str, case_ids: Sequence[int], theme_ids: Sequence[int]
    ) -> None:
        """Say how much of these cells each analyst has charted; "" as coder hides the sign."""
        self.setVisible(bool(coder))
        if coder:
            with study.read() as session:
                found = progress_apart(session, case_ids, theme_ids)
            self.sentence.setText(said(found, coder, len(case_ids) * len(theme_ids)))
            waiting = f" ({found.waiting})" if found.waiting else ""
            self.reconcile.setText(f"Reconcile{waiting}")

    def _measure(self) -> None:
        """Take gaps from the size of type."""
        gap = self._look.type.space(2)
        self._row.setContentsMargins(2 * gap, gap // 2, 2 * gap, gap // 2)
        self._row.setSpacing(gap)


def said(found: ApartRow, coder: str, cells: int) -> str:
    """Say how far each analyst has come in so many cells."""
    counts = dict(found.charted)
    others = [f"{name} {count:,}" for name, count in found.charted if name != coder]
    parts = [f"{coder} {counts.get(coder, 0):,} of {cells:,}", *others]
    if found.reconciled:
        parts.append(f"{found.reconciled} reconciled")
    nameless = "" if coder != NAMELESS else " Say your initials above, or others are taken for you."
    return (
        f"Charting apart as {coder}: you see your own versions alone until a cell is reconciled. "
        f"Charted here: {' · '.join(parts)}.{nameless}"
    )
