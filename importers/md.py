"""Read a transcript from Markdown: without the mark-up, front matter kept as notes."""

import re

from framework.drafts import TranscriptDraft
from framework.progress import Progress
from importers import encoding, limits
from importers.pieces import Piece, Source, compose, tidy
from importers.speakers import cast
from importers.txt import lines

_HEADING = re.compile(r"\s{0,3}(#{1,6})[ \t]+(?P<text>.{0,2000}?)[ \t]*#{0,6}[ \t]*")
_TAGGED_HEADING = re.compile(r"\s{0,3}<h[1-6]\b[^<>]{0,200}>.{0,2000}?</h[1-6]>\s*", re.IGNORECASE)
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,40}|(?:-\s*){3,40}|(?:_\s*){3,40}|`{3,10}\w{0,20})")
_QUOTED = re.compile(r"\s{0,3}>(?!>)\s?")
_BOLD_LABEL = re.compile(r"^\s{0,3}\*\*[^*\n]{1,60}\*\*", re.MULTILINE)
_MARKED_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_ROW = re.compile(r"\s{0,3}\|.*\|\s*")
_RULED = re.compile(r"\s{0,3}\|(?:\s*:?-+:?\s*\|)+\s*")
_BAR = re.compile(r"(?<!\\)\|")
_FRONT = re.compile(r"---[ \t]*\r?\n[\w-]{1,40}:")
_ESCAPE = r"\\([!-/:-@\[-`{-~])"
_INLINE = re.compile(
    rf"{_ESCAPE}"
    r"|(?P<fence>`{1,3})(?P<code>[^`]{1,4000})(?P=fence)"
    r"|!?\[(?P<shown>(?:[^\[\]\\]|\\.){0,2000})\]\((?P<target>[^()\s]{0,2000})(?:\s[^()]{0,300})?\)"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,2000})>"
    r"|(?P<tag></?(?:h[1-6]|br|p|b|i|u|em|strong|span|div|sub|sup|details|summary|center)\b[^<>]{0,200}>)"
    r"|(?P<stars>\*{1,3})(?=\S)(?P<strong>(?:[^*\\]|\\.){1,20000}?)(?<=\S)(?P=stars)"
    r"|(?<!\w)(?P<bars>_{1,3})(?=\S)(?P<stressed>(?:[^_\\]|\\.){1,20000}?)(?<=\S)(?P=bars)(?!\w)"
)
_FIRST_BOLD = re.compile(r"\s*(?:\*\*|__)(?=\S)(?P<bold>(?:[^*_\\]|\\.){1,200}?)(?:\*\*|__)")
_FRONT_LINES = 200


def recognises(head: bytes, name: str) -> bool:
    """Say whether the file is Markdown: by what stands in it, or by its name where that is mute."""
    if not encoding.is_text(head):
        return False
    if name.lower().endswith((".md", ".markdown")):
        return True
    text = encoding.opening(head)
    if any(map(_RULED.fullmatch, text.splitlines())):
        return True
    marked = len(_BOLD_LABEL.findall(text)) + 2 * len(_MARKED_HEADING.findall(text))
    return bool(_FRONT.match(text)) or marked > 2


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read the text without mark-up, its speakers and its times; link targets go to `left_out`."""
    progress.at(0, 1, name)
    decoded = encoding.decode(data, name)
    targets: list[str] = []
    pieces = _pieces(lines(decoded.text), targets)
    limits.hold_paragraphs(len(pieces), name)
    found = cast(pieces)
    left_out = []
    if targets:
        left_out.append(f"The addresses of {len(targets)} links: {', '.join(targets)}.")
    return compose(
        Source(name, "md", data),
        [piece.text for piece in pieces],
        found.marks,
        found.speakers,
        left_out,
        (*decoded.remarks, *found.remarks),
    )


def plain(text: str, targets: list[str]) -> str:
    """Take the mark-up out of one line; the addresses of links are added to `targets`."""

    def unmarked(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        if match["tag"]:
            return " " if match["tag"].lower().startswith("<br") else ""
        if match["target"] is not None:
            targets.append(match["target"])
            return plain(match["shown"], targets)
        inner = match["strong"] or match["stressed"]
        return plain(inner, targets) if inner else match["code"] or match["address"]

    return _INLINE.sub(unmarked, text)


def _pieces(source: list[str], targets: list[str]) -> list[Piece]:
    front = _front_matter(source)
    pieces = [Piece(text, "note") for line in source[:front] if (text := tidy(line))]
    apart = False
    tables = _tables(source)
    for number, line in enumerate(source[front:], front):
        if number in tables:
            pieces.extend(_cells(line, number, tables[number], targets))
        elif piece := _piece(line, targets):
            pieces.append(piece._replace(apart=apart))
        apart = not line.strip()
    return pieces


def _tables(source: list[str]) -> dict[int, int]:
    """Say which lines are rows of a table, and in which line the table begins.

    A table is a row, a row of hyphens, and the rows below.
    """
    found: dict[int, int] = {}
    for number, line in enumerate(source):
        if number and _RULED.fullmatch(line) and _ROW.fullmatch(source[number - 1]):
            found |= {number - 1: number - 1, number: number - 1}
        elif number - 1 in found and _ROW.fullmatch(line):
            found[number] = found[number - 1]
    return found


def _cells(line: str, row: int, table: int, targets: list[str]) -> list[Piece]:
    if _RULED.fullmatch(line):
        return []
    inner = _BAR.split(line.strip().removeprefix("|").removesuffix("|"))
    texts = [tidy(plain(cell, targets)) for cell in inner]
    cells = enumerate(texts)
    return [Piece(text, cell=(table, row, column)) for column, text in cells if text]


def _front_matter(source: list[str]) -> int:
    """Count the lines of a YAML block at the top, its fences included."""
    if not source or source[0].strip() != "---":
        return 0
    closing = (
        n for n, line in enumerate(source[1:_FRONT_LINES], 2) if line.strip() in {"---", "..."}
    )
    return next(closing, 0)


def _piece(line: str, targets: list[str]) -> Piece | None:
    if not line.strip():
        return None
    if _RULE.fullmatch(line):
        return Piece(tidy(line), "note")
    heading = _HEADING.fullmatch(line)
    if heading and (title := tidy(plain(heading["text"] or "", targets))):
        return Piece(title, "heading")
    if _TAGGED_HEADING.fullmatch(line) and (title := tidy(plain(line, targets))):
        return Piece(title, "heading")
    line = _QUOTED.sub("", line, count=1) if _QUOTED.match(line) else line
    first = _FIRST_BOLD.match(line)
    bold = len(tidy(plain(first["bold"], []))) if first else 0
    text = tidy(plain(line.rstrip().removesuffix("\\"), targets))
    return Piece(text, "speech", bold) if text else None
