"""Export charts, edit some cells elsewhere, and import exactly these."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exports import Options, export
from framework.drafts import MatrixDraft
from framework.edits.cells import set_state, write_summary
from framework.edits.charting_in import chart_changes
from framework.edits.synthesis import write_synthesis
from framework.queries.charts import cells
from framework.queries.matching import CellChange, Matched, match_cells
from framework.queries.soundness import faults
from framework.queries.synthesis import synthesis_of_theme
from framework.rules.printed import same
from framework.study import Study
from importers.chart_tables import read_chart_tables
from tests.exports.charted_study import charted_study
from tests.importers.workbooks import edited, read_book
from tests.studies import case_ids, theme_ids

CASES, THEMES = ("S05", "S01", "S03"), ("3.1", "3.2", "3.3", "1")
PAIRS = [(case, theme) for case in CASES for theme in THEMES]

_WORDS = st.sampled_from(
    ["late", "weeks", "P07", "5", "—", "=1+2", "it’s", "x*y", "★", "3.2", "a [sic]", "¶", "S05",
     "10%", "naïve", "🙂", "n/a", "–", "[", "}", "* not a quotation", "  ", "<b>", "&"]
)  # fmt: skip
_LOCATORS = st.sampled_from(
    ["[S05 ¶2]", "[S05 ¶2-4]", "[S05 ¶2–3]", "[S01 ¶3]", "[s03¶1]", "[S05 ¶99]", "[S09 ¶1]",
     "[S05 ¶2][S05 ¶3]"]
)  # fmt: skip
_QUOTES = st.sampled_from(
    ['"so late"', "“so late”", '*"so late"', "*“so late”", '"so [S05 ¶2] late"', '*"a [S05 ¶5]"',
     '"half open', '"he said “no” twice"', "“it’s ‘fine’”"]
)  # fmt: skip
_COMMENTS = st.sampled_from(["{see 2.1}", '{"never"?}', "{cf. [S05 ¶2]}", "{{twice}}"])
_GLUE = st.sampled_from([" ", "", "; ", ".\n", "\n", "\n\n", ": "])
_SUMMARIES = st.lists(
    st.tuples(st.one_of(_WORDS, _LOCATORS, _QUOTES, _COMMENTS), _GLUE).map("".join), max_size=8
).map("".join)
_OTHER = "Other: “so” [S05 ¶2] {?}\n★ “x” [S01 ¶1]"
_STATES = st.sampled_from(["not started", "not asked", "nothing relevant"])


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """Give one study whose cells every example writes anew."""
    study = charted_study(tmp_path_factory.mktemp("charted"))
    yield study
    study.close()


def _write(study: Study, summaries: Sequence[tuple[str, str]]) -> None:
    cases, themes = case_ids(study), theme_ids(study)
    for (case, theme), (text, state) in zip(PAIRS, summaries, strict=True):
        write_summary(study, cases[case], themes[theme], text)
        if not text.strip():
            set_state(study, cases[case], themes[theme], state)


def _exported(
    study: Study, ending: str, options: Options | None = None, layout: str = "L1"
) -> Path:
    path = study.path.with_name(f"charts{ending}")
    with study.read() as session:
        export(session, layout, path, options or Options())
    return path


def _match(study: Study, path: Path) -> Matched:
    return _matched(study, read_chart_tables(path))


def _matched(study: Study, draft: MatrixDraft) -> Matched:
    with study.read() as session:
        return match_cells(session, draft)


_EXAMPLES = settings(
    max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
_CHARTS = st.lists(st.tuples(_SUMMARIES, _STATES), min_size=len(PAIRS), max_size=len(PAIRS))


@_EXAMPLES
@given(
    _CHARTS, st.sampled_from([".xlsx", ".docx", ".csv"]), st.sampled_from(["working", "journal"])
)
def test_chart_that_nobody_edited_changes_nothing(
    charted: Study, summaries: list[tuple[str, str]], ending: str, mode: str
) -> None:
    _write(charted, summaries)
    options = Options(mode="journal") if mode == "journal" else Options()
    found = _match(charted, _exported(charted, ending, options))
    assert found.changes == ()
    assert (found.unmatched_cases, found.unmatched_themes, found.ambiguous) == ((), (), ())
    # A theme in which nothing is charted has no cells on the page.
    assert found.same >= len(PAIRS) - len(CASES)


@_EXAMPLES
@given(
    _CHARTS,
    st.dictionaries(
        st.tuples(st.integers(0, 2), st.integers(1, 3)),
        st.sampled_from(["", "n/a", "Quite other words", _OTHER]),
        min_size=1, max_size=5,
    ),
)  # fmt: skip
def test_exactly_the_edited_cells_are_changed(
    charted: Study, summaries: list[tuple[str, str]], edits: dict[tuple[int, int], str]
) -> None:
    _write(charted, summaries)
    path = _exported(charted, ".xlsx")
    book = read_book(path)
    (sheet,) = (name for name in book if name.startswith("3 "))
    rows = {row[0].split()[0]: at for at, row in enumerate(book[sheet]) if row[0][:3] in CASES}
    wanted: dict[tuple[str, str], str] = {}
    places = {}
    for (row, column), text in edits.items():
        place = (sheet, rows[CASES[row]], column)
        if " ".join(book[sheet][place[1]][column].split()) != text:
            places[place] = text
            wanted[CASES[row], f"3.{column}"] = text
    before = _texts(charted)
    found = _match(charted, edited(path, places))
    assert {(change.case, change.number) for change in found.changes} == set(wanted)
    assert chart_changes(charted, found.changes) == len(wanted)
    after = _texts(charted)
    assert {pair for pair in before if before[pair] != after[pair]} <= set(wanted)
    assert _match(charted, edited(path, places)).changes == ()
    with charted.read() as session:
        assert faults(session) == []


@_EXAMPLES
@given(
    _CHARTS,
    st.dictionaries(
        st.tuples(st.integers(0, 2), st.integers(1, 3)),
        st.one_of(st.sampled_from(["", "n/a", _OTHER, "=1+1", "-2"]), _SUMMARIES),
        min_size=1, max_size=5,
    ),
)  # fmt: skip
def test_exactly_the_edited_lines_of_a_list_are_changed(
    charted: Study, summaries: list[tuple[str, str]], edits: dict[tuple[int, int], str]
) -> None:
    _write(charted, summaries)
    path = _exported(charted, ".csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    at = {name: column for column, name in enumerate(lines[0])}
    wanted = {(CASES[row], f"3.{column}"): text for (row, column), text in edits.items()}
    for line in lines[1:]:
        pair = (line[at["case"]], line[at["theme"]])
        if pair in wanted:
            line[at["text"]] = wanted[pair]
            line[at["state"]] = ""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(lines)
    before = _texts(charted)
    found = _match(charted, path)
    assert {(change.case, change.number) for change in found.changes} <= set(wanted)
    chart_changes(charted, found.changes)
    after = _texts(charted)
    assert {pair for pair in before if before[pair] != after[pair]} <= set(wanted)
    assert _match(charted, path).changes == ()
    for pair, text in wanted.items():
        if text in {_OTHER, "=1+1", "-2"}:
            assert same(after[pair][1], text)


def _texts(study: Study) -> dict[tuple[str, str], tuple[str, str]]:
    cases, themes = case_ids(study), theme_ids(study)
    with study.read() as session:
        views = cells(session, list(cases.values()), list(themes.values()))
    return {
        (case, theme): (views[case_id, theme_id].state, views[case_id, theme_id].text)
        for case, case_id in cases.items() for theme, theme_id in themes.items()
    }  # fmt: skip


def _changed(study: Study, old: str, new: str) -> CellChange:
    path = _exported(study, ".xlsx")
    book = read_book(path)
    places = {
        (name, at, column): text.replace(old, new)
        for name, rows in book.items() if name != "Evidence"
        for at, row in enumerate(rows) for column, text in enumerate(row) if old in text and at > 1
    }  # fmt: skip
    assert len(places) == 1
    (change,) = _match(study, edited(path, places)).changes
    return change


def test_edited_cell_comes_back_in_the_notation(tmp_path: Path) -> None:
    study = charted_study(tmp_path)
    change = _changed(study, "Report came weeks late", "Report came a month late")
    assert (change.case, change.number, change.kind) == ("S05", "3.3", "changed")
    assert change.text == (
        'Report came a month late [S05 ¶2]; *"like being sent last week\'s weather" [S05 ¶5] '
        "{see 2.1}\nBy then it was no prompt [S05 ¶4]"
    )
    assert change.unresolved == ()
    study.close()


def test_import_is_one_step_that_names_the_file(tmp_path: Path) -> None:
    study = charted_study(tmp_path)
    change = _changed(study, "Report came weeks late", "Report came a month late [S05 ¶77]")
    assert change.unresolved == ("[S05 ¶77]",)
    before = _texts(study)
    chart_changes(study, [change], "charts.xlsx")
    assert study.undo_label == "Chart 1 cell from charts.xlsx"
    assert _texts(study)["S05", "3.3"][1].startswith("Report came a month late [S05 ¶77]")
    study.undo()
    assert _texts(study) == before
    study.close()


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_chart_in_groups_comes_back_as_it_is(tmp_path: Path, ending: str) -> None:
    study = charted_study(tmp_path)
    matched = _match(study, _exported(study, ending, Options(grouped_by="arm")))
    assert matched.changes == matched.unmatched_cases == matched.ambiguous == ()
    assert matched.same > 0
    study.close()


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv"])
@pytest.mark.parametrize("mode", ["working", "journal"])
def test_case_charts_come_back_as_they_are(tmp_path: Path, ending: str, mode: str) -> None:
    study = charted_study(tmp_path)
    options = Options(mode="journal") if mode == "journal" else Options()
    found = _match(study, _exported(study, ending, options, "L2"))
    assert (found.changes, found.unmatched_cases, found.unmatched_themes) == ((), (), ())
    assert not found.ambiguous
    assert found.same > len(PAIRS)
    study.close()


def test_exactly_the_edited_cells_of_case_charts_are_changed(tmp_path: Path) -> None:
    study = charted_study(tmp_path)
    path = _exported(study, ".xlsx", layout="L2")
    rows = read_book(path)["S05"]
    at = {row[0].split(" ")[0]: number for number, row in enumerate(rows)}
    found = _match(study, edited(path, {("S05", at["3.3"], 1): "", ("S05", at["3.1"], 1): "New"}))
    changed = {(change.case, change.number): change.kind for change in found.changes}
    assert changed == {("S05", "3.3"): "cleared", ("S05", "3.1"): "changed"}
    study.close()


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_what_is_concluded_across_the_cases_comes_back_as_it_is(
    tmp_path: Path, ending: str
) -> None:
    study = charted_study(tmp_path)
    concluded = 'Too late for all but S01 [S05 × 3.3] [S05 ¶2]; "so" {see [S01 × 3.2]}'
    write_synthesis(study, concluded, theme_id=theme_ids(study)["3.3"])
    found = _match(study, _exported(study, ending))
    assert (found.changes, found.unmatched_cases, found.ambiguous) == ((), (), ())
    study.close()


def test_conclusion_that_was_edited_elsewhere_becomes_the_themes_synthesis(tmp_path: Path) -> None:
    study = charted_study(tmp_path)
    theme = theme_ids(study)["3.3"]
    write_synthesis(study, "Too late for all [S05 × 3.3] [S05 ¶2]", theme_id=theme)
    change = _changed(study, "Too late for all", "Too late for nearly all")
    assert (change.case, change.number, change.kind) == ("Across cases", "3.3", "changed")
    before = _texts(study)
    assert chart_changes(study, [change], "charts.xlsx") == 1
    assert study.undo_label == "Chart 1 cell from charts.xlsx"
    with study.read() as session:
        view = synthesis_of_theme(session, theme)
    assert view.text == "Too late for nearly all [S05 × 3.3] [S05 ¶2]"
    assert [mention.case for mention in view.mentions] == ["S05"]
    assert _texts(study) == before
    study.close()
