"""Judge figures against thresholds: stop, review or go."""

from pathlib import Path

import pytest

from framework.edits.joint_displays import add_display
from framework.edits.joint_rows import add_row, set_detail
from framework.queries.progression import criteria
from framework.rules.progression import judge
from tests.framework.joint import joint_study


@pytest.mark.parametrize(
    ("value", "stop", "go", "direction", "result"),
    [
        (80, "50%", "80%", "higher", "go"),
        (79.9, "50%", "80%", "higher", "review"),
        (50, "50%", "80%", "higher", "review"),
        (49.9, "<50%", "≥80%", "higher", "stop"),
        (50, "at most 50", "80", "higher", "stop"),
        (7, "14", "7", "lower", "go"),
        (14, "14", "7", "lower", "review"),
        (15, "> 14", "≤ 7", "lower", "stop"),
        (100 * 13 / 18, "50", "72.2222222222222", "higher", "go"),
        (None, "50", "80", "higher", "not judged"),
        (60, "half", "80", "higher", "not judged"),
        (60, "", "80", "higher", "not judged"),
        (60, "below 70", "above 50", "higher", "not judged"),
        (60, "50", "80", "sideways", "not judged"),
    ],
)
def test_figures_are_judged_by_thresholds(
    value: float | None, stop: str, go: str, direction: str, result: str
) -> None:
    assert judge(value, stop, go, direction).result == result


def test_rule_is_said_in_words() -> None:
    assert judge(60, "50%", "80%").rule == "Go ≥ 80%, stop < 50%, else review."
    assert judge(60, "below 70", "above 50").rule.startswith("Stop and go both hold.")
    assert "“half” is no number" in judge(60, "half", "80").rule


def test_criteria_are_judged_by_the_indicators_that_they_name(tmp_path: Path) -> None:
    study = joint_study(tmp_path / "joint.chartwell")
    display = add_display(study, "Criteria", "L11")
    asked = (
        ("Sent", {"indicator": "sent", "stop": "50%", "go": "80%"}),
        ("On time", {"indicator": "on_time", "measure": "%", "stop": "50%", "go": "80%"}),
        ("Late", {"indicator": "days_late", "measure": "median", "stop": "10", "go": "5",
                  "direction": "lower"}),
        ("Gone", {"indicator": "gone", "stop": "1", "go": "2"}),
        ("Odd", {"indicator": "sent", "measure": "colour", "stop": "1", "go": "2"}),
    )  # fmt: skip
    for title, details in asked:
        row = add_row(study, display, title=title)
        for key, value in details.items():
            set_detail(study, row, key, value)
    with study.read() as session:
        found = criteria(session)
    assert [(row.title, row.observed, row.result) for row in found] == [
        ("Sent", "18/18 (100%)", "go"),
        ("On time", "13/18 (72%)", "review"),
        ("Late", "median 11 d (3–19)", "stop"),
        ("Gone", "", "not judged"),
        ("Odd", "18/18 (100%)", "not judged"),
    ]
    assert found[2].value == 11
    study.close()
