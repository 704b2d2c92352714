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
