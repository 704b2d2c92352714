"""Say in words what is known about themes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from framework.rules import numbering

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow
    from framework.queries.themes import ThemeRow


def counted(count: int, what: str) -> str:
    """Write a number with what it counts."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def both(one: str, other: str) -> str:
    """Join two counts, leaving out what is none."""
    parts = [part for part in (one, other) if not part.startswith("0 ")]
    return " and ".join(parts)


def titled(theme: "ThemeRow") -> str:
    """Name a theme by its number and its name."""
    return f"{theme.number} {theme.name}".strip()


def is_other(theme: "ThemeRow") -> bool:
    """Say whether a theme holds what no sub-theme covers."""
    return numbering.is_other(theme.number)


def review_of(theme: "ThemeRow") -> str:
    """Ask for a look into an Other that has grown, "" where there is no need."""
    if not is_other(theme) or theme.retired or theme.all_codings < numbering.MANY_IN_OTHER:
        return ""
    return f"review: {counted(theme.all_codings, 'passage')}"


def origin_of(theme: "ThemeRow", by_guid: "Callable[[str], ThemeRow | None]") -> str:
    """Say where a theme comes from, and what became of it."""
    parts = [theme.origin] if theme.origin else []
    if theme.split_from:
        parts.append("split")
    if theme.retired and theme.merged_into:
        into = by_guid(theme.merged_into)
        parts.append(f"merged into {into.number}" if into is not None else "merged")
    return " · ".join(parts)


def lineage_of(theme: "ThemeRow", by_guid: "Callable[[str], ThemeRow | None]") -> str:
    """Say which theme another was split from or merged into, "" for neither."""
    parts = []
    if theme.split_from:
        source = by_guid(theme.split_from)
        parts.append(f"split from {titled(source)}" if source is not None else "split off")
    if theme.merged_into:
        into = by_guid(theme.merged_into)
        parts.append(f"merged into {titled(into)}" if into is not None else "merged")
    return " · ".join(parts)


def place_of(row: "CodingRow") -> str:
    """Write where a passage stands: S03 ¶40, or S03 ¶40–42."""
    last = f"–{row.last}" if row.last != row.first else ""
    return f"{row.transcript} ¶{row.first}{last}"
