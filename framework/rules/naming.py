"""Match the names that a file uses for cases and themes with those of the study."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_LOOSE = re.compile(r"[\s\-‐‑‒–—−_·•|,:;()]+")
_NEAR, _MOST = 72, 3
_ALIKE = str.maketrans("oil", "011")  # letters that are typed for nought and one


class Named(NamedTuple):
    """Give a case or a theme of the study: its id, its name, what it may be called besides.

    `number` is a theme's, `label` a case's; `above` names the themes under which a theme stands.
    """

    id: int
    name: str
    number: str = ""
    label: str = ""
    above: tuple["Named", ...] = ()

    @property
    def shown(self) -> str:
        """Give the name with its number."""
        return f"{self.number} {self.name}".strip()

    @property
    def labelled(self) -> tuple[str, ...]:
        """Give a case's label, alone and after its name, where it has one."""
        return (self.label, f"{self.name} {self.label}") if self.label else ()


class Match(NamedTuple):
    """Say what a name in a file means: one of the study's, or None, and what else it may be.

    `candidates` all fit as well as each other; `near` are only like it.
    """

    found: Named | None
    candidates: tuple[Named, ...] = ()
    near: tuple[Named, ...] = ()


def folded(text: str) -> str:
    """Forgive case, white space, dashes and the signs between a name and what follows it."""
    return _LOOSE.sub("", unicodedata.normalize("NFC", text).casefold())


def match_case(text: str, cases: Sequence[Named]) -> Match:
    """Find the case that the first column of a row names, alone or with its label.

    Below the first line may stand what exports add.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    for said in dict.fromkeys((" ".join(lines), lines[0], lines[0].split(";")[0].strip())):
        exact = [case for case in cases if case.name == said]
        alike = exact or [
            case for case in cases
            if folded(said) in {folded(case.name), folded(case.name + case.label)}
        ]  # fmt: skip
        if len(alike) == 1:
            return Match(alike[0])
        if alike:
            return Match(None, tuple(alike))
    first = folded(lines[0])
    begun = [case for case in cases if folded(case.name) and first.startswith(folded(case.name))]
    longest = sorted(begun, key=lambda case: -len(case.name))[:1]
    seen = first.translate(_ALIKE)
    alike = [case for case in cases if first and folded(case.name).translate(_ALIKE) == seen]
    return Match(None, (), _near(lines[0], cases, [*alike, *longest]))


def match_theme(heads: Sequence[str], themes: Sequence[Named]) -> Match:
    """Find the theme that a head names by number, by both, or by a name that is one theme's alone.

    Of several of a name, the one under what the other heads name is meant.
    """
    head = " ".join(heads[0].split()) if heads else ""
    after = {theme: _after(theme.number, head) for theme in themes}
    numbered = {theme: folded(rest) for theme, rest in after.items() if rest is not None}
    for theme, rest in numbered.items():
        if rest in {"", folded(theme.name)}:
            return Match(theme)
    if numbered:
        rests = set(numbered.values())
        others = tuple(other for other in themes if folded(other.name) in rests)
        own = tuple(numbered)
        return Match(None, own + others) if others else Match(None, (), own)
    named = [theme for theme in themes if theme.name == head]
    named = named or [theme for theme in themes if folded(theme.name) == folded(head) != ""]
    if len(named) > 1:
        under = [theme for theme in named if _is_under(theme, heads[1:])]
        named = under if len(under) == 1 else named
    if len(named) == 1:
        return Match(named[0])
    return Match(None, tuple(named)) if named else Match(None, (), _near(head, themes, []))


def _after(number: str, head: str) -> str | None:
    """Give what follows a theme's number in a head, None where it does not begin with it."""
    head = re.sub(r"^theme\s+", "", head, flags=re.IGNORECASE)
    if not number or not head.casefold().startswith(number.casefold()):
        return None
    rest = head[len(number) :]
    if rest[:1].isalnum() or re.match(r"\.\d", rest):
        return None
    return rest.lstrip(" .):–—-,·|\t")


def _is_under(theme: Named, contexts: Sequence[str]) -> bool:
    """Tell whether what spans a column, or what its table is called, names a theme above."""
    return any(
        folded(above.name) in folded(context) or _after(above.number, context) is not None
        for above in theme.above for context in contexts
    )  # fmt: skip


def _near(text: str, named: Sequence[Named], first: Sequence[Named]) -> tuple[Named, ...]:
    """List those that are most like a name, best first."""
    from rapidfuzz import fuzz

    wanted = folded(text)
    called = [(one, (one.name, one.shown, *one.labelled)) for one in named]
    scored = [(max(fuzz.ratio(wanted, folded(said)) for said in names), one)
              for one, names in called]  # fmt: skip
    close = sorted((pair for pair in scored if pair[0] >= _NEAR), key=lambda pair: -pair[0])
    return tuple(dict.fromkeys([*first, *(one for _score, one in close)]))[:_MOST]
