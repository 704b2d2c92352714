"""Hold how the sites of tables are found, and the figures of tables apart; all is synthetic."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.delivery_files import DeliveryFiles, read_folder_of_tables, sites_of
from framework.drafts import CaseDraft
from framework.edits.cases import add_cases
from framework.queries.delivery import list_tables
from framework.queries.indicators import indicators
from framework.study import Study

HEAD = "Trust,Intervention component,Fällig am,Gesendet am\n"
ROWS = {
    "P01": "P01,Letter,07.03.2022,09.03.2022\n",
    "P02": "P02,Letter,07.03.2022,31.03.2022\n",
}
LATE = {"P01": "2 d", "P02": "24 d", None: "median 13 d (2–24)"}


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Study]:
    """Give a study with two sites."""
    made = Study.create(tmp_path / "s.chartwell")
    add_cases(made, [CaseDraft(name, "site", "", (), {}) for name in ROWS])
    yield made
    made.close()


def loaded(study: Study, folder: Path, files: dict[str, str]) -> DeliveryFiles:
    paths = [folder / f"{name}.csv" for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    found = read_folder_of_tables(paths, None, sites_of(study))
    found.load_into(study)
    return found


def days_late(study: Study, key: str = "letter_days_late") -> dict[str | None, str]:
    with study.read() as session:
        return {row.case: row.text for row in indicators(session, [key])}


def test_a_column_that_holds_sites_of_the_study_names_them(sites: Study, tmp_path: Path) -> None:
    found = loaded(sites, tmp_path, {"log": HEAD + "".join(ROWS.values())})
    assert days_late(sites) == LATE
    assert any("“Trust” holds names of sites of this study" in said for said in found.said)


def test_a_column_called_site_that_holds_others_does_not_hide_the_one_that_holds_sites(
    sites: Study, tmp_path: Path
) -> None:
    head = HEAD.replace("Intervention", "site_name,Intervention")
    rows = "".join(row.replace(",Letter", ",Ward,Letter") for row in ROWS.values())
    loaded(sites, tmp_path, {"log": head + rows})
    assert days_late(sites) == LATE


def test_two_columns_that_hold_sites_are_left_to_the_person(sites: Study, tmp_path: Path) -> None:
    found = loaded(sites, tmp_path, {"log": "from,to,n\nP01,P02,3\nP02,P01,4\n"})
    assert found.tables[0].site == ""
    assert any("No column names the site" in said for said in found.said)


def test_files_of_one_site_each_are_one_table(sites: Study, tmp_path: Path) -> None:
    files = {f"reports_{name}": (HEAD + row).replace("Trust,", "").replace(f"{name},", "")
             for name, row in ROWS.items()}  # fmt: skip
    found = loaded(sites, tmp_path, files)
    assert days_late(sites) == LATE
    assert any("The files P01, P02 have the same columns" in said for said in found.said)
    with sites.read() as session:
        assert [table.name for table in list_tables(session)] == ["reports"]
    packed = tmp_path / "packed.zip"
    packed.write_bytes(found.tables[0].original)
    with ZipFile(packed) as archive:
        assert archive.read("reports_P01.csv") == (tmp_path / "reports_P01.csv").read_bytes()


def test_files_that_no_site_is_called_by_stay_tables_of_their_own(
    sites: Study, tmp_path: Path
) -> None:
    found = loaded(sites, tmp_path, {"May": "views\n3\n4\n", "June": "views\n3\n5\n"})
    assert [table.name for table in found.tables] == ["May", "June"]


@pytest.mark.parametrize("at_once", [True, False])
def test_figures_of_one_name_from_two_tables_are_kept_apart(
    sites: Study, tmp_path: Path, at_once: bool
) -> None:
    files = {"north": HEAD + ROWS["P01"], "south": HEAD + ROWS["P02"]}
    for part in [files] if at_once else [{name: text} for name, text in files.items()]:
        loaded(sites, tmp_path, part)
    assert days_late(sites) == {"P01": "2 d", None: "2 d"}
    assert days_late(sites, "letter_days_late_south") == {"P02": "24 d", None: "24 d"}


def test_the_same_table_again_brings_no_further_figures(sites: Study, tmp_path: Path) -> None:
    for _time in range(2):
        loaded(sites, tmp_path, {"north": HEAD + ROWS["P01"], "south": HEAD + ROWS["P02"]})
    with sites.read() as session:
        keys = {row.key for row in indicators(session)}
    assert len(keys) == 8


def test_where_nothing_was_sent_yet_the_figures_say_so(sites: Study, tmp_path: Path) -> None:
    rows = "P01,Letter,07.03.2022,\nP02,Letter,07.03.2022,\n"
    loaded(sites, tmp_path, {"log": HEAD + rows})
    with sites.read() as session:
        told = {row.key: (row.n, row.N) for row in indicators(session) if row.case is None}
    assert told["letter_delivered"] == told["letter_on_time"] == (0, 2)


def test_rows_that_stand_twice_are_told(sites: Study, tmp_path: Path) -> None:
    found = loaded(sites, tmp_path, {"log": HEAD + ROWS["P01"] * 2 + ROWS["P02"]})
    assert any("1 row repeats another in every value" in said for said in found.said)


def test_pages_with_the_head_repeated_are_one_table(sites: Study, tmp_path: Path) -> None:
    text = HEAD + ROWS["P01"] + ",,,\nPage 1 of 2,,,\n" + HEAD + ROWS["P02"]
    loaded(sites, tmp_path, {"log": text})
    assert days_late(sites) == LATE
