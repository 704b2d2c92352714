"""Note in the study what left it in a file."""

import json
from collections.abc import Collection, Mapping

from framework.schema import PastExport
from framework.study import Study, now


def note_export(
    study: Study,
    layout: str,
    file_name: str,
    sha256: str,
    *,
    cases: Collection[str] = (),
    transcripts: Collection[str] = (),
    decision: Mapping[str, object] | None = None,
) -> int:
    """Note a file that was written, and whose words it holds, by guid; return the note's id.

    `decision` is what the disclosure check found and what was decided. Undo leaves the note.
    """
    with study.step(f"Export {file_name}", kind="beside") as session:
        row = PastExport(
            layout=layout,
            file_name=file_name,
            sha256=sha256,
            used=json.dumps({"cases": sorted(cases), "transcripts": sorted(transcripts)}),
            decision=json.dumps(decision, ensure_ascii=False) if decision else "",
            coder_id=study.coder_id(session),
            created=now(),
        )
        session.add(row)
        session.flush()
        return row.id
