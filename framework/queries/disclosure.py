"""Ask what could identify a person or a site: names, rare combinations, rare attributes."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy.orm import Session

from framework.queries.cases import CaseRow, list_cases
from framework.queries.pseudonyms import occurrences
from framework.rules.pseudonyms import NameEntry

FindingKind = Literal["name", "role", "attribute"]


class Finding(NamedTuple):
    """Say what could identify somebody, where it stands and how often.

    `text` is what would have to be replaced, "" where nothing can be; `guid` and `replacement` are
    those of a name's entry in the key file.
    """

    kind: FindingKind
    what: str
    where: str
    times: int
    text: str = ""
    guid: str = ""
    replacement: str = ""

    @property
    def noted(self) -> str:
        """Say what was found without the name itself, to be kept in the study."""
        return self.what if self.kind != "name" else f"a name that {self.replacement} stands for"


class Alone(NamedTuple):
    """Name a participant who is the only one in a role at a site."""

    case: str
    role: str
    site: str


class Singled(NamedTuple):
    """Say that a site alone has a value of an attribute."""

    attribute: str
    site: str
    value: str


def findings_in_study(session: Session, known: Sequence[NameEntry]) -> list[Finding]:
    """List what could identify somebody in all that the study holds; `known` are names to find."""
    counts: Counter[tuple[NameEntry, str]] = Counter()
    for one in occurrences(session, known):
        counts[one.entry, one.where] += 1
    found = [
        Finding("name", entry.original, where, count, entry.original, entry.guid,
                entry.replacement)
        for (entry, where), count in counts.items()
    ]  # fmt: skip
    found += [role_finding(one, "the study’s cases", 1) for one in alone(session)]
    return [*found, *attribute_findings(singled(session), "the study’s cases")]


def role_finding(one: Alone, where: str, count: int) -> Finding:
    """Describe somebody who is alone in a role."""
    what = f"{one.case} is the only {one.role} of {one.site}"
    return Finding("role", what, where, count, one.role)


def attribute_findings(rows: Sequence[Singled], where: str) -> list[Finding]:
    """Describe attributes that single out sites, one finding an attribute."""
    by_attribute: dict[str, list[Singled]] = {}
    for row in rows:
        by_attribute.setdefault(row.attribute, []).append(row)
    found = []
    for attribute, here in by_attribute.items():
        first = f"{here[0].site} alone has {attribute} {here[0].value}"
        more = f", and {len(here) - 1} more sites a value of their own" if len(here) > 1 else ""
        text = here[0].value if len(here) == 1 and here[0].value.isalpha() else ""
        found.append(Finding("attribute", first + more, where, len(here), text))
    return found


def alone(session: Session) -> list[Alone]:
    """List the participants who are alone in their role at a site."""
    counts: Counter[tuple[str, str]] = Counter()
    people: dict[tuple[str, str], CaseRow] = {}
    for case in list_cases(session):
        for role in _roles(case):
            for site in case.parents:
                counts[role, site] += 1
                people[role, site] = case
    return [
        Alone(people[pair].name, *pair) for pair, count in counts.items() if count == 1
    ]  # fmt: skip


def singled(session: Session) -> list[Singled]:
    """List the values of attributes that one site alone has, where sites can be told apart."""
    sites = list_cases(session, "site")
    if len(sites) < 2:
        return []
    counts: Counter[tuple[str, str]] = Counter(
        pair for site in sites for pair in site.attributes if pair[1].strip()
    )
    return [
        Singled(name, site.name, value)
        for site in sites
        for name, value in site.attributes
        if value.strip() and counts[name, value] == 1
    ]


def _roles(case: CaseRow) -> set[str]:
    """Name the roles of a participant: the label, and the attribute of that name."""
    if case.kind == "site":
        return set()
    return {text for text in (case.label.strip(), case.attribute("role").strip()) if text}
