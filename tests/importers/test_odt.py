"""Hold what stands beside the text of an OpenDocument to be told in its own words."""

from pathlib import Path

from tests.importers.documents import imported, open_document, texts


def test_a_note_is_told_without_its_number_and_with_its_paragraphs_apart(tmp_path: Path) -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Off tape.</text:p><text:p>Both laugh.</text:p></text:note-body>"
        "</text:note>"
    )
    body = f"<text:p>Ann: yes{note} indeed</text:p>"
    draft = imported(tmp_path, "a.odt", open_document(body))
    assert texts(draft) == ["Ann: yes indeed"]
    assert draft.left_out == ("1 footnote or endnote: Off tape. Both laugh.",)


def test_paragraphs_of_a_box_are_told_apart(tmp_path: Path) -> None:
    box = "<draw:text-box><text:p>one</text:p><text:p>two</text:p></draw:text-box>"
    body = f"<text:p>Ann: yes<draw:frame>{box}</draw:frame></text:p>"
    draft = imported(tmp_path, "a.odt", open_document(body))
    assert texts(draft) == ["Ann: yes"]
    assert draft.left_out == ("1 text box: one two",)


def test_words_of_a_shape_are_told(tmp_path: Path) -> None:
    shape = "<draw:custom-shape><text:p>drawn words</text:p></draw:custom-shape>"
    draft = imported(tmp_path, "a.odt", open_document(f"<text:p>Ann: yes{shape}</text:p>"))
    assert texts(draft) == ["Ann: yes"]
    assert draft.left_out == ("1 text box: drawn words",)


def test_a_script_is_no_word(tmp_path: Path) -> None:
    body = "<text:p>Ann: yes<text:script>go()</text:script> indeed</text:p>"
    draft = imported(tmp_path, "a.odt", open_document(body))
    assert texts(draft) == ["Ann: yes indeed"]
    assert draft.left_out == ("1 script: go()",)


def _tracked(body: str) -> bytes:
    """Write deletions as a flat file has them: where they stood, between two marks."""
    regions = "".join(
        f'<text:changed-region text:id="{name}" xml:id="{name}"><text:{kind}/>'
        "</text:changed-region>"
        for name, kind in (("c1", "deletion"), ("c2", "insertion"))
    )
    return open_document(f"<text:tracked-changes>{regions}</text:tracked-changes>{body}")


def _mark(name: str, words: str) -> str:
    begin, end = (f'<text:change-{at} text:change-id="{name}"/>' for at in ("start", "end"))
    return f"{begin}{words}{end}"


def test_a_deletion_that_stands_where_it_stood_is_left_out_and_said(tmp_path: Path) -> None:
    body = f"<text:p>Ann: kept {_mark('c2', 'added ')}and {_mark('c1', 'gone ')}more.</text:p>"
    draft = imported(tmp_path, "a.odt", _tracked(body))
    assert texts(draft) == ["Ann: kept added and more."]
    assert draft.left_out == ("1 tracked deletion: gone",)


def test_a_deleted_paragraph_end_joins_what_stood_round_it(tmp_path: Path) -> None:
    body = f"<text:p>Ben: joined at {_mark('c1', 'here</text:p><text:p>there')}this point.</text:p>"
    draft = imported(tmp_path, "a.odt", _tracked(body))
    assert texts(draft) == ["Ben: joined at this point."]
    assert draft.left_out == ("1 tracked deletion: here there",)


def test_a_deletion_that_never_ends_loses_nothing_before_it(tmp_path: Path) -> None:
    body = '<text:p>Ann: kept <text:change-start text:change-id="c1"/>gone</text:p>'
    draft = imported(tmp_path, "a.odt", _tracked(body))
    assert texts(draft) == ["Ann: kept"]
    assert draft.left_out == ("1 tracked deletion: gone",)


def test_headings_bear_the_numbers_that_the_document_counts(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="Bare" style:family="paragraph" style:list-style-name=""/>'
        '</office:automatic-styles><office:styles><text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="a" text:display-levels="2"/>'
        "</text:outline-style></office:styles><office:automatic-styles>"
    )
    levels = ((1, ""), (2, ""), (2, ""), (1, "Bare"), (1, ""), (2, ""), (3, ""))
    body = "".join(
        f'<text:h text:outline-level="{level}" text:style-name="{style}">Part</text:h>'
        for level, style in levels
    )
    draft = imported(tmp_path, "a.odt", open_document(body, styles))
    assert texts(draft) == [
        "1. Part", "1.a Part", "1.b Part", "Part", "2. Part", "2.a Part", "Part",
    ]  # fmt: skip
