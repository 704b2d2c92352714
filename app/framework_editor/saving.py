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
    from exports import LAYOUTS, export, formats_of

    found = next(one for one in LAYOUTS if one.key == layout)
    formats = sorted(formats_of(found), key=lambda fmt: not suggested.endswith(fmt.ending))
    kinds = ";;".join(f"{fmt.name} (*{fmt.ending})" for fmt in formats)
    path = shell.ask_save_file(found.name, suggested, kinds)
    if path is None:
        return
    wanted = path if path.suffix else path.with_suffix(Path(suggested).suffix)

    def write(progress: "Progress") -> Path:
        with study.read() as session:
            export(session, layout, wanted, options, progress)
        return wanted

    def done(written: Path) -> None:
        words = f"{written.name} is written."
        shell.show_message(words, "Open folder", partial(open_folder, written))

    shell.run(Job(f"Writing {wanted.name}", write, done))
