"""Show text to be read: headings, paragraphs, what was put in and what was taken out."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.design.look import Look
from app.framework_editor.word_changes import Stretch

Ink = Literal[
    "plain", "strong", "muted", "small", "inserted", "deleted", "marked", "locator"
]  # fmt: skip

MEASURE = 800
_GAP = "\N{THIN SPACE}"


class Piece(NamedTuple):
    """Hold a stretch of text and how it is inked."""

    text: str
    ink: Ink = "plain"


class Block(NamedTuple):
    """Hold a paragraph: its pieces, how far it is set in, and the steps of space above it."""

    pieces: tuple[Piece, ...]
    inset: int = 0
    above: float = 1.5


def heading(text: str, note: str = "", above: float = 4) -> Block:
    """Make a heading, with a quieter note beside it."""
    beside = (Piece(f"  {note}", "small"),) if note else ()
    return Block((Piece(text, "strong"), *beside), 0, above)


def changed(stretches: Sequence[Stretch]) -> tuple[Piece, ...]:
    """Turn words that stayed, went and came into pieces, with a gap between the last two."""
    found: list[Piece] = []
    for stretch in stretches:
        if stretch.kind == "inserted" and found and found[-1].ink == "deleted":
            found.append(Piece(_GAP))
        found.append(Piece(stretch.text, stretch.kind))
    return tuple(found)


class Prose(QTextEdit):
    """Show blocks of text that can be selected and copied, and keep them in the look in force."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._colour = look, 0
        self._blocks: tuple[Block, ...] = ()
        self.setAccessibleName(name)
        self.setProperty("role", "prose")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        look.changed.connect(self._ink)

    def show_blocks(self, blocks: Sequence[Block], colour: int = 0) -> None:
        """Show these blocks from the top; `colour` is the theme's, for what is marked."""
        same = tuple(blocks) == self._blocks and colour == self._colour
        self._blocks, self._colour = tuple(blocks), colour
        if not same:
            self._ink()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines to a width that is easily read."""
        super().resizeEvent(event)
        self._measure()

    def text(self) -> str:
        """Return what is shown as plain text."""
        return "\n".join("".join(piece.text for piece in b.pieces) for b in self._blocks)

    def _measure(self) -> None:
        """Break lines at the width there is, or at the most that is easily read."""
        wide = min(self.viewport().width(), self._look.type.px(MEASURE))
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(wide)

    def _ink(self) -> None:
        """Write the blocks in the palette and sizes in force."""
        self.clear()
        self._measure()
        self.document().setDocumentMargin(self._look.type.space(1))
        cursor = QTextCursor(self.document())
        formats: dict[Ink, QTextCharFormat] = {}
        for place, block in enumerate(self._blocks):
            shape = QTextBlockFormat()
            shape.setTopMargin(self._look.type.space(block.above) if place else 0)
            shape.setLeftMargin(self._look.type.space(4) * block.inset)
            shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if place:
                cursor.insertBlock(shape)
            else:
                cursor.setBlockFormat(shape)
            for piece in block.pieces:
                if piece.ink not in formats:
                    formats[piece.ink] = self._format(piece.ink)
                cursor.insertText(piece.text, formats[piece.ink])
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, ink: Ink) -> QTextCharFormat:
        """Return the ink as Qt's format; what was put in or taken out is told by a line too."""
        look, made = self._look, QTextCharFormat()
        made.setFont(look.type.font("small" if ink == "small" else "base", bold=ink == "strong"))
        made.setForeground(look.colour("muted" if ink in ("muted", "small") else "text"))
        if ink == "inserted":
            made.setBackground(look.colour("accent_soft"))
            made.setFontUnderline(True)
        elif ink == "deleted":
            made.setForeground(look.colour("wrong"))
            made.setFontStrikeOut(True)
        elif ink == "locator":
            made.setForeground(look.colour("accent"))
            made.setBackground(look.colour("accent_soft"))
        elif ink == "marked":
            made.setBackground(QColor(look.theme(self._colour).soft))
        return made
