"""Another program turns the pages into what people see."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2


def test_libreoffice_repeats_the_header_on_every_page_of_a_long_chart(
    long_chart: Path, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is needed to look at the pages"
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(long_chart)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    pages = _pages(tmp_path / "long.pdf")
    assert len(pages) > 2
    assert all("3.3 Timing of monthly reports" in page for page in pages)
    assert [f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, start=1)] == [
        True
    ] * len(pages)
    assert "Table 1." in pages[0]


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
