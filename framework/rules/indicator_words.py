"""Name in the analyst's words what an indicator can measure, and its rules for sites that left."""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "count": "Number of rows",
    "sum": "Sum",
    "delivered": "n/N delivered: rows with a date",
    "on_time": "n/N on time",
    "late": "n/N late",
    "days_late": "Days late",
    "days_from": "Days from a date of the site",
    "share_yes": "n/N that say yes",
    "value": "Value; the median of several",
    "minimum": "Least value",
    "median": "Median",
    "maximum": "Greatest value",
    "range": "Range",
    "first_date": "First date",
    "last_date": "Last date",
    "cases": "Number of cases of the study",
}
WITHDRAWN_NAMES: Mapping[str, str] = {
    "": "Every row counts, whatever the site did later",
    "until": "Rows of a site that withdrew count until that day",
    "leave out": "Sites that withdrew are left out",
}
