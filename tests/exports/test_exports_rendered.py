"""LibreOffice sets every layout without losing a word."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from conftest import DAY
from pages import W, body, tables, text

from exports import LAYOUTS, Options, export
from framework.study import Study

IN_WORD = [layout.key for layout in LAYOUTS if "docx" in layout.formats]
WORD = re.compile(r"[^\W_]+")


@pytest.mark.parametrize("mode", ["working", "journal"])
def test_every_word_of_every_table_stands_on_the_pages(
    concluded: Study, tmp_path: Path, mode: str
) -> None:
    paths = []
    with concluded.read() as session:
        for layout in IN_WORD:
            paths.append(tmp_path / f"{layout}.docx")
            options = Options(today=DAY, mode=mode, comments=layout == "L1")  # type: ignore[arg-type] - one of the modes
            export(session, layout, paths[-1], options)
    _convert(paths, tmp_path)
    for path in paths:
        pages = _pages(path.with_suffix(".pdf"))
        assert 1 <= len(pages) < 40
        shown = set(WORD.findall(" ".join(pages)))
        for table in tables(body(path)):
            for cell in table.iter(W + "tc"):
                for paragraph in cell.iter(W + "p"):
                    missing = set(WORD.findall(text(paragraph))) - shown
                    assert not missing, (path.name, missing)


def _convert(paths: list[Path], folder: Path) -> None:
    """Let LibreOffice set the pages."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is needed to look at the pages"
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


def _pages(path: Path) -> list[str]:
    """Read the text of every page; a hyphen at a line's end is taken for a break of the word."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        words = page.get_textpage()
        found.append(words.get_text_bounded().replace("\ufffe\r\n", "").replace("\r\n", " "))
        words.close()
        page.close()
    document.close()
    return found
