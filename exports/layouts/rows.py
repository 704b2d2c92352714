"""Choose the cases that are a table's rows, put them in order, and describe each."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from exports.layouts.choice import indicators_asked, refuse_unknown
from exports.layouts.notes import ABBREVIATIONS
from exports.options import Options
from exports.report import Mode, Span, TableCell
from framework.errors import RefusedError
from framework.queries.cases import CaseRow, list_cases
from framework.queries.dictionary import abbreviations
from framework.queries.indicators import (
    DefinitionRow,
    Figures,
    IndicatorRow,
    list_definitions,
)
from framework.study import Session

_FIGURES_BESIDE_A_CASE = 3
_RANGE = re.compile(r"[\d,]+\s*(?:[-–]\s*[\d,]+|\+)|[<>≤≥]\s*[\d,]+")
_BAND_WORDS = ("band", "quintile", "quartile", "tertile", "decile", "group")


class Cases(NamedTuple):
    """Hold a study's cases by kind, with the figures of its sites.

    `noun` is what this study calls a site; `chosen` names what is asked for
    beside a case; `computed` gives the figures of those that are `defined`, `definitions` are those
    of them that are asked for, `telling` the keys of the indicators to set beside a case, at most
    `beside` of them, whose figures `by_site` holds.
    """

    participants: list[CaseRow]
    sites: list[CaseRow]
    noun: str
    computed: Figures
    defined: list[DefinitionRow]
    by_site: dict[str, list[IndicatorRow]]
    definitions: list[DefinitionRow]
    telling: tuple[str, ...]
    beside: int
    by_name: dict[str, CaseRow]
    abbreviations: dict[str, str]
    chosen: tuple[str, ...]

    @property
    def figures(self) -> list[IndicatorRow]:
        """Compute the figures of every indicator."""
        return [row for definition in self.defined for row in self.computed.of(definition)]


def read_cases(session: Session, options: Options) -> Cases:
    """Read the cases in the order in which every table lists them."""
    options.reading("the cases")
    every = list_cases(session)
    options.reading("the delivery figures")
    figures, definitions = Figures(session), list_definitions(session)
    refuse_unknown(definitions, options)
    first = [figures.of(row) for row in definitions if row.key == options.order_by]
    sites = _ordered([row for row in every if row.kind == "site"], first[0] if first else ())
    participants = [row for row in every if row.kind != "site"]
    at = {site.name: position for position, site in enumerate(sites)}
    participants.sort(key=lambda row: _place(row, at))
    asked = indicators_asked(definitions, options)
    telling, beside = asked, len(asked)
    if not options.indicators:
        telling = _telling(figures, definitions, options.order_by)
        beside = _FIGURES_BESIDE_A_CASE
    if options.columns:
        telling = [row for row in definitions if row.key in options.columns]
        beside = len(telling)
    by_site: dict[str, list[IndicatorRow]] = {}
    for figure in chain.from_iterable(map(figures.of, telling)):
        if figure.case is not None:
            by_site.setdefault(figure.case, []).append(figure)
    _refuse_unknown(options, every, definitions)
    return Cases(
        participants, sites, _noun(sites), figures, definitions, by_site, asked,
        tuple(row.key for row in telling), beside, {row.name: row for row in every},
        abbreviations(session), options.columns,
    )  # fmt: skip


def _refuse_unknown(
    options: Options, every: Iterable[CaseRow], definitions: Iterable[DefinitionRow]
) -> None:
    """Refuse to set beside a case what is neither an attribute nor an indicator."""
    keys = {row.key for row in definitions}
    names = list(dict.fromkeys(name for row in every for name, _value in row.attributes))
    for wanted in options.columns:
        if wanted and wanted not in keys and wanted not in names:
            raise RefusedError(
                f"There is no attribute and no indicator “{wanted}” to set beside a case; nothing "
                f"was written. The study has {', '.join([*names, *sorted(keys)]) or 'none yet'}."
            )


def cases_asked(cases: Cases, options: Options) -> list[CaseRow]:
    """Give the cases that are asked for by name; without a choice all that are the rows."""
    if not options.cases:
        return cases.sites if options.rows == "sites" else cases.participants
    by_name = {name.casefold(): row for name, row in cases.by_name.items()}
    for name in options.cases:
        if name.casefold() not in by_name:
            raise RefusedError(f"There is no case “{name}” in this study; nothing was written.")
    wanted = {name.casefold() for name in options.cases}
    return [row for key, row in by_name.items() if key in wanted]


def _place(row: CaseRow, at: dict[str, int]) -> tuple[int, int]:
    """Sort a participant by its site; those who serve several sites come last."""
    if len(row.parents) == 1:
        return 0, at.get(row.parents[0], len(at))
    return (1, min((at.get(name, len(at)) for name in row.parents), default=len(at)))


def _ordered(sites: list[CaseRow], figures: Iterable[IndicatorRow]) -> list[CaseRow]:
    """Order sites by an indicator's figures, highest first; ties and others as they were."""
    values = {row.case_id: row.value for row in figures if row.value is not None}
    return sorted(sites, key=lambda row: -values.get(row.id, float("-inf")))


def _noun(sites: Sequence[CaseRow]) -> str:
    """Give the one word by which the study labels all of its sites, or "site"."""
    labels = {row.label.strip().casefold() for row in sites}
    label = labels.pop() if len(labels) == 1 else ""
    return label if label.isalpha() else "site"


def plural(count: int, noun: str) -> str:
    """Count in words: 1 practice, 6 practices."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def case_cell(row: CaseRow, cases: Cases, mode: Mode) -> TableCell:
    """Describe a case in the first column: name, label, site and arm, a few figures."""
    head: list[Span] = [Span("strong", row.name)]
    label = row.label if row.label.casefold() != cases.noun else ""
    if label:
        head.append(Span("text", f" {label}"))
    lines = [_belongs(row, cases)]
    if cases.chosen:
        lines += _attributes(row, cases)
    elif row.kind == "site":
        lines += banded(row)
    lines += figure_lines(row, cases)
    muted = [Span("muted", line) for line in lines if line]
    if mode == "journal":
        pieces = [piece for span in muted for piece in (Span("text", "; "), span)]
        return TableCell((tuple(head + pieces),))
    return TableCell((tuple(head), *((span,) for span in muted)))


def _attributes(row: CaseRow, cases: Cases) -> list[str]:
    """Give the attributes that are chosen; a participant without one has its one site's."""
    above = [cases.by_name[name] for name in row.parents if name in cases.by_name]
    found = []
    for name in cases.chosen:
        value = row.attribute(name)
        if not value and len(above) == 1:
            value = above[0].attribute(name)
        if value:
            found.append(f"{name.replace('_', ' ')} {value}")
    return found


def _belongs(row: CaseRow, cases: Cases) -> str:
    """Say to which sites a participant belongs, and their arm; of a site, its arm."""
    if row.kind == "site":
        return row.attribute("arm")
    arms = {site.attribute("arm") for site in cases.sites if site.name in row.parents}
    arm = arms.pop() if len(arms) == 1 else ""
    if len(row.parents) > 1:
        return f"Serves {', '.join(row.parents)}"
    site = f"{cases.noun.capitalize()} {row.parents[0]}" if row.parents else ""
    return " · ".join(part for part in (site, arm) if part)


def figure_lines(row: CaseRow, cases: Cases) -> list[str]:
    """Give the figures of the case's one site: those asked for, or the first that are telling."""
    sites = (row.name,) if row.kind == "site" else row.parents
    if len(sites) != 1:
        return []
    figures = {figure.key: figure for figure in cases.by_site.get(sites[0], ())}
    beside = [figures[key] for key in cases.telling if key in figures]
    found = [f"{row.label} {row.text}" for row in beside if row.text and row.value is not None]
    return found[: cases.beside]


def _telling(
    figures: Figures, definitions: Iterable[DefinitionRow], first: str
) -> list[DefinitionRow]:
    """Choose the indicators to set beside a case: those whose figures tell the sites apart.

    Of several that measure the same rows one is enough: `first` when it is among them, then how
    many were late, then by how much.
    """
    rivals: dict[tuple[str, str], list[DefinitionRow]] = {}
    for row in definitions:
        rows = (row.table, repr(sorted(row.definition.where.items())))
        rivals.setdefault(rows, []).append(row)
    ranked = (sorted(rows, key=lambda row: _worth(row, first)) for rows in rivals.values())
    chosen = (next((row for row in rows if _tells(figures.of(row))), None) for rows in ranked)
    return sorted(filter(None, chosen), key=lambda row: row.key != first)


def _tells(figures: Iterable[IndicatorRow]) -> bool:
    """Tell whether sites differ by an indicator."""
    told = (row for row in figures if row.case is not None and row.value is not None)
    return len({row.text for row in told}) > 1


def _worth(row: DefinitionRow, first: str) -> tuple[bool, int]:
    """Rank an indicator among those that measure the same rows; the least is the best."""
    preferred = ("late", "days_late")
    return row.key != first, preferred.index(row.measure) if row.measure in preferred else 2


def banded(row: CaseRow) -> list[str]:
    """List the attributes that are bands, such as a list size of 6000-9999.

    Exact values stay out: a few of them together name a practice.
    """
    lines = []
    for name, value in row.attributes:
        words = name.replace("_", " ").strip()
        is_band = any(word in words.casefold() for word in _BAND_WORDS)
        if value and (is_band or _RANGE.fullmatch(value.strip())):
            kept = words.removesuffix(" band").removesuffix(" Band").split()
            shown = " ".join(
                word.upper() if word.upper() in ABBREVIATIONS else word for word in kept
            )
            lines.append(f"{shown} {value.replace('-', '–')}")
    return lines


def serving(rows: Sequence[CaseRow], cases: Cases) -> int:
    """Count the sites that these participants belong to."""
    known = {site.name for site in cases.sites}
    return len({name for row in rows for name in row.parents} & known)
