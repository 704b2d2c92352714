"""Say, in a sentence each, what a file holds and its transcript does not."""

from collections.abc import Sequence
from dataclasses import dataclass, field

_BRIEF = 300


@dataclass
class Omissions:
    """Collect what is left out, by kind, in the order met."""

    texts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, text: str = "") -> None:
        """Note one thing left out; `kind` is its name in the singular."""
        self.texts.setdefault(kind, []).append(" ".join(text.split()))

    def sentences(self) -> tuple[str, ...]:
        """Say each kind with its count and its text in brief."""
        return tuple(_sentence(kind, texts) for kind, texts in self.texts.items())


def _sentence(kind: str, texts: Sequence[str]) -> str:
    count = len(texts)
    shown = " / ".join(text for text in texts if text)
    if len(shown) > _BRIEF:
        shown = shown[:_BRIEF].rstrip() + " …"
    return f"{count} {_plural(kind) if count > 1 else kind}{': ' if shown else ''}{shown}"


def _plural(kind: str) -> str:
    """Say `headers`, `boxes`, `footnotes or endnotes` and `stretches of hidden text`."""
    noun, of, rest = kind.partition(" of ")
    nouns = (f"{one}{'es' if one.endswith(('ch', 'x')) else 's'}" for one in noun.split(" or "))
    return f"{' or '.join(nouns)}{of}{rest}"
