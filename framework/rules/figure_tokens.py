"""Read and print figures inside the texts of joint displays, such as `[=monthly_on_time n/N]`."""

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from framework.rules.indicators import Spread, printed, share
from framework.rules.locators import retyped, stored
from framework.rules.notation import RunKind

FORMS = ("", "n/N", "%", "n", "N", "median", "range", "total", "sites",
         "nearest 10", "nearest 100", "nearest 1000")  # fmt: skip
NO_FIGURE = "no figure"

_TYPED = re.compile(
    r"\[=\s*(?P<key>[^\s\[\]@⟦⟧¶]+)(?:\s+(?P<form>[^\[\]@⟦⟧\n]*?))?"
    r"\s*(?:@\s*(?P<site>[^\[\]⟦⟧\n]+?))?\s*\]"
)
_FORMS_BY_NAME = {form.casefold(): form for form in FORMS if form not in {"n", "N"}}


class FigureToken(NamedTuple):
    """Name a figure: the indicator's key, which of its figures, and a site or "" for all."""

    key: str
    form: str = ""
    site: str = ""


class JointRun(NamedTuple):
    """Give a stretch of a joint display's text and what it is.

    `token` names the citation, the mention or the figure that it prints.
    """

    kind: RunKind | Literal["mention", "figure"]
    text: str
    token: str = ""


class Held(NamedTuple):
    """Hold what the forms of a figure are printed from; `sites` are those that have it."""

    text: str
    value: float | None
    n: int | None
    N: int | None
    spread: Spread | None
    measure: str
    sites: tuple[str, ...] = ()


def read_form(text: str) -> str | None:
    """Read which figure is meant, or None; `n` and `N` differ, the others are read in any case."""
    plain = " ".join(text.split())
    return plain if plain in FORMS else _FORMS_BY_NAME.get(plain.casefold())


def typed(figure: FigureToken) -> str:
    """Write a figure as an analyst types it: `[=monthly_late n/N @P03]`."""
    form = f" {figure.form}" if figure.form else ""
    return f"[={figure.key}{form}{f' @{figure.site}' if figure.site else ''}]"


def figure_spans(text: str) -> list[tuple[int, int]]:
    """Find what looks like a figure in a typed text, in code points."""
    return [match.span() for match in _TYPED.finditer(text)]


def figures_in(text: str) -> list[FigureToken]:
    """List the figures that a typed text names, with a form that there is."""
    found = (_figure(match) for match in _TYPED.finditer(text))
    return [figure for figure in found if figure is not None]


def to_stored(text: str, token_of: Callable[[FigureToken], str | None]) -> str:
    """Turn typed figures into tokens; one for which `token_of` gives None stays as typed."""

    def replace(match: re.Match[str]) -> str:
        figure = _figure(match)
        token = token_of(figure) if figure else None
        return stored(token) if token else match.group()

    return _TYPED.sub(replace, text)


def to_typed(text: str, figures: Mapping[str, FigureToken]) -> str:
    """Turn the tokens of figures in a stored text into what an analyst types."""
    return retyped(text, figures, typed)


def shown(form: str, held: Held | None) -> str:
    """Print a figure in one of its forms, or say that there is none."""
    if held is None:
        return NO_FIGURE
    if not form:
        return held.text
    counted = held.n is not None and held.N is not None
    made: Mapping[str, Callable[[], str | None]] = {
        "n/N": lambda: f"{held.n}/{held.N}" if counted else None,
        "%": lambda: share(held.n or 0, held.N or 0, percent=True).partition("(")[2].rstrip(")")
        if counted and held.N else None,
        "n": lambda: None if held.n is None else str(held.n),
        "N": lambda: None if held.N is None else str(held.N),
        "median": lambda: printed(held.spread.median) if held.spread else None,
        "range": lambda: _range(held.spread) if held.spread else None,
        "total": lambda: _total(held),
        "sites": lambda: ", ".join(held.sites) or "none",
    }  # fmt: skip
    if form.startswith("nearest "):
        return _nearest(held, int(form.removeprefix("nearest "))) or NO_FIGURE
    return made[form]() or NO_FIGURE


def _figure(match: re.Match[str]) -> FigureToken | None:
    """Read one typed figure, or None where its form is none."""
    form = read_form(match["form"] or "")
    return None if form is None else FigureToken(match["key"], form, (match["site"] or "").strip())


def _range(spread: Spread) -> str:
    """Print the ends of a spread, `3–19`, or the one value that both are."""
    return "–".join(dict.fromkeys((printed(spread.least), printed(spread.greatest))))


def _total(held: Held) -> str | None:
    """Print the total of what was measured."""
    if held.spread:
        return printed(held.spread.total)
    return None if held.value is None or held.N is not None else printed(held.value)


def _nearest(held: Held, step: int) -> str | None:
    """Print a total to the nearest ten, hundred or thousand."""
    total = held.spread.total if held.spread else held.value
    return None if total is None else printed(step * int((total + step / 2) // step))
