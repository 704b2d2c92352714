"""Say in words what an indicator measures, and what each measure asks for."""

from collections.abc import Collection

from framework.drafts import IndicatorDraft

TOLERANT = ("on_time", "late", "days_late")
_DATED = ("delivered", *TOLERANT, "days_from", "first_date", "last_date")
_COUNTING = ("sum", "value", "minimum", "median", "maximum", "range")


def kind_of_column(measure: str) -> str:
    """Name the kind of column that a measure reads: date, number, yes-no, case, or "" for none."""
    if measure in _DATED:
        return "date"
    if measure in _COUNTING:
        return "number"
    return {"share_yes": "yes-no", "cases": "case"}.get(measure, "")


def kind_of_due(measure: str) -> str:
    """Name what a measure holds a date against: a column, an attribute, or "" for nothing."""
    held = {"delivered": "column", "days_from": "attribute"}
    return "column" if measure in TOLERANT else held.get(measure, "")


def needs_due(measure: str) -> bool:
    """Tell whether a measure says nothing without the date that it is held against."""
    return bool(kind_of_due(measure)) and measure != "delivered"


def lacking(draft: IndicatorDraft) -> str:
    """Say in a sentence what an indicator still lacks, "" when it can be computed."""
    if draft.measure != "cases" and not draft.table:
        return "Choose the table whose rows are measured."
    if kind_of_column(draft.measure) and not draft.column:
        return "Choose the column that is measured."
    if needs_due(draft.measure) and not draft.due:
        return "Choose the date that it is held against."
    return "" if draft.label.strip() else "Give the indicator a name."


def free_key(label: str, taken: Collection[str]) -> str:
    """Make a key from a label that no indicator has yet: `monthly_reports_late`."""
    plain = "".join(sign if sign.isalnum() else " " for sign in label.casefold())
    wanted = "_".join(plain.split()) or "indicator"
    numbered = (wanted if n == 1 else f"{wanted}_{n}" for n in range(1, len(taken) + 2))
    return next(key for key in numbered if key not in taken)


def has_tolerance(draft: IndicatorDraft) -> bool:
    """Tell whether days of grace change an indicator's figures."""
    return draft.measure in TOLERANT


def in_words(draft: IndicatorDraft) -> str:
    """Define an indicator in a sentence, with the columns that it reads."""
    days = f"{draft.tolerance} day{'' if draft.tolerance == 1 else 's'}"
    by_due = draft.measure == "delivered" and draft.due
    said = (_DUE if by_due else _MEASURED[draft.measure]).format(
        column=draft.column, due=draft.due, table=draft.table, days=days
    )
    kept = [f"{name} is {value}" for name, value in draft.where.items()]
    among = [f"{name} is {value}" for name, value in draft.among.items()]
    if kept:
        said += f", where {' and '.join(kept)}"
    if among:
        said += f", among cases whose {' and '.join(among)}"
    said += _RULES.get(draft.withdrawn, "")
    said += f"; tells of {draft.dimension}" if draft.dimension else ""
    return f"{said}."


_RULES = {
    "until": "; a site that withdrew counts until that day",
    "leave out": "; sites that withdrew are left out",
}


_DUE = "Rows of {table} with a date in {column}, of those due by now in {due} or delivered"
_MEASURED = {
    "delivered": "Rows of {table} with a date in {column}, of all rows",
    "on_time": "Rows of {table} whose {column} is at most {days} after {due}, of those due",
    "late": "Rows of {table} whose {column} is more than {days} after {due}, of those due",
    "days_late": "Days from {due} to {column} in the rows of {table} more than {days} late",
    "days_from": "Days from the site’s {due} to {column} in {table}",
    "sum": "Sum of {column} over the rows of {table}",
    "value": "{column} in {table}; the median where a site has several rows",
    "count": "Number of rows of {table}",
    "share_yes": "Rows of {table} that say yes in {column}, of those that say yes or no",
    "cases": "Number of cases of the kind {column}",
    "minimum": "Least {column} in {table}",
    "maximum": "Greatest {column} in {table}",
    "median": "Median {column} in {table}",
    "range": "Range of {column} in {table}",
    "first_date": "First {column} in {table}",
    "last_date": "Last {column} in {table}",
}
