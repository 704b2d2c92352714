"""Write moments as they are read here."""

from datetime import datetime


def day_of(moment: str) -> str:
    """Write the day of a moment, kept in UTC, in this computer's time: 3 May 2026."""
    local = datetime.fromisoformat(moment).astimezone()
    return f"{local.day} {local:%B %Y}"
