"""Hold that Word's automatic numbers are read as Word prints them; all text is synthetic."""

from pathlib import Path

import pytest

from tests.importers.documents import imported, open_document, texts, voices, word


def _level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _lists(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def _item(text: str, level: int = 0, number: int = 1) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_levels_count_on_and_begin_anew(tmp_path: Path) -> None:
    lists = _lists(
        _level(0, "decimal", "%1."), _level(1, "decimal", "%1.%2."), _level(2, "lowerRoman", "(%3)")
    )
    body = "".join(
        _item(text, level)
        for text, level in (
            ("one", 0), ("two", 0), ("in", 1), ("deep", 2), ("deeper", 2), ("in too", 1),
            ("deep anew", 2), ("three", 0), ("anew", 1),
        )
    )  # fmt: skip
    draft = imported(tmp_path, "a.docx", word(body, numbering=lists))
    assert texts(draft) == [
        "1. one", "2. two", "2.1. in", "(i) deep", "(ii) deeper", "2.2. in too", "(i) deep anew",
        "3. three", "3.1. anew",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "start", "expected"),
    [
        ("lowerLetter", 26, ["z) a", "aa) b"]),
        ("upperLetter", 1, ["A) a", "B) b"]),
        ("upperRoman", 3, ["III) a", "IV) b"]),
        ("decimalZero", 9, ["09) a", "10) b"]),
        ("ordinal", 11, ["11th) a", "12th) b"]),
        ("ordinal", 22, ["22nd) a", "23rd) b"]),
        ("bullet", 1, ["a", "b"]),
        ("none", 1, ["a", "b"]),
    ],
)
def test_numbers_are_written_in_their_way(
    form: str, start: int, expected: list[str], tmp_path: Path
) -> None:
    lists = _lists(_level(0, form, "%1)", start))
    draft = imported(tmp_path, "a.docx", word(_item("a") + _item("b"), numbering=lists))
    assert texts(draft) == expected


def test_list_that_is_begun_anew_is_and_one_that_goes_on_goes_on(tmp_path: Path) -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = _item("a") + _item("b", 0, 2) + _item("c", 0, 3) + _item("d", 0, 3)
    lists = _lists(_level(0, "decimal", "%1."), more=more)
    draft = imported(tmp_path, "a.docx", word(body, numbering=lists))
    assert texts(draft) == ["1. a", "2. b", "5. c", "6. d"]


def test_numbers_come_from_a_style_and_zero_takes_them_away(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Number"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" '
        'w:styleId="M"><w:name w:val="Mine"/><w:basedOn w:val="L"/></w:style>'
    )
    line = '<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = line.format("L", "", "a") + line.format("M", "", "b") + line.format("L", none, "c")
    lists = _lists(_level(0, "decimal", "%1."))
    draft = imported(tmp_path, "a.docx", word(body, numbering=lists, styles=styles))
    assert texts(draft) == ["1. a", "2. b", "c"]


def test_numbered_turns_keep_their_numbers_as_printed(tmp_path: Path) -> None:
    said = ("INT: How was it?", "P01: Fine.", "INT: And then?", "P01: It rained.")
    body = "".join(map(_item, said))
    lists = _lists(_level(0, "decimal", "%1."))
    draft = imported(tmp_path, "a.docx", word(body, numbering=lists))
    assert texts(draft) == list(said)
    assert [paragraph.printed for paragraph in draft.paragraphs] == ["1", "2", "3", "4"]
    assert voices(draft) == ["INT", "P01", "INT", "P01"]


def test_column_that_only_counts_rows_is_kept_as_printed(tmp_path: Path) -> None:
    said = (("INT", "How?"), ("P01", "Fine."), ("INT", "And?"), ("P01", "So."))
    empty = _item("")
    rows = "".join(
        f"<w:tr><w:tc>{empty}</w:tc><w:tc><w:p><w:r><w:t>{who}</w:t></w:r></w:p></w:tc>"
        f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>"
        for who, words in said
    )
    lists = _lists(_level(0, "decimal", "%1."))
    draft = imported(tmp_path, "a.docx", word(f"<w:tbl>{rows}</w:tbl>", numbering=lists))
    assert voices(draft) == ["INT", "INT", "P01", "P01", "INT", "INT", "P01", "P01"]
    printed = [paragraph.printed for paragraph in draft.paragraphs]
    assert printed == ["1", "", "2", "", "3", "", "4", ""]


def test_damaged_lists_number_nothing(tmp_path: Path) -> None:
    lists = (
        '<w:num w:numId="1"/><w:num/><w:abstractNum w:abstractNumId="x"><w:lvl/></w:abstractNum>'
    )
    draft = imported(tmp_path, "a.docx", word(_item("a", 7) + _item("b", 99, 5), numbering=lists))
    assert texts(draft) == ["a", "b"]


def test_lists_of_an_open_document_are_numbered_as_it_prints_them(tmp_path: Path) -> None:
    levels = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
        'style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
        '<text:list-style style:name="M"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="x"/></text:list-style>'
    )

    def item(text: str, more: str = "", at: str = "") -> str:
        return f"<text:list-item{at}><text:p>{text}</text:p>{more}</text:list-item>"

    nine = item("nine", at=' text:start-value="9"')
    inner = f"<text:list>{item('in')}{item('in too')}</text:list>"
    body = (
        f'<text:list text:style-name="L">{item("one")}{item("two", inner)}</text:list>'
        f'<text:p>between</text:p><text:list text:style-name="L" text:continue-numbering="true">'
        f"{item('three<text:s/>')}{nine}</text:list>"
        f'<text:list text:style-name="L">{item("anew", "<text:p>more</text:p>")}</text:list>'
        f'<text:list text:style-name="M">{item("bullet")}</text:list>'
    )
    draft = imported(tmp_path, "a.odt", open_document(body, levels))
    assert texts(draft) == [
        "1. one", "2. two", "(a) in", "(b) in too", "between", "3. three", "9. nine", "1. anew",
        "more", "bullet",
    ]  # fmt: skip


def test_list_that_goes_on_with_a_named_one_counts_on(tmp_path: Path) -> None:
    levels = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
        'style:num-format="I" style:num-suffix="."/></text:list-style>'
    )

    def listed(text: str, more: str) -> str:
        item = f"<text:list-item><text:p>{text}</text:p></text:list-item>"
        return f'<text:list text:style-name="L" {more}>{item}</text:list>'

    body = (
        listed("a", 'xml:id="x"')
        + listed("b", "")
        + listed("c", 'xml:id="y" text:continue-list="x"')
        + listed("d", 'text:continue-list="y"')
        + listed("e", 'text:continue-list="nowhere"')
    )
    draft = imported(tmp_path, "a.odt", open_document(body, levels))
    assert texts(draft) == ["I. a", "I. b", "II. c", "III. d", "I. e"]
