"""Name what the record is about: rows that are here or were, passages, tokens in texts."""

import json
from bisect import bisect_right
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from framework.queries.cell_history import Version, bindings_of
from framework.queries.placing import Places
from framework.rules import figure_tokens, mentions
from framework.rules.locators import Locator, paragraph_label, to_typed, tokens_in
from framework.schema import Document, recorded_tables
from framework.triggers import image_of

Image = Mapping[str, Any]

_LOST = "SELECT row_id, max(id) FROM change WHERE table_name = :table AND op = 'D' GROUP BY row_id"
_LOST_OF = """
SELECT row_id FROM change WHERE table_name = '{table}' AND op = 'D'
    AND json_extract(before, '$.{column}') = :value ORDER BY id DESC LIMIT 1
"""
_TEXTS = "SELECT id, document_id FROM transcript"
_FORMER = """
SELECT row_id, id, json_extract(before, '$.document_id') FROM change
WHERE table_name = 'transcript' AND before IS NOT NULL ORDER BY id
"""
_BOUND = """
SELECT token, {image} FROM {table} WHERE token IN :tokens
"""
_LOST_BOUND = """
SELECT json_extract(before, '$.token'), before FROM change
WHERE table_name = '{table}' AND op = 'D' AND json_extract(before, '$.token') IN :tokens
ORDER BY id
"""
GONE = "removed"


class Names:
    """Look up rows as they stand, or as they were when they were removed, each once."""

    def __init__(self, session: Session) -> None:
        """Begin with none."""
        self._session = session
        self._rows: dict[tuple[str, int], Image | None] = {}
        self._lost: dict[str, dict[int, int]] = {}
        self._found: dict[tuple[str, str, str], Image | None] = {}
        self._places: dict[int, Places | None] = {}
        self._bound: dict[str, Locator] = {}
        self._mentions: dict[str, mentions.Mention] = {}
        self._figures: dict[str, figure_tokens.FigureToken] = {}

    def row(self, table: str, row_id: int | None) -> Image | None:
        """Give a row as it stands, or as it last stood."""
        if row_id is None:
            return None
        key = table, row_id
        if key not in self._rows:
            self._rows[key] = self._standing(table, row_id) or self._last(table, row_id)
        return self._rows[key]

    def theme(self, row_id: int | None) -> str:
        """Name a theme by its number, or by its name where it has none."""
        image = self.row("theme", row_id)
        return (image["number"] or image["name"]) if image else GONE

    def named(self, table: str, row_id: int | None, column: str = "name") -> str:
        """Name a row by one of its columns."""
        image = self.row(table, row_id)
        return str(image[column]) if image else GONE

    def found(self, table: str, column: str, value: str) -> Image | None:
        """Give the row of which a column says this, or that was the last to say it."""
        key = table, column, value
        if key not in self._found:
            self._found[key] = self.row(table, self._id_of(table, column, value))
        return self._found[key]

    def called(self, table: str, column: str, value: str, name: str) -> str:
        """Name the row of which a column says this by another column."""
        image = self.found(table, column, value)
        return str(image[name]) if image else GONE

    def of_guid(self, table: str, guid: str) -> str:
        """Name a row by its guid."""
        return self.called(table, "guid", guid, "name")

    def theme_of_guid(self, guid: str) -> str:
        """Name a theme by its guid, as `theme` does."""
        image = self.found("theme", "guid", guid)
        return (image["number"] or image["name"]) if image else GONE

    def pair(self, image: Image) -> str:
        """Name where a case and a theme meet: `P03 × 3.1`."""
        return f"{self.named('study_case', image['case_id'])} × {self.theme(image['theme_id'])}"

    def passage(self, image: Image, change: int) -> str:
        """Name a passage as it stood after a change: `S05 ¶41`."""
        transcript_id = image["transcript_id"]
        name = self.named("transcript", transcript_id)
        if image["start"] is None:
            return name
        document = self._document(transcript_id, change)
        places = self._places_in(document) if document else None
        if places is None or document is None:
            return f"{name}, a passage that was removed"
        first, last, _speaker = places.of(transcript_id, document, image["start"], image["end"])
        return f"{name} {paragraph_label(first, last)}"

    def learn(self, texts: Collection[str]) -> None:
        """Look up the tokens of many texts at once."""
        tokens = {token for body in texts for token in tokens_in(body)}
        tokens -= self._bound.keys() | self._mentions.keys() | self._figures.keys()
        if not tokens:
            return
        bound = bindings_of(self._session, [Version(0, {"text": "\n".join(texts)})])
        self._bound.update((token, row.locator) for token, row in bound.items())
        for image in self._bound_rows("cell_reference", tokens - self._bound.keys()):
            case, theme = self.named("study_case", image["case_id"]), self.theme(image["theme_id"])
            self._mentions[image["token"]] = mentions.Mention(case, theme)
        for image in self._bound_rows("figure_reference", tokens - self._bound.keys()):
            key = self.named("indicator", image["indicator_id"], "key")
            site = self.named("study_case", image["case_id"]) if image["case_id"] else ""
            self._figures[image["token"]] = figure_tokens.FigureToken(key, image["form"], site)

    def typed(self, body: str) -> str:
        """Write a stored text as an analyst types it."""
        found = to_typed(body, self._bound)
        return figure_tokens.to_typed(mentions.to_typed(found, self._mentions), self._figures)

    def _standing(self, table: str, row_id: int) -> Image | None:
        """Read a row as it stands."""
        found = next(t for t in recorded_tables() if t.name == table)
        sql = f"SELECT {image_of(found)} FROM {table} WHERE id = :id"
        image = self._session.scalar(text(sql), {"id": row_id})
        return json.loads(image) if image else None

    def _last(self, table: str, row_id: int) -> Image | None:
        """Read a removed row as it last stood."""
        if table not in self._lost:
            rows = self._session.execute(text(_LOST), {"table": table}).tuples()
            self._lost[table] = dict(rows.all())
        change = self._lost[table].get(row_id)
        sql = text("SELECT before FROM change WHERE id = :id")
        before = self._session.scalar(sql, {"id": change}) if change else None
        return json.loads(before) if before else None

    def _id_of(self, table: str, column: str, value: str) -> int | None:
        """Find the row of which a column says this, one that was removed too."""
        values = {"value": value}
        standing = text(f"SELECT id FROM {table} WHERE {column} = :value")
        lost = text(_LOST_OF.format(table=table, column=column))
        found: int | None = self._session.scalar(standing, values)
        return self._session.scalar(lost, values) if found is None else found

    @cached_property
    def _documents(self) -> tuple[dict[int, int], dict[int, list[tuple[int, int]]]]:
        """Give which document each transcript has, and which it had until which change."""
        now = dict(self._session.execute(text(_TEXTS)).tuples().all())
        former: dict[int, list[tuple[int, int]]] = {}
        for transcript_id, change, document in self._session.execute(text(_FORMER)).tuples():
            former.setdefault(transcript_id, []).append((change, document))
        return now, former

    def _document(self, transcript_id: int, change: int) -> int | None:
        """Give the document that a transcript had after a change."""
        now, former = self._documents
        changes = former.get(transcript_id, [])
        at = bisect_right(changes, change, key=lambda pair: pair[0])
        if at < len(changes):
            return changes[at][1]
        return now.get(transcript_id) or (changes[-1][1] if changes else None)

    def _places_in(self, document: int) -> Places | None:
        """Give where the paragraphs of a document stand, None where it is there no more."""
        if document not in self._places:
            there = self._session.scalar(select(Document.id).where(Document.id == document))
            self._places[document] = Places(self._session, [document]) if there else None
        return self._places[document]

    def _bound_rows(self, table: str, tokens: Collection[str]) -> list[Image]:
        """Read the rows that bind tokens, those that are no more too."""
        found = next(t for t in recorded_tables() if t.name == table)
        images: list[Image] = []
        for sql in (_LOST_BOUND.format(table=table),
                    _BOUND.format(table=table, image=image_of(found))):  # fmt: skip
            if tokens:
                statement = text(sql).bindparams(bindparam("tokens", expanding=True))
                rows = self._session.execute(statement, {"tokens": sorted(tokens)}).tuples()
                images += [json.loads(image) for _token, image in rows]
        return images
