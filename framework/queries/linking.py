"""Ask how delivery rows are linked to sites: what a name may mean, and what is in question."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery import (
    TableRow,
    UnmatchedRow,
    columns_read,
    list_tables,
    rows_by_site,
    sites_meant,
    unmatched,
)
from framework.rules.delivery_columns import Column
from framework.rules.naming import Named, match_case
from framework.schema import DeliveryLink

_NEAR, _MOST = 80, 3


class Suggestion(NamedTuple):
    """Name the cases that a table may mean by a text that is no case's name, likeliest first."""

    table_id: int
    table: str
    site: str
    rows: int
    cases: tuple[Named, ...]


class LinkRow(NamedTuple):
    """Say which case a text of a table was linked to, whatever the case is called."""

    table_id: int
    table: str
    site: str
    case_id: int


class Doubt(NamedTuple):
    """Say what is in question about the links of a table; `table` "" is the study's cases.

    `alike` are cases that one name fits, `one_site` several texts of a table that mean one case,
    `rows` a case or key with several rows where one is expected.
    """

    kind: Literal["alike", "one_site", "rows"]
    table: str
    texts: tuple[str, ...]
    said: str


def suggestions(session: Session, lost: Sequence[UnmatchedRow] | None = None) -> list[Suggestion]:
    """Suggest what the texts that match no site may mean; the analyst decides.

    `lost` are those texts where they are known already.
    """
    cases = list_cases(session)
    by_level = {table.id: table.level for table in list_tables(session)}
    found = []
    for row in unmatched(session) if lost is None else lost:
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


def list_links(session: Session) -> list[LinkRow]:
    """List what was linked otherwise than by name, table by table."""
    names = {table.id: table.name for table in list_tables(session)}
    links = DeliveryLink
    asked = select(links.table_id, links.site, links.case_id).order_by(links.table_id, links.site)
    return [
        LinkRow(row.table_id, names[row.table_id], row.site, row.case_id)
        for row in session.execute(asked)
    ]


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
    held: dict[str, list[str]] = {}
    for text in rows_by_site(session, table):
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
        for text, rows in rows_by_site(session, table).items():
            counts[sites.get(text.casefold(), (0, text))[1]] += rows
    elif table.key:
        columns = columns_read(session, table, table.key)
        counts = _rows_by_key([columns.raw(name) for name in table.key])
    else:
        return []
    return [
        Doubt("rows", table.name, (text,), f"{table.name} has {rows} rows of {text}.")
        for text, rows in counts.items()
        if rows > 1 and text.strip()
    ]


def _rows_by_key(columns: Sequence[Column]) -> Counter[str]:
    """Count rows by what their columns hold, each text without the blanks around it."""
    plain = [[text.strip() for text in column.texts] for column in columns]
    found: Counter[str] = Counter()
    for codes, rows in Counter(zip(*(column.codes for column in columns), strict=True)).items():
        found[", ".join(texts[code] for texts, code in zip(plain, codes, strict=True))] += rows
    return found
