"""Read what is pasted from Word or Excel as the plain text of a summary."""

from framework.errors import RefusedError

MOST = 100_000  # letters: a long paper's worth; beyond it a field stops being one that is typed in
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\r": "\n"})


def pasted(text: str) -> str:
    """Return the text of what is pasted: tabs become lines, its characters stay.

    Raise RefusedError for more than a summary takes.
    """
    if len(text) > MOST:
        raise RefusedError(
            f"What is on the clipboard has {len(text):,} letters, more than a summary takes "
            f"({MOST:,}). Nothing was pasted; paste a part of it."
        )
    plain = text.replace("\r\n", "\n").translate(_BREAKS).replace("\t", "\n")
    return plain.rstrip("\n")
