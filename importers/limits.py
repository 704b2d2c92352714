"""State every limit that a file from outside is held to."""

from pathlib import Path

from framework.errors import RefusedError

FILE_BYTES = 200_000_000
"""The largest file that is read at all; transcripts of one interview are below 1 MB."""
TEXT_BYTES = 64_000_000
"""The largest file that is read as running text."""
EXPANDED_BYTES = 300_000_000
"""What all parts of a zip may come to."""
PART_BYTES = 100_000_000
"""What one part of a zip that is read may come to."""
SHEET_BYTES = 200_000_000
"""What one sheet of a workbook may come to; four million values take some 160 MB."""
RATIO = 1000
"""How many times its size a zip may expand to, counted from 10 kB upwards."""
ENTRIES = 20_000
"""How many parts a zip may have."""
NESTING = 1000
"""How deep groups of rich text may stand in each other."""
PAGES = 3000
"""How many pages of a PDF are read."""
PDF_SECONDS = 60
"""How long the pages of one PDF may take."""
PAGE_SECONDS = 0.01
"""How long a reader may be at work for each page of a PDF, beside what every file has."""
CONVERSION_SECONDS = 90
"""How long LibreOffice may take over one document."""
COLUMNS = 20_000
"""How many columns a table of speech may have; a sheet of Excel has 16,384."""
PARAGRAPHS = 300_000
"""How many paragraphs one transcript may have; a day's talk has some thousands."""
PAGE_BYTES = 12_000_000
"""The largest web page that is read, pictures in it apart; its elements take thirty times that."""
CELLS = 2_000_000
"""How many cells a sheet may be laid out for, however few of them are filled."""
BLANK = 30
"""How many further cells it may be laid out for, for each that is filled."""
APART_SECONDS = 120
"""How long a reader may take in a process of its own, whatever else the computer does."""
WORK_SECONDS = 8
"""How long it may be at work itself, beside a second for each WORK_BYTES of the file."""
WORK_BYTES = 500_000
APART_BYTES = 430_000_000
"""How much memory it may ask for, the libraries that it loads among it."""
TABLE_BYTES = 1_100_000_000
"""How much it may ask for to read delivery data: four million values may all differ."""
READ_HERE_BYTES = 400_000
"""How large files may be together to be read in the window's own process, which takes a moment."""
READERS = 2
"""How many files are read at once, each in a process that may take as much memory."""
XML_ELEMENTS = 1_500_000
"""How many elements a part of a document may have; each takes some hundred bytes."""
TAG_BYTES = 100_000
"""How long one element's tag may be in a web page, pictures in it apart."""
PAGE_SIGNS = 300_000
"""How many characters one page of a PDF may have; a printed one has some thousands."""
CAPTION = 1_000_000
"""How many characters one caption may have; each is shown for some seconds."""
ELEMENTS = 1_000_000
"""How many elements of a web page may stand open at once."""


def megabytes(size: int) -> str:
    """Write a size as a person reads it."""
    return f"{max(1, size // 1_000_000)} MB"


def hold_size(size: int, limit: int, name: str) -> None:
    """Refuse a file that is larger than a limit."""
    if size > limit:
        raise RefusedError(
            f"{name} is {megabytes(size)} large, more than the {megabytes(limit)} that a "
            "transcript may have; nothing was imported. Import it in parts."
        )


def hold_paragraphs(count: int, name: str) -> None:
    """Refuse a file with more paragraphs than any transcript has."""
    if count > PARAGRAPHS:
        raise RefusedError(
            f"{name} has {count} paragraphs, more than the {PARAGRAPHS} that a transcript may "
            "have; nothing was imported. Import it in parts."
        )


def hold_file(path: Path) -> None:
    """Refuse a path that is no plain file, or one that is too large to be read."""
    if path.exists() and not path.is_dir():
        if not path.is_file():
            raise RefusedError(f"{path.name} is no file that can be read; nothing was imported.")
        hold_size(path.stat().st_size, FILE_BYTES, path.name)


def too_deep(name: str) -> RefusedError:
    """Say that a file is nested beyond all measure."""
    return RefusedError(
        f"{name} is nested deeper than any document is; nothing was imported. "
        "Open it in a word processor, save a copy and import that."
    )
