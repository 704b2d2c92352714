"""Show what files would bring, before they are loaded."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.delivery_files import DeliveryFiles
from app.design.look import Look
from app.integration.cards import rows_in_words
from app.widgets.buttons import button
from app.widgets.text import card, label
from framework.drafts import DeliveryDraft

MOST_NAMED = 6


def sites_in_words(draft: DeliveryDraft, known: set[str]) -> tuple[str, bool]:
    """Say how many sites of a table are known; True where some rows match none."""
    if not draft.site:
        return "No column names a site.", False
    at = [column.name for column in draft.columns].index(draft.site)
    counts: dict[str, int] = {}
    for row in draft.rows:
        counts[row[at].strip()] = counts.get(row[at].strip(), 0) + 1
    strange = {name: n for name, n in counts.items() if name.casefold() not in known}
    said = f"{len(counts) - len(strange)} of {len(counts)} sites in “{draft.site}” are known."
    if strange:
        named = ", ".join(f"“{name}”" if name else "blank" for name in list(strange)[:MOST_NAMED])
        said += f" {rows_in_words(sum(strange.values()))} will match none: {named}"
        said += " …" if len(strange) > MOST_NAMED else "."
    return said, bool(strange)


class Incoming(QWidget):
    """Preview delivery files: their columns and readings, counts and remarks."""

    def __init__(self, look: Look, load: Callable[[], None], cancel: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        size = look.type
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(3))
        column.addWidget(label("Ready to load", "title"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        line = QHBoxLayout()
        self.load_button = button("Load", load, role="primary")
        line.addWidget(self.load_button)
        line.addWidget(button("Cancel", cancel))
        line.addStretch(1)
        column.addLayout(line)

    def show_files(self, found: DeliveryFiles, known: set[str]) -> None:
        """Show what was read; `known` are the names of the study's cases in small letters."""
        body = QWidget()
        body.setProperty("role", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.type.space(2.5))
        for said in found.said:
            column.addWidget(label(said, "muted", wrap=True))
        names = known | {case.name.casefold() for case in found.cases}
        for table in found.tables:
            column.addWidget(self._card(table, names, [i.label for i in found.indicators
                                                       if i.table == table.name]))  # fmt: skip
        column.addStretch(1)
        self._area.setWidget(body)
        self.load_button.setFocus()

    def _card(self, table: DeliveryDraft, known: set[str], indicators: Sequence[str]) -> QWidget:
        """Show one table."""
        made = card()
        column = QVBoxLayout(made)
        column.addWidget(label(f"{table.name} · {rows_in_words(len(table.rows))}", "heading"))
        said, strange = sites_in_words(table, known)
        column.addWidget(label(said, "attention" if strange else "small", wrap=True))
        readings = " · ".join(f"{column.name} ({column.reading})" for column in table.columns)
        column.addWidget(label(readings, "smalltext", wrap=True))
        for remark in table.remarks:
            column.addWidget(label(remark, "attention", wrap=True))
        if indicators:
            text = f"{len(indicators)} indicators: {', '.join(indicators)}"
            column.addWidget(label(text, "small", wrap=True))
        return made
