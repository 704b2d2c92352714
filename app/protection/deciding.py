"""Decide what becomes of what could identify somebody, and write down the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from exports import Options
from framework.queries.disclosure import Finding
from framework.rules.pseudonyms import NameEntry

Decision = Literal["leave in", "use pseudonym", "leave out"]

WITHHELD = "[withheld]"


def ways(finding: Finding) -> tuple[Decision, ...]:
    """List what can be decided about a finding."""
    if finding.kind == "name":
        return ("leave in", "use pseudonym", "leave out")
    return ("leave in", "leave out") if finding.text else ("leave in",)


def decided(
    options: Options, findings: Sequence[Finding], decisions: Mapping[Finding, Decision]
) -> Options:
    """Give the options under which an export is written as it was decided."""
    names = dict.fromkeys(options.names)
    for finding in findings:
        decision = decisions.get(finding, "leave in")
        if decision != "leave in" and finding.text:
            put = finding.replacement if decision == "use pseudonym" else WITHHELD
            names[NameEntry(finding.guid, "other", finding.text, put)] = None
    return replace(options, names=tuple(names))


def record(findings: Sequence[Finding], decisions: Mapping[Finding, Decision]) -> dict[str, object]:
    """Write down what was found and what was decided, without any name of the key file."""
    return {
        "found": [
            {"kind": one.kind, "what": one.noted, "where": one.where, "count": one.times,
             "decision": decisions.get(one, "leave in")}
            for one in findings
        ]
    }  # fmt: skip
