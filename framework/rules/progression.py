"""Judge a figure against the thresholds of a progression criterion: stop, review or go."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

Result = Literal["stop", "review", "go", "not judged"]
DIRECTIONS = ("higher", "lower")

_BOUND = re.compile(
    r"(?P<sign><=|>=|<|>|≤|≥|at least|at most|below|under|above|over)?\s*"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)\s*%?",
    re.IGNORECASE,
)
_SIGNS: Mapping[str, str] = {
    "<": "<", "below": "<", "under": "<", "≤": "≤", "<=": "≤", "at most": "≤",
    ">": ">", "above": ">", "over": ">", "≥": "≥", ">=": "≥", "at least": "≥",
}  # fmt: skip
_DEFAULT = {("higher", "go"): "≥", ("higher", "stop"): "<", ("lower", "go"): "≤",
            ("lower", "stop"): ">"}  # fmt: skip


class Judged(NamedTuple):
    """Say what a criterion comes to, and by which rule."""

    result: Result
    rule: str


def judge(value: float | None, stop: str, go: str, direction: str = "higher") -> Judged:
    """Judge a figure: go and stop by their thresholds, review between them.

    A threshold is a number, with a sign such as ≥ or “below” where it differs from the usual: go
    at the threshold or better, stop worse than it. `direction` says which is better.
    """
    if direction not in DIRECTIONS:
        return Judged("not judged", f"“{direction}” is neither higher nor lower.")
    bounds = {}
    for name, text in (("stop", stop), ("go", go)):
        match = _BOUND.fullmatch(text.strip())
        if match is None:
            said = f"“{text.strip()}” is no number" if text.strip() else "it has no number"
            return Judged("not judged", f"{name.capitalize()}: {said} that a figure can be held "
                          "against.")  # fmt: skip
        sign = _SIGNS[(match["sign"] or "").lower()] if match["sign"] else _DEFAULT[direction, name]
        bounds[name] = sign, float(match["number"])
    rule = f"Go {_words(bounds['go'], go)}, stop {_words(bounds['stop'], stop)}, else review."
    if value is None:
        return Judged("not judged", f"There is no figure. {rule}")
    holds = {name: _holds(value, *bound) for name, bound in bounds.items()}
    if holds["stop"] and holds["go"]:
        return Judged("not judged", f"Stop and go both hold. {rule}")
    return Judged("go" if holds["go"] else "stop" if holds["stop"] else "review", rule)


def _holds(value: float, sign: str, bound: float) -> bool:
    """Tell whether a figure lies beyond a threshold; a rounding error of binary does not count."""
    close = abs(value - bound) < 1e-9
    return {
        "<": value < bound and not close,
        "≤": value <= bound or close,
        ">": value > bound and not close,
        "≥": value >= bound or close,
    }[sign]


def _words(bound: tuple[str, float], typed: str) -> str:
    """Print a threshold."""
    sign, number = bound
    return f"{sign} {number:g}{'%' if '%' in typed else ''}"
