"""Map themes to the constructs of built-in frameworks."""

import pytest

from framework.edits.crosswalk import map_theme
from framework.edits.labels import add_label
from framework.edits.reshaping import retire_theme
from framework.edits.themes import remove_theme
from framework.errors import RefusedError
from framework.queries.crosswalk import crosswalk, templates_mapped
from framework.study import Study
from tests.framework.reshaped import damage
from tests.studies import theme_ids


def _mapped(study: Study, template: str = "cfir-2022") -> list[tuple[str, str]]:
    with study.read() as session:
        return [(row.number, row.construct) for row in crosswalk(session, template)]


def test_theme_is_mapped_to_many_constructs_and_a_construct_to_many_themes(study: Study) -> None:
    ids = theme_ids(study)
    for number, construct in (("2.1", "3.1"), ("1.1", "3.1"), ("2.1", "1.2"), ("2.1", "3.1")):
        map_theme(study, ids[number], "cfir-2022", construct, on=True)
    map_theme(study, ids["2.1"], "com-b", "1", on=True)
    assert _mapped(study) == [("1.1", "3.1"), ("2.1", "3.1"), ("2.1", "1.2")]
    with study.read() as session:
        assert templates_mapped(session) == ["cfir-2022", "com-b"]
    map_theme(study, ids["2.1"], "cfir-2022", "3.1", on=False)
    last = study.undo_label
    map_theme(study, ids["2.1"], "cfir-2022", "3.1", on=False)
    assert (_mapped(study), study.undo_label) == ([("1.1", "3.1"), ("2.1", "1.2")], last)
    study.undo()
    assert len(_mapped(study)) == 3


def test_theme_that_is_gone_is_in_no_crosswalk(study: Study) -> None:
    ids = theme_ids(study)
    for number in ("1.1", "2.1"):
        map_theme(study, ids[number], "cfir-2022", "1.1", on=True)
    retire_theme(study, ids["1"])
    remove_theme(study, ids["2.1"])
    with study.read() as session:
        assert templates_mapped(session) == []
    assert (_mapped(study), damage(study)) == ([], [])


def test_label_and_empty_construct_are_refused(study: Study) -> None:
    with pytest.raises(RefusedError, match="a label without a place"):
        map_theme(study, add_label(study, "late"), "cfir-2022", "1.1", on=True)
    with pytest.raises(RefusedError, match="Nothing was mapped: choose what"):
        map_theme(study, theme_ids(study)["1"], "cfir-2022", " ", on=True)
    assert _mapped(study) == []
