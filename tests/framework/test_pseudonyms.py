"""Facts about pseudonyms in a study."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from framework.drafts import CaseDraft, ColumnDraft, DeliveryDraft
from framework.edits.cases import add_cases, attribute_transcript
from framework.edits.cells import set_state, write_summary
from framework.edits.codings import write_memo
from framework.edits.corrections import correct
from framework.edits.delivery import load_tables
from framework.edits.pseudonyms import pseudonymise
from framework.edits.pseudonyms_restoring import restore_names
from framework.edits.synthesis import write_synthesis
from framework.edits.transcripts import import_transcripts, remove_transcript
from framework.errors import RefusedError
from framework.queries.cases import list_cases
from framework.queries.chain import verify
from framework.queries.charts import cell, charted
from framework.queries.codings import all_codings
from framework.queries.delivery import list_tables, rows_of
from framework.queries.pseudonyms import occurrences
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.queries.transcripts import list_transcripts, paragraphs_of, speakers_of, text_of
from framework.rules.pseudonyms import Made, NameEntry
from framework.schema import Pseudonym
from framework.study import Study
from tests.studies import case_ids, code_passage, small_study, talk, theme_ids

TALK = (
    "I: Who led it?",
    "Okafor: I did, and Grace Pemberton came from Millbrook Surgery.",
    "The PEMBERTON method, people call it. I like it pemberton-style, in green.",
    "I: And Mrs Pemberton stayed?",
    "Okafor: Grace Pemberton stayed until the end of it.",
)
ENTRIES = (
    NameEntry("a" * 32, "person", "Grace Pemberton", "[nurse A]"),
    NameEntry("b" * 32, "person", "Pemberton", "[nurse A]"),
    NameEntry("c" * 32, "person", "Okafor", "[GP 1]"),
    NameEntry("d" * 32, "place", "Millbrook Surgery", "[practice P01]"),
)
NAMES = (b"Pemberton", b"PEMBERTON", b"Okafor", b"Millbrook")


@pytest.fixture
def named(tmp_path: Path) -> Iterator[Study]:
    """Give a study in which real-looking, invented names stand everywhere."""
    study = small_study(tmp_path / "named.chartwell")
    talk_id = import_transcripts(study, [talk("Okafor May", TALK)])[0]
    add_cases(study, [CaseDraft("Okafor", "participant", "of Millbrook Surgery", ("P01",), {})])
    cases, themes = case_ids(study), theme_ids(study)
    attribute_transcript(study, talk_id, cases["Okafor"])
    with study.read() as session:
        body = text_of(session, talk_id)
    start = body.index("Grace Pemberton came")
    coding = code_passage(study, talk_id, start, start + len("Grace Pemberton came"), themes["2.1"])
    write_memo(study, coding, "Is Pemberton the same as in S01?")
    end = body.index("until the end")
    code_passage(study, talk_id, end, end + len("until the end"), themes["2.2"])
    correct(study, talk_id, end, end + len("until"), "till")
    text = 'She came: "Grace Pemberton came" [Okafor May ¶2].'
    write_summary(study, cases["Okafor"], themes["2.1"], text)
    set_state(study, cases["Okafor"], themes["2.1"], "checked")
    write_summary(study, cases["P01"], themes["2.1"], "Okafor wrote this.")
    write_summary(study, cases["P01"], themes["2.1"], "Somebody wrote this.")
    write_synthesis(study, "See [Okafor × 2.1] and Mrs Pemberton.", theme_id=themes["2"])
    rows = (("P01", "Workshop at Millbrook Surgery, Dr Okafor late"), ("P02", "fine"))
    original = b"site,note\n" + "\n".join(",".join(row) for row in rows).encode()
    columns = (ColumnDraft("site", "text"), ColumnDraft("note", "text"))
    load_tables(study, [DeliveryDraft("visits", original, columns, rows, site="site")])
    yield study
    study.close()


def _talk_id(study: Study) -> int:
    with study.read() as session:
        return list_transcripts(session)[-1].id


def _bytes(study: Study) -> bytes:
    """Read the study's file, and what lies beside it."""
    parts = (study.path.with_name(study.path.name + end) for end in ("", "-wal", "-journal"))
    return b"".join(part.read_bytes() for part in parts if part.exists())


def test_every_occurrence_is_shown_in_its_context(named: Study) -> None:
    with named.read() as session:
        found = occurrences(session, ENTRIES)
    where = [(one.where, one.found) for one in found]
    assert ("Okafor May ¶2", "Grace Pemberton") in where
    assert ("Okafor May ¶3", "PEMBERTON") in where
    assert ("visits, row 1, note", "Millbrook Surgery") in where
    assert ("Memo on a passage", "Pemberton") in where
    assert not [one for one in found if one.found == "pemberton"]
    first = next(one for one in found if one.found == "Grace Pemberton")
    assert (first.before[-4:], first.after[:5]) == ("and ", " came")


def test_names_are_replaced_everywhere_and_every_place_holds(named: Study) -> None:
    talk_id, cases, themes = _talk_id(named), case_ids(named), theme_ids(named)
    kept: list[Made] = []
    done = pseudonymise(named, ENTRIES, kept.extend)
    assert done.pressed
    assert tuple(kept) == done.made
    with named.read() as session:
        assert faults(session) == []
        assert verify(session).broken == ()
        said = [row.text for row in paragraphs_of(session, talk_id)]
        assert said[1] == "[GP 1]: I did, and [nurse A] came from [practice P01]."
        assert said[2].startswith("The [nurse A] method, people call it. I like it pemberton-style")
        assert [row.label for row in speakers_of(session, talk_id)] == ["I", "[GP 1]"]
        assert [row.quote for row in all_codings(session)] == ["[nurse A] came", "till the end"]
        view = cell(session, cases["Okafor"], themes["2.1"])
        assert (view.state, view.flags) == ("checked", ())
        assert view.text == 'She came: "[nurse A] came" [GP 1 May ¶2].'
        cited = charted(session, [cases["Okafor"]], [themes["2.1"]]).citations
        assert [row.first for row in cited.values()] == [2]
        assert "GP 1" in {row.name for row in list_cases(session)}
        assert search(session, "Pemberton-style")[0].n == 3
        assert not search(session, "Okafor")
        note = rows_of(session, list_tables(session)[0].id)[0].values[1]
        assert note == "Workshop at [practice P01], Dr [GP 1] late"
        logged = session.execute(select(Pseudonym.guid, Pseudonym.replacement)).first()
        assert logged == ("a" * 32, "[nurse A]")
    held = _bytes(named)
    assert [name for name in NAMES if name in held] == []
    assert named.undo() is None


def test_key_file_puts_the_very_words_back(named: Study) -> None:
    talk_id = _talk_id(named)
    with named.read() as session:
        before = (text_of(session, talk_id), [row.quote for row in all_codings(session)],
                  rows_of(session, list_tables(session)[0].id), list_cases(session))  # fmt: skip
    done = pseudonymise(named, ENTRIES, lambda _made: None)
    back = restore_names(named, done.made)
    assert back.left == ()
    with named.read() as session:
        after = (text_of(session, talk_id), [row.quote for row in all_codings(session)],
                 rows_of(session, list_tables(session)[0].id), list_cases(session))  # fmt: skip
        assert after == before
        assert faults(session) == []
        assert verify(session).broken == ()
        assert not session.scalars(select(Pseudonym)).all()


def test_one_place_alone_can_be_replaced(named: Study) -> None:
    with named.read() as session:
        third = [one for one in occurrences(session, ENTRIES[1:2]) if one.where == "Okafor May ¶4"]
    entry = NameEntry("b" * 32, "person", "Pemberton", "X", "this", (third[0].key,))
    pseudonymise(named, [entry], lambda _made: None)
    with named.read() as session:
        body = text_of(session, _talk_id(named))
    assert body.count("Pemberton") == TALK_COUNT - 1
    assert "And Mrs X stayed?" in body


TALK_COUNT = "\n".join(TALK).count("Pemberton")


def test_key_file_that_cannot_be_written_leaves_the_study_as_it_was(named: Study) -> None:
    def fail(_made: object) -> None:
        raise RefusedError("No.")

    label = named.undo_label
    with pytest.raises(RefusedError, match="No"):
        pseudonymise(named, ENTRIES, fail)
    assert named.undo_label == label
    with named.read() as session:
        assert occurrences(session, ENTRIES)


def test_transcript_that_was_removed_before_loses_its_names_too(named: Study) -> None:
    remove_transcript(named, _talk_id(named))
    pseudonymise(named, ENTRIES, lambda _made: None)
    held = _bytes(named)
    assert [name for name in NAMES if name in held] == []
    with named.read() as session:
        assert faults(session) == []
        assert verify(session).broken == ()


def test_two_cases_of_one_name_are_refused(named: Study) -> None:
    entries = [NameEntry("e" * 32, "person", "P01", "X"), NameEntry("f" * 32, "person", "P02", "X")]
    with pytest.raises(RefusedError, match="would be called “X”"):
        pseudonymise(named, entries, lambda _made: None)
    assert "P01" in case_ids(named)
