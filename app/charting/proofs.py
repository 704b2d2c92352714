"""Check the quotations and the spelling of a text while it is written."""

from app.charting.editor import SummaryEditor
from app.charting.quoting import QuotationStrip
from app.charting.spelling import Spelling
from app.design.look import Look
from app.keymap import Keymap
from framework.study import Study


class Proofs:
    """Watch over one editor; others lay out its `strip`, which says what quotations differ."""

    def __init__(self, look: Look, keymap: Keymap, study: Study, editor: SummaryEditor) -> None:
        self.strip = QuotationStrip(look, editor, study, keymap)
        self.spelling = Spelling(look, editor, study)

    def finish(self) -> None:
        """Drop what is being read, and let the threads end."""
        self.strip.finish()
        self.spelling.finish()
