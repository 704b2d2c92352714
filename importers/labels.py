"""See what may be a speaker's label at the start of one paragraph, in any of the layouts met."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from importers import patterns, times, words
from importers.pieces import LINE_BREAK, Piece

Shape = Literal[
    "colon", "timed", "block", "bold", "bracket", "round", "tab", "dash", "stop", "stamp", "letter",
    "ringed", "titled", "spaced", "digit", "marked",
    "alone", "heading",
]  # fmt: skip

_TIME = times.MOMENT
_OPENS, _CLOSES = times.OPENS, times.CLOSES
# A name and a time with all that may stand between them are shorter.
_LONGEST_LINE = 160
# No label with its number and its time ends further on.
_REACH = 240
_LEAD = (
    r"(?:>{1,3}\s{0,3}|[-–•*]\s{1,3})?"
    r"(?:\d{1,2}\s{1,6}(?=\d))?(?:#?[(\[]?\d{1,5}[.)\]]?\s{1,30}|Q\s?\d{1,4}[.)]?\s{1,30}(?=[^\W\d_]))?"
    r"(?:¤<\d{1,9}>|(?:\d{1,6}\.\d{1,6}[ \t]){2})?"
    rf"(?:{times.SPAN}\s{{1,3}}|\(\s?(?:\d{{1,3}}[hms]\s?){{1,3}}\)\s{{1,3}})?(?:{_OPENS}?(?P<before>{_TIME})(?:{times.UNTIL})?{_CLOSES}?\s{{0,3}}[-–|]?\s{{0,3}}"
    r"(?P<chat>From\s{1,3}(?=\S))?)?"
)
# Latin, Chinese and Ethiopic.
_COLONS = ":：፦"
_COLON = re.compile(
    rf"{_LEAD}(?P<label>[^\s{_COLONS}\t\[>][^{_COLONS}\t\u2028]{{0,90}}?{words.GENDERED}?)"
    rf"(?:\s{{0,3}}[\[(]\s?(?P<after>{_TIME})(?:{times.UNTIL})?\s?[\])]|\s{{1,3}}(?P<bare>{_TIME})"
    rf"|\s{{0,3}}(?P<span>{times.SPAN}))?"
    rf"\s{{0,2}}[{_COLONS}](?!//|\d\d|[/\\]|{words.SUFFIX}(?:$|\t|\s{{0,2}}[:：\[(]))\s*"
)
_DASH = re.compile(
    rf"{_LEAD}(?P<label>[^\s:\t\[>][^:\t\u2028]{{0,20}}?)(?:\s{{1,2}}[-–—>|]|>{{1,2}}|\.[-–—]|[;/])\s{{1,2}}(?=\S)"
)
# A name on a line of its own with the office: `Anna Bell -- Chief Executive`, `Q - Tom Hale`.
_POST = re.compile(
    r"(?P<label>[^\W\d_][^–—:,.\u2028]{0,40}?)\s{1,2}(?:--|[—–-])\s{1,2}(?P<post>[A-Z][^.:;?!\u2028]{2,90})"
)
_SMALL = frozenset({"of", "and", "&", "for", "the", "-", "--", "–", "—", "at", "in"})
_NICK = re.compile(r"[@+%]?[a-z][\w.|^-]{0,20}")
_STAMP = re.compile(
    rf"(?P<label>[^\s:\[(][^:\t\u2028\[(]{{0,60}}?)\s{{1,3}}[\[(]\s?(?P<time>{_TIME})\s?[\])]\s{{1,3}}(?=\S)"
)
_BRACKET = re.compile(
    rf"{_LEAD}(?P<open>[\[(<{{【〔［（])(?P<label>[^\[\](){{}}<>【】〔〕［］（）:\t]{{1,60}}?)"
    rf"(?:,?\s(?P<inside>{_TIME}))?[\])>}}】〕］）]\s{{0,2}}(?P<colon>[{_COLONS}])?\s*"
)
_BEFORE_WIDE = (
    rf"{_LEAD}(?P<label>[^\s:\t][^:\t\u2028]{{0,60}}?{words.GENDERED}?)"
    rf"(?:\s{{1,3}}[\[(]?(?P<after>{_TIME})[\])]?)?"
)
_TAB = re.compile(rf"{_BEFORE_WIDE}\s?\t\s*")
_SPACES = re.compile(rf"{_BEFORE_WIDE}[ \u00a0]{{3,20}}(?=\S)")
_STOP = re.compile(rf"{_LEAD}(?P<label>[A-Za-z][\w' ’-]{{0,20}})\.\s{{1,4}}(?=[^\s–—-])")
_LETTER = re.compile(rf"{_LEAD}(?P<label>[QA])\s{{1,8}}(?=\S)")
_ABBREVIATED = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")
# A time as few write it, behind a name: `(0h01m02s)`, `(1'02")`.
_MEASURED = re.compile(r"\s{0,2}[\[(]\d{1,3}\s?[hm:'’′.]\s?\d{1,2}[\d\s:'’′\"”″hms.]{0,8}[\])]$")
_TO_WHOM = re.compile(r"\s{1,3}to\s{1,3}\S.{0,60}$")
_ROMAN = re.compile(r"[IVX]{2,5}")
_ENDED = re.compile(r"\s[-–—>|]\s|^[^\W\d_]\w{0,3}-\s")
_INITIALS = re.compile(r"[A-Z]{2}")
_NAME_THEN_TIME = re.compile(
    rf"(?:>{{1,3}}\s{{0,3}})?(?P<label>\S.{{0,60}}?)[:,]?(?P<space>(?<=[^\W\d_])|\s{{1,20}}(?:[|–—~·•-]\s{{1,3}})?)"
    rf"{_OPENS}?(?P<time>{_TIME})(?:{_CLOSES}:?)?"
)
_TIME_THEN_NAME = re.compile(
    rf"{_OPENS}?(?P<time>{_TIME}){_CLOSES}?(?P<space>\s{{1,20}}(?:[|–-]\s{{1,3}})?)"
    rf"(?![AaPp]\.?[Mm]\b)(?P<label>\S.{{0,60}}):?"
)
_NAME_THEN_SPAN = re.compile(rf"(?P<label>\S.{{0,60}}?)\s{{0,3}}{times.SPAN}:?")
_CLOCK = re.compile(r"\d:\d\d")
_TIME_CELL = re.compile(rf"[\[(]?(?P<time>{_TIME})[\])]?\t\s*")
_DATED = re.compile(r"\d{1,2}(?:\.|st|nd|rd|th)?\s|.{0,50}(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WIDE = "   "
_SPAN_ENDS = ("]", ")", "]:", "):")
_OPENING, _CLOSING = "[({#", "])}#:"
# Names end in none of these: marks of pauses, and of sentences in many scripts.
_NO_END = ",;:؟？。！।۔።"
_SOUND_WORDS = """
    laughs laughter laughing laugh pause pauses inaudible unclear crosstalk sic silence music sighs
    overlapping coughs noise applause redacted unintelligible phonetic sigh chuckles nods
"""
_SOUNDS = frozenset(_SOUND_WORDS.split())


class Candidate(NamedTuple):
    """Hold what may be a label; speech begins at `text[rest:]`.

    `sure` is False for a shape that speech also takes, such as a time of day before a name, `loose`
    True for a label that is not written as names are.
    """

    shape: Shape
    label: str
    rest: int
    time_ms: int | None = None
    sure: bool = True
    loose: bool = False


def candidate(piece: Piece) -> Candidate | None:
    """Return what may be the paragraph's label, or None when it opens as speech does."""
    text = piece.text
    if piece.kind != "speech":
        return _headed(piece)
    timed, colon = _timed(text), _emphasised(_colon(text), _bold(piece))
    if colon and _ENDED.search(colon.label):  # another mark ends the label before the colon does
        return _shaped(text) or colon
    clear = next((seen for seen in (timed, colon) if seen and not seen.loose), None)
    return (
        clear or _shaped(text) or timed or colon or _letter(text) or _spaced(text) or _alone(text)
    )


def _headed(piece: Piece) -> Candidate | None:
    """See a heading that is a name, with a time or without."""
    text = piece.text
    if piece.kind != "heading":
        return None
    shaped = words.is_name_shaped(text)
    return _timed(text) or (Candidate("heading", text, len(text)) if shaped else None)


def _shaped(text: str) -> Candidate | None:
    patterned, alone = patterns.seen(text), _post(text) or _alone(text)
    if alone and not alone.loose:
        return alone
    if patterned:
        return Candidate(patterned.pattern, patterned.label, patterned.rest, sure=False)
    signs = set(text[:_REACH])
    seen = (see(text) for marks, see in _SHAPED if not marks.isdisjoint(signs))
    return next((found for found in seen if found), None)


def _timed(text: str) -> Candidate | None:
    line, _, _ = text.partition(LINE_BREAK)
    line = line.rstrip()
    if len(line) > _LONGEST_LINE or not (_CLOCK.search(line) or line.endswith(_SPAN_ENDS)):
        return None
    rest = len(text) - len(text[len(line) :].lstrip())
    span = _NAME_THEN_SPAN.fullmatch(line)
    if span:
        named = words.is_name_shaped(span["label"])
        return Candidate("timed", span["label"], rest, None, named, not named)
    for pattern in (_NAME_THEN_TIME, _TIME_THEN_NAME):
        match = pattern.fullmatch(line)
        label = match["label"].rstrip(" :,") if match else ""
        named = words.is_name_shaped(label) if match else False
        if match and (named or words.is_loosely_shaped(label)) and not _DATED.match(label):
            value, of_day = times.milliseconds(match["time"]), times.is_of_day(match["time"])
            wide = "\t" in match["space"] or len(match["space"]) > 1
            closed = line[0] in _OPENING or line[-1] in _CLOSING
            sure = wide or closed or of_day or match["time"].count(":") == 2
            known = value is not None or of_day
            return Candidate("timed", label, rest, value, sure, not named) if known else None
    return None


def _colon(text: str) -> Candidate | None:
    head = text[:_REACH]
    match = _COLON.match(text) if ":" in head or "：" in head or "፦" in head else None
    if match is None:
        return None
    label = _typed(match["label"])
    if label.endswith((")", "]")):
        label = _MEASURED.sub("", label)
    if _WIDE in label:  # the label ends where the wide space begins
        return None
    if match["chat"]:
        label = _TO_WHOM.sub("", label)
    loose = not (words.is_name_shaped(label) or words.is_posted(label) or _may_open(label))
    if loose and not words.is_loosely_shaped(label):
        return None
    typed = match["before"] or match["after"] or match["bare"]
    time = times.milliseconds(typed) if typed else None
    before = match["before"] or ""
    clear = not before or before.count(":") == 2 or text[match.start("before") - 1] in _OPENING
    following = times.leading(text, match.end())
    if time is None and following:
        time = following[0]
    return Candidate("colon", label, match.end(), time, clear, loose)


def _emphasised(colon: Candidate | None, bold: Candidate | None) -> Candidate | None:
    """Prefer a name in bold to a colon further on, unless both show the same name."""
    if colon and bold and words.bare(colon.label) != bold.label.rstrip(" :"):
        return bold if bold.rest < colon.rest else colon
    return colon or bold


def _may_open(label: str) -> bool:
    """Say whether a label may stand before a colon though it is no name: a fact's, a note's."""
    heads = words.is_metadata(label) or words.is_note(label) or words.is_unlettered(label)
    heads = heads or _INITIALS.fullmatch(label) is not None
    return heads or (words.is_chorus(label) and label[:1].isupper())


def _typed(label: str) -> str:
    return label.replace("**", "").strip("*_ \u00a0").strip()


def _bracket(text: str) -> Candidate | None:
    match = _BRACKET.match(text)
    if match and match["open"] == "<" and _NICK.fullmatch(match["label"]):
        sound = match["label"].casefold() in _SOUNDS
        return None if sound else Candidate("round", match["label"], match.end(), sure=False)
    if match is None or not words.is_name_shaped(match["label"].strip()):
        return None
    square = match["open"] in "[【〔［" or match["colon"] is not None
    if {word.casefold().strip(".,") for word in match["label"].split()} & _SOUNDS:
        return None
    label, alone = match["label"].strip(), times.alone(text[match.end() :])
    coded = square or _is_code_in_brackets(label)
    if not coded and (words.is_coded(label) or _ROMAN.fullmatch(label)):
        return None
    before = match["before"] or match["inside"]
    time = times.milliseconds(before) if before else None
    if alone and coded:
        return Candidate("timed", label, len(text), alone[0])
    return Candidate("bracket" if coded else "round", label, match.end(), time, square)


def _stamp(text: str) -> Candidate | None:
    """See a name before a time in brackets and speech, as in `JB (0:00:04) Where?`."""
    match = _STAMP.match(text)
    if match is None or not words.is_name_shaped(match["label"]):
        return None
    value = times.milliseconds(match["time"])
    known = value is not None or times.is_of_day(match["time"])
    label = _typed(match["label"])
    return Candidate("stamp", label, match.end(), value, sure=False) if known else None


def _is_code_in_brackets(label: str) -> bool:
    """Tell a code such as `(P1)` from what numbers a list, such as `(a)` and `(iv)`."""
    return len(label) > 1 and words.is_coded(label) and not _ROMAN.fullmatch(label.upper())


def _bold(piece: Piece) -> Candidate | None:
    label = _typed(piece.text[: piece.bold])
    if not label or piece.bold >= len(piece.text) or not words.is_name_shaped(label):
        return None
    rest = len(piece.text) - len(piece.text[piece.bold :].lstrip())
    following = times.leading(piece.text, rest)
    return Candidate("bold", label, rest, following[0] if following else None)


def _tab(text: str) -> Candidate | None:
    match = _TAB.match(text)
    label = _typed(match["label"]) if match else ""
    loose = not words.is_name_shaped(label)
    if match is None or (loose and not words.is_loosely_shaped(label)):
        return None
    typed = match["before"] or match["after"]
    time = times.milliseconds(typed) if typed else None
    rest = match.end()
    following = _TIME_CELL.match(text, rest)
    if time is None and following:
        time, rest = times.milliseconds(following["time"]), following.end()
    return Candidate("tab", label, rest, time, not loose, loose)


def _set_in_spaces(text: str) -> Candidate | None:
    """See a code before wide space; more of it further on shows columns of figures."""
    head = text[:_REACH]
    match = _SPACES.match(text) if _WIDE in head or "\u00a0" in head else None
    if match is None or _WIDE in text[match.end() :] or not words.is_coded(match["label"]):
        return None
    typed = match["before"] or match["after"]
    time = times.milliseconds(typed) if typed else None
    return Candidate("tab", _typed(match["label"]), match.end(), time, sure=False)


def _dash(text: str) -> Candidate | None:
    match = _DASH.match(text)
    label = _typed(match["label"]) if match else ""
    if match is None or not words.is_name_shaped(label):
        return None
    coded, dashed = words.is_coded(label), match[0].rstrip()[-1] not in ";/"
    if not coded and not dashed:
        return None
    before = match["before"]
    time = times.milliseconds(before) if before else None
    return Candidate("dash", label, match.end(), time, coded and dashed, not coded)


def stop(text: str) -> Candidate | None:
    """See a code or a name in capitals before a full stop; `II. Methods` is a heading."""
    match = _STOP.match(text)
    label = match["label"] if match else ""
    if (
        match is None
        or "  " in label
        or " - " in label
        or _ROMAN.fullmatch(label)
        or label.split()[-1].casefold() in patterns.SHORT
    ):
        return None
    if not words.is_coded(label) and not (label.isupper() and words.is_name_shaped(label)):
        return None
    if len(label) == 1 and label not in words.ROLE_LETTERS:
        return None
    before = match["before"]
    time = times.milliseconds(before) if before else None
    return Candidate("stop", label, match.end(), time)


def _letter(text: str) -> Candidate | None:
    """See `Q What did he say?` and `A I don’t know.`, as court reporters type them."""
    head = text[:_REACH]
    match = _LETTER.match(text) if "Q" in head or "A" in head else None
    return Candidate("letter", match["label"], match.end(), None, sure=False) if match else None


def _post(text: str) -> Candidate | None:
    match = _POST.fullmatch(text) if len(text) < _LONGEST_LINE else None
    posts = match["post"].split() if match else []
    named = all(post[:1].isupper() or post in _SMALL for post in posts)
    if match is None or len(posts) < 2 or not named or not words.is_name_shaped(match["label"]):
        return None
    label = match["post"] if match["label"] in {"Q", "A"} else match["label"]
    return Candidate("alone", label, len(text))


def _spaced(text: str) -> Candidate | None:
    spaced = patterns.spaced(text)
    return Candidate("spaced", spaced.label, spaced.rest, sure=False) if spaced else None


def _alone(text: str) -> Candidate | None:
    if len(text) > 40 or LINE_BREAK in text or text[-1] in _NO_END or text[0] in _OPENING:
        return None
    if text[0].lower() == text[0].upper() and _ENDED.search(text):
        return None  # in scripts without small letters any few words may be a name
    if text[-1] == "." and not (_ABBREVIATED.search(text) or text.isupper()):
        return None
    named = words.is_name_shaped(text)
    if not named and not words.is_loosely_shaped(text):
        return None
    return Candidate("alone", text, len(text), None, named, not named)


# What a label of each shape cannot be without, the surest shapes first.
_SHAPED: tuple[tuple[frozenset[str], Callable[[str], Candidate | None]], ...] = (
    (frozenset("[(<{【〔［（"), _bracket),
    (frozenset("\t"), _tab),
    (frozenset("."), stop),
    (frozenset(" \u00a0"), _set_in_spaces),
    (frozenset("-–—;/>|"), _dash),
    (frozenset("[("), _stamp),
)
