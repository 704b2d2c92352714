"""Tell a theme's number that is being typed from the key of a recent theme."""

from collections.abc import Collection
from typing import Literal, NamedTuple

SIGNS = "0123456789."


class Meant(NamedTuple):
    """Say what was meant: the theme under a recent key, or the one of a number.

    With kind `unknown`, no theme's number is or begins with `typed`.
    """

    kind: Literal["recent", "number", "unknown"]
    typed: str


class TypedNumber:
    """Gather digits and dots as they are typed.

    A digit by itself is a recent key once a pause, or another key, follows; with Enter it is a
    number. Where no theme's number begins with it, it is a recent key at once.
    """

    def __init__(self) -> None:
        self.typed = ""
        self._numbers: Collection[str] = ()

    def add(self, sign: str, numbers: Collection[str]) -> list[Meant] | None:
        """Take a digit or a dot; return what is meant by now, or None if it is no part of one."""
        self._numbers = numbers
        if not self.typed and sign in "0.":
            return None
        typed = self.typed + sign
        if any(number.startswith(typed) for number in numbers):
            self.typed = typed
            return []
        if not self.typed:
            return [Meant("recent", sign)]
        if len(self.typed) == 1 and sign not in "0.":
            first = self.pause()
            return [*first, *(self.add(sign, numbers) or [])]
        self.typed = ""
        return [Meant("unknown", typed)]

    def pause(self) -> list[Meant]:
        """Return what is meant when nothing more is typed."""
        if len(self.typed) == 1:
            meant = Meant("recent", self.typed)
            self.typed = ""
            return [meant]
        return self.enter()

    def enter(self) -> list[Meant]:
        """Return the number that is meant when Enter ends it."""
        typed, self.typed = self.typed, ""
        number = typed.rstrip(".")
        if not number:
            return []
        return [Meant("number" if number in self._numbers else "unknown", number)]

    def back(self) -> None:
        """Take back the last digit or dot."""
        self.typed = self.typed[:-1]
