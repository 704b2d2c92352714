"""Keep how a person has laid out a study's charts: sizes, order, what is hidden, zoom."""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from framework.study import Study

ZOOMS = ("states", "lines", "full")
FULL = "full"


class _Numbered(Protocol):
    @property
    def id(self) -> int:
        """Return the id."""


N = TypeVar("N", bound=_Numbered)


class Kept(NamedTuple):
    """Hold the layout of the charts of one study.

    `widths` by theme and `heights` by case are px at 100 %; `themes` and `cases` are ids in the
    person's own order; `apart` names the analysts who chart apart.
    """

    widths: tuple[tuple[int, int], ...] = ()
    heights: tuple[tuple[int, int], ...] = ()
    themes: tuple[int, ...] = ()
    cases: tuple[int, ...] = ()
    hidden_themes: tuple[int, ...] = ()
    hidden_cases: tuple[int, ...] = ()
    zoom: str = FULL
    apart: tuple[str, ...] = ()


NOTHING_KEPT = Kept()


def in_order(rows: Sequence[N], ids: Sequence[int]) -> list[N]:
    """Put rows in the person's own order; what is new stands behind what it stood behind."""
    if not ids:
        return list(rows)
    place = {row_id: at for at, row_id in enumerate(ids)}
    ranks, last = [], -1
    for at, row in enumerate(rows):
        last = place.get(row.id, last)
        ranks.append((last, row.id not in place, at))
    return [row for _rank, row in sorted(zip(ranks, rows, strict=True), key=lambda pair: pair[0])]


def moved(ids: Sequence[int], which: int, by: int) -> tuple[int, ...]:
    """Give the order after one of these ids has moved by so many places."""
    order = list(ids)
    at = order.index(which)
    order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
    return tuple(order)


def merged(before: Sequence[int], shown: Sequence[int]) -> tuple[int, ...]:
    """Lay a new order of what is shown over the order before, in which others keep their places."""
    inside, waiting = set(shown), list(shown)
    found = [waiting.pop(0) if row_id in inside else row_id for row_id in before]
    return (*found, *waiting)


class Keeper:
    """Remember a study's layout in the person's settings."""

    def __init__(
        self, study: "Study", recall: Callable[[str], str], remember: Callable[[str, str], None]
    ) -> None:
        self._name, self._remember = _name(study), remember
        self.kept = _read(recall(self._name))

    def keep(self, **what: Any) -> None:  # noqa: ANN401 - fields of Kept, by name
        """Keep something else."""
        self.kept = self.kept._replace(**what)
        plain = {
            name: value for name, value in self.kept._asdict().items()
            if value != getattr(NOTHING_KEPT, name)
        }  # fmt: skip
        self._remember(self._name, json.dumps(plain) if plain else "")


def _name(study: "Study") -> str:
    """Return the name under which a layout is remembered: the study's place."""
    return f"chart-{sha256(str(study.path.resolve()).encode()).hexdigest()[:16]}"


def _read(text: str) -> Kept:
    """Read what was kept; what a person's settings file no longer says well is left out."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return NOTHING_KEPT
    if not isinstance(found, dict):
        return NOTHING_KEPT
    zoom = found.get("zoom", FULL)
    return Kept(
        _pairs(found.get("widths", ())),
        _pairs(found.get("heights", ())),
        _ids(found.get("themes", ())),
        _ids(found.get("cases", ())),
        hidden_themes=_ids(found.get("hidden_themes", ())),
        hidden_cases=_ids(found.get("hidden_cases", ())),
        zoom=zoom if zoom in ZOOMS else FULL,
        apart=tuple(map(str, found.get("apart", ()))),
    )


def _pairs(found: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """Read sizes."""
    return tuple((int(which), int(size)) for which, size in found)


def _ids(found: Sequence[int]) -> tuple[int, ...]:
    """Read ids."""
    return tuple(map(int, found))
