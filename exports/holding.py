"""Tell whose words a report holds, by the names of cases and transcripts that stand in it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from exports.report import Report
from framework.queries.cases import case_names
from framework.queries.transcripts import list_transcripts
from framework.study import Session

_WORD = re.compile(r"\w+")


class Held(NamedTuple):
    """Name the cases and the transcripts whose words a report holds, by id."""

    cases: frozenset[int]
    transcripts: frozenset[int]


def held_in(report: Report, session: Session) -> Held:
    """Find the cases and transcripts that a report names; it is looked at before pseudonyms."""
    body = "\n".join(texts_in(report))
    words = set(_WORD.findall(body))

    def stands(name: str) -> bool:
        """Tell whether a name stands in the report as words of its own."""
        parts = _WORD.findall(name)
        if not words.issuperset(parts):
            return False
        return parts == [name] or bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body))

    return Held(
        frozenset(key for key, name in case_names(session).items() if stands(name)),
        frozenset(row.id for row in list_transcripts(session) if stands(row.name)),
    )


def texts_in(value: object, kept: Collection[str] = ()) -> Iterator[str]:
    """Go through every text of a report; fields of the names `kept` are left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        names = getattr(value, "_fields", None)
        for name, part in zip(names, value, strict=True) if names else (("", p) for p in value):
            if name not in kept:
                yield from texts_in(part, kept)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in kept:
                yield from texts_in(getattr(value, field.name), kept)
