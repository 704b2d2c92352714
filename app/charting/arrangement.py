"""Choose and order the rows and columns of a chart."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from framework.queries import themes
from framework.queries.cases import CaseRow, list_cases
from framework.queries.themes import ThemeRow
from framework.queries.transcripts import (
    cases_of_transcripts,
    list_transcripts,
    speakers_by_transcript,
)
from framework.study import Session

EVERY_CHART = 0
BY_ATTRIBUTE = "attribute:"


class Choice(NamedTuple):
    """Say what a chart shows.

    `chart` is the id of a top-level theme or EVERY_CHART; `keep` an attribute and its value, or
    None; `order` the key of an indicator, BY_ATTRIBUTE and an attribute, or "" for the study's.
    """

    chart: int = EVERY_CHART
    kind: str = "participant"
    keep: tuple[str, str] | None = None
    order: str = ""


class Arrangement(NamedTuple):
    """Hold the rows and columns of a chart, out of how many cases, and what they are taken from.

    `own` names, by case id, the one transcript that speaks for a case as a whole.
    """

    rows: tuple[CaseRow, ...]
    columns: tuple[ThemeRow, ...]
    total: int
    cases: tuple[CaseRow, ...]
    themes: tuple[ThemeRow, ...]
    own: Mapping[int, str]

    @property
    def charts(self) -> list[ThemeRow]:
        """List the top-level themes."""
        return [theme for theme in self.themes if theme.depth == 0]


def arrange(session: Session, choice: Choice, values: Mapping[int, float]) -> Arrangement:
    """Read the rows and columns of a chart; `values` by case id are what indicators order by."""
    every = list_cases(session)
    tree = themes.list_themes_plain(session)
    of_kind = [case for case in every if case.kind == choice.kind]
    kept = [case for case in of_kind if _kept(case, every, choice.keep)]
    return Arrangement(
        tuple(_ordered(kept, every, choice.order, values)),
        tuple(columns_of_chart(tree, choice.chart)),
        len(of_kind),
        tuple(every),
        tuple(tree),
        _own_transcripts(session, every),
    )


def columns_of_chart(tree: Sequence[ThemeRow], chart: int) -> list[ThemeRow]:
    """List the columns of one chart, or of all charts side by side."""
    if chart != EVERY_CHART:
        return themes.columns_in(tree, chart)
    tops = (theme.id for theme in tree if theme.depth == 0)
    return [column for top in tops for column in themes.columns_in(tree, top)]


def chart_of(tree: Sequence[ThemeRow], theme_id: int) -> int:
    """Find the top-level theme above a theme."""
    parents = {theme.id: theme.parent_id for theme in tree}
    while (parent := parents.get(theme_id)) is not None:
        theme_id = parent
    return theme_id


def attributes_of(case: CaseRow, every: Iterable[CaseRow]) -> dict[str, str]:
    """Give a case's attributes, and those of its sites where they agree."""
    found = dict(case.attributes)
    sites = [dict(site.attributes) for site in every if site.name in case.parents]
    for name in (name for site in sites for name in site):
        said = {site.get(name, "") for site in sites}
        if name not in found and len(said) == 1:
            found[name] = said.pop()
    return found


def values_of(name: str, cases: Sequence[CaseRow], kind: str) -> list[str]:
    """List the values that cases of a kind have for an attribute, in the order met."""
    found = (attributes_of(case, cases).get(name, "") for case in cases if case.kind == kind)
    return [value for value in dict.fromkeys(found) if value]


def telling_attributes(cases: Sequence[CaseRow], kind: str) -> dict[str, list[str]]:
    """Give the attributes that tell cases of a kind apart, with up to 12 values each."""
    names = dict.fromkeys(name for case in cases for name, _value in case.attributes)
    found = {name: values_of(name, cases, kind) for name in names}
    return {name: values for name, values in found.items() if 2 <= len(values) <= 12}


def _kept(case: CaseRow, every: Sequence[CaseRow], keep: tuple[str, str] | None) -> bool:
    """Tell whether a case stays when rows are filtered."""
    return keep is None or attributes_of(case, every).get(keep[0], "") == keep[1]


def _ordered(
    rows: Sequence[CaseRow], every: Sequence[CaseRow], order: str, values: Mapping[int, float]
) -> list[CaseRow]:
    """Put rows in order; ties and rows without a figure stay in the study's order."""
    if order.startswith(BY_ATTRIBUTE):
        name = order.removeprefix(BY_ATTRIBUTE)
        return sorted(rows, key=lambda case: attributes_of(case, every).get(name) or "\uffff")
    if order:
        return sorted(rows, key=lambda case: -values.get(case.id, float("-inf")))
    return list(rows)


def _own_transcripts(session: Session, cases: Sequence[CaseRow]) -> dict[int, str]:
    """Name the only transcript of each case that has only one, so that locators can be short."""
    names = {row.id: row.name for row in list_transcripts(session)}
    heard: dict[str, list[str]] = {}
    whole, speakers = cases_of_transcripts(session), speakers_by_transcript(session)
    for transcript_id, transcript in names.items():
        people = (name for row in speakers.get(transcript_id, ()) for name in row.cases)
        for name in dict.fromkeys([*whole.get(transcript_id, ()), *people]):
            heard.setdefault(name, []).append(transcript)
    return {
        case.id: heard[case.name][0]
        for case in cases
        if case.kind != "site" and len(heard.get(case.name, ())) == 1
    }
