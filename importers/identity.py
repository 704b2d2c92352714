"""See that two labels are one person's: slips of the typist, look-alike letters, initials."""

import re
from collections.abc import Collection, Sequence

from importers import rolewords

_ROLES = """
    interviewer interviewee participant respondent facilitator moderator researcher
    interviewers interviewees participants respondents facilitators moderators researchers
    """
_WORDS = frozenset(_ROLES.split())
_LIKE = str.maketrans(
    "аеорсухікмнтвјѕԁԛԝαορτυικνχАЕОРСУХІКМНТВЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxikmhtbjsdqwaoptuiknxAEOPCYXIKMHTBJSABEZHIKMNOPTYX",
)
# They only say which way to write, and one typing of a label has them where another has not.
_DIRECTIONS = dict.fromkeys(
    [0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
_CODED = re.compile(r"[^()\[\]]{2,60}[(\[](?P<code>[A-Z][A-Z\d.]{0,5})[)\]]")
# `Anna Bell (Aldham) (Independent)`, and `The Minister for Mills (Anna Bell)`.
_MORE = re.compile(
    r"(?P<name>[^()\[\]\d]{2,40} [^()\[\]\d]{1,40}?) ?[(\[](?P<more>[^()\[\]]{2,60})[)\]].{0,40}"
)
_ASIDE = re.compile(r"(?P<plain>[^()\[\]]{1,60}?)\s?[(\[](?P<how>[a-z][^()\[\]]{1,40}|\?)[)\]]")
_GENERAL_WORDS = """
    speaker male female guest host unknown unidentified voice nurse doctor man woman the member
    """
_GENERAL = frozenset(_GENERAL_WORDS.split()) | rolewords.ASKING | rolewords.ANSWERING
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "father", "sister"})
_KINDS = frozenset({"male", "female", "man", "woman", "boy", "girl"})


def folded(label: str) -> str:
    """Fold a label in lower case: look-alike letters to Latin ones, slips to the word meant.

    A label is taken for Latin only when every letter of it could be. Marks of direction go.
    """
    typed = label if label.isascii() else label.translate(_DIRECTIONS)
    latin = typed if typed.isascii() else typed.translate(_LIKE)
    if not latin.isascii():
        latin = typed
    return " ".join(_meant(word) for word in latin.split())


def _meant(word: str) -> str:
    """Return the role that a word one slip away from it means; other words stay as they are."""
    if len(word) < 8 or word in _WORDS or not word.isalpha():
        return word
    near = {role for role in _WORDS if abs(len(role) - len(word)) < 2 and is_slip(word, role)}
    return near.pop() if len(near) == 1 else word


def is_slip(typed: str, meant: str) -> bool:
    """Say whether one letter is missing, too many, another one, or changed places with the next."""
    same = next((n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    at = min(len(typed), len(meant)) if same is None else same
    swapped = typed[at : at + 2] == meant[at : at + 2][::-1] and len(typed) == len(meant)
    return (
        typed[at + 1 :] == meant[at + 1 :]
        or typed[at + 1 :] == meant[at:]
        or typed[at:] == meant[at + 1 :]
        or (swapped and typed[at + 2 :] == meant[at + 2 :])
    )


def same(labels: Sequence[str]) -> dict[str, str]:
    """Say which labels are another way of typing one that stands before them.

    `labels` are those of a transcript in the order of its turns. After `Ann Lee` has ended, `AL`,
    `Ann` or `Lee` are hers where no other name fits, and `I1` is whoever was `Anna (I1)`; `P1
    (whispering)` is `P1`. What fits two, or stands among the others, is left alone.
    """
    first = {label: at for at, label in reversed(list(enumerate(labels)))}
    last = {label: at for at, label in enumerate(labels)}
    names: dict[str, set[str]] = {}
    for label in first:
        for short in _shortened(label) | _role_named(label):
            names.setdefault(short, set()).add(label)
    found = {}
    for label, begun in first.items():
        of = names.get(label.replace(".", ""), set()) - {label}
        if len(of) == 1 and last[full := next(iter(of))] < begun:
            found[label] = full
    found |= _asides(first)
    return {label: found.get(full, full) for label, full in found.items()}


def _shortened(label: str) -> set[str]:
    """Give what else a full name or a name with a code in brackets may be typed as."""
    if match := _CODED.fullmatch(label):
        return {match["code"].replace(".", "")}
    if match := _MORE.fullmatch(label):
        ways = {match["name"].replace(".", ""), match["more"].replace(".", "")}
        return ways | {way.upper() for way in ways}
    head, comma, post = label.partition(", ")
    if comma and " " in head and head.isupper() == post.isupper():
        ends = {head.split()[-1]} if head.isupper() else set[str]()
        return {head.replace(".", "")} | ends | _shortened(head)
    parts = re.split(r"[\s-]+", label.replace(".", " ").strip())
    if len(parts) < 2 or not all(part[:1].isupper() and part.isalpha() for part in parts):
        return set()
    initials = "".join(part[0] for part in parts)
    outer = parts[0][0] + parts[-1][0]
    ends = {part for part in (parts[0], parts[-1]) if _is_name(part)}
    if parts[0].casefold() in _TITLES:
        ends.add(f"{parts[0]} {parts[-1]}")
    if label.isupper() and len(parts[-1]) > 3:  # broadcasters go on with the surname
        ends.add(parts[-1])
    if any(part.casefold() in _GENERAL for part in parts):
        return set()
    return ends | {outer} | ({initials} if len(initials) < 5 else set())


def _role_named(label: str) -> set[str]:
    """Give the role before somebody's name: `Interviewer` of `Interviewer (Ada)`."""
    role, bracket, _ = label.partition(" (")
    return {role} if bracket and (rolewords.asks(role) or rolewords.answers(role)) else set()


def _is_name(part: str) -> bool:
    return len(part) > 2 and not part.isupper() and part.casefold() not in _TITLES


def _asides(labels: Collection[str]) -> dict[str, str]:
    """Say which labels are another one with how it is said, or to whom, in brackets."""
    found = {}
    for label in labels:
        match = _ASIDE.fullmatch(label)
        plain = match["plain"] if match else ""
        single = plain[-1:].isdigit() or (match is not None and match["how"] not in _KINDS)
        if plain in labels and single:
            found[label] = plain
    return found
