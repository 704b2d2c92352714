"""Name the rows of the record: `Coding S05 ¶41 as 2.2`."""

from framework.queries.audit_saying import Image, Known, Say, passage, plain
from framework.templates.constructs import template_of

_OWNERS = {"cell": "Cell", "own_cell": "Own cell", "synthesis": "Synthesis", "joint_row": "Row"}


def _whom(known: Known, image: Image) -> str:
    """Say what speaks for a case: a transcript, one of its speakers, a passage."""
    name, case = passage(known, image), known.names.named("study_case", image["case_id"])
    if image["speaker_id"] is not None:
        name += f", {known.names.named('speaker', image['speaker_id'], 'label')}"
    return f"Words of {case}: {name}"


def owner(known: Known, image: Image) -> str:
    """Name the text in which something stands."""
    for table, name in _OWNERS.items():
        row_id = image.get(f"{table}_id")
        if row_id is not None:
            owner = known.names.row(table, row_id)
            return f"{name} {_text_of(known, table, owner)}" if owner else name
    return "a text that was removed"


def _text_of(known: Known, table: str, image: Image) -> str:
    """Name a text without its kind."""
    if table == "synthesis":
        return across(known, image)
    if table == "joint_row":
        return f"“{image['title'] or image['position']}”"
    return known.names.pair(image)


def across(known: Known, image: Image) -> str:
    """Say whose row or column a synthesis concludes."""
    if image["case_id"] is not None:
        return f"of {known.names.named('study_case', image['case_id'])}"
    return f"of theme {known.names.theme(image['theme_id'])}"


def memo(known: Known, image: Image) -> str:
    """Say what a memo is about."""
    coding = known.names.row("coding", image.get("coding_id"))
    if coding:
        return f"Memo on {_coding(known, coding)}"
    if image.get("transcript_id"):
        kind = "Comment" if image.get("kind") == "comment" else "Memo"
        return f"{kind} on {known.names.passage(image, known.change)}"
    if image.get("case_id") and image.get("theme_id"):
        return f"Memo on {known.names.pair(image)}"
    if image.get("case_id"):
        return f"Note on {known.names.named('study_case', image['case_id'])}"
    if image.get("joint_row_id"):
        return f"Memo on a row: {known.names.named('joint_row', image['joint_row_id'], 'title')}"
    return f"Memo on theme {known.names.theme(image.get('theme_id'))}"


def _coding(known: Known, image: Image) -> str:
    """Name a coding without its kind."""
    return f"{passage(known, image)} as {known.names.theme(image['theme_id'])}"


def reread(known: Known, image: Image) -> str:
    """Say what waits to be read again."""
    cell, coding = image["cell_id"], known.names.row("coding", image["coding_id"])
    what = known.names.row("cell", cell)
    if what:
        return f"To be re-read: cell {known.names.pair(what)}"
    return f"To be re-read: {_coding(known, coding) if coding else 'a coding'}"


def _with(kind: str, say: Say) -> Say:
    """Put a word before a name."""
    return lambda known, image: f"{kind} {say(known, image)}"


def _display(known: Known, image: Image) -> str:
    """Name a row of a joint display."""
    display = known.names.named("joint_display", image["display_id"])
    return f"Row {_text_of(known, 'joint_row', image)} of {display}"


SUBJECTS: dict[str, Say] = {
    "study": lambda _known, _image: "Study",
    "coder": _with("Analyst", plain("name")),
    "study_case": lambda _known, image: f"Case {image['name']} ({image['kind']})",
    "case_parent": lambda known, image: (
        f"Case {known.names.named('study_case', image['case_id'])} as one of "
        f"{known.names.named('study_case', image['parent_id'])}"
    ),
    "attribute": lambda known, image: (
        f"Attribute {image['name']} of {known.names.named('study_case', image['case_id'])}"
    ),
    "attribution": _whom,
    "word": lambda _known, image: f"Word “{image['text']}”",
    "theme": lambda _known, image: f"Theme {image['number']} {image['name']}".replace("  ", " "),
    "framework_version": lambda _known, image: f"Version {image['name']} of the framework",
    "crosswalk": lambda known, image: (
        f"Theme {known.names.theme(image['theme_id'])} mapped to "
        f"{template_of(image['template']).short} {image['construct']}"
    ),
    "transcript": _with("Transcript", plain("name")),
    "speaker": lambda known, image: (
        f"Speaker {image['label']} of {known.names.named('transcript', image['transcript_id'])}"
    ),
    "correction": _with("Correction in", passage),
    "reading": lambda known, image: (
        f"Reading of {known.names.named('transcript', image['transcript_id'])} by "
        f"{known.names.named('coder', image['coder_id'])}"
    ),
    "coding": _with("Coding", _coding),
    "memo": memo,
    "cell": lambda known, image: f"Cell {known.names.pair(image)}",
    "own_cell": lambda known, image: (
        f"Cell {known.names.pair(image)}, charted apart by "
        f"{known.names.named('coder', image['coder_id'])}"
    ),
    "synthesis": _with("Synthesis", across),
    "cell_reference": _with("Mention in", owner),
    "citation": lambda known, image: f"Locator {passage(known, image)} in {owner(known, image)}",
    "figure_reference": _with("Figure in", owner),
    "mapping_row": lambda known, image: f"Mapping of {known.names.pair(image)}",
    "reread": reread,
    "delivery_table": _with("Delivery table", plain("name")),
    "delivery_link": lambda known, image: (
        f"Link of “{image['site']}” in {known.names.named('delivery_table', image['table_id'])}"
    ),
    "indicator": lambda _known, image: f"Indicator “{image['label']}”",
    "joint_display": _with("Joint display", plain("name")),
    "joint_row": _display,
    "joint_code": lambda known, image: (
        f"Code of {known.names.named('coder', image['coder_id'])} for row “"
        f"{known.names.named('joint_row', image['joint_row_id'], 'title')}”"
    ),
    "joint_version": lambda known, image: (
        f"Version {image['name']} of {known.names.named('joint_display', image['display_id'])}"
    ),
    "pseudonym": _with("Pseudonym", plain("replacement")),
    "withdrawal": _with("Withdrawal of", plain("name")),
    "past_export": _with("Export", plain("file_name")),
}
