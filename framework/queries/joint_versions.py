"""Ask for the versions of joint displays, and for what differs between two of them."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.errors import NotFoundError
from framework.queries.indicators import indicators
from framework.queries.joint_displays import JointRowView, codes_of, display_by_id, display_rows
from framework.rules.joint_definitions import written
from framework.schema import JointRow, JointVersion

_PARTS = {
    "title": "title", "fit": "fit", "quantitative": "delivery finding",
    "qualitative": "interview finding", "inference": "inference",
}  # fmt: skip


def content_of(session: Session, display_id: int) -> str:
    """Write a joint display as it stands: its definition, its rows in words, its figures."""
    display = display_by_id(session, display_id)
    asked = [*display.definition.indicators, display.definition.order_by]
    keys = None if not display.definition.indicators else [key for key in asked if key]
    rows = display_rows(session, display_id)
    fits = dict(
        session.execute(
            select(JointRow.id, JointRow.fit).where(JointRow.display_id == display_id)
        ).tuples().all()
    )  # fmt: skip
    codes = codes_of(session, list(fits))
    figures: dict[str, dict[str, str]] = {}
    for row in indicators(session, keys):
        figures.setdefault(row.key, {})[row.case or ""] = row.text
    return json.dumps(
        {
            "name": display.name,
            "layout": display.layout,
            "definition": json.loads(written(display.definition)),
            "rows": [
                _record(row) | {"fit": fits[row.id], "codes": codes.get(row.id, [])} for row in rows
            ],
            "figures": figures,
        },
        ensure_ascii=False,
    )


def frozen(session: Session, version_id: int) -> Mapping[str, Any]:
    """Give a version as it was kept: name, layout, definition, rows in words, figures."""
    kept: Mapping[str, Any] = json.loads(_version(session, version_id).content)
    return kept


def version_difference(session: Session, before_id: int, after_id: int | None = None) -> list[str]:
    """Say in words what became of a joint display since a version, up to another or to now."""
    before = _version(session, before_id)
    after = (
        json.loads(content_of(session, before.display_id)) if after_id is None
        else json.loads(_version(session, after_id).content)
    )  # fmt: skip
    then = json.loads(before.content)
    found = [] if then["layout"] == after["layout"] else [
        f"laid out as {after['layout']}, not {then['layout']}"
    ]  # fmt: skip
    if then["definition"] != after["definition"]:
        found.append("what it shows was changed")
    were = {row["guid"]: row for row in then["rows"]}
    are = {row["guid"]: row for row in after["rows"]}
    found += [f"“{row['title']}” was removed" for guid, row in were.items() if guid not in are]
    found += [f"“{row['title']}” was added" for guid, row in are.items() if guid not in were]
    for guid, row in are.items():
        found += _changes(were[guid], row) if guid in were else []
    return found


def _changes(was: Mapping[str, Any], row: Mapping[str, Any]) -> list[str]:
    """Say what became of one row."""
    return [
        f"“{row['title']}”: {words} was “{was[part]}”, is “{row[part]}”"
        for part, words in _PARTS.items()
        if was[part] != row[part]
    ]


def _record(row: JointRowView) -> dict[str, object]:
    """Write one row, as typed and as it reads."""
    texts = {"quantitative": row.quantitative, "qualitative": row.qualitative,
             "inference": row.inference}  # fmt: skip
    details = {f"details.{key}": text for key, text in row.detail_texts.items()}
    return {
        "guid": row.guid,
        "title": row.title,
        "case": row.case or "",
        "checked": row.checked,
        **{name: text.plain for name, text in texts.items()},
        "details": {key: text.plain for key, text in row.detail_texts.items()},
        "typed": {name: text.typed for name, text in (texts | details).items()},
    }


def _version(session: Session, version_id: int) -> JointVersion:
    """Find a version."""
    version = session.get(JointVersion, version_id)
    if version is None:
        raise NotFoundError("That version is no longer in the study; nothing was changed.")
    return version
