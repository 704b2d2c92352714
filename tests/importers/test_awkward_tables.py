"""Hold fifty awkward tables to be imported rightly, or refused with the study unchanged."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.delivery_files import read_folder_of_tables
from app.integration.loaded import as_draft
from framework.drafts import ColumnReading, DeliveryDraft, IndicatorDraft
from framework.edits.delivery import load_tables, set_reading
from framework.errors import RefusedError
from framework.queries.delivery import list_tables, table_named
from framework.queries.indicators import indicators
from framework.study import Study
from importers.delivery import read_deliveries
from importers.delivery_mapping import read_mapping, write_mapping
from tests.importers.awkward import (
    HEAD,
    ROWS,
    Make,
    book,
    dated,
    empty_book,
    errors,
    joined,
    lines,
    merged_head,
    plain_sheet,
    raw,
    sparse,
    statistics,
    text,
    title_above,
    two_sheets,
    uncached,
)


class Right(NamedTuple):
    """Say how an awkward table is to be read: its columns and rows, a reading, a remark."""

    make: Make
    columns: tuple[str, ...] = HEAD
    rows: tuple[tuple[str, ...], ...] = ROWS
    kinds: tuple[str, ...] = ("text", "date", "number")
    said: str = ""


class Refused(NamedTuple):
    """Say what an awkward table is refused for."""

    make: Make
    said: str


H, A, B = (",".join(row) for row in (HEAD, *ROWS))
P1, P2 = ROWS
RIGHT = {
    "comma": Right(text(joined(","))),
    "semicolon": Right(text(joined(";"))),
    "tab": Right(text(joined("\t"), name="table.tsv")),
    "pipe": Right(text(joined("|"))),
    "byte order mark": Right(text("\ufeff" + joined(","))),
    "utf-16": Right(text(joined("\t"), "utf-16"), said="UTF-16"),
    "windows-1252": Right(
        text(lines(H, "Zoë,2021-07-07,12", B), "cp1252"),
        rows=(("Zoë", "2021-07-07", "12"), P2), said="Windows-1252",
    ),
    "old Mac line ends": Right(text(joined(",").replace("\n", "\r"))),
    "Windows line ends": Right(text(joined(",").replace("\n", "\r\n"))),
    "sep line": Right(text("sep=;\n" + joined(";"))),
    "blank lines": Right(text(lines("", H, "", A, ",,", B, ""))),
    "title above": Right(text(lines("Delivery log", "", H, A, B)), said="above it stands"),
    "title and date above": Right(
        text(lines("Delivery log,,", "Exported:,2021-09-01,", H, A, B)), said="head is in row 3"
    ),
    "total at the foot": Right(text(lines(H, A, B, "Total,,462")), said="Row 4 is a total"),
    "totals and mean at the foot": Right(
        text(lines(H, A, B, "Sub-total:,,462", "Mean,,231")), said="Row 5 is a total"
    ),
    "two-row head": Right(
        text(lines("site_id,Report,", ",sent,views", A, B)),
        columns=("site_id", "Report sent", "Report views"), said="was joined",
    ),
    "duplicate heads": Right(
        text(lines("site_id,sent,sent", "P01,2021-07-07,2021-07-08")),
        columns=("site_id", "sent", "sent (2)"), rows=(("P01", "2021-07-07", "2021-07-08"),),
        kinds=("text", "date", "date"), said="told apart",
    ),
    "blank head": Right(
        text(lines("site_id,,views", A, B)), columns=("site_id", "column 2", "views")
    ),
    "rows too long": Right(
        text(lines(H, A + ",extra", B)), columns=(*HEAD, "column 4"),
        rows=((*P1, "extra"), (*P2, "")), kinds=("text", "date", "number", "text"),
        said="beyond the last column in row 2",
    ),
    "rows too short": Right(
        text(lines(H, "P01", B)), rows=(("P01", "", ""), P2)
    ),
    "trailing separators": Right(text(lines(H + ",,", A + ",,", B + ",,"))),
    "line end in a value": Right(
        text(lines(H, '"P\n01",2021-07-07,12', B)), rows=(("P\n01", "2021-07-07", "12"), P2)
    ),
    "separator in a value": Right(
        text(lines(H, '"P, 01",2021-07-07,12', B)), rows=(("P, 01", "2021-07-07", "12"), P2)
    ),
    "leading noughts and NA": Right(
        text(lines("site_id,code,views", "P01,0001,NA", "P02,0002,3")),
        columns=("site_id", "code", "views"), rows=(("P01", "0001", "NA"), ("P02", "0002", "3")),
        kinds=("text", "text", "number"), said="“NA” is not applicable",
    ),
    "British dates": Right(
        text(lines(H, "P01,17/08/2021,12", "P02,1-Sep-21,450")),
        rows=(("P01", "17/08/2021", "12"), ("P02", "1-Sep-21", "450")), said="day first",
    ),
    "American dates": Right(
        text(lines(H, "P01,08/17/2021,12", "P02,09/01/2021,450")),
        rows=(("P01", "08/17/2021", "12"), ("P02", "09/01/2021", "450")), said="month first",
    ),
    "dates of either order": Right(
        text(lines(H, "P01,01/02/2021,12", "P02,03/04/2021,450")),
        rows=(("P01", "01/02/2021", "12"), ("P02", "03/04/2021", "450")),
        kinds=("text", "text", "number"), said="until you say which",
    ),
    "day numbers among dates": Right(
        text(lines(H, "P01,17/08/2021,12", "P02,44418,450")),
        rows=(("P01", "17/08/2021", "12"), ("P02", "44418", "450")), said="“44418” → 2021-08-10",
    ),
    "decimal comma": Right(
        text(lines("site_id;sent;views", "P01;2021-07-07;12,5", "P02;2021-08-01;450")),
        rows=(("P01", "2021-07-07", "12,5"), P2), said="decimal comma",
    ),
    "thousands": Right(
        text(lines(H, 'P01,2021-07-07,"1,200"', B)), rows=(("P01", "2021-07-07", "1,200"), P2),
        said="“1,200” → 1200",
    ),
    "units": Right(
        text(lines(H, "P01,2021-07-07,12 min", "P02,2021-08-01,450 min")),
        rows=(("P01", "2021-07-07", "12 min"), ("P02", "2021-08-01", "450 min")),
        said="the unit “min” left aside",
    ),
    "approximations": Right(
        text(lines(H, A, "P02,2021-08-01,~450")), rows=(P1, ("P02", "2021-08-01", "~450")),
        said="“~450” → 450",
    ),
    "ranges made dates": Right(
        text(lines(H, A, "P02,2021-08-01,7-Dec")), rows=(P1, ("P02", "2021-08-01", "7-Dec")),
        said="the range 7–12",
    ),
    "ranges": Right(
        text(lines(H, A, "P02,2021-08-01,7-31")), rows=(P1, ("P02", "2021-08-01", "7-31")),
        said="“7-31” → 19",
    ),
    "yes in four ways": Right(
        text(lines("site_id,sent,done", "P01,2021-07-07,Y", "P02,2021-08-01,yes",
                   "P03,2021-08-01,1", "P04,2021-08-01,No")),
        columns=("site_id", "sent", "done"),
        rows=(("P01", "2021-07-07", "Y"), ("P02", "2021-08-01", "yes"),
              ("P03", "2021-08-01", "1"), ("P04", "2021-08-01", "No")),
        kinds=("text", "date", "yes-no"), said="“Y” is yes",
    ),
    "codes for missing": Right(
        text(lines(H, "P01,2021-07-07,-99", "P02,?,450")),
        rows=(("P01", "2021-07-07", "-99"), ("P02", "?", "450")), said="“-99” is missing",
    ),
    "ragged foot note": Right(
        text(lines(H, A, B, "Source: team log")), said="Row 4 is a note below the table"
    ),
    "workbook": Right(book(plain_sheet)),
    "workbook with dates": Right(book(dated)),
    "1904 dates": Right(book(dated, date_1904=True)),
    "merged head": Right(
        book(merged_head), columns=("site_id", "Report sent", "Report views"), said="was joined"
    ),
    "workbook with a title": Right(book(title_above), said="head is in row 4"),
    "error cell": Right(
        book(errors), rows=(("P01", "2021-07-07", ""), P2), said=r"C2 (#DIV/0!)"
    ),
    "formula without a value": Right(
        uncached, rows=(("P01", "2021-07-07", ""), P2), said="C2: a formula without a saved value"
    ),
    "two sheets": Right(book(two_sheets)),
    "SPSS": Right(
        statistics("table.sav"), columns=("site_id", "done", "views"),
        rows=(("P01", "1", "12"), ("P02", "2", "-99")), kinds=("text", "yes-no", "number"),
        said="“-99” is missing",
    ),
    "compressed SPSS": Right(
        statistics("table.zsav"), columns=("site_id", "done", "views"),
        rows=(("P01", "1", "12"), ("P02", "2", "-99")), kinds=("text", "yes-no", "number"),
    ),
    "Stata": Right(
        statistics("table.dta"), columns=("site_id", "done", "views"),
        rows=(("P01", "1", "12"), ("P02", "2", "-99")), kinds=("text", "yes-no", "number"),
    ),
}  # fmt: skip
REFUSED = {
    "empty": Refused(raw(b""), "is empty"),
    "blank": Refused(raw(b",,\n,,\n"), "holds no rows"),
    "workbook without a value": Refused(book(empty_book), "holds no rows"),
    "open quotation mark": Refused(text(lines(H, 'P01,"2021-07-07,12', B)), "quotation marks"),
    "200 MB": Refused(sparse("table.csv"), "is 200 MB"),
    "10,000 columns": Refused(
        text(",".join(f"c{n}" for n in range(10_000)) + "\n" + "1," * 9_999 + "1\n"),
        "has 10000 columns",
    ),
    "not a workbook": Refused(raw(b"PK\x03\x04 no zip", "table.xlsx"), "is damaged"),
    "a picture": Refused(raw(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8), "is a picture"),
    "a web page": Refused(text("<html><table><tr><td>P01</td></tr></table></html>"), "a web page"),
    "no SPSS file": Refused(raw(b"not one of these", "table.sav"), "SPSS or Stata"),
}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give an empty study."""
    made = Study.create(tmp_path / "s.chartwell")
    yield made
    made.close()


def test_fifty_tables_are_awkward() -> None:
    assert len(RIGHT) + len(REFUSED) >= 50


@pytest.mark.parametrize("name", RIGHT)
def test_an_awkward_table_is_imported_rightly(name: str, study: Study, tmp_path: Path) -> None:
    wanted = RIGHT[name]
    path = wanted.make(tmp_path)
    found = read_folder_of_tables([path], None)
    (table,) = found.tables
    assert tuple(column.name for column in table.columns) == wanted.columns
    assert table.rows == wanted.rows
    assert tuple(column.reading for column in table.columns) == wanted.kinds
    assert wanted.said in " ".join(table.remarks)
    assert table.original == path.read_bytes()
    found.load_into(study)
    with study.read() as session:
        assert not [row.text for row in indicators(session) if "no figure" in row.text]


@pytest.mark.parametrize("name", REFUSED)
def test_an_awkward_table_is_refused_in_a_sentence(name: str, study: Study, tmp_path: Path) -> None:
    path = REFUSED[name].make(tmp_path)
    with pytest.raises(RefusedError) as refused:
        read_folder_of_tables([path], None).load_into(study)
    said = str(refused.value)
    assert REFUSED[name].said in said
    assert path.name in said
    assert "nothing was" in said.casefold()
    with study.read() as session:
        assert list_tables(session) == []


def test_an_approximation_counts_as_its_number_and_the_row_stays_as_it_came(
    study: Study, tmp_path: Path
) -> None:
    draft = read_deliveries(text(lines(H, A, "P02,2021-08-01,~450"))(tmp_path))[0]
    load_tables(study, [draft], [IndicatorDraft("v", "Views", "table", "sum", column="views")])
    with study.read() as session:
        assert indicators(session)[-1].value == 462
        (table,) = list_tables(session)
        assert table.reading("views").approximate


def test_further_sheets_are_offered_and_taken(tmp_path: Path, study: Study) -> None:
    found = read_folder_of_tables([book(two_sheets)(tmp_path)], None)
    assert [draft.name for draft in found.offered] == ["table Notes"]
    found.take("table Notes")
    found.load_into(study)
    with study.read() as session:
        assert [table.name for table in list_tables(session)] == ["table", "table Notes"]


def test_a_mapping_says_sheet_head_totals_separator_and_readings(tmp_path: Path) -> None:
    path = text(lines("Log", H.replace(",", ";"), A.replace(",", ";"), "Total;;12"))(tmp_path)
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "tables:\n  table:\n    header: 2\n    totals: rows\n    delimiter: ';'\n"
        "    level: site\n    key: [site_id]\n    readings:\n"
        "      views: {as: number, missing: {'12': unknown}}\n",
        encoding="utf-8",
    )
    draft = read_deliveries(path, read_mapping(mapping))[0]
    assert draft.rows == (P1, ("Total", "", "12"))
    assert (draft.level, draft.key) == ("site", ("site_id",))
    assert draft.reading("views").missing == {"12": "unknown"}


def test_what_a_mapping_says_of_the_file_is_in_the_mapping_that_is_saved(
    study: Study, tmp_path: Path
) -> None:
    path = text(lines("Log", "site_id;what;n", "P01;a;3", ";b;4", "P02;a;", ";b;6"))(tmp_path)
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "tables: {table: {header: [2], delimiter: ';', totals: rows, above: [Site ID]}}\n",
        encoding="utf-8",
    )
    draft = read_deliveries(path, read_mapping(mapping))[0]
    assert [row[0] for row in draft.rows] == ["P01", "P01", "P02", "P02"]
    assert any("2 blank cells mean the same as above" in said for said in draft.remarks)
    load_tables(study, [draft])
    with study.read() as session:
        table = table_named(session, "table")
    set_reading(study, table.id, "n", ColumnReading("text"))
    with study.read() as session:
        write_mapping(mapping, [as_draft(table_named(session, "table"))])
    again = read_deliveries(path, read_mapping(mapping))[0]
    assert (again.rows, again.reading("n")) == (draft.rows, ColumnReading("text"))


def _read_back(path: Path) -> DeliveryDraft:
    return read_deliveries(path)[0]


CELLS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff"),
    min_size=1, max_size=8,
).filter(lambda cell: cell.strip() == cell)  # fmt: skip


@settings(max_examples=60, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_written_as_csv_is_read_back(
    rows: list[tuple[str, str, str]], delimiter: str, quoting: int, ends: str, tmp_path: Path
) -> None:
    path = tmp_path / "round.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=ends)  # type: ignore[arg-type]  # a plain int
        out.writerow(("site_id", "name", "note"))
        out.writerows(rows)
    draft = _read_back(path)
    assert (*draft.rows, *draft.apart) == tuple(rows)
    assert [column.name for column in draft.columns] == ["site_id", "name", "note"]


def test_a_mapping_is_written_and_read_back(tmp_path: Path) -> None:
    content = lines(H, "P01,17/08/2021,~12 min", "P02,1-Sep-21,?", "P03,2-Sep-21,7-Dec")
    draft = read_deliveries(text(content)(tmp_path))[0]
    late = IndicatorDraft(
        "k", "K", "table", "sum", {"site_id": "P01"}, column="views", withdrawn="until",
        dimension="dose",
    )  # fmt: skip
    write_mapping(tmp_path / "map.yaml", [draft], [late])
    mapped = read_mapping(tmp_path / "map.yaml")
    again = read_deliveries(tmp_path / "table.csv", mapped)[0]
    assert again.readings == draft.readings
    assert again.columns == draft.columns
    assert mapped.indicators == (late,)
