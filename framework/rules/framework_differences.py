"""Tell what became of a framework from one version to another, in sentences."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, NamedTuple

from framework.rules.numbering import order

Operation = Literal[
    "add", "rename", "redefine", "renumber", "move", "merge", "split", "retire", "remove",
    "bring_back",
]  # fmt: skip


@dataclass(frozen=True)
class ThemeState:
    """Hold a theme as it stood in a version; themes are named by guid.

    `codings` and `cells` count what was coded and written under it then.
    """

    guid: str
    parent: str
    position: int
    number: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    origin: str = ""
    colour: int = 0
    provisional: bool = False
    retired: bool = False
    fixed_number: bool = False
    example: str = ""
    merged_into: str = ""
    split_from: str = ""
    codings: int = 0
    cells: int = 0

    @property
    def in_use(self) -> bool:
        """Tell whether it is a theme of the framework and not retired."""
        return not (self.provisional or self.retired)

    @property
    def called(self) -> str:
        """Name it in a sentence."""
        return f"{self.number} {self.name}" if self.number else f"“{self.name}”"


class DifferenceRow(NamedTuple):
    """Say one thing that became of a theme; `number` and `name` are those it has now.

    `before` and `after` are what differs: a name, a wording, a number, a place, the themes of a
    merge or a split.
    """

    operation: Operation
    number: str
    name: str
    sentence: str
    before: str
    after: str


States = Mapping[str, ThemeState]


def written(themes: Iterable[ThemeState]) -> str:
    """Write a version's themes as they are kept."""
    return json.dumps([asdict(theme) for theme in themes], ensure_ascii=False)


def read(content: str) -> list[ThemeState]:
    """Read a version's themes; raise ValueError or TypeError for what is no version."""
    return [ThemeState(**theme) for theme in json.loads(content)]


def differences(before: Sequence[ThemeState], after: Sequence[ThemeState]) -> list[DifferenceRow]:
    """List what became of the themes, by number; [] when nothing did.

    A merge, and a split, is one row that names all themes of it. A number that only follows from
    the theme's own move, or from a new number of the theme above, is not listed apart.
    """
    old, new = {row.guid: row for row in before}, {row.guid: row for row in after}
    found = _gone(old, new) + _come(old, new)
    for guid, now in new.items():
        was = old.get(guid)
        if was is not None and was.in_use and now.in_use:
            found += _changed(was, now, old, new)
    return sorted(found, key=lambda row: order(row.number))


def _come(old: States, new: States) -> list[DifferenceRow]:
    """List the themes that are new or in use again."""
    found: list[DifferenceRow] = []
    parts: dict[str, list[ThemeState]] = {}
    for guid, now in new.items():
        was = old.get(guid)
        if not now.in_use or (was is not None and was.in_use):
            continue
        if was is not None and was.retired and not was.provisional:
            sentence = f"{now.called} was brought back" + _formerly(was, now)
            found.append(_row("bring_back", now, sentence, "", now.definition))
        elif now.split_from in new or now.split_from in old:
            parts.setdefault(now.split_from, []).append(now)
        else:
            found.append(_added(was, now))
    return found + [_split(new.get(guid) or old[guid], states) for guid, states in parts.items()]


def _added(was: ThemeState | None, now: ThemeState) -> DifferenceRow:
    """Say that a theme was added."""
    from_label = " from a label" if was is not None else ""
    return _row("add", now, f"{now.called} was added{from_label}", "", now.definition)


def _split(source: ThemeState, parts: Sequence[ThemeState]) -> DifferenceRow:
    """Say which themes were split off another."""
    names = [part.called for part in sorted(parts, key=lambda part: order(part.number))]
    sentence = f"{_listed(names)} {'was' if len(names) == 1 else 'were'} split off {source.called}"
    return _row("split", source, sentence, source.called, "; ".join(names))


def _gone(old: States, new: States) -> list[DifferenceRow]:
    """List the themes that are no longer in use; one that went with the theme above, there."""
    found: list[DifferenceRow] = []
    ways: tuple[tuple[Operation, Callable[[ThemeState], bool]], ...] = (
        ("remove", lambda was: was.guid not in new),
        ("retire", lambda was: was.guid in new and new[was.guid].retired
            and not new[was.guid].merged_into),
    )  # fmt: skip
    for operation, went in ways:
        gone = {was.guid for was in old.values() if was.in_use and went(was)}
        found += [
            _taken_away(operation, old[guid], _count_under(old, guid, gone))
            for guid in old
            if guid in gone and old[guid].parent not in gone
        ]
    for was in old.values():
        now = new.get(was.guid)
        if was.in_use and now is not None and now.retired and now.merged_into:
            found.append(_merged(was, now, old, new))
        elif was.in_use and now is not None and now.provisional:
            sentence = f"{was.called} was taken out of the framework and is a label again"
            found.append(_row("remove", was, sentence, was.definition, ""))
    return found


def _taken_away(operation: Operation, was: ThemeState, under: int) -> DifferenceRow:
    """Say that a theme was retired or removed."""
    verb = "retired" if operation == "retire" else "removed"
    themes = "the theme" if under == 1 else f"the {under} themes"
    sentence = f"{was.called} was {verb}" + (f", with {themes} under it" if under else "")
    return _row(operation, was, sentence, was.definition, "")


def _merged(was: ThemeState, now: ThemeState, old: States, new: States) -> DifferenceRow:
    """Say into which theme another was merged."""
    into = new.get(now.merged_into) or old.get(now.merged_into)
    name = into.called if into else "a theme that is no longer there"
    return _row("merge", was, f"{was.called} was merged into {name}", was.called, name)


def _changed(was: ThemeState, now: ThemeState, old: States, new: States) -> list[DifferenceRow]:
    """List what differs in a theme that is in use before and after."""
    found: list[DifferenceRow] = []
    if was.name != now.name:
        sentence = f"{now.number} {was.name} was renamed {now.name}"
        found.append(_row("rename", now, sentence, was.name, now.name))
    if was.parent != now.parent:
        places = (_place(was.parent, old), _place(now.parent, new))
        sentence = f"{now.called} was moved from {places[0]} to {places[1]}" + _formerly(was, now)
        found.append(_row("move", now, sentence, *places))
    elif was.number != now.number and not _follows(was, now, old, new):
        sentence = f"{now.called}" + _formerly(was, now)
        found.append(_row("renumber", now, sentence, was.number, now.number))
    worded = [
        (part, getattr(was, part), getattr(now, part))
        for part in ("definition", "include", "exclude")
        if getattr(was, part).split() != getattr(now, part).split()
    ]
    if worded:
        first = all(part == "definition" and not text.split() for part, text, _now in worded)
        sentence = f"{now.called} was {'defined' if first else 'redefined'}"
        texts = (
            "\n".join(f"{part.capitalize()}: {text[at]}" for part, *text in worded) for at in (0, 1)
        )
        found.append(_row("redefine", now, sentence, *texts))
    return found


def _follows(was: ThemeState, now: ThemeState, old: States, new: States) -> bool:
    """Tell whether a number is new only in what comes from the theme above."""
    before, after = old.get(was.parent), new.get(now.parent)
    if before is None or after is None or before.number == after.number:
        return False
    ends = (was.number.removeprefix(before.number), now.number.removeprefix(after.number))
    return ends[0] == ends[1]


def _count_under(states: States, guid: str, among: set[str]) -> int:
    """Count the themes of a set that lie under a theme."""
    children = [row.guid for row in states.values() if row.parent == guid and row.guid in among]
    return len(children) + sum(_count_under(states, child, among) for child in children)


def _place(guid: str, states: States) -> str:
    """Name where a theme stands."""
    if not guid:
        return "the top"
    return states[guid].called if guid in states else "a theme that is no longer there"


def _formerly(was: ThemeState, now: ThemeState) -> str:
    """Say which number a theme had."""
    return f", formerly {was.number}" if was.number != now.number else ""


def _listed(names: Sequence[str]) -> str:
    """List names in a sentence: a, b and c."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _row(
    operation: Operation, theme: ThemeState, sentence: str, before: str, after: str
) -> DifferenceRow:
    """Shape one difference."""
    return DifferenceRow(operation, theme.number, theme.name, sentence, before, after)
