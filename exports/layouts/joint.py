"""Read a joint display as it is to be laid out, and frame what is made of it as a report."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.rows import Cases, plural, read_cases
from exports.layouts.states import state
from exports.options import Options
from exports.report import Block, Column, Orientation, Report, Rows, long_date, text_width
from exports.widths import shared
from framework.drafts import JointDefinition
from framework.errors import RefusedError
from framework.queries.indicators import DefinitionRow, list_definitions
from framework.queries.joint_displays import DisplayRow, JointRowView, display_rows, list_displays
from framework.queries.joint_quotations import misquoting
from framework.queries.joint_texts import figures_in_place
from framework.queries.studies import AboutRow, about
from framework.queries.themes import list_themes_plain
from framework.queries.transcripts import speaking_transcripts
from framework.rules.joint_layouts import layout_of
from framework.study import Session


class Joint(NamedTuple):
    """Hold what every layout of a joint display draws on; `title` heads it.

    `display` is None where a layout is asked for by itself; `rows` are its written ones. `state`
    says as which version the framework stands, `note` is the analyst's, with its figures in place,
    `definitions` are those of every indicator. `misquoted` are by row what no transcript says;
    a journal's page does not ask.
    """

    about: AboutRow
    options: Options
    cases: Cases
    definition: JointDefinition
    display: DisplayRow | None
    rows: list[JointRowView]
    title: str
    state: str
    note: str
    definitions: list[DefinitionRow]
    misquoted: Mapping[int, Sequence[str]]

    @property
    def ordered_by(self) -> str:
        """Give the label of the indicator that orders the rows, or ""."""
        key = self.definition.order_by
        return next((row.label for row in self.definitions if row.key == key), "")

    @property
    def shows_evidence(self) -> bool:
        """Tell whether the passages that are cited are wanted."""
        return self.options.evidence or self.options.comments


def read_joint(session: Session, options: Options, layout: str, title: str) -> Joint:
    """Read the joint display that is asked for, or that `display_of` takes; else the layout alone.

    What is asked for beside a display goes before what the display says.
    """
    display = display_of(session, options, layout)
    definition = _asked(display.definition, options) if display else _defined(options)
    chosen = _chosen(session, options, definition) if display else options
    seen_by = options.coder or None
    rows = display_rows(session, display.id, seen_by=seen_by) if display else []
    named = definition.title or (display.name if display else title)
    return Joint(
        about(session), chosen, read_cases(session, chosen), definition, display, rows, named,
        state(session), figures_in_place(session, definition.note).plain if definition.note else "",
        list_definitions(session), misquoting(session, rows) if options.mode == "working" else {},
    )  # fmt: skip


def display_of(session: Session, options: Options, layout: str) -> DisplayRow | None:
    """Find the display that is asked for by its name or guid.

    Where none is asked for, it is the only one of the layout, or the first whose rows are written.
    """
    every = list_displays(session)
    asked = options.display.strip()
    if asked:
        found = [row for row in every if asked in {row.name, row.guid}]
        found = found or [row for row in every if row.name.casefold() == asked.casefold()]
        if not found:
            names = ", ".join(f"“{row.name}”" for row in every) or "none yet"
            raise RefusedError(
                f"There is no joint display “{asked}”; nothing was written. The study has {names}."
            )
        return found[0]
    known = layout_of(layout)
    fitting = [row for row in every if row.layout == layout]
    if fitting and (len(fitting) == 1 or (known is not None and known.written)):
        return fitting[0]
    return None


def written(joint: Joint, layout: str) -> DisplayRow:
    """Give the display of a layout whose rows are written, or refuse where there is none."""
    known = layout_of(layout)
    name = known.name.casefold() if known else layout
    if joint.display is None:
        raise RefusedError(
            f"The study has no joint display laid out as {name}; nothing was written. "
            "Make one in Integrate."
        )
    if not joint.rows:
        raise RefusedError(
            f"The joint display “{joint.display.name}” has no rows yet; nothing was written. "
            "Write one in Integrate."
        )
    return joint.display


def _defined(options: Options) -> JointDefinition:
    """Define what is asked for without a display."""
    return JointDefinition(order_by=options.order_by, indicators=options.indicators)


def _asked(definition: JointDefinition, options: Options) -> JointDefinition:
    """Let what is asked for go before a display's definition; another order has no groups."""
    if options.order_by and options.order_by != definition.order_by:
        definition = replace(definition, order_by=options.order_by, descending=True, cuts=())
    return replace(definition, indicators=options.indicators or definition.indicators)


def _chosen(session: Session, options: Options, definition: JointDefinition) -> Options:
    """Let a display's definition choose what is shown."""
    guids = {row.guid: row.number for row in list_themes_plain(session)}
    themes = tuple(guids.get(guid, "") for guid in definition.themes)
    return replace(
        options,
        themes=options.themes or themes,
        indicators=definition.indicators,
        order_by=definition.order_by,
        evidence=options.evidence and "evidence" in definition.show,
    )


def counted(session: Session, joint: Joint) -> str:
    """Count what a display rests on: n = 10 interviews that speak for a case, 6 practices.

    Where each row is about one site, these sites and who belongs to them count alone.
    """
    about = {row.case_id for row in joint.rows if row.case_id is not None}
    sites = {row.case for row in joint.cases.figures if row.case is not None and row.rows}
    ids = None
    if all(row.case_id is not None for row in joint.rows):
        sites = {row.name for row in joint.cases.sites if row.id in about}
        ids = about | {row.id for row in joint.cases.participants if sites & set(row.parents)}
    interviews = len(speaking_transcripts(session, ids))
    said = [plural(interviews, "interview")] if interviews else []
    said += [plural(len(sites), joint.cases.noun)] if sites else []
    return f"n = {', '.join(said)}" if said else ""


def caption(joint: Joint, *said: str) -> str:
    """Write a caption: the title, then what it counts and how it is ordered, version and day."""
    about_it = [part for part in said if part]
    about_it += [f"framework: {joint.state}", f"as at {long_date(joint.options.today)}"]
    return f"{joint.title} ({'; '.join(about_it)})"


def columns(heads: Sequence[tuple[str, float, str]], room: float) -> tuple[Column, ...]:
    """Share out the room among heads, each with its weight and its group."""
    return shared([Column(*head) for head in heads], room)


def room_of(joint: Joint, orientation: Orientation = "landscape") -> float:
    """Give the width of the page's text in cm."""
    return text_width(joint.options.paper, orientation)


def closing(joint: Joint, texts: Sequence[str] = ()) -> list[str]:
    """End the notes: what the analyst notes, abbreviations of `texts`, synthetic data."""
    said = "synthetic data" in joint.note.casefold()
    return [
        *([joint.note] if joint.note else []),
        *notes.abbreviations((), joint.cases.abbreviations, texts),
        *notes.closing(synthetic=joint.about.synthetic and not said),
    ]


def report(
    joint: Joint,
    blocks: Sequence[Block],
    data: Rows,
    orientation: Orientation = "landscape",
) -> Report:
    """Put the blocks into a report."""
    return Report(
        title=joint.title,
        study=joint.about.title,
        synthetic=joint.about.synthetic,
        day=joint.options.today,
        data=data,
        blocks=tuple(blocks),
        orientation=orientation,
        paper=joint.options.paper,
        mode=joint.options.mode,
    )
