"""Keep a study as plain values, for comparing with the real one."""

from copy import deepcopy
from dataclasses import dataclass, field


@dataclass
class PlainStudy:
    """Hold what a study should hold: themes by name, codings and cells by what they join."""

    themes: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    order: dict[str | None, list[str]] = field(default_factory=lambda: {None: []})
    transcripts: list[str] = field(default_factory=list)
    codings: dict[tuple[str, int, int, str], tuple[bool, str]] = field(default_factory=dict)
    cells: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def add_theme(self, name: str, parent: str | None) -> None:
        """Add a theme at the end of its siblings."""
        self.themes[name] = (parent, "")
        self.order.setdefault(parent, []).append(name)
        self.order.setdefault(name, [])

    def below(self, name: str) -> list[str]:
        """List a theme and all under it."""
        return [name, *(deep for child in self.order[name] for deep in self.below(child))]

    def remove_theme(self, name: str) -> None:
        """Remove a theme with all that hangs on it."""
        gone = set(self.below(name))
        self.order[self.themes[name][0]].remove(name)
        for theme in gone:
            del self.themes[theme], self.order[theme]
        self.codings = {key: held for key, held in self.codings.items() if key[3] not in gone}
        self.cells = {key: held for key, held in self.cells.items() if key[1] not in gone}

    def move_theme(self, name: str, parent: str | None, position: int) -> None:
        """Move a theme under another."""
        self.order[self.themes[name][0]].remove(name)
        siblings = self.order[parent]
        siblings.insert(min(position, len(siblings)), name)
        self.themes[name] = (parent, self.themes[name][1])

    def remove_transcript(self, name: str) -> None:
        """Remove a transcript with its codings."""
        self.transcripts.remove(name)
        self.codings = {key: held for key, held in self.codings.items() if key[0] != name}


@dataclass
class PlainHistory:
    """Keep every state that undo and redo could lead to."""

    now: PlainStudy = field(default_factory=PlainStudy)
    past: list[PlainStudy] = field(default_factory=list)
    future: list[PlainStudy] = field(default_factory=list)
    merge: str | None = None
    steps: int = 0

    def change(self, merge: str | None = None) -> PlainStudy:
        """Begin a change: give the state to be changed, with the one before it kept."""
        self.steps += 1
        if merge is None or merge != self.merge:
            self.past.append(deepcopy(self.now))
        self.future.clear()
        self.merge = merge
        return self.now

    def undo(self) -> None:
        """Go back."""
        if self.past:
            self.steps += 1
            self.future.append(self.now)
            self.now = self.past.pop()
            self.merge = None

    def redo(self) -> None:
        """Go forward again."""
        if self.future:
            self.steps += 1
            self.past.append(self.now)
            self.now = self.future.pop()
            self.merge = None
