"""Hold tables as systems of practice and research write them to what a reader finds in them.

Every value is synthetic. Where the reader could not know, the table is asked about; where it is no
table, it is refused. `values` gives columns as they are read: numbers, yes or no, days, texts,
`None` for blank, ∅ for what is written for nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.delivery_files import read_folder_of_tables
from framework.errors import RefusedError
from tests.importers import system_books as books
from tests.importers import systems
from tests.importers.awkward import Make, raw, text
from tests.importers.table_values import values_of


@dataclass(frozen=True)
class Read:
    """Say what a reader finds in a table, and what is to be said of it."""

    make: Make
    rows: int
    values: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    site: str = ""
    said: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


READ = {
    "REDCap with labels": Read(
        text(systems.REDCAP_LABELS), 2,
        {"Date of workshop": ["2021-07-07", None], "Workshop held?": [True, False],
         "Complete?": ["Complete", "Incomplete"], "Complete? (2)": ["Complete", "Unverified"]},
        said=("told apart", "No column names the site"),
    ),
    "Qualtrics with two rows of heads": Read(
        text(systems.QUALTRICS_TWO_ROWS), 3,
        {"StartDate": ["2021-07-07", "2021-07-08", "2021-07-09"], "Q2": [12, 7, 31]},
        said=("How many attended",),
    ),
    "report of a GP system": Read(
        text(systems.GP_SYSTEM), 2,
        {"Organisation": ["P01", "P02"], "Patient Count": [412, 98],
         "% of Population": [34.2, 8.1], "Last Run": ["2021-09-01", "2021-09-01"]},
        said=("Report: Asthma reviews", "is a total"),
    ),
    "report grouped by practice": Read(
        text(systems.GROUPED_REPORT), 5, {"Views": [12, 9, 4, 7, 3]}, "Practice",
        ("P01 Total", "Grand Total", "same as above"),
    ),
    "Moodle log": Read(
        text(systems.MOODLE_LOG), 2, {"Time": ["2021-08-17", "2021-09-01"]},
        said=("No column names the site", "two digits"),
    ),
    "Matomo pages": Read(
        text(systems.MATOMO, "utf-16"), 2,
        {"Unique Pageviews": [1204, 210], "Pageviews": [1450, 260], "Bounce Rate": [45, 60],
         "Avg. time on page": ["00:01:23", "00:00:47"]},
    ),
    "Teams attendance": Read(
        text(systems.TEAMS_ATTENDANCE, "utf-16"), 3,
        {"Name": ["Al Example", "Ben Example", "Cy Example"],
         "First Join": ["2021-08-17"] * 3,
         "In-Meeting Duration": ["1h 1m 49s", "1h 28s", "37m 21s"]},
        said=("Audit workshop P01", "Attended participants"), offered=("row 14",),
    ),
    "Outlook calendar": Read(
        text(systems.OUTLOOK_CALENDAR), 2,
        {"Start Date": ["7/8/2021", "9/8/2021"], "All day event": [False, False]},
        said=("until you say which",),
    ),
    "French Excel": Read(
        text(systems.FRENCH_EXCEL, "cp1252"), 3,
        {"Envoyé": ["2021-08-17", "2021-09-01", None], "Durée": [1234.5, 12.25, "∅"],
         "Formé": [True, False, True], "Taux": [45.5, 60, 100]}, "Site", ("is a total",),
    ),
    "German Excel": Read(
        text(systems.GERMAN_EXCEL, "cp1252"), 2,
        {"Gesendet": ["2021-08-17", "2021-09-01"], "Kosten": [1234.56, 98],
         "Geschult": [True, False]}, said=("is a total",),
    ),
    "day numbers under another name": Read(
        text(systems.SERIALS_UNDER_SENT), 3, {"views": [12, 45, 7]}, "practice",
        ("sent: .*may be days",),
    ),
    "day numbers without a format": Read(
        books.GENERAL_DAYS, 3, {}, "site_id", ("Sent: .*may be days", "Due: .*may be days"),
    ),
    "dates in four orders": Read(
        text(systems.FOUR_ORDERS), 5,
        {"sent": ["2021-07-07", "2021-08-17", "2021-07-07", "2021-07-09", "2021-08-17"]},
        "practice",
    ),
    "weeks commencing": Read(
        text(systems.WEEKS_COMMENCING), 3, {"week": ["w/c 3 June", "w/c 10 June", "w/c 17/06"]}
    , "practice"),
    "financial years": Read(
        text(systems.SCHOOL_YEARS), 3,
        {"financial year": ["2020-2021", "2021-2022", "2022-2023"]}, "practice",
    ),
    "June 24": Read(
        text(systems.DAY_OR_YEAR), 3, {"month": ["June 24", "July 24", "Aug 24"]}, "practice"
    ),
    "sites across": Read(
        text(systems.SITES_ACROSS), 3, {"P01": [12, 9, 1], "P03": ["∅", 3, 5]},
        said=("No column names the site",),
    ),
    "ticks": Read(
        text(systems.TICKS), 3, {"template": [True, False, True], "workshop": [True, True, None]},
        "practice",
    ),
    "suppressed counts": Read(
        text(systems.SUPPRESSED), 6, {"patients": ["<5", "12", "7", "31", "*", "9"]}, "practice",
        ("“<5” is a bound",),
    ),
    "accounts": Read(
        text(systems.FINANCE), 3, {"balance": ["(30.00)", "120.50", "12.25-"]}, "practice",
    ),
    "Salesforce report": Read(
        text(systems.SALESFORCE), 3, {"Minutes": [60, 45, 30]}, "Practice",
        ("Grand Totals", "Confidential", "Copyright"),
    ),
    "pages of a printed report": Read(
        text(systems.PRINTED_PAGES), 4, {"Views": [12, 7, 9, 1]}, "Practice",
        ("repeats the head", "Page 1 of 2"),
    ),
    "totals above the rows": Read(
        text(systems.TOTALS_ON_TOP), 2, {"Views": [1234, 220]}, said=("1454",),
    ),
    "units below the head": Read(
        text(systems.UNITS_BELOW), 3, {"duration": [60, 45, 30], "cost": [120, 90, 75]}, "site_id",
        ("duration: min; cost: £",),
    ),
    "LimeSurvey": Read(
        text(systems.LIME_SURVEY), 3, {}, said=("“1980-01-01 00:00:00”.*years",),
    ),
    "mistyped year": Read(
        text(systems.MISTYPED_YEAR), 4, {}, "site_id", ("“2201-07-08”.*years",),
    ),
    "SAS days and times": Read(
        text(systems.SAS_DATETIMES), 2,
        {"sent": ["2021-07-07", "2021-08-09"], "stamp": ["2021-07-07", "2021-08-09"]}, "site_id",
    ),
    "MySQL dump": Read(
        text(systems.MYSQL_DUMP, name="t.tsv"), 3,
        {"sent": ["2021-07-07", "∅", "2021-08-09"], "views": [12, "∅", 7]}, "site_id",
    ),
    "lines in quotation marks": Read(
        text(systems.LINES_IN_QUOTES), 2,
        {"sent": ["2021-07-07", "2021-08-01"], "views": [12, 450]}, "site_id", ("quotation",),
    ),
    "data frame with its index": Read(
        text(systems.DATA_FRAME), 3, {"views": [12, None, 7], "done": [True, False, True]},
        "site_id",
    ),
    "two kinds of table, one below the other": Read(
        text(systems.TWO_KINDS_BELOW), 2, {"Attended": [12, 7]}, "Practice",
        ("further table",), ("row 6",),
    ),
    "footnote marks": Read(
        text(systems.UNNAMED_FOOTNOTES), 3, {"attended": ["12", "7", "31²"]}, "practice",
        ("Merged with P05", "31²"),
    ),
    "Microsoft Forms": Read(
        text(systems.SURVEY_CHOICES), 2,
        {"Start time": ["2021-08-17", "2021-08-18"], "How useful? (1-5)": [4, 5],
         "Which did you receive?": ["Report;Workshop;", "Report;"]}, "Practice",
    ),
    "UTF-16 without a mark": Read(
        raw("site_id,views\nP01,12\nP02,7\n".encode("utf-16-le")), 2, {"views": [12, 7]}, "site_id"
    ),
    "pivot in compact form": Read(
        books.PIVOT, 7, {}, said=("sums of the rows below", "Grand Total"),
    ),
    "colours alone": Read(
        books.COLOURS, 3, {"status": [None, None, None]}, "site_id", ("C2.*colour",)
    ),
    "bands of colour": Read(books.BANDED, 3, {"views": [12, 7, 9]}, "site_id", unsaid=("colour",)),
    "comments at cells": Read(
        books.NOTED, 2, {"attended": [12, 31]}, "site_id", ("B3.*Two of these by phone",)
    ),
    "comments in an .ods": Read(
        books.NOTED_ODS, 2, {"attended": [31, 7]}, "site_id", ("B2.*Two of these by phone",)
    ),
    "raised footnote marks": Read(
        books.RAISED, 3, {"attended": ["7", "12¹", "9"]}, "site_id", ("raised", "by phone")
    ),
    "practices merged over rows": Read(
        books.MERGED, 5, {"Practice": ["P01"] * 3 + ["P02"] * 2, "Views": [12, 9, 4, 7, 3]},
        "Practice",
    ),
    "a sheet a practice": Read(
        books.SHEET_A_SITE, 5,
        {"sheet": ["P01", "P01", "P02", "P02", "P03"], "Views": [12, 9, 7, 3, 4]}, "sheet",
        ("one table",), ("Notes",),
    ),
    "a sheet and its copy": Read(books.COPIED, 2, {"Views": [3, 7]}, offered=("Data (2)",)),
    "a first row in words": Read(
        text(systems.WORDS_FIRST), 3, {"sent": ["2021-07-07", "2021-08-01", "2021-08-02"]},
        "practice", ("“see note”",),
    ),
    "colours of a plan": Read(
        books.PLAN, 2, {}, "site_id", ("B2 holds a colour", "D3 holds a colour")
    ),
    "lengths of time and shares": Read(
        books.DURATIONS, 2, {"completed": [0.45, 1]}, "site_id",
    ),
    "SPSS with labelled practices": Read(
        books.labelled, 3,
        {"practice label": ["Hill Surgery", "Vale Practice", "Mill Lane"],
         "seen": ["2021-07-07", "2021-08-01", None], "views": [12, 7.5, "∅"]}, "practice label",
        ("How useful was the report",),
    ),
    "Stata periods": Read(
        books.stata_periods, 2,
        {"day": ["2021-07-07", "2021-08-01"], "stamp": ["2021-07-07", "2021-08-01"],
         "month": ["2021m7", "2021m8"], "quarter": ["2021q3", "2021q3"]}, "site_id",
    ),
    "filtered .ods": Read(
        books.FILTERED_ODS, 2,
        {"sent": ["2021-07-07", "2021-08-01"], "done": [True, False], "share": [0.45, 1],
         "a": [3, 4], "b": [3, 5]}, "site_id", ("hidden",),
    ),
    "binary workbook": Read(
        books.binary, 3, {"Views": [12, 9, 7.5]}, "Practice", ("1 of 3 rows have no Practice",)
    ),
}  # fmt: skip
REFUSED = {
    "password": (books.locked, "password"),
    "broken quotation marks": (text(systems.BROKEN_QUOTES), "quotation marks"),
    "web page as .xls": (text(systems.WEB_PAGE, name="t.xls"), "is a web page"),
    "XML of Excel 2003": (text(systems.XML_2003, name="t.xls"), "XML"),
    "web page in parts as .xls": (
        raw(b"MIME-Version: 1.0\nX-Document-Type: Workbook\n"),
        "a web page",
    ),
    "JSON": (raw(b'[{"site_id": "P01", "views": 3}]'), "is JSON"),
    "NUL within": (raw(b"site_id,views\nP01,1\x002\nP02,7\n"), "nothing was loaded"),
}


@pytest.mark.parametrize("name", READ)
def test_a_table_of_a_system_is_read_as_a_reader_reads_it(name: str, tmp_path: Path) -> None:
    wanted = READ[name]
    found = read_folder_of_tables([wanted.make(tmp_path)], None)
    table = found.tables[0]
    said = "\n".join([*table.remarks, *found.said])
    assert len(table.rows) == wanted.rows
    assert {column: values_of(table, column) for column in wanted.values} == wanted.values
    assert table.site == wanted.site
    assert [words for words in wanted.said if not re.search(words, said)] == []
    assert [words for words in wanted.unsaid if re.search(words, said)] == []
    offered = [draft.name for draft in found.offered]
    assert all(name.endswith(end) for name, end in zip(offered, wanted.offered, strict=True))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    make, words = REFUSED[name]
    with pytest.raises(RefusedError) as refused:
        read_folder_of_tables([make(tmp_path)], None)
    assert words in str(refused.value)
    assert "nothing was" in str(refused.value).casefold()
