"""Put the sites of a joint display in the order of a figure, and cut them into groups."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.drafts import Cut, JointDefinition
from framework.errors import NotFoundError
from framework.queries.cases import CaseRow, list_cases
from framework.queries.indicators import IndicatorRow, indicators, list_definitions
from framework.rules.indicators import printed
from framework.schema import StudyCase

APART, NO_RECORD = "in no group", "no record"
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve")  # fmt: skip

Placed = tuple[CaseRow, str, float | None]


class Group(NamedTuple):
    """Give some sites in order, each with its figure as printed and as a number or None."""

    label: str
    sites: tuple[Placed, ...]


class Ordered(NamedTuple):
    """Give sites in order and in groups; without cuts there is one group, without a label.

    `rule` says in words how they were ordered and cut, ties included.
    """

    groups: tuple[Group, ...]
    rule: str

    @property
    def sites(self) -> list[Placed]:
        """List the sites of all groups in order."""
        return [site for group in self.groups for site in group.sites]


def ordered_sites(session: Session, definition: JointDefinition) -> Ordered:
    """Order the sites of a definition, or its participants, by an indicator; cut into groups.

    Where the definition names no cases, they are the ones that the indicator is about. Raise
    NotFoundError for an indicator that there is not.
    """
    kept = _chosen(session, definition)
    if not definition.order_by:
        sites = tuple((case, "", None) for case in kept)
        return Ordered((Group("", sites),), "In the study’s order.")
    label = next(
        (row.label for row in list_definitions(session) if row.key == definition.order_by), None
    )
    if label is None:
        raise NotFoundError(
            f"There is no indicator “{definition.order_by}”; choose another to order by."
        )
    by_name = {
        row.case: row for row in indicators(session, [definition.order_by]) if row.case is not None
    }
    placed = [_placed(case, by_name) for case in kept]
    if not definition.cases:
        placed = [site for site, case in zip(placed, kept, strict=True) if _about(case, by_name)]
    known = [site for site in placed if site[2] is not None]
    known.sort(key=lambda site: site[2] or 0, reverse=definition.descending)
    silent = [site for site in placed if site[2] is None]
    ties = _ties(known)
    groups = _groups(definition.cuts, known, silent)
    return Ordered(groups, _rule(label, definition, ties, silent))


def _chosen(session: Session, definition: JointDefinition) -> list[CaseRow]:
    """List the cases that a definition may show, in the study's order."""
    kind = "site" if definition.rows == "sites" else "participant"
    every = list_cases(session)
    if not definition.cases:
        return [case for case in every if case.kind == kind]
    ids = set(session.scalars(select(StudyCase.id).where(StudyCase.guid.in_(definition.cases))))
    return [case for case in every if case.id in ids]


def _about(case: CaseRow, by_name: Mapping[str, IndicatorRow]) -> bool:
    """Tell whether an indicator is about a case, or about a site of it."""
    return any(name in by_name for name in (case.name, *case.parents))


def _placed(case: CaseRow, by_name: Mapping[str, IndicatorRow]) -> Placed:
    """Give a case its figure: its own, or that of the one site that it belongs to."""
    if case.name in by_name:
        row = by_name[case.name]
        return case, row.text, row.value
    rows = [by_name[name] for name in case.parents if name in by_name]
    if len(rows) == 1:
        return case, rows[0].text, rows[0].value
    return case, "; ".join(f"{row.case}: {row.text}" for row in rows) or "no record", None


def _ties(known: Sequence[Placed]) -> list[tuple[tuple[CaseRow, ...], str]]:
    """List the cases that share a figure, with the figure."""
    runs = [list(held) for _value, held in groupby(known, key=lambda site: site[2])]
    return [
        (tuple(case for case, _text, _value in run), _value(run[0])) for run in runs if len(run) > 1
    ]


def _value(site: Placed) -> str:
    """Print the figure that cases share."""
    _case, text, value = site
    return text or printed(value or 0)


def _groups(
    cuts: Sequence[Cut], known: Sequence[Placed], silent: Sequence[Placed]
) -> tuple[Group, ...]:
    """Cut ordered sites into groups; a site goes to the first cut that it fits."""
    if not cuts:
        return (Group("", (*known, *silent)),)
    groups: dict[int, list[Placed]] = {}
    for site in known:
        at = next((at for at, cut in enumerate(cuts) if _fits(cut, site[2] or 0)), len(cuts))
        groups.setdefault(at, []).append(site)
    if silent:
        groups[len(cuts) + 1] = list(silent)
    labels = [*(cut.label for cut in cuts), APART, NO_RECORD]
    return tuple(Group(labels[at], tuple(held)) for at, held in groups.items())


def _fits(cut: Cut, value: float) -> bool:
    """Tell whether a figure lies within a cut."""
    return (cut.at_least is None or value >= cut.at_least) and (
        cut.below is None or value < cut.below
    )


def _rule(
    label: str,
    definition: JointDefinition,
    ties: Sequence[tuple[tuple[CaseRow, ...], str]],
    silent: Sequence[Placed],
) -> str:
    """Say in words how sites were ordered and cut."""
    first = "most" if definition.descending else "least"
    said = [f"Ordered by {label}, {first} first"]
    said += [
        f"{_NUMBERS[len(cases)] if len(cases) < len(_NUMBERS) else len(cases)} tied at {value} "
        f"({', '.join(case.name for case in cases)}), in the study’s order"
        for cases, value in ties
    ]
    if silent:
        said.append(f"no figure for {', '.join(case.name for case, *_ in silent)}, last")
    words = "; ".join(said) + "."
    cuts = "; ".join(f"{cut.label}: {_bounds(cut)}" for cut in definition.cuts)
    return f"{words} Groups: {cuts}." if cuts else words


def _bounds(cut: Cut) -> str:
    """Say in words where a cut begins and ends."""
    if cut.at_least is None and cut.below is None:
        return "all others"
    if cut.below is None:
        return f"{_exact(cut.at_least or 0)} or more"
    if cut.at_least is None:
        return f"below {_exact(cut.below)}"
    return f"{_exact(cut.at_least)} to below {_exact(cut.below)}"


def _exact(value: float) -> str:
    """Print where a cut begins or ends, with all the decimals that were given."""
    return f"{value:.10f}".rstrip("0").rstrip(".")
