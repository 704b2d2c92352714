"""Tell where somebody else seems to speak within a paragraph, so that the analyst can part it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from importers import words
from importers.labels import Candidate
from importers.pieces import Piece

# A sentence ends, and a name stands before the colon that follows.
_NAME = re.compile(r"[.?!…\])”\"—–-]\s{0,2}(?P<label>[^\W\d_][\w.’' -]{0,30})$")
_REACH = 36
_ANSWER = re.compile(r"\?\s?(?:---?|—|–)\s?(?=[^\W\d_])")
_FEWEST, _FEWEST_NEW = 3, 5


def remarks(pieces: Sequence[Piece], heard: Mapping[int, Candidate]) -> Iterator[str]:
    """Say which labels and answers stand within paragraphs of others; `heard` open paragraphs."""
    known = {words.key(seen.label) for seen in heard.values()}
    counts = Counter(
        label
        for n, seen in heard.items()
        if ":" in pieces[n].text[seen.rest :]
        for label in _names(pieces[n].text, seen.rest)
    )
    for label, count in counts.most_common(_FEWEST):
        new = words.key(label) not in known
        if count >= _FEWEST and (not new or count >= max(_FEWEST_NEW, len(heard) // 5)):
            yield (
                f"“{label}:” stands within paragraphs {count} times; what follows is read as said "
                "by whoever’s label opens them. If somebody else begins to speak there, begin a "
                "paragraph there in the file and import that."
            )
    answers = sum(len(_ANSWER.findall(pieces[n].text)) for n in heard)
    if answers >= _FEWEST_NEW:
        yield (
            f"Answers stand behind questions within paragraphs, as in “?—”, {answers} times; "
            "they are read as said by whoever asked."
        )


def _names(text: str, rest: int) -> Iterator[str]:
    """Give the names before a colon within a paragraph, after the end of a sentence."""
    at = text.find(":", rest)
    while at >= 0:
        match = _NAME.search(text[max(rest, at - _REACH) : at])
        if match and words.is_name_shaped(match["label"]):
            yield match["label"]
        at = text.find(":", at + 1)
