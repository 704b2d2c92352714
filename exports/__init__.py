"""Write what a study holds as files: every layout and every format, and the one way to export."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from exports import csv, html, qdc, word, xlsx, yaml
from exports.finishing import finished
from exports.layouts import (
    crosswalk,
    dot_plots,
    l1_thematic_chart,
    l2_case_chart,
    l3_practice_matrix,
    l12_participants,
    l13_theme_table,
    l14_framework,
    l16_saturation,
    l18_change_log,
    numbered_transcript,
    plain_tables,
    worksheet,
)
from exports.options import NONE, Options
from exports.pictures import files
from exports.report import Report
from framework.errors import RefusedError
from framework.progress import Progress
from framework.study import Session

__all__ = [
    "FORMATS", "LAYOUTS", "NONE", "Format", "Layout", "Options", "export", "formats_of", "write",
]  # fmt: skip


@dataclass(frozen=True)
class Format:
    """Name a kind of file and what writes it."""

    key: str
    name: str
    ending: str
    write: Callable[[Report, Path, Progress], None]


@dataclass(frozen=True)
class Layout:
    """Name what can be exported, the keys of its formats, and what builds its report.

    `asks` names the options that make a difference to it.
    """

    key: str
    name: str
    what: str
    formats: tuple[str, ...]
    make: Callable[[Session, Options], Report]
    asks: frozenset[str] = frozenset()

    def build(self, session: Session, options: Options) -> Report:
        """Build the report, as it is asked for."""
        return finished(self.make(session, options), session, options)


def _at_once(write: Callable[[Report, Path], None]) -> Callable[[Report, Path, Progress], None]:
    """Write what takes no time, and so is not cancelled on the way."""
    return lambda report, path, _progress: write(report, path)


FORMATS = (
    Format("docx", "Word", ".docx", word.write),
    Format("xlsx", "Excel", ".xlsx", xlsx.write),
    Format("html", "Web page", ".html", html.write),
    Format("csv", "Comma-separated text", ".csv", csv.write),
    Format("svg", "Picture (SVG)", ".svg", _at_once(files.write_svg)),
    Format("png", "Picture (PNG)", ".png", _at_once(files.write_png)),
    Format("yaml", "YAML", ".yaml", _at_once(yaml.write)),
    Format("qdc", "REFI-QDA codebook", ".qdc", _at_once(qdc.write)),
)

_PAGES = ("docx", "xlsx", "html", "csv")
_DATA = ("xlsx", "html", "csv")
_DRAWN = (*_PAGES, "svg", "png")
_SET = frozenset({"mode", "paper", "style"})
_NAMED = _SET | {"pseudonyms"}
_PROVED = _NAMED | {"evidence", "comments"}
_CHARTED = _PROVED | {"order_by", "columns"}

LAYOUTS = (
    Layout(
        "L1",
        "Thematic charts",
        "One table a theme: cases by sub-themes, with the evidence behind every locator",
        _PAGES,
        l1_thematic_chart.build,
        _CHARTED | {"themes", "rows"},
    ),
    Layout(
        "L2",
        "Case charts",
        "One table a case: its summaries from theme to theme, starred quotations, locators",
        _PAGES,
        l2_case_chart.build,
        _CHARTED | {"themes", "rows", "cases"},
    ),
    Layout(
        "L3",
        "Practice matrix",
        "One row a site: delivery figures beside the summaries of every theme",
        _PAGES,
        l3_practice_matrix.build,
        _CHARTED,
    ),
    Layout(
        "L12",
        "Participants",
        "Who took part: counted by role, or a row each",
        _PAGES,
        l12_participants.build,
        _NAMED | {"grouped"},
    ),
    Layout(
        "L13",
        "Themes and quotations",
        "One row a sub-theme: what it means, and the quotations that show it best",
        _PAGES,
        l13_theme_table.build,
        _NAMED | {"themes", "quotes"},
    ),
    Layout(
        "L14",
        "Framework (coding tree)",
        "One row a theme: number, definition, what it includes, its origin and how much is coded",
        ("docx", "xlsx", "html"),
        l14_framework.build,
        _SET | {"themes", "evidence"},
    ),
    Layout(
        "L16",
        "Saturation",
        "Interviews in order of their dates, and the sub-themes that each was the first to use",
        _PAGES,
        l16_saturation.build,
        _NAMED,
    ),
    Layout(
        "L18",
        "Change log of the framework",
        "What changed from version to version, why, by whom, and what it affects",
        _PAGES,
        l18_change_log.build,
        _SET | {"versions"},
    ),
    Layout(
        "crosswalk",
        "Crosswalk",
        "The study’s themes beside the constructs of a published framework",
        _PAGES,
        crosswalk.build,
        _SET | {"template"},
    ),
    Layout(
        "mapping",
        "Mapping worksheets",
        "One table a theme: charted data, elements, category and class of each case",
        _PAGES,
        worksheet.build,
        _PROVED | {"themes", "rows", "columns"},
    ),
    Layout(
        "transcript",
        "Numbered transcripts",
        "Every paragraph with its number, speaker and time, to look locators up on paper",
        _PAGES,
        numbered_transcript.build,
        _NAMED | {"transcripts", "codings"},
    ),
    Layout(
        "dot-plot",
        "Dot plots",
        "A panel a delivery figure: a dot a site, by group, with its median",
        _DRAWN,
        dot_plots.build,
        _NAMED | {"cases", "indicators"},
    ),
    Layout("codings", "Codings", "Every coded passage, a row each", _DATA, plain_tables.codings),
    Layout(
        "framework",
        "Framework",
        "Every theme with all it carries, to be loaded into another study or program",
        ("yaml", "xlsx", "csv", "qdc"),
        plain_tables.framework,
    ),
    Layout("cells", "Cells", "Every cell that is charted, a row each", _DATA, plain_tables.cells),
    Layout(
        "indicators",
        "Indicators",
        "Every delivery figure, a row for each site and one for all",
        _DATA,
        plain_tables.indicators,
    ),
)


def formats_of(layout: Layout) -> list[Format]:
    """List the formats that a layout can be written in."""
    return [fmt for fmt in FORMATS if fmt.key in layout.formats]


def export(
    session: Session,
    layout_key: str,
    path: Path,
    options: Options,
    progress: Progress | None = None,
) -> Report:
    """Write a layout to `path`, in the format of its ending; return it as it was under real names.

    A refused, failed or cancelled export leaves no file, and an older one as it was.
    """
    shown = progress or Progress()
    layout = _layout(layout_key)
    _format(formats_of(layout), path, layout.name)
    shown.at(0, 3, f"Reading the study for {path.name}")
    with _collector_resting():
        made = layout.make(session, replace(options, progress=shown))
        write(finished(made, session, options), path, shown)
    # Once the file is in its place, it is too late to cancel.
    shown.show(3, 3, f"Wrote {path.name}")
    return made


def write(report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write a report to `path`, in the format of its ending, whole or not at all.

    The file is written beside and renamed, so that a refused, failed or cancelled writing leaves
    nothing, and an older file as it was.
    """
    shown = progress or Progress()
    fmt = _format(FORMATS, path, report.title)
    shown.at(1, 3, f"Writing {path.name}")
    part = path.with_name(f".{uuid4().hex[:12]}{fmt.ending}")
    try:
        fmt.write(report, part, shown)
        shown.at(2, 3, f"Writing {path.name}")
        part.replace(path)
    except OSError as problem:
        raise RefusedError(
            f"{path.name} could not be written ({problem.strerror or problem}); an older file of "
            "that name is as it was. Close it where it is open, or choose another folder."
        ) from problem
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Look for no reference cycles meanwhile.

    A large report is a million small values and none of them garbage: going through them again
    and again takes a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _layout(key: str) -> Layout:
    """Find a layout by its key, or refuse."""
    for layout in LAYOUTS:
        if layout.key.casefold() == key.casefold():
            return layout
    keys = ", ".join(layout.key for layout in LAYOUTS)
    raise RefusedError(f"There is no layout “{key}”; nothing was written. Choose one of {keys}.")


def _format(usable: Sequence[Format], path: Path, name: str) -> Format:
    """Find the format by the file's ending, or refuse."""
    for fmt in usable:
        if path.suffix.casefold() == fmt.ending:
            return fmt
    endings = " or ".join(fmt.ending for fmt in usable)
    raise RefusedError(
        f"{name} cannot be written as “{path.name}”; nothing was written. "
        f"Give the file a name that ends in {endings}."
    )
