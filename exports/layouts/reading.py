"""Read what is much in a study a part at a time, so that reading it can be cancelled."""

from collections.abc import Iterator, Sequence

from exports.layouts.choice import ChartsAsked
from exports.options import Options
from framework.queries.cases import CaseRow
from framework.queries.charts import Charted, Evidences, Kept, charted_kept
from framework.queries.codings import CodingRow, codings_in
from framework.queries.transcripts import order_of_transcripts
from framework.study import Session

_TRANSCRIPTS_AT_ONCE = 40
_CELLS_AT_ONCE = 2_500


def read_charts(
    session: Session, rows: Sequence[CaseRow], asked: ChartsAsked, options: Options
) -> Charted:
    """Read the cells of every chart, and what they cite; those kept are what `views` lists."""
    options.reading("what the cells rest on")
    every = [column.id for _top, columns in asked for column in columns]
    behind = Evidences(session, every)
    found, cases = Charted(Kept(behind), {}), [row.id for row in rows]
    size = max(1, _CELLS_AT_ONCE // max(1, len(cases)))
    for at in range(0, len(every), size):
        options.reading(f"the charts, from sub-theme {at + 1} of {len(every)}")
        part = charted_kept(session, cases, every[at : at + size], behind)
        found.views.update(part.views)
        found.citations.update(part.citations)
    return found


def read_codings(session: Session, options: Options) -> Iterator[CodingRow]:
    """List every coding, transcript by transcript."""
    every = order_of_transcripts(session)
    for at in range(0, len(every), _TRANSCRIPTS_AT_ONCE):
        options.reading(f"the codings of transcript {at + 1} of {len(every)}")
        yield from codings_in(session, every[at : at + _TRANSCRIPTS_AT_ONCE])
