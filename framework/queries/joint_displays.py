"""Ask for joint displays, their rows, and what changed behind these."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from framework.drafts import JointDefinition
from framework.errors import NotFoundError
from framework.queries.cases import case_names
from framework.queries.charts import CitationRow
from framework.queries.joint_behind import RowsBehind
from framework.queries.joint_figures import Figures
from framework.queries.joint_texts import JointText, JointTexts
from framework.rules import joint_checks
from framework.rules.fit import translate
from framework.rules.joint_agreement import Agreement, agreements_of
from framework.rules.joint_definitions import read
from framework.rules.locators import tokens_in
from framework.schema import Coder, JointCode, JointDisplay, JointRow, JointVersion

TEXTS = ("quantitative", "qualitative", "inference")


class DisplayRow(NamedTuple):
    """Describe a joint display; `layout` is a key of `rules.joint_layouts`, `rows` a count."""

    id: int
    guid: str
    name: str
    layout: str
    definition: JointDefinition
    rows: int


class JointRowView(NamedTuple):
    """Describe a row of a joint display.

    `details` are as an analyst types them; `detail_texts` the same as they read, to be printed.
    `fit` is in the words of the display's vocabulary, "" where none is given. `codes` are coders'
    own judgements: coder, code, reason. `checked` says by whom and when, or is "". `changed` says,
    a sentence each, which figures read otherwise than when the row was written, and what changed
    behind it since it was checked. `figures` are the indicators and sites that it names (None for
    all sites), `cells` the cells by case and theme, `passages` what its locators lead to.
    """

    id: int
    guid: str
    title: str
    case_id: int | None
    case: str | None
    quantitative: JointText
    qualitative: JointText
    inference: JointText
    fit: str
    details: Mapping[str, str]
    codes: tuple[tuple[str, str, str], ...]
    checked: str
    changed: tuple[str, ...]
    figures: tuple[tuple[int, int | None], ...]
    cells: tuple[tuple[int, int], ...]
    passages: tuple[CitationRow, ...]
    coder: str
    written: str
    detail_texts: Mapping[str, JointText]


class VersionRow(NamedTuple):
    """Describe a version of a joint display, and the rows that it had."""

    id: int
    name: str
    reason: str
    coder: str
    created: str
    rows: int


def list_displays(session: Session) -> list[DisplayRow]:
    """List the joint displays in the study's order."""
    counts = (
        select(JointRow.display_id, func.count().label("rows"))
        .group_by(JointRow.display_id)
        .subquery()
    )
    statement = (
        select(JointDisplay, func.coalesce(counts.c.rows, 0))
        .outerjoin(counts, counts.c.display_id == JointDisplay.id)
        .order_by(JointDisplay.position, JointDisplay.id)
    )
    return [
        DisplayRow(row.id, row.guid, row.name, row.layout, read(row.definition), rows)
        for row, rows in session.execute(statement).tuples()
    ]


def display_by_id(session: Session, display_id: int) -> DisplayRow:
    """Give one joint display. Raise NotFoundError."""
    found = next((row for row in list_displays(session) if row.id == display_id), None)
    if found is None:
        raise NotFoundError("That joint display is no longer in the study; nothing was changed.")
    return found


def display_of_row(session: Session, row_id: int) -> int | None:
    """Give the id of the joint display that holds a row, or None."""
    return session.scalar(select(JointRow.display_id).where(JointRow.id == row_id))


def display_rows(
    session: Session,
    display_id: int,
    *,
    seen_by: str | None = None,
    figures: Figures | None = None,
) -> list[JointRowView]:
    """Give the rows of a joint display in order, as they read now.

    For a coder who judges (`seen_by`), the codes of others are left blank in rows that the coder
    has not judged yet, unless two have and a code is agreed.
    """
    vocabulary = display_by_id(session, display_id).definition.vocabulary
    statement = (
        select(JointRow, Coder.name)
        .join(Coder, Coder.id == JointRow.coder_id)
        .where(JointRow.display_id == display_id)
        .order_by(JointRow.position, JointRow.id)
    )
    rows = session.execute(statement).tuples().all()
    ids = [row.id for row, _coder in rows]
    texts = JointTexts(session, ids, figures)
    behind = RowsBehind(session, texts)
    codes, names = codes_of(session, ids), case_names(session)
    if seen_by is not None:
        settled = {row.id for row, _coder in rows if row.fit and len(codes.get(row.id, ())) > 1}
        codes |= codes_of(session, [at for at in ids if at not in settled], seen_by)
    return [
        _view(row, coder, texts, behind, names, vocabulary)._replace(
            codes=tuple(
                (who, translate(code, vocabulary), why) for who, code, why in codes.get(row.id, ())
            )
        )
        for row, coder in rows
    ]


def versions_of(session: Session, display_id: int) -> list[VersionRow]:
    """List the versions of a joint display, newest last."""
    statement = (
        select(JointVersion, Coder.name)
        .join(Coder, Coder.id == JointVersion.coder_id)
        .where(JointVersion.display_id == display_id)
        .order_by(JointVersion.id)
    )
    return [
        VersionRow(row.id, row.name, row.reason, coder, row.created,
                   len(json.loads(row.content)["rows"]))
        for row, coder in session.execute(statement).tuples()
    ]  # fmt: skip


def agreement(session: Session, display_id: int) -> Agreement:
    """Say how far two coders judged the rows alike: those who judged most rows in common."""
    return next(iter(agreements(session, display_id)), Agreement(("", ""), 0, 0, None, None))


def agreements(session: Session, display_id: int) -> list[Agreement]:
    """Say how far each two coders judged the rows alike, the two with most rows first."""
    vocabulary = display_by_id(session, display_id).definition.vocabulary
    ids = list(session.scalars(select(JointRow.id).where(JointRow.display_id == display_id)))
    judged: dict[str, dict[int, str]] = {}
    for row_id, held in codes_of(session, ids).items():
        for coder, code, _reason in held:
            judged.setdefault(coder, {})[row_id] = translate(code, vocabulary)
    return agreements_of(judged)


def stored_texts(row: JointRow) -> dict[str, str]:
    """Give the stored texts of a row by field; those of details by `details.` and their key."""
    details = json.loads(row.details or "{}")
    return {name: getattr(row, name) for name in TEXTS} | {
        f"details.{key}": value for key, value in details.items()
    }


def _view(
    row: JointRow,
    coder: str,
    texts: JointTexts,
    behind: RowsBehind,
    names: Mapping[int, str],
    vocabulary: str,
) -> JointRowView:
    """Shape a row."""
    details = {key: texts.text(value) for key, value in json.loads(row.details or "{}").items()}
    used = [token for text in stored_texts(row).values() for token in tokens_in(text)]
    references = [texts.references[token] for token in used if token in texts.references]
    mentioned = [texts.mentions[token] for token in used if token in texts.mentions]
    changed = [
        *behind.figures_changed(row.id),
        *joint_checks.changes_since(row.checked, behind.of(row.id)),
    ]
    return JointRowView(
        row.id, row.guid, row.title, row.case_id, names.get(row.case_id or 0),
        texts.text(row.quantitative), texts.text(row.qualitative), texts.text(row.inference),
        translate(row.fit, vocabulary), {key: text.typed for key, text in details.items()}, (),
        joint_checks.said(row.checked), tuple(changed),
        tuple(dict.fromkeys((found.indicator_id, found.case_id) for found in references)),
        tuple(dict.fromkeys((found.case_id, found.theme_id) for found in mentioned)),
        tuple(texts.citations[token] for token in used if token in texts.citations),
        coder, row.changed, details,
    )  # fmt: skip


def codes_of(
    session: Session, row_ids: list[int], seen_by: str | None = None
) -> dict[int, list[tuple[str, str, str]]]:
    """Give by row what coders judged, in their words: coder, code, reason.

    From a coder (`seen_by`) who has not judged a row, the codes of the others are kept back.
    """
    found: dict[int, list[tuple[str, str, str]]] = {}
    for row_id, coder, code, reason in session.execute(
        select(JointCode.joint_row_id, Coder.name, JointCode.code, JointCode.reason)
        .join(Coder, Coder.id == JointCode.coder_id)
        .where(JointCode.joint_row_id.in_(row_ids))
        .order_by(JointCode.coder_id)
    ).tuples():
        found.setdefault(row_id, []).append((coder, code, reason))
    if seen_by is None:
        return found
    return {
        row_id: held if any(coder == seen_by for coder, _code, _why in held)
        else [(coder, "", "") for coder, _code, _why in held]
        for row_id, held in found.items()
    }  # fmt: skip
