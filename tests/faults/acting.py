"""Interrupt the acts: kill the program at a deed, or let deeds fail, and judge what is there then.

A study is as it was before the act or as it is after it, never something between; its copies open;
nothing of an encrypted study is readable in any file of its folder.
"""

import os
import shutil
from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from traceback import format_exception

from framework import ciphering, locking
from framework.backups import list_backups
from framework.ciphering import LockedError
from framework.errors import FrameworkError
from framework.passphrases import is_encrypted
from framework.study import Study
from tests.faults.disk import DISK
from tests.faults.judging import Outcome, Tally, judge
from tests.faults.scenes import FIRST, SCENES, SECOND, Scene
from tests.faults.script import content_of

FOLDERS = ("local", "Dropbox")  # a write-ahead log in the one, a rollback journal in the other
READABLE = (b"SQLite format 3", b"weather", b"Facilitation", b"facilitation")
REFUSED, WRONG = 3, 4  # what an act that was interrupted ends with


@dataclass
class Stage:
    """Hold a folder before an act, what may be in it afterwards, and how many deeds the act is."""

    name: str
    scene: Scene
    home: Path
    copies: dict[str, str]
    before: str | None = None
    after: str | None = None
    deeds: int = 0


class Stages:
    """Make ready each scene in each kind of folder, once it is asked for."""

    def __init__(
        self, folder: Path, chance: Random, names: Collection[str] = tuple(SCENES)
    ) -> None:
        """Shuffle them, so that a few of them are any."""
        self._folder = folder.resolve()
        self.names = [(name, place) for name in names for place in FOLDERS]
        chance.shuffle(self.names)
        self._ready: dict[tuple[str, str], Stage] = {}

    def __getitem__(self, n: int) -> Stage:
        """Give the nth, beginning anew after the last."""
        named = self.names[n % len(self.names)]
        if named not in self._ready:
            self._ready[named] = _rehearsed(*named, self._folder)
        return self._ready[named]


def _rehearsed(name: str, place: str, folder: Path) -> Stage:
    """Do the act once with nothing amiss, and note what may be there afterwards."""
    ciphering._keys.clear()
    home = folder / f"stage {name} {place}" / place
    home.mkdir(parents=True)
    SCENES[name].begin(home / "s.chartwell")
    stage = Stage(f"{name}, {place}", SCENES[name], home, _copies(home))
    stage.before = _content(_played(stage, "before"))
    after, stage.deeds, said = _acted(stage, "after")
    stage.after = _content(after)
    if said or _still_said(stage, after):
        raise SystemExit(f"{stage.name} fails by itself: {said}")
    for played in ("before", "after"):
        shutil.rmtree(home.parent / played)
    return stage


def kill_acts(tally: Tally, stages: Stages, count: int, chance: Random) -> None:
    """Kill the program at some deeds of each act, `count` times in all."""
    for n in range(count):
        stage = stages[n]
        kill_at(tally, stage, chance.randrange(1, stage.deeds + 1))


def fail_acts(tally: Tally, stages: Stages, count: int, chance: Random) -> None:
    """Let some deeds of each act fail, `count` times in all."""
    for n in range(count):
        stage = stages[n]
        error, lasting = chance.choice(("full", "io")), chance.choice((1, 1, 5, 1_000_000))
        fail_at(tally, stage, chance.randrange(1, stage.deeds + 1), error, lasting)


def kill_at(tally: Tally, stage: Stage, deed: int) -> None:
    """Kill the program at one deed of an act."""
    home, _deeds, _said = _acted(stage, "killed", die_at=deed)
    outcome = _judged(stage, home)
    tally.note(f"killed in {stage.name}", outcome, f"at {deed} of {stage.deeds}")
    shutil.rmtree(home.parent)


def fail_at(tally: Tally, stage: Stage, deed: int, error: str, lasting: int) -> None:
    """Let one deed of an act fail, and so many that follow."""
    home, _deeds, said = _acted(stage, "failed", fail_at=deed, fail_for=lasting, error=error)
    outcome = Outcome("unspoken", said) if said else _judged(stage, home)
    left = _left_behind(stage, home) if error == "full" else []
    if outcome.verdict == "fine" and left:
        outcome = Outcome("damaged", f"left behind: {', '.join(left)}")
    tally.note(f"{'disk full' if error == 'full' else 'disk error'} in {stage.name}", outcome,
               f"from {deed} of {stage.deeds} for {lasting}")  # fmt: skip
    shutil.rmtree(home.parent)


def _acted(stage: Stage, where: str, **amiss: int | str) -> tuple[Path, int, str]:
    """Do the act in a copy of the folder and another process; count its deeds.

    Say what went wrong where it was said in no sentence.
    """
    home, told = _played(stage, where), stage.home.parent / "told"
    child = os.fork()
    if not child:
        _act(stage.scene, home, told, amiss)
    _pid, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    said = told.read_text() if told.exists() else ""
    told.unlink(missing_ok=True)
    if ended == WRONG:
        return home, 0, said
    return home, int(said or 0), ""


def _act(scene: Scene, home: Path, told: Path, amiss: dict[str, int | str]) -> None:
    """Do the act with something amiss, and end this process."""
    ended = 0
    DISK.watch(str(home))
    for name, value in amiss.items():
        setattr(DISK, name, value)
    try:
        scene.act(home / "s.chartwell")
    except FrameworkError:
        ended = REFUSED
    except BaseException as error:  # noqa: BLE001 - whatever is no sentence is what is looked for
        ended = WRONG
        DISK.watched = ""
        told.write_text("".join(format_exception(error)[-6:]))
    DISK.watched = ""
    if ended != WRONG:
        told.write_text(str(DISK.count))
    os._exit(ended)


def _played(stage: Stage, where: str) -> Path:
    """Copy the folder in which the act begins."""
    home = stage.home.parent / where / stage.home.name
    shutil.copytree(stage.home, home)
    return home


def _judged(stage: Stage, home: Path) -> Outcome:
    """Look at the folder after an act that was interrupted."""
    path = home / "s.chartwell"
    _unlock(path)
    if locking.holder_of(path) is not None:
        return Outcome("damaged", "the lock is held still")
    if path.exists():
        outcome = judge(path, {stage.before, stage.after} - {None}, content_of)
    else:
        outcome = Outcome("fine" if stage.before is None else "lost", "the study is gone")
    if outcome.verdict != "fine":
        return outcome
    return _copies_judged(stage, home) or _looked_into(path) or _still_said(stage, home) or outcome


def _copies_judged(stage: Stage, home: Path) -> Outcome | None:
    """See that each file that was there beside the study holds what it held."""
    for name, content in stage.copies.items():
        there, before = home / name, stage.home / name
        if not there.is_file():
            return Outcome("lost", f"{name} is gone")
        if there.read_bytes() != before.read_bytes():
            _unlock(there)
            outcome = judge(there, {content}, content_of)
            if outcome.verdict != "fine":
                return outcome
    for copy in list_backups(home / "s.chartwell"):
        _unlock(copy.path)
    unread = [copy.path.name for copy in list_backups(home / "s.chartwell") if not copy.readable]
    return Outcome("damaged", f"{unread[0]} cannot be read") if unread else None


def _looked_into(path: Path) -> Outcome | None:
    """See that nothing of an encrypted study can be read in any file of its folder."""
    for file in path.parent.rglob("*") if is_encrypted(path) else ():
        if file.is_file() and any(word in file.read_bytes() for word in READABLE):
            return Outcome("damaged", f"{file.name} can be read, and the study is encrypted")
    return None


def _still_said(stage: Stage, home: Path) -> Outcome | None:
    """See that what an act has taken out for good is in no byte of the closed study."""
    path = home / "s.chartwell"
    if stage.scene.gone and _content(home) == stage.after:
        held = [word for word in stage.scene.gone if word in path.read_bytes()]
        return Outcome("damaged", f"{held[0].decode()} is still in the file") if held else None
    return None


def _left_behind(stage: Stage, home: Path) -> list[str]:
    """Name what an act that failed has left beside the study and its copies."""
    there = {str(file.relative_to(home)) for file in home.rglob("*") if file.is_file()}
    before = {str(file.relative_to(stage.home)) for file in stage.home.rglob("*") if file.is_file()}
    copies = {str(copy.path.relative_to(home)) for copy in list_backups(home / "s.chartwell")}
    return sorted(there - before - copies - {"s.chartwell"})


def _copies(home: Path) -> dict[str, str]:
    """Give what each file beside a study holds, by its name in the folder."""
    files = [file for file in home.rglob("*.chartwell") if file.name != "s.chartwell"]
    return {str(file.relative_to(home)): _content_of(file) for file in files}


def _content(home: Path) -> str | None:
    return _content_of(home / "s.chartwell") if (home / "s.chartwell").exists() else None


def _content_of(path: Path) -> str:
    """Give what a study holds; "" where it is damaged."""
    _unlock(path)
    with suppress(FrameworkError), closing(Study.open(path)) as study:
        return content_of(study)
    return ""


def _unlock(path: Path) -> None:
    """Take whichever passphrase opens a file."""
    for passphrase in (FIRST, SECOND) if path.is_file() and not ciphering.key_of(path) else ():
        with suppress(LockedError, FrameworkError):
            ciphering.unlock(path, passphrase)
