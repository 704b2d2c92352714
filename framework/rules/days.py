"""Write days as people read them, in English whatever the machine speaks."""

from datetime import datetime

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def spelled_day(moment: str) -> str:
    """Write the local day of a moment (ISO 8601): `23 November 2026`."""
    day = datetime.fromisoformat(moment).astimezone().date()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
