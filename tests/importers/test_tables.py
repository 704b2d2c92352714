"""Hold how tables of a study are read; all values are synthetic."""

from pathlib import Path

import pytest
import xlsxwriter

from framework.drafts import AttributionDraft, CaseDraft, CellDraft, CodingDraft
from framework.errors import RefusedError
from importers import tables
from importers.attribution import read_attributions
from importers.cases import read_cases
from importers.charts import read_cells
from importers.codings import read_codings
from importers.workbooks import Line

SITES = "site_id,arm,list_size\nP01,implementation,0600\nP02,control,NA\n"
PEOPLE = "participant_id,role,site_ids,mode\nS01,nurse,P01,online\nF1,facilitator,P01;P02,online\n"


def written(folder: Path, text: str, name: str = "a.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_values_stay_as_typed(tmp_path: Path) -> None:
    table = tables.read(written(tmp_path, "a,b\n0001,NA\n n/a ,\n"))
    assert [line.values for line in table.lines] == [("0001", "NA"), (" n/a ", "")]
    assert [line.number for line in table.lines] == [2, 3]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_and_the_encoding_are_found(delimiter: str, tmp_path: Path) -> None:
    text = f'Case{delimiter}"a, b; c"\nZoë{delimiter}“x”\n'
    table = tables.read(written(tmp_path, text, encoding="cp1252"))
    assert table.header == ("case", "a,_b;_c")
    assert table.lines[0].values == ("Zoë", "“x”")
    assert table.remarks == ("The file is in Windows-1252; it was read as that.",)


def test_rows_keep_their_line_over_line_ends_in_values(tmp_path: Path) -> None:
    table = tables.read(written(tmp_path, 'a,b\n"one\ntwo",x\n\nlast,y\n'))
    assert [line.number for line in table.lines] == [2, 5]


def test_a_workbook_is_read_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(1, 0, ["Case ", "n", "Date", "ok", "id"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(2, 0, ["S01", 12, None, True, "0001"])
        sheet.write_number(2, 2, 44418, day)
        sheet.write_row(3, 0, ["S02", 1.5, "", False, "NA"])
        book.add_worksheet("Notes").write(0, 0, "x")
    table = tables.read(path)
    assert table.header == ("case", "n", "date", "ok", "id")
    assert table.lines == (
        Line(3, ("S01", "12", "2021-08-10", "yes", "0001"), loose=(2,)),
        Line(4, ("S02", "1.5", "", "no", "NA"), loose=(1,)),
    )
    assert table.remarks == ("Only the sheet Data was read, not Notes.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("a,a\n1,2\n", "two columns named a"),
        ("a,b\n1,2,3\n", "row 2: “3” stands beyond the last column"),
        ('a,b\n"x"y,2\n', "row 2: the quotation marks do not match"),
        ("b,c\n1,2\n", "no column case"),
        ("case,b\n,2\n", "row 2: the column case is blank"),
        ("case,b\nS01,2\nS01,3\n", "row 3: the case S01 stands twice"),
    ],
)
def test_a_faulty_table_is_refused_with_file_and_row(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=said) as refused:
        read_cases(written(tmp_path, text))
    assert str(refused.value).startswith("a.csv")


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(RefusedError, match=r"^a\.xlsx is damaged"):
        read_cases(path)


def test_sites_and_participants_are_told_by_their_columns(tmp_path: Path) -> None:
    assert read_cases(written(tmp_path, SITES)) == [
        CaseDraft("P01", "site", "", (), {"arm": "implementation", "list_size": "0600"}),
        CaseDraft("P02", "site", "", (), {"arm": "control", "list_size": "NA"}),
    ]
    assert read_cases(written(tmp_path, PEOPLE)) == [
        CaseDraft("S01", "participant", "nurse", ("P01",), {"role": "nurse", "mode": "online"}),
        CaseDraft(
            "F1", "participant", "facilitator", ("P01", "P02"),
            {"role": "facilitator", "mode": "online"},
        ),
    ]  # fmt: skip


def test_cases_are_read_with_kind_label_and_parents(tmp_path: Path) -> None:
    text = "case,kind,label,parents,IMD quintile\nS01,Participant,Nurse,P01; P02,2\n"
    assert read_cases(written(tmp_path, text)) == [
        CaseDraft("S01", "participant", "Nurse", ("P01", "P02"), {"IMD quintile": "2"})
    ]


def test_people_with_an_id_belong_to_the_sites_that_stand_beside_them(tmp_path: Path) -> None:
    text = "ID,Site,Role\nann,P01,nurse\nbo,P01,GP\n"
    assert [
        (draft.name, draft.kind, draft.parents) for draft in read_cases(written(tmp_path, text))
    ] == [("ann", "participant", ("P01",)), ("bo", "participant", ("P01",))]
    assert [draft.name for draft in read_cases(written(tmp_path, "ID,Site\n1,Elm\n2,Oak\n"))] == [
        "Elm", "Oak",
    ]  # fmt: skip


def test_attributions_are_read(tmp_path: Path) -> None:
    text = "transcript,speaker,case,paragraphs\nS05,,S05,\nFG1,P1 (F),S06,12-40\n"
    assert read_attributions(written(tmp_path, text)) == [
        AttributionDraft(2, "S05", None, "S05"),
        AttributionDraft(3, "FG1", "P1 (F)", "S06", (12, 40)),
    ]


@pytest.mark.parametrize(
    ("typed", "span"),
    [("41", (41, 41)), ("43-44", (43, 44)), ("43–44", (43, 44)), ("¶43–44", (43, 44)),
     ("¶ 43 – ¶ 44", (43, 44)), ("44-43", None), ("0", None), ("x", None), ("1-2-3", None)],
)  # fmt: skip
def test_paragraphs_are_read_in_every_way_of_writing(
    typed: str, span: tuple[int, int] | None
) -> None:
    assert tables.paragraphs(typed) == span


def test_codings_are_placed_by_quote_span_or_paragraphs(tmp_path: Path) -> None:
    text = (
        "transcript,theme,quote,start,end,paragraphs,coder,starred,memo\n"
        'S05,2.2,"it was, late",,,,AB,*,why\nS05,2.2,,10,20,,,,\nS05,2.10,,,,¶43–44,,no,\n'
    )
    assert read_codings(written(tmp_path, text)) == [
        CodingDraft(2, "S05", "2.2", "it was, late", None, None, "AB", starred=True, memo="why"),
        CodingDraft(3, "S05", "2.2", "", (10, 20)),
        CodingDraft(4, "S05", "2.10", "", None, (43, 44)),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("S05,2.2,,,,,", "needs a quote"),
        (",2.2,x,,,,", "transcript is blank"),
        ("S05,2.2,,20,10,,", "no start before an end"),
        ("S05,2.2,,,,4x,", "no paragraph or range"),
        ("S05,2.2,x,,,,maybe", "neither yes nor no"),
    ],
)
def test_a_coding_without_a_sound_place_is_refused(row: str, said: str, tmp_path: Path) -> None:
    text = f"transcript,theme,quote,start,end,paragraphs,starred\n{row}\n"
    with pytest.raises(RefusedError, match=rf"^a\.csv, row 2: .*{said}"):
        read_codings(written(tmp_path, text))


def test_cells_are_read_and_no_cell_twice(tmp_path: Path) -> None:
    text = 'case,theme,text,state\nS05,2.2,"Late [S05 ¶41]",checked\nS06,2.2,,Not asked\n'
    assert read_cells(written(tmp_path, text)) == [
        CellDraft(2, "S05", "2.2", "Late [S05 ¶41]", "checked"),
        CellDraft(3, "S06", "2.2", "", "not_asked"),
    ]
    with pytest.raises(RefusedError, match=r"row 3: the cell S05 × 2\.2 stands in row 2 already"):
        read_cells(written(tmp_path, "case,theme,text\nS05,2.2,a\nS05,2.2,b\n"))
    with pytest.raises(RefusedError, match="row 2: “done” is no state"):
        read_cells(written(tmp_path, "case,theme,text,state\nS05,2.2,a,done\n"))
