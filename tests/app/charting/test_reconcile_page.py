"""Facts about charting apart and reconciling."""

from pytestqt.qtbot import QtBot

from app.charting.reconcile import ReconcilePage
from framework.edits.own_cells import rate_own_cell, write_own_summary
from framework.edits.ratings import ask_for_ratings
from framework.queries.apart import to_reconcile
from framework.queries.charts import cell
from framework.queries.own_cells import own_cells
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids


def pair(study: Study) -> tuple[int, int]:
    return case_ids(study)["S01"], theme_ids(study)["1.1"]


def written_by(study: Study, coder: str, text: str) -> None:
    me, study.coder = study.coder, coder
    write_own_summary(study, *pair(study), text)
    study.coder = me


def shown(seat: Seat) -> ReconcilePage:
    seat.workspace.show_page("reconcile")
    page: ReconcilePage = seat.workspace.page
    return page


def test_blind_the_other_version_is_hidden_until_ones_own_is_written(
    seat: Seat, qtbot: QtBot
) -> None:
    written_by(seat.study, "CD", "Most came [S01 ¶2]")
    page = shown(seat)
    assert page.left.head.text() == "CD"
    assert "Most came" not in page.left.text.text()
    assert not page.agreeing
    page.own.insertPlainText("Nearly all came [S01 ¶2]")
    page.commit()
    qtbot.waitUntil(lambda: not page.right.isHidden())
    assert "Nearly all came" in page.left.text.text()
    assert "Most came" in page.right.text.text()
    assert page.agreed.text() == "Same state (draft); 1 of 1 paragraph cited by both."


def test_the_blind_can_be_lifted(seat: Seat) -> None:
    written_by(seat.study, "CD", "Most came [S01 ¶2]")
    page = shown(seat)
    page.lift.click()
    assert "Most came" in page.left.text.text()


def test_what_is_agreed_becomes_the_cell_and_both_versions_stay(seat: Seat, qtbot: QtBot) -> None:
    written_by(seat.study, "AB", "Nearly all came")
    written_by(seat.study, "CD", "Most came [S01 ¶2]")
    page = shown(seat)
    page.take(page.right)
    page.editor.insertPlainText(", agreed")
    page.agree()
    with seat.study.read() as session:
        assert cell(session, *pair(seat.study)).text == "Most came [S01 ¶2], agreed"
        kept = own_cells(session, [pair(seat.study)[0]], [pair(seat.study)[1]])
    assert [view.coder for view in kept[pair(seat.study)]] == ["AB", "CD"]
    assert seat.study.undo_label == "Reconcile S01 × 1.1, charted by AB and CD"
    qtbot.waitUntil(lambda: "reconciled" in page.side.list.item(0).text())


def test_another_cell_is_charted_apart(seat: Seat, qtbot: QtBot) -> None:
    page = shown(seat)
    assert page.pair is None
    page.side.case.choose(case_ids(seat.study)["S01"])
    page.side.theme.setCurrentText("1.2 Team plan")
    page.side.ask()
    page.own.insertPlainText("No plan")
    page.commit()
    with seat.study.read() as session:
        assert cell(session, *page.pair).text == ""
    qtbot.waitUntil(lambda: page.side.list.count() == 1)
    assert page.side.list.item(0).text() == "S01 × 1.2 · charted apart"


def test_what_is_being_agreed_on_is_kept_when_the_page_is_left(seat: Seat) -> None:
    written_by(seat.study, "AB", "Nearly all came")
    written_by(seat.study, "CD", "Most came [S01 ¶2]")
    page = shown(seat)
    page.take(page.right)
    page.editor.settle()
    page.editor.insertPlainText(", we think")
    seat.workspace.show_page("matrix")
    with seat.study.read() as session:
        kept = cell(session, *pair(seat.study))
        assert to_reconcile(session) == [pair(seat.study)]
    assert (kept.text, kept.state) == ("Most came [S01 ¶2], we think", "draft")
    seat.workspace.show_page("reconcile")
    assert page.editor.text() == "Most came [S01 ¶2], we think"
    assert page.agreeing


def test_quotations_are_compared_in_both_texts(seat: Seat, qtbot: QtBot) -> None:
    written_by(seat.study, "AB", "Nearly all came")
    written_by(seat.study, "CD", "Most came [S01 ¶2]")
    page = shown(seat)
    page.editor.setPlainText('"Most of the teams came" [S01 ¶2]')
    strip = page.proofs[page.editor].strip
    qtbot.waitUntil(lambda: not strip.isHidden(), timeout=5000)
    page.editor.setFocus()
    page._written().strip.use_true()
    assert page.editor.text() == '"Most of the team came" [S01 ¶2]'
    page.own.setPlainText('"Most of the teams came"')
    qtbot.waitUntil(lambda: not page.proofs[page.own].strip.isHidden(), timeout=5000)


def test_versions_are_rated_apart_and_the_agreed_rating_is_chosen(seat: Seat, qtbot: QtBot) -> None:
    written_by(seat.study, "CD", "Most came [S01 ¶2]")
    page = shown(seat)
    assert page.rating.isHidden()
    ask_for_ratings(seat.study, pair(seat.study)[1])
    seat.study.coder = "CD"
    rate_own_cell(seat.study, *pair(seat.study), "-1")
    seat.study.coder = "AB"
    qtbot.waitUntil(lambda: not page.rating.isHidden())
    assert "rated" not in page.left.line.text()
    page.own.insertPlainText("Nearly all came [S01 ¶2]")
    page.rating.rated.emit("+1")
    qtbot.waitUntil(lambda: "rated +1" in page.left.line.text())
    assert "rated −1" in page.right.line.text()
    assert "ratings: +1, −1" in page.agreed.text()
    assert page.agreed_rating.text() == "Rate ▾"
    page.take(page.right)
    assert page.agreed_rating.text() == "Rated −1 ▾"
    page.agreed_rating.rated.emit("mixed")
    seat.workspace.show_page("matrix")
    with seat.study.read() as session:
        assert cell(session, *pair(seat.study)).rating == "mixed"
        assert to_reconcile(session) == [pair(seat.study)]
    page = ReconcilePage(seat.study, seat.shell)
    page.refresh(None)
    assert page.agreed_rating.text() == "Rated mixed ▾"
    page.deleteLater()
    page = shown(seat)
    page.agreed_rating.rated.emit("-2")
    seat.undo()
    qtbot.waitUntil(lambda: page.agreed_rating.text() == "Rated mixed ▾")
    page.agree()
    with seat.study.read() as session:
        assert cell(session, *pair(seat.study)).rating == "mixed"
