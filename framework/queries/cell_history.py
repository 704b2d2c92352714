"""Ask what a cell, an own version of it or a memo on it was before, from the record."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, select, text
from sqlalchemy.orm import Session

from framework.queries.former_places import FormerPlaces
from framework.queries.history import label_of_step
from framework.queries.placing import Places
from framework.rules.locators import Locator, to_typed, tokens_in
from framework.schema import Cell, Coder, Memo, OwnCell, Step

# Rows are never used twice, so a row of this pair is here now or stands in a change's image.
_CHANGES = """
SELECT c.id, c.step_id, c.row_id, c.op, c.before
FROM change c
WHERE c.table_name = '{table}' AND c.row_id IN (
    SELECT id FROM {table} WHERE case_id = :case AND theme_id = :theme
    UNION
    SELECT row_id FROM change
    WHERE table_name = '{table}' AND op <> 'I' AND json_extract(before, '$.case_id') = :case
        AND json_extract(before, '$.theme_id') = :theme
)
ORDER BY c.id
"""
_KEPT = """
SELECT i.token, i.transcript_id, i.start, i."end" FROM citation i WHERE i.token IN :tokens
"""
_LOST = """
SELECT id, before FROM change
WHERE table_name = :table AND op = 'D' AND json_extract(before, '$.{column}') IN :values
ORDER BY id
"""
_NAMES = "SELECT id, name, document_id FROM transcript"

Image = Mapping[str, Any]
Pair = tuple[int, int]
Kind = type[Cell] | type[OwnCell] | type[Memo]


class CellVersionRow(NamedTuple):
    """Describe what a cell became by a step; `step` names it to `edits.cells.restore_cell`.

    `coder` wrote this version, `label` is the step's, `at` its time.
    """

    step: int
    at: str
    coder: str
    state: str
    text: str
    label: str
    rating: str = ""


class MemoVersionRow(NamedTuple):
    """Describe what the memo of one analyst on a cell became by a step; "" is taken away."""

    step: int
    at: str
    coder: str
    text: str
    label: str


class Binding(NamedTuple):
    """Say what a token of a version leads to; `there` tells that its transcript still is.

    Where the transcript was brought up to date since and the passage has no place in it any more,
    the ¶ of the locator are those of the `former` file.
    """

    token: str
    transcript_id: int
    start: int
    end: int
    locator: Locator
    there: bool
    former: bool = False


class Version(NamedTuple):
    """Hold a version as it was stored, None where the cell was not there."""

    step: int
    image: Image | None


def history_of_cell(
    session: Session, case_id: int, theme_id: int, coder: str = ""
) -> list[CellVersionRow]:
    """List what a cell has been, newest first; undoing and redoing count as steps too.

    `coder` asks for that analyst's own version, "" for the study's cell.
    """
    versions = versions_of_cell(session, case_id, theme_id, coder)
    bound = bindings_of(session, versions)
    locators = {token: row.locator for token, row in bound.items()}
    steps = {row.id: row for row in _steps(session, [version.step for version in versions])}
    names = dict(session.execute(select(Coder.id, Coder.name)).tuples().all())
    found = []
    for step_id, image in reversed(versions):
        step = steps[step_id]
        if image is None:
            row = CellVersionRow(
                step_id, step.at, step.coder, "not_started", "",
                label_of_step(step.kind, step.label),
            )  # fmt: skip
        else:
            row = CellVersionRow(
                step_id, max(step.at, image["changed"]),
                names.get(image["coder_id"], step.coder), image["state"],
                to_typed(image["text"], locators), label_of_step(step.kind, step.label),
                image.get("rating") or "",
            )  # fmt: skip
        found.append(row)
    return found


def history_of_memos(
    session: Session, case_id: int, theme_id: int, coder: str = ""
) -> list[MemoVersionRow]:
    """List what the memos on a cell have been, newest first; `coder` asks for that analyst's."""
    names = dict(session.execute(select(Coder.id, Coder.name)).tuples().all())
    found = []
    for coder_id, name in names.items():
        if coder in {"", name}:
            stored = _versions(session, Memo, (case_id, theme_id), coder_id)
            steps = {row.id: row for row in _steps(session, list(stored))}
            said = ((steps[step], image["text"] if image else "") for step, image in stored.items())
            found += [
                MemoVersionRow(step.id, step.at, name, words, label_of_step(step.kind, step.label))
                for step, words in said
            ]
    return sorted(found, key=lambda row: row.step, reverse=True)


def versions_of_cell(
    session: Session, case_id: int, theme_id: int, coder: str = ""
) -> list[Version]:
    """List the stored versions of a cell, oldest first: one for each step that changed it.

    `coder` asks for that analyst's own version, "" for the study's cell.
    """
    coder_id = session.scalar(select(Coder.id).where(Coder.name == coder)) if coder else None
    if coder and coder_id is None:
        return []
    found = _versions(session, OwnCell if coder else Cell, (case_id, theme_id), coder_id)
    return _telling(Version(*item) for item in found.items())


def _versions(
    session: Session, kind: Kind, pair: Pair, coder_id: int | None
) -> dict[int, Image | None]:
    """Give by step what it left of a cell, an own version or a memo; None where it was removed."""
    values = {"case": pair[0], "theme": pair[1]}
    statement = text(_CHANGES.format(table=kind.__tablename__))
    changes = session.execute(statement, values).all()
    after: dict[int, Image | None] = {}
    latest: dict[int, Image | None] = _now(session, kind, {row.row_id for row in changes})
    for row in reversed(changes):
        after[row.id] = latest[row.row_id]
        latest[row.row_id] = None if row.op == "I" else json.loads(row.before)
    versions: dict[int, Image | None] = {}
    for row in changes:
        image, before = after[row.id], None if row.op == "I" else json.loads(row.before)
        if _is_of(image, pair, coder_id):
            versions[row.step_id] = image
        elif _is_of(before, pair, coder_id):
            versions[row.step_id] = None
    return versions


def bindings_of(session: Session, versions: Iterable[Version]) -> dict[str, Binding]:
    """Give what the tokens of versions lead to, by token, also of citations that are no more."""
    texts = {version.step: version.image["text"] for version in versions if version.image}
    tokens = {token for body in texts.values() for token in tokens_in(body)}
    if not tokens:
        return {}
    cited = _citations(session, tokens)
    wanted = {row[0] for row in cited.values()}
    names = {
        row.id: (row.name, row.document_id)
        for row in session.execute(text(_NAMES)) if row.id in wanted
    }  # fmt: skip
    gone = {
        image["id"]: (image["name"], image["document_id"])
        for _change, image in _lost(session, "transcript", "id", wanted - names.keys())
    }
    documents = gone | names
    places = Places(
        session, {document for _name, document in documents.values()} | {row[3] for row in
        cited.values() if row[3]}
    )  # fmt: skip
    found = {}
    for token, (transcript_id, start, end, former) in cited.items():
        name, document_id = documents[transcript_id]
        first, last, _speaker = places.of(transcript_id, former or document_id, start, end)
        there = transcript_id in names and not former
        locator = Locator(name, first, last)
        found[token] = Binding(token, transcript_id, start, end, locator, there, bool(former))
    return found


def _citations(session: Session, tokens: set[str]) -> dict[str, tuple[int, int, int, int]]:
    """Give the transcript, start and end of citations, kept or lost, by token.

    The fourth is 0, or the id of the former document in which alone the passage stands.
    """
    statement = text(_KEPT).bindparams(bindparam("tokens", expanding=True))
    kept = session.execute(statement, {"tokens": sorted(tokens)}).tuples()
    found = {token: (transcript, start, end, 0) for token, transcript, start, end in kept}
    former = FormerPlaces(session)
    for change_id, image in _lost(session, "citation", "token", tokens - found.keys()):
        transcript, span = image["transcript_id"], (image["start"], image["end"])
        document = former.document(transcript, change_id)
        now = former.now(transcript, document, span) if document else span
        found[image["token"]] = (transcript, *(now or span), 0 if now else document or 0)
    return found


def _lost(
    session: Session, table: str, column: str, values: Iterable[object]
) -> list[tuple[int, Image]]:
    """Give the images of removed rows of a table that held one of these values, oldest first.

    Each stands after the id of the change that removed it.
    """
    wanted = list(values)
    if not wanted:
        return []
    statement = text(_LOST.format(column=column)).bindparams(bindparam("values", expanding=True))
    rows = session.execute(statement, {"table": table, "values": wanted}).tuples()
    return [(change_id, json.loads(before)) for change_id, before in rows]


def _now(session: Session, kind: Kind, row_ids: set[int]) -> dict[int, Image | None]:
    """Give rows as they are now, None for those that are no more."""
    found: dict[int, Image | None] = dict.fromkeys(row_ids)
    for row in session.execute(select(kind.__table__).where(kind.id.in_(row_ids))):
        found[row.id] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public way to a mapping
    return found


def _is_of(image: Image | None, pair: Pair, coder_id: int | None) -> bool:
    """Tell whether an image is of this pair, and of one analyst where one is asked for."""
    if image is None or (image["case_id"], image["theme_id"]) != pair:
        return False
    return coder_id is None or image["coder_id"] == coder_id


def _telling(versions: Iterable[Version]) -> list[Version]:
    """Keep the versions in which a person sees a difference to the one before."""
    found: list[Version] = []
    before: object = None
    for version in versions:
        image = version.image
        seen = image and (
            image["state"], image["text"], image.get("rating") or "", image["coder_id"],
            image["changed"],
        )  # fmt: skip
        if seen != before:
            found.append(version)
        before = seen
    return found


def _steps(session: Session, ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Read steps."""
    return session.execute(
        select(Step.id, Step.at, Step.coder, Step.label, Step.kind).where(Step.id.in_(ids))
    ).all()
