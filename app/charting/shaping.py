"""Let a person shape the chart: sizes and order of rows and columns, what is hidden, the zoom."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.charting.kept import ZOOMS, Keeper, Kept, merged, moved
from framework.queries.cases import CaseRow
from framework.queries.themes import ThemeRow

if TYPE_CHECKING:
    from app.charting.matrix import Matrix

STEP = 24
LEAST, MOST = 60, 1200


class Shaping(QObject):
    """Shape the matrix by mouse and keys, and keep it with the study."""

    def __init__(self, matrix: "Matrix") -> None:
        super().__init__(matrix)
        self._matrix, self._moving = matrix, False
        shell = matrix.shell
        self._keeper = Keeper(matrix.study, shell.recall, shell.remember)
        self.kept = self._keeper.kept
        table = matrix.table
        table.keep(self.kept)
        table.zoomed.connect(self.zoom)
        table.themes.sectionMoved.connect(self._column_dragged)
        table.cases.sectionMoved.connect(self._row_dragged)
        table.themes.sectionResized.connect(self._column_sized)
        table.cases.sectionResized.connect(self._row_sized)
        self._bind()

    def zoom(self, by: int) -> None:
        """Show more of the cells, or less."""
        at = max(0, min(len(ZOOMS) - 1, ZOOMS.index(self.kept.zoom) + by))
        self.zoom_to(ZOOMS[at])

    def zoom_to(self, zoom: str) -> None:
        """Show states only, two lines, or cells in full."""
        if zoom != self.kept.zoom:
            self._keep(zoom=zoom)
            self._matrix.show_shape()

    def show_hidden(self) -> None:
        """Show again the rows and columns of this chart that are hidden."""
        found = self._matrix.found
        if found is not None:
            self._rearrange(
                hidden_themes=_without(self.kept.hidden_themes, found.hidden_columns),
                hidden_cases=_without(self.kept.hidden_cases, found.hidden_rows),
            )

    def unhide(self, case_id: int, theme_id: int) -> None:
        """Let a case and a theme be shown again."""
        self._keep(
            hidden_themes=_without(self.kept.hidden_themes, (theme_id,)),
            hidden_cases=_without(self.kept.hidden_cases, (case_id,)),
        )

    def chart_apart(self, coder: str, *, on: bool) -> None:
        """Keep that an analyst charts this study apart, or does no longer."""
        others = tuple(name for name in self.kept.apart if name != coder)
        self._keep(apart=(*others, coder) if on else others)

    def own_order(self) -> bool:
        """Say whether the person has put the cases in an order of their own."""
        return bool(self.kept.cases)

    def forget_order(self) -> None:
        """Put the cases back into the study's order."""
        self._keep(cases=())

    def is_laid_out(self) -> bool:
        """Say whether the person has sized, moved or hidden anything."""
        return self.kept != Kept(zoom=self.kept.zoom, apart=self.kept.apart)

    def lay_out_anew(self) -> None:
        """Show every row and column in the study's order and at its first size; offer to undo."""
        before = self.kept._asdict()
        self._rearrange(**Kept(zoom=self.kept.zoom, apart=self.kept.apart)._asdict())
        self._matrix.shell.show_message(
            "Rows and columns stand as at first.", "Undo", partial(self._rearrange, **before)
        )

    def hide_column(self) -> None:
        """Hide the column of the current cell."""
        theme = self.theme()
        if theme is not None and len(self._matrix.model.columns) > 1:
            self._rearrange(hidden_themes=(*self.kept.hidden_themes, theme.id))

    def hide_row(self) -> None:
        """Hide the row of the current cell."""
        case = self.case()
        if case is not None and len(self._matrix.model.rows) > 1:
            self._rearrange(hidden_cases=(*self.kept.hidden_cases, case.id))

    def move_column(self, by: int) -> None:
        """Move the column of the current cell."""
        theme = self.theme()
        if theme is not None:
            self._put_column(theme.id, by)

    def move_row(self, by: int) -> None:
        """Move the row of the current cell; the order is then the person's own in every chart."""
        case = self.case()
        if case is not None:
            self._put_row(case.id, by)

    def widen(self, by: int) -> None:
        """Make the column of the current cell wider, or narrower where `by` is less than 0."""
        theme, at = self.theme(), self._matrix.table.currentIndex().column()
        if theme is not None and self.kept.zoom != "states":
            scale = self._matrix.look.type
            wide = self._matrix.table.columnWidth(at) / max(1, scale.px(100)) * 100
            self._size("widths", theme.id, round(wide) + by * STEP)

    def heighten(self, by: int) -> None:
        """Make the row of the current cell higher, or lower where `by` is less than 0."""
        case, at = self.case(), self._matrix.table.currentIndex().row()
        if case is not None and self.kept.zoom == "full":
            scale = self._matrix.look.type
            high = self._matrix.table.rowHeight(at) / max(1, scale.px(100)) * 100
            self._size("heights", case.id, round(high) + by * STEP)

    def fit(self) -> None:
        """Let the row and the column of the current cell take the size of what stands in them."""
        case, theme = self.case(), self.theme()
        self._keep(
            widths=tuple(w for w in self.kept.widths if theme is None or w[0] != theme.id),
            heights=tuple(h for h in self.kept.heights if case is None or h[0] != case.id),
        )
        self._matrix.show_shape()

    def theme(self) -> ThemeRow | None:
        """Return the theme of the current cell."""
        index = self._matrix.table.currentIndex()
        return self._matrix.model.columns[index.column()] if index.isValid() else None

    def case(self) -> CaseRow | None:
        """Return the case of the current cell."""
        index = self._matrix.table.currentIndex()
        return self._matrix.model.rows[index.row()] if index.isValid() else None

    def _bind(self) -> None:
        """Bind the keys."""
        slots: dict[str, Callable[[], object]] = {
            "chart.hide_column": self.hide_column, "chart.hide_row": self.hide_row,
            "chart.show_hidden": self.show_hidden, "chart.fit": self.fit,
            "chart.column_left": partial(self.move_column, -1),
            "chart.column_right": partial(self.move_column, 1),
            "chart.row_up": partial(self.move_row, -1),
            "chart.row_down": partial(self.move_row, 1),
            "chart.wider": partial(self.widen, 1), "chart.narrower": partial(self.widen, -1),
            "chart.higher": partial(self.heighten, 1), "chart.lower": partial(self.heighten, -1),
        }  # fmt: skip
        keymap = self._matrix.shell.keymap
        keymap.bind(self._matrix.table, slots)
        zooming = {"chart.zoom_in": partial(self.zoom, 1), "chart.zoom_out": partial(self.zoom, -1)}
        keymap.bind(self._matrix, zooming)

    def _keep(self, **what: object) -> None:
        """Keep something else."""
        self._keeper.keep(**what)
        self.kept = self._keeper.kept

    def _rearrange(self, **what: object) -> None:
        """Keep something else, and arrange the chart by it."""
        self._keep(**what)
        self._matrix.arrange(self._matrix.choice)

    def _put_column(self, theme_id: int, by: int) -> None:
        """Move a column by so many places."""
        shown = [theme.id for theme in self._matrix.model.columns]
        order = moved(shown, theme_id, by)
        found = self._matrix.found
        every = [theme.id for theme in found.themes] if found is not None else shown
        if order != tuple(shown):
            before = [*self.kept.themes, *(i for i in every if i not in self.kept.themes)]
            self._rearrange(themes=merged(before, order))

    def _put_row(self, case_id: int, by: int) -> None:
        """Move a row by so many places, among rows that are not grouped."""
        matrix = self._matrix
        if matrix.choice.group:
            matrix.shell.show_message("Rows are moved where they are not grouped.")
            return
        shown = [case.id for case in matrix.model.rows]
        order = moved(shown, case_id, by)
        if order == tuple(shown) or matrix.found is None:
            return
        every = [case.id for case in matrix.found.cases]
        before = [*self.kept.cases, *(i for i in every if i not in self.kept.cases)]
        self._keep(cases=merged(before, order))
        matrix.arrange(matrix.choice._replace(order="", turned=False))

    def _column_dragged(self, _logical: int, old: int, new: int) -> None:
        """Let the model follow a column that was dragged."""
        if not self._moving:
            self._back(self._matrix.table.themes, old, new)
            self._put_column(self._matrix.model.columns[old].id, new - old)

    def _row_dragged(self, _logical: int, old: int, new: int) -> None:
        """Let the model follow a row that was dragged."""
        if not self._moving:
            self._back(self._matrix.table.cases, old, new)
            if not self._matrix.model.is_head(old):
                self._put_row(self._matrix.model.rows[old].id, new - old)

    def _back(self, header: object, old: int, new: int) -> None:
        """Put a section back: the model itself takes the new order."""
        self._moving = True
        header.moveSection(new, old)  # type: ignore[attr-defined] # a QHeaderView of either kind
        self._moving = False

    def _column_sized(self, at: int, _before: int, wide: int) -> None:
        """Keep the width to which a column was dragged."""
        if not self._matrix.table.fitting and self.kept.zoom != "states":
            self._dragged("widths", self._matrix.model.columns[at].id, wide)

    def _row_sized(self, at: int, _before: int, high: int) -> None:
        """Keep the height to which a row was dragged."""
        table = self._matrix.table
        if not table.fitting and self.kept.zoom == "full" and not self._matrix.model.is_head(at):
            self._dragged("heights", self._matrix.model.rows[at].id, high)

    def _dragged(self, name: str, which: int, px: int) -> None:
        """Keep a size in px on the screen, as px at 100 %."""
        scale = self._matrix.look.type.px(100) / 100
        self._set(name, which, round(px / scale))
        self._matrix.table.keep(self.kept)
        self._matrix.table.lay_anew()
        self._matrix.shaped.emit()

    def _size(self, name: str, which: int, px: int) -> None:
        """Give a row or a column a size, and show it."""
        self._set(name, which, px)
        self._matrix.show_shape()

    def _set(self, name: str, which: int, px: int) -> None:
        """Keep the size of a row or a column."""
        before = dict(getattr(self.kept, name))
        before[which] = max(LEAST if name == "widths" else STEP, min(MOST, px))
        self._keep(**{name: tuple(before.items())})


def _without(ids: tuple[int, ...], others: tuple[int, ...]) -> tuple[int, ...]:
    """Leave ids out."""
    return tuple(found for found in ids if found not in others)
