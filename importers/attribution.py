"""Read from a table for which case a transcript, a speaker or some paragraphs speak."""

from pathlib import Path

from framework.drafts import AttributionDraft
from importers import tables


def read_attributions(path: Path) -> list[AttributionDraft]:
    """Read columns transcript, case and, where given, speaker (may be blank) and paragraphs."""
    table = tables.read(path)
    transcript = table.require("transcript", "transcript", "document", "file")
    case = table.require("case", "case", "case_id")
    drafts = []
    for number, values in table.records():
        for column in (transcript, case):
            if not values[column]:
                raise table.refuse(number, f"the column {column} is blank.")
        typed = values.get("paragraphs", "")
        span = tables.paragraphs(typed) if typed else None
        if typed and span is None:
            raise table.refuse(number, f"“{typed}” is no paragraph or range such as 12-40.")
        speaker = values.get("speaker") or None
        drafts.append(AttributionDraft(number, values[transcript], speaker, values[case], span))
    return drafts
