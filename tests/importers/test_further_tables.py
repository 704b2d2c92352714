"""Hold the tables of `further_tables.json`, all synthetic, to what a reader found in them.

`values` gives columns: a number, yes or no, a day as 2021-08-17, `null` for blank, ∅ for what is
written for a missing value; or the word text, where no value may be converted unasked.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.delivery_files import DeliveryFiles, read_folder_of_tables
from framework.drafts import DeliveryDraft
from framework.rules.readings import plain_with

EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "further_tables.json").read_text("utf-8")
)


def _read(name: str, folder: Path) -> DeliveryFiles:
    """Write a table to a file, and read that."""
    path = folder / EXPECTED[name].get("name", "t.csv")
    path.write_bytes(EXPECTED[name]["file"].encode())
    return read_folder_of_tables([path], None)


def _values(table: DeliveryDraft, column: str) -> list[Any]:
    """Give a column as it is read."""
    at, reading = [one.name for one in table.columns].index(column), table.reading(column)
    return [_value(plain_with(reading)(row[at]), reading.kind) for row in table.rows]


def _value(made: Any, kind: str) -> Any:
    """Give one value: a number, whether it is yes, or its text."""
    if made is None or made.nothing:
        return "∅" if made else "unread"
    if made.text == "":
        return None
    if kind == "number":
        return float(made.text)
    return made.text == "yes" if kind == "yes-no" else made.text


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_is_read_as_a_reader_reads_it(name: str, tmp_path: Path) -> None:
    expected, found = EXPECTED[name], _read(name, tmp_path)
    table = found.tables[0]
    assert len(table.rows) == expected.get("rows", len(table.rows))
    for column, values in expected.get("values", {}).items():
        if values == "text":
            assert table.reading(column).kind == "text"
        else:
            assert _values(table, column) == values
    said = "\n".join([*table.remarks, *found.said])
    assert all(re.search(words, said) for words in expected.get("said", ()))
