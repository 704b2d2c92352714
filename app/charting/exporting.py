"""Export the chart that is shown to Word."""

from functools import partial
from pathlib import Path

from app.charting.arrangement import Arrangement, Choice
from app.jobs import Job
from app.protection.leaving import Left, write_out
from app.shell import Shell
from exports import Options
from framework.progress import Progress
from framework.study import Study


class WordExport:
    """Ask where a chart goes, and write it there."""

    def __init__(self, study: Study, shell: Shell) -> None:
        self._study, self._shell = study, shell

    def ask(self, choice: Choice, arranged: Arrangement | None, order: str) -> None:
        """Export a chart as it is chosen; `order` is the indicator that orders its rows, or ""."""
        top = next((t for t in arranged.charts if t.id == choice.chart), None) if arranged else None
        named = f"Chart {top.number} {top.name}" if top else "Charts"
        path = self._shell.ask_save_file("Export to Word", f"{named}.docx", "Word (*.docx)")
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".docx")
        options = Options(
            themes=(top.number,) if top else (),
            rows="sites" if choice.kind == "site" else "participants",
            order_by=order,
        )
        self._shell.run(
            Job(f"Exporting {path.name}", partial(self._write, path, options), self._exported)
        )

    def _write(self, path: Path, options: Options, progress: Progress) -> Left:
        """Write the export, on a job's thread."""
        return write_out(self._study, "L1", path, options, progress)

    def _exported(self, left: Left) -> None:
        """Say where the export is."""
        from app.reporting.folders import open_folder

        self._shell.show_message(
            left.said(f"{left.path.name} is written."),
            "Open folder",
            partial(open_folder, left.path),
        )
