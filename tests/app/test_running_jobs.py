"""Hold long work to its threads, its progress and its cancelling."""

from threading import current_thread, main_thread
from time import sleep

from pytestqt.qtbot import QtBot

from app.jobs import Job, Jobs
from framework.errors import CancelledError
from framework.progress import Progress


def test_work_runs_elsewhere_and_its_result_comes_home(qtbot: QtBot) -> None:
    threads = []
    jobs = Jobs(lambda _error: None)
    jobs.run(
        Job("Count", lambda _p: current_thread(), lambda r: threads.append((r, current_thread())))
    )
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0][0] is not main_thread()
    assert threads[0][1] is main_thread()
    assert not jobs.busy


def test_jobs_run_one_after_the_other(qtbot: QtBot) -> None:
    done: list[int] = []
    jobs = Jobs(lambda _error: None)
    for number in range(3):
        jobs.run(Job("Wait", lambda _p, number=number: number, done.append))
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == [0, 1, 2]


def test_cancelled_job_says_so_and_calls_nothing(qtbot: QtBot) -> None:
    shown: list[Exception] = []
    done: list[object] = []

    def work(progress: Progress) -> None:
        for piece in range(1000):
            progress.at(piece, 1000, "Piece")
            sleep(0.002)

    jobs = Jobs(shown.append)
    jobs.run(Job("Long", work, done.append))
    jobs.cancel()
    qtbot.waitUntil(lambda: bool(shown))
    assert isinstance(shown[0], CancelledError)
    assert not done


def test_failure_of_a_job_is_shown(qtbot: QtBot) -> None:
    shown: list[Exception] = []
    jobs = Jobs(shown.append)
    jobs.run(Job("Divide", lambda _p: 1 / 0, lambda _r: None))
    qtbot.waitUntil(lambda: bool(shown))
    assert isinstance(shown[0], ZeroDivisionError)
