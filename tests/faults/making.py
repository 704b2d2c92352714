"""Make the faults, each kind in its way, and tally what comes of them."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from framework.backups import list_backups, make_backup
from framework.errors import FrameworkError
from framework.rescue import rescue
from framework.study import Study
from tests.faults.disk import DISK, Op
from tests.faults.judging import Outcome, Tally, judge, judge_by_marks
from tests.faults.power import Files
from tests.faults.script import changes, marks_of, state_of, work
from tests.studies import small_study

FOLDERS = ("local", "Dropbox")  # a write-ahead log in the one, a rollback journal in the other
PAGE = 4096
Marks = tuple[str, str]


def cut(tally: Tally, folder: Path, count: int, chance: Random) -> None:
    """Stop a recorded session after any deed: dead program, or no power and a forgetful disk."""
    for place in FOLDERS:
        home = _made(folder / f"record {place}" / place)
        log, states = _recorded(home / "s.chartwell")
        times = sorted(chance.randrange(1, len(log)) for _n in range(-(-count // 2)))
        _replay(tally, folder, place, log, states, times, chance)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _recorded(path: Path) -> tuple[list[Op], list[str]]:
    """Work once, and give all that was done to the disk and each state that was called saved."""
    states: list[str] = []

    def ack(study: Study) -> None:
        states.append(state_of(study))
        DISK.log.append(Op("ack"))

    DISK.watch(str(path))
    DISK.recording = True
    work(path, ack)
    DISK.recording, DISK.watched = False, ""
    return DISK.log, states


def _replay(
    tally: Tally, folder: Path, place: str, log: Sequence[Op], states: Sequence[str],
    times: Sequence[int], chance: Random,
) -> None:  # fmt: skip
    """Rebuild the disk at each of the times, and judge the study on it."""
    files, saved, at = Files(), 0, 0
    for n, time in enumerate(times):
        for op in log[at:time]:
            if op.kind == "ack":
                saved += 1
            else:
                files.do(op)
        at = time
        killed = chance.random() < 0.3
        home = _made(folder / f"cut {n}" / place)
        files.write(home, None if killed else chance)
        allowed = {states[saved - 1] if saved else None, states[min(saved, len(states) - 1)]}
        outcome = judge(home / "s.chartwell", allowed)
        tally.note(f"{'killed' if killed else 'power cut'}, {place}", outcome, f"at {time}")
        shutil.rmtree(home.parent)


def kill(tally: Tally, folder: Path, count: int, chance: Random) -> None:
    """Kill the program itself in the midst of a write, again and again on the same study."""
    for place in FOLDERS:
        home = _made(folder / f"killed {place}" / place)
        path, before = home / "s.chartwell", None
        for n in range(-(-count // 2)):
            last = _work_until_killed(path, chance.randrange(20, 900), n * 10) or before
            outcome = judge_by_marks(path, last)
            tally.note(f"killed in a write, {place}", outcome, f"round {n}")
            before = _marks(path) if last is not None and outcome.verdict == "fine" else None
            if before is None or n % 6 == 5:
                shutil.rmtree(home)
                home.mkdir()
                before = None


def _work_until_killed(path: Path, die_at: int, seed: int) -> Marks | None:
    """Run the script until it dies; give the marks of the last change that it called saved."""
    command = [sys.executable, "-m", "tests.faults.script", str(path), str(die_at), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    whole = [line for line in done.stdout.splitlines(keepends=True) if line.endswith("\n")]
    if not whole:
        return None
    last, _, before = whole[-1].strip().partition(" ")
    return last, before


def _marks(path: Path) -> Marks:
    study = Study.open(path, reading=True)
    try:
        return marks_of(study)
    finally:
        study.close()


def fail(tally: Tally, folder: Path, count: int, chance: Random) -> None:
    """Let a write fail, once or from then on: the disk is full, or does not answer."""
    for place in FOLDERS:
        template = _made(folder / f"template {place}" / place) / "s.chartwell"
        small_study(template).close()
        for n in range(-(-count // 2)):
            path = _made(folder / f"failed {place} {n}" / place) / "s.chartwell"
            shutil.copy(template, path)
            error = chance.choice(("full", "io"))
            outcome = _work_on_a_bad_disk(path, error, chance)
            tally.note(f"{'disk full' if error == 'full' else 'disk error'}, {place}", outcome,
                       f"fails from {DISK.fail_at} for {DISK.fail_for}")  # fmt: skip
            shutil.rmtree(path.parent.parent)


def _work_on_a_bad_disk(path: Path, error: str, chance: Random) -> Outcome:
    """Work while a write fails; whatever was saved must be there when the disk is well again."""
    marks: Marks | None = _marks(path)
    DISK.watch(str(path))
    DISK.error, DISK.fail_for = error, chance.choice((1, 1, 5, 1_000_000))
    DISK.fail_at = chance.randrange(1, 500)
    lifted = chance.random() < 0.5
    study: Study | None = None
    try:
        study = Study.open(path, coder="AB")
        for change in changes(study, chance.randrange(100), 5):
            marks = _attempt(study, change, marks)
    except FrameworkError:
        pass
    except Exception as wrong:  # noqa: BLE001 - whatever is no sentence is what is looked for
        return Outcome("unspoken", repr(wrong))
    finally:
        if lifted:
            DISK.watched = ""
        if study is not None:
            study.close()
        DISK.watched = ""
    return judge_by_marks(path, marks)


def _attempt(study: Study, change: object, marks: Marks | None) -> Marks | None:
    """Make one change; give the marks after it where it was saved, those before it otherwise."""
    assert callable(change)
    try:
        change()
    except (FrameworkError, IndexError):  # IndexError: what it builds on was not saved
        return marks
    return marks_of(study)


def corrupt(tally: Tally, folder: Path, count: int, chance: Random) -> None:
    """Damage a closed file: it opens whole, or the damage is seen and rescue or a copy helps."""
    path = _made(folder / "whole") / "s.chartwell"
    work(path, lambda _study: None)
    state = _state(path)
    make_backup(path)
    whole = path.read_bytes()
    for n in range(count):
        home = _made(folder / f"corrupted {n}")
        spoilt = home / "s.chartwell"
        kind, content = _spoilt(whole, chance)
        spoilt.write_bytes(content)
        outcome = judge(spoilt, {state})
        if outcome.verdict in {"unopenable", "damaged"}:
            outcome = _rescued(spoilt, home / "rescued.chartwell", path, state)
        tally.note(f"corrupted: {kind}", outcome, f"round {n}")
        shutil.rmtree(home)


def _spoilt(whole: bytes, chance: Random) -> tuple[str, bytes]:
    """Damage the content of a file."""
    content = bytearray(whole)
    page = chance.randrange(len(whole) // PAGE) * PAGE
    kind = chance.choice(("bits flipped", "page zeroed", "truncated", "page lost", "rubbish"))
    if kind == "bits flipped":
        for _n in range(chance.randrange(1, 9)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif kind == "page zeroed":
        content[page : page + PAGE] = bytes(PAGE)
    elif kind == "truncated":
        del content[chance.randrange(len(content)) :]
    elif kind == "page lost":
        other = chance.randrange(len(whole) // PAGE) * PAGE
        content[page : page + PAGE] = content[other : other + PAGE]
    else:
        content[page : page + PAGE] = chance.randbytes(PAGE)
    return kind, bytes(content)


def _rescued(path: Path, out: Path, original: Path, state: str) -> Outcome:
    """Rescue a damaged study, and bring back its copy."""
    try:
        said = rescue(path, out)
    except FrameworkError:
        said = None  # nothing can be read: the copy is what is left
    except Exception as wrong:  # noqa: BLE001 - whatever is no sentence is what is looked for
        return Outcome("unspoken", repr(wrong))
    if said is not None:
        outcome = judge_by_marks(out, ("", ""))
        if outcome.verdict != "fine" and not said.faults:  # what rescue itself tells is no fault
            return outcome
    return judge(list_backups(original)[0].path, {state})


def _state(path: Path) -> str:
    study = Study.open(path, reading=True)
    try:
        return state_of(study)
    finally:
        study.close()


def race(tally: Tally, folder: Path, seconds: float) -> None:
    """Let two programs open, code and close the same study at random."""
    for place in FOLDERS:
        path = _made(folder / f"raced {place}" / place) / "s.chartwell"
        small_study(path).close()
        runs = [subprocess.Popen(
                    [sys.executable, "-m", "tests.faults.racer", str(path), str(n), str(seconds)],
                    stdout=subprocess.PIPE, text=True)
                for n in range(2)]  # fmt: skip
        said = [run.communicate()[0].split() for run in runs]
        tally.note(f"raced, {place}", _after_race(path, [run.returncode for run in runs], said))


def _after_race(path: Path, ended: list[int], said: list[list[str]]) -> Outcome:
    """See that the study is sound, and that every coding that was said to be saved is in it."""
    if ended != [0, 0] or not all(said):
        return Outcome("unspoken", f"the programs ended with {ended}")
    outcome = judge_by_marks(path, ("", ""))
    if outcome.verdict != "fine":
        return outcome
    from framework.queries.codings import all_codings

    study = Study.open(path, reading=True)
    with study.read() as session:
        there = {str(row.id) for row in all_codings(session)}
    study.close()
    missing = {one for run in said for one in run} - there
    return Outcome("lost", f"{len(missing)} codings") if missing else Outcome("fine")
