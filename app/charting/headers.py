"""Paint the heads of a chart: themes above, cases at the left."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.charting.face import Face
from app.charting.figures import Bar
from app.charting.filters import attributes_of
from app.charting.model import ChartModel
from app.design.look import Look
from framework.queries.cases import CaseRow

ARM = ("arm", "allocation", "group")
CASE_WIDTH = 228
BRIEF_WIDTH = 160
CASE_SHARE = 0.3
BAR_WIDTH = 36
BAR_HEIGHT = 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ThemeHeader(QHeaderView):
    """Head each column with its theme and how far it is charted."""

    def __init__(self, look: Look, model: ChartModel, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._look, self._chart, self._face = look, model, Face(look)
        self.zoom = "full"
        self._names: dict[tuple[int, int], str] = {}
        self.setAccessibleName("Themes")
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(1)
        look.changed.connect(self._forget)
        model.modelReset.connect(self._forget)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _forget(self) -> None:
        """Shorten the names anew, in the look in force."""
        self._names.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground beside the columns, then their heads."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._face.colour("rail"))
        painter.end()
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        """Give the height that the table has measured; Qt's own asks every section."""
        return QSize(self.sectionSize(0) if self.count() else 0, self.height())

    def needed(self) -> int:
        """Return the height in px that the names need at the columns' width."""
        size = self._look.type
        bold = self._face.measure("base", bold=True)
        small = self._face.measure("small").lineSpacing()
        if self.zoom == "states":
            return small + 2 * size.space(1)
        wide = any(
            bold.horizontalAdvance(f"{theme.number} {theme.name}")
            > self.sectionSize(at) - 2 * size.space(2)
            for at, theme in enumerate(self._chart.columns)
        )
        return bold.lineSpacing() * (2 if wide else 1) + small + 2 * size.space(2)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the head of one column."""
        _look, size = self._look, self._look.type
        theme = self._chart.columns[section]
        painter.save()
        painter.setClipRect(rect)
        _paint_ground(painter, rect, self._face)
        small = self._face.font("small")
        if self.zoom == "states":
            painter.setFont(small)
            painter.setPen(self._face.colour("text"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, theme.number)
            painter.restore()
            return
        gap = size.space(2)
        inner = rect.adjusted(gap, gap, -gap, -gap)
        line = self._face.measure("small").lineSpacing()
        bold = self._face.font("base", bold=True)
        painter.setFont(bold)
        painter.setPen(self._face.colour("text"))
        name = self._names.get((theme.id, inner.width()))
        if name is None:
            name = _two_lines(f"{theme.number} {theme.name}", bold, inner)
            self._names[theme.id, inner.width()] = name
        painter.drawText(inner.adjusted(0, 0, 0, -line), _WRAP, name)
        painter.setFont(small)
        painter.setPen(self._face.colour("muted"))
        place = QRect(inner.left(), inner.bottom() - line + 1, inner.width(), line)
        self._paint_tally(painter, place, theme.id)
        painter.restore()

    def _paint_tally(self, painter: QPainter, place: QRect, theme_id: int) -> None:
        """Say how many cells are charted, and in amber how many are out of date."""
        found = self._chart.tallies.get(theme_id)
        if found is None:
            return
        said = f"{found.charted}/{found.total} charted"
        stale = f"· {found.out_of_date} out of date" if found.out_of_date else ""
        measure = painter.fontMetrics()
        if stale and measure.horizontalAdvance(f"{said} {stale}") > place.width():
            said = f"{found.charted}/{found.total}"
        painter.drawText(place, _LEFT, said)
        if stale:
            place.setLeft(place.left() + measure.horizontalAdvance(f"{said} "))
            painter.setPen(self._face.colour("attention_text"))
            painter.drawText(place, _LEFT, stale)


class CaseHeader(QHeaderView):
    """Head each row with its case, where it belongs, and its delivery figures."""

    def __init__(self, look: Look, model: ChartModel, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._look, self._chart, self._face = look, model, Face(look)
        self._cases: tuple[CaseRow, ...] = ()
        self._belongs: dict[int, str] = {}
        self.setObjectName("chartCases")
        self.setAccessibleName("Cases")
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(1)
        self.zoom = "full"

    def sizeHint(self) -> QSize:
        """Give the width that the table has set; Qt's own asks every section."""
        return QSize(self.width(), self.height())

    def fit(self, room: int) -> None:
        """Take the width that figures can be read at, out of `room` px for the whole table."""
        wanted = self._look.type.px(BRIEF_WIDTH if self.zoom == "states" else CASE_WIDTH)
        self.setFixedWidth(max(CASE_WIDTH // 2, min(wanted, round(room * CASE_SHARE))))

    def needed(self, row: int) -> int:
        """Return the height in px that a case needs."""
        size = self._look.type
        small = self._face.measure("small").lineSpacing()
        base = self._face.measure("base").lineSpacing()
        if self._chart.is_head(row) or self.zoom == "states":
            return base + 2 * size.space(1)
        bars = len(self._chart.bars(row)) if self.zoom == "full" else 0
        lines = (1 if self.belongs(row) else 0) + bars
        return base + lines * small + 2 * size.space(2) + (size.space(1) if bars else 0)

    def show_cases(self, cases: tuple[CaseRow, ...]) -> None:
        """Take all cases of the study, from which rows have their sites and arms."""
        self._cases = cases
        self._belongs = {}

    def belongs(self, row: int) -> str:
        """Say where a case belongs and its arm."""
        case = self._chart.rows[row]
        if case.id not in self._belongs:
            said = attributes_of(case, self._cases)
            arm = next((said[name] for name in ARM if said.get(name)), "")
            parts = (", ".join(case.parents), arm)
            self._belongs[case.id] = " · ".join(part for part in parts if part)
        return self._belongs[case.id]

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the head of one row."""
        painter.save()
        painter.setClipRect(rect)
        _paint_ground(painter, rect, self._face)
        size = self._look.type
        gap = size.space(2)
        low = self.zoom == "states" or self._chart.is_head(section)
        inner = QRect(rect.left() + gap, rect.top() + (size.space(1) if low else gap),
                      rect.width() - 2 * gap, rect.height())  # fmt: skip
        top = self._paint_name(painter, inner, section)
        if low:
            painter.restore()
            return
        painter.setFont(self._face.font("small"))
        line = painter.fontMetrics().lineSpacing()
        belongs = self.belongs(section)
        if belongs:
            painter.setPen(self._face.colour("muted"))
            said = self._face.elided(belongs, "small", inner.width())
            painter.drawText(QRect(inner.left(), top, inner.width(), line), _LEFT, said)
            top += line
        top += size.space(1)
        for bar in self._chart.bars(section) if self.zoom == "full" else ():
            self._paint_bar(painter, QRect(inner.left(), top, inner.width(), line), bar)
            top += line
        painter.restore()

    def _paint_name(self, painter: QPainter, inner: QRect, row: int) -> int:
        """Paint a case's name and label; return where the next line begins."""
        case, _size = self._chart.rows[row], self._look.type
        bold = self._face.font("base", bold=True)
        painter.setFont(bold)
        painter.setPen(self._face.colour("text"))
        line = painter.fontMetrics().lineSpacing()
        name = self._face.elided(case.name, "base", inner.width(), bold=True)
        place = QRect(inner.left(), inner.top(), inner.width(), line)
        painter.drawText(place, _LEFT, name)
        place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(f"{name} "))
        painter.setFont(self._face.font("base"))
        label = self._face.elided(case.label, "base", place.width())
        painter.drawText(place, _LEFT, label)
        return inner.top() + line

    def _paint_bar(self, painter: QPainter, place: QRect, bar: Bar) -> None:
        """Paint one figure: its name, its value at the right, then its bar in a slot."""
        look, size = self._look, self._look.type
        measure = painter.fontMetrics()
        slot = size.px(BAR_WIDTH)
        words = place.adjusted(0, 0, -slot - size.space(1.5), 0)
        room = words.width() - measure.horizontalAdvance(f" {bar.text}")
        label = self._face.elided(bar.label, "small", room)
        painter.setPen(self._face.colour("muted"))
        painter.drawText(words, _LEFT, label)
        painter.setPen(self._face.colour("text"))
        painter.drawText(words, _RIGHT, bar.text)
        if not bar.share:
            return
        thick = size.px(BAR_HEIGHT)
        left, top = place.right() + 1 - slot, place.center().y() - thick / 2 + 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.theme(bar.colour).solid))
        box = QRectF(left, top, max(float(thick), bar.share * slot), thick)
        painter.drawRoundedRect(box, thick / 2, thick / 2)


class Corner(QWidget):
    """Fill the corner between the heads."""

    def __init__(self, look: Look, table: QTableView) -> None:
        super().__init__(table)
        self._look, self._face, self.said = look, Face(look), ""

    def show_count(self, said: str) -> None:
        """Say how many of the cases are shown."""
        self.said = said
        self.setAccessibleName(f"Case, {said}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the head of the cases' column."""
        painter = QPainter(self)
        _look, size = self._look, self._look.type
        _paint_ground(painter, self.rect(), self._face)
        gap = size.space(2)
        inner = self.rect().adjusted(gap, gap, -gap, -gap)
        small = self._face.font("small")
        line = self._face.measure("small").lineSpacing()
        if self.height() < 2 * line + gap:  # one line for both
            painter.setFont(small)
            painter.setPen(self._face.colour("muted"))
            painter.drawText(self.rect().adjusted(gap, 0, -gap, 0), _LEFT, self.said)
            painter.end()
            return
        painter.setFont(self._face.font("base", bold=True))
        painter.setPen(self._face.colour("text"))
        painter.drawText(inner.adjusted(0, 0, 0, -line), _WRAP, "Case")
        painter.setFont(small)
        painter.setPen(self._face.colour("muted"))
        place = QRect(inner.left(), inner.bottom() - line + 1, inner.width(), line)
        painter.drawText(place, _LEFT, self.said)
        painter.end()


def _paint_ground(painter: QPainter, rect: QRect, face: Face) -> None:
    """Fill a head and draw its lines."""
    painter.fillRect(rect, face.colour("rail"))
    painter.setPen(face.colour("line"))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _two_lines(text: str, font: QFont, inner: QRect) -> str:
    """Shorten a name to what two lines hold."""
    measure = QFontMetrics(font)
    return measure.elidedText(text, Qt.TextElideMode.ElideRight, round(inner.width() * 1.8))
