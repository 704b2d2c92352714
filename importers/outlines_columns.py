"""Find the header of a framework's table, and what each of its columns holds."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from importers import tables
from importers.outline import refused
from importers.tables import Table
from importers.workbooks import Line

_NAMES: Mapping[str, tuple[str, ...]] = {
    "number": (
        "number", "no", "no.", "n", "nr", "#", "index", "theme_number", "code_number", "theme_no",
        "code_no",
    ),
    "name": (
        "name", "theme", "title", "code", "code_name", "theme_name", "sub_theme", "subtheme",
        "node", "label", "tag", "hierarchical_name", "codename", "category",
    ),
    "parent": (
        "parent", "parent_number", "parent_code", "parent_name", "parent_theme", "parent_node",
    ),
    "id": ("id", "code_id"),
    "parent_id": ("parent_id", "parentid"),
    "depth": ("depth", "level"),
    "definition": (
        "definition", "description", "theme_definition", "code_definition", "theme_description",
        "code_description", "full_definition", "brief_definition", "meaning", "what_it_means",
        "explanation", "memo", "code_memo", "comment", "coding_rule",
    ),
    "include": (
        "include", "includes", "inclusion", "inclusion_criteria", "when_to_use", "use_when",
    ),
    "exclude": (
        "exclude", "excludes", "exclusion", "exclusion_criteria", "when_not_to_use",
        "do_not_use_when",
    ),
    "origin": ("origin",),
    "colour": ("colour", "color"),
    "fixed": ("fixed_number", "fixed"),
    "retired": ("retired",),
    "example": ("example", "example_quotation", "example_quote", "anchor_example", "quotation",
                "examples", "illustrative_quote", "typical_quote"),
}  # fmt: skip
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("level_1", "theme", "main_theme", "category", "domain", "main_code"),
    ("level_2", "sub_theme", "subtheme", "sub_category", "subcategory", "sub_code", "subcode"),
    ("level_3", "sub_sub_theme", "sub_subtheme", "sub_sub_code"),
    ("level_4",),
    ("level_5",),
)
_COUNTED = frozenset({
    "codings", "cases", "passages", "files", "references", "quotations", "groundedness",
    "density", "number_of_highlights", "coded_segments", "frequency",
})  # fmt: skip
_SEARCHED = 12
_NUMBER = re.compile(r"\d+(?:\.\d+)*\.?")


class Columns(NamedTuple):
    """Say under which folded header each role stands, and which columns are levels of a tree."""

    roles: Mapping[str, str]
    levels: tuple[str, ...]


def find(file: str, data: bytes, lines: Sequence[Line]) -> tuple[Table, Columns, list[str]]:
    """Find the row that heads the columns; remarks say what stands above it and what is not read.

    Rows that repeat the header, as on each page of a document, are left out.
    """
    best = max(lines[:_SEARCHED], key=lambda line: _worth(line.values))
    if not _worth(best.values):
        best = lines[0]
    at = lines.index(best)
    head = _whole(best)
    below = [line for line in lines[at + 1 :] if _folded(line.values) != _folded(head.values)]
    table = tables.headed(file, data, [head, *below], ())
    table = Table(
        file, data, table.typed, tuple(map(fold, table.typed)), table.lines, table.remarks
    )
    columns = _settled(table, roles(table.header))
    above = [_said(line) for line in lines[:at]]
    remarks = [f"Not read, since it stands above the header: {'; '.join(above)}."] if above else []
    return table, columns, [*remarks, *_unread(table, columns)]


def roles(header: Sequence[str]) -> Columns:
    """Say what the columns of a folded header hold."""
    levels = tuple(next((name for name in names if name in header), "") for names in _LEVELS)
    found = {
        role: next(name for name in names if name in header)
        for role, names in _NAMES.items() if any(name in header for name in names)
    }  # fmt: skip
    deep = levels[: levels.index("")] if "" in levels else levels
    return Columns(found, deep if len(deep) > 1 else ())


def _settled(table: Table, columns: Columns) -> Columns:
    """Tell by its values whether Code beside Theme holds numbers or what stands under the theme."""
    above = next((name for name in ("theme", "category") if name in table.header), "")
    if not above or "code" not in table.header or columns.levels or "number" in columns.roles:
        return columns
    codes = [values["code"] for _line, values in table.records() if values["code"]]
    if all(_NUMBER.fullmatch(code) for code in codes):
        return Columns({**columns.roles, "number": "code", "name": above}, ())
    return Columns(columns.roles, (above, "code"))


def require_name(table: Table, columns: Columns) -> str:
    """Give the column of names, or refuse the table."""
    if "name" in columns.roles:
        return columns.roles["name"]
    raise refused(
        table.file,
        "it has no column name, theme, title or code, and so gives no theme; its columns are "
        f"{', '.join(table.typed)}.",
    )


def fold(name: str) -> str:
    """Fold a column name so that `No.`, `no` and `No` meet."""
    return tables.fold(name.strip().rstrip(".:*")) or name


def _worth(values: Sequence[str]) -> int:
    """Count what a row would head, or 0 where it heads no names."""
    columns = roles([fold(value) for value in values if value.strip()])
    return len(columns.roles) + len(columns.levels) if "name" in columns.roles else 0


def _folded(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(fold(value) for value in values if value.strip())


def _whole(line: Line) -> Line:
    """Tell columns of the same name apart where the name is of no concern."""
    seen: dict[str, int] = {}
    values = []
    for value in line.values:
        seen[fold(value)] = count = seen.get(fold(value), 0) + 1
        known = any(fold(value) in names for names in (*_NAMES.values(), *_LEVELS))
        values.append(value if count == 1 or known or not value.strip() else f"{value} {count}")
    return line._replace(values=tuple(values))


def _said(line: Line) -> str:
    """Quote a row shortly."""
    words = " ".join(value.strip() for value in line.values if value.strip())
    return f"row {line.number} “{words[:60]}{'…' if len(words) > 60 else ''}”"


def _unread(table: Table, columns: Columns) -> list[str]:
    """Name the columns with values that a framework has no place for; counts go without saying."""
    read = {*columns.roles.values(), *columns.levels}
    others = []
    for at, (typed, name) in enumerate(zip(table.typed, table.header, strict=True)):
        values = [value for line in table.lines if (value := line.values[at].strip())]
        counted = name in _COUNTED and all(value.isdecimal() for value in values)
        if values and name not in read and not counted:
            others.append(typed)
    if not others:
        return []
    what = "The column" if len(others) == 1 else "The columns"
    verb = "was" if len(others) == 1 else "were"
    return [f"{what} {', '.join(others)} {verb} not read; a framework has no place for it."]
