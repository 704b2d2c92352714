"""Write the framework to a file from where it is made."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.jobs import Job
from app.reporting.folders import open_folder

if TYPE_CHECKING:
    from pathlib import Path

    from app.protection.leaving import Left
    from app.shell import Shell
    from framework.progress import Progress
    from framework.study import Study

# The coding tree is what is handed in; the plain table is what other programs read.
TREE, TABLE = "L14", "framework"


class Offer(NamedTuple):
    """Name one way to write the framework: the layout's key, the format and its ending."""

    layout: str
    name: str
    ending: str


def offers() -> list[Offer]:
    """List the ways to write the framework, each format once, Word as a coding tree."""
    from exports import LAYOUTS, formats_of

    found: dict[str, Offer] = {}
    for layout in (layout for key in (TREE, TABLE) for layout in LAYOUTS if layout.key == key):
        for fmt in formats_of(layout):
            if fmt.key != "docx" or layout.key == TREE:
                found[fmt.key] = Offer(layout.key, fmt.name, fmt.ending)
    return list(found.values())


def ask_and_export(study: "Study", shell: "Shell", offer: Offer) -> None:
    """Ask where to, write the framework there, and say so."""
    suggested, filters = f"Framework{offer.ending}", f"{offer.name} (*{offer.ending})"
    path = shell.ask_save_file("Export framework", suggested, filters)
    if path is not None:
        path = path if path.suffix else path.with_suffix(offer.ending)
        work, done = partial(_write, study, offer.layout, path), partial(_written, shell)
        shell.run(Job(f"Exporting {path.name}", work, done))


def _write(study: "Study", layout: str, path: "Path", progress: "Progress") -> "Left":
    """Write the file."""
    from app.protection.leaving import write_out
    from exports import Options

    return write_out(study, layout, path, Options(), progress)


def _written(shell: "Shell", left: "Left") -> None:
    """Say where the file is."""
    words = left.written
    shell.show_message(words, "Open folder", partial(open_folder, left.path))
