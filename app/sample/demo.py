"""Build the sample study in a folder with every export, and open it."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from app.commands.opening import counted, say
from app.qt_libraries import has_display
from app.sample.build import build
from app.sample.summary import write_summary_file
from framework.errors import RefusedError
from framework.study import Study

STUDY = "Sample study (synthetic).chartwell"
FIRST = "L1 Thematic charts.docx"
PARTS = ("", "-wal", "-shm", "-journal")


def demo(args: Namespace) -> None:
    """Build the sample study, write every export, say where they are, open the window."""
    folder = Path(args.out)
    _make(folder)
    path = folder / STUDY
    _keep_older(path)
    say("Building the synthetic sample study and writing its exports (about half a minute).")
    study = build(path)
    with study.read() as session:
        write_summary_file(session, folder / "summary.json")
    written = _export_all(study, folder / "exports")
    study.close()
    say(f"  study    {path}")
    say(f"  figures  {folder / 'summary.json'}")
    say(f"  exports  {folder / 'exports'}, {counted(len(written), 'file')}; {FIRST} is one to open")
    if args.no_window:
        return
    if not has_display():
        say("There is no display here, so the window was not opened.")
        return
    from app.starting import open_window

    open_window(str(path))


def _export_all(study: Study, folder: Path) -> list[Path]:
    """Write every layout in every format that it has."""
    from exports import LAYOUTS, Options, export, formats_of

    _make(folder)
    written = []
    with study.read() as session:
        for layout in LAYOUTS:
            for form in formats_of(layout):
                prefix = f"{layout.key} " if layout.key[0] == "L" else ""
                path = folder / f"{prefix}{layout.name}{form.ending}"
                export(session, layout.key, path, Options())
                written.append(path)
    return written


def _make(folder: Path) -> None:
    """Make a folder, unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(
            f"The folder {folder} could not be made ({error.strerror}); nothing was built there."
        ) from error


def _keep_older(path: Path) -> None:
    """Set an earlier sample study aside, since somebody may have worked in it."""
    if path.exists():
        stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%d %H%M%S")
        kept = path.with_name(f"{path.stem} before {stamp}{path.suffix}")
        for part in PARTS:
            older = path.with_name(path.name + part)
            if older.exists():
                older.rename(kept.with_name(kept.name + part))
        say(f"The sample study that was there is kept as {kept.name}.")
