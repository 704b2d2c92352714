"""Undo and redo bring back the very rows, however many."""

import sqlite3
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import select, text

from framework.drafts import CodingDraft, ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.cases import attribute_transcript, remove_case
from framework.edits.cells import set_state, write_summary
from framework.edits.codings import code_from, star, write_memo
from framework.edits.delivery import load_tables, remove_table
from framework.edits.themes import remove_theme
from framework.edits.transcripts import import_transcripts, remove_transcript
from framework.queries.codings import codings_of
from framework.queries.soundness import faults
from framework.schema import Word, recorded_tables
from framework.study import Study
from tests.studies import case_ids, code_passage, talk, theme_ids

Rows = dict[str, list[tuple[Any, ...]]]

SEARCH = ("paragraph_search", "cell_search", "memo_search")


def _every_row(path: Path) -> Rows:
    """Read all that analysts decided, and what can be searched, past the program."""
    connection = sqlite3.connect(path)
    statements = {table.name: f"SELECT * FROM {table.name}" for table in recorded_tables()}  # noqa: S608 - our names
    statements |= {name: f"SELECT rowid, body FROM {name}" for name in SEARCH}  # noqa: S608 - our names
    rows = {name: connection.execute(sql + " ORDER BY 1").fetchall()
            for name, sql in statements.items()}  # fmt: skip
    connection.close()
    return rows


def _work(study: Study) -> None:
    """Code, note, chart and check, so that removing anything takes much with it."""
    themes, cases = theme_ids(study), case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    for number in ("1.1", "2.1", "2.2"):
        coding = code_passage(study, 1, 28, 75, themes[number], memo=f"about {number}")
        star(study, coding, on=True)
        write_memo(study, coding, f"more about {number} 🙂")
        write_summary(study, cases["S01"], themes[number], "They came [S01 ¶2]; late [S01 ¶4-5]")
        set_state(study, cases["S01"], themes[number], "checked")
    rows = (("P01", "3"), ("P02", "4"))
    table = DeliveryDraft(
        "visits", b"site,n", (ColumnDraft("site", "text"), ColumnDraft("n", "number")), rows, "site"
    )
    load_tables(study, [table], [IndicatorDraft("n", "Visits", "visits", "sum", column="n")])


def _undone_and_redone_is_as_before(study: Study, before: Rows) -> None:
    after = _every_row(study.path)
    assert after != before
    study.undo()
    assert _every_row(study.path) == before
    study.redo()
    assert _every_row(study.path) == after
    study.undo()
    assert _every_row(study.path) == before
    with study.read() as session:
        assert faults(session) == []


def test_removed_transcript_comes_back_with_all_that_hung_on_it(study: Study) -> None:
    _work(study)
    before = _every_row(study.path)
    assert all(before[name] for name in ("coding", "memo", "citation", "attribution"))
    remove_transcript(study, 1)
    gone = _every_row(study.path)
    assert not any(gone[name] for name in ("coding", "memo", "citation", "attribution", "speaker"))
    _undone_and_redone_is_as_before(study, before)


def test_removed_theme_case_and_table_come_back_with_all_that_hung_on_them(study: Study) -> None:
    _work(study)
    before = _every_row(study.path)
    remove_theme(study, theme_ids(study)["2"])
    _undone_and_redone_is_as_before(study, before)
    remove_case(study, case_ids(study)["P01"])
    _undone_and_redone_is_as_before(study, before)
    remove_table(study, 1)
    assert not _every_row(study.path)["indicator"]
    _undone_and_redone_is_as_before(study, before)


def test_everything_can_be_undone_and_redone_step_by_step(study: Study) -> None:
    _work(study)
    states = [_every_row(study.path)]
    while study.undo():
        states.append(_every_row(study.path))
    assert not any(rows for name, rows in states[-1].items()
                   if name not in {"study", "paragraph_search"})  # fmt: skip
    for wanted in reversed(states[:-1]):
        study.redo()
        assert _every_row(study.path) == wanted


def test_id_of_a_removed_row_is_never_given_to_another(study: Study) -> None:
    theme = theme_ids(study)["1.1"]
    first = code_passage(study, 1, 0, 5, theme)
    study.undo()
    second = code_passage(study, 1, 3, 9, theme)
    assert second > first


def test_fifty_thousand_codings_are_undone_and_redone_as_they_were(study: Study) -> None:
    words = " ".join(f"word{n}" for n in range(26_000))
    (added,) = import_transcripts(study, [talk("Long", (words,))])
    lines = [
        CodingDraft(n + 2, "Long", number, span=(n * 7, n * 7 + 5), memo="look" * (n % 500 == 0))
        for n, number in enumerate(["1.1", "1.2"] * 25_000)
        if n * 7 + 5 < len(words)
    ]
    more = [line._replace(theme="2.1") for line in lines[: 50_000 - len(lines)]]
    assert code_from(study, [*lines, *more]) == 50_000
    before = _every_row(study.path)
    began = perf_counter()
    study.undo()
    assert not _every_row(study.path)["coding"]
    study.redo()
    took = perf_counter() - began
    assert _every_row(study.path) == before
    assert took < 20
    with study.read() as session:
        assert len(codings_of(session, added)) == 50_000
        assert session.scalar(text("SELECT count(*) FROM memo")) == len(before["memo"])


def test_a_step_beside_the_others_stays_and_hides_nothing_that_can_be_undone(study: Study) -> None:
    theme = theme_ids(study)["1.1"]
    coding = code_passage(study, 1, 28, 75, theme)
    with study.step("Wrote chart.docx", kind="beside") as session:
        session.add(Word(text="note"))
    assert study.undo_label is not None
    assert "1.1" in study.undo_label
    study.undo()
    with study.read() as session:
        assert codings_of(session, 1) == []
        assert session.scalars(select(Word.text)).all() == ["note"]
    study.redo()
    with study.read() as session:
        assert [row.id for row in codings_of(session, 1)] == [coding]


def test_nothing_before_a_final_step_can_be_undone(study: Study) -> None:
    code_passage(study, 1, 28, 75, theme_ids(study)["1.1"])
    with study.step("Withdraw S01", kind="final") as session:
        session.add(Word(text="gone"))
    assert (study.undo(), study.redo(), study.undo_label) == (None, None, None)
    code_passage(study, 1, 28, 75, theme_ids(study)["1.1"])
    study.undo()
    assert study.undo() is None
