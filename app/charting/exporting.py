"""Export the chart that is shown to Word."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.charting.arrangement import (
    BY_ATTRIBUTE,
    Arrangement,
    Choice,
    columns_of_chart,
    is_head,
)
from app.charting.filters import said
from app.jobs import Job
from app.protection.asking import Asking
from app.protection.leaving import Left, write_out
from app.reporting.password_button import PasswordButton
from app.shell import Shell
from exports import Options
from framework.errors import RefusedError
from framework.progress import Progress
from framework.study import Study


class WordExport:
    """Ask where a chart goes, and write it there."""

    def __init__(self, study: Study, shell: Shell) -> None:
        self._study, self._shell = study, shell

    def ask(
        self, choice: Choice, arranged: Arrangement | None, ordered_by: str, lock: PasswordButton
    ) -> None:
        """Export a chart as it is arranged, with the password that is typed at a lock.

        `ordered_by` names what its rows are ordered by.
        """
        password = lock.told(".docx")
        top = next((t for t in arranged.charts if t.id == choice.chart), None) if arranged else None
        named = f"Chart {top.number} {top.name}" if top else "Charts"
        options = Options(
            themes=(top.number,) if top else (),
            rows="sites" if choice.kind == "site" else "participants",
        )
        if arranged:
            options = _arranged(options, choice, arranged, ordered_by)
        path = self._shell.ask_save_file("Export to Word", f"{named}.docx", "Word (*.docx)")
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".docx")
        lock.forget()
        write = partial(self._export, path, password)
        Asking(self._study, self._shell, "L1", options, write).begin()

    def _export(
        self, path: Path, password: str, options: Options, decision: Mapping[str, object]
    ) -> None:
        """Write the export as it was decided, on a job."""

        def work(progress: Progress) -> Left:
            return write_out(
                self._study, "L1", path, options, progress, decision, password=password
            )

        self._shell.run(Job(f"Exporting {path.name}", work, self._exported))

    def _exported(self, left: Left) -> None:
        """Say where the export is."""
        from app.reporting.folders import open_folder

        self._shell.show_message(
            left.written,
            "Open folder",
            partial(open_folder, left.path),
        )


def _arranged(options: Options, choice: Choice, arranged: Arrangement, ordered_by: str) -> Options:
    """Ask for the rows, their order, their groups and the columns that are on the screen."""
    names = tuple(dict.fromkeys(row.name for row in arranged.rows if not is_head(row)))
    if not names or not arranged.columns:
        raise RefusedError("The chart shows no cell now; nothing was written. Show some first.")
    columns = [theme.number for theme in arranged.columns]
    usual = [theme.number for theme in columns_of_chart(arranged.themes, choice.chart)]
    return replace(
        options,
        cases=names if len(names) < arranged.total else (),
        kept=said(choice.keep, choice.signs, choice.bounds) if choice.filtered else "",
        order=names,
        ordered=_order_of(choice, arranged, names, ordered_by),
        grouped_by=choice.group,
        shown=tuple(columns) if columns != usual else (),
    )


def _order_of(choice: Choice, arranged: Arrangement, names: Sequence[str], ordered_by: str) -> str:
    """Say in what order the rows stand, as a caption does."""
    if choice.order.startswith(BY_ATTRIBUTE):
        return f"in order of {ordered_by}{', turned round' if choice.turned else ''}"
    if choice.order:
        return f"in order of {ordered_by}, {'lowest' if choice.turned else 'highest'} first"
    shown = set(names)
    studys = [case.name for case in arranged.cases if case.name in shown]
    return "in the study’s order" if studys == list(names) or choice.group else ""
