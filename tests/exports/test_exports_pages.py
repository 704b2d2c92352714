"""Another program turns the pages into what people see."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from app.sample.build import build
from exports import Options, export
from framework.edits.themes import define_theme
from framework.queries.themes import list_themes_plain

NOTES = re.compile("★ illustrative quotation|All: every practice")


def test_libreoffice_repeats_the_header_on_every_page_of_a_long_chart(
    long_chart: Path, tmp_path: Path
) -> None:
    pages = _pages(_as_pdf(long_chart, tmp_path))
    assert len(pages) > 2
    assert all("3.3 Timing of monthly reports" in page for page in pages)
    assert [f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, start=1)] == [
        True
    ] * len(pages)
    assert "Table 1." in pages[0]


@pytest.mark.parametrize("layout", ["L1", "L3"])
def test_the_notes_of_a_table_stand_below_a_row_of_it_on_their_page(
    layout: str, tmp_path: Path
) -> None:
    path = tmp_path / "sample.docx"
    study = build(tmp_path / "sample.chartwell")
    with study.read() as session:
        export(session, layout, path, Options(evidence=False))
    study.close()
    noted = [page for page in _pages(_as_pdf(path, tmp_path)) if NOTES.search(page)]
    assert noted
    for page in noted:
        above = page[: NOTES.search(page).start()]  # type: ignore[union-attr] - chosen for it
        assert re.search(r"^(?:[SFP]\d+\b|All\b)", above, re.MULTILINE), above


def test_the_header_of_a_long_coding_tree_stands_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "tree.docx"
    study = build(tmp_path / "sample.chartwell")
    with study.read() as session:
        for theme in list_themes_plain(session):
            define_theme(study, theme.id, include="Seen or heard of. " * 9, exclude="Wishes. " * 9)
    with study.read() as session:
        export(session, "L14", path, Options())
    study.close()
    pages = _pages(_as_pdf(path, tmp_path))
    assert len(pages) > 2
    for page in pages:
        assert re.search(r"No\.\s+Name\s+Definition\s+Include\s+Exclude", page), page
    assert "Table 1. Framework, as it stands now" in pages[0]
    assert re.search(r"^\d+(?:\.\d+)? ", pages[-1], re.MULTILINE), pages[-1]


def _as_pdf(path: Path, folder: Path) -> Path:
    """Let LibreOffice set the pages."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is needed to look at the pages"
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{path.stem}.pdf"


def _pages(path: Path) -> list[str]:
    """Read the text of every page."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_bounded().replace("\r\n", "\n"))
        text.close()
        page.close()
    document.close()
    return found
