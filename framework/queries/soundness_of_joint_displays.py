"""Look for damage in joint displays: what their rows cite, judge and are searched by."""

import json
from collections.abc import Callable

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from framework.queries.joint_displays import stored_texts
from framework.rules.figure_tokens import FORMS
from framework.rules.fit import MEANINGS
from framework.rules.joint_definitions import read
from framework.rules.joint_layouts import layout_of
from framework.rules.joint_words import words_of
from framework.rules.locators import tokens_in
from framework.schema import FigureReference, JointCode, JointDisplay, JointRow, JointVersion

_BOUND = " UNION ALL ".join(
    f"SELECT joint_row_id, token FROM {table} WHERE joint_row_id IS NOT NULL"
    for table in ("citation", "cell_reference", "figure_reference")
)
_SEARCHED = "SELECT abs((SELECT count(*) FROM joint_row) - (SELECT count(*) FROM joint_row_search))"


def joint_faults(session: Session) -> list[str]:
    """List what is wrong with joint displays, a sentence each."""
    looks: tuple[tuple[str, Callable[[Session], int]], ...] = (
        ("joint displays cannot be read.", _unread_displays),
        ("versions of joint displays cannot be read.", _unread_versions),
        ("rows of joint displays cannot be read.", _unread_rows),
        ("rows of joint displays have figures, mentions or locators that lead nowhere.", _tokens),
        ("rows of joint displays are searched as something else.", _words),
        ("rows of joint displays cannot be searched.", _unsearched),
        ("figures in joint displays have a form that is none.", _forms),
        ("labels of fit are none.", _labels),
    )
    counts = ((look(session), said) for said, look in looks)
    return [f"{n} {said}" for n, said in counts if n]


def _unread_displays(session: Session) -> int:
    """Count the displays whose layout or definition is none."""
    rows = session.execute(select(JointDisplay.layout, JointDisplay.definition)).tuples()
    return sum(layout_of(layout) is None or not _reads(read, body) for layout, body in rows)


def _unread_versions(session: Session) -> int:
    """Count the versions whose content is none."""
    held = session.scalars(select(JointVersion.content))
    return sum(not _reads(lambda body: json.loads(body)["rows"], content) for content in held)


def _unread_rows(session: Session) -> int:
    """Count the rows whose details or check are no JSON."""
    held = session.execute(select(JointRow.details, JointRow.checked)).tuples()
    return sum(not all(_reads(json.loads, body or "{}") for body in parts) for parts in held)


def _tokens(session: Session) -> int:
    """Count the rows whose tokens are not those that are kept for them."""
    kept: dict[int, set[str]] = {}
    for row_id, token in session.execute(text(_BOUND)).tuples():
        kept.setdefault(row_id, set()).add(token)
    return sum(
        {token for body in stored_texts(row).values() for token in tokens_in(body)}
        != kept.get(row.id, set())
        for row in _rows(session)
    )


def _words(session: Session) -> int:
    """Count the rows whose words are not those that stand in them."""
    return sum(row.words != words_of(row.title, stored_texts(row)) for row in _rows(session))


def _unsearched(session: Session) -> int:
    """Count the rows that the search does not know."""
    return session.scalar(text(_SEARCHED)) or 0


def _forms(session: Session) -> int:
    """Count the figures whose form is none."""
    return sum(form not in FORMS for form in session.scalars(select(FigureReference.form)))


def _labels(session: Session) -> int:
    """Count the labels and codes that stand in no vocabulary."""
    fits = session.scalars(select(JointRow.fit).where(JointRow.fit != ""))
    codes = session.scalars(select(JointCode.code))
    return sum(label not in MEANINGS for label in (*fits, *codes))


def _rows(session: Session) -> list[JointRow]:
    """List the rows whose details can be read."""
    rows = session.scalars(select(JointRow)).all()
    return [row for row in rows if _reads(json.loads, row.details or "{}")]


def _reads(reader: Callable[[str], object], body: str) -> bool:
    """Tell whether a text can be read."""
    try:
        reader(body)
    except (ValueError, TypeError, KeyError):
        return False
    return True
