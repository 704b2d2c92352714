"""Report how far long work has come, and let it be cancelled."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

from framework.errors import CancelledError

Item = TypeVar("Item")
_AT_ONCE = 500


def _silent(_done: int, _total: int, _what: str) -> None:
    """Show nothing."""


@dataclass(frozen=True)
class Progress:
    """Pass `show(done, total, what)` along with long work, which calls `at` between its pieces."""

    show: Callable[[int, int, str], None] = _silent
    stop: Event = field(default_factory=Event)

    def at(self, done: int, total: int, what: str) -> None:
        """Show `done` of `total` pieces, or raise CancelledError when the person has cancelled."""
        if self.stop.is_set():
            raise CancelledError("Cancelled. The study is as it was.")
        self.show(done, total, what)

    def through(self, items: Iterable[Item], what: str) -> Iterator[Item]:
        """Go through many items, asking between some of them whether to go on."""
        for at, item in enumerate(items):
            if not at % _AT_ONCE:
                self.at(0, 1, what)
            yield item
