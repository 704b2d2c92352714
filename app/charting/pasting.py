"""Read what is pasted from Word or Excel as the plain text of a summary."""

import csv
from io import StringIO

from framework.errors import RefusedError

MOST = 100_000  # letters: a long paper's worth; beyond it a field stops being one that is typed in
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\r": "\n"})


def pasted(text: str, *, cells: bool) -> str:
    """Return the text of what is pasted: tabs and cells become lines, its characters stay.

    `cells` says that it comes from a spreadsheet, which sets a cell of several lines in marks.
    Raise RefusedError for more than a summary takes.
    """
    if len(text) > MOST:
        raise RefusedError(
            f"What is on the clipboard has {len(text):,} letters, more than a summary takes "
            f"({MOST:,}). Nothing was pasted; paste a part of it."
        )
    plain = text.replace("\r\n", "\n")
    if cells:
        rows = csv.reader(StringIO(plain.translate({0x0B: "\n"})), delimiter="\t")
        plain = "\n".join(cell for row in rows for cell in row if cell)
    plain = plain.translate(_BREAKS).replace("\t", "\n")
    return plain.rstrip("\n") if cells or plain.endswith("\n\n") else plain.removesuffix("\n")
