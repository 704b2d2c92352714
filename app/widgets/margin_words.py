"""Set the names of codings in a row of the margin, as wide as there is room."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter

from app.design.look import Look
from app.design.palette import ThemeColour
from app.widgets.swatch import brushes
from app.widgets.transcript_marks import Mark

SIDE = 7
REREAD = "↻"


class Piece(NamedTuple):
    """Put words `left` px from the row's beginning."""

    left: float
    words: str
    tint: str
    bold: bool = False


class Words(NamedTuple):
    """Hold what a row says: swatches, each its place, colour and whether it is grey, and words."""

    swatches: tuple[tuple[float, int, bool], ...]
    pieces: tuple[Piece, ...]
    baseline: float


class Measures(NamedTuple):
    """Measure the margin's type, plain and bold; names that were set are kept."""

    look: Look
    plain: QFontMetricsF
    bold: QFontMetricsF
    kept: dict[tuple[object, ...], Words]

    @property
    def baseline(self) -> float:
        """Return how far below a row's top its letters stand."""
        return self.plain.ascent() + 1


def measures(look: Look) -> Measures:
    """Return the measures of the text size in force."""
    fonts = look.type.font("small"), look.type.font("small", bold=True)
    return Measures(look, QFontMetricsF(fonts[0]), QFontMetricsF(fonts[1]), {})


def words_of(
    size: Measures,
    marks: tuple[Mark, ...],
    room: float,
    *,
    in_full: bool,
    held: int | None,
    swatches: bool,
) -> Words:
    """Set one name in full, or several as their numbers with how many more there are."""
    if not in_full:
        return _numbers(size, marks, room, held)
    mark, bold = marks[0], marks[0].id == held
    # The same few names stand again and again, at the same few widths.
    said = (mark.words, mark.tail, mark.colour, mark.is_memo, mark.reread, mark.retired)
    key = (*said, room, bold, swatches)
    if key not in size.kept:
        size.kept[key] = _name(size, mark, room, bold=bold, swatch=swatches)
    return size.kept[key]


class Inks:
    """Hold fonts and colours while a margin is painted, so that each is made once."""

    def __init__(self, look: Look, *, faint: bool = False) -> None:
        self.faint, self.side = faint, look.type.px(SIDE)
        self.fonts = look.type.font("small"), look.type.font("small", bold=True)
        names = ("text", "muted", "attention_text", "line")
        self.pens = {name: look.colour("muted" if faint else name) for name in names}
        self.grey = QBrush(look.colour("line" if faint else "muted"))
        self._look = look
        self._brushes: dict[int, list[QBrush]] = {}

    def brushes(self, colour: int) -> list[QBrush]:
        """Return the brushes of a theme's colour."""
        if colour not in self._brushes:
            self._brushes[colour] = brushes(self._look.theme(colour))
        return self._brushes[colour]

    def theme(self, colour: int) -> ThemeColour:
        """Return the colours of a theme."""
        return self._look.theme(colour)


def paint_words(painter: QPainter, box: QRectF, words: Words, inks: Inks) -> None:
    """Paint a row."""
    side, middle = inks.side, box.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    for left, colour, grey in words.swatches:
        square = QRectF(box.left() + left, middle - side / 2, side, side)
        for brush in [inks.grey] if grey or inks.faint else inks.brushes(colour):
            painter.setBrush(brush)
            painter.drawRoundedRect(square, 3, 3)
        theme = inks.theme(colour)
        if theme.pattern and not (grey or inks.faint):  # a pattern alone is too faint so small
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.solid))
            painter.drawRoundedRect(square, 3, 3)
            painter.setPen(Qt.PenStyle.NoPen)
    bold = False
    painter.setFont(inks.fonts[False])
    for piece in words.pieces:
        if piece.bold != bold:
            bold = piece.bold
            painter.setFont(inks.fonts[bold])
        painter.setPen(inks.pens[piece.tint])
        painter.drawText(QPointF(box.left() + piece.left, box.top() + words.baseline), piece.words)


def _name(size: Measures, mark: Mark, room: float, *, bold: bool, swatch: bool) -> Words:
    """Set one name, and what is said after it."""
    plain, metrics = size.plain, size.bold if bold else size.plain
    left, squares = 0.0, tuple[tuple[float, int, bool], ...]()
    if swatch and not mark.is_memo:
        squares = ((0.0, mark.colour, mark.retired),)
        left = size.look.type.px(SIDE) + 4.0
    lead = "✎ " if mark.is_memo else ""
    tail = f" {mark.tail}" if mark.tail else ""
    sign = f" {REREAD}" if mark.reread else ""
    rest = room - left - plain.horizontalAdvance(tail + sign)
    least = metrics.horizontalAdvance("0.00 xx…")
    for shorter in (f" {mark.tail.rpartition(' ')[0]}".rstrip(), ""):  # the name counts more
        if rest >= least:
            break
        tail, rest = shorter, room - left - plain.horizontalAdvance(shorter + sign)
    shown = metrics.elidedText(lead + mark.words, Qt.TextElideMode.ElideRight, rest)
    tint = "muted" if mark.retired or mark.is_memo else "text"
    pieces = [Piece(left, shown, tint, bold)]
    left += metrics.horizontalAdvance(shown)
    if tail:
        pieces.append(Piece(left, tail, "muted"))
        left += plain.horizontalAdvance(tail)
    if sign:
        pieces.append(Piece(left, sign, "attention_text", bold=True))
    return Words(squares, tuple(pieces), size.baseline)


def _numbers(size: Measures, marks: tuple[Mark, ...], room: float, held: int | None) -> Words:
    """Set as many numbers as there is room for, and how many more there are."""
    metrics = {False: size.plain, True: size.bold}
    side, gap = size.look.type.px(SIDE), size.look.type.space(2)
    left, squares, pieces = 0.0, list[tuple[float, int, bool]](), list[Piece]()
    for done, mark in enumerate(marks):
        bold = mark.id == held and not mark.is_memo
        short = "✎" if mark.is_memo else mark.number or _short(mark.name)
        wide = (0 if mark.is_memo else side + 3) + metrics[bold].horizontalAdvance(short)
        more = f"+{len(marks) - done}"
        spare = 0.0 if done == len(marks) - 1 else metrics[False].horizontalAdvance(more) + gap
        if left + wide + spare > room and done:
            pieces.append(Piece(left, more, "muted"))
            break
        if not mark.is_memo:
            squares.append((left, mark.colour, mark.retired))
            left += side + 3
        pieces.append(Piece(left, short, "muted" if mark.retired else "text", bold))
        left += metrics[bold].horizontalAdvance(short) + gap
    return Words(tuple(squares), tuple(pieces), size.baseline)


def _short(name: str) -> str:
    """Return the first letters of a name that has no number."""
    return name if len(name) <= 8 else f"{name[:7].rstrip()}…"
