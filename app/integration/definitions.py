"""Say in words what an indicator measures."""

from framework.drafts import IndicatorDraft

TOLERANT = ("on_time", "late", "days_late")


def has_tolerance(draft: IndicatorDraft) -> bool:
    """Tell whether days of grace change an indicator's figures."""
    return draft.measure in TOLERANT


def in_words(draft: IndicatorDraft) -> str:
    """Define an indicator in a sentence, with the columns that it reads."""
    said = _MEASURED[draft.measure].format(column=draft.column, due=draft.due, table=draft.table)
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


_MEASURED = {
    "delivered": "Rows of {table} with a date in {column}, of all rows",
    "on_time": "Rows of {table} whose {column} is within the tolerance after {due}, of those due",
    "late": "Rows of {table} whose {column} is later than {due} and the tolerance, of those due",
    "days_late": "Days from {due} to {column} in the rows of {table} that are late",
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
