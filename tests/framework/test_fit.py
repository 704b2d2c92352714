"""Say how findings fit, in either vocabulary."""

import pytest

from framework.rules.fit import LETTERS, MEANINGS, VOCABULARIES, needs_note, read_fit, translate


@pytest.mark.parametrize(
    ("fit", "vocabulary", "said"),
    [
        ("confirmation", "triangulation", "agreement"),
        ("complementarity", "triangulation", "partial agreement"),
        ("expansion", "triangulation", "partial agreement"),
        ("discordance", "triangulation", "dissonance"),
        ("silence", "triangulation", "silence"),
        ("agreement", "fetters", "confirmation"),
        ("partial agreement", "fetters", "complementarity or expansion"),
        ("dissonance", "fetters", "discordance"),
        ("expansion", "fetters", "expansion"),
        ("", "fetters", ""),
    ],
)
def test_labels_have_words_in_either_vocabulary(fit: str, vocabulary: str, said: str) -> None:
    assert translate(fit, vocabulary) == said


def test_labels_are_read_as_people_write_them() -> None:
    assert [read_fit(text) for text in ("PA", " partial  Agreement ", "d", "", "maybe")] == [
        "partial agreement", "partial agreement", "dissonance", "", None,
    ]  # fmt: skip


def test_every_label_has_a_meaning_and_letters_but_silence_keeps_its_own() -> None:
    labels = {label for held in VOCABULARIES.values() for label in held}
    assert labels == set(MEANINGS) == set(LETTERS)
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert needs_note("complementarity", "fetters")
    assert not needs_note("silence", "triangulation")
    assert not needs_note("expansion", "fetters")
