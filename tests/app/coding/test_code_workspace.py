"""Code passages as a person would, with the keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.coding.recent import Recent
from app.coding.theme_pane import ThemePane
from app.coding.workspace import CodeWorkspace
from app.design.look import Look
from app.design.type import TypeScale
from app.window import Window
from framework import NAMELESS
from framework.edits.transcripts import import_transcripts
from framework.queries.themes import list_themes
from framework.study import Study
from importers import read_transcript
from tests.app.coding.conftest import codings

CTRL = Qt.KeyboardModifier.ControlModifier
SAID = "It gave us a shared language. And they ask it, which I didn’t expect."


def skills(study: Study) -> int:
    with study.read() as session:
        return next(row.id for row in list_themes(session) if row.number == "2.2")


def code_as(qtbot: QtBot, code: CodeWorkspace, typed: str) -> None:
    qtbot.keyClick(code.view, Qt.Key.Key_Return)
    qtbot.waitUntil(code.palette_popup.isVisible)
    qtbot.keyClicks(code.palette_popup.field, typed)
    qtbot.keyClick(code.palette_popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not code.palette_popup.isVisible())


def test_selection_is_coded_with_a_few_keys(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    start = code.view.text.index("It gave")
    code.view.select(start, start + len("It gave us a shared language."))
    code_as(qtbot, code, "skil")
    (made,) = codings(study)
    assert made.quote == "It gave us a shared language."
    assert (made.number, made.first, made.coder) == ("2.2", 2, "AB")


def test_paragraph_is_coded_without_its_label_when_nothing_is_selected(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    code_as(qtbot, code, "2.1")
    (made,) = codings(study)
    assert made.quote == SAID


def test_enter_in_the_list_of_transcripts_goes_on_in_the_text(
    qtbot: QtBot, code: CodeWorkspace
) -> None:
    code.transcripts.setFocus()
    qtbot.keyClick(code.transcripts, Qt.Key.Key_Return)
    qtbot.waitUntil(code.view.hasFocus)
    assert not code.palette_popup.isVisible()


def test_coding_is_undone_with_a_key(
    qtbot: QtBot, code: CodeWorkspace, window: Window, study: Study
) -> None:
    code_as(qtbot, code, "2.1")
    qtbot.waitUntil(lambda: "2.1" in window.top.undo.toolTip())
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not codings(study))
    qtbot.waitUntil(lambda: not code.codings)


def test_recent_theme_codes_with_its_number(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    code_as(qtbot, code, "2.2")
    code.view.go_to_paragraph(4)
    qtbot.keyClick(code.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(codings(study)) == 2)
    assert [made.number for made in codings(study)] == ["2.2", "2.2"]


def test_star_memo_and_uncode_have_keys(qtbot: QtBot, code: CodeWorkspace, study: Study) -> None:
    code_as(qtbot, code, "2.2")
    qtbot.keyClick(code.view, Qt.Key.Key_S)
    assert codings(study)[0].starred
    qtbot.waitUntil(lambda: code.codings[0].starred)
    qtbot.keyClick(code.view, Qt.Key.Key_M)
    qtbot.keyClicks(code.pane.memo, "telling")
    code.commit()
    assert codings(study)[0].memo == "telling"
    qtbot.keyClick(code.view, Qt.Key.Key_Delete)
    assert codings(study) == []


def test_new_theme_is_made_while_coding(qtbot: QtBot, code: CodeWorkspace, study: Study) -> None:
    qtbot.keyClick(code.view, Qt.Key.Key_Return)
    qtbot.waitUntil(code.palette_popup.isVisible)
    qtbot.keyClicks(code.palette_popup.field, "surprise")
    qtbot.keyClick(code.palette_popup.field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(codings(study)))
    with study.read() as session:
        assert "surprise" in [theme.name for theme in list_themes(session)]
    assert codings(study)[0].theme == "surprise"
    assert study.undo_label is not None
    assert "surprise" in study.undo_label
    study.undo()
    assert codings(study) == []
    with study.read() as session:
        assert "surprise" not in [theme.name for theme in list_themes(session)]


def test_definition_shown_is_that_of_the_coding_under_the_cursor(
    qtbot: QtBot, code: CodeWorkspace
) -> None:
    code_as(qtbot, code, "2.2")
    code.view.go_to_paragraph(4)
    code_as(qtbot, code, "2.1")
    qtbot.waitUntil(lambda: code.pane.name.text() == "2.1 Motivation and beliefs")
    code.view.go_to_paragraph(2)
    qtbot.waitUntil(lambda: code.pane.name.text() == "2.2 Skills and knowledge")
    assert code.pane.definition.text() == "How the team learned it."


def test_list_tells_how_far_a_transcript_is_coded(qtbot: QtBot, code: CodeWorkspace) -> None:
    code_as(qtbot, code, "2.2")
    row = code.transcripts.item(0).data(Qt.ItemDataRole.UserRole)
    assert (row.codings, row.coded_to) == (1, 2)


def test_palette_finds_a_theme_by_its_definition(qtbot: QtBot, code: CodeWorkspace) -> None:
    qtbot.keyClick(code.view, Qt.Key.Key_Return)
    qtbot.waitUntil(code.palette_popup.isVisible)
    qtbot.keyClicks(code.palette_popup.field, "learned")
    assert code.palette_popup.list.item(0).text() == "2.2 Skills and knowledge"
    qtbot.keyClick(code.palette_popup.field, Qt.Key.Key_Escape)
    assert not code.palette_popup.isVisible()


def test_place_tells_paragraph_and_selection(qtbot: QtBot, code: CodeWorkspace) -> None:
    code.view.select(code.paragraphs[3].start, code.paragraphs[3].start + 5)
    assert code.place() == "P03 Practice nurse · ¶4 · 5 characters selected"
    qtbot.keyClick(code.view, Qt.Key.Key_Up)
    assert code.view.paragraph() == 3


def test_emoji_before_a_passage_moves_nothing(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    start = code.view.text.index("they booked")
    code.view.select(start, start + len("they booked her in."))
    code_as(qtbot, code, "2.2")
    assert codings(study)[0].quote == "they booked her in."


def test_recent_themes_keep_their_keys() -> None:
    recent = Recent()
    for theme in (11, 12, 13, 11):
        recent.use(theme)
    assert recent.keys() == {11: 1, 12: 2, 13: 3}
    for theme in range(20, 27):
        recent.use(theme)
    keys = recent.keys()
    assert 12 not in keys
    assert recent.theme_of(1) == 11


def test_growing_takes_in_no_line_that_only_names_who_speaks(
    qtbot: QtBot, code: CodeWorkspace, study: Study, window: Window, tmp_path: Path
) -> None:
    talk = tmp_path / "otter.txt"
    talk.write_text(
        "Interviewer  0:03\nHow are you?\n\nNurse One  0:20\nWell, sort of. I ran here.\n\n"
        "Interviewer  1:26\nThen start there.\n\nNurse One  1:53\nIt was the data.\n",
        encoding="utf-8",
    )
    (made,) = import_transcripts(study, [read_transcript(talk)])
    window.go_to("code", transcript=made, paragraph=3)
    qtbot.waitUntil(lambda: code.transcript is not None and code.transcript.id == made)
    assert code.paragraphs[2].kind == "label"
    for _time in range(4):
        qtbot.keyClick(code.view, Qt.Key.Key_BracketRight)
    start, end = code.view.selection()
    assert code.view.text[start:end] == "Well, sort of. I ran here."


def test_codings_without_initials_are_not_signed_with_made_up_ones(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    study.coder = NAMELESS
    code.code_with(skills(study))
    qtbot.waitUntil(lambda: len(code.codings) == 1)
    (mark,) = code.view._marks.values()
    assert mark.said() == "2.2 Skills and knowledge"
    code.shown.apply()
    code.bar.coders.menu().aboutToShow.emit()
    said = [action.text() for action in code.bar.coders.menu().actions()]
    assert said == ["All coders", "Only mine, blind to others"]


def test_finding_is_found_above_the_text(code: CodeWorkspace) -> None:
    first, second = code.bar.finding.menu().actions()
    first.trigger()
    assert code.find_bar.isVisible()
    second.trigger()
    assert code.searching.shown is not None


def test_what_stands_above_the_text_is_said_in_full_or_shortly(code: CodeWorkspace) -> None:
    bar = code.bar
    assert bar.read.text() == "Mark as read"
    code.look.set_type(TypeScale(1.5))
    bar.resize(500, bar.height())
    bar._make_room()
    assert bar.read.text() == "Read?"
    assert bar.version.isHidden()
    code.look.set_type(TypeScale())
    assert bar.read.accessibleName() == "Not yet read by you"


def test_version_is_named_beside_the_framework_where_there_is_room(code: CodeWorkspace) -> None:
    code.pane.show_version("working 1")
    code.pane.resize(300, 600)
    assert not code.pane.version.isHidden()
    code.pane.resize(160, 600)
    assert code.pane.version.isHidden()


def test_the_pane_says_what_to_choose_while_no_theme_is_in_hand(qtbot: QtBot) -> None:
    pane = ThemePane(Look())
    qtbot.addWidget(pane)
    assert pane.definition.isVisibleTo(pane)
    assert "Choose a theme" in pane.definition.text()
