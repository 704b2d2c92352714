"""Bind what the texts of joint displays cite: figures, cells and passages."""

import json
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from framework.edits.citing import Desk
from framework.edits.synthesis import themes_by_label
from framework.queries.joint_displays import stored_texts
from framework.queries.joint_figures import Figures
from framework.queries.joint_texts import JointTexts
from framework.rules import figure_tokens, mentions
from framework.rules.figure_tokens import NO_FIGURE, FigureToken
from framework.rules.joint_words import words_of
from framework.rules.locators import locator_spans, tokens_in
from framework.rules.mentions import Mention
from framework.schema import CellReference, Citation, FigureReference, JointRow, StudyCase


class JointDesk:
    """Hold what writing the rows of joint displays needs, read once for all rows of a step."""

    def __init__(self, session: Session, figures: Figures | None = None) -> None:
        """Read the names of cases and themes."""
        self._session = session
        self._desk = Desk(session, [])
        self.figures = Figures(session) if figures is None else figures
        self._cases = {case.name.lower(): case.id for case in session.scalars(select(StudyCase))}
        self._themes = themes_by_label(session)

    def write(self, row: JointRow, field: str, text: str) -> list[str]:
        """Store what was typed in a field of a row; return what leads nowhere, as typed.

        A field is `quantitative`, `qualitative`, `inference`, or `details.` and a key.
        """
        binder = _Binder(self, row, before := stored_texts(row).get(field, ""))
        found = figure_tokens.to_stored(text, binder.figure)
        found = mentions.to_stored(found, binder.kept_mentions, binder.mention)
        found, citations = self._desk.bound(row, found)
        put(row, field, found)
        for table, added in (
            (FigureReference, binder.figures), (CellReference, binder.mentions),
            (Citation, citations),
        ):  # fmt: skip
            if added:
                self._session.execute(insert(table), added)
        settle(self._session, row)
        if found != before:
            self.take_in_figures(row, within=found)
        spans = [*locator_spans(found), *mentions.mention_spans(found),
                 *figure_tokens.figure_spans(found)]  # fmt: skip
        return [found[start:end] for start, end in sorted(set(spans))]

    def take_in_figures(self, row: JointRow, within: str | None = None) -> None:
        """Let the figures of a row, or of one text of it, count as read as they are now."""
        texts = JointTexts(self._session, [row.id], self.figures)
        kept = None if within is None else set(tokens_in(within))
        for found in self._session.scalars(
            select(FigureReference).where(FigureReference.joint_row_id == row.id)
        ):
            if kept is None or found.token in kept:
                found.shown = texts.shown(texts.references[found.token])
        self._session.flush()

    def case_id(self, name: str) -> int | None:
        """Find a case by its name."""
        return self._cases.get(name.lower())

    def cell(self, mention: Mention) -> tuple[int, int] | None:
        """Find the cell that a mention names."""
        case_id, theme_id = self.case_id(mention.case), self._themes.get(mention.theme.lower())
        return None if case_id is None or theme_id is None else (case_id, theme_id)

    def texts(self, row: JointRow) -> JointTexts:
        """Give what the tokens of a row stand for now."""
        return JointTexts(self._session, [row.id], self.figures)


def settle(session: Session, row: JointRow) -> None:
    """Drop what a row cites no longer, and keep its words for the search."""
    texts = stored_texts(row)
    row_id, kept = row.id, {token for text in texts.values() for token in tokens_in(text)}
    for table in (FigureReference, CellReference, Citation):
        session.execute(delete(table).where(table.joint_row_id == row_id, table.token.not_in(kept)))
    row.words = words_of(row.title, texts)
    session.flush()


def put(row: JointRow, field: str, stored: str) -> None:
    """Put a stored text in its field: `quantitative` and so on, or `details.` and a key."""
    if field.startswith("details."):
        details = json.loads(row.details or "{}") | {field.partition(".")[2]: stored}
        row.details = json.dumps(details, ensure_ascii=False)
    else:
        setattr(row, field, stored)


def rename_in_figures(session: Session, before: str, after: str) -> None:
    """Name a site anew in the figures that list sites, since another name is no other figure."""
    listing = select(FigureReference).where(FigureReference.form == "sites")
    for found in session.scalars(listing):
        names = found.shown.split(", ")
        found.shown = ", ".join(after if name == before else name for name in names)


def write_out_of_rows(
    session: Session,
    *,
    case_ids: Sequence[int] = (),
    theme_ids: Sequence[int] = (),
    transcript_id: int | None = None,
) -> None:
    """Let what rows cite of cases, themes or a transcript stand as it reads, before these go.

    Rows about such a case are then about no site.
    """
    about = (
        (CellReference,
         or_(CellReference.case_id.in_(case_ids), CellReference.theme_id.in_(theme_ids))),
        (FigureReference, FigureReference.case_id.in_(case_ids)),
        (Citation, Citation.transcript_id == transcript_id),
    )  # fmt: skip
    gone: dict[int, set[str]] = {}
    for table, where in about:
        held = select(table.joint_row_id, table.token).where(where, table.joint_row_id.is_not(None))
        for row_id, token in session.execute(held).tuples():
            gone.setdefault(row_id or 0, set()).add(token)
    rows = session.scalars(select(JointRow).where(JointRow.id.in_(gone))).all()
    texts = JointTexts(session, list(gone)) if gone else None
    for row in rows:
        for field, stored in stored_texts(row).items():
            if texts and not gone[row.id].isdisjoint(tokens_in(stored)):
                put(row, field, texts.written_out(stored, gone[row.id]))
        settle(session, row)
    for row in session.scalars(select(JointRow).where(JointRow.case_id.in_(case_ids))):
        row.case_id = None
    session.flush()


class _Binder:
    """Give tokens to the figures and mentions of one text, keeping those that it has."""

    def __init__(self, desk: JointDesk, row: JointRow, before: str) -> None:
        """Read what the text held before."""
        self._desk, self._id = desk, row.id
        texts = desk.texts(row)
        self._kept_figures = texts.kept_figures(before)
        self.kept_mentions = texts.kept_mentions(before)
        self.figures: list[dict[str, object]] = []
        self.mentions: list[dict[str, object]] = []

    def figure(self, figure: FigureToken) -> str | None:
        """Give the token of a figure, or None when there is no such figure."""
        if kept := self._kept_figures.get(figure):
            return kept.pop(0)
        definition = self._desk.figures.by_key.get(figure.key)
        case_id = self._desk.case_id(figure.site) if figure.site else None
        if definition is None or (figure.site and case_id is None):
            return None
        shown = self._desk.figures.shown(figure, case_id)
        if shown is None or shown == NO_FIGURE:
            return None
        token = uuid4().hex[:16]
        self.figures.append(
            {"joint_row_id": self._id, "token": token, "indicator_id": definition.id,
             "case_id": case_id, "form": figure.form, "shown": shown}
        )  # fmt: skip
        return token

    def mention(self, mention: Mention) -> str | None:
        """Give the token of a mention, or None when there is no such cell."""
        found = self._desk.cell(mention)
        if found is None:
            return None
        token = uuid4().hex[:16]
        self.mentions.append(
            {"joint_row_id": self._id, "token": token, "case_id": found[0], "theme_id": found[1]}
        )
        return token
