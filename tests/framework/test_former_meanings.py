"""Know what a theme meant before its passages came to be re-read."""

from pathlib import Path

from framework.drafts import ParagraphDraft, TranscriptDraft
from framework.edits.themes import add_theme, define_theme, move_theme
from framework.edits.transcripts import import_transcripts
from framework.queries.former_meanings import meaning_before
from framework.queries.rereading import to_reread
from framework.queries.transcripts import list_transcripts
from framework.study import Study
from tests.studies import code_passage

TEXT = "The report came late."


def a_coded_theme(path: Path) -> tuple[Study, int]:
    study = Study.create(path / "m.chartwell", coder="AB")
    draft = TranscriptDraft("S1", "txt", TEXT.encode(), TEXT, (ParagraphDraft(0, len(TEXT)),))
    import_transcripts(study, [draft])
    theme = add_theme(study, "Timing", definition="When it came.")
    with study.read() as session:
        transcript = list_transcripts(session)[0].id
    code_passage(study, transcript, 0, len(TEXT), theme)
    return study, theme


def before(study: Study, theme: int) -> str | None:
    with study.read() as session:
        row = to_reread(session)[0]
        found = meaning_before(session, row.id, theme)
    return found.definition if found is not None else None


def test_meaning_is_that_before_the_first_redefinition(tmp_path: Path) -> None:
    study, theme = a_coded_theme(tmp_path)
    define_theme(study, theme, definition="When reports came.")
    assert before(study, theme) == "When it came."
    add_theme(study, "Other things")
    define_theme(study, theme, definition="When reports came, and how late.")
    assert before(study, theme) == "When it came."
    study.close()


def test_meaning_is_found_again_after_undo_and_redo(tmp_path: Path) -> None:
    study, theme = a_coded_theme(tmp_path)
    define_theme(study, theme, definition="When reports came.")
    study.undo()
    study.redo()
    assert before(study, theme) == "When it came."
    study.close()


def test_theme_that_only_moved_meant_the_same(tmp_path: Path) -> None:
    study, theme = a_coded_theme(tmp_path)
    move_theme(study, theme, add_theme(study, "Reports"), 0)
    assert before(study, theme) == "When it came."
    study.close()


def test_nothing_is_known_of_what_is_not_queued(tmp_path: Path) -> None:
    study, theme = a_coded_theme(tmp_path)
    with study.read() as session:
        assert meaning_before(session, 99, theme) is None
    study.close()
