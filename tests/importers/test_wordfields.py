"""Hold that what a Word field shows is read, and what computes it is not."""

from pathlib import Path

from tests.importers.documents import imported, run, texts, word


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def told(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def read(folder: Path, *paragraphs: str) -> list[str]:
    body = "".join(f"<w:p>{inner}</w:p>" for inner in paragraphs)
    return texts(imported(folder, "a.docx", word(body)))


def test_the_result_of_a_field_is_text_and_its_instruction_is_not(tmp_path: Path) -> None:
    field = mark("begin") + told("MERGEFIELD Name") + mark("separate") + run("Zoë") + mark("end")
    assert read(tmp_path, run("Ann: dear ") + field + run("!")) == ["Ann: dear Zoë!"]


def test_a_result_inside_an_instruction_is_part_of_it(tmp_path: Path) -> None:
    inner = mark("begin") + told("REF a") + mark("separate") + run("IN") + mark("end")
    outer = mark("begin") + told("IF ") + inner + mark("separate") + run("shown") + mark("end")
    assert read(tmp_path, run("Ann: ") + outer) == ["Ann: shown"]


def test_a_field_that_is_never_closed_takes_no_words_with_it(tmp_path: Path) -> None:
    opened = mark("begin") + told("TOC") + mark("begin") + told("PAGEREF")
    assert read(tmp_path, run("Ann: one") + opened, run("Ben: two")) == ["Ann: one", "Ben: two"]


def test_a_result_may_run_over_several_paragraphs(tmp_path: Path) -> None:
    begins = mark("begin") + told("TOC") + mark("separate") + run("Ann: one")
    assert read(tmp_path, begins, run("Ben: two") + mark("end"), run("Ann: three")) == [
        "Ann: one", "Ben: two", "Ann: three",
    ]  # fmt: skip


def test_an_end_without_a_beginning_changes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, mark("end") + run("Ann: one") + mark("separate") + run(" two")) == [
        "Ann: one two"
    ]
