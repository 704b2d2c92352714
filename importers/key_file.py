"""Read a key file: names, what stands for each, and where it was put.

Columns: original, replacement; if they are there also guid, category, rule, where. The rule is
"all", "this" (the places `where`), or "made" for a place at which a name was replaced.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from framework.rules.pseudonyms import CATEGORIES, RULES, Category, Made, NameEntry, checked
from importers import tables

_ORIGINAL = ("original", "name", "real_name")
_REPLACEMENT = ("replacement", "pseudonym")
_CATEGORY: Mapping[str, Category] = {
    "": "other", "org": "organisation", "organization": "organisation", "people": "person",
    "names": "person", "practice": "organisation", "town": "place", "dates": "date",
}  # fmt: skip


class KeyFile(NamedTuple):
    """Hold the names of a key file, and what was replaced where."""

    entries: tuple[NameEntry, ...]
    made: tuple[Made, ...] = ()


def read_key_file(path: Path) -> KeyFile:
    """Read the names of a key file; refuse a row without a name or without what stands for it."""
    table = tables.read(path)
    original = table.require("original", *_ORIGINAL)
    replacement = table.require("replacement", *_REPLACEMENT)
    entries, made = list[NameEntry](), list[Made]()
    for number, values in table.records():
        if not values[original] or not values[replacement]:
            raise table.refuse(number, "a name and what stands for it are both needed.")
        rule = values.get("rule", "").strip().casefold() or "all"
        guid, where = values.get("guid", ""), values.get("where", "")
        if rule == "made":
            made.append(Made(guid, values[original], values[replacement], where))
        elif rule in RULES:
            entries.append(
                NameEntry(guid or uuid4().hex, _category(table, number, values),
                          values[original], values[replacement], rule,
                          tables.listed(where))
            )  # fmt: skip
        else:
            raise table.refuse(number, f"“{rule}” is no rule: write all or this.")
    return KeyFile(checked(entries), tuple(made))


def _category(table: tables.Table, number: int, values: Mapping[str, str]) -> Category:
    """Read what kind of name it is."""
    typed = values.get("category", "").strip().casefold()
    found = _CATEGORY.get(typed, typed)
    if found not in CATEGORIES:
        raise table.refuse(
            number, f"“{typed}” is no category: write one of {', '.join(CATEGORIES)}."
        )
    return found
