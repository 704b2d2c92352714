"""Suggest figures per site from the shape of a table of delivery data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from framework.drafts import DeliveryDraft, IndicatorDraft
from framework.rules.counts import whole
from importers import tables
from importers.due_days import Days, Pair, days_of, words_of

_GROUPS = ("component_id", "component", "module_id", "module", "activity", "item")
_GROUP_WORDS = {
    "component",
    "module",
    "activity",
    "item",
    "komponente",
    "modul",
    "composante",
    "componente",
    "onderdeel",
}
_UNITS = {"min": "min", "mins": "min", "minutes": "min", "days": "days", "hours": "h", "pct": "%"}


class Component(NamedTuple):
    """Describe a part of what is delivered; `tolerance` in days after the date due."""

    key: str
    label: str
    tolerance: int = 0


def read_components(path: Path) -> list[Component]:
    """Read columns component_id and, where given, label and tolerance_days."""
    table = tables.read(path)
    key = table.require("component", "component_id", "component", "id")
    label = table.column("label", "name", "component")
    tolerance = table.column("tolerance_days", "tolerance")
    components: dict[str, Component] = {}
    for number, values in table.records():
        said = values.get(tolerance, "")
        days = whole(said or "0")
        if days is None:
            raise table.refuse(number, f"“{said[:20]}” is no number of days.")
        if not values[key] or values[key] in components:
            raise table.refuse(number, f"the column {key} is blank or repeats {values[key]}.")
        shown = values.get(label, "") or values[key]
        components[values[key]] = Component(values[key], shown, days)
    return list(components.values())


class _Shape(NamedTuple):
    """Name the columns of a table by what they are for; "" for none."""

    group: str
    pairs: Sequence[Pair]
    yes_no: tuple[str, ...]
    numbers: tuple[str, ...]


class _Group(NamedTuple):
    """Hold the rows that belong to one component, or all rows where there is no such column."""

    where: Mapping[str, str]
    component: Component | None
    names: Sequence[str]
    rows: Sequence[Sequence[str]]

    def column(self, name: str) -> Iterator[str]:
        """Give the values of a column, "" for what is blank."""
        at = self.names.index(name)
        return (row[at].strip() for row in self.rows)


def suggest_indicators(
    draft: DeliveryDraft, components: Sequence[Component] = ()
) -> list[IndicatorDraft]:
    """Suggest the figures that a table can give, in the order of its components and columns.

    For each component: delivered and, where dates are due, on time, late and days late; for each
    column of numbers the value, or the sum where a site has several rows; for yes-no the share.
    """
    shape = _shape(draft)
    return [
        indicator
        for group in _groups(draft, shape, components)
        for indicator in (*_deliveries(draft, shape, group), *_figures(draft, shape, group))
    ]


def _shape(draft: DeliveryDraft) -> _Shape:
    folded = {tables.fold(column.name): column for column in draft.columns}
    group = next((folded[name].name for name in _GROUPS if name in folded), "") or next(
        (c.name for c in draft.columns if c.reading == "text" and c.name != draft.site
         and _GROUP_WORDS & set(words_of(c.name))), "",
    )  # fmt: skip
    taken = {draft.site, group}

    def of(reading: str) -> tuple[str, ...]:
        found = [c.name for c in draft.columns if c.reading == reading and c.name not in taken]
        return tuple(name for name in found if not tables.fold(name).endswith("_id"))

    return _Shape(
        group=group,
        pairs=days_in(draft).pairs,
        yes_no=of("yes-no"),
        numbers=of("number"),
    )


def _groups(
    draft: DeliveryDraft, shape: _Shape, components: Sequence[Component]
) -> Iterator[_Group]:
    names = [column.name for column in draft.columns]
    if not shape.group:
        yield _Group({}, None, names, draft.rows)
        return
    known = {component.key: component for component in components}
    at, chosen = names.index(shape.group), dict[str, list[Sequence[str]]]()
    for row in draft.rows:
        chosen.setdefault(row[at].strip(), []).append(row)
    for value, rows in chosen.items():
        if value:
            component = known.get(value, Component(value, value))
            yield _Group({shape.group: value}, component, names, rows)


def days_in(draft: DeliveryDraft) -> Days:
    """Pair the days due and done of a table, and say which are in doubt.

    A column in which nothing stands yet is one of days where another was due: nothing was done.
    """
    days = [column.name for column in draft.columns if column.reading == "date"]
    held = zip(*draft.rows, strict=True) if draft.rows else ()
    bare = [
        column.name for column, values in zip(draft.columns, held, strict=False)
        if column.reading == "text" and not any(map(str.strip, values))
    ]  # fmt: skip
    known, wider = days_of(days), days_of([*days, *bare])
    blank = {pair.done for pair in wider.pairs if pair.done in bare and pair.due in days}
    if not blank:
        return known
    return days_of([one.name for one in draft.columns if one.name in {*days, *blank}])


def _deliveries(draft: DeliveryDraft, shape: _Shape, group: _Group) -> Iterator[IndicatorDraft]:
    for pair in shape.pairs:
        if group.component is not None or pair.due:
            yield from _delivery(draft, group, pair)


def _delivery(draft: DeliveryDraft, group: _Group, pair: Pair) -> Iterator[IndicatorDraft]:
    measures = [("delivered", "delivered", "")]
    if pair.due and any(group.column(pair.due)):
        measures += [("on_time", "on time", ""), ("late", "late", ""), ("days_late", "", "days")]
    tolerance = group.component.tolerance if group.component else 0
    for measure, words, unit in measures:
        yield IndicatorDraft(
            key=_slug(*filter(None, (_owner(draft, group), pair.subject, measure))),
            label=f"{', '.join(filter(None, (_above(draft, group), pair.subject)))}: "
            f"{words or 'days late'}",
            table=draft.name,
            measure=measure,
            where=group.where,
            column=pair.done,
            due=pair.due,
            tolerance=0 if measure == "delivered" else tolerance,
            unit=unit,
        )


def _figures(draft: DeliveryDraft, shape: _Shape, group: _Group) -> Iterator[IndicatorDraft]:
    several = _has_several_rows_a_site(draft, group)
    measures = [(name, "share_yes") for name in shape.yes_no]
    measures += [(name, "sum" if several else "value") for name in shape.numbers]
    for column in (column.name for column in draft.columns):
        for name, measure in measures:
            if name == column and any(group.column(name)):
                yield _figure(draft, group, name, measure)


def _figure(draft: DeliveryDraft, group: _Group, column: str, measure: str) -> IndicatorDraft:
    words = column.replace("_", " ").strip()
    shown = words.removeprefix("n ")
    return IndicatorDraft(
        key=_slug(_owner(draft, group), column),
        label=f"{_above(draft, group)}: {shown}",
        table=draft.name,
        measure=measure,
        where=group.where,
        column=column,
        unit=_UNITS.get(words.rpartition(" ")[2], ""),
    )


def _owner(draft: DeliveryDraft, group: _Group) -> str:
    return group.component.key if group.component else draft.name


def _above(draft: DeliveryDraft, group: _Group) -> str:
    return group.component.label if group.component else draft.name.replace("_", " ").capitalize()


def _has_several_rows_a_site(draft: DeliveryDraft, group: _Group) -> bool:
    named = [site.casefold() for site in group.column(draft.site) if site] if draft.site else []
    return len(named) > len(set(named))


def _slug(*parts: str) -> str:
    return "_".join(re.sub(r"\W+", "_", part.casefold()).strip("_") for part in parts)
