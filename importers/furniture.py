"""Tell what stands between the turns of a text and is nobody's speech: headings, rules, pages."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from framework.drafts import ParagraphKind
from importers import roster, times, words
from importers.pieces import Piece

_LONGEST = 100
_RULE = re.compile(r"[=_*~#–—-]{3,200}")
_SECTION_WORDS = (
    "section|part|topic|theme|chapter|block|tape|side|track|disc|disk|reel|cassette|clip|extract"
    "|excerpt|segment|abschnitt|teil|thema|themenblock|partie|thème|sección|bloque|parte|tema"
    "|deel|onderwerp|część|temat|раздел|часть|тема|ενότητα|μέρος"
)
_SECTION = re.compile(
    rf"(?:{_SECTION_WORDS})\s(?P<number>\d{{1,3}}|[A-Z]|[IVX]{{1,5}})(?:\s?[.:)–—-].*|\s?[\[(].*)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]?\s{1,3}[^\W\d_].*")
_PAGE = re.compile(
    r"(?:[-–]\s?|page\s|p\.\s?|seite\s|s\.\s?)?(?P<number>\d{1,4})(?:\s?[-–]|\s?(?:of|von|/)\s?\d{1,4})?",
    re.IGNORECASE,
)
_FACT = re.compile(r"(?P<key>[^:\t]{1,40}?)\s{0,3}[:：]\s{0,20}(?P<value>\S.{0,300})")
_TAIL = 12
_REMARK = re.compile(
    rf"[-–—=*_]{{0,120}}\s?(?:{times.OPENS}{times.TIME}{times.CLOSES}\s?)?[\[(<]?(?:"
    r"(?:transcribed (?:by|with)|transcription (?:is |was )?(?:provided|done|made) by"
    r"|(?:end|start|beginning) of (?:the )?(?:transcript|transcription|recording|interview|audio"
    r"|tape|file|session|track|side)"
    r"|(?:recording|audio|interview|transcript) (?:ends|starts|begins|stops)"
    r"|(?:recording|audio|interview|transcription|tape|session)"
    r" (?:ended|started|began|stopped|concluded)(?= (?:at|after|on)|[\]).]?$))\b.{0,80}"
    r"|this (?:editable )?transcript (?:was|is) (?:computer|machine|automatically)[ -]generated.*"
    r"|(?:ende|beginn) (?:der|des) (?:aufnahme|interviews?|transkripts?|aufzeichnung|gesprächs)"
    r"|fin(?:al)? (?:de|del|da|do) (?:l[’'a] ?)?(?:enregistrement|entretien|entrevista|grabación"
    r"|gravação)"
    r"|fine (?:della registrazione|dell[’']intervista)"
    r"|einde (?:van (?:de|het) )?(?:opname|interview)|koniec (?:nagrania|wywiadu)"
    r"|конец (?:записи|интервью)"
    r"|.{1,60}\b(?:started|stopped) (?:the )?(?:transcription|recording))\.?[\])>]?"
    r"\s?[-–—=*_]{0,120}",
    re.IGNORECASE,
)
_LONGEST_REMARK = 300
_END = re.compile(
    r"[-–—=*_\[(<\s]{0,130}(?:end|ende|fin|final|fine|einde|koniec|конец)"
    r"(?: (?:of|der|des|de|del|della|da|do|van) .{1,60}"
    r"| (?:transcript|transcription|recording|interview|audio|nagrania|wywiadu|записи|интервью))?"
    r"\.?[-–—=*_\])>\s]{0,130}",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"(?:(?P<before>\d{1,4})\s{2,}(?P<right>\S.{0,100})|(?P<left>\S.{0,100}?)\s{2,}(?P<after>\d{1,4}))"
)
_FEWEST_HEADS = 3


def kinds(pieces: Sequence[Piece], heard: Collection[int]) -> dict[int, ParagraphKind]:
    """Say which paragraphs without a label are a heading or a note; `heard` have a label."""
    open_ = [i for i, piece in enumerate(pieces) if i not in heard and piece.kind == "speech"]
    short = [i for i in open_ if len(pieces[i].text) <= _LONGEST]
    pages = [*_cues(pieces, short), *_pages(pieces, short), *_heads(pieces, short)]
    found: dict[int, ParagraphKind] = dict.fromkeys(pages, "note")
    found |= dict.fromkeys(_beside(pieces, short, pages), "note")
    for index in short:
        if _RULE.fullmatch(pieces[index].text):
            found[index] = "note"
            if _underlines(pieces, index) and index - 1 in short:
                found[index - 1] = "heading"
    if heard:
        found |= dict.fromkeys(_capitals(pieces, short), "heading")
        found |= dict.fromkeys(_sections(pieces, short, heard), "heading")
        found |= dict.fromkeys(_tail(pieces, max(heard)), "note")
        found |= dict.fromkeys(_after_end(pieces, max(heard)), "note")
    return found


def is_remark(text: str) -> bool:
    """Say whether a paragraph only tells of the recording: `[End of audio]`, `Transcribed by`."""
    return len(text) < _LONGEST_REMARK and _REMARK.fullmatch(text) is not None


def _underlines(pieces: Sequence[Piece], index: int) -> bool:
    rule, above = pieces[index], pieces[index - 1].text if index else ""
    like = rule.text[0] in "=-~–—" and 0.5 * len(above) <= len(rule.text) <= 2 * len(above) + 3
    return like and not rule.apart and not above.endswith(roster.SPOKEN)


def _sections(
    pieces: Sequence[Piece], short: Sequence[int], heard: Collection[int]
) -> Iterator[int]:
    """Find headings that are counted through, `Section A: Arrival`, or numbered above a turn."""
    named = [i for i in short if _is_heading(pieces[i]) and _SECTION.fullmatch(pieces[i].text)]
    if len({pieces[i].text.casefold() for i in named}) > 1:
        yield from named
    above = [i for i in short if i + 1 in heard and pieces[i].apart and _is_heading(pieces[i])]
    counted = [(i, int(m["number"])) for i in above if (m := _NUMBERED.fullmatch(pieces[i].text))]
    if len(counted) > 1 and all(b == a + 1 for (_, a), (_, b) in pairwise(counted)):
        yield from (i for i, _ in counted)


def _capitals(pieces: Sequence[Piece], short: Sequence[int]) -> list[int]:
    """Find lines in capitals, `EXAMINATION BY MS BELL`, where few are written so."""
    typed = [i for i in short if " " in pieces[i].text and pieces[i].text.isupper()]
    few = len(typed) * 5 < len(pieces)
    return [i for i in typed if few and _is_heading(pieces[i])]


def _is_heading(piece: Piece) -> bool:
    return not piece.text.endswith(roster.SPOKEN)


def _pages(pieces: Sequence[Piece], short: Sequence[int]) -> list[int]:
    """Find lines that only count pages: each one more than the last, and text in between."""
    counted = [(i, int(m["number"])) for i in short if (m := _PAGE.fullmatch(pieces[i].text))]
    steady = all(b == a + 1 and j > i + 2 for (i, a), (j, b) in pairwise(counted))
    return [i for i, _ in counted] if steady and len(counted) > 1 else []


def _cues(pieces: Sequence[Piece], short: Sequence[int]) -> Iterator[int]:
    """Find the numbers of captions, each above its time."""
    for index in short:
        below = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if pieces[index].text.isdecimal() and times.range_start(below) is not None:
            yield index


def _heads(pieces: Sequence[Piece], short: Sequence[int]) -> Iterator[int]:
    """Find running heads: the same words over and over, each time beside the next page's number."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for index in short:
        if match := _RUNNING.fullmatch(pieces[index].text):
            head = match["left"] or match["right"]
            number = int(match["after"] or match["before"])
            seen.setdefault(" ".join(head.split()), []).append((index, number))
    for places in seen.values():
        steady = all(b == a + 1 and j > i + 2 for (i, a), (j, b) in pairwise(places))
        if steady and len(places) >= _FEWEST_HEADS:
            yield from (index for index, _ in places)


def _beside(pieces: Sequence[Piece], short: Sequence[int], pages: Sequence[int]) -> Iterator[int]:
    """Find what stands in the same words above or below nearly every line that counts pages."""
    for step in (-1, 1):
        near = [at + step for at in pages if at + step in set(short)]
        counts = Counter(pieces[at].text for at in near)
        text, count = counts.most_common(1)[0] if counts else ("", 0)
        if count >= _FEWEST_HEADS - 1 and count * 10 >= len(pages) * 8:
            yield from (at for at in near if pieces[at].text == text)


def _after_end(pieces: Sequence[Piece], last: int) -> list[int]:
    """Find what stands below the words that end the interview, after the `last` label."""
    end = next((i for i in range(last + 1, len(pieces)) if _ends(pieces[i].text)), len(pieces))
    return [i for i in range(end, len(pieces)) if pieces[i].kind == "speech"]


def _ends(text: str) -> bool:
    """Tell `[End]` and `END OF INTERVIEW` from `Fine.`, which somebody may say."""
    word = text.strip(" .")
    return _END.fullmatch(text) is not None and (
        " " in word or word.isupper() or not word.isalpha()
    )


def _tail(pieces: Sequence[Piece], last: int) -> list[int]:
    """Find the facts below the talk, such as `Word count: 5,120`, after the `last` label."""
    facts: list[int] = []
    for index in range(len(pieces) - 1, max(last, len(pieces) - _TAIL), -1):
        field = _FACT.fullmatch(pieces[index].text)
        if field is None or not (words.is_metadata(field["key"]) or words.is_note(field["key"])):
            break
        facts.append(index)
    spoken = len(facts) == 1 and pieces[facts[0]].text.endswith(roster.SPOKEN)
    return [] if spoken else facts
