"""Write a report's data as one csv file that every spreadsheet opens."""

import csv
import re
from pathlib import Path

from exports.legal import legal
from exports.report import Report
from framework.progress import Progress

_ROWS_AT_ONCE = 500
_STARTS_A_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# A rating of -2, a code of +44 or a lone - is no formula, and stays what it is.
_HARMLESS = re.compile(r"[+-](?:\d[\d .,]*%?)?")


def write(report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write UTF-8 with a byte order mark; text that would start a formula gets a leading '.

    So does text that begins with such a mark already, so that taking one off gives what it was.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\r\n")
        rows.writerow([_safe(name) for name in report.data.header])
        for at, values in enumerate(report.data.rows):
            if progress is not None and not at % _ROWS_AT_ONCE:
                progress.at(1, 3, f"Writing row {at + 1}")
            rows.writerow([_safe(value) for value in values])


def _safe(value: str | float | None) -> str | float:
    """Give a value that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = legal(value)
    risky = _STARTS_A_FORMULA.match(text) and not _HARMLESS.fullmatch(text)
    return f"'{text}" if risky else text
