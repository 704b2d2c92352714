"""List what is told of each recorded column, in the analyst's words."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sqlalchemy import text

from framework.queries import audit_held
from framework.queries.audit_saying import (
    NOTHING,
    Image,
    Known,
    Say,
    count,
    listed,
    named,
    number,
    passage,
    plain,
    theme,
    typed,
    worded,
    yes,
)
from framework.queries.audit_subjects import memo, owner, reread
from framework.rules.cells import STATE_NAMES
from framework.rules.joint_layouts import JOINT_LAYOUTS
from framework.templates.constructs import template_of


class Field(NamedTuple):
    """Tell one or more columns under a name.

    What is `named` is said by the name of its row already, and told where it changed alone.
    """

    name: str
    columns: tuple[str, ...]
    say: Say
    named: bool = False


class Held(NamedTuple):
    """Tell a JSON column, which has parts with names of their own."""

    column: str
    say: Callable[[Known, Image], dict[str, str]]


PLACE = "place in the list"

_LEVELS = {
    "study": "the study", "site": "a site", "site-month": "a site in a month", "person": "a person",
}  # fmt: skip
_FORMS = {"": "as it is printed"}
_RULES = {"all": "everywhere", "this": "at the places that were chosen"}
_LAYOUTS = {layout.key: layout.name for layout in JOINT_LAYOUTS}


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


def _framework(_known: Known, image: Image) -> str:
    """Name a built-in framework."""
    return template_of(image["template"]).short


def _example(known: Known, image: Image) -> str:
    """Name the passage that is the example of a theme."""
    if not image.get("example"):
        return NOTHING
    coding = known.names.found("coding", "guid", image["example"])
    return passage(known, coding) if coding else "a passage that was removed"


def _other_theme(column: str) -> Say:
    """Name the theme whose guid a column holds."""
    return lambda known, image: (
        known.names.theme_of_guid(image[column]) if image.get(column) else NOTHING
    )


def _part(name: str, column: str, say: Say | None = None) -> Field:
    """Tell a column under a name, as it is or as `say` says it."""
    return Field(name, (column,), say or plain(column))


def _in_name(name: str, column: str, say: Say) -> Field:
    """Tell a column that the name of its row says."""
    return Field(name, (column,), say, named=True)


def _cell(say: Say | None = None) -> Field:
    """Tell in which cell something stands."""
    return Field("cell", ("case_id", "theme_id"), say or _pair, named=say is None)


def _pair(known: Known, image: Image) -> str:
    """Name a cell."""
    return known.names.pair(image)


def _placed(*columns: str, said: bool = False) -> Field:
    """Tell a passage, or the whole of a transcript."""
    return Field("passage", columns or ("transcript_id", "start", "end"), passage, named=said)


_OWNERS = ("cell_id", "own_cell_id", "synthesis_id", "joint_row_id")
_PLACE = _part(PLACE, "position", number("position"))
_BY = _part("by", "coder_id", named("coder", "coder_id"))
_BY_NAMED = _in_name("by", "coder_id", named("coder", "coder_id"))
_CASE = _in_name("case", "case_id", named("study_case", "case_id"))
_TRANSCRIPT = _in_name("transcript", "transcript_id", named("transcript", "transcript_id"))

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "study": (_part("title", "title"), _part("note", "note")),
    "coder": (_part("name", "name"),),
    "study_case": (_part("name", "name"), _part("kind", "kind"), _part("label", "label"), _PLACE),
    "case_parent": (
        _CASE, _in_name("belongs to", "parent_id", named("study_case", "parent_id")),
    ),
    "attribute": (
        _CASE, _in_name("attribute", "name", plain("name")), _part("value", "value"),
    ),
    "attribution": (
        _placed(), _part("case", "case_id", named("study_case", "case_id")),
        _part("speaker", "speaker_id", named("speaker", "speaker_id", "label")),
    ),
    "word": (_part("word", "text"), _part("stands for", "meaning")),
    "theme": (
        _part("number", "number"), _part("name", "name"), _part("definition", "definition"),
        _part("include", "include"), _part("exclude", "exclude"), _part("origin", "origin"),
        _part("under", "parent_id", theme("parent_id")),
        _part(PLACE, "position", number("position", 0)),
        _part("colour", "colour", number("colour", 0)),
        _part("label of open coding", "provisional", yes("provisional")),
        _part("retired", "retired", yes("retired")),
        _part("number given by hand", "fixed_number", yes("fixed_number")),
        _part("rated", "rated", yes("rated")), _part("example passage", "example", _example),
        _part("merged into", "merged_into", _other_theme("merged_into")),
        _part("split from", "split_from", _other_theme("split_from")),
    ),
    "framework_version": (
        _part("name", "name"), _part("kind", "kind"), _part("reason", "reason"), _BY,
        _part("holds", "content", count("content", "theme")),
    ),
    "crosswalk": (
        _in_name("theme", "theme_id", theme("theme_id")),
        _in_name("built-in framework", "template", _framework),
        _in_name("construct", "construct", plain("construct")),
    ),
    "transcript": (_part("name", "name"), _part("file", "document_id", _file), _PLACE),
    "speaker": (
        _TRANSCRIPT, _part("label", "label"), _part("role", "role"),
        _part("turns", "turns"), _part("first words", "first_words"),
    ),
    "correction": (_placed(), _part("reads", "text"), _part("reason", "reason"), _BY),
    "reading": (_TRANSCRIPT, _BY_NAMED, _part("day", "day")),
    "coding": (
        _part("theme", "theme_id", theme("theme_id")), _placed(),
        _part("starred", "starred", yes("starred")), _BY,
        _part("version of the framework", "version_id", named("framework_version", "version_id")),
    ),
    "memo": (
        _part("text", "text"), _BY,
        Field("about", ("kind", "coding_id", "transcript_id", "start", "end", "theme_id",
                        "case_id", "joint_row_id"), memo, named=True),
    ),
    "cell": (
        _cell(), _part("state", "state", worded("state", STATE_NAMES)),
        _part("text", "text", typed("text")), _part("rating", "rating"), _BY,
        _part("quotations that differ", "misquoted", count("misquoted", "quotation")),
        _part("rests on", "checked", audit_held.rests_on),
    ),
    "own_cell": (
        _cell(), _BY_NAMED, _part("state", "state", worded("state", STATE_NAMES)),
        _part("text", "text", typed("text")), _part("rating", "rating"),
    ),
    "synthesis": (
        Field("of", ("case_id", "theme_id"), lambda known, image: (
            known.names.named("study_case", image["case_id"]) if image["case_id"] is not None
            else known.names.theme(image["theme_id"])), named=True),
        _part("text", "text", typed("text")), _BY,
    ),
    "cell_reference": (
        Field("in", ("synthesis_id", "joint_row_id"), owner, named=True), _cell(_pair),
    ),
    "citation": (Field("in", _OWNERS, owner, named=True), _placed()),
    "figure_reference": (
        _in_name("in", "joint_row_id", owner),
        _part("indicator", "indicator_id", named("indicator", "indicator_id", "label")),
        _part("site", "case_id", named("study_case", "case_id")),
        _part("form", "form", worded("form", _FORMS)), _part("read", "shown"),
    ),
    "mapping_row": (
        _cell(), _part("elements", "elements"), _part("category", "category"),
        _part("class", "class_name"),
    ),
    "reread": (
        _part("reason", "reason"), _part("theme", "theme_id", theme("theme_id")), _BY,
        Field("what", ("coding_id", "cell_id"), reread, named=True),
    ),
    "delivery_table": (
        _part("name", "name"), _part("file", "dataset_id", _dataset),
        _part("column of the site", "site"),
        _part("a row is about", "level", worded("level", _LEVELS)),
        _part("columns that name a row", "keys", listed("keys")),
    ),
    "delivery_link": (
        _in_name("table", "table_id", named("delivery_table", "table_id")),
        _in_name("written", "site", plain("site")),
        _part("site", "case_id", named("study_case", "case_id")),
    ),
    "indicator": (
        _part("key", "key"), _part("label", "label"),
        _part("table", "table_id", named("delivery_table", "table_id")), _PLACE,
    ),
    "joint_display": (
        _part("name", "name"), _part("layout", "layout", worded("layout", _LAYOUTS)), _PLACE,
    ),
    "joint_row": (
        _in_name("joint display", "display_id", named("joint_display", "display_id")),
        _part("title", "title"), _part("site", "case_id", named("study_case", "case_id")),
        _part("delivery finding", "quantitative", typed("quantitative")),
        _part("interview finding", "qualitative", typed("qualitative")), _part("fit", "fit"),
        _part("meta-inference", "inference", typed("inference")),
        _part("checked", "checked", audit_held.row_check), _BY, _PLACE,
    ),
    "joint_code": (
        _in_name("row", "joint_row_id", named("joint_row", "joint_row_id", "title")), _BY_NAMED,
        _part("code", "code"), _part("reason", "reason"),
    ),
    "joint_version": (
        _in_name("joint display", "display_id", named("joint_display", "display_id")),
        _part("name", "name"), _part("reason", "reason"), _BY,
        _part("holds", "content", audit_held.rows_kept),
    ),
    "pseudonym": (
        _in_name("replacement", "replacement", plain("replacement")),
        _part("category", "category"), _part("replaced", "rule", worded("rule", _RULES)),
        _part("places", "places", count("places", "place")), _BY,
        _part("checked by", "checked_by"),
    ),
    "withdrawal": (_in_name("participant", "name", plain("name")), _BY),
    "past_export": (
        _in_name("file", "file_name", plain("file_name")), _part("layout", "layout"),
        _part("SHA-256", "sha256"), _part("whose words", "used", audit_held.used), _BY,
    ),
}  # fmt: skip
HELD: Mapping[str, Held] = {
    "indicator": Held("definition", audit_held.indicator),
    "joint_display": Held("definition", audit_held.display),
    "joint_row": Held("details", audit_held.row),
    "past_export": Held("decision", audit_held.decision),
    "withdrawal": Held("removed", audit_held.removed),
}
