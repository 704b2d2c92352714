"""Fill the reference study: cases, themes, codings and cells."""

from collections.abc import Sequence
from random import Random

from framework.drafts import (
    AttributionDraft,
    CaseDraft,
    CellDraft,
    CodingDraft,
    FrameworkDraft,
    ThemeDraft,
    TranscriptDraft,
)
from framework.study import Study
from tests.benchmarks.words import Speech, sentence_case

CHARTS, COLUMNS = 10, 10
CODINGS, IN_ONE, LATER = 21_000, 1_000, 400
CELLS, ON_SITES, LOCATORS = 4_000, 800, 3
SILENT = 1_000
CODERS = ("AB", "CD", "EF")

Coded = dict[tuple[str, str], list[int]]
"""The numbers of the paragraphs coded, by transcript and theme."""


def site_name(number: int) -> str:
    return f"P{number:02d}"


def add_cases_and_themes(
    study: Study, drafts: Sequence[TranscriptDraft], sites: int, speech: Speech
) -> None:
    """Add sites, participants and the framework; each transcript speaks for one participant."""
    from framework.edits.cases import add_cases, attribute
    from framework.edits.themes import load_framework

    arms = ("implementation", "control")
    found = [
        CaseDraft(site_name(n), "site", "practice", (),
                  {"arm": arms[n % 4 == 0], "recruited_date": f"2024-01-{n % 27 + 1:02d}"})
        for n in range(1, sites + 1)
    ]  # fmt: skip
    roles = ("GP", "practice nurse", "practice manager", "pharmacist")
    found += [
        CaseDraft(draft.name, "participant", roles[at % 4], (site_name(at % sites + 1),), {})
        for at, draft in enumerate(drafts)
    ]
    add_cases(study, found)
    attribute(study, [AttributionDraft(at, d.name, None, d.name) for at, d in enumerate(drafts)])
    themes = tuple(
        ThemeDraft(str(top), _name(speech), children=tuple(
            ThemeDraft(f"{top}.{sub}", _name(speech), speech.talk(14), speech.talk(8))
            for sub in range(1, COLUMNS + 1)))
        for top in range(1, CHARTS + 1)
    )  # fmt: skip
    load_framework(study, FrameworkDraft("Reference framework", themes))


def _name(speech: Speech) -> str:
    return sentence_case(speech.words(3))


def theme_number(chance: Random) -> str:
    return f"{chance.randrange(1, CHARTS + 1)}.{chance.randrange(1, COLUMNS + 1)}"


def passage(chance: Random, first: int, last: int) -> tuple[int, int]:
    """Choose a stretch of the paragraph `[first, last)`."""
    start = chance.randrange(first, max(first + 1, last - 20))
    return start, min(last, start + chance.randrange(20, 240))


def draft_codings(
    drafts: Sequence[TranscriptDraft], chance: Random, speech: Speech
) -> tuple[list[CodingDraft], Coded]:
    """Draft codings by three coders, a thousand of them in the first transcript."""
    made, places = list[CodingDraft](), set[tuple[str, str, int, int, str]]()
    coded: Coded = {}
    while len(made) < CODINGS:
        draft = drafts[0] if len(made) < IN_ONE else chance.choice(drafts[1:])
        at = chance.randrange(1, len(draft.paragraphs))
        theme, coder = theme_number(chance), chance.choice(CODERS)
        span = passage(chance, draft.paragraphs[at].start, draft.paragraphs[at].end)
        if (draft.name, theme, *span, coder) in places:
            continue
        places.add((draft.name, theme, *span, coder))
        coded.setdefault((draft.name, theme), []).append(at + 1)
        memo = speech.talk(12) if chance.random() < 0.05 else ""
        made.append(CodingDraft(len(made) + 1, draft.name, theme, span=span, coder=coder,
                                starred=chance.random() < 0.05, memo=memo))  # fmt: skip
    return made, coded


def code_and_chart(
    study: Study, drafts: Sequence[TranscriptDraft], chance: Random, speech: Speech
) -> None:
    """Code, chart, then code a little more, so that some cells are out of date."""
    from framework.edits.codings import code_from

    made, coded = draft_codings(drafts, chance, speech)
    code_from(study, made[:-LATER])
    chart(study, drafts, coded, chance, speech)
    code_from(study, made[-LATER:])


def chart(
    study: Study,
    drafts: Sequence[TranscriptDraft],
    coded: Coded,
    chance: Random,
    speech: Speech,
) -> None:
    """Write the cells of participants and sites, and leave others as nothing to write."""
    from framework.edits.cells import chart_from

    every = [f"{top}.{sub}" for top in range(1, CHARTS + 1) for sub in range(1, COLUMNS + 1)]
    sites = sorted({site_name(at % 40 + 1) for at in range(len(drafts))})
    pairs = [(draft.name, theme) for draft in drafts for theme in every]
    chosen = chance.sample(pairs, CELLS - ON_SITES + SILENT)
    by_name = {draft.name: draft for draft in drafts}
    cells = [
        CellDraft(at, case, theme, _summary(by_name[case], theme, coded, chance, speech),
                  chance.choices(("checked", "draft"), (7, 3))[0])
        for at, (case, theme) in enumerate(chosen[SILENT:], 1)
    ]  # fmt: skip
    for site, theme in chance.sample([(s, t) for s in sites for t in every], ON_SITES):
        heard = [draft for at, draft in enumerate(drafts) if site_name(at % 40 + 1) == site]
        text = _summary(chance.choice(heard), theme, coded, chance, speech)
        cells.append(CellDraft(len(cells) + 1, site, theme, text, "draft"))
    for case, theme in chosen[:SILENT]:
        state = chance.choice(("not_asked", "nothing_relevant"))
        cells.append(CellDraft(len(cells) + 1, case, theme, "", state))
    chart_from(study, cells)


def _summary(
    draft: TranscriptDraft, theme: str, coded: Coded, chance: Random, speech: Speech
) -> str:
    """Write a summary with three locators and, in every other one, a quotation."""
    numbers = list(coded.get((draft.name, theme), ()))[:LOCATORS]
    while len(numbers) < LOCATORS:
        numbers.append(chance.randrange(2, len(draft.paragraphs) + 1))
    pieces = [f"{speech.talk(chance.randrange(8, 16))} [{draft.name} ¶{n}]" for n in numbers]
    if chance.random() < 0.5:
        paragraph = draft.paragraphs[numbers[0] - 1]
        quoted = draft.text[paragraph.start : paragraph.end].split()[2:9]
        if chance.random() < 0.05:
            quoted.append("misquoted")
        pieces.insert(1, f"“{' '.join(quoted)}”")
    if chance.random() < 0.2:
        pieces.append(f"{{{speech.phrase(5)}}}")
    return " ".join(pieces)
