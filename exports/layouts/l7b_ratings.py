"""Build L7b, the ratings matrix: constructs by ordered sites, and what sets these apart."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.choice import charts_asked
from exports.layouts.joint import Joint, caption, closing, columns, read_joint, report, room_of
from exports.layouts.joint_sites import Sites, read_sites
from exports.layouts.parts import evenly, letter
from exports.layouts.rows import plural
from exports.options import Options
from exports.report import Block, Report, Rows, Span, Table, TableCell, TableRow
from framework.errors import RefusedError
from framework.queries.cases import CaseRow
from framework.queries.charts import cells
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.study import Session

_SITES_A_PAGE = 14
_PRINTED = {"mixed": "0 (mixed)", "missing": "Missing"}
_NUMBERS = {"-2": -2, "-1": -1, "0": 0, "mixed": 0, "+1": 1, "+2": 2}
_STRONG, _WEAK = 2.0, 1.0
_RULE = (
    "Distinguishing: the median rating of the {noun}s above the median figure less that of those "
    "below it, those at it left out; strongly from 2 points, weakly from 1, mixed counts as 0, "
    "Missing and n/a are left out; too few where one side has no rating."
)


class Rated(NamedTuple):
    """Hold ratings by case and theme; `tops` are the domains with their rated constructs."""

    joint: Joint
    sites: Sites
    tops: list[tuple[ThemeRow, list[ThemeRow]]]
    ratings: dict[tuple[int, int], str]
    label: str


def build(session: Session, options: Options) -> Report:
    """Build the matrix; its cases stand as a display says, else from the lowest figure up."""
    joint = read_joint(session, replace(options, evidence=False), "L7b", "Ratings matrix")
    display = joint.display
    if display is None or display.definition.order_by != joint.definition.order_by:
        joint = joint._replace(definition=replace(joint.definition, descending=False))
    made = _read(session, joint)
    parts = evenly(made.sites.cases, _SITES_A_PAGE)
    blocks: list[Block] = [
        _table(made, part, letter(at, len(parts)), last=part is parts[-1] and bool(made.label))
        for at, part in enumerate(parts)
    ]
    return report(joint, blocks, _data(made))


def _read(session: Session, joint: Joint) -> Rated:
    """Read the ratings; a theme without any is no row."""
    sites = read_sites(session, joint)
    every = list_themes_plain(session)
    asked = charts_asked(every, joint.options)
    below = [row for _top, rows in asked for row in rows]
    views = cells(session, [case.id for case in sites.cases], [row.id for row in below])
    ratings = {pair: view.rating for pair, view in views.items() if view.rating}
    rated = {theme_id for _case, theme_id in ratings}
    tops = [
        (top, held) for top, rows in asked if (held := [row for row in rows if row.id in rated])
    ]
    if not tops:
        raise RefusedError(
            "No cell of these cases is rated; nothing was written. Let a theme ask for ratings in "
            "Framework, and rate its cells in Chart."
        )
    return Rated(joint, sites, tops, ratings, joint.ordered_by)


def _table(made: Rated, part: Sequence[CaseRow], name: str, *, last: bool) -> Table:
    """Make one table; what distinguishes stands in the last, where a figure orders."""
    joint = made.joint
    heads = [("Construct", 5.0, "")]
    falling = joint.definition.descending
    group = f"{made.label}, {'high to low' if falling else 'low to high'}" if made.label else ""
    figures = {case.id: text for case, text, _value in made.sites.ordered.sites}
    for case in part:
        said = f"{case.name} ({figures[case.id]})" if figures.get(case.id) else case.name
        heads.append((said, 1.6, group))
    if last:
        heads.append(("Distinguishing", 2.6, ""))
    first = "highest" if falling else "lowest"
    order = f"in order of {made.label}, {first} first" if made.label else ""
    return Table(
        sheet=f"Ratings {name}".strip(),
        number=1,
        part=name,
        caption=caption(joint, f"n = {plural(len(made.sites.cases), joint.cases.noun)}", order),
        columns=columns(heads, room_of(joint)),
        rows=tuple(_rows(made, part, last=last)),
        notes=tuple(_notes(made)),
        heads=_domains(made),
    )


def _rows(made: Rated, part: Sequence[CaseRow], *, last: bool) -> list[TableRow]:
    """Make a row for each construct, headed by its domain."""
    rows: list[TableRow] = []
    for top, below in made.tops:
        if not (len(below) == 1 and below[0].id == top.id):
            rows.append((_cell(f"{top.number} {top.name}", strong=True),))
        for theme in below:
            said = _distinguishing(made, theme)
            cells_ = [_cell(_printed(made, case, theme)) for case in part]
            name = _cell(f"{theme.number} {theme.name}")
            rows.append((name, *cells_, *([_cell(said, strong="ly" in said)] if last else [])))
    return rows


def _domains(made: Rated) -> frozenset[int]:
    """Give the places of the rows that head a domain."""
    found, at = set(), 0
    for top, below in made.tops:
        if not (len(below) == 1 and below[0].id == top.id):
            found.add(at)
            at += 1
        at += len(below)
    return frozenset(found)


def _cell(text: str, *, strong: bool = False) -> TableCell:
    """Put text into a cell."""
    return TableCell(((Span("strong" if strong else "text", text),),)) if text else TableCell()


def _printed(made: Rated, case: CaseRow, theme: ThemeRow) -> str:
    """Print a rating: +2, 0 (mixed), Missing, n/a."""
    rating = made.ratings.get((case.id, theme.id), "")
    return _PRINTED.get(rating, rating).replace("-", "−")


def _distinguishing(made: Rated, theme: ThemeRow) -> str:
    """Say whether the ratings of a construct tell high cases from low ones."""
    if not made.label:
        return ""
    known = {case.id: value for case, _text, value in made.sites.ordered.sites if value is not None}
    middle = median(known.values()) if known else 0
    rated = [
        (value - middle, _NUMBERS[rating]) for case_id, value in known.items()
        if (rating := made.ratings.get((case_id, theme.id), "")) in _NUMBERS
    ]  # fmt: skip
    low = [points for above, points in rated if above < 0]
    high = [points for above, points in rated if above > 0]
    if not low or not high:
        return "too few"
    apart = median(high) - median(low)
    signed = f"{apart:+g}".replace("-", "−")
    if abs(apart) >= _STRONG:
        return f"strongly ({signed})"
    return f"weakly ({signed})" if abs(apart) >= _WEAK else "no"


def _notes(made: Rated) -> list[str]:
    """Write the notes."""
    joint = made.joint
    shown = [row for row in joint.definitions if row.key == joint.definition.order_by]
    rule = _RULE.format(noun=joint.cases.noun)
    return [
        "Ratings from −2 to +2; 0 (mixed), what is said pulls both ways; Missing, asked for but "
        "not there; n/a, not applicable; blank, not rated.",
        made.sites.ordered.rule,
        *notes.tolerances(shown),
        rule if made.label else "In no order of a figure, so nothing is said to distinguish.",
        *closing(joint),
    ]


def _data(made: Rated) -> Rows:
    """Give a row for each construct and case."""
    figures = {case.id: text for case, text, _value in made.sites.ordered.sites}
    rows = tuple(
        (theme.number, theme.name, case.name, figures.get(case.id, ""),
         made.ratings.get((case.id, theme.id), ""), _distinguishing(made, theme))
        for _top, below in made.tops for theme in below for case in made.sites.cases
    )  # fmt: skip
    header = ("theme", "theme_name", "case", "figure", "rating", "distinguishing")
    return Rows("Ratings", header, rows)
