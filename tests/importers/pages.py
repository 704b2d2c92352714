"""Write small PDFs for the tests, line by line."""

from collections.abc import Sequence

Placed = tuple[float, float, str]


def pdf(pages: Sequence[Sequence[Placed]]) -> bytes:
    """Write a PDF; each page is a list of lines with their place in points from the bottom left."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        drawn = "\n".join(f"BT /F1 11 Tf {x} {y} Td ({_safe(text)}) Tj ET" for x, y, text in lines)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    return assembled([text.encode("cp1252") for text in objects])


def _safe(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def assembled(objects: Sequence[bytes]) -> bytes:
    """Write a PDF of these objects, the first of which is its catalogue."""
    made, places = b"%PDF-1.4\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(made))
    )


def set_in_lines(lines: Sequence[str], left: float = 72, top: float = 760) -> list[Placed]:
    """Place lines one under another, 14 points apart; an empty one leaves a gap."""
    return [(left, top - 14 * n, text) for n, text in enumerate(lines) if text]
