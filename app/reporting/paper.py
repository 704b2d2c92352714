"""Lay a report's first pages out on paper, the way that Word will."""

from PySide6.QtCore import QSizeF, QUrl
from PySide6.QtGui import QTextDocument

from app.reporting.drawings import painted
from app.reporting.page_ends import pages_of
from app.reporting.setting import Setting, px
from exports.pictures.shapes import Drawing
from exports.report import MARGIN_CM, Report, long_date, page_size

TOP_CM = 2.0
FOOT_CM = 1.2
COARSER = 2  # px of the pages to one of a picture, which is as fine as screens are
POINTS_A_CM = 72 / 2.54


class Paper(QTextDocument):
    """Hold the first pages of a report, in `px` of the module `setting`.

    The text is laid out in one stretch as wide as `sheet`, the size of a page; `pages` says which
    of it stands on each, below the margin `top`. `cut` says that the export goes on where they end;
    `foot` is what stands below each page.
    """

    def __init__(self, report: Report) -> None:
        super().__init__()
        from exports.word.package import program

        self.foot = f"{report.named} · {program()} · {long_date(report.day)}"
        self._drawings: dict[str, tuple[Drawing, int, int]] = {}
        setting = Setting(report)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(_cm(MARGIN_CM))
        width, height = page_size(report.paper, report.orientation)
        self.sheet, self.top = QSizeF(_cm(width), _cm(height)), _cm(TOP_CM)
        self.setTextWidth(self.sheet.width())
        self.setHtml(setting.page())
        self._drawings, self.cut = setting.drawings, setting.cut
        root = self.rootFrame()
        form = root.frameFormat()
        form.setTopMargin(self.top)
        form.setBottomMargin(self.top)
        root.setFrameFormat(form)
        self.pages = pages_of(self, self.sheet.height() - 2 * self.top, px(1))

    def place_on(self, page: int, down: float) -> float:
        """Give how far down the text what stands so far down a page is; -1 where nothing does."""
        down -= self.top
        for part in self.pages[page] if 0 <= page < len(self.pages) else ():
            if 0 <= down < part.height:
                return part.top + down
            down -= part.height
        return -1

    def page_with(self, low: float) -> tuple[int, float]:
        """Give the page with what is so far down the text, and how far down that page it is."""
        for at, page in enumerate(self.pages):
            if low < page.body.bottom:
                return at, self.top + page.head.height + low - page.body.top
        return max(0, len(self.pages) - 1), 0

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Paint a picture when its page is looked at, once, and not before."""
        url = name if isinstance(name, str) else name.toString()
        if url in self._drawings:
            drawing, width, height = self._drawings[url]
            made = painted(drawing, width // COARSER, height // COARSER)
            self.addResource(kind, QUrl(url), made)
            return made
        return super().loadResource(kind, name)


def _cm(length: float) -> float:
    """Turn cm into the px of the pages."""
    return px(length * POINTS_A_CM)
