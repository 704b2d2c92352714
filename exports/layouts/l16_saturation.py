"""Build L16, saturation: which sub-themes each interview was the first to use."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.cells import number
from exports.layouts.l1_thematic_chart import is_other
from exports.layouts.reading import read_codings
from exports.layouts.states import state
from exports.options import Options
from exports.report import (
    Column,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    TableRow,
    long_date,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.cases import list_cases
from framework.queries.studies import about
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.queries.transcripts import cases_of_transcripts, list_transcripts
from framework.study import Session

BASE = 4
RUN = 2
_DATES = ("interview_date", "date", "date_of_interview")
_WIDTHS = {"Interview": 2.6, "Date": 3.6, "New sub-themes": 6.4, "New": 1.3, "Cumulative": 2.2,
           "Run %": 1.6}  # fmt: skip
_HEADER = ("interview", "date", "new_sub_themes", "new", "cumulative", "run_percent")


class Interview(NamedTuple):
    """Describe an interview: the sub-themes that it is the first to use, and what they add up to.

    `run` is the share of new sub-themes in this interview and those before it that make a run, of
    those that the base found; None where there is no run yet.
    """

    name: str
    day: date | None
    new: tuple[ThemeRow, ...]
    cumulative: int
    run: float | None


def build(session: Session, options: Options) -> Report:
    """Build the table: the interviews in order of their dates, or failing those the study's."""
    known = about(session)
    rows, dated = _interviews(session, options)
    if not rows:
        raise RefusedError("The study has no interviews yet; nothing was written.")
    room = text_width(options.paper, "portrait")
    heads = [head for head in _WIDTHS if head != "Date" or dated]
    scale = room / sum(_WIDTHS[head] for head in heads)
    table = Table(
        sheet="Saturation",
        number=1,
        part="",
        caption=(
            f"Sub-themes by the interview that used them first "
            f"(n = {len(rows)} interviews; framework: {state(session)})"
        ),
        columns=tuple(Column(head, _WIDTHS[head] * scale) for head in heads),
        rows=tuple(_row(row, dated=dated) for row in rows),
        notes=(*_explained(dated=dated), *notes.closing(synthetic=known.synthetic)),
    )
    return Report(
        title="Saturation",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=Rows("Saturation", _HEADER, tuple(_data(rows))),
        blocks=(table,),
        orientation="portrait",
        paper=options.paper,
        mode=options.mode,
    )


def _interviews(session: Session, options: Options) -> tuple[list[Interview], bool]:
    """List the interviews in order, and tell whether it is that of their dates."""
    days = _days(session)
    names = {row.id: row.name for row in list_transcripts(session)}
    dated = bool(names) and all(key in days for key in names)
    order = sorted(names, key=lambda key: days[key]) if dated else list(names)
    used: dict[int, set[int]] = {}
    for coding in read_codings(session, options):
        used.setdefault(coding.transcript_id, set()).add(coding.theme_id)
    themes = [row for row in list_themes_plain(session) if not is_other(row)]
    found: list[Interview] = []
    seen: set[int] = set()
    for key in order:
        new = tuple(row for row in themes if row.id in used.get(key, ()) and row.id not in seen)
        seen |= {row.id for row in new}
        found.append(Interview(names[key], days.get(key), new, len(seen), None))
    return [row._replace(run=_run(found, at)) for at, row in enumerate(found)], dated


def _run(rows: Sequence[Interview], at: int) -> float | None:
    """Give the share of a run that ends with this interview, in percent."""
    if at + 1 < BASE + RUN or not rows[BASE - 1].cumulative:
        return None
    new = sum(len(row.new) for row in rows[at + 1 - RUN : at + 1])
    return 100 * new / rows[BASE - 1].cumulative


def _days(session: Session) -> dict[int, date]:
    """Give the day of each interview that its participants' attributes tell."""
    told: Mapping[str, date] = {
        row.name: day
        for row in list_cases(session, "participant")
        if (day := _day(next(filter(None, map(row.attribute, _DATES)), ""))) is not None
    }
    found = {
        key: [told[name] for name in names if name in told]
        for key, names in cases_of_transcripts(session).items()
    }
    return {key: min(days) for key, days in found.items() if days}


def _day(text: str) -> date | None:
    """Read a day such as 2022-03-14."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _row(row: Interview, *, dated: bool) -> TableRow:
    """Make the row of an interview."""
    day = (_text(long_date(row.day) if row.day else ""),) if dated else ()
    new = "; ".join(f"{theme.number} {theme.name}" for theme in row.new)
    run = TableCell() if row.run is None else _text(f"{row.run:.0f}")._replace(value=row.run)
    counts = (number(len(row.new)), number(row.cumulative))
    return (_text(row.name), *day, _text(new or "–"), *counts, run)


def _text(text: str) -> TableCell:
    """Put a text into a cell."""
    return TableCell(((Span("text", text),),)) if text else TableCell()


def _explained(*, dated: bool) -> Iterator[str]:
    """Say how the figures are made, and what they are not."""
    if not dated:
        yield (
            "Interviews in the study’s order: not every interview’s participant has an "
            "interview_date."
        )
    yield (
        f"Run %: new sub-themes in {RUN} interviews running, as a share of those found in the "
        f"first {BASE}. Themes coded at least once, without Other."
    )
    yield (
        "Meant for themes that come from the data; of themes set beforehand it shows coverage. "
        "It proves nothing about what further interviews would say."
    )


def _data(rows: Sequence[Interview]) -> Iterator[tuple[str | float | None, ...]]:
    """Give the same as plain rows."""
    for row in rows:
        yield (
            row.name, row.day.isoformat() if row.day else "",
            "; ".join(theme.number for theme in row.new), len(row.new), row.cumulative,
            None if row.run is None else round(row.run, 1),
        )  # fmt: skip
