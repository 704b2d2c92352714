"""Hold which columns say when something was due and done; all values are synthetic."""

from pathlib import Path

import pytest

from app.delivery_files import read_folder_of_tables
from framework.drafts import ColumnReading
from importers.delivery import read_deliveries
from importers.due_days import Pair, days_of
from importers.indicators import Component, suggest_indicators

SHEETS = (
    "Site,Feedback sheet due,Feedback sheet sent,Letter planned,Date letter posted\n"
    "P01,2021-06-07,2021-06-09,2021-06-01,2021-06-01\n"
    "P02,2021-06-07,,2021-06-01,2021-06-05\n"
)


def written(folder: Path, text: str) -> Path:
    path = folder / "contacts.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("columns", "pairs"),
    [
        (["due_date", "delivered_date"], [("", "delivered_date", "due_date")]),
        (["DueDate", "DateSent"], [("", "DateSent", "DueDate")]),
        (["GPSheetDue", "GPSheetSent"], [("GP Sheet", "GPSheetSent", "GPSheetDue")]),
        (["Due by", "Feedback sheet sent"], [("Feedback sheet", "Feedback sheet sent", "Due by")]),
        (["sheet_due", "SHEET SENT", "x"], [("SHEET", "SHEET SENT", "sheet_due")]),
        (
            ["Planned start", "Actual start", "Planned end", "Actual end"],
            [("start", "Actual start", "Planned start"), ("end", "Actual end", "Planned end")],
        ),
        (["Residue", "Presented", "Date of visit"], []),
    ],
)
def test_days_that_are_about_the_same_are_a_pair(
    columns: list[str], pairs: list[tuple[str, str, str]]
) -> None:
    assert days_of(columns) == ([Pair(*pair) for pair in pairs], [])


@pytest.mark.parametrize(
    ("columns", "asked"),
    [
        (["Due", "Sheet sent", "Letter sent"], "“Due”, “Sheet sent”, “Letter sent”"),
        (["Report due", "Letter sent"], "“Report due”, “Letter sent”"),
        (["due", "sent", "received"], "“due”, “sent”, “received”"),
        (["planned", "due", "sent"], "“planned”, “due”, “sent”"),
        (["A due", "A sent", "B due", "C sent"], "“B due”, “C sent”"),
    ],
)
def test_days_in_doubt_are_asked_about_and_not_paired(columns: list[str], asked: str) -> None:
    found = days_of(columns)
    assert [asked in doubt for doubt in found.doubts] == [True]
    assert [pair.subject for pair in found.pairs if pair.due] == ["A"] * ("A due" in columns)


def test_each_pair_of_a_table_suggests_what_came_on_time(tmp_path: Path) -> None:
    found = suggest_indicators(read_deliveries(written(tmp_path, SHEETS))[0])
    assert [(one.key, one.column, one.due) for one in found if one.measure == "late"] == [
        ("contacts_feedback_sheet_late", "Feedback sheet sent", "Feedback sheet due"),
        ("contacts_letter_late", "Date letter posted", "Letter planned"),
    ]
    assert [one.label for one in found[:4]] == [
        f"Contacts, Feedback sheet: {said}" for said in ("delivered", "on time", "late",
                                                         "days late")
    ]  # fmt: skip


def test_components_are_told_apart_within_each_pair(tmp_path: Path) -> None:
    text = "site,component,sheet due,sheet sent\nP01,AF,2021-06-07,2021-06-09\n"
    found = suggest_indicators(
        read_deliveries(written(tmp_path, text))[0], [Component("AF", "A&F", 2)]
    )
    assert [(one.key, one.label, one.tolerance) for one in found][1:3] == [
        ("af_sheet_on_time", "A&F, sheet: on time", 2), ("af_sheet_late", "A&F, sheet: late", 2),
    ]  # fmt: skip


def test_pairs_in_doubt_are_said_with_the_table(tmp_path: Path) -> None:
    text = "site,due,sent,received\nP01,2021-06-07,2021-06-08,2021-06-09\n"
    found = read_folder_of_tables([written(tmp_path, text)], None)
    assert any(
        said.startswith("contacts: Which day is held against which cannot be told")
        for said in found.said
    )
    assert found.indicators == []


def test_days_that_the_person_reads_suggest_what_came_on_time(tmp_path: Path) -> None:
    text = "site,sheet due,sheet sent\nP01,03/04/2021,05/04/2021\nP02,03/04/2021,\n"
    found = read_folder_of_tables([written(tmp_path, text)], None)
    assert found.indicators == []
    for column in ("sheet due", "sheet sent"):
        found.reread("contacts", column, ColumnReading("date", order="dmy"))
    assert [one.measure for one in found.indicators] == [
        "delivered", "on_time", "late", "days_late",
    ]  # fmt: skip
    found.reread("contacts", "sheet due", ColumnReading("text"))
    assert found.indicators == []
