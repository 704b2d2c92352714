"""Write the definition of a joint display as JSON, and read it back."""

import json
from dataclasses import asdict, fields
from typing import Any

from framework.drafts import Cut, JointDefinition

_TUPLES = ("indicators", "themes", "cases")
_FIELDS = {part.name for part in fields(JointDefinition)}


def written(definition: JointDefinition) -> str:
    """Write a definition."""
    record = asdict(definition) | {"show": sorted(definition.show)}
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def read(text: str) -> JointDefinition:
    """Read a definition; what a later program may have added is left aside."""
    return from_record(json.loads(text))


def from_record(record: dict[str, Any]) -> JointDefinition:
    """Make a definition of what JSON or YAML holds."""
    held = {name: value for name, value in record.items() if name in _FIELDS}
    held |= {name: tuple(held[name]) for name in _TUPLES if name in held}
    if "cuts" in held:
        held["cuts"] = tuple(Cut(**cut) for cut in held["cuts"])
    if "show" in held:
        held["show"] = frozenset(held["show"])
    return JointDefinition(**held)
