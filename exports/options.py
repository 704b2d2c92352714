"""Name what an analyst can choose about an export."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from exports.report import Mode, Paper
from framework.progress import Progress
from framework.rules.pseudonyms import NameEntry


def _today() -> date:
    """Tell the day on this computer."""
    return datetime.now(UTC).astimezone().date()


NONE = ("",)
"""Choose none of the indicators or themes, where nothing chosen means all."""


@dataclass(frozen=True)
class Options:
    """Choose what a report shows and how it is set.

    `themes` are the numbers of themes, each with all below it, and `indicators` are keys; both are
    empty for all. `order_by` is the key of the indicator that orders the rows, highest first, or ""
    for the study's order of cases. `versions` are the names of one or two versions of the framework
    to compare, the later one with itself as it stands now where it is alone; empty for all.
    `template` is the id of the built-in framework of a crosswalk, or "" for each that is mapped.
    `cases` and `transcripts` are names, empty for all. `columns` are the attributes, and the keys
    of indicators, that stand beside a case; empty for those that tell the cases apart.
    `order` are the names of cases in the order in which their rows stand, and `ordered` what the
    caption says of it (“in order of role”); `grouped_by` is the attribute under whose values rows
    are gathered. `shown` are the numbers of the columns that stand in charts, in this order, empty
    for all; `kept` is what the caption says of the cases that are shown.
    `pseudonyms` is an attribute that holds them, "numbered", or "" for none; `names` are those of
    a key file, whose replacements stand wherever a name would. With `comments`
    quotations stand as comments of Word too, with `memos` what analysts noted about a cell stands
    beside it, with their names, with `grouped` participants are counted by role, with
    `codings` those of a transcript stand in its margin. `style` is a Word document that lends its
    styles and its page.
    `quotes` is how many quotations are shown of a theme at most. `display` is the name or the guid
    of a joint display, or "". `people`, `since` and `until` choose steps of the audit trail: who
    made them, and the days between which they lie, both included. `author` is whom the properties
    of a file name, or "" for nobody. `progress` is asked between the
    pieces of long work whether to go on.
    """

    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    rows: Literal["participants", "sites"] = "participants"
    mode: Mode = "working"
    paper: Paper = "A4"
    evidence: bool = True
    order_by: str = ""
    versions: tuple[str, ...] = ()
    template: str = ""
    cases: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    ordered: str = ""
    grouped_by: str = ""
    shown: tuple[str, ...] = ()
    kept: str = ""
    pseudonyms: str = ""
    comments: bool = False
    memos: bool = False
    grouped: bool = True
    codings: bool = False
    style: Path | None = None
    quotes: int = 2
    display: str = ""
    coder: str = ""
    names: tuple[NameEntry, ...] = ()
    people: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    author: str = ""
    today: date = field(default_factory=_today)
    progress: Progress = field(default_factory=Progress, compare=False, repr=False)

    def reading(self, what: str) -> None:
        """Say what is being read, or raise CancelledError when the person has cancelled."""
        self.progress.at(0, 3, f"Reading {what}")
