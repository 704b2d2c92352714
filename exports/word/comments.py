"""Write quotations as comments of Word, beside the locators that lead to them."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from exports.legal import legal
from exports.report import Entry
from exports.word.markup import run, wrap

PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def comments(entries: Sequence[Entry], author: str) -> Iterator[str]:
    """Write the part that holds the comments, in the order of their numbers."""
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="{_W}">'
    for number, entry in enumerate(entries):
        said = f"“{entry.quotation}”"
        lines = (f"{entry.locator}{' ★' if entry.starred else ''}", said, *entry.source)
        written = "".join(wrap(run(line), "CommentText") for line in lines)
        yield (
            f'<w:comment w:id="{number}" w:author={quoteattr(legal(author))} w:initials="">'
            f"{written}</w:comment>"
        )
    yield "</w:comments>"


def with_type(types: bytes) -> bytes:
    """Name the part among the package's types."""
    said = f'<Override PartName="/{PART}" ContentType="{_TYPE}"/></Types>'
    return types.replace(b"</Types>", said.encode())


def with_relation(relations: bytes) -> bytes:
    """Name the part among those that belong to the pages."""
    said = f'<Relationship Id="rIdComments" Type="{_RELATION}" Target="comments.xml"/>'
    return relations.replace(b"</Relationships>", f"{said}</Relationships>".encode())
