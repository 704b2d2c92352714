"""List the words that tell a speaker's label from a heading, a note or a turn of speech."""

import re
from functools import lru_cache

from framework.drafts import SpeakerRole
from importers import factwords, identity, rolewords

_NEVER_LABELS = """
    so yes no yeah yep nope well but and or look ok okay right anyway actually now first second
    secondly firstly third thirdly finally lastly also then remember example examples for because
    however therefore thus hence theorem lemma proof definition corollary proposition solution
    result results conclusion conclusions introduction background discussion overview agenda probe
    probes section chapter part step figure table appendix box panel slide page module lesson week
    exercise task problem case scene act item point option theme themes code objective objectives
    aim aims goal goals pros cons problem problems advantages disadvantages strengths weaknesses
    action actions todo total totals ps p.s meaning namely really basically e.g i.e etc ie eg http
    https ftp mailto www music laughter laughs applause silence pause inaudible crosstalk music
    playing sound sounds hello hi hey thanks sorry please wait listen oh um er erm hmm mm mhm wow
    exactly true false sure maybe perhaps today tomorrow yesterday monday tuesday wednesday
    thursday friday saturday sunday meeting lunch break coffee welcome goodbye bye here there this
    that these those it what when where why who how which transcript details methods method data if
    we they you he she my your our tip hint fact quote caption photo image video subtitle subtitles
    contents track tape side disc disk reel clip cassette extract excerpt segment more less most
    least some all none bibliography acknowledgements acknowledgments abstract dialogue update edit
    plan reason reasons risk risks version type issue issues
    """
_NEVER = frozenset(_NEVER_LABELS.split())
# Short for what somebody is: question, interviewer, female.
ROLE_LETTERS = "QAIRPMFS"
# Many speak at once under these; above the talk the same words head a list of who is there.
_CHORUS = re.compile(
    r"(?:all|both|group|audience|everyone|everybody|several|participants|respondents|chorus|crowd)"
    r"(?:\s(?:participants|respondents|speakers|members|voices|together|women|men|three|four))?",
    re.IGNORECASE,
)
_SAID_WORDS = """
    said says say saying goes went told tells asked asks ask thought thinks think answered replied
    shouted wrote writes reads read called means meant was were is are has had have would could
    did does do can will not no yes i you he she it we they me him us them my your his its our
    their what when where which why how there here then if as at in on with from by to so very just
    like same every each
    her hers whose mine mein meine dein seine ihre ihr unser unsere mon ma mes sa ses leur notre mi
    mis su sus nuestra nuestro mia mio sua suo minha meu mijn zijn haar onze mój moja moje
    мой моя мои dit disait dis demande répond sagt sagte meint meinte fragt fragte dice dijo
    digo decía decir disse diz dizia detto diceva zei zegt vroeg mówi mówił mówiła powiedział
    powiedziała сказал сказала говорит говорил говорила говорили είπε λέει
"""
_SAID = frozenset(_SAID_WORDS.split())
# What machines and messengers call whoever keeps the recording, and the others.
_SIDES = frozenset({"you", "me", "them"})
_MONTH_WORDS = """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec
    """
# With a number they are days; without, some are people's names.
_MONTHS = frozenset(_MONTH_WORDS.split())
_COUNTING_WORDS = """
    a an the this that these those some any no one two three four five first second third next last
    another other only both most many few
"""
_COUNTING = frozenset(_COUNTING_WORDS.split())

_BRACKETED = re.compile(r"\s?[(\[][^()\[\]]{0,40}[)\]]")
_YEAR = re.compile(r"[(\[](?:1[89]|20)\d\d[a-z]?[)\]]")
# The colon within `Interviewer:in` and `Befragte:r 2` ends no label.
SUFFIX = r"(?:in|innen|r|n|e)(?:\s\d{1,3})?"
GENDERED = rf"(?:(?<=\w):{SUFFIX}(?=\s{{0,3}}[:：\[(|\d–-]|\t|\s*$))"
_GENDERED = re.compile(r"(?<=\w):(?=(?:in|innen|r|n|e)(?:\s\d{1,3})?$)")
_PAUSED = re.compile(r"[.,]+(?=\s|$)")
_NUMBER = re.compile(r"[\s_#.]{0,3}\d{1,4}$|\s[a-z]$")
_CODE = re.compile(
    r"[A-Z]{1,4}[-_]?\d{1,4}[A-Za-z]?\??|[A-Z]{1,2}\??|\?{1,3}|\+\d[\d \u00a0()-]{6,20}\d"
)
_JOINED = re.compile(r"\s?[/&+,]\s?|\s(?:and|und|et|y|e|i|en|og|och)\s")
# What no name holds.
_MARKS = frozenset('\t;!"“”<>{}=|\\@:…*[]()。！？【】〔〕')
_ROLE = re.compile(
    r"(?:(?:unknown|unidentified|male|female|other|second|co)[\s-]{0,2}){0,2}"
    r"(?:interviewers?|interviewees?|int|intv|intvr|iv|i|r|q|a|p|s|f|m|participant|respondent|resp"
    r"|informant|inf|subj|facilitator|fac|moderator|mod|researcher|speaker|spkr?|host|guest|male"
    r"|female|man|woman|voice|unknown|unidentified|interpreter|translator|client|student"
    r"|patient|nurse|doctor|gp|carer|manager|observer|all|several|chair|person)"
    r"(?:[\s_#.-]{0,2}\d{1,4}[a-z]?|[\s_#.-]{1,2}[a-z])?\??"
    r"|an? (?:hon\.? )?(?:member|senator|delegate)"
    r"|(?:(?:several|some) )?hon\.? (?:members|senators)",
    re.IGNORECASE,
)
_PARTICLE_WORDS = """
    the de da del della der den di dos du el la le ter van von of and y bin al af ap ab ferch verch
    ibn bint abu zu zur dal degli señor señora senhor senhora signor signora
    """
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# What may stand in an office before a name in brackets: `The Minister for Mills (Anna Bell)`.
_OFFICE = frozenset({"for", "and", "the", "at", "in", "on"})
# More labels than any transcript has, so that one with thousands of speakers is not slow.
_KEPT = 32_768
_FACILITATOR = re.compile(r"facilitator(?:[\s_#]?\w{1,2})?", re.IGNORECASE)
_PARTICIPANT = re.compile(
    r"(?:[PS]\d{1,4}|R\d{0,4}|P|(?:participant|respondent|interviewee)(?:[\s_#-]?\w{1,4})?)\.?",
    re.IGNORECASE,
)
# Respondents or researchers, questions or participants: together they may be either.
_UNCLEAR = (frozenset("PR"), frozenset("EI"))
_NUMBERED_PARTICIPANT = re.compile(r"P\d{1,4}", re.IGNORECASE)


@lru_cache(maxsize=_KEPT)
def key(label: str) -> str:
    """Fold a label so that two ways of typing the same one meet."""
    return identity.folded(_PAUSED.sub("", " ".join(label.split()).casefold()))


def bare(label: str) -> str:
    """Take the brackets off a label: `P1 (F)` is `P1`."""
    return _BRACKETED.sub("", label).strip()


def is_metadata(label: str) -> bool:
    """Say whether a label is a key of a header block, such as `Interview ID`."""
    return key(label).replace("_", " ") in factwords.FACTS


def is_note(label: str) -> bool:
    """Say whether a label opens a note by whoever wrote the transcript."""
    folded = key(label.strip("[]")).replace("’", "'")
    first, _, rest = folded.partition(" ")
    whose = bool(rest) and first in factwords.NOTES and not rest.startswith("tak")
    return whose or folded in factwords.NOTES


@lru_cache(maxsize=_KEPT)
def is_never(label: str) -> bool:
    """Say whether a label is a word that opens sentences, headings or lists, not turns."""
    if label.casefold() in _SIDES:
        return False
    stem = _NUMBER.sub("", key(bare(label))).strip(" .")
    dated = stem in _MONTHS and stem != key(label).strip(" .")
    return stem in _NEVER or dated or is_metadata(label) or is_note(label)


@lru_cache(maxsize=_KEPT)
def is_coded(label: str) -> bool:
    """Say whether a label is a role or a code, such as `INT`, `S02`, `Speaker 1`, `MALE 2?`."""
    plain = bare(label)
    if is_never(label):
        return False
    if _CODE.fullmatch(plain) or _ROLE.fullmatch(plain.rstrip(".")):
        return True
    several = _JOINED.split(plain)
    if 1 < len(several) < 6 and all(map(_is_code, several)):
        return True
    first = plain.split(",")[0].split()
    return bool(first) and first[0].casefold() in {"interviewer", "interviewee", "facilitator"}


def _is_code(plain: str) -> bool:
    return bool(_CODE.fullmatch(plain) or _ROLE.fullmatch(plain))


def is_unlettered(label: str) -> bool:
    """Say whether a label is a telephone number or question marks for somebody unknown."""
    return not any(sign.isalpha() for sign in label) and _CODE.fullmatch(label) is not None


@lru_cache(maxsize=_KEPT)
def is_chorus(label: str) -> bool:
    """Say whether a label is a word for many who speak at once, such as `All` and `Group`."""
    return _CHORUS.fullmatch(bare(label)) is not None


@lru_cache(maxsize=_KEPT)
def is_loosely_shaped(label: str) -> bool:
    """Say whether a label that is no name's may yet be one: `Ward sister`, `Ana, 34, nurse`.

    So may any few words of speech be; such labels are to be believed only where they recur.
    """
    plain = bare(label)
    parts = plain.replace(",", " ").split()
    if label.casefold() in _SIDES:
        return label[:1].isupper()
    if not 1 <= len(parts) <= 6 or set(plain) & _MARKS or "?" in plain or is_never(label):
        return False
    if not any(sign.isalpha() for sign in plain) or plain.endswith((",", "-")):
        return False
    folded = [part.casefold().strip(".") for part in parts]
    dotted = any("." in part[:-1] or (part.endswith(".") and len(part) > 4) for part in parts)
    said = _SAID.intersection(folded) or {"-", "–", "—"}.intersection(parts)
    return not dotted and not said and folded[0] not in _COUNTING


@lru_cache(maxsize=_KEPT)
def is_name_shaped(label: str) -> bool:
    """Say whether a label is short and written as names are: no sentence, no time, no number."""
    if _YEAR.search(label) or "\t" in label or label.startswith(("[", "(")):
        return False
    plain = _GENDERED.sub("", bare(label))
    parts = plain.replace(",", " ").split()
    counted = [p for p in parts if p.casefold() not in _PARTICLES and len(p.rstrip(".")) > 1]
    most = 4 + 5 * (len(plain) < len(label))
    if not parts or len(counted) > most or len(parts) > 2 * most or len(label) > 90:
        return False
    if not any(sign.isalpha() for sign in plain) or set(plain) & _MARKS:
        return False
    if "?" in plain:
        return is_coded(label)
    office = _OFFICE if len(plain) < len(label) else frozenset[str]()
    ends = parts[0].casefold() in {"and", "of"} or parts[-1].casefold() == "follows"
    if ends or not all(_is_name_part(part) or part in office for part in parts):
        return is_coded(label)
    return not plain.endswith(",") and not is_never(label) and plain.casefold() not in _SIDES


def is_posted(label: str) -> bool:
    """Say whether a label is a full name and an office: `Mr. Adam Hale, the Clerk of the House`."""
    name, comma, post = label.partition(", ")
    parts = post.split()
    office = bool(comma) and parts[0].casefold() == "the" and 1 < len(parts) < 9
    said = _SAID.intersection(part.casefold() for part in parts[1:]) - {"of", "the", "for"}
    return office and parts[1][:1].isupper() and not said and " " in name and is_name_shaped(name)


def _is_name_part(part: str) -> bool:
    if part.casefold() in _PARTICLES:
        return True
    if ("." in part[:-1] and len(part) > 5) or part.endswith((".-", ".–", ".—")):
        return False
    if part.endswith(".") and len(part) > 5:
        return False
    first = next((sign for sign in part if sign.isalnum()), "")
    return (bool(first) and not first.islower()) or part in {"&", "+", "-", "–"}


def role(label: str, labels: tuple[str, ...]) -> SpeakerRole:
    """Guess a role from the label alone; `labels` are all of the transcript's.

    A facilitator may be interviewed too: one counts as the interviewer only beside P1 … Pn.
    """
    plain = bare(label) or label
    if any(plain in pair and pair <= set(labels) for pair in _UNCLEAR):
        return "unknown"
    added = label[len(plain) :].strip(" ()[]")
    if rolewords.asks(plain) or rolewords.asks(added):
        return "interviewer"
    if rolewords.is_question(plain) and any(map(rolewords.is_answer, labels)):
        return "interviewer"
    if rolewords.is_answer(plain) and any(map(rolewords.is_question, labels)):
        return "participant"
    if _FACILITATOR.fullmatch(plain):
        beside = any(_NUMBERED_PARTICIPANT.fullmatch(bare(other)) for other in labels)
        return "interviewer" if beside else "unknown"
    said = _PARTICIPANT.fullmatch(plain) or rolewords.answers(plain) or rolewords.answers(added)
    return "participant" if said else "unknown"
