"""Write what is concluded across a case's row or a theme's column, citing passages and cells."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from framework.edits.citing import Desk
from framework.errors import NotFoundError, RefusedError
from framework.queries.synthesis import mentions_of, printed
from framework.rules import mentions as rules
from framework.rules.locators import locator_spans, tokens_in
from framework.rules.mentions import Mention
from framework.schema import CellReference, StudyCase, Synthesis, Theme
from framework.study import Study, now


def write_synthesis(
    study: Study,
    text: str,
    *,
    case_id: int | None = None,
    theme_id: int | None = None,
    source: object | None = None,
) -> list[str]:
    """Write the synthesis of one case or of one theme; an empty one is taken away.

    Return the locators and the mentions of cells that lead nowhere, as typed: they stay in the
    text as they are. Writing what stands there already changes nothing.
    """
    label = f"Synthesise {_about(study, case_id, theme_id)}"
    merge = f"synthesis:{case_id}:{theme_id}"
    with study.step(label, merge=merge, source=source) as session:
        row = session.scalar(
            select(Synthesis).where(
                Synthesis.case_id.is_(case_id), Synthesis.theme_id.is_(theme_id)
            )
        )
        if not text.strip():
            if row is not None:
                session.execute(delete(Synthesis).where(Synthesis.id == row.id))
            return []
        row = row or _added(study, session, case_id, theme_id)
        before = row.text
        _bind(session, row, text)
        if row.text != before:
            row.coder_id, row.changed = study.coder_id(session), now()
        spans = sorted([*locator_spans(row.text), *rules.mention_spans(row.text)])
        return [row.text[start:end] for start, end in spans]


def write_out_mentions(
    session: Session, *, case_ids: Sequence[int] = (), theme_ids: Sequence[int] = ()
) -> None:
    """Let the mentions of cases or of themes stand as they read, before these are removed."""
    about = or_(CellReference.case_id.in_(case_ids), CellReference.theme_id.in_(theme_ids))
    ids = set(session.scalars(select(CellReference.synthesis_id).where(about)))
    gone = set(session.scalars(select(CellReference.token).where(about)))
    for row in session.scalars(select(Synthesis).where(Synthesis.id.in_(ids))).all():
        kept = {
            token: mention
            for token, mention in printed(mentions_of(session, [row.id])).items()
            if token in gone
        }
        row.text = rules.to_typed(row.text, kept)
    session.execute(delete(CellReference).where(CellReference.token.in_(gone)))
    session.flush()


def _bind(session: Session, row: Synthesis, text: str) -> None:
    """Bind the mentions and the locators of a synthesis, keeping those that it has."""
    binder = _Binder(session, row)
    mentioned = rules.to_stored(text, binder.kept, binder.token)
    Desk(session, []).write(row, mentioned)
    synthesis_id, kept = row.id, set(tokens_in(row.text))
    if binder.added:
        session.execute(insert(CellReference), binder.added)
    session.execute(
        delete(CellReference).where(
            CellReference.synthesis_id == synthesis_id, CellReference.token.not_in(kept)
        )
    )


class _Binder:
    """Give tokens to the mentions in one synthesis, keeping those that it has."""

    def __init__(self, session: Session, row: Synthesis) -> None:
        """Read the cases, the themes and what is mentioned now."""
        self._id = row.id
        self._cases = {case.name.lower(): case.id for case in session.scalars(select(StudyCase))}
        self._themes = themes_by_label(session)
        self.added: list[dict[str, object]] = []
        self.kept: dict[Mention, list[str]] = {}
        for token, mention in printed(mentions_of(session, [row.id])).items():
            self.kept.setdefault(mention, []).append(token)

    def token(self, mention: Mention) -> str | None:
        """Give the token of a mention, or None when there is no such cell."""
        case_id = self._cases.get(mention.case.lower())
        theme_id = self._themes.get(mention.theme.lower())
        if case_id is None or theme_id is None:
            return None
        token = uuid4().hex[:16]
        self.added.append(
            {"synthesis_id": self._id, "token": token, "case_id": case_id, "theme_id": theme_id}
        )
        return token


def themes_by_label(session: Session) -> dict[str, int]:
    """Find themes by their number, or by a name that is one theme's alone, in small letters."""
    rows = session.scalars(
        select(Theme).where(Theme.provisional.is_(False)).order_by(Theme.retired.desc(), Theme.id)
    ).all()
    named: dict[str, list[int]] = {}
    for row in rows:
        if not row.retired:
            named.setdefault(row.name.lower(), []).append(row.id)
    found = {name: ids[0] for name, ids in named.items() if len(ids) == 1}
    return found | {row.number.lower(): row.id for row in rows if row.number}


def _added(study: Study, session: Session, case_id: int | None, theme_id: int | None) -> Synthesis:
    """Add an empty synthesis."""
    row = Synthesis(case_id=case_id, theme_id=theme_id, text="", changed=now(),
                    coder_id=study.coder_id(session))  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _about(study: Study, case_id: int | None, theme_id: int | None) -> str:
    """Name what a synthesis is about; refuse both or neither."""
    with study.read() as session:
        case = None if case_id is None else session.get(StudyCase, case_id)
        theme = None if theme_id is None else session.get(Theme, theme_id)
        if (case is None) != (case_id is None) or (theme is None) != (theme_id is None):
            raise NotFoundError(
                "That case or theme is no longer in the study; nothing was changed."
            )
        if (case is None) == (theme is None):
            raise RefusedError("A synthesis is about one case or one theme; nothing was written.")
        return case.name if case else f"{theme.number} {theme.name}".strip() if theme else ""
