"""Keep comments that came in a transcript's file as memos in its margin."""

from collections.abc import Collection

from sqlalchemy import insert

from framework.queries.comments import COMMENT, as_memo, comments_of
from framework.queries.transcripts import transcript_by_id
from framework.schema import Memo, new_guid
from framework.study import Study, now


def take_comments(study: Study, transcript_id: int, which: Collection[int] | None = None) -> int:
    """Keep comments of a transcript as memos, in one step; return how many are new.

    `which` are their numbers in `queries.comments.comments_of`, None all of them. A comment that is
    kept already is passed over.
    """
    with study.read() as reading:
        name = transcript_by_id(reading, transcript_id).name
        rows = [
            row
            for row in comments_of(reading, transcript_id)
            if not row.taken and (which is None or row.n in which)
        ]
    if not rows:
        return 0
    what = "1 comment" if len(rows) == 1 else f"{len(rows)} comments"
    with study.step(f"Keep {what} of {name} as memos") as session:
        coder_id, created = study.coder_id(session), now()
        session.execute(
            insert(Memo),
            [
                {
                    "guid": new_guid(), "transcript_id": transcript_id, "start": row.start,
                    "end": row.end, "kind": COMMENT, "coder_id": coder_id, "created": created,
                    "text": as_memo(row.author, row.date, row.text),
                }
                for row in rows
            ],
        )  # fmt: skip
    return len(rows)
