"""Hold that streams of old Office files are found, and damage there is survived."""

from pathlib import Path
from struct import pack_into

import pytest

from importers import compound

BOOK = (Path(__file__).parent / "corpus" / "rows.xls").read_bytes()
DOCUMENT = (Path(__file__).parent / "corpus" / "rich.doc").read_bytes()


def test_the_first_stream_that_is_there_is_given() -> None:
    book = compound.stream(BOOK, "Book", "Workbook")
    assert book[:2] == b"\x09\x08"
    assert compound.stream(BOOK, "workbook") == book


def test_a_stream_of_another_file_is_found_by_its_name() -> None:
    assert compound.stream(DOCUMENT, "WordDocument")[:2] == b"\xec\xa5"
    assert compound.stream(DOCUMENT, "Workbook") == b""


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0", BOOK[:40], BOOK[:600]])
def test_a_file_that_breaks_off_has_no_stream(data: bytes) -> None:
    assert compound.stream(data, "Workbook") == b""


def test_sectors_in_a_circle_come_to_an_end() -> None:
    changed = bytearray(BOOK)
    table = (int.from_bytes(BOOK[76:80], "little") + 1) * 512
    for at in range(table, table + 512, 4):
        pack_into("<I", changed, at, 0)
    assert len(compound.stream(bytes(changed), "Workbook")) <= len(BOOK)
