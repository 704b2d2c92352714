"""Turn the summaries of cells into the paragraphs of a table."""

from collections.abc import Iterable, Mapping

from exports.report import Mode, Paragraph, Span
from framework.queries.charts import CellView

_QUOTED = frozenset({"quote", "star_quote"})
_SIGNS = {"nothing_relevant": "–", "not_asked": "n/a"}


def summary(view: CellView, targets: Mapping[str, str], mode: Mode) -> tuple[Paragraph, ...]:
    """Give a cell's paragraphs: its text cut into spans, or the sign of its state.

    `targets` says where each locator's token leads; one that leads nowhere is set in brackets.
    """
    if not view.text.strip():
        sign = _SIGNS.get(view.state, "")
        return ((Span("sign", sign),),) if sign else ()
    written: list[list[Span]] = [[]]
    awaited = ""
    for kind, text, token in view.runs:
        if kind == "locator":
            written[-1].append(_locator(text, targets.get(token, ""), mode))
            continue
        shown, awaited = _typeset(kind, text, awaited)
        for at, line in enumerate(shown.split("\n") if "\n" in shown else (shown,)):
            if at:
                written.append([])
            if line:
                written[-1].append(Span(kind, line))
    said = [tuple(line) for line in written if any(not piece.text.isspace() for piece in line)]
    return (joined(said),) if mode == "journal" else tuple(said)


def joined(paragraphs: Iterable[Paragraph]) -> Paragraph:
    """Join paragraphs into one, with semicolons between them."""
    pieces: list[Span] = []
    for paragraph in paragraphs:
        if pieces:
            said = "".join([piece.text for piece in pieces]).rstrip()
            ended = said.endswith((".", ";", "!", "?", ":"))
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip())
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


def _typeset(kind: str, text: str, awaited: str) -> tuple[str, str]:
    """Give a quotation its typographic marks, and an illustrative one its star.

    A locator within parts it: `awaited` is the mark that is to close it, given on to its next part.
    """
    if kind not in _QUOTED:
        return text, ""
    closing = awaited or ('"' if text.startswith('"') else "”")
    words = text if awaited else text[1:]
    closed = words.endswith(closing)
    words = f"{words[:-1]}”" if closed else words
    opened = "" if awaited else "★\u00a0“" if kind == "star_quote" else "“"
    return f"{opened}{words}", "" if closed else closing
