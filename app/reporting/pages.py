"""Show the pages of a report as sheets of paper."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.design.look import Look
from app.design.palette import LIGHT
from app.reporting.drawings import FAMILY
from app.reporting.paper import FOOT_CM, POINTS_A_CM, Paper
from app.reporting.setting import FINER, px
from exports.report import Report

MOST_PAGES = 12
LARGEST = 1.15
GAP, MORE_HIGH = 20, 36
FOOT_POINTS = 7.5
MORE = "The preview ends here. The export holds everything."


class Sheets(QWidget):
    """Paint the pages, one under the other.

    `pointed` gives the place of the text that was clicked.
    """

    pointed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._document: Paper | None = None
        self._said = ""
        self._marked = (0, 0)
        self.setAccessibleName("Preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_report(self, report: Report) -> None:
        """Show the first pages of a report."""
        self._said, self._marked = "", (0, 0)
        self._document = Paper(report)
        self.setAccessibleDescription(self._document.toPlainText()[:2000])
        self.fit()

    def show_words(self, said: str) -> None:
        """Say something in place of pages."""
        self._document, self._said = None, said
        self.setAccessibleDescription(said)
        self.fit()

    @property
    def pages(self) -> int:
        """Count the pages that are shown."""
        return min(MOST_PAGES, len(self._document.pages)) if self._document else 0

    @property
    def goes_on(self) -> bool:
        """Say whether the export goes on after the pages that are shown."""
        document = self._document
        return document is not None and (document.cut or len(document.pages) > MOST_PAGES)

    @property
    def words(self) -> str:
        """Return what stands on the pages, or in place of them."""
        return self._document.toPlainText() if self._document else self._said

    def fit(self) -> None:
        """Take the height of all pages at the width there is."""
        size = self._page()
        gap = self._look.type.space(GAP / 4)
        least = self._look.type.px(120)
        low = self._look.type.px(MORE_HIGH) if self.goes_on else 0
        self.setFixedHeight(max(least, round((size.height() + gap) * self.pages + gap) + low))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for no width of its own."""
        return QSize(self._look.type.px(300), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the pages to the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if self._document is None:
            painter.setPen(self._look.colour("muted"))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(40, 0, -40, 0), flags, self._said)
        size, gap = self._page(), self._look.type.space(GAP / 4)
        for page in range(self.pages):
            top = gap + page * (size.height() + gap)
            left = (self.width() - size.width()) / 2
            sheet = QRectF(left, top, size.width(), size.height())
            if sheet.intersects(QRectF(event.rect())):
                self._paint_page(painter, sheet, page)
        if self.goes_on:
            painter.setFont(self._look.type.font("small"))
            painter.setPen(self._look.colour("muted"))
            low = self._look.type.px(MORE_HIGH)
            rest = QRectF(0, self.height() - low - gap / 2, self.width(), low)
            painter.drawText(rest, Qt.AlignmentFlag.AlignCenter, MORE)
        painter.end()

    @property
    def document(self) -> QTextDocument | None:
        """Return the text of the pages, or None where there are none."""
        return self._document

    def place_at(self, point: QPointF) -> int:
        """Return the place of the text at a point of this widget, or -1."""
        size, gap = self._page(), self._look.type.space(GAP / 4)
        if self._document is None or not size.height():
            return -1
        page, down = divmod(point.y() - gap, size.height() + gap)
        scale = size.width() / self._document.sheet.width()
        across = (point.x() - (self.width() - size.width()) / 2) / scale
        low = self._document.place_on(int(page), down / scale)
        if low < 0:
            return -1
        exact = Qt.HitTestAccuracy.ExactHit
        return self._document.documentLayout().hitTest(QPointF(across, low), exact)

    def mark(self, start: int, end: int) -> QRectF:
        """Mark a stretch of the text, and give where it stands; nothing where both ends meet."""
        self._marked = (start, end)
        self.update()
        if self._document is None or start == end:
            return QRectF()
        block = self._document.findBlock(start)
        box = self._document.documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(start - block.position())
        scale = self._page().width() / self._document.sheet.width()
        page, down = self._document.page_with(box.top() + (line.y() if line.isValid() else 0))
        gap = self._look.type.space(GAP / 4)
        low = gap + page * (self._page().height() + gap) + down * scale
        return QRectF(0, low, self.width(), (line.height() if line.isValid() else 1) * scale)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which place of the text was clicked."""
        place = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.pointed.emit(place)
        super().mouseReleaseEvent(event)

    def _page(self) -> QRectF:
        """Give the size of a page as it is painted."""
        if self._document is None:
            return QRectF()
        page = self._document.sheet
        gap = 2 * self._look.type.space(GAP / 4)
        largest = LARGEST * self._look.type.scale / FINER
        scale = min(largest, (self.width() - gap) / page.width())
        return QRectF(0, 0, page.width() * scale, page.height() * scale)

    def _paint_page(self, painter: QPainter, sheet: QRectF, page: int) -> None:
        """Paint one page."""
        if self._document is None:
            return
        size = self._document.sheet
        shadow = self._look.colour("shadow")
        shadow.setAlpha(24)
        painter.fillRect(sheet.translated(0, 2).adjusted(-1, 0, 1, 1), shadow)
        painter.fillRect(sheet, QColor(LIGHT.surface))
        painter.save()
        painter.translate(sheet.topLeft())
        scale = sheet.width() / size.width()
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_foot(painter, page)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(context.palette.ColorRole.Text, QColor(LIGHT.text))
        context.selections = self._selections()
        painter.translate(0, self._document.top)
        for part in self._document.pages[page]:
            painter.translate(0, -part.top)
            context.clip = QRectF(0, part.top, size.width(), part.height + px(1))
            painter.setClipRect(context.clip)
            self._document.documentLayout().draw(painter, context)
            painter.translate(0, part.bottom)
        painter.restore()

    def _selections(self) -> list[QAbstractTextDocumentLayout.Selection]:
        """Select what is marked."""
        start, end = self._marked
        if start == end or self._document is None:
            return []
        made = QAbstractTextDocumentLayout.Selection()
        made.cursor = QTextCursor(self._document)
        made.cursor.setPosition(start)
        made.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.format.setBackground(QColor(LIGHT.accent))
        made.format.setForeground(QColor(LIGHT.on_accent))
        return [made]

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        """Paint the foot of a page: the study, the program and the day, and the page."""
        document = self._document
        if document is None:
            return
        size, margin = document.sheet, document.documentMargin()
        font = QFont(FAMILY)
        font.setPixelSize(px(FOOT_POINTS))
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.muted))
        top = size.height() - px(FOOT_CM * POINTS_A_CM) - 2 * font.pixelSize()
        box = QRectF(margin, top, size.width() - 2 * margin, 2 * font.pixelSize())
        of = "" if document.cut else f" of {len(document.pages)}"
        low = Qt.AlignmentFlag.AlignBottom
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | low, document.foot)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | low, f"Page {page + 1}{of}")


class Pages(QScrollArea):
    """Scroll through the pages of a report."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.sheets = Sheets(look)
        self.setWidgetResizable(True)
        self.setWidget(self.sheets)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Preview of the export")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_report(self, report: Report) -> None:
        """Show the first pages of a report."""
        self.sheets.show_report(report)

    def show_words(self, said: str) -> None:
        """Say something in place of pages."""
        self.sheets.show_words(said)

    def mark(self, start: int, end: int) -> None:
        """Mark a stretch of the text, bring it into view, and say it."""
        box = self.sheets.mark(start, end)
        document = self.sheets.document
        said = "" if document is None else document.toRawText()[start:end]
        self.setAccessibleDescription(said)
        if start < end:
            self.ensureVisible(0, round(box.center().y()), 0, round(box.height() * 2))
