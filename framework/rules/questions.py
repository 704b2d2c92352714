"""Tell which questions of interviewers are the same, though they are not worded alike."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = frozenset((
    "a", "about", "ah", "all", "alright", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "being", "but", "by", "can", "could", "did", "do", "does", "done", "for",
    "from", "had", "has", "have", "her", "here", "him", "his", "i", "if", "in", "into", "is",
    "it", "its", "just", "kind", "let", "lovely", "may", "maybe", "me", "mm", "mmm", "more",
    "my", "no", "not", "now", "of", "off", "oh", "ok", "okay", "on", "or", "our", "out",
    "perhaps", "please", "really", "right", "so", "some", "sort", "still", "sure", "thank",
    "thanks", "that", "the", "their", "them", "then", "there", "these", "they", "thing",
    "things", "this", "those", "to", "too", "uh", "um", "us", "very", "was", "we", "well",
    "were", "will", "with", "would", "yeah", "yep", "yes", "you", "your", "yours",
))  # fmt: skip
_ASKING = frozenset(("how", "what", "when", "where", "which", "who", "whose", "whom", "why"))
_FEWEST, _MANY = 4, 8  # words in common, for one more and for another
_NOUNS = 0.25  # beyond this share of capitals inside sentences, capitals are no sign of a name
_ASIDE = 3


def gist(sentence: str, names: Collection[str] = ()) -> frozenset[str]:
    """Give the words that make a question what it is, in small letters.

    Little words and `names` are left out, which may differ where the question is the same.
    """
    plain = (_stem(match) for match in _WORD.finditer(sentence))
    return frozenset(word for word in plain if word not in _PLAIN and word not in names)


def title(heading: str) -> frozenset[str]:
    """Give the words that tell a heading from others; all of them where all are little words."""
    return gist(heading) or frozenset(_stem(match) for match in _WORD.finditer(heading))


def names_in(sentences: Iterable[str]) -> set[str]:
    """Gather what seems to be a name: never in small letters, and not only for opening a sentence.

    Where many words inside sentences have capitals, as in German, these tell nothing.
    """
    small, large, inside, capitals = set[str](), set[str](), 0, 0
    for said in sentences:
        for at, match in enumerate(_WORD.finditer(said)):
            inside += at > 0
            if not match[0][0].isupper():
                small.add(_stem(match))
            elif at > 0 or said[match.end() : match.end() + 1] == ",":
                capitals += at > 0
                large.add(_stem(match))
    return large - small if capitals <= _NOUNS * inside else set()


def _stem(match: re.Match[str]) -> str:
    """Give a word in small letters, without what follows an apostrophe."""
    return match[0].casefold().replace("’", "'").partition("'")[0]


def is_aside(turn: str) -> bool:
    """Tell whether an interviewer's turn only keeps the other talking: mm, yeah, I see."""
    words = _WORD.findall(turn)
    return len(words) <= _ASIDE and not ("?" in turn and gist(turn) - _ASKING)


def is_question(sentence: str) -> bool:
    """Tell whether a sentence ends in a question mark."""
    return sentence.rstrip("\"'”’) ").endswith(("?", "؟"))


def is_asking(sentence: str, words: frozenset[str]) -> bool:
    """Tell whether a sentence is worth finding again: a question, or a prompt that says enough."""
    count = len(_WORD.findall(sentence))
    if is_question(sentence):
        return count >= _ASIDE and not words <= _ASKING
    return count > _ASIDE and len(words) > 1


def grouped(gists: Sequence[frozenset[str]]) -> list[int]:
    """Give each question the number of its group, of those that are nearly the same.

    They have the same words, or one of them one more than four or more that both have; of nine
    words or more, one may be another. Each joins the commonest that it is like.
    """
    counts = Counter(gists)
    first: dict[frozenset[str], int] = {}
    shortened: dict[frozenset[str], int] = {}
    group_of: dict[frozenset[str], int] = {}
    for words in sorted(counts, key=lambda words: (-counts[words], len(words), sorted(words))):
        shorter = [words - {word} for word in words] if len(words) >= _FEWEST else []
        near = [shortened[words]] if words in shortened else []
        near += [first[less] for less in shorter if less in first and len(words) > _FEWEST]
        if len(words) > _MANY:
            near += [shortened[less] for less in shorter if less in shortened]
        if near:
            group_of[words] = min(near)
            continue
        group_of[words] = first[words] = len(first)
        if len(words) > _FEWEST:
            for less in shorter:
                shortened.setdefault(less, first[words])
    return [group_of[words] for words in gists]
