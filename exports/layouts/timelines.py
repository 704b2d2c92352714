"""Build the timeline: for each site when each component was due and when it came."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports.layouts import notes
from exports.layouts.parts import letter
from exports.layouts.rows import cases_asked, plural, read_cases
from exports.options import Options
from exports.pictures.timeline import Lane, Mark, SiteLanes, timeline
from exports.report import Picture, Report, Rows, text_width
from framework.errors import NotFoundError, RefusedError
from framework.queries.studies import about
from framework.queries.time_matrix import TimelineRow
from framework.queries.time_matrix import timeline as read_timeline
from framework.study import Session

_LANES_A_PAGE = 44
_SIGNS = (
    "Stroke, due; open dot, on time; full dot at the end of a line, late; cross, due and missing."
)


def build(session: Session, options: Options) -> Report:
    """Build the pictures, so many sites a page, and the deliveries as data."""
    cases = read_cases(session, options)
    wanted = {row.id for row in cases_asked(cases, options)} if options.cases else None
    try:
        every = read_timeline(session, keys=options.indicators)
    except NotFoundError as missing:
        raise without_deliveries(missing) from missing
    found = [
        row for row in every
        if (wanted is None or row.case.id in wanted) and any(p.due or p.done for p in row.points)
    ]  # fmt: skip
    if not found:
        raise RefusedError(
            "No delivery has a date due or a date done; nothing was written. Define an indicator "
            "that counts what was delivered or on time."
        )
    known = about(session)
    said = [_SIGNS, *notes.tolerances(cases.definitions)]
    said += notes.closing(synthetic=known.synthetic)
    pictures = _pictures(found, cases.noun, options, said)
    return Report(
        title="Timeline of deliveries",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=_data(found),
        blocks=tuple(pictures),
        orientation="portrait",
        paper=options.paper,
        mode=options.mode,
    )


def without_deliveries(missing: NotFoundError) -> RefusedError:
    """Say what to do where there is no table of deliveries."""
    return RefusedError(
        f"{str(missing).rstrip('.')}; nothing was written. Import one in Integrate, and define an "
        "indicator that counts what was delivered or on time."
    )


def _pictures(
    found: Sequence[TimelineRow], noun: str, options: Options, said: Sequence[str]
) -> Iterator[Picture]:
    """Draw the lanes, so many a page."""
    sites = _by_site(found)
    pages, width, ends = _pages(sites), text_width(options.paper, "portrait"), _ends(found)
    for at, page in enumerate(pages):
        options.progress.at(at, len(pages), "Drawing the timeline")
        yield Picture(
            sheet="Timeline",
            number=1,
            part=letter(at, len(pages)),
            caption=f"Due and delivered, by {noun} (n = {plural(len(sites), noun)})",
            drawing=timeline([_lanes(name, sites[name]) for name in page], width, ends),
            alt=" ".join(_in_words(name, sites[name]) for name in page),
            notes=tuple(said),
        )


def _by_site(found: Sequence[TimelineRow]) -> dict[str, list[TimelineRow]]:
    """Gather the rows of each site."""
    sites: dict[str, list[TimelineRow]] = {}
    for row in found:
        sites.setdefault(row.case.name, []).append(row)
    return sites


def _pages(sites: dict[str, list[TimelineRow]]) -> list[list[str]]:
    """Share the sites out among pages."""
    pages: list[list[str]] = [[]]
    lanes = 0
    for name, rows in sites.items():
        if pages[-1] and lanes + len(rows) > _LANES_A_PAGE:
            pages.append([])
            lanes = 0
        pages[-1].append(name)
        lanes += len(rows)
    return pages


def _lanes(name: str, rows: Sequence[TimelineRow]) -> SiteLanes:
    """Describe the lanes of a site."""
    return SiteLanes(name, tuple(
        Lane(row.component, tuple(
            Mark(point.due, point.done, late=point.kind == "late") for point in row.points
            if point.due or point.done
        ))
        for row in rows
    ))  # fmt: skip


def _ends(found: Sequence[TimelineRow]) -> tuple[date, date]:
    """Give the first and the last day."""
    days = [day for row in found for point in row.points for day in (point.due, point.done) if day]
    return min(days), max(days)


def _in_words(name: str, rows: Sequence[TimelineRow]) -> str:
    """Say what the lanes of a site show."""
    said = (f"{row.component}: {', '.join(point.text for point in row.points)}" for row in rows)
    return f"{name}: {'; '.join(said)}."


def _data(found: Sequence[TimelineRow]) -> Rows:
    """Give the deliveries, a row each."""
    header = ("site", "component", "due", "done", "kind", "text")
    rows = tuple(
        (row.case.name, row.component, point.due.isoformat() if point.due else "",
         point.done.isoformat() if point.done else "", point.kind, point.text)
        for row in found for point in row.points
    )  # fmt: skip
    return Rows("Timeline", header, rows)
