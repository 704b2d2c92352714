"""Walk the files of the next month: the mapping used again, rows brought up to date; synthetic."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from app.delivery_files import read_folder_of_tables
from framework.drafts import CaseDraft
from framework.edits.cases import add_cases
from framework.errors import RefusedError
from framework.queries.delivery import list_tables, rows_of
from framework.queries.indicators import indicators
from framework.study import Study

MAPPING = """
tables:
  log:
    site: site
    key: [site, month]
    readings:
      sent: {as: date, order: dmy}
      views: {as: number, missing: {"-99": unknown}}
indicators:
  - {key: views, label: Views, table: log, measure: sum, column: views}
"""
JUNE = "site,month,sent,views\nP01,2021-06,07/07/2021,12\nP02,2021-06,09/07/2021,-99\n"
JULY = (("site", "month", "sent", "views"), ("P01", "2021-06", "07/07/2021", "13"),
        ("P01", "2021-07", "02/08/2021", "5"))  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study with the log of June."""
    made = Study.create(tmp_path / "s.chartwell")
    add_cases(made, [CaseDraft(name, "site", "", (), {}) for name in ("P01", "P02")])
    (tmp_path / "map.yaml").write_text(MAPPING, "utf-8")
    (tmp_path / "log.csv").write_text(JUNE, "utf-8")
    load(made, tmp_path / "log.csv")
    yield made
    made.close()


def load(study: Study, path: Path, *, mapped: bool = True) -> list[str]:
    """Load a file as the command does; give the differences that are told beforehand."""
    found = read_folder_of_tables([path], path.parent / "map.yaml" if mapped else None)
    said = found.differences(study)
    found.load_into(study)
    return said


def held(study: Study) -> list[tuple[str, ...]]:
    """Give the rows that are there, of the columns of June."""
    with study.read() as session:
        (table,) = list_tables(session)
        names = [name for name, _kind in table.columns]
        at = [names.index(name) for name in JULY[0]]
        return [tuple(row.values[one] for one in at) for row in rows_of(session, table.id)]


def total(study: Study) -> str:
    with study.read() as session:
        return next(row.text for row in indicators(session, ["views"]) if row.case is None)


def _separated(folder: Path, rows: tuple[tuple[str, ...], ...], delimiter: str) -> Path:
    (folder / "log.csv").write_text("\n".join(map(delimiter.join, rows)) + "\n", "utf-8")
    return folder / "log.csv"


def _book(folder: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    with Workbook(str(folder / "log.xlsx")) as made:
        sheet = made.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return folder / "log.xlsx"


@pytest.mark.parametrize("form", [",", ";", "\t", "xlsx"])
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2)])
def test_the_next_file_replaces_rows_of_its_keys_in_any_form(
    form: str, order: tuple[int, ...], study: Study, tmp_path: Path
) -> None:
    rows = tuple(tuple(row[at] for at in order) for row in JULY)
    path = _book(tmp_path, rows) if form == "xlsx" else _separated(tmp_path, rows, form)
    said = load(study, path)
    assert said[0] == (
        "log: 1 rows are new, 1 differ, 0 are the same; 1 that the newer file does not have stay."
    )
    assert said[1] == "log, P01, 2021-06: views “12” becomes “13”."
    assert held(study) == [JULY[1], ("P02", "2021-06", "09/07/2021", "-99"), JULY[2]]
    assert total(study) == "18; 1 unknown"


def test_a_new_column_is_told_and_blank_in_the_rows_before(study: Study, tmp_path: Path) -> None:
    rows = tuple((*row, new) for row, new in zip(JULY, ("note", "late", ""), strict=True))
    assert "log: “note” is a new column." in load(study, _separated(tmp_path, rows, ","))
    assert len(held(study)) == 3


@pytest.mark.parametrize("head", [("site", "month", "sent"), ("site", "month", "sent", "hits")])
def test_a_column_of_the_mapping_that_is_gone_or_renamed_is_refused(
    head: tuple[str, ...], study: Study, tmp_path: Path
) -> None:
    rows = tuple(row[: len(head)] for row in (head, *JULY[1:]))
    with pytest.raises(RefusedError, match=r"names a column views, and log\.csv has none"):
        load(study, _separated(tmp_path, rows, ","))
    assert len(held(study)) == 2


def test_a_column_that_is_gone_without_a_mapping_keeps_its_values(
    study: Study, tmp_path: Path
) -> None:
    rows = tuple(row[:3] for row in JULY)
    load(study, _separated(tmp_path, rows, ","), mapped=False)
    assert held(study) == [
        ("P01", "2021-06", "07/07/2021", "12"), ("P02", "2021-06", "09/07/2021", "-99"),
        ("P01", "2021-07", "02/08/2021", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "next_"),
    [("17/08/2021", "08/18/2021"), ("1,5", "2.25"), ("1.234,5", "1,200.5")],
)
def test_days_and_decimals_in_other_signs_than_before_are_refused(
    first: str, next_: str, tmp_path: Path
) -> None:
    """Load two files, read each as it proposes."""
    study = Study.create(tmp_path / "other.chartwell")
    one = (("site", "month", "x"), ("P01", "6", first), ("P02", "6", "01/09/2021" * ("/" in first)))
    two = (("site", "month", "x"), ("P01", "7", next_), ("P02", "7", "02/09/2021" * ("/" in first)))
    (tmp_path / "map.yaml").write_text("tables: {log: {key: [site, month]}}\n", "utf-8")
    load(study, _separated(tmp_path, one, ";"))
    with pytest.raises(RefusedError, match="one of the two would be misread"):
        load(study, _separated(tmp_path, two, ";"))
    with study.read() as session:
        assert [table.rows for table in list_tables(session)] == [2]
    study.close()
