"""Give the values of a delivery table as they are read."""

from typing import Any

from framework.drafts import DeliveryDraft
from framework.rules.readings import plain_with


def values_of(table: DeliveryDraft, column: str) -> list[Any]:
    """Give a column as it is read."""
    at, reading = [one.name for one in table.columns].index(column), table.reading(column)
    return [_shown(plain_with(reading)(row[at]), reading.kind) for row in table.rows]


def _shown(made: Any, kind: str) -> Any:
    """Give one value: a number, whether it is yes, or its text."""
    if made is None or made.nothing:
        return "∅" if made else "unread"
    if made.text == "":
        return None
    if kind == "number":
        return float(made.text)
    return made.text == "yes" if kind == "yes-no" else made.text
