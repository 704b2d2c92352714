"""Hold who speaks, in every layout that transcripts are written in; all text is synthetic."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.importers.documents import imported, kinds, texts, times, turns, voices


class Layout(NamedTuple):
    """Hold a transcript and the turns of its speakers."""

    name: str
    text: str
    turns: dict[str, int]


SPOKEN = (
    Layout(
        "colons.txt",
        "Interview ID: S02\nDate: 17/08/2021\nDuration: 00:29:14\n\n"
        "I: What made it easier?\nS02: [pause] Time, at 9:30.\n"
        "[inaudible 00:12:33] but they were.\n"
        "I:\tAnd then?\nS02: So, you know: lunch.\nNOTE: door opened [00:15:02]\n",
        {"I": 2, "S02": 2},
    ),
    Layout(
        "header names the speakers.txt",
        "Project: X\nInterviewer: Jane Smith\nParticipant: S07\nDate: 1 May 2021\n\n"
        "Interviewer: Hello there.\nParticipant: Hello.\nInterviewer: So?\nParticipant: Rain.\n",
        {"Interviewer": 2, "Participant": 2},
    ),
    Layout(
        "focus group.txt",
        "FACILITATOR: First impressions?\nP1 (F): Charts.\nP2 (M): [overlapping] Pages.\n"
        "P1 (F): Mm.\nUNKNOWN FEMALE: Late. [several agree]\nMALE 2?: Never.\n",
        {"FACILITATOR": 1, "P1 (F)": 2, "P2 (M)": 1, "UNKNOWN FEMALE": 1, "MALE 2?": 1},
    ),
    Layout(
        "otter.txt",
        "Ann Lee  0:03\nHow is it?\n\nS04  0:09\nIt pops up.\nI don't mind.\n\n"
        "Ann Lee  1:02:11\nThank you.\n\nTranscribed by https://otter.ai\n",
        {"Ann Lee": 2, "S04": 1},
    ),
    Layout(
        "otter.md",
        "# Interview with Ann Lee\n\n## Details\n\nTaken on May 6.\n"
        "Full interview available at https://example.org/watch.\n\n## Transcript\n\n"
        "Bob Ray  0:22  \nHello: all.\n\nAnn Lee  0:41  \nSure, https://example.org: that.\n\n"
        "Bob Ray  1:04  \nFine.\n",
        {"Bob Ray": 2, "Ann Lee": 1},
    ),
    Layout(
        "teams, old shape.txt",
        "0:0:3.450 --> 0:0:7.120\nInterviewer, A\nThanks.\n"
        "0:0:7.980 --> 0:0:12.310\nNurse, B (P01)\nErm, yeah.\n",
        {"Interviewer, A": 1, "Nurse, B (P01)": 1},
    ),
    Layout(
        "teams, new shape.txt",
        "Study S01-20210810_100212-Meeting Recording\n10 August 2021, 09:02am\n38m 12s\n\n"
        "Interviewer, A started transcription\n\nInterviewer, A   0:03\nThanks.\n\n"
        "Nurse, B (P01)   0:07\nErm.\n\nInterviewer, A stopped transcription\n",
        {"Interviewer, A": 1, "Nurse, B (P01)": 1},
    ),
    Layout(
        "word transcribe.txt",
        "Transcript\nAudio file\nmeeting.mp3\n00:00:00 Speaker 1\nHello.\n00:00:05 Speaker 2\nHi.\n"
        "00:00:09 Speaker 1\nBye.\n",
        {"Speaker 1": 2, "Speaker 2": 1},
    ),
    Layout(
        "front matter.md",
        "---\ntitle: A talk\nspeakers:\n  - Ann\ndate: 2020-01-30\n---\n"
        "Notes: <https://example.org>\n\n"
        "## Intro\n\n"
        "Ann: Welcome.\n\nBen: Thanks.\n\nMore: none.\n\n"
        "## End\n\nAnn: So: bye.\n\nBen: Bye.\n",
        {"Ann": 2, "Ben": 2},
    ),
    Layout(
        "bold labels.md",
        "**Ann Lee:** \\[00:31\\] Welcome, *all*.\n\nStill me.\n\n**Ben Ray**: \\[laughs\\] Hi.\n\n"
        "***\n\n"
        "**Ann Lee:** Bye \\[14:59\\] now.\n\n**Ben Ray:** Bye.\n",
        {"Ann Lee": 2, "Ben Ray": 2},
    ),
    Layout(
        "television.txt",
        ">> JOHN SMITH: Good evening.\n>> MARY: Hello.\n>> JOHN SMITH: News?\n>> Nothing much.\n",
        {"JOHN SMITH": 2, "MARY": 1},
    ),
    Layout(
        "brackets.txt",
        "[Interviewer] What?\n[Participant 1] This.\n[laughs]\n[Interviewer] And?\n"
        "[Participant 1] [pause] That.\n",
        {"Interviewer": 2, "Participant 1": 2},
    ),
    Layout(
        "times after names.txt",
        "Jane Doe [00:01:02]: Hello.\nJohn Roe [00:01:09]: Hi.\nJane Doe (00:02:00): More.\n"
        "John Roe 00:03:00: Bye.\n",
        {"Jane Doe": 2, "John Roe": 2},
    ),
    Layout(
        "names over speech.txt",
        "Ann (00:03):\nHello there.\n\nJohn (00:10):\nYes.\n\nAnn (00:12):\nBye.\n",
        {"Ann": 2, "John": 1},
    ),
    Layout(
        "names alone.txt",
        "Interviewer A\nHow was it?\n\nJane Smith\nGood.\nReally good.\n\n"
        "Interviewer A\nThanks.\n\n"
        "Jane Smith\nBye.\n",
        {"Interviewer A": 2, "Jane Smith": 2},
    ),
    Layout(
        "tabs.txt",
        "00:00:01\tINT\tWhat?\n00:00:05\tP01\tWe met at 9:30: all.\n00:00:09\tINT\tOh.\n",
        {"INT": 2, "P01": 1},
    ),
    Layout(
        "numbered turns.txt",
        "#1 Interviewer: Hi.\n#2 Anna: Hello.\n#3 Interviewer: Plan?\n#4 Anna: Plan A: go.\n",
        {"Interviewer": 2, "Anna": 2},
    ),
    Layout(
        "bullets.md",
        "- **Ann:** Hello.\n- **Ben:** Hi.\n- **Ann:** So?\n- **Ben:** Yes.\n",
        {"Ann": 2, "Ben": 2},
    ),
    Layout(
        "bars.txt",
        "Speaker 1 | 00:12\nHello.\nSpeaker 2 | 00:20\nHi.\nSpeaker 1: (00:25)\nBye.\n",
        {"Speaker 1": 2, "Speaker 2": 1},
    ),
    Layout(
        "wrapped lines.txt",
        "INTERVIEWER: Tell me what\nyou did: all.\nMRS. JONES: We\nwent in at 9:30 and\n"
        "NHS: they came.\nwe left\nit there\nINTERVIEWER: Right.\nMRS. JONES: So.\n",
        {"INTERVIEWER": 2, "MRS. JONES": 2},
    ),
    Layout(
        "other scripts.txt",
        "主持人：你好\n嘉宾：你好\n主持人：请\n嘉宾：好\nÉlodie: ça va: bien\nÉlodie: oui\n",
        {"主持人": 2, "嘉宾": 2, "Élodie": 1},
    ),
)

TWO_PARTS = "Ann: One.\n\nBen: Two.\n\n## Part\n\nStill.\n\nAnn: x\n\nBen: y\n"

UNSPOKEN = {
    "lecture.txt": "--Title--\nHi, this is a lecture.\nLet's take a look! We have:\n-\tone case\n"
    "Definition: a set.\nOk then, the answer is: two.\nDefinition: b set.\nNote: c is not.\n"
    "Step 1: add.\nStep 2: count.\nSo: done.\nSo: really done.\nThat is all.\n",
    "field notes.txt": "Date: 3 May\nAuthor: Jane\nArrived at 9:30. Reception: busy.\n"
    "To do: call.\nRisks: none.\nTo do: write up.\n",
    "chapters.txt": "0:00 Intro\n5:30 Methods\n10:00 Results\nThe talk is about: sets.\n",
    "links.txt": "See https://example.org: good.\nSee https://example.org: better.\n",
    "figures.txt": "Site    June    July\n"
    + "".join(f"P{n:02}     {n}       late\n" for n in range(1, 9)) * 2,
    "lists.txt": "(a) the first\n(b) the second\n(i) in it\n(ii) too\n(a) anew\n(b) and\n(i) on\n"
    "(A) one way\n(B) another\n(A) or so\n(B) or not\n",
    "topic guide.txt": "Topic guide\n1. Background: How long have you worked here?\n"
    "Probe: roles, teams\n2. Report: Did you see it?\nProbe: when\n3. Change: What changed?\n"
    "Probe: examples\n",
    "visits.txt": "Visit, 3 May 2021 at 10:02\nWe walked round the ward.\nThe visit went on.\n"
    "Phone call, 4 May 2021 at 11:00\nNobody came.\n",
    "times of day.txt": "9:30 Meeting: all came.\n10:30 Meeting: few came.\nThen we left.\n",
}


@pytest.mark.parametrize("layout", SPOKEN, ids=[layout.name for layout in SPOKEN])
def test_every_speaker_has_their_turns(layout: Layout, tmp_path: Path) -> None:
    draft = imported(tmp_path, layout.name, layout.text)
    assert turns(draft) == layout.turns


@pytest.mark.parametrize("layout", SPOKEN, ids=[layout.name for layout in SPOKEN])
def test_no_line_is_dropped(layout: Layout, tmp_path: Path) -> None:
    draft = imported(tmp_path, layout.name, layout.text)
    lines = [line for line in layout.text.splitlines() if line.strip()]
    assert len(draft.paragraphs) == len(lines)
    if layout.name.endswith(".txt"):
        assert texts(draft) == [line.strip() for line in lines]


@pytest.mark.parametrize("name", UNSPOKEN)
def test_colons_in_speech_name_nobody(name: str, tmp_path: Path) -> None:
    assert imported(tmp_path, name, UNSPOKEN[name]).speakers == ()


def test_markup_is_taken_out_and_front_matter_is_kept_as_notes(tmp_path: Path) -> None:
    text = "---\ntitle: *T*\n---\n# A **bold** head #\n\n"
    text += "See [the *site*](https://example.org), a\\_b c_d_e `x`\\\n"
    draft = imported(tmp_path, "a.md", text)
    assert texts(draft) == ["---", "title: *T*", "---", "A bold head", "See the site, a_b c_d_e x"]
    assert kinds(draft) == ["note", "note", "note", "heading", "speech"]
    assert draft.left_out == ("The addresses of 1 links: https://example.org.",)


def test_a_time_is_read_at_the_start_and_after_a_label_only(tmp_path: Path) -> None:
    text = (
        "I: [00:31] Hello.\nP1: It was at [00:12:33] or 9:30.\n[00:01:02] So I went.\n"
        "I: And?\n00:01:30 Then\nP1: 9:30 sharp.\n9:30 it was.\n[00:02:00]\n"
    )
    draft = imported(tmp_path, "a.txt", text)
    assert times(draft) == [31_000, None, 62_000, None, 90_000, None, None, 120_000]
    assert kinds(draft)[-1] == "note"


def test_labels_are_kept_as_typed_and_ways_of_typing_meet(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.txt", "INT: One?\nP1: Two.\nInt: Three?\np1: Four.\n")
    assert [speaker.labels for speaker in draft.speakers] == [("INT", "Int"), ("P1", "p1")]
    assert [paragraph.label for paragraph in draft.paragraphs] == ["INT", "P1", "Int", "p1"]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("I", "interviewer"), ("INT", "interviewer"), ("Interviewer A", "interviewer"),
        ("Moderator", "interviewer"), ("Researcher", "interviewer"), ("R", "participant"),
        ("S02", "participant"), ("Respondent", "participant"), ("Participant 3", "participant"),
        ("Facilitator", "unknown"), ("Speaker 1", "unknown"), ("Jane", "unknown"),
    ],
)  # fmt: skip
def test_a_role_is_guessed_from_the_label_alone(label: str, role: str, tmp_path: Path) -> None:
    text = f"{label}: One.\nZoe: Two.\n{label}: Three.\nZoe: Four.\n"
    assert imported(tmp_path, "a.txt", text).speakers[0].role == role


def test_a_facilitator_beside_participants_is_the_interviewer(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.txt", "Facilitator: So?\nP1: Yes.\nP2: No.\nFacilitator: Oh.\n")
    assert [speaker.role for speaker in draft.speakers] == [
        "interviewer",
        "participant",
        "participant",
    ]


def test_the_turn_goes_on_over_headings_and_notes(tmp_path: Path) -> None:
    draft = imported(
        tmp_path, "a.md", "Ann: One.\n\nBen: Two.\n\n## Part\n\nStill.\n\nAnn: x\n\nBen: y\n"
    )
    assert voices(draft)[:4] == ["Ann", "Ben", None, "Ben"]


def test_a_time_of_day_is_no_time_of_the_recording(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.txt", "Ann Lee 10:32 AM\nSo?\nBen Ray 10:33 PM\nYes.\n" * 2)
    assert turns(draft) == {"Ann Lee": 2, "Ben Ray": 2}
    assert set(times(draft)) == {None}
    assert draft.remarks == ("Times of day stay in the text; none is of the recording.",)


def test_a_credit_above_the_talk_is_no_turn_but_a_greeting_is(tmp_path: Path) -> None:
    credit = "Interviewer: Ann Lee\nAL: So?\nBR: Yes.\nAL: And?\nBR: No.\n"
    assert turns(imported(tmp_path, "a.txt", credit)) == {"AL": 2, "BR": 2}
    greeting = "Interviewer: Good morning\nBen: Morning.\nInterviewer: So?\nBen: Yes.\n"
    assert turns(imported(tmp_path, "b.txt", greeting)) == {"Interviewer": 2, "Ben": 2}
