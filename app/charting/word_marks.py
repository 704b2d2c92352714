"""Write texts with their differences marked, as rich text for labels."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.design.look import Look
from app.framework_editor.word_changes import word_changes


def marked(before: str, after: str, look: Look) -> str:
    """Write two texts as one: what went struck through, what came underlined."""
    colours = look.colours
    signs = {
        "plain": "{}",
        "deleted": f'<s style="color:{colours.wrong}">{{}}</s>',
        "inserted": f'<u style="color:{colours.accent}">{{}}</u>',
    }
    return "".join(
        signs[piece.kind].format(escape(piece.text).replace("\n", "<br>"))
        for piece in word_changes(before, after)
    )


def rich(html: str, spoken: str) -> QLabel:
    """Make a label of rich text; `spoken` is what a screen reader says of it."""
    made = QLabel(html)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setAccessibleName(spoken)
    return made
