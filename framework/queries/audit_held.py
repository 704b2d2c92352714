"""Say in the analyst's words what definitions, details and decisions of the record hold."""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, TypeAlias

from framework.queries.audit_saying import NOTHING, Image, Known
from framework.queries.withdrawal import USED_KINDS
from framework.rules.indicator_words import NAMES, WITHDRAWN_NAMES
from framework.rules.joint_layouts import JOINT_LAYOUTS

# What JSON holds has no type of its own.
Held: TypeAlias = Any
SayHeld = Callable[[Known, Held], str]
Parts: TypeAlias = dict[str, tuple[str, SayHeld]]

SHOWN_WORDS = {
    "quotation": "starred quotation", "inference": "meta-inference and fit",
    "evidence": "evidence appendix", "summary": "summary row",
}  # fmt: skip
_VOCABULARIES = {"fetters": "Fetters 2013", "triangulation": "triangulation protocol"}
DETAILS = {key: name for layout in JOINT_LAYOUTS for key, name in layout.details.items()}
"""Name what a row of a joint display holds beside both findings, as its layout names it."""
TOLD_BY_COLUMNS = {"key", "label", "table"}
"""Name the parts of an indicator's definition that stand in columns of their own too."""


def display(known: Known, image: Image) -> dict[str, str]:
    """Say what a joint display shows."""
    return _told(known, DISPLAY, _object(image, "definition"))


def row(known: Known, image: Image) -> dict[str, str]:
    """Say what a row of a joint display holds beside both findings."""
    return _told(known, ROW, _object(image, "details"))


def indicator(known: Known, image: Image) -> dict[str, str]:
    """Say how an indicator is defined."""
    held = _object(image, "definition")
    parts = INDICATOR | (_OF_CASES if held.get("measure") == "cases" else {})
    return _told(known, parts, {key: held[key] for key in held if key not in TOLD_BY_COLUMNS})


def removed(_known: Known, image: Image) -> dict[str, str]:
    """Count by kind what a withdrawal removed."""
    counts: Mapping[str, int] = _object(image, "removed")
    names: Mapping[str, str] = {kind: name.lower() for kind, name in USED_KINDS.items()}
    return {f"removed: {names.get(kind, kind)}": f"{many:,}" for kind, many in counts.items()}


def decision(_known: Known, image: Image) -> dict[str, str]:
    """Say what could identify somebody in an export, and what was decided about it."""
    held = _object(image, "decision")
    said = [
        f"{one['what']}, in {one['where']} ({one['count']}×): {one['decision']}"
        for one in held.get("found", ())
    ]
    others = {key: value for key, value in held.items() if key != "found"}
    return ({"what could identify somebody": "; ".join(said)} if said else {}) | dict(
        flat(others, "")
    )


def used(known: Known, image: Image) -> str:
    """Name whose words an export holds."""
    held = _object(image, "used")
    found = []
    for kind, table in (("cases", "study_case"), ("transcripts", "transcript")):
        found += [known.names.of_guid(table, guid) for guid in held.get(kind, ())]
    return ", ".join(found)


def rests_on(_known: Known, image: Image) -> str:
    """Say what a checked cell rests on; its fingerprint tells two of them apart."""
    checked = image.get("checked") or ""
    if not checked:
        return NOTHING
    many = len(_object(image, "checked").get("passages", ()))
    return (
        f"{many:,} passage{'s' * (many != 1)} and what the theme meant, "
        f"fingerprint {sha256(checked.encode()).hexdigest()[:12]}"
    )


def row_check(_known: Known, image: Image) -> str:
    """Say who checked a row of a joint display and when."""
    held = _object(image, "checked")
    at = str(held.get("at", "")).replace("T", " ").replace("Z", " UTC")
    return f"by {held.get('by', '')}, {at}" if held else NOTHING


def rows_kept(_known: Known, image: Image) -> str:
    """Count the rows that a version of a joint display keeps."""
    many = len(_object(image, "content").get("rows", ()))
    return f"{many:,} row{'s' * (many != 1)}"


def flat(held: Held, under: str) -> Iterator[tuple[str, str]]:
    """Give the parts of a JSON value that say something."""
    if isinstance(held, dict):
        for name, part in held.items():
            plain = str(name).replace("_", " ")
            yield from flat(part, f"{under}, {plain}" if under else plain)
    elif isinstance(held, list):
        shown = (part if isinstance(part, str) else json.dumps(part, ensure_ascii=False)
                 for part in held)  # fmt: skip
        yield under, ", ".join(shown)
    elif held not in (None, "", False):
        yield under, "yes" if held is True else str(held)


def _told(known: Known, parts: Parts, held: Mapping[str, Held]) -> dict[str, str]:
    """Say each part of a JSON object; a part that is not known has its own name for its words."""
    told = {name: saying(known, held[key]) for key, (name, saying) in parts.items() if key in held}
    return told | dict(flat({key: held[key] for key in held if key not in parts}, ""))


def _object(image: Image, column: str) -> dict[str, Held]:
    """Read a JSON object; what was blanked for good is an empty one."""
    written = image.get(column) or ""
    return json.loads(written) if written.startswith("{") else {}


def _text(known: Known, held: Held) -> str:
    """Say a plain value, a text as an analyst types it."""
    return known.names.typed(str(held)) if held or held == 0 else NOTHING


def _words(words: Mapping[Any, str]) -> SayHeld:
    """Put a value in other words; what has none stays as it is."""
    return lambda _known, held: words.get(held, held)


def _conditions(_known: Known, held: Held) -> str:
    """Say which values columns must have."""
    return " and ".join(f"{name} is {value}" for name, value in held.items())


def _days(_known: Known, held: Held) -> str:
    """Say how many days are let pass."""
    return f"{held} day{'s' * (held != 1)}" if held else NOTHING


def _order(known: Known, held: Held) -> str:
    """Say by what rows are ordered."""
    return known.names.called("indicator", "key", held, "label") if held else "the study’s order"


def _each(table: str, column: str, name: str) -> SayHeld:
    """Name the rows of a list, all of them where it is empty."""
    return lambda known, held: (
        ", ".join(known.names.called(table, column, one, name) for one in held) or "all"
    )


def _themes(known: Known, held: Held) -> str:
    """Name the themes of a list by their numbers, all of them where it is empty."""
    return ", ".join(known.names.theme_of_guid(guid) for guid in held) or "all"


def _groups(_known: Known, held: Held) -> str:
    """Say into which groups sites are put by a figure."""
    return "; ".join(": ".join(filter(None, (cut["label"], _ends(cut)))) for cut in held)


def _ends(cut: Mapping[str, Held]) -> str:
    """Say from which figure to which a group goes."""
    ends = [f"{words} {cut[key]:g}" for key, words in (("at_least", "at least"), ("below", "below"))
            if cut.get(key) is not None]  # fmt: skip
    return " and ".join(ends)


def _shown(_known: Known, held: Held) -> str:
    """Say what is shown beside the rows."""
    return ", ".join(SHOWN_WORDS.get(one, one) for one in held) or "nothing more"


INDICATOR: Parts = {
    "measure": ("measure", _words(NAMES)),
    "column": ("column", _text),
    "due": ("held against", _text),
    "tolerance": ("tolerance", _days),
    "where": ("only rows where", _conditions),
    "among": ("only cases whose", _conditions),
    "unit": ("unit", _text),
    "withdrawn": ("sites that withdrew", _words({**WITHDRAWN_NAMES, "keep": WITHDRAWN_NAMES[""]})),
    "dimension": ("tells of", _text),
}
DISPLAY: Parts = {
    "title": ("caption", _text),
    "note": ("note below the table", _text),
    "rows": ("a row is one of the", _words({})),
    "order_by": ("rows in the order of", _order),
    "descending": ("least first", lambda _known, held: NOTHING if held else "yes"),
    "cuts": ("groups of rows", _groups),
    "indicators": ("delivery indicators", _each("indicator", "key", "label")),
    "themes": ("themes", _themes),
    "cases": ("cases", _each("study_case", "guid", "name")),
    "vocabulary": ("words for fit", _words(_VOCABULARIES)),
    "show": ("shown beside", _shown),
    "table": ("table of the months", _text),
}
ROW: Parts = {key: (name, _text) for key, name in DETAILS.items()}
_OF_CASES: Parts = {"column": ("kind of case", _text)}
