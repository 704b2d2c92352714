"""Ask for the syntheses of cases and of themes, and for the cells that they mention."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from sqlalchemy import bindparam, or_, select, text
from sqlalchemy.orm import Session

from framework.queries.cases import list_cases
from framework.queries.charts import citations_of, locators_by_cell
from framework.queries.themes import list_themes_plain
from framework.rules import mentions as rules
from framework.rules.locators import to_typed
from framework.rules.mentions import Mention, SynthesisRun
from framework.rules.notation import runs
from framework.schema import Coder, Synthesis

_MENTIONS = """
SELECT r.token, r.case_id, r.theme_id, k.name AS "case", t.number, t.name AS theme
FROM cell_reference r
JOIN study_case k ON k.id = r.case_id
JOIN theme t ON t.id = r.theme_id
WHERE r.{of}_id IN :ids ORDER BY r.id
"""


class MentionRow(NamedTuple):
    """Say which cell a mention leads to."""

    token: str
    case_id: int
    theme_id: int
    case: str
    number: str
    theme: str


class SynthesisView(NamedTuple):
    """Describe the synthesis of a case or of a theme, written or not.

    `text` is in the notation that analysts type, `runs` the same cut into its parts, `mentions`
    the cells that it names. `id` is None where none is written; its passages are
    `citations_of(session, [id], of="synthesis")`.
    """

    text: str
    runs: tuple[SynthesisRun, ...]
    mentions: tuple[MentionRow, ...]
    coder: str
    changed: str
    id: int | None = None
    case_id: int | None = None
    theme_id: int | None = None


def synthesis_of_case(session: Session, case_id: int) -> SynthesisView:
    """Give what is concluded across a case's row."""
    found = _views(session, [case_id], [])
    return found[0] if found else SynthesisView("", (), (), "", "", case_id=case_id)


def synthesis_of_theme(session: Session, theme_id: int) -> SynthesisView:
    """Give what is concluded down a theme's column."""
    found = _views(session, [], [theme_id])
    return found[0] if found else SynthesisView("", (), (), "", "", theme_id=theme_id)


def syntheses(session: Session) -> list[SynthesisView]:
    """List every synthesis that is written: those of the cases, then those of the themes in use."""
    cases = [case.id for case in list_cases(session)]
    themes = [theme.id for theme in list_themes_plain(session)]
    return _views(session, cases, themes)


def mentions_of(
    session: Session,
    text_ids: Sequence[int],
    of: Literal["synthesis", "joint_row"] = "synthesis",
) -> dict[str, MentionRow]:
    """Give what the mentions in syntheses, or in rows of joint displays, lead to, by token."""
    statement = text(_MENTIONS.format(of=of)).bindparams(bindparam("ids", expanding=True))
    rows = session.execute(statement, {"ids": list(text_ids)}).tuples()
    return {row[0]: MentionRow(*row) for row in rows}


def printed(mentioned: Mapping[str, MentionRow]) -> dict[str, Mention]:
    """Give what mentions print, by token: a theme's number, or its name where it has none."""
    return {token: Mention(row.case, row.number or row.theme) for token, row in mentioned.items()}


def _views(
    session: Session, case_ids: Sequence[int], theme_ids: Sequence[int]
) -> list[SynthesisView]:
    """Read the syntheses of these cases and of these themes, in this order."""
    rows = session.execute(
        select(Synthesis, Coder.name)
        .join(Coder, Coder.id == Synthesis.coder_id)
        .where(or_(Synthesis.case_id.in_(case_ids), Synthesis.theme_id.in_(theme_ids)))
    ).tuples().all()  # fmt: skip
    ids = [row.id for row, _coder in rows]
    locators = locators_by_cell(citations_of(session, ids, quotes=False, of="synthesis"))
    mentioned = mentions_of(session, ids)
    shown = printed(mentioned)
    views = {
        (row.case_id, row.theme_id): SynthesisView(
            rules.to_typed(to_typed(row.text, locators.get(row.id, {})), shown),
            parts := tuple(rules.runs(runs(row.text, locators.get(row.id, {})), shown)),
            tuple(mentioned[part.token] for part in parts if part.kind == "mention"),
            coder, row.changed, row.id, row.case_id, row.theme_id,
        )
        for row, coder in rows
    }  # fmt: skip
    order: list[tuple[int | None, int | None]] = [(case_id, None) for case_id in case_ids]
    order += [(None, theme_id) for theme_id in theme_ids]
    return [views[key] for key in order if key in views]
