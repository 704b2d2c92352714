"""Hold Word documents in the habits of services and transcribers; all text is synthetic."""

from pathlib import Path

import pytest

from tests.importers.documents import (
    imported,
    kinds,
    paragraph,
    run,
    table,
    texts,
    times,
    turns,
    voices,
    word,
)

BREAK = "<w:r><w:br/></w:r>"
PICTURE = "<w:r><w:drawing/></w:r>"


def lines(*texts_of: str) -> str:
    """Write each text as a paragraph."""
    return "".join(map(paragraph, texts_of))


def row(*cells: str, more: str = "") -> str:
    """Write a w:tr of cells, each its own XML."""
    return f"<w:tr>{more}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def spanning(text: str, columns: int) -> str:
    """Write a row with one cell across all columns."""
    inner = f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{paragraph(text)}'
    return row(inner)


def test_teams_with_time_ranges_on_lines_of_their_own(tmp_path: Path) -> None:
    body = lines(
        "0:0:3.450 --> 0:0:7.120", "Okafor, Chidi", "So: how did it go?",
        "0:0:7.980 --> 0:0:12.310", "Nurse, B (P01)", "Erm, yeah. Most came.",
        "0:0:13.0 --> 0:1:2.5", "Okafor, Chidi", "Thanks.",
    )  # fmt: skip
    draft = imported(tmp_path, "a.docx", word(body))
    assert turns(draft) == {"Okafor, Chidi": 2, "Nurse, B (P01)": 1}
    assert times(draft)[1::3] == [3450, 7980, 13000]


def test_teams_with_pictures_title_and_notices(tmp_path: Path) -> None:
    def said(name: str, time: str, text: str) -> str:
        return paragraph(PICTURE, BREAK, run(name, "<w:b/>"), f"   {time}", BREAK, text)

    body = lines("Interview S01-20210810-Meeting Recording", "10 August 2021, 09:02am", "38m 12s")
    body += paragraph(PICTURE, run("Okafor, Chidi", "<w:b/>"), " started transcription")
    body += said("Okafor, Chidi", "0:03", "Thanks: for coming.")
    body += said("Nurse, B (P01)", "0:07", "Erm, yeah.") + said("Okafor, Chidi", "1:00:09", "So?")
    body += paragraph(PICTURE, run("Okafor, Chidi", "<w:b/>"), " stopped transcription")
    draft = imported(tmp_path, "a.docx", word(body))
    assert turns(draft) == {"Okafor, Chidi": 2, "Nurse, B (P01)": 1}
    assert [time for time in times(draft) if time is not None] == [3000, 7000, 3_609_000]
    assert kinds(draft) == ["note"] * 4 + ["speech"] * 3 + ["note"]


def test_otter_with_name_and_time_above_the_speech(tmp_path: Path) -> None:
    body = lines(
        "Interviewer A  0:03", "How have you used it?", "S04  0:09", "It pops up: in the review.",
        "I don't think about it.", "Interviewer A  1:02:11", "Thank you.",
        "Transcribed by https://otter.ai",
    )  # fmt: skip
    draft = imported(tmp_path, "a.docx", word(body))
    assert turns(draft) == {"Interviewer A": 2, "S04": 1}
    assert voices(draft)[4] == "S04"
    assert kinds(draft)[-1] == "note"


def test_word_transcribe_with_time_before_the_name(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    body = paragraph("Audio file", style="H")
    body += f"<w:p><w:hyperlink>{run('interview 4.m4a')}</w:hyperlink></w:p>"
    body += paragraph("Transcript", style="H")
    body += lines("00:00:00 Speaker 1", "Shall we begin?", "00:00:04 Speaker 2", "Yes: please.",
                  "00:00:09 Speaker 1", "Who came?")  # fmt: skip
    draft = imported(tmp_path, "a.docx", word(body, styles=style))
    assert turns(draft) == {"Speaker 1": 2, "Speaker 2": 1}
    assert kinds(draft)[:3] == ["heading", "note", "heading"]
    assert [time for time in times(draft) if time is not None] == [0, 4000, 9000]


def test_rev_with_time_in_brackets_after_the_name(tmp_path: Path) -> None:
    body = paragraph(run("Anna Brown", "<w:b/>"), " (00:02):", BREAK, "So how was it?")
    body += paragraph(run("Dafydd", "<w:b/>"), " (00:09):", BREAK, "Fine: really.")
    body += paragraph(run("Anna Brown", "<w:b/>"), " (00:12):", BREAK, "Good.")
    draft = imported(tmp_path, "a.docx", word(body))
    assert turns(draft) == {"Anna Brown": 2, "Dafydd": 1}
    assert times(draft) == [2000, 9000, 12000]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (2, 3, 1, 0), (3, 0, 2, 1), (1, 3, 0, 2)])
def test_company_table_in_any_order_of_columns(order: tuple[int, ...], tmp_path: Path) -> None:
    head = ("No.", "Time", "Speaker", "Transcript")
    said = [
        ("1", "00:00:01", "INT", "How was it for you, then?"),
        ("2", "00:00:09", "P01", "We put it on the wall: 9:30 sharp."),
        ("3", "00:00:15", "INT", "And then?"), ("4", "00:00:17", "P01", "Nothing at all."),
    ]  # fmt: skip
    grid = [tuple(cells[at] for at in order) for cells in (head, *said)]
    draft = imported(tmp_path, "a.docx", word(table(("Project", "Heart"), ("Date", "3 May"))
                                              + paragraph("") + table(*grid)))  # fmt: skip
    assert turns(draft) == {"INT": 2, "P01": 2}
    spoken = texts(draft).index("And then?")
    assert draft.paragraphs[spoken].kind == "speech"
    assert voices(draft)[spoken] == "INT"


def test_a_table_on_every_page_with_its_heading_again(tmp_path: Path) -> None:
    head = ("Time", "Speaker", "Text")
    first = (("00:01", "Anna", "How?"), ("00:02", "Ben", "So."), ("00:03", "Anna", "And?"),
             ("00:04", "Ben", "Oh."))  # fmt: skip
    last = (("00:05", "Anna", "Thanks."), ("00:06", "Ben", "Bye."))
    draft = imported(
        tmp_path, "a.docx", word(table(head, *first) + paragraph("") + table(head, *last))
    )
    assert turns(draft) == {"Anna": 3, "Ben": 3}
    assert [kind for kind in kinds(draft) if kind == "speech"] == ["speech"] * 6


def test_rows_across_the_table_are_notes_and_merged_names_go_on(tmp_path: Path) -> None:
    merged = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    body = (
        spanning("Part one: the reports", 3)
        + row(paragraph("00:01"), paragraph("INT"), paragraph("How was it?"))
        + row(paragraph("00:03"), paragraph("P01"), paragraph("Well."))
        + row(paragraph("00:04"), merged, paragraph("It came late: in August."))
        + spanning("Part two", 3)
        + row(paragraph("00:09"), paragraph("INT"), paragraph("And then?"))
        + row(paragraph("P01"), paragraph("Nothing."),
              more='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    )  # fmt: skip
    draft = imported(tmp_path, "a.docx", word(f"<w:tbl>{body}</w:tbl>"))
    assert turns(draft) == {"INT": 2, "P01": 2}
    at = texts(draft).index("It came late: in August.")
    assert voices(draft)[at] == "P01"
    assert kinds(draft)[0] == "note"
    assert kinds(draft)[texts(draft).index("Part two")] == "note"


def test_name_and_time_in_one_cell(tmp_path: Path) -> None:
    two = row(paragraph("INT") + paragraph("00:00:01"), paragraph("How was it?"))
    two += row(paragraph("P01") + paragraph("00:00:03"), paragraph("Well."))
    two += row(paragraph("INT") + paragraph("00:00:05"), paragraph("So?"))
    draft = imported(tmp_path, "a.docx", word(f"<w:tbl>{two}</w:tbl>"))
    assert turns(draft) == {"INT": 2, "P01": 1}
    one = table(("INT 00:00:01", "How was it?"), ("P01 00:00:03", "Well."),
                ("INT 00:00:05", "So?"))  # fmt: skip
    draft = imported(tmp_path, "b.docx", word(one))
    assert turns(draft) == {"INT": 2, "P01": 1}
    assert [time for time in times(draft) if time is not None] == [1000, 3000, 5000]


def test_focus_group_with_doubtful_speakers(tmp_path: Path) -> None:
    body = "".join(
        paragraph(run(f"{name}:", "<w:b/>"), f"\t{text}")
        for name, text in (
            ("FACILITATOR", "So: first impressions?"), ("P1 (F)", "I liked the charts."),
            ("P2 (M)", "[overlapping] Too many pages though."), ("P1 (F)", "Mm."),
            ("UNKNOWN FEMALE", "Really late. [several agree]"), ("MALE 2?", "We never got one."),
            ("FACILITATOR", "Thanks."),
        )
    )  # fmt: skip
    draft = imported(tmp_path, "a.docx", word(body))
    assert turns(draft) == {
        "FACILITATOR": 2, "P1 (F)": 2, "P2 (M)": 1, "UNKNOWN FEMALE": 1, "MALE 2?": 1
    }  # fmt: skip
