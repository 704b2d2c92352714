"""Set the texts of a joint display's rows, with links to the passages that they cite."""

from collections.abc import Iterable, Sequence

from exports.layouts.evidence import Appendix, Cited
from exports.layouts.joint import Joint
from exports.layouts.summaries import joined, summary
from exports.report import Mode, Paragraph, Span, TableCell
from framework.queries.charts import CellView, CitationRow
from framework.queries.joint_displays import JointRowView
from framework.queries.joint_texts import JointText
from framework.rules.fit import DISCORDANT, MEANINGS, VOCABULARIES, needs_note
from framework.rules.notation import Run

_SOURCES = {
    "fetters": "Fit after Fetters et al. 2013",
    "triangulation": "Fit by the codes of the triangulation protocol (Farmer et al. 2006)",
}


def cited_by(rows: Sequence[JointRowView]) -> list[Cited]:
    """Name the rows that may cite as the appendix names them."""
    return [
        Cited(_as_cell(row, _texts(row)), row.title or row.case or f"row {at}", place_of(row))
        for at, row in enumerate(rows, start=1)
    ]


def citations_of(rows: Iterable[JointRowView]) -> dict[str, CitationRow]:
    """Give what the rows cite, by token; below 0 the id of a row is never that of a cell."""
    return {
        passage.token: passage._replace(cell_id=-row.id) for row in rows for passage in row.passages
    }


def place_of(row: JointRowView) -> str:
    """Name the place of a row in a document."""
    return f"joint_row_{row.id}"


def lines(row: JointRowView, text: JointText, appendix: Appendix, mode: Mode) -> list[Paragraph]:
    """Set a text of a row as paragraphs; in a journal's table as one."""
    return list(summary(_as_cell(row, [text]), appendix.targets, mode))


def cell(
    row: JointRowView, text: JointText, appendix: Appendix, mode: Mode, *, marked: bool = False
) -> TableCell:
    """Put a text of a row into a cell; links lead back to the one that is `marked`."""
    places = (place_of(row),) if marked and place_of(row) in appendix.places else ()
    return TableCell(tuple(lines(row, text, appendix, mode)), places)


def title_cell(row: JointRowView, appendix: Appendix, mode: Mode) -> TableCell:
    """Put the title of a row, and the site that it is about, into a cell that links lead to."""
    said: list[Paragraph] = [(Span("strong", row.title),)] if row.title else []
    if row.case and row.case != row.title:
        said.append((Span("muted" if row.title else "strong", row.case),))
    places = (place_of(row),) if place_of(row) in appendix.places else ()
    return TableCell((joined(said),) if mode == "journal" and said else tuple(said), places)


def fit_span(fit: str) -> Span:
    """Set a label of fit: shaded on the working page, bold in a journal's table."""
    return Span("misfit" if fit in DISCORDANT else "fit", fit.capitalize())


def fit_cell(fit: str) -> TableCell:
    """Put a label of fit into a cell."""
    return TableCell(((fit_span(fit),),)) if fit else TableCell()


def fit_notes(joint: Joint, fits: Iterable[str]) -> list[str]:
    """Say what the labels of fit mean and where they come from."""
    vocabulary = joint.definition.vocabulary
    used = set(fits)
    known = [fit for fit in VOCABULARIES[vocabulary] if fit in used]
    if not known:
        return []
    meant = "; ".join(f"{fit}, {MEANINGS[fit]}" for fit in known)
    added = [needs_note(fit, vocabulary) for fit in known]
    return [f"{_SOURCES[vocabulary]}: {meant}.", *(words for words in added if words)]


def checks(joint: Joint) -> list[str]:
    """Say in working mode which rows need another look before the table leaves the house."""
    if joint.options.mode == "journal":
        return []
    said = []
    for at, row in enumerate(joint.rows, start=1):
        name = row.title or row.case or f"row {at}"
        if quotes := joint.misquoted.get(row.id):
            told = "; ".join(f"“{quote}”" for quote in quotes)
            said.append(f"To check, “{name}”: {told} stands in no transcript.")
        if row.changed:
            said.append(f"To check, “{name}”: {'; '.join(row.changed)}.")
    unchecked = [row.title or row.case or "" for row in joint.rows if not row.checked]
    if len(unchecked) == len(joint.rows) > 1:
        said.append("No row is checked yet.")
    elif unchecked:
        said.append(f"Not checked yet: {', '.join(name for name in unchecked if name)}.")
    return said


def locator_note(appendix: Appendix) -> list[str]:
    """Explain the sign of paragraphs where a table cites passages."""
    if appendix.transcripts:
        return ["¶ paragraph of the transcript; each reference leads to the evidence appendix."]
    return ["¶ paragraph of the transcript."]


def cites(rows: Iterable[JointRowView]) -> bool:
    """Tell whether any row cites a passage."""
    return any(row.passages for row in rows)


def _texts(row: JointRowView) -> list[JointText]:
    """List the texts of a row."""
    return [row.quantitative, row.qualitative, row.inference, *row.detail_texts.values()]


def _as_cell(row: JointRowView, texts: Sequence[JointText]) -> CellView:
    """Shape texts of a row as a cell, so that they are set and proved like cells."""
    runs = tuple(
        Run("locator" if run.kind == "mention" else "text" if run.kind == "figure" else run.kind,
            run.text, run.token)
        for text in texts for run in text.runs
    )  # fmt: skip
    words = "\n".join(text.plain for text in texts)
    return CellView(-row.id, row.case_id or 0, 0, "charted", words, runs, 0, (), "", "")
