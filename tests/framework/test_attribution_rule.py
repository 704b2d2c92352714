"""Hold the rule of attribution to what the method asks."""

from framework.rules.attribution import spoken

NURSE, FACILITATOR, P01, P04, P07 = 1, 2, 11, 14, 17
KINDS = {NURSE: "participant", FACILITATOR: "participant", P01: "site", P04: "site", P07: "site"}
PARENTS = {NURSE: [P01], FACILITATOR: [P04, P07]}


def test_document_speaks_for_its_case_and_the_sites_above() -> None:
    found = spoken([set(), set(), {FACILITATOR}], KINDS, PARENTS)
    assert found.direct == (FACILITATOR,)
    assert found.every == (FACILITATOR, P04, P07)


def test_passage_given_to_one_site_leaves_the_participant_and_takes_the_other_site() -> None:
    found = spoken([{P04}, set(), {FACILITATOR}], KINDS, PARENTS)
    assert found.direct == (FACILITATOR, P04)
    assert found.every == (FACILITATOR, P04)


def test_speaker_overrides_the_document() -> None:
    found = spoken([set(), {NURSE}, {FACILITATOR}], KINDS, PARENTS)
    assert found.every == (NURSE, P01)


def test_passage_overrides_the_speaker() -> None:
    found = spoken([{FACILITATOR}, {NURSE}, {NURSE}], KINDS, PARENTS)
    assert found.every == (FACILITATOR, P04, P07)


def test_one_level_may_name_several_cases() -> None:
    found = spoken([set(), {NURSE, FACILITATOR}, set()], KINDS, PARENTS)
    assert found.every == (NURSE, FACILITATOR, P01, P04, P07)


def test_nothing_said_speaks_for_nobody() -> None:
    assert spoken([set(), set(), set()], KINDS, PARENTS) == ((), ())
