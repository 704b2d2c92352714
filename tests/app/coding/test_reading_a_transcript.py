"""Read, correct and annotate a transcript as a person would, with the keys."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.coding.reading import Showing
from app.coding.workspace import CodeWorkspace
from app.window import Window
from framework.drafts import CaseDraft
from framework.edits.cases import add_cases, attribute_transcript
from framework.edits.reshaping import retire_theme
from framework.edits.themes import define_theme
from framework.edits.versions import freeze_version
from framework.queries.attributions import speaking
from framework.queries.cases import case_named
from framework.queries.codings import all_codings
from framework.queries.corrections import corrections_of
from framework.queries.memos import case_summary, margin_memos
from framework.queries.readings import readings
from framework.queries.themes import list_themes
from framework.study import Study
from tests.studies import code_passage

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def theme_ids(study: Study) -> dict[str, int]:
    with study.read() as session:
        return {row.number: row.id for row in list_themes(session)}


def code_as_other(study: Study, code: CodeWorkspace, number: str = "2.1") -> int:
    """Let another coder code ¶4."""
    assert code.transcript is not None
    study.coder = "CD"
    made = code_passage(
        study, code.transcript.id, *code.speech(code.paragraphs[3]), theme_ids(study)[number]
    )
    study.coder = "AB"
    return made


def select(code: CodeWorkspace, words: str) -> tuple[int, int]:
    start = code.view.text.index(words)
    code.view.select(start, start + len(words))
    return start, start + len(words)


def counts(code: CodeWorkspace) -> dict[str, int]:
    return {theme.number: theme.codings for theme in code.themes}


def test_a_word_is_corrected_in_place_and_says_what_it_was(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    select(code, "lady rang")
    qtbot.keyClick(code.view, KEY.Key_F2)
    line = code.correcting.line
    qtbot.waitUntil(line.isVisible)
    assert line.text() == "lady rang"
    line.setText("lady 🫁 phoned")
    qtbot.keyClick(line, KEY.Key_Return)
    qtbot.waitUntil(lambda: "lady 🫁 phoned for" in code.view.offsets.shown)
    assert "lady rang for" in code.view.text
    assert code.place().endswith("was: lady rang")
    select(code, "they booked")
    assert code.view.textCursor().selectedText() == "they booked"
    qtbot.keyClick(code.view, KEY.Key_O)
    assert "lady rang for" in code.view.toPlainText()
    assert study.undo_label is not None
    assert "lady rang" in study.undo_label
    study.undo()
    qtbot.waitUntil(lambda: not code.reading.corrections)
    assert code.bar.original.isHidden()


def test_escape_leaves_the_words_as_they_are(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    select(code, "lady")
    qtbot.keyClick(code.view, KEY.Key_F2)
    qtbot.keyClicks(code.correcting.line, "gentleman")
    qtbot.keyClick(code.correcting.line, KEY.Key_Escape)
    assert code.transcript is not None
    with study.read() as session:
        assert corrections_of(session, code.transcript.id) == []


def test_a_correction_is_taken_back_with_a_key(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    place = select(code, "lady")
    code.correcting.open()
    code.correcting.line.setText("woman")
    qtbot.keyClick(code.correcting.line, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(code.reading.corrections))
    code.view.select(*place)
    qtbot.keyClick(code.view, KEY.Key_F2, SHIFT)
    qtbot.waitUntil(lambda: not code.reading.corrections)
    del study


def test_blind_mode_shows_ones_own_codings_alone_and_is_remembered(
    qtbot: QtBot, code: CodeWorkspace, study: Study, window: Window
) -> None:
    code_as_other(study, code)
    qtbot.waitUntil(lambda: len(code.codings) == 1)
    assert counts(code)["2.1"] == 1
    qtbot.keyClick(code.view, KEY.Key_B)
    assert code.codings == []
    assert counts(code)["2.1"] == 0
    assert code.transcripts.item(0).data(Qt.ItemDataRole.UserRole).codings == 0
    assert code.bar.coders.text() == "Only mine ▾"
    code_as_other(study, code, "2.2")
    qtbot.wait(50)
    assert code.codings == []
    row = code.transcripts.item(0).data(Qt.ItemDataRole.UserRole)
    assert (row.codings, row.coded_to) == (0, 0)
    assert window.shell.recall(code.shown._name()) == "blind"
    qtbot.keyClick(code.view, KEY.Key_B)
    assert len(code.codings) == 2
    assert window.shell.recall(code.shown._name()) == ""


def test_the_codings_of_each_coder_can_be_seen(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    code_as_other(study, code)
    code.code_with(theme_ids(study)["2.2"])
    qtbot.waitUntil(lambda: len(code.codings) == 2)
    code.shown.show(Showing(coder="CD"))
    assert [coding.coder for coding in code.codings] == ["CD"]
    assert code.bar.coders.text() == "CD ▾"


def test_uncoded_speech_is_walked_through(qtbot: QtBot, code: CodeWorkspace, study: Study) -> None:
    code.code_with(theme_ids(study)["2.2"])
    code.view.go_to_paragraph(1)
    code.shown.show(Showing(view="uncoded"))
    assert code.view.uncoded == [code.speech(code.paragraphs[3])]
    qtbot.keyClick(code.view, KEY.Key_U)
    assert code.view.selection() == code.speech(code.paragraphs[3])
    code.code_with(theme_ids(study)["2.1"])
    qtbot.waitUntil(lambda: code.view.uncoded == [])
    for view in ("codings", "reading", "uncoded"):
        qtbot.keyClick(code.view, KEY.Key_V)
        assert code.view.shows == view


def test_a_transcript_is_marked_read_with_a_key(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    assert code.transcript is not None
    qtbot.keyClick(code.view, KEY.Key_R)
    with study.read() as session:
        assert readings(session)[code.transcript.id][0].coder == "AB"
    assert code.bar.read.isChecked()
    said = code.transcripts.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"P03 Practice nurse, read by AB {date.today().day} ")  # noqa: DTZ011 - the person's own day
    qtbot.keyClick(code.view, KEY.Key_R)
    with study.read() as session:
        assert readings(session) == {}
    assert not code.bar.read.isChecked()


def test_a_memo_is_written_in_the_margin_and_edited_in_place(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    place = select(code, "shared language")
    qtbot.keyClick(code.view, KEY.Key_M, SHIFT)
    assert code.pane.page() == "memos"
    qtbot.keyClicks(code.pane.memos.new.field, "whose words?")
    qtbot.keyClick(code.pane.memos.new.field, KEY.Key_Escape)
    assert code.transcript is not None
    with study.read() as session:
        (memo,) = margin_memos(session, code.transcript.id)
    assert (memo.start, memo.end, memo.text) == (*place, "whose words?")
    qtbot.waitUntil(lambda: len(code.view.lanes.clusters) == 1)
    assert code.view.hasFocus()
    code.view.select(*place)
    qtbot.keyClick(code.view, KEY.Key_M, SHIFT)
    card = code.pane.memos._cards[memo.id]
    assert card.field.hasFocus()
    card.field.setPlainText("")
    code.commit()
    qtbot.waitUntil(lambda: not code.reading.memos)


def give_cases(study: Study, code: CodeWorkspace) -> None:
    add_cases(study, [CaseDraft("Practice C", "site", "", (), {})])
    assert code.transcript is not None
    with study.read() as session:
        case = case_named(session, "P03").id
    attribute_transcript(study, code.transcript.id, case)


def test_a_passage_is_given_to_a_case_with_a_few_keys(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    give_cases(study, code)
    place = select(code, "It gave us a shared language.")
    qtbot.keyClick(code.view, KEY.Key_A)
    chooser = code.giving.chooser
    qtbot.waitUntil(chooser.isVisible)
    qtbot.keyClicks(chooser.field, "prac")
    qtbot.keyClick(chooser.field, KEY.Key_Return)
    assert code.transcript is not None
    with study.read() as session:
        given = [row for row in speaking(session, code.transcript.id) if row.by == "passage"]
    assert [(row.start, row.end, row.case) for row in given] == [(*place, "Practice C")]
    qtbot.waitUntil(lambda: any(v.case == "Practice C" for v in code.view.voices))
    assert study.undo_label is not None
    assert "Practice C" in study.undo_label
    code.view.select(*place)
    qtbot.keyClick(code.view, KEY.Key_A, SHIFT)
    qtbot.waitUntil(lambda: all(v.case != "Practice C" for v in code.view.voices))


def test_every_turn_of_a_speaker_is_given_to_a_case(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    give_cases(study, code)
    qtbot.keyClick(code.view, KEY.Key_A)
    qtbot.keyClicks(code.giving.chooser.field, "C")
    qtbot.keyClick(code.giving.chooser.field, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any(v.case == "Practice C" for v in code.view.voices))
    assert study.undo_label == "Give every turn of P03 in P03 Practice nurse to Practice C"


def test_a_case_is_summed_up_beside_the_text(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    give_cases(study, code)
    qtbot.waitUntil(lambda: bool(code.reading.voices))
    qtbot.keyClick(code.view, KEY.Key_C, SHIFT)
    assert code.pane.case.field.hasFocus()
    qtbot.keyClicks(code.pane.case.field, "A nurse.")
    qtbot.keyClick(code.pane.case.field, KEY.Key_Escape)
    with study.read() as session:
        assert case_summary(session, case_named(session, "P03").id) == "A nurse."
    assert code.view.hasFocus()


def test_a_theme_dropped_on_a_paragraph_codes_what_is_said_there(
    code: CodeWorkspace, study: Study
) -> None:
    place = code.paragraphs[3].start + 2
    code.view.theme_dropped.emit(theme_ids(study)["2.2"], place, place)
    with study.read() as session:
        (made,) = all_codings(session)
    assert (made.start, made.end) == code.speech(code.paragraphs[3])


def test_a_resized_coding_is_one_step(qtbot: QtBot, code: CodeWorkspace, study: Study) -> None:
    code.code_with(theme_ids(study)["2.2"])
    (made,) = code.codings
    code.view.coding_resized.emit(made.id, made.start, made.start + 7)
    with study.read() as session:
        assert all_codings(session)[0].quote == "It gave"
    assert code.view.selection() == (made.start, made.start + 7)
    study.undo()
    qtbot.waitUntil(lambda: (code.codings[0].start, code.codings[0].end) == (made.start, made.end))


def test_retired_and_changed_themes_show_in_the_margin(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    code.code_with(theme_ids(study)["2.2"])
    code.view.go_to_paragraph(4)
    code.code_with(theme_ids(study)["2.1"])
    define_theme(study, theme_ids(study)["2.2"], definition="Another one.")
    retire_theme(study, theme_ids(study)["2.1"])
    qtbot.waitUntil(lambda: len(code.themes) == 4)

    def marks() -> list[tuple[str, bool, bool]]:
        every = [mark for cluster in code.view.lanes.clusters for mark in cluster.marks]
        return [(mark.number, mark.retired, mark.reread) for mark in every]

    qtbot.waitUntil(lambda: marks() == [("2.2", False, True), ("2.1", True, False)])


def test_the_bar_names_the_version_under_which_it_was_coded(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    freeze_version(study, "working 1", "after familiarisation", allow_undefined=True)
    code.code_with(theme_ids(study)["2.2"])
    freeze_version(study, "working 2", "a second time", allow_undefined=True)
    qtbot.waitUntil(lambda: code.bar.version.text() == "coded under working 1")


def test_a_coding_shown_at_once_is_read_from_the_study_a_moment_later(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    give_cases(study, code)
    code.code_with(theme_ids(study)["2.2"])
    (made,) = code.codings
    assert (made.quote, made.speaker, made.coder) == (
        code.view.text[slice(*code.speech(code.paragraphs[1]))], "P03", "AB",
    )  # fmt: skip
    qtbot.waitUntil(lambda: code.codings[0].cases == ("P03",))
    with study.read() as session:
        assert code.codings == all_codings(session)


def test_the_menu_on_a_passage_names_the_keys(code: CodeWorkspace) -> None:
    select(code, "lady")
    menu = code.context.menu()
    said = [action.text() for action in menu.actions() if action.text()]
    assert "Correct the words\tF2" in said
    assert "Give the passage to a case…\tA" in said
    menu.deleteLater()
