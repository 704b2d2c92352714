"""Check the quotations in written rows of joint displays against the transcripts."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from framework.queries.corrections import wording_of
from framework.queries.joint_displays import JointRowView
from framework.queries.quotations import check_quotations
from framework.rules.nearest import ready
from framework.rules.notation import quotations
from framework.rules.quotations import stands_in

NO_THEME = -1
"""Check a text that is of no case and of no theme: it may quote any transcript."""


def misquoting(session: Session, rows: Sequence[JointRowView]) -> dict[int, list[str]]:
    """Give by row the quotations that stand in no transcript; rows without any are left out.

    The transcripts that a row cites are read first, all others only for what is not found there.
    """
    cited: dict[int, str] = {}
    found = {}
    for row in rows:
        for passage in row.passages:
            at = passage.transcript_id
            if at not in cited:
                wording = wording_of(session, at)
                cited[at] = f"{ready(wording.frozen)}\n{ready(wording.shown)}"
        near = [cited[at] for at in dict.fromkeys(one.transcript_id for one in row.passages)]
        texts = (row.quantitative, row.qualitative, row.inference, *row.detail_texts.values())
        doubtful = [
            quote for text in texts for quote in quotations(text.typed)
            if not any(stands_in(quote, body) for body in near)
        ]  # fmt: skip
        if doubtful:
            found[row.id] = doubtful
    wrong = _nowhere(session, {quote for some in found.values() for quote in some})
    kept = {at: [quote for quote in some if quote in wrong] for at, some in found.items()}
    return {at: some for at, some in kept.items() if some}


def _nowhere(session: Session, quoted: set[str]) -> set[str]:
    """Keep what stands in no transcript at all."""
    if not quoted:
        return set()
    text = "\n".join(f"“{quote}”" for quote in sorted(quoted))
    return {row.words for row in check_quotations(session, None, NO_THEME, text)}
