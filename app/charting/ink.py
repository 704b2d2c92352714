"""Lay out what stands in a cell, once for each content and width."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout

from app.charting.face import Face
from app.charting.words import Note, Shown
from app.design.look import Look
from app.widgets.offsets import Offsets
from framework.rules.notation import Run

MOST_LINES = 9
MOST_KEPT = 4000
_NARROW = "\u202f"  # a narrow no-break space: pads a chip and keeps it whole
_ENDS = {'"': ("“", "”"), "“": ("“", "”")}


class Piece(NamedTuple):
    """Give a stretch of a cell's text and what it is."""

    text: str
    kind: str


@dataclass
class Laid:
    """Hold laid-out text: blocks with their places, the chips behind locators, the height."""

    blocks: list[tuple[QTextLayout, QPointF]] = field(default_factory=list)
    chips: list[QRectF] = field(default_factory=list)
    height: float = 0.0

    def paint(self, painter: QPainter, at: QPointF, look: Look | Face) -> None:
        """Paint chips and text with their top left corner at `at`."""
        if self.chips:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.colour("accent_soft"))
            painter.setBrush(look.colour("accent_soft"))
            for chip in self.chips:
                painter.drawRoundedRect(chip.translated(at), 4, 4)
        painter.setPen(look.colour("text"))
        for layout, place in self.blocks:
            layout.draw(painter, at + place)


class CellInk:
    """Lay out cells, and remember what was laid out."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._kept: dict[tuple[object, ...], Laid] = {}
        self._formats: dict[str, QTextCharFormat] = {}
        look.changed.connect(self.forget)

    def forget(self) -> None:
        """Lay everything out anew: colours or sizes have changed."""
        self._kept.clear()
        self._formats.clear()

    def lay(
        self, found: Shown, width: int, own: str, most: int = MOST_LINES, *, notes: bool = True
    ) -> Laid:
        """Lay out a cell `width` px wide, in so many lines at most.

        `own` is the transcript that locators need not name. Without `notes` they are left out
        where there is a summary.
        """
        key = (found.view.runs, found.notes, width, own, most, notes)
        laid = self._kept.get(key)
        if laid is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            laid = self._kept[key] = self._lay(found, width, own, most, notes=notes)
        return laid

    def _lay(self, found: Shown, width: int, own: str, most: int, *, notes: bool) -> Laid:
        """Lay out the summary, and under it what is to be said."""
        laid = Laid()
        pieces = [piece for run in found.view.runs if (piece := piece_of(run, own)).text]
        if any(piece.text.strip() for piece in pieces):
            self._block(laid, pieces, width, self._look.type.font("base"), most)
        for note in found.notes if notes or not laid.height else ():
            laid.height += self._look.type.space(1) if laid.height else 0
            small = laid.height > 0 or note.tone != "muted"
            font = self._look.type.font("small" if small else "base")
            self._block(laid, [Piece(note.text, _ink_of(note))], width, font, min(3, most))
        return laid

    def _block(
        self, laid: Laid, pieces: Sequence[Piece], width: int, font: QFont, most: int
    ) -> None:
        """Lay out one paragraph under what stands there; what does not fit ends in “…”."""
        whole = pieces
        layout, over = self._layout(pieces, width, font, most)
        keep = over
        while over is not None and keep:
            keep = max(0, keep - 3)
            pieces = _cut(whole, keep)
            layout, over = self._layout(pieces, width, font, most)
        laid.blocks.append((layout, QPointF(0, laid.height)))
        laid.chips += _chips(layout, pieces, laid.height)
        laid.height += layout.boundingRect().height()

    def _layout(
        self, pieces: Sequence[Piece], width: int, font: QFont, most: int
    ) -> tuple[QTextLayout, int | None]:
        """Break text into lines; return where it must be cut (UTF-16) when there are too many."""
        text = "".join(piece.text for piece in pieces).replace("\n", "\u2028")
        layout = QTextLayout(text, font)
        layout.setFormats(self._ranges(pieces))
        layout.beginLayout()
        height, lines, cut = 0.0, 0, None
        while (line := layout.createLine()).isValid():
            if lines == most:
                cut = line.textStart()
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height, lines = height + line.height(), lines + 1
        layout.endLayout()
        return layout, cut

    def _ranges(self, pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
        """Say which stretches look different."""
        ranges = []
        for start, length, piece in _placed(pieces):
            if piece.kind != "text":
                made = QTextLayout.FormatRange()
                made.start, made.length = start, length
                made.format = self._format(piece.kind)
                ranges.append(made)
        return ranges

    def _format(self, kind: str) -> QTextCharFormat:
        """Give the look of one kind of text."""
        if kind not in self._formats:
            self._formats[kind] = text_format(kind, self._look)
        return self._formats[kind]


def text_format(kind: str, look: Look) -> QTextCharFormat:
    """Give the look of a kind of run or note, in a cell and in the editor alike."""
    made = QTextCharFormat()
    if kind in ("quote", "star_quote"):
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setFontItalic(True)
    elif kind == "comment":
        made.setFontItalic(True)
        made.setForeground(look.colour("muted"))
    elif kind == "locator":
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setForeground(look.colour("accent"))
        made.setFontPointSize(look.type.points("small"))
    else:
        tokens = {"attention": "attention_text", "wrong": "wrong", "muted": "muted"}
        made.setForeground(look.colour(tokens.get(kind, "text")))
    return made


def piece_of(run: Run, own: str) -> Piece:
    """Turn a run into the text that is painted: typographic marks, short locators."""
    if run.kind == "locator":
        name, _, place = run.text.rpartition(" ")
        shown = place if own and name == own else run.text
        return Piece(f"{_NARROW}{shown.replace(' ', chr(0xA0))}{_NARROW}", "locator")
    if run.kind in ("quote", "star_quote"):
        star = "★ " if run.kind == "star_quote" and run.text[:1] in _ENDS else ""
        return Piece(star + curly(run.text), run.kind)
    return Piece(run.text, run.kind)


def curly(text: str) -> str:
    """Give a quotation its typographic marks."""
    shown = "“" + text[1:] if text[:1] == '"' else text
    return f"{shown[:-1]}”" if shown[-1:] == '"' else shown


def _ink_of(note: Note) -> str:
    """Name the format of a note."""
    return note.tone


def _placed(pieces: Sequence[Piece]) -> list[tuple[int, int, Piece]]:
    """Give each piece its start and length as Qt counts them."""
    placed, at = [], 0
    for piece in pieces:
        length = Offsets(piece.text).to_qt(len(piece.text))
        placed.append((at, length, piece))
        at += length
    return placed


def _cut(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """Keep the pieces up to a UTF-16 place, and end them with “…”."""
    kept = []
    for start, length, piece in _placed(pieces):
        if start + length > at:
            if piece.kind != "locator":
                end = Offsets(piece.text).to_python(max(0, at - start))
                kept.append(Piece(_whole_words(piece.text, end), piece.kind))
            break
        kept.append(piece)
    return [*kept, Piece(" …", "muted")]


def _whole_words(text: str, end: int) -> str:
    """Keep the words that end before a place, or their letters where there is but one."""
    begun = text[:end]
    if end < len(text) and not text[end].isspace() and " " in begun.strip():
        begun = begun.rsplit(" ", 1)[0]
    return begun.rstrip()


def _chips(layout: QTextLayout, pieces: Sequence[Piece], top: float) -> list[QRectF]:
    """Find the rectangles behind the locators."""
    chips = []
    for start, length, piece in _placed(pieces):
        if piece.kind != "locator":
            continue
        line = layout.lineForTextPosition(start)
        if not line.isValid():
            continue
        left, right = _x(line.cursorToX(start)), _x(line.cursorToX(start + length))
        box = QRectF(left, top + line.y() + 1, right - left, line.height() - 2)
        chips.append(box.normalized())
    return chips


def _x(found: object) -> float:
    """Take the place out of what QTextLine.cursorToX returns."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type] # PySide6 declares float and returns a tuple
