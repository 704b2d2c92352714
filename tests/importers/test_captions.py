"""Hold that no cue is lost and that every voice is heard; all text is synthetic."""

from pathlib import Path

import pytest

from framework.errors import RefusedError
from tests.importers.documents import imported, kinds, texts, times, voices

TEAMS = """WEBVTT

0f1c2d3e-0000-4a11-9b7e-aaaaaaaaaaaa/12-0
00:00:03.450 --> 00:00:07.120
<v Interviewer, A>Thanks. Could you
start?</v>

0f1c2d3e-0000-4a11-9b7e-aaaaaaaaaaaa/13-0
00:00:06.980 --> 00:00:12.310 align:start position:0%
<v Nurse, B (P01)>It was 9:30 &amp; we&#39;d started.

0f1c2d3e-0000-4a11-9b7e-aaaaaaaaaaaa/14-0
00:00:12.400 --> 00:00:15.000
<v Nurse, B (P01)>Yes.</v> <v Interviewer, A>Good.</v>
"""

ZOOM = """WEBVTT

1
00:00:02.220 --> 00:00:05.790
Interviewer A: Could you tell me?

2
00:00:05.790 --> 00:00:13.514
S03: In August, so, you know: not useful.

3
00:00:13.900 --> 00:00:15.100
One gap.

4
00:00:16.000 --> 00:00:17.000
10:30 Meeting: was the entry.
"""


def test_voices_with_commas_brackets_and_overlap_are_read(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.vtt", TEAMS.replace("\n", "\r\n"))
    assert texts(draft) == [
        "Thanks. Could you start?",
        "It was 9:30 & we'd started.",
        "Yes.",
        "Good.",
    ]
    assert voices(draft) == ["Interviewer, A", "Nurse, B (P01)", "Nurse, B (P01)", "Interviewer, A"]
    assert times(draft) == [3450, 6980, 12_400, 12_400]


def test_names_before_the_text_are_taken_off_and_carried_on(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.vtt", ZOOM)
    assert texts(draft) == [
        "Could you tell me?",
        "In August, so, you know: not useful.",
        "One gap.",
        "10:30 Meeting: was the entry.",
    ]
    assert voices(draft) == ["Interviewer A", "S03", "S03", "S03"]
    assert [paragraph.label for paragraph in draft.paragraphs] == [
        "Interviewer A",
        "S03",
        None,
        None,
    ]


def test_cues_without_hours_and_without_names_keep_their_text(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:43.810 --> 00:47.850\nHello\n\n52:05.500 --> 52:06.000\n♪♪♪\n"
    draft = imported(tmp_path, "a.vtt", text)
    assert texts(draft) == ["Hello", "♪♪♪"]
    assert times(draft) == [43_810, 3_125_500]
    assert draft.speakers == ()


def test_blocks_that_are_no_cues_are_named(tmp_path: Path) -> None:
    text = (
        "WEBVTT - A talk\nKind: captions\n\nNOTE made by hand\nand checked\n\nSTYLE\n::cue {}\n\n"
        "REGION\nid:a\n\n00:01.000 --> 00:02.000\n<c.loud><b>Hi</b></c> <inaudible>\n\n"
        "00:03.000 --> 00:04.000\n\n"
    )
    draft = imported(tmp_path, "a.vtt", text)
    assert texts(draft) == ["Hi <inaudible>"]
    assert draft.left_out == (
        "The header of the captions: Kind: captions.",
        "1 comment: NOTE made by hand and checked",
        "1 style block: STYLE ::cue {}",
        "1 region: REGION id:a",
        "1 cue without text.",
    )


def test_subrip_keeps_every_cue_whatever_its_number_and_time(tmp_path: Path) -> None:
    text = (
        "1\n00:00:43,810 --> 00:00:47,850\n<i>Hello</i>\nthere.\n\n"
        "seven\n0:0:48,3 --> 0:0:49,1\nOne.\n\n\nA blank before.\n\n"
        "3\n00:00:xx,000 --> 00:00:51,000\nTwo.\n00:01:00,000 --> 00:01:01,000\n{\\an8}Three.\n"
    )
    draft = imported(tmp_path, "a.srt", text.replace("\n", "\r\n"))
    assert texts(draft) == ["Hello there.", "One. A blank before.", "Two.", "Three."]
    assert times(draft) == [43_810, 48_300, None, 60_000]
    assert draft.remarks == (
        "1 malformed time read as meant.",
        "1 cue kept without a time: it is unreadable.",
    )


def test_content_decides_whatever_the_ending(tmp_path: Path) -> None:
    assert imported(tmp_path, "a.txt", TEAMS).format == "vtt"
    assert imported(tmp_path, "b.vtt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n").format == "srt"
    assert imported(tmp_path, "c.srt", "Ann: Hi.\n").format == "txt"
    assert set(kinds(imported(tmp_path, "d.txt", TEAMS))) == {"speech"}


def test_names_of_cues_that_are_no_speakers_are_said_to_be_left_out(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\nThe Garden\n00:01.000 --> 00:02.000\nOne.\n\n2\n00:03.000 --> 00:04.000\nTwo.\n"
    )
    draft = imported(tmp_path, "a.vtt", text)
    assert draft.speakers == ()
    assert draft.left_out == ("1 name of cues: The Garden.",)


def test_a_caption_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    cue = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" + "word " * 300_000
    with pytest.raises(RefusedError, match="a caption of more than"):
        imported(tmp_path, "a.vtt", cue)
