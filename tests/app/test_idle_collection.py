"""Collect what is no longer used in pauses, never in between."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.frame.collecting import PAUSE_MS, WORTHWHILE, IdleCollector


class _Ring:
    """Hold itself, so that only a collection ends it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[IdleCollector]:
    """Give a collector, and leave Python as it was."""
    made = IdleCollector(qapp)
    yield made
    made.deleteLater()
    gc.unfreeze()
    gc.enable()


def test_python_collects_nothing_by_itself_while_the_window_does(
    collector: IdleCollector,
) -> None:
    assert collector is not None
    gc.collect()
    gone = ref(_Ring())
    kept = [[n] for n in range(WORTHWHILE * 2)]
    assert gone() is not None
    assert kept


def test_what_is_unused_is_collected_in_a_pause(collector: IdleCollector, qtbot: QtBot) -> None:
    assert collector is not None
    gc.collect()
    gone = ref(_Ring())
    kept = [[n] for n in range(WORTHWHILE * 2)]
    qtbot.wait(PAUSE_MS * 3)
    assert gone() is None
    assert kept
