"""Open a study after a fault, and compare it with what was said to be saved."""

from collections.abc import Callable, Collection
from pathlib import Path
from traceback import format_exception
from typing import Literal, NamedTuple

from sqlalchemy import text

from framework.errors import FrameworkError
from framework.queries.chain import verify
from framework.queries.soundness import faults
from framework.study import Study
from tests.faults.script import state_of

Verdict = Literal["fine", "lost", "unopenable", "unspoken", "damaged"]


class Outcome(NamedTuple):
    """Say what came of a fault, in a word and in more."""

    verdict: Verdict
    said: str = ""


class Tally:
    """Count the faults and what came of them; keep the first words on each that went wrong."""

    def __init__(self) -> None:
        self.faults: dict[str, int] = {}
        self.wrong: dict[Verdict, int] = {"lost": 0, "unopenable": 0, "unspoken": 0, "damaged": 0}
        self.said: list[str] = []

    def note(self, kind: str, outcome: Outcome, where: str = "") -> None:
        """Count one fault of a kind."""
        verdict = outcome.verdict
        self.faults[kind] = self.faults.get(kind, 0) + 1
        if verdict != "fine":
            self.wrong[verdict] += 1
            self.said.append(f"{kind}: {verdict} {where}: {outcome.said}")

    def as_json(self) -> dict[str, object]:
        """Give what is written to the JSON file."""
        return {"faults": sum(self.faults.values()), **self.wrong, "kinds": self.faults,
                "said": self.said[:12]}  # fmt: skip


def judge(
    path: Path, allowed: Collection[str | None], state: Callable[[Study], str] = state_of
) -> Outcome:
    """Open a study: its state must be one of `allowed`, where None is that it is not there yet."""
    return _judged(path, lambda study: None in allowed or state(study) in allowed,
                   may_be_missing=None in allowed)  # fmt: skip


def judge_by_marks(path: Path, marks: tuple[str, str] | None) -> Outcome:
    """Open a study: its record must hold all up to `marks`, the last two digests said as saved.

    The last step may have grown by another change of the same text, of which nothing was said.
    """

    def holds(study: Study) -> bool:
        with study.read() as session:
            found = session.execute(text("SELECT digest FROM step ORDER BY id")).scalars().all()
        last, before = marks or ("", "")
        return not last or last in found or (before in found[:-1] and found[-2] == before)

    return _judged(path, holds, may_be_missing=marks is None)


def _judged(path: Path, holds: Callable[[Study], bool], *, may_be_missing: bool) -> Outcome:
    """Open a study, look for damage, and see that it holds what it must."""
    try:
        study = Study.open(path)
    except FrameworkError as error:
        return Outcome("fine" if may_be_missing else "unopenable", str(error))
    except Exception as error:  # noqa: BLE001 - whatever is no sentence is what is looked for
        return Outcome("unspoken", "".join(format_exception(error)[-3:]))
    try:
        with study.read() as session:
            amiss = [*faults(session), *verify(session).broken]
        kept = holds(study)
    except FrameworkError as error:
        return Outcome("damaged", str(error))
    except Exception as error:  # noqa: BLE001 - likewise
        return Outcome("unspoken", "".join(format_exception(error)[-3:]))
    finally:
        study.close()
    if amiss:
        return Outcome("damaged", " ".join(amiss))
    return Outcome("fine") if kept else Outcome("lost", "what was saved is not there")
