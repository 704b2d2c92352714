"""Leave rows out of a chart, and say in words which."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from framework.queries.cases import CaseRow

SIGNS = {
    "to_chart": "to chart", "out_of_date": "out of date", "draft": "draft", "checked": "checked",
    "nothing": "nothing relevant", "not_asked": "not asked", "none": "not started",
    "quote_differs": "with a quotation that differs", "no_evidence": "without evidence",
}  # fmt: skip


class Bound(NamedTuple):
    """Ask for figures of an indicator that are at least a value, or else below it."""

    key: str
    label: str
    least: bool
    value: float
    text: str

    @property
    def words(self) -> str:
        """Say what is asked for, without the indicator."""
        return f"{'at least' if self.least else 'below'} {self.text}"

    def holds(self, value: float | None) -> bool:
        """Tell whether a figure is as asked; a case without one is not."""
        return value is not None and (value >= self.value) == self.least


def attributes_of(case: CaseRow, every: Iterable[CaseRow]) -> dict[str, str]:
    """Give a case's attributes, and those of its sites where they agree."""
    found = {name: value for name, value in case.attributes if value}
    sites = [dict(site.attributes) for site in every if site.name in case.parents]
    for name in (name for site in sites for name in site):
        said = {site.get(name, "") for site in sites}
        if name not in found and len(said) == 1:
            found[name] = said.pop()
    return found


def meets(attributes: Mapping[str, str], keep: Sequence[tuple[str, str]]) -> bool:
    """Tell whether attributes have a value that is asked for, of each attribute asked for."""
    wanted: dict[str, set[str]] = {}
    for name, value in keep:
        wanted.setdefault(name, set()).add(value)
    return all(attributes.get(name, "") in values for name, values in wanted.items())


def toggled(chosen: tuple[str, ...], sign: str) -> tuple[str, ...]:
    """Add a sign to those chosen, or take it out."""
    return tuple(s for s in chosen if s != sign) if sign in chosen else (*chosen, sign)


def said(
    keep: Sequence[tuple[str, str]], signs: Sequence[str], bounds: Sequence[Bound] = ()
) -> str:
    """Say in words which rows are kept, as `arm is control; a cell is out of date`."""
    wanted: dict[str, list[str]] = {}
    for name, value in keep:
        wanted.setdefault(name, []).append(value)
    parts = [f"{name} is {' or '.join(values)}" for name, values in wanted.items()]
    parts += [f"{bound.label} is {bound.words}" for bound in bounds]
    if signs:
        parts.append(f"a cell is {' or '.join(SIGNS[sign] for sign in signs)}")
    return "; ".join(parts)
