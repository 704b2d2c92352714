"""Hold that a PDF's lines become paragraphs and its furniture is left out; text is synthetic."""

from collections.abc import Callable
from pathlib import Path

import pytest

from framework.errors import RefusedError
from importers.pdfturned import righted
from tests.importers.documents import imported, texts, turns
from tests.importers.pages import pdf, set_in_lines

TALK = [
    "Interviewer: Could you tell me how the training went, and who",
    "came to it from the practice?",
    "",
    "P01: It went well. We had two hours of it in the afternoon and",
    "most of the nurses came, at 9:30 and again at two, which was",
    "more than we thought.",
    "",
    "Interviewer: And afterwards?",
    "",
    "P01: Nobody asked for more.",
]


def test_lines_that_run_on_are_joined_and_turns_begin_at_labels(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.docx", pdf([set_in_lines(TALK)]))
    assert draft.format == "pdf"
    assert turns(draft) == {"Interviewer": 2, "P01": 2}
    assert texts(draft)[1] == " ".join(TALK[3:6])
    close = pdf([set_in_lines([line for line in TALK if line])])
    assert texts(imported(tmp_path, "b.pdf", close)) == texts(draft)


def test_furniture_of_pages_is_left_out_and_said(tmp_path: Path) -> None:
    talks = [
        [f"I: {'So' * n}?", "", f"P: {'Yes. ' * n}", "", "I: And?", "", f"P: {'Oh. ' * n}"]
        for n in range(1, 5)
    ]
    pages = [
        [(72, 810, "Project Heart, interview 7"), *set_in_lines(talk), (300, 30, f"Page {n} of 4")]
        for n, talk in enumerate(talks, 1)
    ]
    draft = imported(tmp_path, "a.pdf", pdf(pages))
    assert turns(draft) == {"I": 8, "P": 8}
    assert texts(draft) == [line.strip() for talk in talks for line in talk if line]
    assert draft.left_out == (
        "1 page header: Project Heart, interview 7",
        "4 page footers: Page 1 of 4 / Page 2 of 4 / Page 3 of 4 / Page 4 of 4",
    )


def test_a_paragraph_goes_on_over_the_end_of_a_page(tmp_path: Path) -> None:
    pages = [set_in_lines(TALK[:4]), set_in_lines(TALK[4:])]
    assert texts(imported(tmp_path, "a.pdf", pdf(pages)))[1] == " ".join(TALK[3:6])


def test_numbers_beside_the_lines_are_left_out_and_said(tmp_path: Path) -> None:
    lines = [f"{n}  {line}" for n, line in enumerate([line for line in TALK if line], 1)]
    draft = imported(tmp_path, "a.pdf", pdf([set_in_lines(lines)]))
    assert turns(draft) == {"Interviewer": 2, "P01": 2}
    assert texts(draft)[1] == " ".join(TALK[3:6])
    assert draft.left_out == (
        "1 set of line numbers: 7 numbers printed beside the lines, kept beside paragraphs",
    )
    assert [paragraph.printed for paragraph in draft.paragraphs] == ["1", "3", "6", "7"]


def test_numbers_in_a_column_of_their_own_are_kept_beside_their_lines(tmp_path: Path) -> None:
    lines = [line for line in TALK if line]
    numbers = [(40.0, 760 - 14 * n, str(n + 1)) for n in range(len(lines))]
    for page in ([*numbers, *set_in_lines(lines)], [*set_in_lines(lines), *numbers]):
        draft = imported(tmp_path, "a.pdf", pdf([page]))
        assert texts(draft)[1] == " ".join(TALK[3:6])
        assert [paragraph.printed for paragraph in draft.paragraphs] == ["1", "3", "6", "7"]


def _columns(left: list[str], right: list[str], *, by_row: bool) -> list[tuple[float, float, str]]:
    one = [(60.0, 740 - 14 * n, text) for n, text in enumerate(left)]
    two = [(320.0, 740 - 14 * n, text) for n, text in enumerate(right)]
    if not by_row:
        return one + two
    rows = [item for pair in zip(one, two, strict=False) for item in pair]
    return rows + one[len(two) :] + two[len(one) :]


@pytest.mark.parametrize("by_row", [True, False])
def test_two_columns_are_read_one_after_the_other(by_row: bool, tmp_path: Path) -> None:
    left = [
        "Interviewer: What was it like when",
        "the first of the reports came in?",
        "P01: We put it up on the wall and",
        "then forgot about it, to be quite",
        "honest with you, for some weeks.",
        "Interviewer: And what did change",
        "after that in the practice itself?",
        "P01: Somebody read it out to us in",
    ]
    right = [
        "the meeting, and it was not what",
        "any of us had thought it would be.",
        "Interviewer: In which way was that?",
        "P01: It had our own numbers in it,",
        "and they were worse than last year",
        "although we had done so much more.",
        "Interviewer: I see what you mean.",
        "P01: It was an eye-opener for us.",
    ]
    draft = imported(tmp_path, "a.pdf", pdf([_columns(left, right, by_row=by_row)]))
    assert turns(draft) == {"Interviewer": 4, "P01": 4}
    assert texts(draft)[3] == " ".join((left[7], *right[:2]))
    assert texts(draft)[0] == " ".join(left[:2])


def test_rows_of_a_table_are_read_across(tmp_path: Path) -> None:
    said = [
        ("00:00:01", "INT", "How was it for you, when the"),
        ("", "", "first of the reports came in?"),
        ("00:00:09", "P01", "We put it on the wall."),
        ("00:00:15", "INT", "And then?"),
        ("00:00:17", "P01", "Nothing. For weeks, nothing"),
        ("", "", "at all."),
    ]
    page = [
        (x, 760 - 14.0 * n, text)
        for n, row in enumerate(said)
        for x, text in zip((60.0, 130.0, 200.0), row, strict=True)
        if text
    ]
    draft = imported(tmp_path, "a.pdf", pdf([page]))
    assert turns(draft) == {"INT": 2, "P01": 2}
    assert [paragraph.time_ms for paragraph in draft.paragraphs] == [1000, 9000, 15000, 17000]
    assert texts(draft)[0].endswith("How was it for you, when the first of the reports came in?")


def test_a_page_without_a_text_layer_is_named(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.pdf", pdf([set_in_lines(TALK), [], []]))
    assert draft.remarks[1].startswith("Pages 2, 3 have no text layer")
    with pytest.raises(RefusedError, match="without a text layer"):
        imported(tmp_path, "b.pdf", pdf([[]]))


def test_a_list_of_numbers_in_speech_is_kept(tmp_path: Path) -> None:
    said = ["I: Which ones?", "P: 3", "I: Sure?", "P: 4 or 5, that is.", "I: All?", "P: Yes."]
    draft = imported(tmp_path, "a.pdf", pdf([set_in_lines(said)]))
    assert texts(draft) == said


def test_items_of_a_list_are_paragraphs_and_a_number_in_a_wrapped_line_is_none(
    tmp_path: Path,
) -> None:
    lines = [
        "Ann: we made a list of what we wanted, and it was rather long",
        "1. the first thing", "2. the second, which is long enough to be wrapped on to a", "line",
        "3. the third", "Ben: it was all begun in the summer that came after the hot",
        "1976. It stayed.", "• one sign", "• another", "Ann: yes.", "Ben: no.",
    ]  # fmt: skip
    draft = imported(tmp_path, "a.pdf", pdf([set_in_lines(lines)]))
    assert texts(draft) == [
        lines[0], lines[1], f"{lines[2]} {lines[3]}", lines[4], f"{lines[5]} {lines[6]}",
        *lines[7:],
    ]  # fmt: skip


def test_pages_that_are_each_the_only_one_are_left_out_and_said(tmp_path: Path) -> None:
    page = [*set_in_lines(TALK), (72, 40, "Page 1 of 1")]
    draft = imported(tmp_path, "a.pdf", pdf([page, page]))
    assert not any("Page 1" in text for text in texts(draft))
    assert draft.left_out == ("1 page footer: Page 1 of 1",)


def test_words_that_a_program_printed_mirrored_are_read_as_they_stand(tmp_path: Path) -> None:
    """The page is synthetic, printed by a browser that leaves some words from left to right."""
    printed = (Path(__file__).parent / "corpus" / "arabic.pdf").read_bytes()
    draft = imported(tmp_path, "a.pdf", printed)
    assert texts(draft) == [
        "المحاور: مرحبا كيف حالك اليوم؟ أخبرني عن عملك في عيادة 2024 الجديدة",
        "المشارك: أنا بخير، شكرا لك. العمل كثير هذه الأيام، ولا أحد يعرف متى تأتي التقارير من "
        "المكتب الجديد في المدينة القديمة، وهذا يزعجنا كثيرا جدا لأن المرضى ينتظرون ساعات طويلة كل "
        "يوم بلا فائدة تذكر.",
        "المحاور: لماذا؟",
        "المشارك: لأن التقارير تأخرت، ولا أحد يعرف السبب.",
    ]
    assert turns(draft) == {"المحاور": 2, "المشارك": 2}


def test_letters_are_read_by_where_they_stand() -> None:
    def box(lefts: list[float]) -> Callable[[int], tuple[float, float, float, float]]:
        return lambda at: (lefts[at], 0, lefts[at] + 5, 10)

    assert righted("שלום", box([40, 30, 20, 10])) == "שלום"
    assert righted("םולש", box([10, 20, 30, 40])) == "שלום"
    assert righted("ab 12 םולש", box([0, 5, 8, 9, 12, 15, 20, 30, 40, 50])) == "ab 12 שלום"
    # A ligature is one sign at one place: alef cannot come first.
    assert righted("بال", box([40, 30, 30])) == "بلا"
