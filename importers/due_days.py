"""Tell from the names of columns which day something was due, and which day it was done."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_DUE_SAID = """
    due planned expected scheduled deadline target
    fällig fälligkeit fälligkeitsdatum geplant erwartet frist prévu prévue échéance attendu attendue
    vencimiento previsto prevista planificado esperado gepland verwacht vervaldatum scadenza atteso
    planlagt forventet
"""
_DONE_SAID = """
    delivered sent done completed received returned submitted issued posted given held actual
    gesendet versandt versendet versanddatum erhalten eingegangen geliefert durchgeführt erledigt
    envoyé envoyée reçu reçue livré livrée réalisé réalisée effectué enviado enviada recibido
    recibida entregado entregada realizado realizada verzonden verstuurd ontvangen geleverd
    uitgevoerd inviato ricevuto consegnato sendt leveret modtaget
"""
_BESIDE_SAID = """
    date day on by for of the am datum tag le la du de jour el fecha día op dag het il data giorno
    den dato
"""
_DUE, _DONE, _BESIDE = (frozenset(said.split()) for said in (_DUE_SAID, _DONE_SAID, _BESIDE_SAID))
_WORDS = re.compile(r"[A-Z]+(?![^\W\d_A-Z])|[A-Z]?[^\W\d_A-Z]+|\d+")


class Pair(NamedTuple):
    """Name the columns that say when something was done and due, "" for none; `subject` is what."""

    subject: str
    done: str
    due: str


class _Day(NamedTuple):
    """Split the name of a column of days: what it is about, and whether it was due or done."""

    column: str
    subject: str
    due: bool


class Days(NamedTuple):
    """Hold the pairs of a table, and a sentence for each that its names leave in doubt."""

    pairs: list[Pair]
    doubts: list[str]


def days_of(columns: Sequence[str]) -> Days:
    """Pair the columns of days that are about the same, by what their names say besides.

    A day due and a day done that stand alone are a pair where one of them names nothing besides.
    """
    days = [day for column in columns if (day := _day(column)) is not None]
    done, due = ([day for day in days if day.due is wanted] for wanted in (False, True))
    if len(done) == len(due) == 1 and not (done[0].subject and due[0].subject):
        return Days([Pair(done[0].subject or due[0].subject, done[0].column, due[0].column)], [])
    pairs, apart = [], list(due)
    for day in done:
        ends, begins = _about(day, done), _about(day, due)
        paired = len(ends) == len(begins) == 1
        subject = day.subject if len(ends) == 1 else day.column
        pairs.append(Pair(subject, day.column, begins[0].column if paired else ""))
        apart = [other for other in apart if not (paired and other in begins)]
    lone = [pair.done for pair in pairs if not pair.due]
    return Days(pairs, _asked([*(day.column for day in apart), *lone]) if apart and lone else [])


def words_of(column: str) -> list[str]:
    """Give the words of a column's name in small letters, also where they are written as one."""
    return [word.casefold() for word in _WORDS.findall(column)]


def _day(column: str) -> _Day | None:
    """Find a word for due or done at the end of a name, else at its beginning."""
    words = [word for word in _WORDS.findall(column) if word.casefold() not in _BESIDE]
    for at in (-1, 0):
        said = words[at].casefold() if words else ""
        if said in _DUE | _DONE:
            del words[at]
            return _Day(column, " ".join(words), said in _DUE)
    return None


def _about(day: _Day, days: Iterable[_Day]) -> list[_Day]:
    """Keep those that are about the same as a day."""
    return [other for other in days if other.subject.casefold() == day.subject.casefold()]


def _asked(columns: Iterable[str]) -> list[str]:
    """Ask which of some columns belong together."""
    named = ", ".join(f"“{column}”" for column in columns)
    return [
        f"Which day is held against which cannot be told from the names {named}; define an "
        "indicator that says so."
    ]
