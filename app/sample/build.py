"""Make the sample study: import, attribute, code, chart and load as an analyst would."""

from csv import DictReader
from importlib.resources import files
from pathlib import Path

from app.commands.templates import draft_of
from app.delivery_files import read_folder_of_tables
from app.sample.joint import make_joint_displays
from framework.edits.cases import add_cases, attribute
from framework.edits.cells import chart_from
from framework.edits.codings import code_from
from framework.edits.crosswalk import map_theme
from framework.edits.ratings import ask_for_ratings, rate_cell
from framework.edits.themes import load_framework
from framework.edits.transcripts import import_transcripts
from framework.edits.versions import freeze_version
from framework.progress import Progress
from framework.queries.cases import list_cases
from framework.queries.themes import list_themes_plain
from framework.study import Study

TITLE = "Asthma review pilot (sample study, synthetic)"
NOTE = "Synthetic data, written for the sample study: no real person or practice is in it."
_SILENT = Progress()


def raw() -> Path:
    """Give the folder of the raw files."""
    return Path(str(files("app.sample") / "raw"))


def build(path: Path, progress: Progress = _SILENT) -> Study:
    """Make the sample study at `path` from its raw files, and return it open."""
    from importers import FORMATS, read_transcript
    from importers.attribution import read_attributions
    from importers.cases import read_cases
    from importers.charts import read_cells
    from importers.codings import read_codings

    folder = raw()
    endings = {ending for form in FORMATS for ending in form.endings}
    talks = sorted(file for file in (folder / "interviews").iterdir() if file.suffix in endings)
    study = Study.create(path, title=TITLE, coder="AB", note=NOTE)
    progress.at(0, 7, "Cases and interviews")
    add_cases(study, read_cases(folder / "cases.csv"))
    import_transcripts(study, [read_transcript(file) for file in talks])
    attribute(study, read_attributions(folder / "attribution.csv"))
    progress.at(1, 7, "Framework")
    load_framework(study, draft_of("starter-pilot-implementation"))
    _map_to_a_theory(study, folder / "crosswalk.csv")
    freeze_version(study, "working 1", "Tried on two interviews before coding began.")
    progress.at(2, 7, "Codings")
    code_from(study, read_codings(folder / "codings.csv"))
    progress.at(3, 7, "Charts")
    chart_from(study, read_cells(folder / "chart.csv"))
    _rate(study, folder / "ratings.csv")
    progress.at(4, 7, "Passages coded after charting")
    study.coder = "CD"
    code_from(study, read_codings(folder / "codings_after_charting.csv"))
    study.coder = "AB"
    progress.at(5, 7, "Delivery data")
    tables = sorted((folder / "delivery").glob("*.csv"))
    rows = [file for file in tables if file.stem not in {"sites", "interviews"}]
    read_folder_of_tables(rows, folder / "delivery_mapping.yaml").load_into(study)
    progress.at(6, 7, "Joint displays")
    make_joint_displays(study, folder / "joint_displays.yaml")
    return study


def _rate(study: Study, path: Path) -> None:
    """Rate what themes did to carrying the strategy out, practice by practice."""
    with study.read() as session:
        themes = {theme.number: theme.id for theme in list_themes_plain(session)}
        cases = {case.name: case.id for case in list_cases(session)}
    with study.step("Rate the practices’ cells"), path.open(encoding="utf-8") as lines:
        rows = list(DictReader(lines))
        for number in dict.fromkeys(row["theme"] for row in rows):
            ask_for_ratings(study, themes[number])
        for row in rows:
            rate_cell(study, cases[row["case"]], themes[row["theme"]], row["rating"])


def _map_to_a_theory(study: Study, path: Path) -> None:
    """Map the framework's themes to constructs of the theory that the pilot drew on."""
    with study.read() as session:
        ids = {theme.number: theme.id for theme in list_themes_plain(session)}
    with study.step("Map the framework to i-PARIHS"), path.open(encoding="utf-8") as lines:
        for row in DictReader(lines):
            map_theme(study, ids[row["theme"]], row["template"], row["construct"], on=True)
