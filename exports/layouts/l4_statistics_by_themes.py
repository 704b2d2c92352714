"""Build L4, statistics by themes: what is said of each theme, in groups of sites by a figure."""

from collections.abc import Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.conclusions import conclusions
from exports.layouts.evidence import place_of
from exports.layouts.joint import Joint, caption, closing, columns, read_joint, report, room_of
from exports.layouts.joint_sites import Sites, head_of, read_sites, with_evidence
from exports.layouts.joint_starred import Starred, first_unsaid, quotation, starred_of
from exports.layouts.joint_texts import checks
from exports.layouts.parts import evenly, letter
from exports.layouts.rows import plural
from exports.layouts.summaries import joined, summary
from exports.options import Options
from exports.report import Block, Paragraph, Report, Rows, Span, Table, TableCell, TableRow, plain
from framework.errors import RefusedError
from framework.queries.charts import CellView
from framework.queries.joint_ordering import Group
from framework.queries.themes import ThemeRow
from framework.study import Session

_GROUPS_A_PAGE = 4


class Grouped(NamedTuple):
    """Hold what the table is made of; `across` are the syntheses of themes, by id.

    `quoted` are the quotations by the place of the group and the theme's id.
    """

    joint: Joint
    sites: Sites
    themes: list[ThemeRow]
    quoted: dict[tuple[int, int], Starred]
    across: dict[int, CellView]


def build(session: Session, options: Options) -> Report:
    """Build the table, a row for each sub-theme; with many groups it stands in several."""
    joint = read_joint(session, options, "L4", "Statistics by themes")
    made = _read(session, joint)
    parts = evenly(made.sites.ordered.groups, _GROUPS_A_PAGE)
    blocks: list[Block] = [
        _table(made, part, letter(at, len(parts)), last=at == len(parts) - 1)
        for at, part in enumerate(parts)
    ]
    blocks += made.sites.appendix.blocks("Evidence appendix", grouped=False)
    return report(joint, blocks, _data(made))


def _read(session: Session, joint: Joint) -> Grouped:
    """Read groups and themes."""
    sites = read_sites(session, joint)
    themes = [theme for _top, below in sites.themes for theme in below]
    if not themes:
        raise RefusedError(
            "Nothing is charted of these sites; nothing was written. Chart the sites, or choose "
            "other themes."
        )
    quoted = _quoted(session, joint, sites, themes)
    sites = with_evidence(session, joint, sites, list(quoted.values()))
    return Grouped(joint, sites, themes, quoted, conclusions(session).of_themes)


def _quoted(
    session: Session, joint: Joint, sites: Sites, themes: Sequence[ThemeRow]
) -> dict[tuple[int, int], Starred]:
    """Choose for each group and theme a starred passage whose words no summary there gives."""
    every = starred_of(session, joint, sites.cases, sites.every, [[theme] for theme in themes])
    found = {}
    for group_at, group in enumerate(sites.ordered.groups):
        ids = [case.id for case, _text, _value in group.sites]
        for at, theme in enumerate(themes):
            said = " ".join(sites.views[case_id, theme.id].text for case_id in ids)
            some = [one for case_id in ids for one in every.get((case_id, at), ())]
            if one := first_unsaid(some, said):
                found[group_at, theme.id] = one
    return found


def _table(made: Grouped, part: Sequence[Group], name: str, *, last: bool) -> Table:
    """Make one table; the reading stands in the last."""
    joint = made.joint
    reads = last and any(theme.id in made.across for theme in made.themes)
    rows = [_row(made, part, theme, reads=reads) for theme in made.themes]
    heads = [
        ("Theme", 3.2, ""),
        *(
            (head_of(joint, group.label or "All", len(group.sites)), 13 / len(part), "")
            for group in part
        ),
    ]
    if reads:
        heads.append(("Reading", 4.6, ""))
    return Table(
        sheet=f"Statistics by themes {name}".strip(),
        number=1,
        part=name,
        caption=caption(joint, f"n = {plural(len(made.sites.cases), joint.cases.noun)}"),
        columns=columns(heads, room_of(joint)),
        rows=tuple(rows),
        notes=tuple(_notes(made, rows)),
    )


def _row(made: Grouped, part: Sequence[Group], theme: ThemeRow, *, reads: bool) -> TableRow:
    """Make the row of a theme."""
    named = TableCell(((Span("strong", f"{theme.number} "), Span("text", theme.name)),))
    cells = [named, *(_group(made, group, theme) for group in part)]
    return (*cells, _reading(made, theme)) if reads else tuple(cells)


def _group(made: Grouped, group: Group, theme: ThemeRow) -> TableCell:
    """Give what is said of a theme in a group: each summary with its case, one quotation."""
    mode = made.joint.options.mode
    paragraphs: list[Paragraph] = []
    places = []
    for case, _text, _value in group.sites:
        view = made.sites.views[case.id, theme.id]
        if not view.text.strip():
            continue
        said = list(summary(view, made.sites.appendix.targets, mode))
        said[-1] = (*said[-1], Span("strong", f" ({case.name})"))
        paragraphs += said
        if place_of(view) in made.sites.appendix.places:
            places.append(place_of(view))
    one = made.quoted.get((made.sites.ordered.groups.index(group), theme.id))
    if one is not None:
        paragraphs.append(quotation(one, made.sites.appendix, mode))
        places += [one.place] if one.place in made.sites.appendix.places else []
    if mode == "journal" and paragraphs:
        paragraphs = [joined(paragraphs)]
    return TableCell(tuple(paragraphs), tuple(places))


def _reading(made: Grouped, theme: ThemeRow) -> TableCell:
    """Give what is read from the groups together: the theme's summary across the cases."""
    view = made.across.get(theme.id)
    targets, mode = made.sites.appendix.targets, made.joint.options.mode
    return TableCell(summary(view, targets, mode)) if view else TableCell()


def _notes(made: Grouped, rows: Sequence[TableRow]) -> list[str]:
    """Write the notes of a table."""
    joint = made.joint
    shown = [row for row in joint.definitions if row.key == joint.definition.order_by]
    return [
        made.sites.ordered.rule,
        *notes.tolerances(shown),
        f"In brackets the {joint.cases.noun} that a summary is of.",
        *notes.legend(joint.options),
        *checks(joint),
        *closing(joint, [plain(cell) for row in rows for cell in row]),
    ]


def _data(made: Grouped) -> Rows:
    """Give a row for each theme and case, with the case's group and figure."""
    rows = tuple(
        (theme.number, theme.name, group.label, case.name, figure,
         made.sites.views[case.id, theme.id].text)
        for theme in made.themes
        for group in made.sites.ordered.groups
        for case, figure, _value in group.sites
    )  # fmt: skip
    header = ("theme", "theme_name", "group", "case", "figure", "text")
    return Rows("Statistics by themes", header, rows)
