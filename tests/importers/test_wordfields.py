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


def form(inner: str, name: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r>'
    return begin + told(name) + mark("separate") + mark("end")


def test_the_choice_made_in_a_form_is_text(tmp_path: Path) -> None:
    listed = '<w:listEntry w:val="Ann"/><w:listEntry w:val="Ben"/>'
    made = form(f'<w:ddList><w:result w:val="1"/>{listed}</w:ddList>', "FORMDROPDOWN")
    unmade = form(f'<w:ddList><w:default w:val="0"/>{listed}</w:ddList>', "FORMDROPDOWN")
    odd = form('<w:ddList><w:result w:val="-9"/></w:ddList>', "FORMDROPDOWN")
    read_ = read(tmp_path, run("Asked by ") + made + run(", with ") + unmade + odd + run("."))
    assert read_ == ["Asked by Ben, with Ann."]


def test_a_box_of_a_form_shows_whether_it_is_ticked(tmp_path: Path) -> None:
    boxes = ('<w:default w:val="0"/><w:checked/>', '<w:default w:val="1"/>',
             '<w:default w:val="1"/><w:checked w:val="0"/>', "")  # fmt: skip
    body = "".join(form(f"<w:checkBox>{box}</w:checkBox>", "FORMCHECKBOX") for box in boxes)
    assert read(tmp_path, body + run(" consent")) == ["☒☒☐☐ consent"]


def test_words_that_stand_in_an_instruction_alone_are_read(tmp_path: Path) -> None:
    def field(text: str, result: str = "") -> str:
        return mark("begin") + told(text) + mark("separate") + result + mark("end")

    ruby = (
        mark("begin") + told(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(") + told("かん),漢)") + mark("end")
    )
    body = (
        run("Ann: ") + ruby + field(r"EQ \f(1,2)") + field("MACROBUTTON None [click here]")
        + field(r'SYMBOL 224 \f "Wingdings"') + field(r"SYMBOL 151") + field("PAGE", run("7"))
        + field(r'SYMBOL 224 \f "Wingdings"', run("→"))
    )  # fmt: skip
    draft = imported(tmp_path, "a.docx", word(f"<w:p>{body}</w:p>"))
    assert texts(draft) == ["Ann: 漢[click here]→—7→"]
    assert draft.left_out == ("1 reading above a word: かん", r"1 formula: \f(1,2)")
