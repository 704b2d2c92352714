"""Write out a passage or a cell that is to be read again, with what its theme means now."""

from typing import TYPE_CHECKING

from app.framework_editor.prose import Block, Ink, Piece, changed, heading
from app.framework_editor.word_changes import word_changes
from framework.rules.locators import paragraph_label

if TYPE_CHECKING:
    from framework.queries.rereading import RereadRow
    from framework.queries.themes import ThemeRow
    from framework.queries.transcripts import ParagraphRow
    from framework.rules.corrections import Wording
    from framework.study import Session

AROUND = 2
_PARTS = ("definition", "include", "exclude")
_QUIET: dict[bool, Ink] = {True: "plain", False: "muted"}
_INKS: dict[str, Ink] = {"locator": "locator", "comment": "muted"}


def blocks_of_meaning(session: "Session", row: "RereadRow", theme: "ThemeRow") -> list[Block]:
    """Write what a theme means, with the words that came and went since it was queued."""
    from framework.queries.former_meanings import meaning_before

    before = meaning_before(session, row.id, theme.id) or theme
    differs = any(getattr(before, part) != getattr(theme, part) for part in _PARTS)
    found = [heading("What the theme means", "changes are marked" if differs else "", 0)]
    for part in _PARTS:
        pieces = changed(word_changes(getattr(before, part), getattr(theme, part)))
        if pieces:
            lead = "" if part == "definition" else f"{part.capitalize()}: "
            found.append(Block((Piece(lead, "muted"), *pieces) if lead else pieces))
    if len(found) == 1:
        found.append(Block((Piece("It has no definition yet.", "muted"),)))
    return found


def blocks_of_passage(session: "Session", row: "RereadRow") -> list[Block]:
    """Write a passage with the paragraphs around it, the passage marked."""
    from framework.queries.corrections import wording_of
    from framework.queries.transcripts import paragraphs_of

    first, last, span = row.first or 0, row.last or 0, (row.start or 0, row.end or 0)
    wording = wording_of(session, row.transcript_id or 0)
    found = [heading("Passage", f"{row.transcript} {paragraph_label(first, last)}")]
    for paragraph in paragraphs_of(session, row.transcript_id or 0):
        if first - AROUND <= paragraph.n <= last + AROUND:
            within = first <= paragraph.n <= last
            pieces = _marked(wording, paragraph, span, within=within)
            found.append(Block((Piece(f"¶{paragraph.n}  ", "small"), *pieces)))
    return found


def blocks_of_cell(session: "Session", row: "RereadRow") -> list[Block]:
    """Write a cell's summary, and the passages that it rests on."""
    from framework.queries.charts import cell
    from framework.queries.codings import evidence

    view = cell(session, row.case_id or 0, row.theme_id)
    found = [heading("Summary", f"{row.case} × {row.number} {row.theme}")]
    found.append(Block(tuple(Piece(r.text, _INKS.get(r.kind, "plain")) for r in view.runs)))
    behind = evidence(session, row.case_id or 0, row.theme_id)
    found.append(heading("Evidence", f"{len(behind)} passage{'s' if len(behind) != 1 else ''}"))
    for coding in behind:
        place = f"{coding.transcript} {paragraph_label(coding.first, coding.last)}"
        found.append(Block((Piece(f"{place}  ", "small"), Piece(f"“{coding.quote}”"))))
    return found


def _marked(
    wording: "Wording", paragraph: "ParagraphRow", span: tuple[int, int], *, within: bool
) -> list[Piece]:
    """Cut a paragraph, as it reads, where a passage begins and ends; what is around is quieter."""
    start, end = (min(max(at, paragraph.start), paragraph.end) for at in span)
    between, quiet = wording.between, _QUIET[within]
    pieces = (
        Piece(between(paragraph.start, start), quiet),
        Piece(between(start, end), "marked"),
        Piece(between(end, paragraph.end), quiet),
    )
    return [piece for piece in pieces if piece.text]
