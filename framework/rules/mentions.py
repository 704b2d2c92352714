"""Read and print mentions of cells, such as `[P03 × 2.1]`, inside a synthesis."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from framework.rules.locators import retyped, stored
from framework.rules.notation import Run, RunKind

_BRACKETS = re.compile(r"\[(?P<inner>[^\[\]¶⟦⟧\n]{3,400})\]")
_CROSS = re.compile(r"\s*×\s*|\s+[xX]\s+")


class Mention(NamedTuple):
    """Name a case and a theme's number."""

    case: str
    theme: str


class SynthesisRun(NamedTuple):
    """Give a stretch of a synthesis and what it is; a `token` names its citation or mention."""

    kind: RunKind | Literal["mention"]
    text: str
    token: str = ""


def label(mention: Mention) -> str:
    """Print a mention: `P03 × 2.1`."""
    return f"{mention.case} × {mention.theme}"


def typed(mention: Mention) -> str:
    """Write a mention as an analyst types it: `[P03 × 2.1]`."""
    return f"[{label(mention)}]"


def mention_spans(text: str) -> list[tuple[int, int]]:
    """Find what looks like a mention in a typed synthesis, in code points."""
    return [match.span() for match in _BRACKETS.finditer(text) if _CROSS.search(match["inner"])]


def to_stored(
    text: str, kept: Mapping[Mention, list[str]], token_of: Callable[[Mention], str | None]
) -> str:
    """Turn typed mentions into tokens; those `kept` from before go on being what they were.

    One for which `token_of` gives None, however it is read, stays as typed. A case's name may
    hold a cross too: then every way to read the mention is tried, the longest name first.
    """
    left = {typed(mention): list(tokens) for mention, tokens in kept.items()}
    for shown in sorted(left, key=len, reverse=True):
        while left[shown] and shown in text:
            text = text.replace(shown, stored(left[shown].pop(0)), 1)

    def replace(match: re.Match[str]) -> str:
        tokens = (token_of(mention) for mention in _readings(match["inner"]))
        token = next((token for token in tokens if token), None)
        return stored(token) if token else match.group()

    return _BRACKETS.sub(replace, text)


def to_typed(text: str, mentions: Mapping[str, Mention]) -> str:
    """Turn the tokens of mentions in a stored synthesis into what an analyst types."""
    return retyped(text, mentions, typed)


def runs(cut: list[Run], mentions: Mapping[str, Mention]) -> list[SynthesisRun]:
    """Name the mentions among the runs of a synthesis."""
    return [
        SynthesisRun("mention", label(mentions[run.token]), run.token)
        if run.token in mentions else SynthesisRun(*run)
        for run in cut
    ]  # fmt: skip


def _readings(inner: str) -> Iterator[Mention]:
    """Read a mention at each of its crosses, the last first."""
    for cross in reversed(list(_CROSS.finditer(inner))):
        case, theme = inner[: cross.start()].strip(), inner[cross.end() :].strip()
        if case and theme:
            yield Mention(case, theme)
