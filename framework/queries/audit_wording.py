"""Say in the field's words what a row of the record is, and what each of its columns holds."""

from collections.abc import Collection

from framework.queries.audit_fields import FIELDS, HELD
from framework.queries.audit_saying import Image, Known
from framework.queries.audit_subjects import SUBJECTS


def subject(known: Known, table: str, image: Image) -> str:
    """Name a row: `Coding S05 ¶41 as 2.2`."""
    return SUBJECTS[table](known, image)


def values(known: Known, table: str, image: Image) -> dict[str, str]:
    """Give what a row holds, by the name of each part; "" where a part is empty."""
    found = {field.name: field.say(known, image) for field in FIELDS[table]}
    return found | (HELD[table].say(known, image) if table in HELD else {})


def named_parts(table: str) -> Collection[str]:
    """Name the parts that the name of a row says already."""
    return {field.name for field in FIELDS[table] if field.named}


TOKEN_TEXTS = {
    "cell": ("text",),
    "own_cell": ("text",),
    "synthesis": ("text",),
    "joint_row": ("quantitative", "qualitative", "inference", "details"),
}
"""Name the columns whose texts hold tokens."""

BESIDE = {
    "citation": ("cell", "own_cell", "synthesis", "joint_row"),
    "cell_reference": ("synthesis", "joint_row"),
    "figure_reference": ("joint_row",),
}
"""Name the tables that bind what stands in texts, and whose texts those are."""
