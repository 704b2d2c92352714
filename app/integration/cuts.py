"""Cut the order of sites into groups: a name, from which figure on, and up to which."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import label
from framework.drafts import Cut
from framework.errors import RefusedError


def number_in(text: str) -> float | None:
    """Read a figure as typed, None for a blank. Raise RefusedError."""
    plain = text.strip().replace(",", ".").replace("−", "-")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError:
        raise RefusedError(
            f"“{text.strip()}” is no figure at which sites can be cut into groups; "
            "nothing was changed."
        ) from None


def shown(figure: float | None) -> str:
    """Write a figure as it is typed."""
    return "" if figure is None else f"{figure:g}"


class _Line(QWidget):
    """Hold the fields of one group."""

    def __init__(self, look: Look, cut: Cut) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.name, self.least, self.below = (QLineEdit() for _ in range(3))
        self.name.setText(cut.label)
        self.name.setPlaceholderText("any late")
        self.least.setText(shown(cut.at_least))
        self.below.setText(shown(cut.below))
        self.away = button("", lambda: None, role="quiet", icon="close", look=look,
                           tip="Leave this group out")  # fmt: skip
        self.away.setFixedWidth(look.type.px(30))
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        for row in (column, line):
            row.setSpacing(look.type.space(1))
        for field, said in ((self.name, "Name of the group"), (self.least, "From, at least"),
                            (self.below, "Up to, below")):  # fmt: skip
            field.setAccessibleName(said)
            field.setToolTip(said)
        for field in (self.least, self.below):
            field.setFixedWidth(look.type.px(48))
        column.addWidget(self.name)
        column.addLayout(line)
        line.addWidget(label("at least", "small"))
        line.addWidget(self.least)
        line.addWidget(label("below", "small"))
        line.addWidget(self.below)
        line.addStretch(1)
        line.addWidget(self.away)

    def cut(self) -> Cut | None:
        """Return the group as typed, None while nothing is. Raise RefusedError."""
        name, least, below = self.name.text().strip(), self.least.text(), self.below.text()
        ends = number_in(least), number_in(below)
        if not name and ends == (None, None):
            return None
        bounds = (f"at least {shown(ends[0])}" if ends[0] is not None else "",
                  f"below {shown(ends[1])}" if ends[1] is not None else "")  # fmt: skip
        return Cut(name or ", ".join(filter(None, bounds)), *ends)


class CutList(QWidget):
    """List the groups; `changed` is called when one is named, moved or left out."""

    def __init__(self, look: Look, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._look, self._changed = look, changed
        self.lines: list[_Line] = []
        self._shown: tuple[Cut, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.type.space(1))
        self.more = button("+ Group by a cut-off", self._add_one, role="link")
        self._column.addWidget(self.more)

    def show_cuts(self, cuts: Sequence[Cut]) -> None:
        """Show these groups; what is being typed stays where they are the same."""
        if tuple(cuts) == self._shown and len(self.lines) == len(cuts):
            return
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines, self._shown = [], tuple(cuts)
        for cut in cuts:
            self._add(cut)

    def cuts(self) -> tuple[Cut, ...]:
        """Return the groups that are filled in. Raise RefusedError for what is no figure."""
        found = (line.cut() for line in self.lines)
        self._shown = tuple(cut for cut in found if cut is not None)
        return self._shown

    def _add_one(self) -> None:
        """Add a group to be named."""
        self._add(Cut("", None, None))
        self.lines[-1].name.setFocus()

    def _add(self, cut: Cut) -> None:
        """Add a group."""
        line = _Line(self._look, cut)
        for field in (line.name, line.least, line.below):
            field.editingFinished.connect(self._changed)
        line.away.clicked.connect(lambda _on=False: self._remove(line))
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)

    def _remove(self, line: _Line) -> None:
        """Leave a group out."""
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.more.setFocus()
        self._changed()
