"""Offer what a chart can show: its rows, their order, what is left out, how much of the cells."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu

from app.charting.arrangement import BY_ATTRIBUTE, UNFILTERED, Choice, telling_attributes
from app.charting.figures import Figures
from app.charting.filters import SIGNS, Bound, toggled
from app.charting.kept import ZOOMS
from app.charting.page import MATRIX, PAGE_TITLES, pages_of
from app.widgets.text import section
from framework.queries.cases import CaseRow
from framework.queries.indicators import DefinitionRow

Tell = Callable[..., None]
KINDS = {"participant": "Participant", "site": "Site"}
LEAST_STEPS, MOST_STEPS = 2, 8
ZOOM_TITLES = {"states": "States only", "lines": "Two lines", "full": "In full"}


def offer(menu: QMenu, text: str, slot: Callable[[], object], *, on: bool) -> None:
    """Offer one choice, ticked where it is chosen."""
    action = menu.addAction(text, slot)
    action.setCheckable(True)
    action.setChecked(on)


def fill_filter(
    menu: QMenu, choice: Choice, cases: Sequence[CaseRow], figures: Figures, tell: Tell
) -> None:
    """Offer attributes that tell cases apart, figures and the states of cells, several at once."""
    offer(menu, "All cases", partial(tell, **UNFILTERED), on=not choice.filtered)
    menu.addSeparator()
    for name, values in telling_attributes(cases, choice.kind).items():
        below = menu.addMenu(name)
        for value in values:
            pair = (name, value)
            kept = tuple(p for p in choice.keep if p != pair)
            wanted = kept if pair in choice.keep else (*choice.keep, pair)
            offer(below, value, partial(tell, keep=wanted), on=pair in choice.keep)
    menu.addSeparator()
    below = menu.addMenu("With figures…")
    for row in figures.definitions:
        _add_bounds(below, choice, row, figures.steps.get(row.key, ()), tell)
    below.menuAction().setVisible(not below.isEmpty())
    below = menu.addMenu("With a cell that is…")
    for sign, words in SIGNS.items():
        wanted_signs = toggled(choice.signs, sign)
        offer(below, words, partial(tell, signs=wanted_signs), on=sign in choice.signs)


def _add_bounds(
    menu: QMenu, choice: Choice, row: DefinitionRow, steps: Sequence[tuple[float, str]], tell: Tell
) -> None:
    """Offer to part the cases at values of an indicator, of many at some between."""
    if len(steps) < LEAST_STEPS:
        return
    below, last = menu.addMenu(row.label), len(steps) - 1
    many = min(last, MOST_STEPS)
    at = sorted({1 + round(i * (last - 1) / max(1, many - 1)) for i in range(many)})
    for least, places in ((True, reversed(at)), (False, iter(at))):
        for value, text in (steps[place] for place in places):
            bound = Bound(row.key, row.label, least, value, text)
            kept = tuple(one for one in choice.bounds if one != bound)
            wanted = kept if bound in choice.bounds else (*choice.bounds, bound)
            said = f"{bound.words[0].upper()}{bound.words[1:]}"
            offer(below, said, partial(tell, bounds=wanted),
                  on=bound in choice.bounds)  # fmt: skip


def fill_order(
    menu: QMenu, choice: Choice, cases: Sequence[CaseRow], definitions: Sequence[DefinitionRow],
    tell: Callable[..., None], forget: Callable[[], None], *, own: bool,
) -> None:  # fmt: skip
    """Offer what rows are ordered by; what is chosen already is turned round."""
    if own:
        offer(menu, "As I have put them", partial(tell, order="", turned=False),
              on=not choice.order)  # fmt: skip
    offer(menu, "The study’s order", forget, on=not choice.order and not own)
    menu.addSeparator()

    def by(key: str, words: str, down: bool) -> None:  # noqa: FBT001 - which arrow is shown
        on = choice.order == key
        turned = on and not choice.turned
        arrow = "↓" if down != (on and choice.turned) else "↑"
        offer(menu, f"{arrow} {words}", partial(tell, order=key, turned=turned), on=on)

    for row in definitions:
        by(row.key, row.label, down=True)
    menu.addSeparator()
    for name in telling_attributes(cases, choice.kind):
        by(f"{BY_ATTRIBUTE}{name}", name, down=False)


def fill_rows(menu: QMenu, choice: Choice, cases: Sequence[CaseRow], tell: Tell) -> None:
    """Offer the kinds of case, and the attributes that gather them."""
    for kind in dict.fromkeys([*KINDS, *(case.kind for case in cases)]):
        slot = partial(tell, kind=kind, keep=(), group="")
        offer(menu, KINDS.get(kind, kind), slot, on=choice.kind == kind)
    menu.addSeparator()
    offer(menu, "Not grouped", partial(tell, group=""), on=not choice.group)
    for name in telling_attributes(cases, choice.kind):
        offer(menu, f"Grouped by {name}", partial(tell, group=name), on=choice.group == name)


def fill_view(
    menu: QMenu, page: str, zoom: str, show: Callable[[str], Any], magnify: Callable[[str], Any],
    choice: Choice, apart: Callable[[], Any],
) -> None:  # fmt: skip
    """Offer the pages, how much of the cells is shown, and to chart apart."""
    for key in pages_of(choice):
        offer(menu, PAGE_TITLES[key], partial(show, key), on=key == page)
    if page == MATRIX:
        section(menu, "Cells")
        for key in reversed(ZOOMS):
            offer(menu, ZOOM_TITLES[key], partial(magnify, key), on=key == zoom)
    section(menu, "Charting")
    offer(menu, "Chart apart from the others", apart, on=bool(choice.apart))
