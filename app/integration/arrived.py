"""Hold delivery files that were read beside what the study knows already, as they are shown."""

from typing import NamedTuple

from app.delivery_files import DeliveryFiles
from app.integration.cards import rows_in_words
from app.integration.readings import MOST_COLUMNS, ShownColumn, columns_of
from framework.drafts import DeliveryDraft
from framework.queries.cases import list_cases
from framework.study import Study

MOST_NAMED = 6


class ShownTable(NamedTuple):
    """Give what is shown of a table: its rows counted, its sites, columns, remarks and indicators.

    `strange` says that some of its rows match no site, `rest` counts the columns not shown.
    """

    name: str
    rows: int
    sites: str
    strange: bool
    columns: list[ShownColumn]
    rest: int
    remarks: list[str]
    indicators: list[str]


class Arrived(NamedTuple):
    """Hold files, the names of the study's cases in small letters, and what loading changes."""

    files: DeliveryFiles
    known: set[str]
    differences: list[str]
    tables: list[ShownTable]

    def again(self) -> "Arrived":
        """Show the files as they are read now; where there are many rows, on a thread."""
        return self._replace(tables=_tables(self.files, self.known))


def arrived(study: Study, files: DeliveryFiles) -> Arrived:
    """Hold files against a study; where there are many rows, on a thread."""
    with study.read() as session:
        known = {case.name.casefold() for case in list_cases(session)}
    return Arrived(files, known, files.differences(study), _tables(files, known))


def _tables(files: DeliveryFiles, known: set[str]) -> list[ShownTable]:
    """Shape what is shown of the tables; the cases that the files bring are known too."""
    names = known | {case.name.casefold() for case in files.cases}
    return [
        _table(draft, names, [one.label for one in files.indicators if one.table == draft.name])
        for draft in files.tables
    ]


def _table(draft: DeliveryDraft, known: set[str], indicators: list[str]) -> ShownTable:
    """Shape what is shown of one table; what a column converts is said beside the column."""
    sites, strange = sites_in_words(draft, known)
    converted = tuple(f"{one.name}: " for one in draft.columns[:MOST_COLUMNS])
    return ShownTable(
        draft.name, len(draft.rows), sites, strange, columns_of(draft),
        len(draft.columns) - MOST_COLUMNS,
        [said for said in draft.remarks if not said.startswith(converted)], indicators,
    )  # fmt: skip


def sites_in_words(draft: DeliveryDraft, known: set[str]) -> tuple[str, bool]:
    """Say how many sites of a table are known; True where some rows match none."""
    if not draft.site:
        return "No column names a site.", False
    at = [column.name for column in draft.columns].index(draft.site)
    counts: dict[str, int] = {}
    for row in draft.rows:
        counts[row[at].strip()] = counts.get(row[at].strip(), 0) + 1
    strange = {name: n for name, n in counts.items() if name.casefold() not in known}
    said = f"{len(counts) - len(strange)} of {len(counts)} sites in “{draft.site}” are known."
    if strange:
        named = ", ".join(f"“{name}”" if name else "blank" for name in list(strange)[:MOST_NAMED])
        said += f" {rows_in_words(sum(strange.values()))} will match none: {named}"
        said += " …" if len(strange) > MOST_NAMED else "."
    return said, bool(strange)
