"""Work out what to do next."""

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from framework.queries.charts import CellView
    from framework.queries.progress import ProgressRow
    from framework.queries.themes import ThemeRow
    from framework.queries.transcripts import TranscriptRow

ORDER = ("out_of_date", "quote_differs", "coded_not_charted", "no_evidence")


class NextStep(NamedTuple):
    """Name a thing to do: `sign` its mark, `button` its action, `where` the place."""

    sign: str
    text: str
    detail: str
    button: str
    workspace: str
    where: Mapping[str, int]


def next_steps(
    p: "ProgressRow",
    transcripts: "Sequence[TranscriptRow]",
    cells: "Mapping[tuple[int, int], CellView]",
    speaking: Container[int],
    others: "Sequence[ThemeRow]",
) -> list[NextStep]:
    """List what to do next, what spoils the report first.

    `speaking` are the transcripts that speak for a case, `others` the grown ones, fullest first.
    """
    steps = [*_beginnings(p), *_cells(cells)]
    if others:
        steps.append(_other(others))
    silent = [row for row in transcripts if row.id not in speaking]
    if silent:
        words = _many(len(silent), "transcript speaks", "transcripts speak") + " for no case"
        steps.append(_about(silent, words, "Say whose", "transcripts"))
    uncoded = [row for row in transcripts if not row.codings]
    if uncoded and p.themes:
        words = _many(len(uncoded), "transcript is", "transcripts are") + " not coded yet"
        steps.append(_about(uncoded, words, "Code", "code"))
    if p.unmatched_rows:
        words = _many(p.unmatched_rows, "delivery row matches", "delivery rows match") + " no site"
        steps.append(NextStep("none", words, "listed, never dropped", "Look", "integrate", {}))
    return steps


def _other(others: "Sequence[ThemeRow]") -> NextStep:
    """Name the fullest Other, and lead to it."""
    first, *more = others
    words = _many(first.codings, "passage", "passages") + f" in {first.number} {first.name}"
    detail = "worth a sub-theme?"
    if more:
        detail += f" · and in {', '.join(row.number for row in more)}"
    return NextStep("none", words, detail, "Look", "framework", {"theme": first.id})


def _about(rows: "Sequence[TranscriptRow]", words: str, button: str, workspace: str) -> NextStep:
    """Name transcripts with which something is to be done, and lead to the first."""
    names = ", ".join(row.name for row in rows[:3]) + (" …" if len(rows) > 3 else "")
    return NextStep("none", words, names, button, workspace, {"transcript": rows[0].id})


def _beginnings(p: "ProgressRow") -> list[NextStep]:
    """List what a new study lacks."""
    lacking = (
        (p.transcripts, "Import the transcripts", "Import", "transcripts"),
        (p.themes, "Choose or build a framework", "Choose", "framework"),
        (p.sites or p.delivery_tables or not p.codings, "Link delivery data", "Link", "integrate"),
    )
    return [
        NextStep("to_chart", text, "", button, workspace, {"ask": button == "Import"})
        for there, text, button, workspace in lacking
        if not there
    ]


def _cells(cells: "Mapping[tuple[int, int], CellView]") -> list[NextStep]:
    """List what cells ask for, each kind with its first cell."""
    found: dict[str, list[CellView]] = {}
    for view in cells.values():
        for flag in view.flags:
            found.setdefault(flag, []).append(view)
    steps = []
    for flag in ORDER:
        views = found.get(flag, [])
        if views:
            where = {"case": views[0].case_id, "theme": views[0].theme_id}
            sign, text, detail, button = _words(flag, len(views))
            steps.append(NextStep(sign, text, detail, button, "chart", where))
    return steps


def _words(flag: str, n: int) -> tuple[str, str, str, str]:
    """Return sign, text, detail and button for a flag that `n` cells carry."""
    return {
        "out_of_date": (
            "out_of_date", _many(n, "summary is", "summaries are") + " out of date",
            "evidence or definition changed", "Review",
        ),
        "quote_differs": (
            "wrong", _many(n, "cell quotes", "cells quote") + " what the transcript does not say",
            "the quotation differs", "Compare",
        ),
        "coded_not_charted": (
            "to_chart", _many(n, "cell has", "cells have") + " coded passages to chart",
            "", "Chart",
        ),
        "no_evidence": (
            "none", _many(n, "summary has", "summaries have") + " no coded passage behind",
            "charted without evidence", "Look",
        ),
    }[flag]  # fmt: skip


def _many(count: int, one: str, many: str) -> str:
    """Return a count with the words for one or for many."""
    return f"{count:,} {one if count == 1 else many}"
