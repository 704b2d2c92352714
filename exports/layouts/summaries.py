"""Turn the summaries of cells into the paragraphs of a table."""

from collections.abc import Iterable, Mapping

from exports.report import Mode, Paragraph, Span
from framework.queries.charts import CellView

_SIGNS = {"nothing_relevant": "–", "not_asked": "n/a"}


def summary(view: CellView, targets: Mapping[str, str], mode: Mode) -> tuple[Paragraph, ...]:
    """Give a cell's paragraphs: its text cut into spans, or the sign of its state.

    `targets` says where each locator's token leads; one that leads nowhere is set in brackets.
    """
    if not view.text.strip():
        sign = _SIGNS.get(view.state, "")
        return ((Span("sign", sign),),) if sign else ()
    paragraphs: list[list[Span]] = [[]]
    for run in view.runs:
        if run.kind == "locator":
            paragraphs[-1].append(_locator(run.text, targets.get(run.token, ""), mode))
            continue
        for at, line in enumerate(_typeset(run.kind, run.text).split("\n")):
            if at:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(Span(run.kind, line))
    written = [
        tuple(pieces) for pieces in paragraphs if any(piece.text.strip() for piece in pieces)
    ]
    return (joined(written),) if mode == "journal" else tuple(written)


def joined(paragraphs: Iterable[Paragraph]) -> Paragraph:
    """Join paragraphs into one, with semicolons between them."""
    pieces: list[Span] = []
    for paragraph in paragraphs:
        if pieces:
            ended = pieces[-1].text.rstrip().endswith((".", ";", "!", "?", ":"))
            pieces.append(Span("text", " " if ended else "; "))
        pieces += paragraph
    return tuple(pieces)


def locators(view: CellView) -> list[str]:
    """List a cell's locators as they are printed."""
    return [run.text for run in view.runs if run.kind == "locator"]


def _locator(text: str, target: str, mode: Mode) -> Span:
    """Set a locator: a link in working mode, in brackets where no underline shows it."""
    shown = text if target and mode == "working" else f"[{text}]"
    return Span("locator", shown, target)


def _typeset(kind: str, text: str) -> str:
    """Give quotations their typographic marks, and an illustrative one its star."""
    if kind not in {"quote", "star_quote"}:
        return text
    opened = text[:1] in {'"', "“"}
    shown = "“" + text[1:] if opened else text
    if shown.endswith('"'):
        shown = f"{shown[:-1]}”"
    return f"★\u00a0{shown}" if opened and kind == "star_quote" else shown
