"""Set apart the rows of a table that are no rows of its data: totals, notes, heads repeated.

Each is kept, and named with its row; the person can have all of them back as rows.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from importers.tables import fold

Numbered = tuple[int, tuple[str, ...]]

_SUM = (
    r"(?:(?:sub-?|grand |overall )?totals?|total result|summe|gesamt(?:summe)?|insgesamt|somme"
    r"|total général|totale|totaal|totalt)(?:\s*\([^()]*\))?"
)
_TOTAL = re.compile(_SUM, re.IGNORECASE)
_AT_FOOT = re.compile(
    rf"{_SUM}|sums?|overall|all (?:sites|practices)|mean|average", re.IGNORECASE
)  # fmt: skip
_BESIDE_TOTALS = re.compile(
    r"avg|median|min(?:imum)?|max(?:imum)?|s\.?d\.?|std\.? dev\.?|standard deviation|count|n|range"
    r"|percent(?:age)?|%", re.IGNORECASE
)  # fmt: skip
_OF_ONE = re.compile(
    rf"(?:(.+?)[\s:–-]+{_SUM}|{_SUM}[\s:–-]+(?:for |of )?(.+))", re.IGNORECASE
)  # fmt: skip
_STEMS = ("total", "totaa", "summe", "gesamt", "somme")
_NUMBER = re.compile(r"[-+~]?[\d.,]*\d[\d.,]*%?")
_NOTE = re.compile(
    r"[*†‡§]|(?:notes?|n\.?b\.?|sources?|key|legend|abbreviations|prepared|exported|printed"
    r"|generated|produced|downloaded|applied filters?|filters?|confidential|synthetic|copyright)\b"
    r"(?P<sure>.*:)?",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:page|seite|pagina|página)\s+\d+(?:\s*(?:/|of|von|de|sur|di|van)\s*\d+)?", re.IGNORECASE
)
_SHOWN, _FEWEST_SPACES, _FEWEST_SUMMED = 20, 2, 2
_NEAR = 1e-9


class Parted(NamedTuple):
    """Hold the rows of data, those set apart, and a sentence about each of these."""

    rows: list[Numbered]
    apart: list[Numbered]
    remarks: list[str]


def parted(rows: Sequence[Numbered], names: Sequence[str], said: str) -> Parted:
    """Set rows apart that call themselves totals, repeat the head or are notes at the foot."""
    if said == "rows" or not rows:
        return Parted(list(rows), [], [])
    why = dict.fromkeys(_repeated(rows, names), "repeats the head")
    why |= dict.fromkeys(_pages(rows), "numbers a page")
    left = [one for one in rows if one[0] not in why] if why else list(rows)
    cut = _foot(left)
    why |= {number: _of_foot(row) for number, row in left[cut:]}
    left = left[:cut]
    inside = list(_inside(left))
    doubt = []
    if inside and len(inside) * 2 > len(left):
        doubt = [
            f"{len(inside)} rows call themselves totals; they count, since few others stand there."
        ]
    else:
        why |= dict.fromkeys(inside, "is a total")
    others = [one for one in left if one[0] not in why]
    if (bare := _bare_sum(others)) is not None:
        why[bare] = "names nothing and holds the sums of the other rows"
    apart = [one for one in rows if one[0] in why]
    kept = [one for one in rows if one[0] not in why] if why else list(rows)
    return Parted(kept, apart, [*_in_words(apart, why), *doubt])


def _in_words(apart: Sequence[Numbered], why: dict[int, str]) -> Iterator[str]:
    for number, row in apart[:_SHOWN]:
        shown = " | ".join(value for value in row if value.strip())[:200]
        yield f"Row {number} {why[number]} and was set apart, not counted: {shown}."
    if len(apart) > _SHOWN:
        yield f"{len(apart) - _SHOWN} further rows of this kind were set apart, not counted."


def _repeated(rows: Sequence[Numbered], names: Sequence[str]) -> list[int]:
    head = [fold(name) for name in names]
    first = next((at for at, name in enumerate(head) if name), 0)
    texts = {row[first] for _number, row in rows}
    likely = {text for text in texts if text.strip() and fold(text) == head[first]}
    return [
        number for number, row in rows
        if row[first] in likely and [fold(value) for value in row] == head
    ]  # fmt: skip


def _pages(rows: Sequence[Numbered]) -> list[int]:
    """List the rows that hold nothing but the number of a page."""
    likely = {text for text in {row[0] for _n, row in rows} if not text or numbers_page(text)}
    return [
        number for number, row in rows
        if row[0] in likely and sum(map(bool, row)) == 1 and numbers_page(_first(row))
    ]  # fmt: skip


def numbers_page(text: str) -> bool:
    """Tell a text that says nothing but which page this is."""
    return bool(_PAGE.fullmatch(text))


def _foot(rows: Sequence[Numbered]) -> int:
    """Count the rows above the foot: what stands there are totals and notes."""
    cut = len(rows)
    while cut:
        upper = min(_notes_from(rows, cut), _totals_from(rows, cut))
        if upper == cut:
            break
        cut = upper
    return cut


def _totals_from(rows: Sequence[Numbered], end: int) -> int:
    """Give where totals at the foot begin; a median counts as one where a total stands beside."""
    start = end
    while start and (_is_foot(rows[start - 1][1]) or _is_beside(rows[start - 1][1])):
        start -= 1
    while start < end and not any(_is_foot(row) for _n, row in rows[start:end]):
        start += 1
    return start


def _first(row: Sequence[str]) -> str:
    return next((value.strip() for value in row if value.strip()), "").rstrip(" :")


def _is_foot(row: Sequence[str]) -> bool:
    return bool(_AT_FOOT.fullmatch(_first(row)))


def _is_beside(row: Sequence[str]) -> bool:
    return bool(_BESIDE_TOTALS.fullmatch(_first(row)))


def _of_foot(row: Sequence[str]) -> str:
    return "is a total" if _is_foot(row) or _is_beside(row) else "is a note below the table"


def _notes_from(rows: Sequence[Numbered], end: int) -> int:
    """Give where the notes at the foot begin: alone in their row, below a gap or marked."""
    if end and len(rows[0][1]) == 1:
        return end
    start, at = end, end
    while at and (sure := _is_note(rows[at - 1][1])) is not None:
        at -= 1
        gap = at > 0 and rows[at][0] - rows[at - 1][0] > 1
        if (sure and start == at + 1) or gap:
            start = at
    return start


def _is_note(row: Sequence[str]) -> bool | None:
    """Tell a note at the foot: True for one that says so, False for one that may be, else None."""
    filled = [value.strip() for value in row if value.strip()]
    note = _NOTE.match(filled[0])
    if len(filled) > 1:
        marked = note and (note["sure"] or filled[0].count(" ") >= _FEWEST_SPACES)
        return True if marked else None
    if note:
        return True
    return False if " " in filled[0] and not _NUMBER.fullmatch(filled[0]) else None


def _inside(rows: Sequence[Numbered]) -> Iterator[int]:
    """List the rows that call themselves totals anywhere: of all, or of one named above them."""
    if not rows:
        return
    columns = zip(*[row for _number, row in rows], strict=True)
    named = [_totals_among(set(column)) for column in columns]
    if any(named):
        for number, row in rows:
            for value, totals in zip(row, named, strict=True):
                if value in totals:
                    yield number
                    break
                if _NUMBER.fullmatch(value.strip()):
                    break


def _names_total(text: str) -> bool:
    folded = text.casefold()
    return any(stem in folded for stem in _STEMS)


def totalled(text: str) -> str:
    """Give the name whose total a text calls itself, “” for none."""
    of_one = _OF_ONE.fullmatch(text.strip().rstrip(" :"))
    return (of_one[1] or of_one[2]).strip() if of_one else ""


def _totals_among(values: set[str]) -> set[str]:
    if not _names_total("\n".join(values)):
        return set()
    folded = {value.strip().casefold() for value in values}
    found = set()
    for value in filter(_names_total, values):
        bare = value.strip().rstrip(" :")
        name = totalled(value).casefold()
        if _TOTAL.fullmatch(bare) or (name and name in folded):
            found.add(value)
    return found


def _bare_sum(rows: Sequence[Numbered]) -> int | None:
    """Give the last or first row where it names nothing and holds the sums of all other rows."""
    if len(rows) <= _FEWEST_SUMMED:
        return None
    ends = ((rows[-1], rows[:-1]), (rows[0], rows[1:]))
    return next((end[0] for end, others in ends if _sums_up(end[1], others)), None)


def _sums_up(row: Sequence[str], others: Sequence[Numbered]) -> bool:
    filled = [at for at, value in enumerate(row) if value.strip()]
    if not filled or filled[0] == 0 or not all(_plain(row[at]) for at in filled):
        return False
    if not all(other[0].strip() for _n, other in others):
        return False
    sums = [sum(_value(other[at]) for _n, other in others) for at in filled]
    same = all(abs(found - _value(row[at])) < _NEAR for at, found in zip(filled, sums, strict=True))
    return same and any(sums)


def _plain(value: str) -> bool:
    return bool(re.fullmatch(r"[-+]?\d+(?:\.\d+)?", value.strip()))


def _value(value: str) -> float:
    return float(value) if _plain(value) else 0.0
