"""Name who speaks where a transcript's own text does not, as in captions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

if TYPE_CHECKING:
    from app.widgets.transcript_page import TranscriptPage
    from framework.queries.transcripts import ParagraphRow


def unwritten(paragraphs: "Sequence[ParagraphRow]") -> dict[int, str]:
    """Return who begins to speak in paragraphs that do not say so, by their number from 0."""
    found, before = dict[int, str](), None
    for number, paragraph in enumerate(paragraphs):
        speaker, label = paragraph.speaker, paragraph.label
        written = bool(label) and paragraph.text.startswith(label or "")
        if speaker and speaker != before and paragraph.kind == "speech" and not written:
            found[number] = speaker
        before = speaker
    return found


class Names:
    """Give a speaker's name a small line of its own above the words."""

    def __init__(self, view: "TranscriptPage") -> None:
        self._view = view
        self._names: dict[int, str] = {}

    def take(self, paragraphs: "Sequence[ParagraphRow]") -> None:
        """Find out which names are to be shown."""
        self._names = unwritten(paragraphs)

    def room(self, number: int) -> float:
        """Return the height of the line above a paragraph, px; 0 where there is none."""
        if number not in self._names:
            return 0.0
        return float(QFontMetrics(self._view.look.type.font("small", bold=True)).lineSpacing())

    def paint(self, painter: QPainter) -> None:
        """Paint the names in sight, that of an interviewer quieter."""
        if not self._names:
            return
        view, look = self._view, self._view.look
        left, wide = view.contentOffset().x() + view.document().documentMargin(), view.width()
        painter.setFont(look.type.font("small", bold=True))
        for seen in view.ruler.seen():
            name = self._names.get(seen.number)
            if name is None:
                continue
            quiet = view.roles.get(name) == "interviewer"
            painter.setPen(look.colour("muted" if quiet else "text"))
            box = QRectF(left, seen.top, wide, self.room(seen.number))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
