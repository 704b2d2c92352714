"""See that two labels are one person's: slips of the typist, look-alike letters, initials."""

import re
from collections.abc import Sequence

_ROLES = """
    interviewer interviewee participant respondent facilitator moderator researcher
    interviewers interviewees participants respondents facilitators moderators researchers
    """
_WORDS = frozenset(_ROLES.split())
_LIKE = str.maketrans(
    "аеорсухікмнтвјѕԁԛԝαορτυικνχАЕОРСУХІКМНТВЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxikmhtbjsdqwaoptuiknxAEOPCYXIKMHTBJSABEZHIKMNOPTYX",
)
_INITIALS = re.compile(r"[^\W\d_](?:\.?[^\W\d_]){1,3}\.?")


def folded(label: str) -> str:
    """Fold a label in lower case: look-alike letters to Latin ones, slips to the word meant.

    A label is taken for Latin only when every letter of it could be.
    """
    latin = label if label.isascii() else label.translate(_LIKE)
    if not latin.isascii():
        latin = label
    return " ".join(_meant(word) for word in latin.split())


def _meant(word: str) -> str:
    """Return the role that a word one slip away from it means; other words stay as they are."""
    if len(word) < 8 or word in _WORDS or not word.isalpha():
        return word
    near = {role for role in _WORDS if abs(len(role) - len(word)) < 2 and _is_slip(word, role)}
    return near.pop() if len(near) == 1 else word


def _is_slip(typed: str, meant: str) -> bool:
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


def initials(labels: Sequence[str]) -> dict[str, str]:
    """Say which labels are the initials of one full name that ends before they begin.

    `labels` are those of a transcript in the order of its turns; initials that fit two names, or
    that stand among the full ones, are left alone.
    """
    first = {label: at for at, label in reversed(list(enumerate(labels)))}
    last = {label: at for at, label in enumerate(labels)}
    names: dict[str, list[str]] = {}
    for label in first:
        parts = re.split(r"[\s-]+", label.replace(".", " ").strip())
        if len(parts) > 1 and all(part[:1].isupper() for part in parts):
            names.setdefault("".join(part[0] for part in parts), []).append(label)
    found = {}
    for label, begun in first.items():
        if _INITIALS.fullmatch(label) and label.isupper():
            of = names.get(label.replace(".", ""), [])
            if len(of) == 1 and of[0] != label and last[of[0]] < begun:
                found[label] = of[0]
    return found
