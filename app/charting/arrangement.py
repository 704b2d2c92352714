"""Choose and order the rows and columns of a chart."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from app.charting.filters import Bound, attributes_of, meets
from app.charting.kept import NOTHING_KEPT, Kept, in_order
from app.widgets.signs import sign_of
from framework.queries import themes
from framework.queries.apart import charted_apart
from framework.queries.attributions import only_transcripts
from framework.queries.cases import CaseRow, list_cases
from framework.queries.charts import grouped
from framework.queries.themes import ThemeRow, rated_themes
from framework.rules.counts import natural
from framework.study import Session

EVERY_CHART = 0
BY_ATTRIBUTE = "attribute:"
HEAD = "head of a group"
UNFILTERED: dict[str, Any] = {"keep": (), "signs": (), "bounds": ()}


class Choice(NamedTuple):
    """Say what a chart shows.

    `chart` is the id of a top-level theme or EVERY_CHART. `keep` are attributes with a value each:
    values of one attribute are alternatives, attributes must all be met; `signs` are what at least
    one cell of a row must be (`app.widgets.signs`, or a flag), `bounds` what its figures must.
    `group` is an attribute, or "". `order` is the key of an indicator, BY_ATTRIBUTE and an
    attribute, or "" for the person's own or the study's; `turned` turns it round. `apart` is the
    analyst who charts apart, or "".
    """

    chart: int = EVERY_CHART
    kind: str = "participant"
    keep: tuple[tuple[str, str], ...] = ()
    order: str = ""
    turned: bool = False
    signs: tuple[str, ...] = ()
    group: str = ""
    apart: str = ""
    bounds: tuple[Bound, ...] = ()

    @property
    def filtered(self) -> bool:
        """Say whether rows are left out."""
        return bool(self.keep or self.signs or self.bounds)


class Arrangement(NamedTuple):
    """Hold the rows and columns of a chart, out of how many cases, and what they are taken from.

    Among the rows stand the heads of groups (`is_head`). `own` names, by case id, the one
    transcript in which a participant is heard; `rated` are the themes whose cells are rated;
    the hidden ones would be shown but for the person's wish.
    """

    rows: tuple[CaseRow, ...]
    columns: tuple[ThemeRow, ...]
    total: int
    cases: tuple[CaseRow, ...]
    themes: tuple[ThemeRow, ...]
    own: Mapping[int, str]
    rated: Collection[int] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    @property
    def charts(self) -> list[ThemeRow]:
        """List the top-level themes."""
        return [theme for theme in self.themes if theme.depth == 0]

    @property
    def shown(self) -> int:
        """Count the cases that have a row; one in two groups counts once."""
        return len({case.id for case in self.rows if not is_head(case)})


def is_head(row: CaseRow) -> bool:
    """Tell the head of a group from a case."""
    return row.kind == HEAD


def arrange(
    session: Session, choice: Choice, ranked: Mapping[str, Mapping[int, float]],
    kept: Kept = NOTHING_KEPT,
) -> Arrangement:  # fmt: skip
    """Read the rows and columns of a chart; `ranked` gives cases' figures by indicator."""
    every = list_cases(session)
    tree = themes.list_themes_plain(session)
    of_kind = [case for case in every if case.kind == choice.kind]
    columns = in_order(columns_of_chart(tree, choice.chart), kept.themes)
    rows = [case for case in of_kind if meets(attributes_of(case, every), choice.keep)]
    for bound in choice.bounds:
        values = ranked.get(bound.key, {})
        rows = [case for case in rows if bound.holds(values.get(case.id))]
    if choice.signs:
        rows = _with_signs(session, rows, columns, choice)
    ordered = _ordered(rows, every, choice, ranked.get(choice.order, {}))
    ordered = ordered if choice.order else in_order(ordered, kept.cases)
    shown = [case for case in ordered if case.id not in kept.hidden_cases]
    return Arrangement(
        tuple(_grouped(session, shown, choice)),
        tuple(theme for theme in columns if theme.id not in kept.hidden_themes),
        len(of_kind),
        tuple(every),
        tuple(tree),
        only_transcripts(session),
        rated_themes(session),
        tuple(case.id for case in ordered if case.id in kept.hidden_cases),
        tuple(theme.id for theme in columns if theme.id in kept.hidden_themes),
    )


def settled(session: Session, choice: Choice, *, first: bool) -> Choice:
    """Choose the first chart where the chosen one is not there, or none was chosen yet."""
    tops = [theme.id for theme in themes.list_themes_plain(session) if theme.depth == 0]
    if choice.chart in tops or not tops or (choice.chart == EVERY_CHART and not first):
        return choice
    return choice._replace(chart=tops[0])


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


def values_of(name: str, cases: Sequence[CaseRow], kind: str) -> list[str]:
    """List the values that cases of a kind have for an attribute, in the order met."""
    found = (attributes_of(case, cases).get(name, "") for case in cases if case.kind == kind)
    return [value for value in dict.fromkeys(found) if value]


def telling_attributes(cases: Sequence[CaseRow], kind: str) -> dict[str, list[str]]:
    """Give the attributes that tell cases of a kind apart, with up to 12 values each."""
    names = dict.fromkeys(name for case in cases for name, _value in case.attributes)
    found = {name: values_of(name, cases, kind) for name in names}
    return {name: values for name, values in found.items() if 2 <= len(values) <= 12}


def _with_signs(
    session: Session, rows: Sequence[CaseRow], columns: Sequence[ThemeRow], choice: Choice
) -> list[CaseRow]:
    """Keep the cases that have a cell in one of these states, or with one of these flags."""
    ids = [theme.id for theme in columns]
    read = charted_apart(session, choice.apart, [case.id for case in rows], ids, texts=False)
    signs = set(choice.signs)
    found = {
        case_id
        for (case_id, _theme), view in read.views.items()
        if sign_of(view.state, view.flags) in signs or set(view.flags) & signs
    }
    return [case for case in rows if case.id in found]


def _ordered(
    rows: Sequence[CaseRow], every: Sequence[CaseRow], choice: Choice, values: Mapping[int, float]
) -> list[CaseRow]:
    """Put rows in order; ties stay in the study's, and rows without a figure come last."""
    if not choice.order:
        return list(rows)
    if choice.order.startswith(BY_ATTRIBUTE):
        name = choice.order.removeprefix(BY_ATTRIBUTE)
        said = {case.id: attributes_of(case, every).get(name, "") for case in rows}
        having = [case for case in rows if said[case.id]]
        having.sort(key=lambda case: natural(said[case.id]), reverse=choice.turned)
    else:
        having = [case for case in rows if case.id in values]
        having.sort(key=lambda case: values[case.id] * (1 if choice.turned else -1))
    return [*having, *(case for case in rows if case not in having)]


def _grouped(session: Session, rows: Sequence[CaseRow], choice: Choice) -> list[CaseRow]:
    """Put rows under the heads of their groups; one who belongs to two stands under both."""
    if not choice.group:
        return list(rows)
    place = {case.id: at for at, case in enumerate(rows)}
    found: list[CaseRow] = []
    for at, group in enumerate(grouped(session, choice.group, (), choice.kind)):
        inside = sorted(
            (case for case in group.cases if case.id in place), key=lambda case: place[case.id]
        )
        if inside:
            value = group.value or f"No {choice.group}"
            found += [CaseRow(-at - 1, value, HEAD, f"n = {len(inside)}", (), ()), *inside]
    return found
