"""Hold what a Word document's text is, and what is named as left out of it."""

import io
import zipfile
from pathlib import Path

import pytest

from framework.errors import RefusedError
from importers.archive import Archive
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


def test_content_controls_insertions_and_links_keep_their_text(tmp_path: Path) -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
        + paragraph(
            "one ", f"<w:ins>{run('two ')}</w:ins>", f"<w:hyperlink>{run('three')}</w:hyperlink>"
        )
        + paragraph(
            f"<w:moveTo>{run('moved')}</w:moveTo>", f"<w:smartTag>{run(' here')}</w:smartTag>"
        )
        + paragraph(f"<w:sdt><w:sdtContent>{run('inline control')}</w:sdtContent></w:sdt>")
    )
    draft = imported(tmp_path, "a.docx", word(body))
    assert texts(draft) == ["in a control", "one two three", "moved here", "inline control"]
    assert draft.format == "docx"
    assert draft.left_out == ()


def test_deletions_moves_and_hidden_text_are_left_out_and_said(tmp_path: Path) -> None:
    body = paragraph(
        "kept",
        "<w:del><w:r><w:delText>struck out</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('old place')}</w:moveFrom>",
        run("unseen", "<w:vanish/>"),
        run(" seen", '<w:vanish w:val="0"/>'),
    )
    draft = imported(tmp_path, "a.docx", word(body))
    assert draft.text == "kept seen"
    assert draft.left_out == (
        "1 tracked deletion: struck out",
        "1 tracked move (its old place): old place",
        "1 stretch of hidden text: unseen",
    )


def test_text_hidden_by_a_style_is_left_out(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = paragraph("kept", run("unseen", '<w:rStyle w:val="B"/>'))
    draft = imported(tmp_path, "a.docx", word(body, styles=styles))
    assert draft.text == "kept"
    assert draft.left_out == ("1 stretch of hidden text: unseen",)


def test_parts_beside_the_body_are_named_with_their_text(tmp_path: Path) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{paragraph('boxed')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = word(
        paragraph("the body", box, "<w:r><w:drawing/></w:r>"),
        header1=paragraph("Study 12"),
        footer1=paragraph("page"),
        footnotes=f'<w:footnote w:type="separator">{paragraph("-")}</w:footnote>'
        f"<w:footnote>{paragraph('see below')}</w:footnote>",
        comments=f"<w:comment>{paragraph('check')}</w:comment><w:comment>{paragraph('ok')}</w:comment>",
    )
    draft = imported(tmp_path, "a.docx", data)
    assert draft.text == "the body"
    assert draft.left_out == (
        "1 text box: boxed",
        "1 picture",
        "1 page footer: page",
        "1 page header: Study 12",
        "1 footnote: see below",
        "2 comments: check / ok",
    )


def test_text_boxes_that_hold_the_talk_are_its_text(tmp_path: Path) -> None:
    said = ("I: How was it?", "P: Busy: it came late.", "I: And then?", "P: We met.")
    boxes = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{paragraph(text)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{paragraph(text)}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
        for text in said
    )
    body = paragraph("Interview S05") + "".join(map(paragraph, boxes))
    draft = imported(tmp_path, "a.docx", word(body))
    assert texts(draft) == ["Interview S05", *said]
    assert turns(draft) == {"I": 2, "P": 2}
    assert draft.left_out == ()


def test_breaks_tabs_and_signs_stay_in_the_paragraph(tmp_path: Path) -> None:
    body = paragraph(
        "<w:r><w:br/></w:r>",
        "one",
        "<w:r><w:br/></w:r>",
        "two\u00a0three",
        '<w:r><w:tab/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F04A"/><w:cr/></w:r>',
        "end",
    )
    draft = imported(tmp_path, "a.docx", word(body))
    assert texts(draft) == ["one\u2028two\u00a0three\t\u2011☺\u2028end"]


def test_field_codes_are_no_text_and_their_results_are(tmp_path: Path) -> None:
    body = paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>", "7")
    assert imported(tmp_path, "a.docx", word(body)).text == "7"


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    assert imported(tmp_path, "a.docx", word(paragraph("cafe\u0301"))).text == "café"


def test_headings_are_known_by_the_name_of_their_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    )
    body = paragraph("Teil: eins", style="berschrift1") + paragraph("text")
    draft = imported(tmp_path, "a.docx", word(body, styles=styles))
    assert kinds(draft) == ["heading", "speech"]


def test_bold_labels_name_the_speakers(tmp_path: Path) -> None:
    said = (("Anna", "Well: yes."), ("Ben", "Hm."), ("Anna", "So."), ("Ben", "[00:31] And?"))
    body = "".join(paragraph(run(name, "<w:b/>"), f" {text}") for name, text in said)
    draft = imported(tmp_path, "a.docx", word(body))
    assert voices(draft) == ["Anna", "Ben", "Anna", "Ben"]
    assert times(draft) == [None, None, None, 31_000]


def test_a_table_of_times_speakers_and_speech_is_read_in_any_order_of_columns(
    tmp_path: Path,
) -> None:
    rows = (
        ("Text", "Speaker", "Time"),
        ("How was it?", "Interviewer", "00:00:01"),
        ("Fine: really.", "P01", "00:00:04"),
        ("Thanks.", "Interviewer", "00:00:09"),
    )
    draft = imported(tmp_path, "a.docx", word(table(*rows)))
    assert texts(draft) == [cell for row in rows for cell in row]
    assert [speaker.name for speaker in draft.speakers] == ["Interviewer", "P01"]
    assert voices(draft)[3::3] == ["Interviewer", "P01", "Interviewer"]
    assert kinds(draft)[3:6] == ["speech", "label", "note"]
    assert times(draft)[5] == 1000


def test_a_table_of_anything_else_names_nobody(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.docx", word(table(("Fruit", "Price"), ("apple", "2"))))
    assert draft.speakers == ()


def test_teams_name_and_time_on_a_soft_line_are_read(tmp_path: Path) -> None:
    def said(name: str, time: str, text: str) -> str:
        line = "<w:r><w:br/></w:r>"
        return paragraph(line, run(name, "<w:b/>"), f"   {time}", line, text)

    body = said("Interviewer, A", "0:03", "Hello.") + said(
        "Nurse, B (P01)", "1:02:07", "Erm, yeah."
    )
    draft = imported(tmp_path, "a.docx", word(body))
    assert voices(draft) == ["Interviewer, A", "Nurse, B (P01)"]
    assert times(draft) == [3000, 3_727_000]
    assert kinds(draft) == ["speech", "speech"]


def test_a_broken_document_is_refused_in_one_sentence(tmp_path: Path) -> None:
    whole = word(paragraph("text"))
    for data in (whole[: len(whole) // 2], whole.replace(b"</w:body>", b"</w:bOdy>")):
        with pytest.raises(RefusedError, match=r"^a\.docx is damaged"):
            imported(tmp_path, "a.docx", data)


def test_entities_are_refused(tmp_path: Path) -> None:
    data = word("<w:p/>")
    path = tmp_path / "a.docx"

    path.write_bytes(data)
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(
            "word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>'
        )
    with pytest.raises(RefusedError, match="damaged"):
        imported(tmp_path, "a.docx", path.read_bytes())


def test_a_document_that_would_expand_beyond_measure_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(RefusedError, match="would expand to 30 MB"):
        imported(tmp_path, "a.docx", packed.getvalue())


def test_archive_gives_none_for_a_part_that_is_not_there() -> None:
    with zipfile.ZipFile(io.BytesIO(word(paragraph("x")))) as parts:
        assert Archive("a.docx", parts).tree("word/none.xml") is None


def test_speakers_within_one_paragraph_are_parted_at_their_line_breaks(tmp_path: Path) -> None:
    line = "<w:r><w:br/></w:r>"
    body = paragraph(
        "INT: So?", line, "and", line, "P1: Yes: it", line, "rained.", line, "INT: Oh."
    )
    draft = imported(tmp_path, "a.docx", word(body + paragraph("P1: One", line, "two: three")))
    assert texts(draft) == [
        "INT: So?\u2028and",
        "P1: Yes: it\u2028rained.",
        "INT: Oh.",
        "P1: One\u2028two: three",
    ]
    assert voices(draft) == ["INT", "P1", "INT", "P1"]
    assert draft.remarks == ("1 paragraph with several speakers parted at line breaks.",)


def test_a_table_of_labels_and_speech_is_read_below_one_of_facts(tmp_path: Path) -> None:
    facts = table(("Interview ID", "S02"), ("Date", "3 May 2021"))
    talk = table(("INT:", "So?"), ("P01:", "Fine: yes."), ("INT:", "Thanks."))
    draft = imported(tmp_path, "a.docx", word(facts + talk))
    assert voices(draft)[4:] == ["INT", "INT", "P01", "P01", "INT", "INT"]
    assert kinds(draft)[:4] == ["note"] * 4
