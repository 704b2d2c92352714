"""Tell four kinds of nothing apart: not due, due and missing, not applicable, unknown."""

from collections.abc import Sequence
from typing import NamedTuple

from framework.drafts import IndicatorDraft
from framework.rules.delivery_columns import Column, ColumnsByName
from framework.rules.indicators import written_day

LATENESS = ("on_time", "late", "days_late")
READ_BY = ("delivered", "share_yes", "sum", "value", "minimum", "maximum", "median", "range",
           "first_date", "last_date", "days_from")  # fmt: skip


class Nothing(NamedTuple):
    """Count the rows that hold nothing, by what that means.

    A row without a date due, or due on a day to come, is not due; one that is due and has no date,
    or whose code says so, is missing. What a code calls not applicable, and rows after a site
    withdrew, are not applicable. Not applicable and unknown rows stand outside the denominator.
    """

    not_due: int = 0
    missing: int = 0
    not_applicable: int = 0
    unknown: int = 0

    def and_also(self, other: "Nothing") -> "Nothing":
        """Add the counts of another stretch of rows."""
        return Nothing(*[mine + theirs for mine, theirs in zip(self, other, strict=True)])

    def in_words(self) -> str:
        """Say what is missing, not applicable or unknown; "" where nothing is."""
        named = (
            (self.missing, "due and missing"),
            (self.not_applicable, "not applicable"),
            (self.unknown, "unknown"),
        )
        return ", ".join(f"{count} {words}" for count, words in named if count)


def is_held_against_a_day(draft: IndicatorDraft) -> bool:
    """Tell whether an indicator holds a date of delivery against the one that was due."""
    return draft.measure in LATENESS or (draft.measure == "delivered" and bool(draft.due))


def nothing_in(
    draft: IndicatorDraft, columns: ColumnsByName, rows: Sequence[int], today: int
) -> Nothing:
    """Count the kinds of nothing in what an indicator reads of some rows.

    `today` is the number of the day after which nothing is due yet.
    """
    if is_held_against_a_day(draft):
        due, done = columns[draft.due], columns[draft.column]
        if not due.nothing and not done.nothing:
            return _plainly(due, done, rows, today)
        return _of([_both(due, done, row, today) for row in rows])
    if draft.measure in READ_BY and (held := columns[draft.column]).nothing:
        return _of([held.nothing.get(held.codes[row], "") for row in rows])
    return Nothing()


def _plainly(due: Column, done: Column, rows: Sequence[int], today: int) -> Nothing:
    """Count where blanks alone say nothing."""
    open_, lost = due.blanks, done.blanks
    if not open_ and not lost:
        return Nothing()
    not_due = sum([due.codes[row] in open_ for row in rows]) if open_ else 0
    empty = [row for row in rows if done.codes[row] in lost] if lost else ()
    begun = [due.texts[code] for row in empty if (code := due.codes[row]) not in open_]
    ahead = sum([_is_ahead(text, today) for text in begun])
    return Nothing(not_due + ahead, len(begun) - ahead)


def _is_ahead(due: str, today: int) -> bool:
    """Tell whether a day is to come."""
    return (written_day(due) or today) > today


def _both(due: Column, done: Column, row: int, today: int) -> str:
    """Say which kind of nothing a row holds, "" for none."""
    for column in (due, done):
        said = column.nothing.get(column.codes[row], "")
        if said and (said != "missing" or column is done):
            return said
    if not due.texts[due.codes[row]].strip():
        return "not due"
    if done.texts[done.codes[row]].strip():
        return ""
    return "not due" if _is_ahead(due.texts[due.codes[row]], today) else "missing"


def _of(kinds: Sequence[str]) -> Nothing:
    return Nothing(
        kinds.count("not due"), kinds.count("missing"), kinds.count("not applicable"),
        kinds.count("unknown"),
    )  # fmt: skip
