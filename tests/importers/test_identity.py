"""Hold which labels are one person's, and which are not; all text is synthetic."""

from pathlib import Path

from tests.importers.documents import imported, kinds, turns


def test_initials_that_fit_two_names_or_stand_among_them_are_left_alone(tmp_path: Path) -> None:
    two = "Mary Hall: So?\nMark Hill: Yes.\nMH: One.\nMary Hall: Two.\nMH: Oh.\nMark Hill: x.\n"
    assert turns(imported(tmp_path, "a.txt", two)) == {"Mary Hall": 2, "Mark Hill": 2, "MH": 2}
    among = "Gareth Price: So?\nGP: Yes.\nGareth Price: One.\nGP: Two.\n"
    assert turns(imported(tmp_path, "b.txt", among)) == {"Gareth Price": 2, "GP": 2}


def test_names_that_are_alike_are_two_people(tmp_path: Path) -> None:
    text = "Joanne: a.\nJoanna: b.\nInterviewer: c.\nInterviewee: d.\n" * 2
    assert turns(imported(tmp_path, "a.txt", text)) == dict.fromkeys(
        ("Joanne", "Joanna", "Interviewer", "Interviewee"), 2
    )


def test_every_way_of_typing_a_person_is_kept(tmp_path: Path) -> None:
    text = "Interviewer 1: a.\nAnn Lee: b.\nIntervewer 1: c.\nAL: d.\nInterviewer 1: e.\nAL: f.\n"
    draft = imported(tmp_path, "a.txt", text)
    assert [speaker.labels for speaker in draft.speakers] == [
        ("Interviewer 1", "Intervewer 1"),
        ("Ann Lee", "AL"),
    ]


def test_lists_and_headings_with_full_stops_name_nobody(tmp_path: Path) -> None:
    options = "Which is right?\nA. The first.\nB. The second.\nC. Both.\n" * 4
    assert imported(tmp_path, "a.txt", options).speakers == ()
    parts = "I. Introduction here.\nSo it was.\nII. Methods here.\nSo they were.\n" * 2
    assert imported(tmp_path, "b.txt", parts).speakers == ()


def test_headings_of_sections_that_recur_once_name_nobody(tmp_path: Path) -> None:
    text = (
        "# Morning\n\nIt rained.\n\n# Noon\n\nIt snowed.\n\n# Morning\n\nIt rained.\n\n# End\n\nx\n"
    )
    draft = imported(tmp_path, "a.md", text)
    assert draft.speakers == ()
    assert kinds(draft).count("heading") == 4


def test_verse_and_short_lines_are_never_joined(tmp_path: Path) -> None:
    verse = "The rain it rained on all of the town that day and more\nand so\nwe went\n" * 6
    assert len(imported(tmp_path, "a.txt", verse).paragraphs) == 18


def test_whose_answer_is_told_of_twice_is_nobodys_label(tmp_path: Path) -> None:
    told = "Her answer: no.\nHer answer: still no.\n"
    text = f"Interviewer: And?\nCarla: They wrote.\n{told}Interviewer: So?\nCarla: I left.\n"
    assert turns(imported(tmp_path, "a.txt", text)) == {"Interviewer": 2, "Carla": 2}
    nurse = text.replace("Carla", "Ward sister")
    assert turns(imported(tmp_path, "b.txt", nurse)) == {"Interviewer": 2, "Ward sister": 2}
