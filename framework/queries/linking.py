"""Ask how delivery rows are linked to sites: what a name may mean, and what is in question."""

from collections import Counter
from typing import Literal, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery import TableRow, list_tables, read_values, sites_meant, unmatched
from framework.rules.naming import Named, match_case
from framework.schema import DatasetRow

_NEAR, _MOST = 80, 3


class Suggestion(NamedTuple):
    """Name the cases that a table may mean by a text that is no case's name, likeliest first."""

    table_id: int
    table: str
    site: str
    rows: int
    cases: tuple[Named, ...]


class Doubt(NamedTuple):
    """Say what is in question about the links of a table; `table` "" is the study's cases.

    `alike` are cases that one name fits, `one_site` several texts of a table that mean one case,
    `rows` a case or key with several rows where one is expected.
    """

    kind: Literal["alike", "one_site", "rows"]
    table: str
    texts: tuple[str, ...]
    said: str


def suggestions(session: Session) -> list[Suggestion]:
    """Suggest what the texts that match no site may mean; the analyst decides."""
    cases = list_cases(session)
    by_level = {table.id: table.level for table in list_tables(session)}
    found = []
    for row in unmatched(session):
        if not row.site.strip():
            continue
        wanted = "participant" if by_level[row.table_id] == "person" else "site"
        names = [Named(case.id, case.name, "", case.label) for case in cases if case.kind == wanted]
        match = match_case(row.site, names)
        first = (match.found,) if match.found else ()
        alike = (*_by_label(row.site, names), *match.candidates, *match.near)
        near = tuple(dict.fromkeys((*first, *alike)))
        if near:
            found.append(Suggestion(row.table_id, row.table, row.site, row.rows, near))
    return found


def _by_label(text: str, names: list[Named]) -> list[Named]:
    """Give the cases whose label is like a text, the likest first."""
    from rapidfuzz import fuzz, process

    labels = {name: name.label.casefold() for name in names if name.label}
    found = process.extract(
        text.strip().casefold(), labels, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST
    )
    return [name for _label, _score, name in found]


def doubts(session: Session) -> list[Doubt]:
    """List cases that one id fits, texts that mean one case, and ids with several rows."""
    tables = [table for table in list_tables(session) if table.site]
    return [
        *_alike(list_cases(session)),
        *(doubt for table in tables for doubt in _several_texts(session, table)),
        *(doubt for table in tables for doubt in _several_rows(session, table)),
    ]


def _alike(cases: list[CaseRow]) -> list[Doubt]:
    held: dict[str, list[str]] = {}
    for case in cases:
        held.setdefault(case.name.strip().casefold(), []).append(case.name)
        for name, value in case.attributes:
            if case.kind == "site" and value and name.casefold() in {"site_id", "practice_code"}:
                held.setdefault(f"{name} {value}".casefold(), []).append(case.name)
    return [
        Doubt("alike", "", tuple(names), f"{' and '.join(names)} have one id: “{written}”.")
        for written, names in held.items()
        if len(names) > 1
    ]


def _several_texts(session: Session, table: TableRow) -> list[Doubt]:
    sites = sites_meant(session, table.id)
    texts = session.scalars(
        select(DatasetRow.site).where(DatasetRow.dataset_id == table.dataset_id).distinct()
    )
    held: dict[str, list[str]] = {}
    for text in texts:
        if text.casefold() in sites:
            held.setdefault(sites[text.casefold()][1], []).append(text)
    return [
        Doubt(
            "one_site", table.name, tuple(sorted(written)),
            f"{table.name} writes {case} in {len(written)} ways: {', '.join(sorted(written))}.",
        )
        for case, written in held.items()
        if len(written) > 1
    ]  # fmt: skip


def _several_rows(session: Session, table: TableRow) -> list[Doubt]:
    """List what stands in several rows: a case of a table of one row a case, else a key."""
    if table.level in {"site", "person"}:
        sites = sites_meant(session, table.id)
        counts: Counter[str] = Counter()
        for text, rows in session.execute(
            select(DatasetRow.site, func.count())
            .where(DatasetRow.dataset_id == table.dataset_id)
            .group_by(DatasetRow.site)
        ).tuples():
            counts[sites.get(text.casefold(), (0, text))[1]] += rows
    elif table.key:
        at = [[name for name, _kind in table.columns].index(name) for name in table.key]
        counts = Counter(
            ", ".join(values[place].strip() for place in at)
            for _n, _site, values in read_values(session, table.id)
        )
    else:
        return []
    return [
        Doubt("rows", table.name, (text,), f"{table.name} has {rows} rows of {text}.")
        for text, rows in counts.items()
        if rows > 1 and text.strip()
    ]
