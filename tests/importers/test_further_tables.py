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
from tests.importers.table_values import values_of

EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "further_tables.json").read_text("utf-8")
)


def _read(name: str, folder: Path) -> DeliveryFiles:
    """Write a table to a file, and read that."""
    path = folder / EXPECTED[name].get("name", "t.csv")
    path.write_bytes(EXPECTED[name]["file"].encode())
    return read_folder_of_tables([path], None)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_is_read_as_a_reader_reads_it(name: str, tmp_path: Path) -> None:
    expected, found = EXPECTED[name], _read(name, tmp_path)
    table = found.tables[0]
    assert len(table.rows) == expected.get("rows", len(table.rows))
    for column, values in expected.get("values", {}).items():
        if values == "text":
            assert table.reading(column).kind == "text"
        else:
            assert values_of(table, column) == values
    said = "\n".join([*table.remarks, *found.said])
    assert all(re.search(words, said) for words in expected.get("said", ()))
