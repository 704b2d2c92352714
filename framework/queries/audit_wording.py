"""Say in the field's words what a row of the record is, and what each of its columns holds."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.queries.audit_names import Names
from framework.rules.cells import STATE_NAMES

Image = Mapping[str, Any]


class Known(NamedTuple):
    """Hold what the words are made from: names, the study, the change after which they hold."""

    names: Names
    session: Session
    change: int


Say = Callable[[Known, Image], str]
NOTHING = ""


def subject(known: Known, table: str, image: Image) -> str:
    """Name a row: `Coding S05 ¶41 as 2.2`."""
    return _SUBJECTS[table](known, image)


def values(known: Known, table: str, image: Image) -> dict[str, str]:
    """Give what a row holds, by the name of each part; "" where a part is empty."""
    found: dict[str, str] = {}
    for name, say in _FIELDS.get(table, {}).items():
        found[name] = say(known, image)
    for column in _JSON.get(table, ()):
        parts = _parts(image.get(column) or "")
        found.update((name, known.names.typed(said)) for name, said in parts.items())
    return found


TOKEN_TEXTS = {
    "cell": ("text",),
    "own_cell": ("text",),
    "synthesis": ("text",),
    "joint_row": ("quantitative", "qualitative", "inference", "details"),
}
"""Name the columns whose texts hold tokens."""

BESIDE = {
    "citation": ("cell", "own_cell", "synthesis", "joint_row"),
    "cell_reference": ("synthesis", "joint_row"),
    "figure_reference": ("joint_row",),
}
"""Name the tables that bind what stands in texts, and whose texts those are."""

_OWNERS = {"cell": "Cell", "own_cell": "Own cell", "synthesis": "Synthesis", "joint_row": "Row"}


def _plain(column: str) -> Say:
    """Give a column as it is."""
    return lambda _known, image: str(image.get(column) or NOTHING)


def _yes(column: str) -> Say:
    """Say whether something holds."""
    return lambda _known, image: "yes" if image.get(column) else NOTHING


def _typed(column: str) -> Say:
    """Give a stored text as an analyst types it."""
    return lambda known, image: known.names.typed(image.get(column) or NOTHING)


def _named(table: str, column: str, of: str = "name") -> Say:
    """Name the row that a column points to."""
    return lambda known, image: (
        known.names.named(table, image[column], of) if image.get(column) else NOTHING
    )


def _theme(column: str) -> Say:
    """Name the theme that a column points to."""
    return lambda known, image: known.names.theme(image[column]) if image.get(column) else NOTHING


def _number(column: str, first: int = 1) -> Say:
    """Give a number, counted from 1, of a column that counts from `first`."""
    return lambda _known, image: str(image[column] + 1 - first) if column in image else NOTHING


def _state(_known: Known, image: Image) -> str:
    """Give the state of a cell."""
    return STATE_NAMES.get(image["state"], image["state"])


def _file(known: Known, image: Image) -> str:
    """Name the file that a transcript came from by its digest."""
    sql = "SELECT format, words, sha256 FROM document WHERE id = :id"
    row = known.session.execute(text(sql), {"id": image["document_id"]}).first()
    return f"{row.format}, {row.words:,} words, SHA-256 {row.sha256}" if row else "removed"


def _dataset(known: Known, image: Image) -> str:
    """Name the file that a delivery table came from by its digest."""
    sql = "SELECT row_count, sha256 FROM dataset WHERE id = :id"
    row = known.session.execute(text(sql), {"id": image["dataset_id"]}).first()
    return f"{row.row_count:,} rows, SHA-256 {row.sha256}" if row else "removed"


def _count(column: str, what: str) -> Say:
    """Count what a JSON column holds."""

    def say(_known: Known, image: Image) -> str:
        held = json.loads(image.get(column) or "[]")
        return f"{len(held)} {what}{'s' * (len(held) != 1)}" if held else NOTHING

    return say


def _used(known: Known, image: Image) -> str:
    """Name whose words an export holds."""
    used = json.loads(image.get("used") or "{}")
    found = []
    for kind, table in (("cases", "study_case"), ("transcripts", "transcript")):
        for guid in used.get(kind, ()):
            sql = text(f"SELECT name FROM {table} WHERE guid = :guid")
            found.append(known.session.scalar(sql, {"guid": guid}) or "removed")
    return ", ".join(found)


def _parts(written: str) -> dict[str, str]:
    """Take a JSON object apart, a name each part."""
    held = json.loads(written) if written.startswith("{") else {}
    return dict(_flat(held, ""))


def _flat(held: Any, under: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    """Give the parts of a JSON value that say something."""
    if isinstance(held, dict):
        for name, part in held.items():
            plain = str(name).replace("_", " ")
            yield from _flat(part, f"{under}, {plain}" if under else plain)
    elif isinstance(held, list):
        shown = (part if isinstance(part, str) else json.dumps(part, ensure_ascii=False)
                 for part in held)  # fmt: skip
        yield under, ", ".join(shown)
    elif held not in (None, "", False):
        yield under, "yes" if held is True else str(held)


def _passage(known: Known, image: Image) -> str:
    """Name a passage."""
    return known.names.passage(image, known.change)


def _whom(known: Known, image: Image) -> str:
    """Say what speaks for a case: a transcript, one of its speakers, a passage."""
    name, case = _passage(known, image), known.names.named("study_case", image["case_id"])
    if image["speaker_id"] is not None:
        name += f", {known.names.named('speaker', image['speaker_id'], 'label')}"
    return f"Words of {case}: {name}"


def _owner(known: Known, image: Image) -> str:
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
        return _across(known, image)
    if table == "joint_row":
        return f"“{image['title'] or image['position']}”"
    return known.names.pair(image)


def _across(known: Known, image: Image) -> str:
    """Say whose row or column a synthesis concludes."""
    if image["case_id"] is not None:
        return f"of {known.names.named('study_case', image['case_id'])}"
    return f"of theme {known.names.theme(image['theme_id'])}"


def _memo(known: Known, image: Image) -> str:
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
    return f"{_passage(known, image)} as {known.names.theme(image['theme_id'])}"


def _reread(known: Known, image: Image) -> str:
    """Say what waits to be read again."""
    cell, coding = image["cell_id"], known.names.row("coding", image["coding_id"])
    what = known.names.row("cell", cell)
    if what:
        return f"To be re-read: cell {known.names.pair(what)}"
    return f"To be re-read: {_coding(known, coding) if coding else 'a coding'}"


def _with(kind: str, say: Say) -> Say:
    """Put a word before a name."""
    return lambda known, image: f"{kind} {say(known, image)}"


def _case_of(kind: str, column: str) -> Say:
    """Name something of a case."""
    return lambda known, image: (
        f"{kind} {image[column]} of {known.names.named('study_case', image['case_id'])}"
    )


def _display(known: Known, image: Image) -> str:
    """Name a row of a joint display."""
    display = known.names.named("joint_display", image["display_id"])
    return f"Row {_text_of(known, 'joint_row', image)} of {display}"


_SUBJECTS: dict[str, Say] = {
    "study": lambda _known, _image: "Study",
    "coder": _with("Analyst", _plain("name")),
    "study_case": lambda _known, image: f"Case {image['name']} ({image['kind']})",
    "case_parent": lambda known, image: (
        f"Case {known.names.named('study_case', image['case_id'])} as one of "
        f"{known.names.named('study_case', image['parent_id'])}"
    ),
    "attribute": _case_of("Attribute", "name"),
    "attribution": _whom,
    "word": lambda _known, image: f"Word “{image['text']}”",
    "theme": lambda _known, image: f"Theme {image['number']} {image['name']}".replace("  ", " "),
    "framework_version": lambda _known, image: f"Version {image['name']} of the framework",
    "crosswalk": lambda known, image: (
        f"Theme {known.names.theme(image['theme_id'])} mapped to {image['template']} "
        f"{image['construct']}"
    ),
    "transcript": _with("Transcript", _plain("name")),
    "speaker": lambda known, image: (
        f"Speaker {image['label']} of {known.names.named('transcript', image['transcript_id'])}"
    ),
    "correction": _with("Correction in", _passage),
    "reading": lambda known, image: (
        f"Reading of {known.names.named('transcript', image['transcript_id'])} by "
        f"{known.names.named('coder', image['coder_id'])}"
    ),
    "coding": _with("Coding", _coding),
    "memo": _memo,
    "cell": lambda known, image: f"Cell {known.names.pair(image)}",
    "own_cell": lambda known, image: (
        f"Cell {known.names.pair(image)}, charted apart by "
        f"{known.names.named('coder', image['coder_id'])}"
    ),
    "synthesis": _with("Synthesis", _across),
    "cell_reference": _with("Mention in", _owner),
    "citation": lambda known, image: f"Locator {_passage(known, image)} in {_owner(known, image)}",
    "figure_reference": _with("Figure in", _owner),
    "mapping_row": lambda known, image: f"Mapping of {known.names.pair(image)}",
    "reread": _reread,
    "delivery_table": _with("Delivery table", _plain("name")),
    "delivery_link": lambda known, image: (
        f"Link of “{image['site']}” in {known.names.named('delivery_table', image['table_id'])}"
    ),
    "indicator": _with("Indicator", _plain("key")),
    "joint_display": _with("Joint display", _plain("name")),
    "joint_row": _display,
    "joint_code": lambda known, image: (
        f"Code of {known.names.named('coder', image['coder_id'])} for row “"
        f"{known.names.named('joint_row', image['joint_row_id'], 'title')}”"
    ),
    "joint_version": lambda known, image: (
        f"Version {image['name']} of {known.names.named('joint_display', image['display_id'])}"
    ),
    "pseudonym": _with("Pseudonym", _plain("replacement")),
    "withdrawal": _with("Withdrawal of", _plain("name")),
    "past_export": _with("Export", _plain("file_name")),
}

PLACE = "place in the list"
_PLACE = {PLACE: _number("position")}
_BY = {"by": _named("coder", "coder_id")}
_FIELDS: dict[str, dict[str, Say]] = {
    "study": {"title": _plain("title"), "note": _plain("note")},
    "coder": {"name": _plain("name")},
    "study_case": {
        "name": _plain("name"), "kind": _plain("kind"), "label": _plain("label"), **_PLACE,
    },
    "attribute": {"value": _plain("value")},
    "attribution": {
        "passage": _passage, "case": _named("study_case", "case_id"),
        "speaker": _named("speaker", "speaker_id", "label"),
    },
    "word": {"word": _plain("text"), "stands for": _plain("meaning")},
    "theme": {
        "number": _plain("number"), "name": _plain("name"), "definition": _plain("definition"),
        "include": _plain("include"), "exclude": _plain("exclude"), "origin": _plain("origin"),
        "under": _theme("parent_id"), PLACE: _number("position", 0), "colour": _number("colour", 0),
        "label of open coding": _yes("provisional"), "retired": _yes("retired"),
        "number given by hand": _yes("fixed_number"), "rated": _yes("rated"),
        "example passage": _yes("example"), "merged into another": _yes("merged_into"),
    },
    "framework_version": {
        "name": _plain("name"), "kind": _plain("kind"), "reason": _plain("reason"),
        "holds": _count("content", "theme"),
    },
    "transcript": {"name": _plain("name"), "file": _file, **_PLACE},
    "speaker": {"label": _plain("label"), "role": _plain("role")},
    "correction": {"passage": _passage, "reads": _plain("text"), "reason": _plain("reason")},
    "reading": {"day": _plain("day")},
    "coding": {
        "theme": _theme("theme_id"), "passage": _passage, "starred": _yes("starred"), **_BY,
        "version of the framework": _named("framework_version", "version_id"),
    },
    "memo": {"text": _plain("text"), **_BY},
    "cell": {
        "state": _state, "text": _typed("text"), "rating": _plain("rating"), **_BY,
        "quotations that differ": _count("misquoted", "quotation"),
    },
    "own_cell": {"state": _state, "text": _typed("text"), "rating": _plain("rating")},
    "synthesis": {"text": _typed("text"), **_BY},
    "cell_reference": {"cell": lambda known, image: known.names.pair(image)},
    "citation": {"passage": _passage},
    "figure_reference": {
        "indicator": _named("indicator", "indicator_id", "key"), "read": _plain("shown"),
    },
    "mapping_row": {
        "elements": _plain("elements"), "category": _plain("category"),
        "class": _plain("class_name"),
    },
    "reread": {"reason": _plain("reason")},
    "delivery_table": {
        "name": _plain("name"), "file": _dataset, "column of the site": _plain("site"),
        "a row is about a": _plain("level"), "keys": _plain("keys"),
    },
    "delivery_link": {"site": _named("study_case", "case_id")},
    "indicator": {
        "key": _plain("key"), "label": _plain("label"),
        "table": _named("delivery_table", "table_id"), **_PLACE,
    },
    "joint_display": {"name": _plain("name"), "layout": _plain("layout"), **_PLACE},
    "joint_row": {
        "title": _plain("title"), "site": _named("study_case", "case_id"),
        "delivery finding": _typed("quantitative"), "interview finding": _typed("qualitative"),
        "fit": _plain("fit"), "meta-inference": _typed("inference"),
        "checked": _yes("checked"), **_BY, **_PLACE,
    },
    "joint_code": {"code": _plain("code"), "reason": _plain("reason")},
    "joint_version": {"name": _plain("name"), "reason": _plain("reason")},
    "pseudonym": {
        "category": _plain("category"), "rule": _plain("rule"),
        "places": _count("places", "place"), **_BY,
    },
    "withdrawal": _BY,
    "past_export": {
        "layout": _plain("layout"), "SHA-256": _plain("sha256"), "whose words": _used, **_BY,
    },
}  # fmt: skip
_JSON = {
    "indicator": ("definition",), "joint_display": ("definition",), "joint_row": ("details",),
    "past_export": ("decision",), "withdrawal": ("removed",),
}  # fmt: skip
