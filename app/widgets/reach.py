"""Know and show how far a transcript has been coded."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.design.look import Look

if TYPE_CHECKING:
    from framework.queries.transcripts import TranscriptRow

BAR = 4


def share_coded(row: "TranscriptRow") -> float:
    """Return the last coded paragraph over all paragraphs, 0.0 to 1.0."""
    return min(1.0, row.coded_to / row.paragraphs) if row.paragraphs else 0.0


def paint_reach(painter: QPainter, bar: QRectF, look: Look, row: "TranscriptRow") -> None:
    """Paint a bar that is filled as far as a transcript has been coded."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("nothing"))
    painter.drawRoundedRect(bar, 2, 2)
    share = share_coded(row)
    if share > 0:
        bar.setWidth(max(bar.height(), bar.width() * share))
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(bar, 2, 2)
