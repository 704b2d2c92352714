"""Place a stretch of a transcript: its first and last ¶, and who speaks there."""

from string import Template

_PLACE = Template("""
    (SELECT p.n FROM paragraph p WHERE p.document_id = t.document_id AND p.start <= $x.start
     ORDER BY p.start DESC LIMIT 1) AS first,
    (SELECT p.n FROM paragraph p WHERE p.document_id = t.document_id AND p.start < $x."end"
     ORDER BY p.start DESC LIMIT 1) AS last,
    (SELECT s.label FROM paragraph p JOIN speaker s ON s.ordinal = p.speaker
     WHERE p.document_id = t.document_id AND s.transcript_id = $x.transcript_id
     AND p.start < $x."end" AND p."end" > $x.start ORDER BY p.start LIMIT 1) AS speaker
""")


def place_columns(stretch: str) -> str:
    """Write the columns first, last and speaker of a stretch, in SQL.

    `stretch` is the alias of a table with transcript_id, start and end; `t` must be its transcript.
    """
    return _PLACE.substitute(x=stretch)
