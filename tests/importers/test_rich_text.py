"""Hold that rich text is read whole; all text is synthetic."""

from pathlib import Path

from tests.importers.documents import imported, kinds, texts, turns, voices


def _rtf(body: str, head: str = "") -> bytes:
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{head}\n{body}}}".encode("latin-1")


def test_signs_in_every_way_of_writing_them_are_read(tmp_path: Path) -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset204 A;}}"
    body = (
        r"caf\'e9 \u8217? \uc2\u8220xx\uc1 \u-10179?\u-8704? {\f1 \'b3\'f3d\'9f} {\f2 \'c4\'e0}"
        r" \lquote a\rquote\~b\_c \{x\} \emdash  end\par"
    )
    draft = imported(tmp_path, "a.rtf", _rtf(body, fonts))
    assert texts(draft) == ["café ’ “😀 łódź Да ‘a’\u00a0b\u2011c {x} — end"]


def test_what_is_deleted_or_hidden_is_left_out_and_said(tmp_path: Path) -> None:
    body = (
        r"{\header Project X\par}{\footer page 1\par}\pard Ann: we {\deleted never }{\revised did}"
        r" go{\v secret}{\footnote\chftn  a note}.\par{\*\annotation checked}{\pict 00ff}"
        r"{\*\unknown {never shown}}{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}\par"
    )
    draft = imported(tmp_path, "a.rtf", _rtf(body))
    assert texts(draft) == ["Ann: we did go.", "here"]
    assert set(draft.left_out) == {
        "1 page header: Project X",
        "1 page footer: page 1",
        "1 tracked deletion: never",
        "1 stretch of hidden text: secret",
        "1 footnote or endnote: a note",
        "1 comment: checked",
        "1 picture",
    }


def test_speakers_in_columns_in_bold_and_before_tabs_are_heard(tmp_path: Path) -> None:
    rows = "".join(
        rf"\trowd\pard\intbl {name}\cell {said}\cell\row "
        for name, said in (("INT", "How?"), ("P01", "So."), ("INT", "Oh."), ("P01", "Yes."))
    )
    assert turns(imported(tmp_path, "a.rtf", _rtf(rows))) == {"INT": 2, "P01": 2}
    bold = r"\b Ann\b0  Hi.\par{\b Ben} Ho.\par\b Ann\b0  So?\par{\b Ben} Yes.\par"
    assert turns(imported(tmp_path, "b.rtf", _rtf(bold))) == {"Ann": 2, "Ben": 2}
    soft = r"I: One?\line P1: Two.\line I: Three?\line P1: Four.\par"
    assert voices(imported(tmp_path, "c.rtf", _rtf(soft))) == ["I", "P1", "I", "P1"]


def test_headings_and_numbers_of_lists_are_kept(tmp_path: Path) -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}}"
    body = r"\pard\s1 Part\par\pard{\listtext 1.\tab}first\par"
    draft = imported(tmp_path, "a.rtf", _rtf(body, styles))
    assert texts(draft) == ["Part", "1.\tfirst"]
    assert kinds(draft) == ["heading", "speech"]


def test_a_file_that_breaks_off_is_read_with_a_remark(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.txt", b"{\\rtf1\\ansi {\\b Ann: yes")
    assert draft.format == "rtf"
    assert texts(draft) == ["Ann: yes"]
    assert draft.remarks[0].startswith("The file breaks off")


def test_a_word_set_by_a_field_under_its_reading_is_read(tmp_path: Path) -> None:
    field = (
        r"{\field{\*\fldinst { EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(\u12372?),\u35486?)}}"
        r"{\fldrslt }}"
    )
    draft = imported(tmp_path, "a.rtf", _rtf(rf"Ann: the {field} word\par"))
    assert texts(draft) == ["Ann: the 語 word"]
    assert draft.left_out == ("1 reading above a word: ご",)


def test_other_instructions_of_fields_are_no_words(tmp_path: Path) -> None:
    body = r"a {\field{\*\fldinst { EQ \\f(1,2)}}{\fldrslt }}{\field{\fldinst PAGE}{\fldrslt 3}} b"
    draft = imported(tmp_path, "a.rtf", _rtf(rf"{body}\par"))
    assert texts(draft) == ["a 3 b"]


def test_words_of_fields_without_a_result_are_read(tmp_path: Path) -> None:
    fields = (
        rb'{\field{\*\fldinst SYMBOL 224 \\f "Wingdings" \\s 10}{\fldrslt\f3\fs20}}',
        rb'{\field{\*\fldinst SYMBOL 224 \\f "Wingdings"}{\fldrslt a result}}',
        rb"{\field{\*\fldinst MACROBUTTON None [click here]}}",
        rb"{\field{\*\fldinst { FORMDROPDOWN }{\*\formfield{\fftype2\ffres25\ffdefres1"
        rb"{\*\ffl Ann}{\*\ffl Ben}}}}{\fldrslt }}",
        rb"{\field{\*\fldinst { FORMCHECKBOX }{\*\formfield{\fftype1\ffres1}}}{\fldrslt }}",
        rb"{\field{\*\fldinst { FORMTEXT }{\*\formfield{\fftype0{\*\ffdeftext x}}}}{\fldrslt y}}",
        rb"{\field{\*\fldinst { FORMTEXT }{\*\formfield{\fftype0}}}{\fldrslt }}",
    )
    data = rb"{\rtf1\ansi Ann: " + b", ".join(fields) + rb".\par}"
    draft = imported(tmp_path, "a.rtf", data)
    assert texts(draft) == ["Ann: →, a result, [click here], Ben, ☒, y, ."]
