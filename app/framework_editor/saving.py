"""Write a layout to a file that the person names, from the page that shows it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.jobs import Job
from app.reporting.folders import open_folder

if TYPE_CHECKING:
    from app.shell import Shell
    from exports import Options
    from framework.progress import Progress
    from framework.study import Study


def save_as(
    study: "Study", shell: "Shell", layout: str, options: "Options", suggested: str
) -> None:
    """Ask for a file, write the layout of that key to it, and say where it is."""
    from app.protection.leaving import Left, write_out
    from exports import LAYOUTS, formats_of

    found = next(one for one in LAYOUTS if one.key == layout)
    formats = sorted(formats_of(found), key=lambda fmt: not suggested.endswith(fmt.ending))
    kinds = ";;".join(f"{fmt.name} (*{fmt.ending})" for fmt in formats)
    path = shell.ask_save_file(found.name, suggested, kinds)
    if path is None:
        return
    wanted = path if path.suffix else path.with_suffix(Path(suggested).suffix)

    def write(progress: "Progress") -> Left:
        return write_out(study, layout, wanted, options, progress)

    def done(left: Left) -> None:
        words = left.written
        shell.show_message(words, "Open folder", partial(open_folder, left.path))

    shell.run(Job(f"Writing {wanted.name}", write, done))
