"""Write comments of Word: quotations beside their locators, memos beside their cells."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from exports.legal import legal
from exports.report import Entry, Memo
from exports.word.markup import run, wrap

PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def comments(said: Sequence[Entry | Memo], author: str) -> Iterator[str]:
    """Write the part that holds the comments, in the order of their numbers.

    A quotation is a comment of the program, called `author`; a memo is one of the analyst, with the
    time at which it was written.
    """
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="{_W}">'
    for number, one in enumerate(said):
        if isinstance(one, Memo):
            by, lines = _by(one.author, one.written), one.text.split("\n")
        else:
            by = _by(author)
            head = f"{one.locator}{' ★' if one.starred else ''}"
            lines = [head, f"“{one.quotation}”", *one.source]
        written = "".join(wrap(run(line), "CommentText") for line in lines)
        yield f'<w:comment w:id="{number}"{by}>{written}</w:comment>'
    yield "</w:comments>"


def _by(author: str, written: str = "") -> str:
    """Say whose comment it is, and when it was written."""
    when = f' w:date="{written[:19]}Z"' if written else ""
    short = "".join(word[0] for word in author.split()) if " " in author else author
    initials = quoteattr(legal(short if written else ""))
    return f" w:author={quoteattr(legal(author))}{when} w:initials={initials}"


def with_type(types: bytes) -> bytes:
    """Name the part among the package's types."""
    said = f'<Override PartName="/{PART}" ContentType="{_TYPE}"/></Types>'
    return types.replace(b"</Types>", said.encode())


def with_relation(relations: bytes) -> bytes:
    """Name the part among those that belong to the pages."""
    said = f'<Relationship Id="rIdComments" Type="{_RELATION}" Target="comments.xml"/>'
    return relations.replace(b"</Relationships>", f"{said}</Relationships>".encode())
