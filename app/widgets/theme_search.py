"""Rank themes by what has been typed."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.widgets.folding import Folded, Span, fold, folded

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

NUMBER, NUMBER_START, WORD_START, NAME, SLIP, DEFINITION = range(6)
SHORTEST_SLIP, LONG_WORD = 4, 8
DETAILED = 40
WIDTH = 44


class Found(NamedTuple):
    """Hold a theme that matches, and where: the stretches of its name and of `note` that do.

    `note` is the stretch of the definition, or of what to include, that holds what is typed.
    """

    theme: "ThemeRow"
    rank: int = NAME
    bold: tuple[Span, ...] = ()
    note: str = ""
    note_bold: tuple[Span, ...] = ()


def find(themes: "Sequence[ThemeRow]", typed: str, recent: Sequence[int] = ()) -> list[Found]:
    """Return the themes that match, best first; all of them when nothing is typed.

    Those that match equally well stand as they were used of late, then in the framework's order.
    """
    words = folded(typed).split()
    used = {theme: place for place, theme in enumerate(recent)}
    ranked = []
    for order, theme in enumerate(themes):
        rank = _rank(theme, words) if words else NAME
        if rank is not None:
            ranked.append((rank, used.get(theme.id, len(used)), order, theme))
    if all(entry[0] > SLIP for entry in ranked):  # something may be mistyped
        meant = {order for order, theme in enumerate(themes) if _is_slip(theme, words)}
        ranked = [entry for entry in ranked if entry[2] not in meant]
        ranked += [(SLIP, used.get(t.id, len(used)), at, t) for at, t in enumerate(themes)
                   if at in meant]  # fmt: skip
    ranked.sort(key=lambda entry: entry[:3])
    best = [_found(theme, rank, words) for rank, _used, _order, theme in ranked[:DETAILED]]
    return best + [Found(theme, rank) for rank, _used, _order, theme in ranked[DETAILED:]]


def _rank(theme: "ThemeRow", words: list[str]) -> int | None:
    """Return how well a theme matches all words, 0 best, None not at all."""
    number, name = folded(theme.number), folded(theme.name)
    starts = _starts_of(theme)
    tests = (
        (NUMBER, words == [number]),
        (NUMBER_START, len(words) == 1 and bool(number) and number.startswith(words[0])),
        (WORD_START, name.startswith(" ".join(words)) or all(_starts(w, starts) for w in words)),
        (NAME, all(word in name or number.startswith(word) for word in words)),
        (DEFINITION, _holds(theme, words)),
    )
    return next((rank for rank, passed in tests if passed), None)


def _is_slip(theme: "ThemeRow", words: list[str]) -> bool:
    """Say whether all words begin the words of a theme's name but for a slip or two."""
    starts = _starts_of(theme)
    return all(_starts(word, starts) or _slips(word, starts) for word in words)


def _holds(theme: "ThemeRow", words: list[str]) -> bool:
    """Say whether name and definition together hold all words."""
    said = f"{folded(theme.name)} {folded(theme.definition)} {folded(theme.include)}"
    return all(word in said or folded(theme.number).startswith(word) for word in words)


def _starts_of(theme: "ThemeRow") -> list[str]:
    """List what a word may begin of a theme: the words of its name, and its number."""
    number = folded(theme.number)
    return [*_words(folded(theme.name)), number] if number else _words(folded(theme.name))


def _words(name: str) -> list[str]:
    """List the words of a folded name."""
    return re.findall(r"\w+", name)


def _starts(word: str, starts: list[str]) -> bool:
    """Say whether one of the words of a name begins with what is typed."""
    return any(start.startswith(word) for start in starts)


def _slips(word: str, starts: list[str]) -> bool:
    """Say whether what is typed is but a slip or two away from how a word begins."""
    if len(word) < SHORTEST_SLIP:
        return False
    most = 2 if len(word) >= LONG_WORD else 1
    return any(
        slips(word, start[:length], most)
        for start in starts
        for length in {len(word) - 1, len(word), len(word) + 1}
        if length <= len(start)
    )


def slips(typed: str, meant: str, most: int) -> bool:
    """Say whether `most` slips turn one word into the other.

    A slip is a letter too many, too few or wrong, or two letters the wrong way round.
    """
    if typed == meant:
        return True
    if not most or abs(len(typed) - len(meant)) > most:
        return False
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b),
              min(len(typed), len(meant)))  # fmt: skip
    typed, meant = typed[at:], meant[at:]
    turned = typed[:2][::-1] == meant[:2] and len(typed) > 1
    return (
        slips(typed[1:], meant[1:], most - 1)
        or slips(typed[1:], meant, most - 1)
        or slips(typed, meant[1:], most - 1)
        or (turned and slips(typed[2:], meant[2:], most - 1))
    )


def _found(theme: "ThemeRow", rank: int, words: list[str]) -> Found:
    """Say where a theme matches."""
    name = fold(theme.name)
    bold = tuple(span for word in words for span in _best(name, word))
    if rank != DEFINITION:
        return Found(theme, rank, bold)
    missing = [word for word in words if word not in folded(theme.name)]
    texts = (theme.definition, theme.include)
    note = next((text for text in texts for word in missing if word in folded(text)), "")
    return Found(theme, rank, bold, *around(note, missing or words))


def _best(text: Folded, word: str) -> list[Span]:
    """Return the first place of a word, at the beginning of one of the text's if there is any."""
    places = list(re.finditer(rf"\b{re.escape(word)}", text.plain))
    places = places or list(re.finditer(re.escape(word), text.plain))
    return [text.span(*places[0].span())] if places else []


def around(text: str, words: Sequence[str], width: int = WIDTH) -> tuple[str, tuple[Span, ...]]:
    """Return the stretch of a definition round the first word typed, and the words in it."""
    flat = " ".join(text.split())
    whole = fold(flat)
    places = [span for word in words for span in _best(whole, word)]
    start = max(0, min((place for place, _end in places), default=0) - width // 3)
    if start:
        start = flat.find(" ", start) + 1
    piece = flat[start : start + width]
    shown = ("…" if start else "") + piece + ("…" if start + width < len(flat) else "")
    inside = fold(shown)
    return shown, tuple(span for word in words for span in _best(inside, word))
