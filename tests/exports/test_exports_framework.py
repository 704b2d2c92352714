"""A framework that goes out comes in again as it was, in every format that carries one."""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from exports import Options, export
from exports.qdc import NAMESPACE
from exports.report import Report, Rows
from exports.yaml import write as write_yaml
from framework.drafts import FrameworkDraft, ThemeDraft
from framework.edits.reshaping import retire_theme
from framework.edits.themes import load_framework, renumber_theme, set_example
from framework.errors import RefusedError
from framework.queries.codings import all_codings
from framework.queries.themes import ThemeRow, list_themes, list_themes_plain
from framework.study import Study
from importers.frameworks import read_framework
from tests.studies import theme_numbered

Write = Callable[..., Path]
ENDINGS = ("yaml", "csv", "xlsx", "qdc")

_SIGNS = st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co"))
_LINE = st.text(_SIGNS, max_size=30)
_NAMES = st.text(_SIGNS, min_size=1, max_size=20).map(str.split).map(" ".join).filter(bool)
_TEXTS = st.lists(_LINE, max_size=4).map("\n".join).map(str.strip)


def _shape(draw: st.DrawFn, number: str, depth: int, *, retired: bool) -> ThemeDraft:
    """Draw a theme and what is under it."""
    out = retired or draw(st.integers(0, 7)) == 0
    below = draw(st.integers(0, 3)) if depth < 3 else 0
    fixed = draw(st.integers(0, 5)) == 0
    own = f"{number}-x{draw(st.integers(0, 9))}" if fixed else number
    return ThemeDraft(
        number=own,
        name=draw(_NAMES),
        definition=draw(_TEXTS),
        include=draw(_TEXTS),
        exclude=draw(_TEXTS),
        origin=draw(_LINE).strip(),
        children=tuple(
            _shape(draw, f"{own}.{n}", depth + 1, retired=out) for n in range(1, below + 1)
        ),
        colour=draw(st.integers(0, 20)),
        fixed_number=fixed,
        retired=out,
    )


@st.composite
def frameworks(draw: st.DrawFn) -> FrameworkDraft:
    """Draw a framework of several levels, with names, numbers and texts of any kind."""
    tops = draw(st.integers(1, 4))
    themes = tuple(_shape(draw, str(n), 0, retired=False) for n in range(1, tops + 1))
    return FrameworkDraft("Drawn", themes)


def _carried(study: Study) -> list[tuple[object, ...]]:
    """List all that a framework carries, in order."""
    with study.read() as session:
        rows = list_themes_plain(session, retired=True)
    at = {row.id: place for place, row in enumerate(rows)}
    return [_plain(row, at) for row in rows]


def _plain(row: ThemeRow, at: dict[int, int]) -> tuple[object, ...]:
    """Give a theme without the names that only its own study knows."""
    return (
        at.get(row.parent_id or 0), row.number, row.name, row.definition, row.include, row.exclude,
        row.origin, row.colour, row.fixed_number, row.retired,
    )  # fmt: skip


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Study, Study]]:
    """Give two empty studies."""
    folder = tmp_path_factory.mktemp("pair")
    made = [Study.create(folder / f"{name}.chartwell", name, "AB") for name in ("one", "two")]
    yield made[0], made[1]
    for study in made:
        study.close()


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(draft=frameworks())
def test_a_framework_comes_back_as_it_went_out(
    pair: tuple[Study, Study], draft: FrameworkDraft
) -> None:
    first, second = pair
    load_framework(first, draft)
    with TemporaryDirectory() as folder, ExitStack() as after:
        after.callback(first.undo)
        wanted = _carried(first)
        for ending in ENDINGS:
            path = Path(folder) / f"framework.{ending}"
            with first.read() as session:
                export(session, "framework", path, Options())
            load_framework(second, read_framework(path))
            found = _carried(second)
            second.undo()
            assert found == wanted, ending


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "text",
    [
        "=SUM(A1)", "'-quoted", "''=x", "- a list\n- of things", "Number: 9\n\nNumber: 8",
        "one\n\n\ttwo\nInclude: three", "yes", "null", "1.10", "#FF0000", "_x0041_ & <b>", "[a, b]",
        "“Ünïcödé” 😀 שלום مرحبا", "é", "C:\\Context\\Time", "a > b >> c", "# heading", "1 one",
        "trailing colon:", "2021-02-01", "|\n  literal", "%TAG", "@at", "`tick`", "a: b",
    ],
)  # fmt: skip
def test_texts_that_mean_something_to_a_format_are_text(
    text: str, ending: str, tmp_path: Path
) -> None:
    name = " ".join(text.split())
    themes = (
        ThemeDraft("1", name, text, text, text, name, (ThemeDraft("1.1", name, text),)),
        ThemeDraft("2", "Two"),
    )
    study = Study.create(tmp_path / "a.chartwell", "A", "AB")
    load_framework(study, FrameworkDraft("A", themes))
    with study.read() as session:
        export(session, "framework", tmp_path / f"a.{ending}", Options())
    study.close()
    found = read_framework(tmp_path / f"a.{ending}").themes
    plain = [(t.number, t.name, t.definition, t.include, t.origin) for t in _every(found)]
    assert plain == [(t.number, t.name, t.definition, t.include, t.origin) for t in _every(themes)]


def _every(themes: tuple[ThemeDraft, ...]) -> Iterator[ThemeDraft]:
    for theme in themes:
        yield theme
        yield from _every(theme.children)


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_example_goes_out_as_words_with_their_place(
    study: Study, tmp_path: Path, ending: str
) -> None:
    with study.read() as session:
        theme = theme_numbered(session, "3.3")
        starred = next(row for row in all_codings(session) if row.starred)
    set_example(study, theme.id, starred.id)
    with study.read() as session:
        export(session, "framework", tmp_path / f"a.{ending}", Options())
    draft = read_framework(tmp_path / f"a.{ending}")
    (example,) = [theme.example for theme in _every(draft.themes) if theme.example]
    assert example == "“Honestly? It's like being sent last week's weather.” [S05 ¶5]"
    assert draft.remarks[0].startswith("1 example quotation is left in the file")


def test_a_retired_theme_may_have_a_number_that_is_in_use_again(
    study: Study, tmp_path: Path
) -> None:
    with study.read() as session:
        two, one = theme_numbered(session, "2.1"), theme_numbered(session, "3.1")
    retire_theme(study, two.id)
    retire_theme(study, one.id)
    with study.read() as session:
        renumber_theme(study, theme_numbered(session, "3.2").id, "3.1")
    wanted = _carried(study)
    for ending in ENDINGS:
        with study.read() as session:
            export(session, "framework", tmp_path / f"a.{ending}", Options())
        other = Study.create(tmp_path / f"{ending}.chartwell", "Other", "AB")
        load_framework(other, read_framework(tmp_path / f"a.{ending}"))
        assert _carried(other) == wanted, ending
        other.close()


def test_a_codebook_keeps_to_the_published_shape(write: Write, study: Study) -> None:
    tree = etree.parse(str(write("framework", "framework.qdc")))
    root = tree.getroot()
    assert root.tag == f"{{{NAMESPACE}}}CodeBook"
    assert root.get("origin", "").startswith("Chartwell")
    assert [child.tag for child in root] == [f"{{{NAMESPACE}}}Codes"]
    codes = list(root.iter(f"{{{NAMESPACE}}}Code"))
    with study.read() as session:
        assert [code.get("name") for code in codes] == [row.name for row in list_themes(session)]
        assert [UUID(code.get("guid", "")).hex for code in codes] == [
            row.guid for row in list_themes(session)
        ]
    for code in codes:
        assert code.get("isCodable") in {"true", "false"}
        color = code.get("color", "")
        assert len(color) == 7
        assert int(color[1:], 16) >= 0
        kinds = [etree.QName(child).localname for child in code]
        assert kinds == ["Description", *["Code"] * (len(kinds) - 1)]


def test_yaml_is_read_without_chartwell_too(write: Write) -> None:
    content = yaml.safe_load(write("framework", "a.yaml").read_text(encoding="utf-8"))
    assert content["name"] == "Audit pilot"
    assert content["note"] == "All data are synthetic."
    assert content["state"] == "as it stands now, no version frozen (2026-11-22)"
    assert content["themes"][2]["children"][2]["number"] == "3.3"


def test_what_is_no_framework_is_not_written_as_one(tmp_path: Path) -> None:
    report = Report("Cells", "A", synthetic=False, day=date(2026, 1, 1), data=Rows("a", (), ()))
    with pytest.raises(RefusedError, match="is no framework"):
        write_yaml(report, tmp_path / "a.yaml")


@pytest.mark.parametrize("mode", ["working", "journal"])
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_coding_tree_comes_in_again(write: Write, study: Study, mode: str, ending: str) -> None:
    draft = read_framework(write("L14", f"tree.{ending}", mode=mode))
    with study.read() as session:
        rows = list_themes(session)
    found = list(_every(draft.themes))
    assert [(theme.number, theme.name, theme.definition) for theme in found] == [
        (row.number, row.name, row.definition) for row in rows
    ]
    assert [theme.number for theme in draft.themes] == ["1", "2", "3"]


def test_letters_are_kept_as_they_are_composed(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "é")
    study = Study.create(tmp_path / "a.chartwell", "A", "AB")
    load_framework(study, FrameworkDraft("A", (ThemeDraft("1", name),)))
    for ending in ENDINGS:
        with study.read() as session:
            export(session, "framework", tmp_path / f"a.{ending}", Options())
        assert read_framework(tmp_path / f"a.{ending}").themes[0].name == name
    study.close()
