"""Facts about joint displays in the window: what they show, their rows, what is behind them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.design.type import TypeScale
from app.integration.page_links import Names, link_at
from app.integration.workspace import IntegrateWorkspace
from framework.drafts import ColumnDraft, Cut, DeliveryDraft, IndicatorDraft, JointDefinition
from framework.edits.cells import write_summary
from framework.edits.delivery import define_indicator, load_tables
from framework.edits.joint_displays import add_display
from framework.edits.joint_rows import add_row, check_row, judge, write_row
from framework.queries.joint_displays import DisplayRow, JointRowView, display_rows, list_displays
from framework.queries.past_exports import list_past_exports
from framework.queries.themes import list_themes_plain
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import case_ids, small_study, theme_ids

COLUMNS = (("site", "text"), ("due", "date"), ("done", "date"))
ROWS = (
    ("P01", "2021-07-01", "2021-07-09"),
    ("P01", "2021-08-01", "2021-08-01"),
    ("P02", "2021-07-01", "2021-07-01"),
)
LATE = IndicatorDraft("late", "Late", "events", "late", column="done", due="due", tolerance=2)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study with delivery data and a charted site."""
    made = small_study(tmp_path / "small.chartwell")
    columns = tuple(ColumnDraft(name, kind) for name, kind in COLUMNS)
    load_tables(made, [DeliveryDraft("events", b"", columns, ROWS, "site")], [LATE])
    write_summary(
        made, case_ids(made)["P01"], theme_ids(made)["1.1"], "Whole team came [S01 ¶2]"
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def seat(qtbot: QtBot, study: Study) -> Iterator[Seat]:
    """Give Integrate on that study."""
    del qtbot
    made = Seat(study, IntegrateWorkspace)
    yield made
    assert made.errors == []
    made.close()


def displays(study: Study) -> list[DisplayRow]:
    with study.read() as session:
        return list_displays(session)


def rows(study: Study) -> list[JointRowView]:
    with study.read() as session:
        (display,) = list_displays(session)
        return display_rows(session, display.id)


def words(seat: Seat) -> str:
    return str(seat.workspace.display.pages.sheets.words)


def side_by_side(seat: Seat) -> None:
    """Make a joint display with one row in the window."""
    seat.workspace.new_display("L5")
    seat.workspace.display.add_row()
    seat.workspace.display.editor.title.setText("Reports")
    seat.workspace.display.editor.title.commit()


def write(seat: Seat, key: str, text: str) -> None:
    editor = seat.workspace.display.editor.boxes[key].editor
    editor.setPlainText(text)
    editor.commit()


def test_a_new_joint_display_has_a_tab_and_a_free_name(seat: Seat) -> None:
    seat.workspace.new_display("L5")
    seat.workspace.new_display("L5")
    assert [row.name for row in displays(seat.study)] == ["Side by side", "Side by side 2"]
    assert seat.workspace.place() == "Side by side 2"
    seat.undo()
    seat.undo()
    assert displays(seat.study) == []


def test_the_keys_go_from_tab_to_tab(seat: Seat) -> None:
    seat.workspace.new_display("L7a")
    seat.workspace._next_tab(1)
    assert seat.workspace.stack.currentWidget() is seat.workspace.delivery
    seat.workspace._next_tab(-1)
    assert seat.workspace.stack.currentWidget() is seat.workspace.display


def test_a_row_holds_figures_that_keep_themselves_up_to_date(seat: Seat, qtbot: QtBot) -> None:
    side_by_side(seat)
    write(seat, "quantitative", "[=late n/N] came late")
    qtbot.waitUntil(lambda: "1/3 came late" in words(seat), timeout=10000)
    (row,) = rows(seat.study)
    assert (row.title, row.quantitative.plain) == ("Reports", "1/3 came late")
    define_indicator(seat.study, IndicatorDraft(**{**vars(LATE), "tolerance": 9}))
    notice = seat.workspace.display.editor.notice
    qtbot.waitUntil(lambda: notice.text() == "Late: was 1/3, now 0/3", timeout=10000)
    qtbot.waitUntil(lambda: "0/3 came late" in words(seat), timeout=10000)
    seat.workspace.display.editor.check(on=True)
    qtbot.waitUntil(lambda: notice.isHidden(), timeout=10000)
    assert rows(seat.study)[0].checked.startswith("checked by")


def test_figures_are_offered_after_an_equals_sign(seat: Seat, qtbot: QtBot) -> None:
    side_by_side(seat)
    citables = seat.workspace.display.editor.citables
    assert citables.offers("=")[0].typed == "[=late]"
    qtbot.waitUntil(lambda: "Late: 1/3" in citables.offers("=late")[0].words, timeout=10000)
    assert "[=late n/N]" in [offer.typed for offer in citables.offers("=late")]
    lead = citables.lead("[=late n/N]")
    assert lead is not None
    assert lead.words.startswith("Late: 1/3")
    qtbot.waitUntil(
        lambda: [offer.typed for offer in citables.offers("")] == ["[P01 × 1.1]"], timeout=10000
    )  # fmt: skip


def test_the_fit_is_chosen_in_either_vocabulary(seat: Seat) -> None:
    side_by_side(seat)
    fit = seat.workspace.display.editor.fit
    fit.setCurrentIndex(fit.findData("dissonance"))
    fit.activated.emit(fit.currentIndex())
    assert rows(seat.study)[0].fit == "discordance"
    seat.workspace.refresh(None)
    assert fit.currentText() == "Discordance"
    fit.setCurrentIndex(0)
    fit.activated.emit(0)
    assert rows(seat.study)[0].fit == ""


def test_what_leads_nowhere_is_said_and_stays(seat: Seat) -> None:
    side_by_side(seat)
    write(seat, "qualitative", "As [=nothing n/N] says")
    assert seat.messages[-1] == "[=nothing n/N] leads nowhere. It stays as typed."
    assert rows(seat.study)[0].qualitative.plain == "As [=nothing n/N] says"


def test_rows_move_and_are_removed_with_undo(seat: Seat, qtbot: QtBot) -> None:
    side_by_side(seat)
    page = seat.workspace.display
    page.add_row()
    page.editor.title.setText("Workshops")
    page.editor.title.commit()
    page.rows.carry(-1)
    assert [row.title for row in rows(seat.study)] == ["Workshops", "Reports"]
    qtbot.waitUntil(lambda: page.rows.list.item(0).text().startswith("1  Workshops"))
    page.rows.remove()
    assert [row.title for row in rows(seat.study)] == ["Reports"]
    seat.undo()
    assert len(rows(seat.study)) == 2


def test_text_that_is_being_typed_is_kept_when_another_row_is_chosen(seat: Seat) -> None:
    side_by_side(seat)
    page = seat.workspace.display
    first = page.rows.current()
    page.add_row()
    page.editor.boxes["inference"].editor.setPlainText("Both agree")
    page.rows.choose(first)
    assert [row.inference.typed for row in rows(seat.study)] == ["", "Both agree"]
    assert page.editor.boxes["inference"].editor.text() == ""


def test_order_groups_and_ticks_are_kept_with_the_display(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.new_display("L7a")
    pane = seat.workspace.display.pane
    pane.order.setCurrentIndex(pane.order.findData("late"))
    pane.order.activated.emit(pane.order.currentIndex())
    pane.cuts.more.click()
    line = pane.cuts.lines[0]
    line.name.setText("any late")
    line.least.setText("0.1")
    line.least.editingFinished.emit()
    (display,) = displays(seat.study)
    assert display.definition.order_by == "late"
    assert display.definition.cuts == (Cut("any late", 0.1, None),)
    qtbot.waitUntil(lambda: "any late" in words(seat), timeout=10000)
    line.least.setText("some")
    with pytest.raises(Exception, match="is no figure"):
        pane.cuts.cuts()
    line.least.setText("0.1")


def test_a_row_is_written_about_a_site_of_an_ordered_matrix(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.new_display("L7a")
    page = seat.workspace.display
    assert page.editor.isHidden()
    page._add(case_ids(seat.study)["P01"])
    assert list(page.editor.boxes) == ["inference"]
    write(seat, "inference", "Reach and talk go together")
    assert rows(seat.study)[0].case == "P01"
    qtbot.waitUntil(lambda: "Reach and talk go together" in words(seat), timeout=10000)


def test_coders_judge_apart(seat: Seat, qtbot: QtBot) -> None:
    display_id = add_display(seat.study, "Convergence", "L8")
    row_id = add_row(seat.study, display_id, title="Late reports")
    own, seat.study.coder = seat.study.coder, "CD"
    judge(seat.study, row_id, "agreement", "both say so")
    seat.study.coder = own
    seat.workspace.refresh(None)
    seat.workspace.select(f"display:{display_id}")
    judging = seat.workspace.display.editor.judging
    assert judging.others.text() == "CD: has judged; shown once you have"
    assert "once you have judged the 1 row" in words(seat)
    code = judging.code
    code.setCurrentIndex(code.findData("discordance"))
    code.activated.emit(code.currentIndex())
    qtbot.waitUntil(lambda: "both say so" in judging.others.text())
    assert "0/1" in judging.agreed.text()


def test_a_criterion_says_stop_review_or_go(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.new_display("L11")
    seat.workspace.display.add_row()
    editor = seat.workspace.display.editor
    box = editor.boxes["details.indicator"].choice
    box.setCurrentIndex(box.findData("late"))
    box.activated.emit(box.currentIndex())
    for key, text in (("go", "20%"), ("stop", "50%")):
        editor.boxes[f"details.{key}"].line.setText(text)
        editor.boxes[f"details.{key}"].commit()
    direction = editor.boxes["details.direction"].choice
    direction.setCurrentIndex(direction.findData("lower"))
    direction.activated.emit(direction.currentIndex())
    qtbot.waitUntil(lambda: "REVIEW" in editor.result.text(), timeout=10000)


def test_behind_a_row_stand_cells_and_raw_events(seat: Seat) -> None:
    side_by_side(seat)
    write(seat, "quantitative", "[=late n/N]")
    write(seat, "qualitative", "The team came [P01 × 1.1]")
    seat.workspace.display.editor.look_behind.click()
    page = seat.workspace.behind_page
    assert seat.workspace.stack.currentWidget() is page
    said = "\n".join(page.said)
    assert "Whole team came" in said
    assert "events, row 1: site P01 · due 2021-07-01 · done 2021-07-09" in said
    page.back.click()
    assert seat.workspace.stack.currentWidget() is seat.workspace.display


def test_what_is_cited_opens_where_it_stands(seat: Seat) -> None:
    side_by_side(seat)
    page = seat.workspace.display
    page.open_unit("[P01 × 1.1]")
    page.open_unit("[S01 ¶2]")
    assert [name for name, _where in seat.went] == ["chart", "code"]
    page.open_unit("[=late n/N @P01]")
    assert seat.workspace.stack.currentWidget() is seat.workspace.delivery
    assert seat.workspace.delivery.heading.text() == "Late, P01: 1/2"


def test_the_page_leads_to_passages_and_to_rows(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.new_display("L3")
    sheets = seat.workspace.display.pages.sheets
    qtbot.waitUntil(lambda: "Whole team came" in words(seat), timeout=10000)
    names = Names({"late": "late"}, {name: name for name in ("P01", "P02")})
    text = sheets.document.toPlainText()
    found = link_at(sheets.document, text.index("S01 ¶2") + 1, names)
    assert found is not None
    assert found.locator == "S01 ¶2"
    figure = link_at(sheets.document, text.index("1/2"), names)
    assert figure is not None
    assert (figure.key, figure.site) == ("late", "P01")
    seat.workspace.display._pointed(text.index("1/2"))
    assert seat.workspace.delivery.heading.text() == "Late, P01: 1/2"


def test_a_cell_that_is_mentioned_on_the_page_leads_to_the_chart(seat: Seat, qtbot: QtBot) -> None:
    side_by_side(seat)
    write(seat, "qualitative", "The team came [P01 × 1.1].")
    qtbot.waitUntil(lambda: "P01 × 1.1" in words(seat), timeout=10000)
    seat.workspace.display._pointed(words(seat).index("P01 × 1.1") + 2)
    assert seat.went[-1][0] == "chart"


def test_a_version_is_frozen_and_looked_at(seat: Seat, qtbot: QtBot) -> None:
    side_by_side(seat)
    write(seat, "inference", "Both agree")
    seat.workspace.show_versions()
    page = seat.workspace.versions
    assert not page.go.isEnabled()
    page.reason.setText("Before the meeting")
    page.go.click()
    assert page.list.count() == 1
    write_row(seat.study, rows(seat.study)[0].id, "inference", "They differ")
    qtbot.waitUntil(lambda: any("is “They differ”" in line for line in page.said))
    assert "Meta-inference: Both agree" in page.said
    page.bring_back()
    assert [row.name for row in displays(seat.study)] == ["Side by side", "Side by side, version 1"]
    page.remove()
    assert page.list.count() == 0


def test_another_layout_keeps_the_rows(seat: Seat) -> None:
    side_by_side(seat)
    write(seat, "qualitative", "The team came")
    tools = seat.workspace.tools
    tools.layouts.setCurrentIndex(tools.layouts.findData("L9"))
    tools.layouts.activated.emit(tools.layouts.currentIndex())
    assert displays(seat.study)[0].layout == "L9"
    seat.workspace.refresh(None)
    boxes = seat.workspace.display.editor.boxes
    assert boxes["qualitative"].editor.text() == "The team came"
    assert "details.arose" in boxes


def test_a_joint_display_is_renamed_moved_and_removed(seat: Seat) -> None:
    seat.workspace.new_display("L5")
    seat.workspace.new_display("L7a")
    name = seat.workspace.display.pane.name
    name.setText("By lateness")
    name.commit()
    seat.workspace.tools._move(-1)
    assert [row.name for row in displays(seat.study)] == ["By lateness", "Side by side"]
    seat.workspace.tools.remove()
    assert [row.name for row in displays(seat.study)] == ["Side by side"]
    seat.undo()
    assert len(displays(seat.study)) == 2


def test_a_display_of_every_layout_can_be_shown(seat: Seat) -> None:
    for layout in ("L3", "L4", "L5", "L6", "L7a", "L7b", "L8", "L9", "L10", "L11", "L15"):
        add_display(seat.study, layout, layout, JointDefinition())
    seat.workspace.refresh(None)
    for row in displays(seat.study):
        seat.workspace.go(display=row.id)
        assert seat.workspace.shown_display().name == row.name
        assert seat.workspace.stack.currentWidget() is seat.workspace.display


def test_each_layout_offers_only_what_shows_on_its_page(seat: Seat) -> None:
    offered = {
        "L3": {"evidence"}, "L4": {"quotation", "evidence"}, "L5": {"inference", "evidence"},
        "L7a": {"quotation", "inference", "evidence", "summary"}, "L7b": set(), "L9": {"evidence"},
    }  # fmt: skip
    for layout, parts in offered.items():
        seat.workspace.new_display(layout)
        pane = seat.workspace.display.pane
        shown = {key for key, part in pane.parts.items() if part.isVisibleTo(pane)}
        assert shown == parts, layout
        assert pane.rows.isVisibleTo(pane) == (layout in {"L5", "L7a", "L9"})


def test_findings_are_coded_in_the_words_of_the_triangulation_protocol(seat: Seat) -> None:
    seat.workspace.new_display("L8")
    (made,) = displays(seat.study)
    assert made.definition.vocabulary == "triangulation"


def test_a_theme_ticks_all_below_it(seat: Seat) -> None:
    seat.workspace.new_display("L7a")
    themes = seat.workspace.display.pane.themes
    assert all(tick.isChecked() for tick in themes.ticks.values())
    head = next(iter(themes.heads.values()))
    head.click()
    kept = displays(seat.study)[0].definition.themes
    assert kept
    assert set(kept) < set(themes.ticks)
    head.click()
    assert displays(seat.study)[0].definition.themes == ()


def test_themes_that_a_display_names_are_ticked_and_kept(seat: Seat) -> None:
    with seat.study.read() as session:
        wanted = next(row.guid for row in list_themes_plain(session) if row.number == "1.1")
    add_display(seat.study, "One", "L7a", JointDefinition(themes=(wanted,)))
    seat.workspace.refresh(None)
    seat.workspace.go(display=displays(seat.study)[0].id)
    pane = seat.workspace.display.pane
    assert [key for key, tick in pane.themes.ticks.items() if tick.isChecked()] == [wanted]
    pane.turned.click()
    assert displays(seat.study)[0].definition.themes == (wanted,)


def test_a_row_that_was_searched_for_is_taken_in_hand(seat: Seat) -> None:
    first = add_display(seat.study, "First", "L5")
    second = add_display(seat.study, "Second", "L5")
    add_row(seat.study, second, title="One")
    wanted = add_row(seat.study, second, title="Two")
    seat.workspace.go(joint_row=wanted)
    assert seat.workspace.place() == "Second"
    assert seat.workspace.display.editor.title.text() == "Two"
    seat.workspace.go(display=first)
    assert seat.workspace.place() == "First"
    seat.workspace.go(joint_row=wanted + 99)
    assert seat.workspace.place() == "First"


def test_the_links_of_the_page_are_gone_through_by_keyboard(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.new_display("L3")
    qtbot.waitUntil(lambda: "Whole team came" in words(seat), timeout=10000)
    pages = seat.workspace.display.pages
    pages.setFocus()
    said = []
    while not said or said[-1]:
        qtbot.keyClick(pages, Qt.Key.Key_Tab)
        said.append(pages.accessibleDescription())
    assert {"1/2", "0/1", "S01 ¶2"} <= set(said)
    for _back in range(len(said) - said.index("S01 ¶2") - 1):
        qtbot.keyClick(pages, Qt.Key.Key_Backtab)
    assert pages.accessibleDescription() == "S01 ¶2"
    qtbot.keyClick(pages, Qt.Key.Key_Return)
    assert seat.went[-1][0] == "code"


def test_a_joint_display_without_rows_offers_to_add_one(seat: Seat) -> None:
    seat.workspace.new_display("L5")
    page = seat.workspace.display
    assert page._shown.is_empty()
    page._shown.empty.action.click()
    assert not page._shown.is_empty()
    assert page.editor.isVisibleTo(page)
    seat.study.undo()
    seat.workspace.refresh(None)
    assert page._shown.is_empty()


def test_what_could_identify_someone_is_decided_beside_the_page(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    seat.workspace.new_display("L3")
    page = seat.workspace.display
    qtbot.waitUntil(lambda: "Whole team came" in words(seat), timeout=10000)
    assert "identify someone" in page.guard.said.text()
    seat.target = tmp_path / "matrix.html"
    page.export(".html")
    qtbot.waitUntil(lambda: not seat.jobs.busy, timeout=20000)
    with seat.study.read() as session:
        (noted,) = list_past_exports(session)
    assert noted.decision == page.guard.record()


def test_the_indicators_of_a_component_are_ticked(seat: Seat) -> None:
    seat.workspace.new_display("L10")
    seat.workspace.display.add_row()
    some = seat.workspace.display.editor.boxes["details.indicators"].some
    some.item(0).setCheckState(Qt.CheckState.Checked)
    assert rows(seat.study)[0].details["indicators"] == "late"
    some.show_keys("late elsewhere")
    some.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert rows(seat.study)[0].details["indicators"] == "elsewhere"


def test_a_quotation_that_differs_is_told_under_its_field(seat: Seat, qtbot: QtBot) -> None:
    side_by_side(seat)
    box = seat.workspace.display.editor.boxes["qualitative"]
    box.editor.setPlainText('"Most of the team went, which never happens"')
    qtbot.waitUntil(lambda: "says “Most of the team came" in box.strip.said.text(), timeout=10000)
    box.strip.use_true()
    qtbot.waitUntil(lambda: box.strip.isHidden(), timeout=10000)
    assert "team came, which never happens" in box.editor.text()


def test_every_row_is_listed_whole_however_long_its_title(seat: Seat, qtbot: QtBot) -> None:
    display = add_display(seat.study, "Findings", "L5")
    for at in range(5):
        add_row(
            seat.study, display, title=f"Reports that came late, and what was made of them {at}"
        )
    seat.workspace.go(display=display)
    rows = seat.workspace.display.rows.list
    qtbot.waitUntil(lambda: rows.count() == 5 and rows.item(4).sizeHint().height() > 0)
    qtbot.waitUntil(
        lambda: 0 < rows.visualItemRect(rows.item(4)).bottom() <= rows.viewport().height()
    )
    line = rows.fontMetrics().lineSpacing()
    assert all(rows.visualItemRect(rows.item(at)).height() > 2 * line for at in range(5))


def test_a_row_is_not_cut_off_in_a_narrow_window(seat: Seat, qtbot: QtBot) -> None:
    display = add_display(seat.study, "Findings", "L5")
    check_row(seat.study, add_row(seat.study, display, title="Reports"))
    seat.workspace.go(display=display)
    seat.workspace.resize(720, 600)
    editor = seat.workspace.display.editor
    qtbot.waitUntil(editor.isVisible)
    qtbot.waitUntil(lambda: editor.widget().width() <= editor.viewport().width())
    assert editor.widget().minimumSizeHint().width() <= editor.viewport().width()


def test_the_pane_takes_its_width_from_the_size_of_the_text(seat: Seat) -> None:
    seat.workspace.new_display("L3")
    pane, look = seat.workspace.display.pane, seat.workspace.look
    before = pane.width()
    look.set_type(TypeScale(1.5))
    assert pane.width() > before
    look.set_type(TypeScale(1.0))
    assert pane.width() == before


def test_large_text_leaves_the_page_more_room_than_its_pane(seat: Seat) -> None:
    display = add_display(seat.study, "Findings with a long name", "L3")
    seat.workspace.go(display=display)
    seat.workspace.look.set_type(TypeScale(2.0))
    seat.workspace.resize(942, 580)
    QApplication.processEvents()
    pane, tools = seat.workspace.display.pane, seat.workspace.tools
    assert 5 * pane.width() <= 2 * seat.workspace.display.width()
    assert tools.word.text() == "Word"
    assert pane.widget().width() <= pane.viewport().width()
    assert all(tool.width() >= tool.sizeHint().width() for tool in (tools.excel, tools.word))


def test_indicators_keep_their_order_when_something_else_is_changed(seat: Seat) -> None:
    define_indicator(seat.study, replace(LATE, key="second", label="Second"))
    define_indicator(seat.study, replace(LATE, key="third", label="Third"))
    chosen = ("third", "late")
    display = add_display(seat.study, "Findings", "L5", JointDefinition(indicators=chosen))
    seat.workspace.go(display=display)
    seat.workspace.display.pane.parts["inference"].click()
    (made,) = displays(seat.study)
    assert "inference" not in made.definition.show
    assert made.definition.indicators == chosen
