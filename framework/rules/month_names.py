"""Tell months and days of the week by name, in the languages of the field."""

import unicodedata
from functools import lru_cache

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_ELSEWHERE = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janner feber maerz april mai juno julei august september oktober november december",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar mrt april mai juni juli august september oktober november desember",
)
_NAMES = tuple(
    (name, number)
    for names in (MONTHS, *(line.split() for line in _ELSEWHERE))
    for number, name in enumerate(names, 1)
)
_DAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch
    donnerstag freitag samstag sonnabend sonntag lunes martes miercoles jueves viernes sabado
    domingo lunedi martedi mercoledi giovedi venerdi domenica maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag
    """
_WEEKDAYS = frozenset(_DAYS.split())
_SHORTEST = 3


@lru_cache(maxsize=1_000)
def month_of(text: str) -> int | None:
    """Give the number of a month, spelled out or cut short to no less than three letters."""
    bare = _folded(text).rstrip(".")
    if len(bare) < _SHORTEST:
        return None
    found = {number for name, number in _NAMES if name.startswith(bare)}
    return found.pop() if len(found) == 1 else None


def is_weekday(text: str) -> bool:
    """Say whether a word is a day of the week."""
    return _folded(text).rstrip(".") in _WEEKDAYS


def _folded(text: str) -> str:
    """Take case and accents off."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
