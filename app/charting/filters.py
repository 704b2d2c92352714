"""Leave rows out of a chart, and say in words which."""

from collections.abc import Mapping, Sequence

SIGNS = {
    "to_chart": "to chart", "out_of_date": "out of date", "draft": "draft", "checked": "checked",
    "nothing": "nothing relevant", "not_asked": "not asked", "none": "not started",
    "quote_differs": "with a quotation that differs", "no_evidence": "without evidence",
}  # fmt: skip


def meets(attributes: Mapping[str, str], keep: Sequence[tuple[str, str]]) -> bool:
    """Tell whether attributes have a value that is asked for, of each attribute asked for."""
    wanted: dict[str, set[str]] = {}
    for name, value in keep:
        wanted.setdefault(name, set()).add(value)
    return all(attributes.get(name, "") in values for name, values in wanted.items())


def toggled(chosen: tuple[str, ...], sign: str) -> tuple[str, ...]:
    """Add a sign to those chosen, or take it out."""
    return tuple(s for s in chosen if s != sign) if sign in chosen else (*chosen, sign)


def said(keep: Sequence[tuple[str, str]], signs: Sequence[str]) -> str:
    """Say in words which rows are kept, as `arm is control; a cell is out of date`."""
    wanted: dict[str, list[str]] = {}
    for name, value in keep:
        wanted.setdefault(name, []).append(value)
    parts = [f"{name} is {' or '.join(values)}" for name, values in wanted.items()]
    if signs:
        parts.append(f"a cell is {' or '.join(SIGNS[sign] for sign in signs)}")
    return "; ".join(parts)
