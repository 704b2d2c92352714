"""Read from the top of a transcript who asked and who answered, and give them their roles."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from framework.drafts import SpeakerDraft, SpeakerRole
from importers import rolewords, words
from importers.pieces import Mark, Piece

_TOP = 40
_LONGEST = 200
_LINE = re.compile(r"(?P<key>[^:：=\t]{1,40}?)\s{0,3}[:：=\t]\s{0,20}(?P<value>\S.{0,200})")
_ASKED = frozenset({"interviewed by", "interview by", "interview conducted by", "moderated by"})
_ANSWERED = frozenset({"interview with", "interviewed", "interviewed person", "participant name"})
_NAME = re.compile(r"(?P<name>[^()\[\]]{1,60}?)\s{0,3}(?:[(\[](?P<code>[^()\[\]]{1,40})[)\]])?")
_INITIAL = re.compile(r"[\s.][^\W\d_]\.$")
_WIDE = re.compile(r"\s{3,60}|\t")
_BETWEEN = re.compile(r"\s?[;/&+]\s?|\s(?:and|und|et|y|e|en)\s")
SPOKEN = (".", "?", "!", "…", "؟", "。", "？", "！")


def given(
    people: Sequence[SpeakerDraft], pieces: Sequence[Piece], marks: Sequence[Mark]
) -> tuple[SpeakerDraft, ...]:
    """Give the roles named above the first turn to people whose own labels don't tell theirs.

    `Interviewer: Anna Bell` stands for labels `Anna Bell`, `AB`, `Anna` and `Bell`, where no other
    person named there could be meant.
    """
    first = next((n for n, mark in enumerate(marks) if mark.speaker is not None), 0)
    roles = _roles(pieces[: min(first, _TOP)])
    return tuple(
        person._replace(role=_of(person, roles)) if person.role == "unknown" else person
        for person in people
    )


def _of(person: SpeakerDraft, roles: Mapping[str, set[SpeakerRole]]) -> SpeakerRole:
    named = [roles[words.key(label)] for label in person.labels if words.key(label) in roles]
    found = set().union(*named)
    return found.pop() if len(found) == 1 else "unknown"


def _roles(top: Sequence[Piece]) -> dict[str, set[SpeakerRole]]:
    roles: dict[str, set[SpeakerRole]] = {}
    for piece in top:
        for label, role in _named(piece.text):
            roles.setdefault(words.key(label), set()).add(role)
    return roles


def _named(text: str) -> Iterator[tuple[str, SpeakerRole]]:
    """Give each way in which a person named in one line may be labelled, with the role."""
    match = _LINE.fullmatch(text)
    if match is None:
        return
    key, value = match["key"].strip(), match["value"].strip()
    if role := role_named(key):
        for name in _BETWEEN.split(value):
            for label in _labels(name):
                yield label, role
    elif role := role_named(value) or _in_brackets(value):
        yield key, role
        for label in _labels(words.bare(value)):
            yield label, role


def role_named(key: str) -> SpeakerRole | None:
    """Say which role the key of a line names: `Interviewer`, `Interviewed by`."""
    plain = words.key(words.bare(key))
    if plain in _ASKED or (len(plain) > 1 and rolewords.asks(plain)):
        return "interviewer"
    if plain in _ANSWERED or (len(plain) > 1 and rolewords.answers(plain)):
        return "participant"
    return None


def _in_brackets(value: str) -> SpeakerRole | None:
    """Read the role in `Anna Bell (interviewer)` or `Anna Bell, interviewer`."""
    match = _NAME.fullmatch(value)
    if match and match["code"]:
        return role_named(match["code"])
    _, comma, last = value.rpartition(",")
    return role_named(last.strip()) if comma else None


def _labels(typed: str) -> Iterator[str]:
    match = _NAME.fullmatch(typed.strip())
    name = match["name"].strip(" ,") if match else ""
    if match is None or not words.is_name_shaped(name):
        return
    if match["code"]:
        yield match["code"]
    yield name
    if "," in name:
        name = " ".join(reversed([part.strip() for part in name.split(",", 1)]))
        yield name
    parts = [part for part in re.split(r"[\s-]+", name) if part[:1].isalpha()]
    if len(parts) > 1:
        initials = [part[0].upper() for part in parts]
        yield from ("".join(initials), ".".join(initials) + ".", parts[0], parts[-1])


def legends(pieces: Sequence[Piece], labels: Mapping[int, str]) -> set[int]:
    """Find the lines above the talk that only explain labels: `Respondent: R`, `I: = interviewer`.

    `labels` are those seen, folded, by paragraph. Such a line names people who speak below, or says
    who a label below is; so does a block of lines (`P1: nurse, 34`) that a blank line closes.
    """
    found: set[int] = set()
    for index in range(min(_TOP, len(pieces))):
        text = pieces[index].text
        match = _LINE.fullmatch(text)
        if match is None or text.endswith(SPOKEN):
            if index in labels or len(text) > _LONGEST:
                break
            continue
        below = {label for at, label in labels.items() if at > index}
        if _explains(match["key"], match["value"], below):
            found.add(index)
        elif index in labels:
            break
    return found | _described(pieces, labels)


def _explains(key: str, value: str, below: Collection[str]) -> bool:
    if value.startswith("=") and words.key(key) in below:
        return words.is_name_shaped(value.strip("= ")) or role_named(value.strip("= ")) is not None
    names = [_NAME.fullmatch(name.strip()) for name in _BETWEEN.split(value.replace(",", ";"))]
    return words.key(key) not in below and all(
        name and words.key(name["code"] or name["name"]) in below for name in names
    )


def _described(pieces: Sequence[Piece], labels: Mapping[int, str]) -> set[int]:
    """Find the block of lines, each with a label of its own and no sentence, above a blank line."""
    block: list[int] = []
    for index in sorted(labels):
        if index > _TOP or (block and pieces[index].apart):
            break
        if block and index != block[-1] + 1:
            return set()
        block.append(index)
    said = [pieces[at].text.endswith(SPOKEN) for at in labels if at not in block]
    keys = [labels[at] for at in block]
    told = len(set(keys)) == len(keys) > 1 and sum(said) * 10 >= len(said) * 8 > 0
    bare = not any(pieces[at].text.endswith(SPOKEN) for at in block)
    return set(block) if told and bare and set(keys) <= set(labels.values()) else set()


def is_credit(text: str, *, alone: bool) -> bool:
    """Tell `Interviewer: Anna Bell` above the talk from a turn; `alone` asks for a full name."""
    match = _LINE.fullmatch(text)
    spoken = text.endswith(SPOKEN) and not _INITIAL.search(text)
    if match is None or role_named(match["key"].strip()) is None or spoken:
        return False
    named = _NAME.fullmatch(_WIDE.split(match["value"].strip())[0])
    if named is None or not words.is_name_shaped(named["name"].strip()):
        return False
    if not named["name"][:1].isupper():  # scripts without capitals don't show what is a name
        return bool(named["code"])
    return not alone or bool(named["code"]) or len(named["name"].split()) > 1
