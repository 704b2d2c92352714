"""Say which rows and columns of a workbook are hidden: they are read like all others."""

import re
from collections.abc import Iterable, Sequence

_ROW = re.compile(rb'<row\b[^>]*?\bhidden="(?:1|true)"[^>]*>')
_AT = re.compile(rb'\br="(\d{1,9})"')
_COLUMN = re.compile(rb'<col\b[^>]*?\bhidden="(?:1|true)"[^>]*>')
_FROM, _TO = re.compile(rb'\bmin="(\d{1,9})"'), re.compile(rb'\bmax="(\d{1,9})"')
_LAST_COLUMN = 16_384
_SHOWN = 8


def hidden_in(content: bytes) -> list[str]:
    """Say which rows and columns the part of a sheet in an .xlsx file hides."""
    rows = [int(at[1]) for row in _ROW.findall(content) if (at := _AT.search(row))]
    columns: list[int] = []
    for column in _COLUMN.findall(content):
        first, last = _FROM.search(column), _TO.search(column)
        if first and last and int(last[1]) < _LAST_COLUMN:
            columns += range(int(first[1]), int(last[1]) + 1)
    return said_hidden(rows, columns)


def said_hidden(rows: Sequence[int], columns: Iterable[int]) -> list[str]:
    """Put hidden rows and columns, both from 1, in sentences."""
    said = []
    if rows:
        said.append(f"{_named('row', list(map(str, rows)))} hidden in the file, and read as well.")
    names = [column_name(at - 1) for at in columns]
    if names:
        said.append(f"{_named('column', names)} hidden in the file, and read as well.")
    return said


def column_name(at: int) -> str:
    """Name a column, counted from 0, as spreadsheets do."""
    letters, rest = "", at + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _named(what: str, names: list[str]) -> str:
    if len(names) == 1:
        return f"{what.capitalize()} {names[0]} is"
    shown = ", ".join(names[:_SHOWN]) + " …" * (len(names) > _SHOWN)
    return f"{len(names)} {what}s ({shown}) are"
