"""Put pseudonyms in the place of cases' names, everywhere in a report."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from exports.report import Report
from framework.errors import RefusedError
from framework.queries.cases import CaseRow, list_cases
from framework.rules.pseudonyms import NameEntry, Names, checked
from framework.study import Session

NUMBERED = "numbered"
# What is a name of ours and no text: bookmarks, kinds of spans, the choices of the analyst.
_KEPT = {"place", "places", "lead_places", "target", "kind", "part", "mode", "paper", "orientation",
         "day", "synthetic", "template", "level", "framework"}  # fmt: skip

Renamed = Callable[[str], str]


def pseudonymous(report: Report, session: Session, wanted: str) -> Report:
    """Give the report with pseudonyms: numbered ones, or those that an attribute holds."""
    names = pseudonyms(list_cases(session), wanted)
    longest = sorted(names, key=len, reverse=True)
    if not longest:
        return report
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    nouns = "|".join({re.escape(name.split()[0]) for name in names.values()})
    # A pseudonym says itself what it is: “Practice P01” becomes “Practice 1”.
    twice = re.compile(rf"\b(?:{nouns})s? (?=(?:{nouns}) \d)", re.IGNORECASE)

    def rename(text: str) -> str:
        """Put pseudonyms into a text, where it holds a name."""
        found = pattern.sub(lambda name: names[name[0]], text)
        return text if found == text else twice.sub("", found)

    return cast("Report", _renamed(report, rename))


def without_names(report: Report, entries: Sequence[NameEntry]) -> Report:
    """Give the report with what stands for the names of a key file, wherever these are."""
    put = Names(checked(entries, for_good=False)).replaced
    renamed = cast("Report", _renamed(report, put))
    return replace(renamed, framework=_renamed(report.framework, put))


def pseudonyms(cases: Sequence[CaseRow], wanted: str) -> Mapping[str, str]:
    """Map the names of cases to pseudonyms, one each; refuse when one has none or two share one.

    With an attribute the sites without it keep their names; a participant must have it.
    """
    if wanted == NUMBERED:
        return _numbered(cases)
    names = {row.name: row.attribute(wanted).strip() for row in cases}
    bare = [row.name for row in cases if row.kind != "site" and not names[row.name]]
    if bare:
        raise RefusedError(
            f"No pseudonym in “{wanted}” for {', '.join(bare)}; nothing was written. Give every "
            "participant one, or choose numbered pseudonyms."
        )
    given = [name for name in names.values() if name]
    shared = sorted({name for name in given if given.count(name) > 1})
    if shared:
        raise RefusedError(
            f"Several cases have the pseudonym {', '.join(shared)}; nothing was written. "
            f"Give each its own in “{wanted}”."
        )
    return {name: given for name, given in names.items() if given}


def _numbered(cases: Sequence[CaseRow]) -> Mapping[str, str]:
    """Give participants numbers, and sites those of what the study calls them."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in cases:
        noun = (row.label or "site").capitalize() if row.kind == "site" else "Participant"
        counts[noun] = counts.get(noun, 0) + 1
        found[row.name] = f"{noun} {counts[noun]}"
    return found


# A report is plain values within plain values; only their texts change.
def _renamed(value: Any, rename: Renamed) -> Any:  # noqa: ANN401 - see above
    """Give a value with every text in it renamed."""
    if isinstance(value, str):
        return rename(value)
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names is None:
            return tuple(_renamed(part, rename) for part in value)
        return type(value)(*(
            part if name in _KEPT else _renamed(part, rename)
            for name, part in zip(names, value, strict=True)
        ))  # fmt: skip
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{
            field.name: _renamed(getattr(value, field.name), rename)
            for field in fields(value) if field.name not in _KEPT
        })  # fmt: skip
    return value
