"""Search as an analyst may who charts apart: own versions, and nothing that others charted."""

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.apart import reconciled
from framework.queries.memos import cell_memos
from framework.queries.own_cells import own_cells
from framework.queries.search import OFF, ON, Hit, fts_terms, search
from framework.queries.themes import list_themes_plain
from framework.schema import StudyCase

_BESIDE = 60  # letters on either side of what is found


def search_apart(session: Session, words: str, coder: str, limit: int = 100) -> list[Hit]:
    """Find words as `queries.search.search` does, but of charting only what an analyst may see.

    That is their own versions and memos on cells, and what is reconciled; syntheses and joint
    displays, which rest on what others charted, are left out.
    """
    found = search(session, words, limit)
    pairs = [(hit.case_id, hit.theme_id) for hit in found if hit.case_id and hit.theme_id]
    agreed = reconciled(session, [case or 0 for case, _t in pairs], [t or 0 for _c, t in pairs])
    seen = [
        hit for hit in found
        if hit.kind not in {"summary", "synthesis", "joint row", "memo"}
        or (hit.kind == "summary" and (hit.case_id, hit.theme_id) in agreed)
        or (hit.kind == "memo" and _is_own(session, hit, coder))
    ]  # fmt: skip
    return [*seen, *_own_versions(session, words, coder, set(agreed))][:limit]


def _is_own(session: Session, hit: Hit, coder: str) -> bool:
    """Tell whether a memo may be seen: it is about no cell, or it is the analyst's own."""
    if hit.case_id is None or hit.theme_id is None:
        return True
    rows = cell_memos(session, [hit.case_id], [hit.theme_id])[hit.case_id, hit.theme_id]
    words = re.sub(f"[{ON}{OFF}]", "", hit.snippet).strip("…")
    return any(row.coder == coder and words in row.text for row in rows)


def _own_versions(
    session: Session, words: str, coder: str, agreed: set[tuple[int, int]]
) -> list[Hit]:
    """Find words in an analyst's own versions that are not reconciled."""
    patterns = [_pattern(term) for term in fts_terms(words)]
    if not patterns:
        return []
    cases = dict(session.execute(select(StudyCase.id, StudyCase.name)).tuples().all())
    themes = {theme.id: theme.number for theme in list_themes_plain(session)}
    found = []
    for pair, views in own_cells(session, list(cases), list(themes), coder).items():
        said = views[0].text
        plain = "".join(_folded(letter) for letter in said)
        if pair not in agreed and all(pattern.search(plain) for pattern in patterns):
            name = f"{cases[pair[0]]} × {themes[pair[1]]}, your own"
            snippet = _snippet(said, plain, patterns)
            found.append(Hit("summary", name, views[0].id, None, snippet,
                             case_id=pair[0], theme_id=pair[1]))  # fmt: skip
    return found


def _pattern(term: str) -> re.Pattern[str]:
    """Make what finds a term as the search index would: whole words, one after the other."""
    words = re.findall(r"\w+", "".join(_folded(letter) for letter in term))
    end = "" if term.endswith("*") else r"\b"
    return re.compile(r"\b" + r"\W+".join(map(re.escape, words)) + end)


def _folded(letter: str) -> str:
    """Give a letter small and without its accent, as one letter."""
    return unicodedata.normalize("NFD", letter)[0].lower()[0]


def _snippet(said: str, plain: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Cut out what stands around the first words that were found, and mark them."""
    match = next(found for pattern in patterns if (found := pattern.search(plain)))
    start, end = match.span()
    left, right = max(0, start - _BESIDE), min(len(said), end + _BESIDE)
    return (f"{'…' if left else ''}{said[left:start]}{ON}{said[start:end]}{OFF}{said[end:right]}"
            f"{'…' if right < len(said) else ''}")  # fmt: skip
