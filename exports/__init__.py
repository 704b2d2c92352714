"""Write what a study holds as files: every layout and every format, and the one way to export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from exports import csv, html, qdc, word, xlsx, yaml
from exports.catalogue import LAYOUTS, Layout
from exports.encrypting import encrypt, refuse_password
from exports.finishing import finished
from exports.options import NONE, Options
from exports.pictures import files
from exports.report import Report
from framework.collecting import collector_resting
from framework.engine import heeding
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


def formats_of(layout: Layout) -> list[Format]:
    """List the formats that a layout can be written in."""
    return [fmt for fmt in FORMATS if fmt.key in layout.formats]


def export(
    session: Session,
    layout_key: str,
    path: Path,
    options: Options,
    progress: Progress | None = None,
    *,
    password: str = "",
) -> Report:
    """Write a layout to `path`, in the format of its ending; return it as it was under real names.

    A refused, failed or cancelled export leaves no file, and an older one as it was. With a
    `password` a Word or Excel file is encrypted, and any other format refused.
    """
    shown = progress or Progress()
    layout = _layout(layout_key)
    _format(formats_of(layout), path, layout.name)
    shown.at(0, 3, f"Reading the study for {path.name}")
    with collector_resting(), heeding(session, shown):
        made = layout.make(session, replace(options, progress=shown))
        write(finished(made, session, options), path, shown, password=password)
    # Once the file is in its place, it is too late to cancel.
    shown.show(3, 3, f"Wrote {path.name}")
    return made


def write(
    report: Report, path: Path, progress: Progress | None = None, *, password: str = ""
) -> None:
    """Write a report to `path`, in the format of its ending, whole or not at all.

    The file is written beside and renamed, so that a refused, failed or cancelled writing leaves
    nothing, and an older file as it was.
    """
    shown = progress or Progress()
    fmt = _format(FORMATS, path, report.title)
    if password:
        refuse_password(path, password)
    shown.at(1, 3, f"Writing {path.name}")
    part = path.with_name(f".{uuid4().hex[:12]}{fmt.ending}")
    try:
        fmt.write(report, part, shown)
        if password:
            encrypt(part, password)
        shown.at(2, 3, f"Writing {path.name}")
        part.replace(path)
    except OSError as problem:
        raise RefusedError(
            f"{path.name} could not be written ({problem.strerror or problem}); an older file of "
            "that name is as it was. Close it where it is open, or choose another folder."
        ) from problem
    finally:
        part.unlink(missing_ok=True)


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
