"""Hold the rule of attribution to what the method asks."""

from framework.rules.attribution import levels, spoken

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


def test_shorter_passage_overrides_the_longer_round_it() -> None:
    said = [*levels([(0, 100, P04), (20, 40, P07)], 25, 30), set(), {FACILITATOR}]
    assert spoken(said, KINDS, PARENTS).every == (FACILITATOR, P07)


def test_same_passage_may_be_given_to_several_cases() -> None:
    assert levels([(0, 50, P04), (0, 50, P07)], 10, 20) == [{P04, P07}]


def test_longer_passage_still_speaks_for_cases_of_another_kind() -> None:
    said = levels([(0, 100, NURSE), (20, 40, P07)], 25, 30)
    assert spoken([*said, set(), set()], KINDS, PARENTS).direct == (NURSE, P07)


def test_passage_that_holds_only_part_of_a_stretch_overrides_nothing() -> None:
    passages = [(0, 100, P04), (20, 40, P07)]
    assert levels(passages, 10, 30) == [{P04, P07}]
    assert levels(passages, 50, 60) == [{P04}]
    assert levels(passages, 20, 40) == [{P07}, {P04}]
    assert levels(passages, 100, 120) == [set()]


def test_order_in_which_passages_were_given_does_not_matter() -> None:
    passages = [(0, 100, P04), (20, 40, P07), (22, 30, P01)]
    for rows in (passages, passages[::-1]):
        assert levels(rows, 25, 26) == [{P01}, {P07}, {P04}]
